"""A rule: a file of data that carries its own proof, as a typed value."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal

import msgspec

Effect = Literal["suppress", "demote", "keep"]
BlockName = Literal[
    "heading", "paragraph", "list_item", "table_cell", "definition_term", "definition", "caption", "code", "title",
    "description",
]  # fmt: skip
ZoneName = Literal[
    "body", "meta", "quote", "references", "footnote", "disclaimer", "advertisement", "comments", "navigation", "code"
]
VoiceName = Literal["author", "quoted", "reader", "myth"]
Jurisdiction = Literal["us", "uk", "eu", "au", "ca", "any"]
Audience = Literal["public", "professional"]
ArticleType = Literal["article", "leaflet", "news", "product", "opinion", "recipe"]

CATEGORIES = (
    "terminology", "references", "disclaimers", "readability", "claims", "numbers", "safety", "sensitive", "people",
    "trust", "structure", "suppression",
)  # fmt: skip


class Severity(StrEnum):
    """The harm, if the finding is true."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """Return 0 for a note, 1 for a warning, 2 for an error."""
        return ("note", "warning", "error").index(self)

    def demoted(self) -> Severity:
        """Return the next lower severity; a note stays a note."""
        return Severity.WARNING if self is Severity.ERROR else Severity.NOTE


class Confidence(StrEnum):
    """How sure the rule is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Stage(StrEnum):
    """Whether a rule runs by default."""

    STABLE = "stable"
    PREVIEW = "preview"


class Scope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a rule looks. A block is in scope if every zone of its path is named: `comments/quote` needs both."""

    zones: tuple[ZoneName, ...] = ("body",)
    blocks: tuple[BlockName, ...] = (
        "heading", "paragraph", "list_item", "table_cell", "definition_term", "definition", "caption",
    )  # fmt: skip
    voices: tuple[VoiceName, ...] = ("author",)


class Profiles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For which articles a rule makes sense; an empty list means all."""

    audience: tuple[Audience, ...] = ()
    type: tuple[ArticleType, ...] = ()
    jurisdiction: tuple[Jurisdiction, ...] = ()


class Unless(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a frame around a match does to it (see `language.polarity` and `language.evidence`)."""

    negation: Effect = "keep"
    contrast: Effect = "keep"
    question: Effect = "keep"
    myth: Effect = "keep"
    history: Effect = "keep"
    hypothetical: Effect = "keep"
    lay: Effect = "keep"
    supported: Effect = "keep"


class RuleSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the demand of a rule comes from.

    `checked` is the month in which it was last looked at, `confirmed` whether it was seen to say so.
    """

    title: str
    url: str
    checked: str
    confirmed: bool


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text in which the rule must find something (`finds`: the exact span; none for the document), or must not.

    The text is a little Markdown: paragraphs, `#` headings, `-` and `1.` items, `|` tables. `instead` is what an edit
    must suggest; `profile` says what is else inferred (the first value of each).
    """

    text: str
    finds: str | None = None
    instead: str | None = None
    profile: Profiles = Profiles()


class Examples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The proof of a rule: what must be found, and near misses that must not."""

    fail: tuple[Example, ...]
    passes: tuple[Example | str, ...] = msgspec.field(name="pass")


class RuleText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file of a rule, save its parameters, whose type its kind knows."""

    summary: str
    kind: str
    severity: Severity
    confidence: Confidence
    message: str
    rationale: str
    sources: tuple[RuleSource, ...]
    examples: Examples
    params: dict[str, Any]
    stage: Stage = Stage.STABLE
    suggestion: str | None = None
    scope: Scope = Scope()
    profiles: Profiles = Profiles()
    unless: Unless = Unless()
    supersedes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


class Rule(msgspec.Struct, frozen=True):
    """A rule, complete: its id is its category and file name, its parameters are typed by its kind."""

    id: str
    text: RuleText
    params: msgspec.Struct

    @property
    def category(self) -> str:
        """Return the category, the part of the id before the slash."""
        return self.id.partition("/")[0]
