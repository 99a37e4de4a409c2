"""The report as JSON: complete, versioned, in a fixed order."""

from __future__ import annotations

from typing import Any

import msgspec

from healthlint import __version__
from healthlint.findings.finding import Finding
from healthlint.findings.report import Report
from healthlint.rules.rule import Severity

NAME = "json"
SCHEMA_VERSION = 1
#: What a finding says, in this order; the line around it is for people only.
_FIELDS = (
    "rule", "severity", "confidence", "message", "path", "start", "end", "excerpt", "block", "zone", "suggestions",
    "related", "sources", "fingerprint",
)  # fmt: skip


def render(
    report: Report, *, colour: bool = False, width: int = 80, quiet: bool = False, statistics: bool = False
) -> str:
    """Return the whole report as one JSON object; what is for people only changes nothing here."""
    del colour, width, quiet, statistics
    value = {
        "tool": {"name": "healthlint", "version": __version__},
        "schema_version": SCHEMA_VERSION,
        "today": report.today,
        "summary": summary(report),
        "files": report.files,
        "findings": [plain(finding) for finding in report.findings],
        "suppressed": [plain(finding) for finding in report.suppressed],
        "errors": report.errors,
    }
    return encoded(value)


def encoded(value: Any) -> str:  # noqa: ANN401 -- plain values and our own types
    """Return a value as JSON; half a surrogate pair, which JSON cannot hold, is a mark of its own."""
    try:
        text = msgspec.json.encode(value)
    except UnicodeEncodeError:
        text = msgspec.json.encode(_whole(msgspec.to_builtins(value)))
    return msgspec.json.format(text, indent=1).decode() + "\n"


def _whole(value: Any) -> Any:  # noqa: ANN401 -- plain values
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    return [_whole(item) for item in value] if isinstance(value, list | tuple) else value


def summary(report: Report) -> dict[str, int]:
    """Return the counts of a run."""
    counts = {f"{severity.value}s": report.count(severity) for severity in Severity}
    return {
        "files": len(report.files),
        "words": report.words,
        "words_skipped": report.words_skipped,
        "rules": report.rules,
        **counts,
        "suppressed": len(report.suppressed),
    }


def plain(finding: Finding) -> dict[str, Any]:
    """Return what a finding says, field by field."""
    return {name: getattr(finding, name) for name in _FIELDS}
