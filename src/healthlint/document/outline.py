"""The structure that a reader sees: where lists, tables, headings and pictures stand, and how paragraphs look."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property

from healthlint.document import shapes
from healthlint.document.article import Article, Block, BlockKind, InlineKind, Media, ProseSpan, Zone
from healthlint.patterns import regex

#: How many blocks after a place are looked at.
REACH = 40
#: Media that stand still.
PICTURES = frozenset({"image", "img", "picture", "svg"})
_TAIL = 80
_LONGEST_LEAD = 90
_LONGEST_LINE = 100
_LONGEST_FRAGMENT = 240
_MOSTLY = 1.3
_WORDS_OF_A_SHORT_SENTENCE = 10
_CLOSED = regex(r"""[.!?…]["'”’)\]*]*$""")
_COLON = regex(r""":["'”’)\]*\s-]*$""")
_LOUD = frozenset({InlineKind.STRONG, InlineKind.EMPHASIS, InlineKind.LINK})


class Shape(StrEnum):
    """What a paragraph looks like beside its neighbours."""

    LISTED = "listed"
    """It is a list, or one item of one: a typed marker, forced line breaks, a row of links."""
    LEAD = "lead"
    """It begins with its own name: bold words, `Term: text`, `Term – text`, a question."""
    FRAGMENT = "fragment"
    """No sentence: short and without a full stop, as an item is."""
    SHORT = "short"
    """A short sentence."""
    ANNOUNCES = "announces"
    """It ends with a colon."""
    PROSE = "prose"


class Outline:
    """Where the structure of an article stands, by block index. Made in time linear in the number of blocks."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.blocks = article.blocks

    def head(self, block: Block) -> str:
        """Return the beginning of a block's prose, at most `shapes.HEAD` characters."""
        return self.article.prose[block.span.start : min(block.span.end, block.span.start + shapes.HEAD)]

    def tail(self, block: Block) -> str:
        """Return the end of a block's prose."""
        return self.article.prose[max(block.span.start, block.span.end - _TAIL) : block.span.end]

    def after(self, block: Block) -> Iterator[Block]:
        """Yield the blocks after one, in order and within reach."""
        yield from self.blocks[block.index + 1 : block.index + 1 + REACH]

    def media_between(self, first: int, last: int) -> tuple[Media, ...]:
        """Return pictures and other media that stand in or before the blocks `first` to `last` (both included)."""
        start = bisect_left(self._media_blocks, first)
        return self.article.media[start : bisect_right(self._media_blocks, last)]

    def level_at(self, block: Block) -> int:
        """Return the level of the heading that a block stands under (or is); 0 where there is none."""
        place = bisect_right(self.headings, block.index)
        return self.blocks[self.headings[place - 1]].level if place else 0

    def headings_from(self, index: int, most: int) -> list[Block]:
        """Return the headings from a block index on, at most so many."""
        place = bisect_left(self.headings, index)
        return [self.blocks[heading] for heading in self.headings[place : place + most]]

    @cached_property
    def headings(self) -> list[int]:
        """Return the headings of the article itself."""
        return [
            block.index for block in self.blocks if block.kind is BlockKind.HEADING and Zone.COMMENTS not in block.zone
        ]

    @cached_property
    def lists(self) -> list[int]:
        """Return the second block of every list, definition list or run of paragraphs like one."""
        found: set[int] = set()
        seen: dict[int, int] = {}
        for block in self.blocks:
            if stands_aside(block):
                continue
            if block.item is not None:
                if seen.setdefault(block.item.list, block.item.item) != block.item.item:
                    found.add(block.index)
            elif block.kind is BlockKind.DEFINITION or self._is_run(block):
                found.add(block.index)
        return sorted(found)

    def _is_run(self, block: Block) -> bool:
        """Tell whether a paragraph and the one before it look like two items, or its forced lines do."""
        if block.kind is not BlockKind.PARAGRAPH or block.index == 0:
            return False
        if len(block.breaks) > 1:
            return True
        before = self.blocks[block.index - 1]
        shapes = {Shape.LISTED, Shape.LEAD}
        return before.kind is BlockKind.PARAGRAPH and self.shape(block) in shapes and self.shape(before) in shapes

    @cached_property
    def tables(self) -> list[int]:
        """Return the cells of tables."""
        return [block.index for block in self.blocks if block.cell is not None and not stands_aside(block)]

    @cached_property
    def opaque(self) -> list[int]:
        """Return the blocks that nobody knows what they are."""
        return [block.index for block in self.blocks if block.kind in {BlockKind.OPAQUE, BlockKind.CODE}]

    @cached_property
    def _media_blocks(self) -> list[int]:
        return [media.block for media in self.article.media]

    def shape(self, block: Block) -> Shape:
        """Return what a paragraph looks like."""
        head, tail = self.head(block), self.tail(block)
        if self._has_short_lines(block) or shapes.is_numbered(head) or self._is_links(block):
            return Shape.LISTED
        if _COLON.search(tail):
            return Shape.ANNOUNCES
        if tail.endswith("?") or self.lead(block):
            return Shape.LEAD
        if block.span.end - block.span.start > _LONGEST_FRAGMENT:
            return Shape.PROSE
        if not _CLOSED.search(tail):
            return Shape.FRAGMENT
        return Shape.SHORT if len(head.split()) <= _WORDS_OF_A_SHORT_SENTENCE else Shape.PROSE

    def _has_short_lines(self, block: Block) -> bool:
        """Tell whether forced line breaks part items: three lines or more, or a first one that is no sentence."""
        size = block.span.end - block.span.start
        if not block.breaks or size > _LONGEST_LINE * (len(block.breaks) + 1):
            return False
        first = self.article.prose[block.span.start : block.breaks[0]].rstrip()
        return len(block.breaks) > 1 or not _CLOSED.search(first[-_TAIL:])

    def lead(self, block: Block) -> str:
        """Return the name that a paragraph begins with: its first words in bold, or the term of `Term: text`."""
        begin = block.span.start
        for inline in self.article.inlines_in(ProseSpan(begin, begin + 1)):
            size = inline.span.end - begin
            if inline.kind in _LOUD and inline.span.start == begin and size <= _LONGEST_LEAD:
                return self.article.prose[begin : inline.span.end]
        return shapes.term_of(self.head(block))

    def is_one_link(self, block: Block) -> bool:
        """Tell whether a block is a link and hardly anything else: it leads away, and is no item."""
        near = self.article.inlines_in(ProseSpan(block.span.start, block.span.start + _TAIL))
        links = [inline.span for inline in near if inline.kind is InlineKind.LINK]
        size = block.span.end - block.span.start
        return any((span.end - span.start) * _MOSTLY > size for span in links)

    def _is_links(self, block: Block) -> bool:
        """Tell whether a short block is mostly two or more links."""
        size = block.span.end - block.span.start
        if size > shapes.HEAD:
            return False
        spans = [inline.span for inline in self.article.inlines_in(block.span) if inline.kind is InlineKind.LINK]
        return len(spans) > 1 and sum(span.end - span.start for span in spans) * 2 > size


def stands_aside(block: Block) -> bool:
    """Tell whether a block is no part of the article's own text: navigation, comments, advertisement, metadata."""
    return not {Zone.COMMENTS, Zone.NAVIGATION, Zone.ADVERTISEMENT, Zone.META}.isdisjoint(block.zone)
