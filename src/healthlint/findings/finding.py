"""What a check says (`Match`) and what becomes of it (`Finding`)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from healthlint.document.article import ProseSpan
from healthlint.document.source import Location
from healthlint.language.tokens import TokenSpan
from healthlint.rules.rule import Confidence, Severity


class Replacement(Struct, frozen=True):
    """Words to write instead of a stretch of prose. `safe` only where no clinical meaning can change."""

    span: ProseSpan
    text: str
    safe: bool = False


class Match(Struct, frozen=True):
    """All that a check can say. `span` is None where the whole document is meant.

    `focus` is the head whose polarity counts, `own` are cue words of the match itself; `doubtful` takes one step off
    the severity; `values` fill the message.
    """

    span: ProseSpan | None
    values: Mapping[str, str] = field(default_factory=dict)
    focus: TokenSpan | None = None
    own: tuple[TokenSpan, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    related: tuple[tuple[ProseSpan, str], ...] = ()
    suggestion: str | None = None
    doubtful: bool = False
    sources: tuple[str, ...] = ()


class Edit(Struct, frozen=True):
    """One replacement in the file."""

    start: Location
    end: Location
    replacement: str


class Suggestion(Struct, frozen=True):
    """What to write instead: in words, and as edits where that can be said."""

    text: str
    edits: tuple[Edit, ...] = ()
    safe: bool = False


class Related(Struct, frozen=True):
    """Another place that belongs to a finding."""

    path: str
    start: Location
    end: Location
    message: str


class Context(Struct, frozen=True):
    """The line of the file around a finding, cut to a bounded length: what stands before it, in it and after it."""

    before: str
    marked: str
    after: str


class Finding(Struct, frozen=True):
    """A finding, complete when made. `start` and `end` are None for a finding about the whole document."""

    rule: str
    severity: Severity
    confidence: Confidence
    message: str
    path: str
    start: Location | None
    end: Location | None
    excerpt: str
    block: str | None
    zone: str | None
    fingerprint: str
    suggestions: tuple[Suggestion, ...] = ()
    related: tuple[Related, ...] = ()
    sources: tuple[str, ...] = ()
    context: Context | None = None

    def named(self, fingerprint: str) -> Finding:
        """Return the finding with its fingerprint."""
        return replace(self, fingerprint=fingerprint)

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Return the key of the one total order of findings: path, place (whole document first), rule."""
        start = -1 if self.start is None else self.start.offset
        end = -1 if self.end is None else self.end.offset
        return (self.path, start, end, self.rule, self.message)


def normalised(sentence: str) -> str:
    """Return a digest of a sentence that does not change with its capitals and white space."""
    return hashlib.sha256(" ".join(sentence.lower().split()).encode("utf-8", "surrogatepass")).hexdigest()


def fingerprint(rule: str, sentence: str, ordinal: int) -> str:
    """Return a name of a finding that survives edits elsewhere.

    It is made of the id of its rule, the digest of its sentence (see `normalised`), and which of its like it is.
    """
    return hashlib.sha256(f"1\0{rule}\0{sentence}\0{ordinal}".encode()).hexdigest()[:32]
