"""What `.pre-commit-hooks.yaml` promises to pre-commit."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from healthlint import cli
from healthlint.document import reading

HOOKS = Path(__file__).parent.parent / ".pre-commit-hooks.yaml"
#: How pre-commit names what our formats read.
TYPES = {"html": {"html"}, "markdown": {"markdown", "mdx"}, "text": {"plain-text"}}


@pytest.fixture(scope="module")
def hook() -> dict[str, object]:
    (only,) = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))
    return only


def test_its_command_is_ours(hook: dict[str, object]) -> None:
    program, command = str(hook["entry"]).split()
    assert (program, hook["language"]) == ("healthlint", "python")
    assert command in cli.cli.commands


def test_every_format_is_offered(hook: dict[str, object]) -> None:
    assert set(TYPES) == {form.name for form in reading.FORMATS}
    assert set(hook["types_or"]) == set().union(*TYPES.values())


def test_one_process_is_given_all_files(hook: dict[str, object]) -> None:
    """It starts its own, where that is worth it."""
    assert hook["require_serial"] is True
