"""An article: normalised prose, the blocks it is made of, and the way back to the source.

Two coordinate systems, two types: `SourceSpan` counts in the file, `ProseSpan` in the prose. The builder records for
every stretch of prose where it came from, so the way back is a look-up and never a search.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Any

import msgspec

from healthlint.document.source import Source, SourceSpan

#: Stands in the prose for what is there but cannot be read, such as a template tag.
OPAQUE = "\ufffc"
#: Parts two blocks in the prose; white space inside a block is one blank, so this is unambiguous.
BLOCK_BREAK = "\n"


class ProseSpan(msgspec.Struct, frozen=True):
    """Half-open range of characters in `Article.prose`."""

    start: int
    end: int


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_CELL = "table_cell"
    TERM = "definition_term"
    DEFINITION = "definition"
    CAPTION = "caption"
    CODE = "code"
    TITLE = "title"
    DESCRIPTION = "description"
    OPAQUE = "opaque"
    """Nothing but template syntax or an embedded object: something is there, and nobody knows what."""


class Zone(StrEnum):
    """Where a block stands; a block has a path of these, outermost first."""

    BODY = "body"
    META = "meta"
    QUOTE = "quote"
    REFERENCES = "references"
    FOOTNOTE = "footnote"
    DISCLAIMER = "disclaimer"
    ADVERTISEMENT = "advertisement"
    COMMENTS = "comments"
    NAVIGATION = "navigation"
    CODE = "code"


class InlineKind(StrEnum):
    """What a stretch inside a block is."""

    LINK = "link"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    QUOTE = "quote"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    DELETED = "deleted"
    ABBREVIATION = "abbreviation"
    TIME = "time"
    FOOTNOTE_MARK = "footnote_mark"
    CITE = "cite"
    """The title of a work."""


class Inline(msgspec.Struct, frozen=True):
    """A marked stretch of one block. `target` is a link's address, a mark's label, a `<time>`'s or `<abbr>`'s value."""

    kind: InlineKind
    span: ProseSpan
    source: SourceSpan
    target: str | None = None


class ListPlace(msgspec.Struct, frozen=True):
    """The place of a block in a list: which list of the article (from 0), which item of it (from 1)."""

    list: int
    item: int
    ordered: bool
    depth: int
    marker: str | None = None


class CellPlace(msgspec.Struct, frozen=True):
    """The place of a block in a table: which table (from 0), row and column (from 1)."""

    table: int
    row: int
    column: int
    header: bool


class Block(msgspec.Struct, frozen=True):
    """A run of prose that is one unit of the page: a heading, a paragraph, an item, a cell."""

    index: int
    kind: BlockKind
    span: ProseSpan
    source: SourceSpan
    zone: tuple[str, ...]
    level: int = 0
    """Level of a heading, 1 to 6; 0 elsewhere."""
    id: str | None = None
    """The identifier that the markup gives, if any."""
    item: ListPlace | None = None
    cell: CellPlace | None = None
    breaks: tuple[int, ...] = ()
    """Prose offsets of forced line breaks (`<br>`, a hard break, a line end in plain text that means one)."""
    language: str | None = None
    """Language tag of the block, where the markup gives one."""

    @property
    def zone_path(self) -> str:
        """Return the zone as text, outermost first: `comments/quote`."""
        return "/".join(self.zone)


class Section(msgspec.Struct, frozen=True):
    """A heading and all that stands under it, sub-sections too; `heading` is None for what precedes the first."""

    heading: int | None
    level: int
    first: int
    last: int
    """Block indexes: first, and one past the last."""
    parent: int | None


class Media(msgspec.Struct, frozen=True):
    """An image, video, audio, frame, form or object. `alt` is None where the markup gives none."""

    kind: str
    target: str | None
    alt: str | None
    source: SourceSpan
    block: int
    """Index of the block that it stands in or before."""


class Footnote(msgspec.Struct, frozen=True):
    """The definition of a footnote: its label and the blocks that hold its text."""

    label: str
    first: int
    last: int
    source: SourceSpan


class Person(msgspec.Struct, frozen=True):
    """Somebody named as author or reviewer. `credentials` holds degrees or roles, as written."""

    name: str
    credentials: tuple[str, ...] = ()
    source: SourceSpan | None = None


class Dated(msgspec.Struct, frozen=True):
    """A date of the article as ISO 8601 text (`2024-05`, `2024-05-01`), and where it is said."""

    date: str
    source: SourceSpan | None = None


class Metadata(msgspec.Struct, frozen=True):
    """What the article says of itself. Nothing is guessed: what is not said is None or empty."""

    title: str | None = None
    description: str | None = None
    language: str | None = None
    authors: tuple[Person, ...] = ()
    reviewers: tuple[Person, ...] = ()
    publisher: str | None = None
    published: Dated | None = None
    updated: Dated | None = None
    reviewed: Dated | None = None
    fields: Mapping[str, Any] = msgspec.field(default_factory=dict)
    """Front matter, meta tags and JSON-LD as read, by lower-case name."""
    places: Mapping[str, SourceSpan] = msgspec.field(default_factory=dict)
    """Where each of `fields` is said, as far as the format knows."""


class Pieces(msgspec.Struct, frozen=True):
    """For each stretch of prose, in order, the stretch of source that it came from.

    A stretch is *verbatim* (character for character) or a *unit* (an entity, a run of blanks, a template tag): a place
    inside a unit is the whole unit.
    """

    prose: array[int]
    source_start: array[int]
    source_end: array[int]
    unit: bytearray


class Article(msgspec.Struct, frozen=True, dict=True):
    """What a format read, complete and unchanging."""

    source: Source
    format: str
    prose: str
    pieces: Pieces
    blocks: tuple[Block, ...]
    inlines: tuple[Inline, ...]
    media: tuple[Media, ...]
    footnotes: tuple[Footnote, ...]
    anchors: tuple[str, ...]
    metadata: Metadata = msgspec.field(default_factory=Metadata)
    notes: tuple[str, ...] = ()
    """What the reader of the file should know, such as a parser that gave up and was replaced by plain text."""
    disclaiming: frozenset[int] = frozenset()
    """Blocks of which at least a sentence says that the text is no substitute for care (see `disclaimers`)."""

    def to_source(self, span: ProseSpan) -> SourceSpan:
        """Return where a stretch of prose stands in the file. An empty span gives an empty span."""
        start = self._source_of(span.start)[0]
        if span.end <= span.start:
            return SourceSpan(start, start)
        return SourceSpan(start, self._source_of(span.end - 1)[1])

    def _source_of(self, offset: int) -> tuple[int, int]:
        """Return the source range of one character of prose; a block break belongs to the end of the block before."""
        pieces = self.pieces
        index = bisect_right(pieces.prose, offset) - 1
        if index < 0:
            return (0, 0)
        start, end = pieces.source_start[index], pieces.source_end[index]
        if pieces.unit[index]:
            return (start, end)
        place = start + offset - pieces.prose[index]
        return (place, place + 1) if place < end else (end, end)

    def to_prose(self, span: SourceSpan) -> ProseSpan | None:
        """Return the prose that came from a stretch of the file, or None where none did."""
        pieces = self.pieces
        first = bisect_left(pieces.source_end, span.start + 1)
        last = bisect_left(pieces.source_start, span.end) - 1
        if not 0 <= first <= last:
            return None
        start, end = pieces.prose[first], self._end_of(last)
        if not pieces.unit[first]:
            start += max(0, span.start - pieces.source_start[first])
        if not pieces.unit[last]:
            end = min(end, pieces.prose[last] + span.end - pieces.source_start[last])
        return ProseSpan(start, end) if start < end else None

    def _end_of(self, piece: int) -> int:
        """Return where the prose of a piece ends."""
        pieces = self.pieces.prose
        return pieces[piece + 1] if piece + 1 < len(pieces) else len(self.prose)

    def text(self, block: Block) -> str:
        """Return the prose of a block."""
        return self.prose[block.span.start : block.span.end]

    def block_at(self, offset: int) -> Block:
        """Return the block that holds a prose offset."""
        return self.blocks[max(0, bisect_right(self._block_starts, offset) - 1)]

    def inlines_in(self, span: ProseSpan) -> tuple[Inline, ...]:
        """Return the marked stretches that begin inside a span, in order."""
        first = bisect_right(self._inline_starts, span.start - 1)
        last = bisect_right(self._inline_starts, span.end - 1)
        return self.inlines[first:last]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.span.start for block in self.blocks]

    @cached_property
    def _inline_starts(self) -> list[int]:
        return [inline.span.start for inline in self.inlines]

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Return the sections in the order of their headings; headings inside comments or navigation open none."""
        return sections(self.blocks)


def sections(blocks: tuple[Block, ...]) -> tuple[Section, ...]:
    """Cut blocks into sections by the levels of their headings (in time linear in the number of blocks)."""
    found: list[list[int | None]] = [[None, 0, 0, len(blocks), None]]
    open_: list[int] = [0]
    outside = {Zone.META, Zone.NAVIGATION, Zone.COMMENTS}
    for block in blocks:
        if block.kind is not BlockKind.HEADING or outside.intersection(block.zone):
            continue
        if len(found) == 1:
            found[0][3] = block.index
        while len(open_) > 1 and (found[open_[-1]][1] or 0) >= block.level:
            found[open_.pop()][3] = block.index
        parent = open_[-1] if len(open_) > 1 else None
        open_.append(len(found))
        found.append([block.index, block.level, block.index, len(blocks), parent])
    return tuple(Section(row[0], row[1] or 0, row[2] or 0, row[3] or 0, row[4]) for row in found)
