"""The report for a person in a terminal: the line with the span marked, what is wrong, what to write instead."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby

from healthlint.findings.finding import Finding
from healthlint.findings.report import Report
from healthlint.reporters.place import columns, marked_line
from healthlint.rules.rule import Severity

NAME = "text"
_COLOURS = {"error": "31;1", "warning": "33;1", "note": "36;1", "dim": "2", "bold": "1"}
Paint = Callable[[str, str], str]


def render(report: Report, *, colour: bool = False, width: int = 80, quiet: bool = False, statistics: bool = False) -> str:
    """Return the report as text of at most `width` columns; `quiet` leaves out the summary."""

    def paint(text: str, name: str) -> str:
        return f"\x1b[{_COLOURS[name]}m{text}\x1b[0m" if colour and text else text

    lines: list[str] = []
    for path, findings in groupby(report.findings, key=_path):
        lines += [paint(path, "bold"), ""]
        for finding in findings:
            lines += [*_finding(finding, width, paint), ""]
    lines += [f"{paint('cannot check', 'error')} {_place(e.path, e.line, e.column)}{e.message}" for e in report.errors]
    lines += [paint(f"{file.path}: {note}", "dim") for file in report.files for note in file.notes]
    if statistics:
        lines += ["", *_statistics(report)]
    if not quiet:
        lines.append(_summary(report, paint))
    return "\n".join(lines) + "\n" if lines else ""


def _path(finding: Finding) -> str:
    return finding.path


def _place(path: str | None, line: int | None, column: int | None) -> str:
    known = [str(part) for part in (path, line, column) if part is not None]
    return ":".join(known) + ": " if known else ""


def _finding(finding: Finding, width: int, paint: Paint) -> Iterator[str]:
    place = f"{finding.start.line}:{finding.start.column}" if finding.start else "whole document"
    yield f"  {place}  {paint(finding.severity.value, finding.severity.value)}  {paint(finding.rule, 'dim')}"
    if finding.start and finding.context:
        number = str(finding.start.line)
        before, marked, after = marked_line(finding.context, max(width - len(number) - 8, 20))
        yield f"    {paint(number + ' |', 'dim')} {before}{paint(marked, finding.severity.value)}{after}"
        margin = " " * (len(number) + 4)
        yield f"{margin}{paint(' |', 'dim')} {' ' * columns(before)}{paint('^' * max(columns(marked), 1), finding.severity.value)}"
    yield from _wrapped(finding.message, width)
    for suggestion in finding.suggestions:
        yield from _wrapped(suggestion.text, width, "-> ")
    for related in finding.related:
        yield from _wrapped(f"line {related.start.line}: {related.message}", width)


def _wrapped(text: str, width: int, lead: str = "") -> list[str]:
    return textwrap.wrap(
        text, max(width, 40), initial_indent="    " + lead, subsequent_indent="    " + " " * len(lead), break_long_words=False
    )


def _summary(report: Report, paint: Paint) -> str:
    counted = [(_many(report.count(severity), severity.value), severity.value, report.count(severity)) for severity in Severity]
    found = ", ".join(paint(text, name) for text, name, number in counted if number)
    checked = f"{_many(len(report.files), 'file')}, {_many(report.words, 'word')}, {_many(report.rules, 'rule')}"
    skipped = f" ({report.words_skipped:,} words skipped)" if report.words_skipped else ""
    failed = f"; {_many(len(report.errors), 'failure')}" if report.errors else ""
    return f"{found or 'Nothing found'} in {checked}{skipped}{failed}."


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _statistics(report: Report) -> Iterator[str]:
    """Findings by rule, the commonest first, and words by what became of them."""
    for rule, number in sorted(Counter(f.rule for f in report.findings).items(), key=lambda item: (-item[1], item[0])):
        yield f"{number:>7,}  {rule}"
    yield f"{report.words:>7,}  words checked"
    reasons: Counter[str] = Counter()
    for file in report.files:
        reasons.update(file.skipped)
    for reason, number in sorted(reasons.items()):
        yield f"{number:>7,}  words skipped: {reason}"
