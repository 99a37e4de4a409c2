"""The blocks of an article as one page: its labels, its headings, and the parts that they open."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct

from healthlint.document.article import Article, Block, BlockKind, Zone
from healthlint.document.metadata.credit_blocks import is_credit_block
from healthlint.document.source import SourceSpan
from healthlint.document.zones.page_labels import LONGEST, Label, label_of

PROSE = 120
"""A paragraph of so many characters is one of the text."""
#: A label that is no heading opens less than one that is: below every heading.
_BELOW_ALL = 7


class Part(Struct, frozen=True):
    """Blocks `first` to `last` (half-open) that stand in a zone together."""

    first: int
    last: int
    zone: Zone


class Page:
    """The blocks of an article with what their words say of the page; everything is worked out once."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.blocks: Sequence[Block] = article.blocks
        self.labels: list[Label | None] = [self._label(block) for block in article.blocks]

    def text(self, index: int) -> str:
        """Return the prose of a block by its index."""
        span = self.blocks[index].span
        return self.article.prose[span.start : span.end]

    def size(self, index: int) -> int:
        """Return how many characters of prose a block has."""
        span = self.blocks[index].span
        return span.end - span.start

    def is_free(self, index: int) -> bool:
        """Tell whether markup says nothing of where a block stands."""
        return self.blocks[index].zone[0] in {Zone.BODY, Zone.QUOTE, Zone.FOOTNOTE}

    def is_heading(self, index: int) -> bool:
        """Tell whether a block is a heading."""
        return self.blocks[index].kind is BlockKind.HEADING

    def is_prose(self, index: int, least: int = PROSE) -> bool:
        """Tell whether a block is a paragraph of the text."""
        block = self.blocks[index]
        if block.kind is not BlockKind.PARAGRAPH or self.size(index) < least or block.zone[0] is not Zone.BODY:
            return False
        return self.article.prose[block.span.end - 1] in '.!?:”")' and not is_credit_block(self.text(index))

    def level(self, index: int) -> int:
        """Return the level of a heading; a label that is none stands below every heading."""
        return self.blocks[index].level if self.is_heading(index) else _BELOW_ALL

    def closes(self, index: int, level: int) -> bool:
        """Tell whether a heading ends a part that a heading of this level opened."""
        return self.is_heading(index) and self.blocks[index].level <= level

    @cached_property
    def first_prose(self) -> int:
        """Return the index of the first paragraph of the text, or the number of blocks."""
        return next((index for index in range(len(self.blocks)) if self.is_prose(index, least=50)), len(self.blocks))

    @cached_property
    def named(self) -> list[SourceSpan]:
        """Return where markup says that the author's name or the byline stands."""
        places = self.article.metadata.places
        return [places[name] for name in ("author", "byline") if name in places]

    @cached_property
    def last_heading(self) -> int:
        """Return the index of the last heading that is no label of the page, or -1."""
        return max(
            (index for index in range(len(self.blocks)) if self.is_heading(index) and not self.labels[index]),
            default=-1,
        )

    @cached_property
    def headings(self) -> dict[str, int]:
        """Return where each heading stands last, by its text in lower case."""
        return {self.text(index).lower(): index for index in range(len(self.blocks)) if self.is_heading(index)}

    def _label(self, block: Block) -> Label | None:
        if block.span.end - block.span.start > LONGEST or block.kind not in {BlockKind.HEADING, BlockKind.PARAGRAPH}:
            return None
        return label_of(self.article.text(block))
