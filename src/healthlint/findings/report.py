"""The report of a run: everything that was found, and everything that could not be done."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from healthlint.errors import HealthlintError, placed
from healthlint.findings.finding import Finding
from healthlint.rules.rule import Severity


class Failure(Struct, frozen=True):
    """Something that could not be done; any failure makes the run end with exit code 2."""

    path: str | None
    line: int | None
    column: int | None
    message: str

    @classmethod
    def of(cls, error: HealthlintError) -> Failure:
        """Return an error as a value."""
        return cls(error.path, error.line, error.column, error.message)

    def __str__(self) -> str:
        return placed(self.message, self.path, self.line, self.column)


class FileReport(Struct, frozen=True):
    """What was read of one file. `words` were checked; `skipped` counts words that were not, by reason.

    `notes` are what the reader of the report should know, such as the language of a file that was skipped.
    """

    path: str
    format: str
    profile: Mapping[str, str]
    words: int
    skipped: Mapping[str, int]
    notes: tuple[str, ...] = ()

    @property
    def is_checked(self) -> bool:
        """Tell whether the file was checked: one in another language has no profile, and was not."""
        return bool(self.profile)


class Report(Struct, frozen=True):
    """A whole run, in its one order. `today` is the date that the run took for today (ISO 8601)."""

    today: str
    files: tuple[FileReport, ...]
    findings: tuple[Finding, ...]
    suppressed: tuple[Finding, ...] = ()
    errors: tuple[Failure, ...] = ()
    rules: int = 0

    def count(self, severity: Severity) -> int:
        """Return the number of findings of one severity."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def words(self) -> int:
        """Return the number of words checked."""
        return sum(file.words for file in self.files)

    @property
    def words_skipped(self) -> int:
        """Return the number of words that were not checked, for whatever reason."""
        return sum(sum(file.skipped.values()) for file in self.files)
