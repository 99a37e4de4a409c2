"""Builds an article from what a format saw.

A format calls `start_block`, `text`, `open_inline` and so on, in the order of the file, with offsets into
`Source.text`; it never normalises, joins or searches. What it says twice or leaves open does no harm.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from healthlint.document import templates, typed_bullets
from healthlint.document.article import (
    BLOCK_BREAK,
    OPAQUE,
    Article,
    Block,
    BlockKind,
    CellPlace,
    Footnote,
    Inline,
    InlineKind,
    ListPlace,
    Media,
    Metadata,
    ProseSpan,
    Zone,
)
from healthlint.document.prose_writer import Mark, ProseWriter, Run
from healthlint.document.source import Source, SourceSpan
from healthlint.patterns import regex

#: Half of a character; no parser takes it, and none is needed where it can as well be dropped.
_SURROGATE = regex("[\ud800-\udfff]")
_NOTHING = "\x7f"


class _Open(Struct):
    """The block that is being written."""

    kind: BlockKind
    level: int
    id: str | None
    parts: list[Run | Mark]
    marker: str | None = None


class _ListState(Struct):
    number: int
    ordered: bool
    item: int


class _TableState(Struct):
    number: int
    row: int
    column: int
    header: bool


class ArticleBuilder:
    """Collects the blocks of one article in the order of the file. `masked` is the text that formats parse.

    A paragraph whose lines begin with bullets typed by hand is cut into items, unless `typed_bullets` is off (plain
    text tells its own bullets from dashes).
    """

    def __init__(self, source: Source, format_name: str, *, typed_bullets: bool = True) -> None:
        self.source = source
        self._typed_bullets = typed_bullets
        self.format = format_name
        self.masked = _without_surrogates(templates.mask(source.text))
        self.fields: dict[str, Any] = {}
        self.field_spans: dict[str, SourceSpan] = {}
        self.notes: list[str] = []
        self._prose: list[str] = []
        self._length = 0
        self._writer = ProseWriter()
        self._blocks: list[Block] = []
        self._inlines: list[Inline] = []
        self._media: list[Media] = []
        self._footnotes: list[Footnote] = []
        self._anchors: list[str] = []
        self._zones: list[tuple[str, ...]] = [(Zone.BODY,)]
        self._languages: list[str | None] = [None]
        self._lists: list[_ListState] = []
        self._tables: list[_TableState] = []
        self._list_count = 0
        self._table_count = 0
        self._open: _Open | None = None
        self._link: Mark | None = None
        self._open_footnotes: list[tuple[str, int, int]] = []
        self._typed: tuple[int, int] | None = None

    # -- containers ------------------------------------------------------------------------------------------------

    def push_zone(self, zone: Zone) -> None:
        """Enter a zone; ends the open block. A zone inside itself is itself, so paths stay short."""
        self.end_block()
        path = self._zones[-1]
        if zone not in path:
            path = (zone,) if path == (Zone.BODY,) else (*path, zone)
        self._zones.append(path)

    def pop_zone(self) -> None:
        """Leave the zone entered last."""
        self.end_block()
        if len(self._zones) > 1:
            self._zones.pop()

    @property
    def zone(self) -> tuple[str, ...]:
        """Return the path of the zone that is open."""
        return self._zones[-1]

    def push_language(self, language: str | None) -> None:
        """Enter a part in another language; None keeps the one around it."""
        self._languages.append(language or self._languages[-1])

    def pop_language(self) -> None:
        """Leave the part entered last."""
        if len(self._languages) > 1:
            self._languages.pop()

    def push_list(self, *, ordered: bool) -> None:
        """Enter a list; ends the open block."""
        self.end_block()
        self._lists.append(_ListState(self._list_count, ordered, 0))
        self._list_count += 1

    def start_item(self) -> None:
        """Begin the next item of the open list (a list is opened where there is none)."""
        self.end_block()
        if not self._lists:
            self.push_list(ordered=False)
        self._lists[-1].item += 1

    def pop_list(self) -> None:
        """Leave the list entered last."""
        self.end_block()
        if self._lists:
            self._lists.pop()

    def push_table(self) -> None:
        """Enter a table; ends the open block."""
        self.end_block()
        self._tables.append(_TableState(self._table_count, 0, 0, header=False))
        self._table_count += 1

    def start_row(self) -> None:
        """Begin the next row of the open table."""
        self.end_block()
        if self._tables:
            self._tables[-1].row += 1
            self._tables[-1].column = 0

    def start_cell(self, *, header: bool = False) -> None:
        """Begin the next cell of the open row; its blocks are table cells until the next cell or the end."""
        self.end_block()
        if self._tables:
            self._tables[-1].column += 1
            self._tables[-1].header = header

    def pop_table(self) -> None:
        """Leave the table entered last."""
        self.end_block()
        if self._tables:
            self._tables.pop()

    def start_footnote(self, label: str, offset: int) -> None:
        """Begin the definition of a footnote; its blocks stand in the zone `footnote`."""
        self.push_zone(Zone.FOOTNOTE)
        self._open_footnotes.append((label, len(self._blocks), offset))

    def end_footnote(self, offset: int) -> None:
        """End the definition begun last."""
        if self._open_footnotes:
            self.pop_zone()
            label, first, start = self._open_footnotes.pop()
            self._footnotes.append(Footnote(label, first, len(self._blocks), SourceSpan(start, offset)))

    # -- blocks ----------------------------------------------------------------------------------------------------

    def start_block(self, kind: BlockKind, *, level: int = 0, id: str | None = None, marker: str | None = None) -> None:  # noqa: A002 -- the markup's own word
        """Begin a block; ends the open one. A paragraph in a list or a table is an item or a cell."""
        self.end_block()
        if kind is BlockKind.PARAGRAPH:
            kind = self._place_kind()
        self._open = _Open(kind, level, id, [self._link] if self._link else [], marker)

    def end_block(self) -> None:
        """End the open block. One without anything visible is dropped."""
        if self._open is None:
            return
        block, self._open = self._open, None
        may_be_cut = self._typed_bullets and block.kind is BlockKind.PARAGRAPH
        if not may_be_cut or not typed_bullets.any_in(block.parts, self.masked):
            self._write(block)
            return
        for marker, parts in typed_bullets.cut(block.parts, self.masked):
            kind, name = (BlockKind.LIST_ITEM, None) if marker else (block.kind, block.id)
            self._write(_Open(kind, block.level, name, parts, marker))

    @property
    def in_block(self) -> bool:
        """Tell whether a block is open."""
        return self._open is not None

    @property
    def kind(self) -> BlockKind | None:
        """Return the kind of the open block."""
        return self._open.kind if self._open else None

    def text(self, start: int, end: int, decoded: str | None = None) -> None:
        """Add characters `start` to `end` of the source; `decoded` where they stand for something else (an entity)."""
        if start >= end:
            return
        parts = self._parts()
        last = parts[-1] if parts and decoded is None else None
        if isinstance(last, Run) and last.end == start and last.decoded is None:
            last.end = end
        else:
            parts.append(Run(start, end, decoded))

    def blank(self, start: int, end: int) -> None:
        """Add white space that stands for the source range (between two cells, for markup that parts words)."""
        if self._open is not None and start < end:
            self._open.parts.append(Run(start, end, " "))

    def line_break(self, start: int, end: int) -> None:
        """Add a forced line break: white space that is remembered."""
        if self._open is not None and start < end:
            self._open.parts += [Run(start, end, " "), Mark(None, end)]

    def opaque(self, start: int, end: int) -> None:
        """Add something that is there and cannot be read."""
        self.text(start, end, OPAQUE)

    # -- inside a block --------------------------------------------------------------------------------------------

    def open_inline(self, kind: InlineKind, offset: int, target: str | None = None) -> None:
        """Begin a marked stretch. Ends with its block, save a link, which goes on into the next."""
        mark = Mark(kind, offset, opens=True, target=target)
        self._parts().append(mark)
        if kind is InlineKind.LINK:
            self._link = mark

    def close_inline(self, kind: InlineKind, offset: int) -> None:
        """End the innermost open stretch of this kind; `offset` is one past its markup."""
        if kind is InlineKind.LINK:
            self._link = None
        if self._open is not None:
            self._open.parts.append(Mark(kind, offset, opens=False))

    def media(self, kind: str, target: str | None, alt: str | None, start: int, end: int) -> None:
        """Record an image, video, frame or form; its alternative text is no prose."""
        index = len(self._blocks)
        self._media.append(Media(kind, target, alt, SourceSpan(start, end), index))

    def anchor(self, name: str) -> None:
        """Record an identifier that a link can point at."""
        self._anchors.append(name)

    def field(self, name: str, value: Any, start: int | None = None, end: int | None = None) -> None:  # noqa: ANN401 -- front matter holds anything
        """Record what the file says of itself; the first word on a matter stands."""
        name = name.strip().lower()
        if name and name not in self.fields:
            self.fields[name] = value
            if start is not None and end is not None:
                self.field_spans[name] = SourceSpan(start, end)

    # -- the end ---------------------------------------------------------------------------------------------------

    def finish(self) -> Article:
        """Return the article as read, without what words alone can tell (see `zones` and `metadata`)."""
        self.end_block()
        return Article(
            source=self.source,
            format=self.format,
            prose="".join(self._prose),
            pieces=self._writer.pieces,
            blocks=tuple(self._blocks),
            inlines=tuple(self._inlines),
            media=tuple(self._media),
            footnotes=tuple(self._footnotes),
            anchors=tuple(self._anchors),
            metadata=Metadata(fields=self.fields, places=self.field_spans),
            notes=tuple(self.notes),
        )

    # -- inner parts -----------------------------------------------------------------------------------------------

    def _place_kind(self) -> BlockKind:
        if self._tables and self._tables[-1].column:
            return BlockKind.TABLE_CELL
        return BlockKind.LIST_ITEM if self._lists and self._lists[-1].item else BlockKind.PARAGRAPH

    def _parts(self) -> list[Run | Mark]:
        """Return the parts of the open block; text outside any block makes a paragraph of its own."""
        if self._open is None:
            self.start_block(BlockKind.PARAGRAPH)
        assert self._open is not None  # noqa: S101 -- for the type checker: start_block has just set it
        return self._open.parts

    def _write(self, block: _Open) -> None:
        """Normalise the parts of a block, append them to the prose and record the block."""
        writer = self._writer
        if not writer.write(block.parts, self._length + bool(self._blocks), self.masked):
            return
        if self._blocks:
            self._prose.append(BLOCK_BREAK)
        self._prose.append("".join(writer.words))
        start, self._length = writer.start, writer.length
        self._inlines += writer.inlines
        self._blocks.append(
            Block(
                index=len(self._blocks),
                kind=BlockKind.OPAQUE if writer.is_opaque else block.kind,
                span=ProseSpan(start, self._length),
                source=SourceSpan(writer.first, writer.last),
                zone=self._zones[-1] if block.kind is not BlockKind.CODE else (*self._zones[-1], Zone.CODE),
                level=block.level,
                id=block.id,
                item=self._list_place(block),
                cell=self._cell_place(block),
                breaks=tuple(writer.breaks),
                language=self._languages[-1],
            )
        )

    def _list_place(self, block: _Open) -> ListPlace | None:
        if block.marker is not None and not (self._lists and self._lists[-1].item):
            return self._typed_place(block.marker)
        self._typed = None
        if not self._lists or not self._lists[-1].item:
            return None
        state = self._lists[-1]
        return ListPlace(state.number, state.item, state.ordered, len(self._lists), block.marker)

    def _typed_place(self, marker: str) -> ListPlace:
        """Return the place of an item typed by hand: its list lasts as long as its items follow each other."""
        if self._typed is None:
            self._typed = (self._list_count, 0)
            self._list_count += 1
        self._typed = (self._typed[0], self._typed[1] + 1)
        return ListPlace(*self._typed, ordered=marker[:1].isalnum(), depth=1, marker=marker)

    def _cell_place(self, block: _Open) -> CellPlace | None:
        if block.kind is BlockKind.CAPTION or not self._tables or not self._tables[-1].column:
            return None
        state = self._tables[-1]
        return CellPlace(state.number, max(state.row, 1), state.column, state.header)


def _without_surrogates(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub(_NOTHING, text)
    return text  # as nearly every file is
