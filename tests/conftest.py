"""What all tests share: the shipped pack, and the folder of real articles where there is one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from healthlint.checks import KINDS
from healthlint.rules import loader
from healthlint.rules.pack import Pack

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"

# Time limits would make a slow machine a failing one; the number of cases is what bounds a run.
settings.register_profile("healthlint", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("healthlint")


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The shipped rules and lexicon."""
    return loader.load_shipped(KINDS)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real articles and public data; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the folder ../shared with real articles is not here")
    return SHARED
