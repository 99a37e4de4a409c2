"""Reports made by hand, for reporters to write."""

from __future__ import annotations

from typing import Any

import pytest

from healthlint.document.source import Location
from healthlint.findings.finding import Context, Finding
from healthlint.findings.report import FileReport, Report
from healthlint.rules.rule import Confidence, Severity

PROFILE = {"jurisdiction": "any", "audience": "public", "type": "article"}


def finding(**changes: Any) -> Finding:
    """A finding in `a.md` on line 3, changed as asked."""
    fields: dict[str, Any] = {
        "rule": "claims/test",
        "severity": Severity.WARNING,
        "confidence": Confidence.HIGH,
        "message": "“toe” is wrong.",
        "path": "a.md",
        "start": Location(12, 3, 3),
        "end": Location(15, 3, 6),
        "excerpt": "toe",
        "block": "paragraph",
        "zone": "body",
        "fingerprint": "f" * 32,
        "sources": ("https://example.org",),
        "context": Context("A ", "toe", " hurts."),
    }
    return Finding(**{**fields, **changes})


def report(*findings: Finding, **changes: Any) -> Report:
    """A report of one file, with findings, changed as asked."""
    fields: dict[str, Any] = {
        "today": "2026-01-01",
        "files": (FileReport("a.md", "markdown", PROFILE, 1_234, {"quote": 5}),),
        "findings": findings,
        "rules": 3,
    }
    return Report(**{**fields, **changes})


@pytest.fixture(scope="session")
def a_finding() -> Any:
    return finding


@pytest.fixture(scope="session")
def a_report() -> Any:
    return report
