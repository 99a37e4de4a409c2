"""Reads plain text: structure without markup, recognised line by line in time linear in the size of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from healthlint.document import front_matter
from healthlint.document.article import Article, BlockKind, InlineKind, Zone
from healthlint.document.builder import ArticleBuilder
from healthlint.document.source import Source
from healthlint.document.text.headings import heading_offset, name_headings
from healthlint.document.text.leads import name_bare_lists
from healthlint.document.text.lines import Line, ends_sentence, is_caption, is_wrapped, lines_of, wrap_width
from healthlint.document.text.lists import find_lists
from healthlint.document.text.units import Unit, UnitKind, cell_mark, cells_of, is_separator, units_of
from healthlint.patterns import regex

NAME = "text"
SUFFIXES = (".txt", ".text")

_ADDRESS = regex(r"(?:https?://|www\.(?=\w))[^\s<>\"“”\ufffc]+", re.IGNORECASE)
_AFTER_ADDRESS = ".,;:!?'’*_~"
_NOTE = regex(r"(?P<mark>[*†‡§]{1,3}|[¹²³⁴-⁹⁰]{1,2})[ \t\xa0]*(?=[^\s*])")
#: `**Bold.** text`
_STRESSED = regex(r"(\*{1,3})(?=\S)[^*]{1,200}(?<=\S)\1(?![*\w])")
_MARK_USED = regex(r"(?:[*†‡§]{1,3}|[¹²³⁴-⁹⁰]{1,2})(?![*†‡§\w])")
_MARKS = "*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰"
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
#: So near to the end, a starred paragraph is a footnote even if no star leads to it (units).
_LAST_UNITS = 3


class _Frame(NamedTuple):
    """A list that is open: the column of its markers, their style, and what tells where it ends."""

    indent: int
    style: str
    last: int


def parse(source: Source) -> Article:
    """Return the article in a plain text; zones and metadata that words tell are left to `zones` and `metadata`."""
    builder = ArticleBuilder(source, NAME, typed_bullets=False)
    lines = lines_of(builder.masked, front_matter.read(builder))
    width = wrap_width(lines)
    units = name_bare_lists(list(units_of(lines, find_lists(lines, width), width)))
    name_headings(units)
    writer = _Writer(builder, width)
    for position, unit in enumerate(units):
        writer.write(unit, is_near_end=position > 0 and position + _LAST_UNITS >= len(units))
    writer.close()
    return builder.finish()


class _Writer:
    """Writes units into a builder: opens and closes lists, quotations and footnotes on the way."""

    def __init__(self, builder: ArticleBuilder, width: int) -> None:
        self._builder = builder
        self._text = builder.masked
        self._width = width
        self._lists: list[_Frame] = []
        self._in_quote = False
        self._marks: dict[str, int] | None = None

    def write(self, unit: Unit, *, is_near_end: bool) -> None:
        """Write one unit."""
        self._move_into_quote(inside=unit.lines[0].quoted)
        if unit.kind is UnitKind.ITEM:
            self._item(unit)
        elif unit.kind is UnitKind.MORE:
            self._pop_lists(unit.lines[0].indent, keep=1)
            self._block(unit, BlockKind.PARAGRAPH)
        else:
            self._pop_lists()
            self._free(unit, is_near_end=is_near_end)

    def close(self) -> None:
        """Close what is open."""
        self._pop_lists()
        self._move_into_quote(inside=False)

    def _free(self, unit: Unit, *, is_near_end: bool) -> None:
        """Write what stands in no list."""
        line = unit.lines[0]
        if unit.kind is UnitKind.TABLE:
            self._table(unit.lines)
        elif unit.kind is UnitKind.HEADING:
            self._builder.start_block(BlockKind.HEADING, level=unit.level)
            self._words([line], heading_offset(line.text))
        elif is_caption(line.text):
            self._block(unit, BlockKind.CAPTION)
        else:
            note = _NOTE.match(line.text)
            if note and self._is_note(note["mark"], line, is_near_end=is_near_end):
                self._builder.start_footnote(note["mark"].translate(_SUPERSCRIPTS), line.start)
                self._block(unit, BlockKind.PARAGRAPH, note.end())
                self._builder.end_footnote(unit.lines[-1].end)
            else:
                self._block(unit, BlockKind.PARAGRAPH)

    def _is_note(self, mark: str, line: Line, *, is_near_end: bool) -> bool:
        """Tell whether a paragraph that begins with a mark is a footnote: it was used before, or the end is near."""
        if line.text.endswith(mark) or _STRESSED.match(line.text):
            return False
        if self._marks is None:
            self._marks = _marks_used(self._text)
        return self._marks.get(mark, line.start) < line.start or is_near_end

    def _move_into_quote(self, *, inside: bool) -> None:
        if inside == self._in_quote:
            return
        self._pop_lists()
        self._in_quote = inside
        if inside:
            self._builder.push_zone(Zone.QUOTE)
        else:
            self._builder.pop_zone()

    # -- lists ---------------------------------------------------------------------------------------------------------

    def _item(self, unit: Unit) -> None:
        marker, indent = unit.marker, unit.lines[0].indent
        assert marker is not None  # noqa: S101 -- for the type checker: an item has a marker
        self._pop_lists(indent, keep=1)
        frames = self._lists
        if frames and indent <= frames[-1].indent + 1 and frames[-1].style != marker.style and not self._nests(unit):
            while len(frames) > 1 and frames[-2].indent + 1 >= indent and frames[-1].style != marker.style:
                self._pop()
            if frames[-1].style != marker.style:
                self._pop()
        if not frames or indent > frames[-1].indent + 1 or frames[-1].style != marker.style:
            self._builder.push_list(ordered=marker.is_ordered)
            frames.append(_Frame(indent, marker.style, unit.last_of_list))
        elif marker.is_ordered and unit.last_of_list != frames[-1].last:  # it counts from one again
            self._pop()
            self._builder.push_list(ordered=True)
            frames.append(_Frame(indent, marker.style, unit.last_of_list))
        self._builder.start_item()
        self._block(unit, BlockKind.PARAGRAPH, marker.content, marker.text or None)

    def _nests(self, unit: Unit) -> bool:
        """Tell whether another marker in the same column opens a list within the item above it."""
        top = self._lists[-1]
        marker = unit.marker
        is_known = any(frame.style == marker.style for frame in self._lists[-4:]) if marker else True
        return not is_known and (top.last > unit.index or not unit.lines[0].gap)

    def _pop_lists(self, indent: int = -1, *, keep: int = 0) -> None:
        """Leave the lists whose markers stand right of a column, but for the outermost `keep`."""
        while len(self._lists) > keep and (indent < 0 or self._lists[-1].indent > indent):
            self._pop()

    def _pop(self) -> None:
        self._lists.pop()
        self._builder.pop_list()

    # -- blocks --------------------------------------------------------------------------------------------------------

    def _block(self, unit: Unit, kind: BlockKind, offset: int = 0, marker: str | None = None) -> None:
        self._builder.start_block(kind, marker=marker)
        self._words(unit.lines, offset, is_flowing=unit.kind is not UnitKind.PARAGRAPH)

    def _words(self, lines: list[Line], offset: int = 0, *, is_flowing: bool = False) -> None:
        """Write lines as one block; a line end is a break where the line was not wrapped and a new sentence begins."""
        start = lines[0].start + offset
        for line, after in pairwise(lines):
            is_soft = (
                is_flowing
                or is_wrapped(line, after, self._width)
                or (after.text[0].islower() and not ends_sentence(line.text))
            )
            if is_soft and not after.quoted:
                continue
            self._stretch(start, line.end)
            if is_soft:
                self._builder.blank(line.end, after.start)
            else:
                self._builder.line_break(line.end, after.start)
            start = after.start
        self._stretch(start, lines[-1].end)
        self._builder.end_block()

    def _stretch(self, start: int, end: int) -> None:
        """Write a stretch of the file; a bare address in it is a link."""
        for first, last in _addresses(self._text, start, end):
            self._builder.text(start, first)
            address = self._text[first:last]
            target = f"http://{address}" if address[:4].lower() == "www." else address
            self._builder.open_inline(InlineKind.LINK, first, target)
            self._builder.text(first, last)
            self._builder.close_inline(InlineKind.LINK, last)
            start = last
        self._builder.text(start, end)

    def _table(self, lines: list[Line]) -> None:
        builder = self._builder
        mark = cell_mark(lines[0].text) or "|"
        has_head = len(lines) > 1 and (is_separator(lines[1]) or _is_head(lines[0], lines[1]))
        builder.push_table()
        for number, line in enumerate(lines):
            if is_separator(line):
                continue
            builder.start_row()
            for start, end in cells_of(line, mark):
                builder.start_cell(header=has_head and number == 0)
                builder.start_block(BlockKind.PARAGRAPH)
                self._stretch(start, end)
        builder.pop_table()


def _is_head(first: Line, second: Line) -> bool:
    """Tell whether the first row of a table names its columns: no figure in it, figures below."""
    return not any(map(str.isdigit, first.text)) and any(map(str.isdigit, second.text))


def _marks_used(text: str) -> dict[str, int]:
    """Return where each mark of a footnote is first attached to a word."""
    used: dict[str, int] = {}
    for mark in _MARKS:
        at = text.find(mark, 1)
        while at >= 0:
            match = _MARK_USED.match(text, at)
            if match and not text[at - 1].isspace():
                used[match.group()] = min(at, used.get(match.group(), at))
            at = text.find(mark, match.end() if match else at + 1)
    return used


def _addresses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where addresses of the web stand, without the punctuation that follows them."""
    if text.find("://", start, end) < 0 and text.find("www.", start, end) < 0:
        return
    for match in _ADDRESS.finditer(text, start, end):
        last = _trimmed(text, *match.span())
        if last - match.start() > len("http://"):
            yield match.start(), last


def _trimmed(text: str, first: int, last: int) -> int:
    """Return where an address ends: before punctuation, and before a bracket that it does not open."""
    unopened = sum(text.count(close, first, last) - text.count(open_, first, last) for open_, close in ("()", "[]"))
    while last > first:
        if text[last - 1] in ")]" and unopened > 0:
            unopened -= 1
        elif text[last - 1] not in _AFTER_ADDRESS:
            break
        last -= 1
    return last
