"""What can go wrong, as values that point at a place.

- `HealthlintError`: everything below; `exit_code` is 2
- `UsageError`: the command line asks for what does not exist
- `SourceError`: an article cannot be read or decoded
- `DataError`: a rule or lexicon file is not what it must be
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class HealthlintError(Exception):
    """Something that could not be done; its text is one sentence for a person."""

    exit_code = 2

    def __init__(
        self, message: str, *, path: str | None = None, line: int | None = None, column: int | None = None
    ) -> None:
        """Keep the message apart from its place (`line` and `column` count from 1)."""
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.column = column

    def __str__(self) -> str:
        return placed(self.message, self.path, self.line, self.column)


class UsageError(HealthlintError):
    """The command line names a rule, category or value that does not exist."""


class SourceError(HealthlintError):
    """An article cannot be read or decoded."""


class DataError(HealthlintError):
    """A rule or lexicon file says something that is not allowed."""


def placed(message: str, path: str | None, line: int | None, column: int | None) -> str:
    """Return a message with its place in front, as far as that is known: `path:line:column: message`."""
    place = ":".join(str(part) for part in (path, line, column) if part is not None)
    return f"{place}: {message}" if place else message


def did_you_mean(found: str, allowed: Iterable[str]) -> str:
    """Return “; did you mean 'x'?” for the nearest of `allowed`, capitals or not, or an empty string."""
    names = {name.lower(): name for name in allowed}
    near = difflib.get_close_matches(found.lower(), list(names), n=1, cutoff=0.6)
    return f"; did you mean '{names[near[0]]}'?" if near else ""
