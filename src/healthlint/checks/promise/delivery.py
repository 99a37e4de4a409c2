"""What keeps a promise: the words that tell, and whether running text gives what was announced."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

import msgspec

from healthlint.checks.kind import Finder
from healthlint.document import shapes
from healthlint.document.article import Block
from healthlint.language.annotated import Annotated
from healthlint.language.terms import Terms
from healthlint.language.tokens import TokenSpan
from healthlint.rules.pack import Pack

#: How far into a paragraph words are looked for.
WORDS_LOOKED_AT = 120


class Delivery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words that tell what keeps a promise.

    `topics` are headings of topics of their own, and `heading_things` what any heading may be (“questions”), as it
    may be if the text announces its own parts (`own_texts`: “this leaflet covers”); `linked_things` are what a link
    may be (“websites”). `enumerators` count things up in running text; `asides` open a remark before the list;
    `restating` words take up what was announced.
    """

    topics: Terms
    heading_things: Terms
    own_texts: Terms
    linked_things: Terms
    enumerators: Terms
    asides: Terms
    restating: Terms


class Expects(Enum):
    """What may keep an announcement."""

    ITEMS = "items"
    """Several things: running text keeps it only where it counts them up."""
    REST = "rest"
    """The rest of a sentence: one sentence keeps it too."""
    ANYTHING = "anything"
    """Whatever follows."""


class Gap(msgspec.Struct, frozen=True):
    """What was announced is not there. `certain` where nothing at all stands in its place; `looked` ends a sentence."""

    certain: bool
    looked: str


class Announced(msgspec.Struct, frozen=True):
    """What is promised: at the end of which block, under which name, and what may keep it.

    `announces` tells whether another paragraph that ends with a colon promises something of its own.
    """

    block: Block
    noun: str
    expects: Expects
    is_marked: bool
    """It ends with a colon, or with no mark where one should be; a whole sentence may be said once more."""
    announces: Callable[[Block], bool]


class Deliverer(msgspec.Struct, frozen=True):
    """Finds what keeps a promise."""

    topics: Finder
    heading_things: Finder
    own_texts: Finder
    linked_things: Finder
    enumerators: Finder
    asides: Finder
    restating: Finder

    @classmethod
    def of(cls, words: Delivery, pack: Pack) -> Deliverer:
        """Return the deliverer of a rule."""
        return cls(*(Finder.of(getattr(words, name), pack) for name in words.__struct_fields__))

    def leaves_open(self, annotated: Annotated, rest: TokenSpan, noun: str) -> bool:
        """Tell whether the sentences after an announcement, in its own block, go on to something else."""
        near = TokenSpan(rest.first, min(rest.last, rest.first + WORDS_LOOKED_AT))
        return near.first >= near.last or (
            shapes.begins_no_item(annotated.text(near)) and not self.counts_up(annotated, near, noun)
        )

    def counts_up(self, annotated: Annotated, span: TokenSpan, noun: str) -> bool:
        """Tell whether running text gives the items, looking at its beginning only."""
        near = TokenSpan(span.first, min(span.last, span.first + WORDS_LOOKED_AT))
        text = annotated.text(near)
        return (
            shapes.gives_items(text, noun)
            or shapes.is_flattened(text)
            or text[:1].isdigit()
            or bool(self.enumerators.inside(annotated, near))
        )
