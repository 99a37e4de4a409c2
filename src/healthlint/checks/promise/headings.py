"""Headings after an announcement: whether they are its items, stand over its list, or open another topic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from healthlint.checks.kind import Finder
from healthlint.checks.promise.delivery import WORDS_LOOKED_AT, Announced, Deliverer
from healthlint.document import shapes
from healthlint.document.article import Block, BlockKind, Zone
from healthlint.document.outline import Outline
from healthlint.language.annotated import Annotated
from healthlint.language.tokens import TokenSpan
from healthlint.patterns import regex

_MOST_HEADINGS = 12
_WORDS_OF_A_TITLE = 10
_BLOCKS_OF_AN_ITEM = 3
_QUESTION = regex(
    r"(?:who|what|when|where|why|how|which|is|are|do|does|did|can|could|should|will|may)\b", re.IGNORECASE
)
_WORD = regex(r"\w+")
_BESIDE = frozenset({Zone.ADVERTISEMENT, Zone.NAVIGATION, Zone.META, Zone.FOOTNOTE})
_NO_ITEMS = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})
_LABELS = frozenset({BlockKind.CAPTION, BlockKind.TITLE, BlockKind.DESCRIPTION})


class Headings(Struct, frozen=True):
    """The headings after one announcement."""

    words: Deliverer
    annotated: Annotated
    outline: Outline
    announced: Announced

    def keep(self, heading: Block, *, has_items: bool) -> bool:
        """Tell whether the next heading keeps the promise: the first of the items, or a sub-heading over the list.

        `has_items` says that something like an item came before it.
        """
        origin = self.announced.block
        level = self.outline.level_at(origin)
        is_under = heading.level > level
        if (is_under and origin.kind is BlockKind.HEADING) or self._names_items(heading, level):
            return True
        is_topic = self._is_topic(heading)
        if has_items and self.annotated.article.format == "text" and not is_topic:
            return True  # the first of them was no heading for being announced
        after = next((b for b in self.outline.after(heading) if not is_beside(origin, b)), None)
        return after is not None and self._heads_items(after, is_sub_heading=is_under and not is_topic)

    def might_keep(self, heading: Block) -> bool:
        """Tell whether headings that do not keep the promise are near to it: two or more that are not all topics."""
        row = self._row(heading)[:3]
        if len(row) < 2:
            return False
        is_under = heading.level > self.outline.level_at(self.announced.block)
        return not self._is_topic(heading) or (is_under and not all(map(self._is_topic, row)))

    def _heads_items(self, after: Block, *, is_sub_heading: bool) -> bool:
        """Tell whether what stands under a heading keeps the promise: a list, or the sources that were announced."""
        if Zone.REFERENCES in after.zone and self.is_promised(self.words.linked_things):
            return True
        return is_sub_heading and is_structure(self.announced.block, after)

    def _names_items(self, heading: Block, level: int) -> bool:
        """Tell whether headings are the items: numbered, named after what is promised, or a row of sub-headings."""
        if shapes.is_numbered(self.outline.head(heading)):
            return True
        row = self._row(heading)
        if len(row) < 2:
            return False
        return self._are_named(row) or self._are_sub_headings(row, level)

    def _are_named(self, row: Sequence[Block]) -> bool:
        """Tell whether headings name what is promised: “Type A”, “Type B”."""
        first, second = (names(self.outline.head(each), self.announced.noun) for each in row[:2])
        return first and (second or not (self.announced.is_marked and self._is_topic(row[0])))

    def _are_sub_headings(self, row: Sequence[Block], level: int) -> bool:
        """Tell whether headings stand under the announcement, and are no topics of their own."""
        if row[0].level <= level and not self._may_be_deeper(row):
            return False
        if self.is_promised(self.words.heading_things) or self._speaks_of_itself():
            return True
        topics = sum(map(self._is_topic, row[:3]))
        return topics == 0 if len(row) < 3 else topics < 2

    def _row(self, heading: Block) -> list[Block]:
        """Return the headings of one level from a heading on, up to one above them."""
        row: list[Block] = []
        for each in self.outline.headings_from(heading.index, _MOST_HEADINGS):
            if each.level < heading.level:
                break
            if each.level == heading.level:
                row.append(each)
        return row

    def _may_be_deeper(self, row: Sequence[Block]) -> bool:
        """Tell whether headings of the same level may be the items: plain text knows one level, and items are short."""
        if self.annotated.article.format != "text":
            return False
        gaps = [after.index - before.index for before, after in pairwise(row[:3])]
        return not self.announced.is_marked or all(1 < gap <= _BLOCKS_OF_AN_ITEM for gap in gaps)

    def _is_topic(self, heading: Block) -> bool:
        text = self.outline.head(heading)
        if text.endswith(("?", ".")) or _QUESTION.match(text) or len(text.split()) > _WORDS_OF_A_TITLE:
            return True
        return self.name_a_topic(heading)

    def name_a_topic(self, block: Block) -> bool:
        """Tell whether a block holds a word for a topic of its own: “Treatment”, “When to see a doctor”."""
        return bool(self.words.topics.inside(self.annotated, self.annotated.tokens.within(block.span)))

    def _speaks_of_itself(self) -> bool:
        """Tell whether the text announces its own parts: “This leaflet covers the following”."""
        sentence = self.annotated.sentences_in(self.announced.block.index)[-1]
        near = TokenSpan(max(sentence.first, sentence.last - WORDS_LOOKED_AT), sentence.last)
        return bool(self.words.own_texts.inside(self.annotated, near))

    def is_promised(self, things: Finder) -> bool:
        """Tell whether what is promised is one of some things."""
        span = self.annotated.tokens.within(self.announced.block.span)
        near = TokenSpan(max(span.first, span.last - WORDS_LOOKED_AT), span.last)
        places = things.inside(self.annotated, near)
        return any(self.annotated.text(place).lower() == self.announced.noun for place in places)


def is_beside(announced: Block, block: Block) -> bool:
    """Tell whether a block may stand between an announcement and its list without a meaning of its own."""
    return block.kind in _LABELS or not _BESIDE.difference(announced.zone).isdisjoint(block.zone)


def is_structure(announced: Block, block: Block) -> bool:
    """Tell whether a block is a list, table, definition, code, or something unknown: anything but a paragraph."""
    if block.kind is BlockKind.LIST_ITEM and block.item is not None:
        return block.item != announced.item
    return block.kind not in _NO_ITEMS


def names(text: str, noun: str) -> bool:
    """Tell whether a short text holds a noun, in the singular or the plural."""
    stem = shapes.stem_of(noun)
    return len(stem) > 2 and any(word.startswith(stem) for word in _WORD.findall(text.lower().replace("_", " ")))
