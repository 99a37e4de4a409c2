"""The report of a run: its counts."""

from __future__ import annotations

from healthlint.errors import SourceError
from healthlint.findings.report import Failure, FileReport, Report

PUBLIC = {"audience": "public", "type": "article", "jurisdiction": "any"}


def test_counts() -> None:
    files = (
        FileReport("a.md", "markdown", PUBLIC, 10, {"comments": 3, "references": 4}),
        FileReport("b.md", "markdown", PUBLIC, 5, {}),
    )
    report = Report("2026-01-01", files, ())
    assert (report.words, report.words_skipped) == (15, 7)


def test_a_file_in_another_language_was_not_checked() -> None:
    assert FileReport("a.md", "markdown", PUBLIC, 0, {"comments": 3}).is_checked
    assert not FileReport("a.md", "markdown", {}, 0, {"language": 3}).is_checked


def test_a_failure_keeps_the_place_of_its_error() -> None:
    error = SourceError("it is broken", path="a.md", line=3, column=4)
    assert Failure.of(error) == Failure("a.md", 3, 4, "it is broken")
    assert str(Failure.of(error)) == str(error) == "a.md:3:4: it is broken"
    assert str(Failure(None, None, None, "it is broken")) == "it is broken"
