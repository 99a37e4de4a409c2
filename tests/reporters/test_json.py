"""The report as JSON: exactly the keys of the contract, and valid whatever the text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.document.source import Location
from healthlint.findings.finding import Edit, Related, Suggestion
from healthlint.findings.report import Failure
from healthlint.reporters import json as reporter
from healthlint.rules.rule import Severity

START, END = {"offset": 12, "line": 3, "column": 3}, {"offset": 15, "line": 3, "column": 6}


def test_the_whole_report(a_finding: Any, a_report: Any) -> None:
    edit = Edit(Location(12, 3, 3), Location(15, 3, 6), "foot")
    found = a_finding(
        suggestions=(Suggestion("Write “foot”.", (edit,), safe=True),),
        related=(Related("a.md", Location(12, 3, 3), Location(15, 3, 6), "here"),),
    )
    whole = a_finding(start=None, end=None, context=None, block=None, zone=None, excerpt="", severity=Severity.ERROR)
    made = a_report(found, suppressed=(whole,), errors=(Failure("b.md", 3, None, "it is broken"),))
    assert json.loads(reporter.render(made)) == {
        "tool": {"name": "healthlint", "version": "0.1.0"},
        "schema_version": 1,
        "today": "2026-01-01",
        "summary": {
            "files": 1,
            "words": 1234,
            "words_skipped": 5,
            "rules": 3,
            "errors": 0,
            "warnings": 1,
            "notes": 0,
            "suppressed": 1,
        },
        "files": [
            {
                "path": "a.md",
                "format": "markdown",
                "profile": {"jurisdiction": "any", "audience": "public", "type": "article"},
                "words": 1234,
                "skipped": {"quote": 5},
                "notes": [],
            }
        ],
        "findings": [
            {
                "rule": "claims/test",
                "severity": "warning",
                "confidence": "high",
                "message": "“toe” is wrong.",
                "path": "a.md",
                "start": START,
                "end": END,
                "excerpt": "toe",
                "block": "paragraph",
                "zone": "body",
                "suggestions": [
                    {
                        "text": "Write “foot”.",
                        "edits": [{"start": START, "end": END, "replacement": "foot"}],
                        "safe": True,
                    }
                ],
                "related": [{"path": "a.md", "start": START, "end": END, "message": "here"}],
                "sources": ["https://example.org"],
                "fingerprint": "f" * 32,
            }
        ],
        "suppressed": [
            {
                "rule": "claims/test",
                "severity": "error",
                "confidence": "high",
                "message": "“toe” is wrong.",
                "path": "a.md",
                "start": None,
                "end": None,
                "excerpt": "",
                "block": None,
                "zone": None,
                "suggestions": [],
                "related": [],
                "sources": ["https://example.org"],
                "fingerprint": "f" * 32,
            }
        ],
        "errors": [{"path": "b.md", "line": 3, "column": None, "message": "it is broken"}],
    }


def test_keys_stand_in_one_order(a_finding: Any, a_report: Any) -> None:
    told = json.loads(reporter.render(a_report(a_finding())))
    assert list(told) == ["tool", "schema_version", "today", "summary", "files", "findings", "suppressed", "errors"]
    assert list(told["findings"][0])[:4] == ["rule", "severity", "confidence", "message"]


def test_what_is_for_people_only_changes_nothing(a_finding: Any, a_report: Any) -> None:
    made = a_report(a_finding())
    assert reporter.render(made, colour=True, width=20, quiet=True, statistics=True) == reporter.render(made)


@given(st.text(alphabet=st.characters()))
def test_any_text_is_kept(a_finding: Any, a_report: Any, said: str) -> None:
    """Text that can be written is kept as it is; half a pair of surrogates becomes a mark, and the report is valid."""
    told = reporter.render(a_report(a_finding(message=said, path=said)))
    found = json.loads(told.encode("utf-8"))["findings"][0]
    wanted = "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in said)
    assert found["message"] == found["path"] == wanted


@pytest.mark.parametrize("half", ["\ud800", "a\udce9.md", "\udfff\ud800"])
def test_halves_of_pairs_do_not_break_it(a_finding: Any, a_report: Any, half: str) -> None:
    found = json.loads(reporter.render(a_report(a_finding(excerpt=half), a_finding())).encode("utf-8"))["findings"]
    assert "\ufffd" in found[0]["excerpt"]
    assert found[1]["start"] == START
