"""The report for a person in a terminal: the line with the span marked, what is wrong, what to write instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby

from healthlint.findings.finding import Finding
from healthlint.findings.report import Report
from healthlint.reporters.place import columns, marked_line, printable, wrapped
from healthlint.rules.rule import Severity

NAME = "text"
_COLOURS = {"error": "31;1", "warning": "33;1", "note": "36;1", "dim": "2", "bold": "1"}
_INDENT = "    "
#: In a narrower window nothing could be shown.
_NARROWEST = 30
Paint = Callable[[str, str], str]


def render(
    report: Report, *, colour: bool = False, width: int = 80, quiet: bool = False, statistics: bool = False
) -> str:
    """Return the report as text of at most `width` columns, save long words; `quiet` leaves out the summary."""

    def paint(text: str, name: str) -> str:
        return f"\x1b[{_COLOURS[name]}m{text}\x1b[0m" if colour and text else text

    width = max(width, _NARROWEST)
    lines: list[str] = []
    for path, findings in groupby(report.findings, key=_path):
        lines += [paint(printable(path), "bold"), ""]
        for finding in findings:
            lines += [*_finding(finding, width, paint), ""]
    lines += _failures(report, width, paint)
    for file in report.files:
        for note in file.notes:
            lines += [paint(line, "dim") for line in wrapped(f"{file.path}: {note}", width, rest="  ")]
    if statistics:
        lines += ["", *_statistics(report)] if lines and lines[-1] else _statistics(report)
    if not quiet:
        lines += [""] if statistics else []
        lines += _summary(report, width, paint)
    return "\n".join(lines) + "\n" if lines else ""


def _path(finding: Finding) -> str:
    return finding.path


def _finding(finding: Finding, width: int, paint: Paint) -> Iterator[str]:
    place = f"{finding.start.line}:{finding.start.column}" if finding.start else "whole document"
    yield f"  {place}  {paint(finding.severity.value, finding.severity.value)}  {paint(finding.rule, 'dim')}"
    yield from _excerpt(finding, width, paint)
    yield from wrapped(finding.message, width, _INDENT, _INDENT)
    for suggestion in finding.suggestions:
        if suggestion.text.removeprefix("Write ").rstrip(".") in finding.message:
            continue  # “… is written as one word: “gallstone”.” has said it
        yield from wrapped(suggestion.text, width, _INDENT + "-> ", _INDENT + "   ")
    for message, lines in _related(finding).items():
        which = f"line {lines[0]}" if len(lines) == 1 else f"lines {', '.join(map(str, lines))}"
        yield from wrapped(f"{which}: {message}", width, _INDENT, _INDENT + "  ")


def _excerpt(finding: Finding, width: int, paint: Paint) -> Iterator[str]:
    """Yield the line of the file, and below it the marks; a finding over several lines shows its first."""
    if finding.start is None or finding.end is None or finding.context is None:
        return
    number = str(finding.start.line)
    before, marked, after = marked_line(finding.context, width - len(number) - len(_INDENT) - 3)
    if finding.end.line > finding.start.line:
        after = " …"
    marks, margin = "^" * max(columns(marked), 1), " " * len(number)
    yield f"{_INDENT}{paint(f'{number} |', 'dim')} {before}{paint(marked, finding.severity.value)}{after}"
    yield f"{_INDENT}{paint(f'{margin} |', 'dim')} {' ' * columns(before)}{paint(marks, finding.severity.value)}"


def _related(finding: Finding) -> dict[str, list[int]]:
    """Return the lines of related places, by what is said of them."""
    lines: dict[str, set[int]] = {}
    for related in finding.related:
        lines.setdefault(related.message, set()).add(related.start.line)
    return {message: sorted(found) for message, found in lines.items()}


def _failures(report: Report, width: int, paint: Paint) -> Iterator[str]:
    for failure in report.errors:
        first, *rest = wrapped(f"failed: {failure}", width, rest="  ")
        yield paint("failed", "error") + first.removeprefix("failed")
        yield from rest


def _summary(report: Report, width: int, paint: Paint) -> Iterator[str]:
    """Yield what was found and what was checked, the severities in their colours."""
    counts = [(severity, report.count(severity)) for severity in Severity]
    found = ", ".join(_many(count, severity.value) for severity, count in counts if count) or "Nothing found"
    files = sum(file.is_checked for file in report.files)
    checked = f"{_many(files, 'file')}, {_many(report.words, 'word')}, {_many(report.rules, 'rule')}"
    left_out = [(len(report.files) - files, "file"), (report.words_skipped, "word")]
    skipped = ", ".join(_many(count, noun) for count, noun in left_out if count)
    said = f"{found} in {checked}" if files else "Nothing was checked"
    said += f" ({skipped} skipped)" if skipped else ""
    said += f"; {_many(len(report.errors), 'failure')}" if report.errors else ""
    for line in wrapped(f"{said}.", width):
        for severity, count in counts:
            said = _many(count, severity.value)
            line = line.replace(said, paint(said, severity.value)) if count else line  # noqa: PLW2901 -- one by one
        yield line


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _statistics(report: Report) -> list[str]:
    """Return findings by rule, the commonest first, and words by what became of them."""
    by_rule = Counter(finding.rule for finding in report.findings)
    rows = sorted(by_rule.items(), key=_commonest_first)
    rows.append(("words checked", report.words))
    skipped: Counter[str] = Counter()
    for file in report.files:
        skipped.update(file.skipped)
    rows += [(f"words skipped: {reason}", words) for reason, words in sorted(skipped.items())]
    return [f"{number:>9,}  {name}" for name, number in rows]


def _commonest_first(row: tuple[str, int]) -> tuple[int, str]:
    return (-row[1], row[0])
