"""Cuts the lines of plain text into units: paragraphs, items of lists, tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto

from msgspec import Struct

from healthlint.document.text.lines import HASHES, Line, ends_sentence, heading_strength, is_label, is_prose, is_wrapped
from healthlint.document.text.lists import Lists, Marker
from healthlint.patterns import regex

#: A line longer than this was not wrapped: it is a paragraph of its own (characters).
LONG_LINE = 120
_NOTE_MARKS = "†‡§¹²³⁴⁵⁶⁷⁸⁹"
_SEPARATOR = regex(r"[|:\-=+ \t]+")


class UnitKind(Enum):
    """What a run of lines is."""

    PARAGRAPH = auto()
    ITEM = auto()
    MORE = auto()
    """A further paragraph of an item."""
    TABLE = auto()
    HEADING = auto()


class Unit(Struct):
    """A run of lines that becomes one block (a table: many)."""

    kind: UnitKind
    lines: list[Line]
    marker: Marker | None = None
    last_of_list: int = 0
    index: int = 0
    """Index of the first line; `last_of_list` is the index of the line of a numbered list's last item."""
    level: int = 0
    strength: int = 0

    @property
    def is_bare(self) -> bool:
        """Tell whether there is a bullet and nothing behind it yet."""
        return self.marker is not None and len(self.lines) == 1 and self.marker.content >= len(self.lines[0].text)


def cells_of(line: Line, mark: str) -> list[tuple[int, int]]:
    """Return where the cells of a row begin and end, as offsets in the file."""
    text, offset = line.text, line.start
    first = 1 if text[0] == mark else 0
    last = len(text) - (1 if text[-1] == mark and len(text) > 1 else 0)
    cells = []
    while (at := text.find(mark, first, last)) >= 0:
        cells.append((offset + first, offset + at))
        first = at + 1
    return [*cells, (offset + first, offset + last)]


def cell_mark(text: str) -> str | None:
    """Return what parts the cells of a row, if the line could be one."""
    return "|" if "|" in text else "\t" if "\t" in text else None


def is_separator(line: Line) -> bool:
    """Tell whether a row only draws the line under the head of a table."""
    return _SEPARATOR.fullmatch(line.text) is not None and "-" in line.text


def units_of(lines: Sequence[Line], lists: Lists, width: int) -> Iterator[Unit]:
    """Yield the units of a text, in order; headings and lists without bullets are paragraphs still."""
    unit: Unit | None = None
    list_indent = -1  # of the open list; -1 where none is open
    index = 0
    while index < len(lines):
        line = lines[index]
        marker = lists.markers.get(index)
        rows = 0 if marker else _rows(lines, index)
        if unit and not marker and not rows and _belongs(unit, lines, index, lists, width):
            unit.lines.append(line)
            index += 1
            continue
        if unit:
            yield unit
        unit = Unit(UnitKind.PARAGRAPH, list(lines[index : index + max(1, rows)]), index=index)
        if marker:
            unit.kind, unit.marker, unit.last_of_list = UnitKind.ITEM, marker, lists.ends.get(index, -1)
            list_indent = min(list_indent, line.indent) if list_indent >= 0 else line.indent
        elif rows:
            unit.kind = UnitKind.TABLE
        elif (
            list_indent >= 0
            and (line.indent > list_indent or index in lists.inside)
            and line.quoted == lines[index - 1].quoted
        ):
            unit.kind = UnitKind.MORE
        if unit.kind in {UnitKind.PARAGRAPH, UnitKind.TABLE}:
            list_indent = -1
        if index in lists.headings or line.underline:
            unit.strength = 3
        index += len(unit.lines)
    if unit:
        yield unit


def _belongs(unit: Unit, lines: Sequence[Line], index: int, lists: Lists, width: int) -> bool:
    """Tell whether a line goes on with the unit before it."""
    line, before = lines[index], lines[index - 1]
    if unit.kind is UnitKind.TABLE or line.quoted != before.quoted:
        return False
    if unit.is_bare:
        return True
    if line.gap or index in lists.headings or line.underline:
        return False
    if unit.kind is UnitKind.PARAGRAPH:
        return not _part(unit, lines, index, width)
    is_hanging = line.indent > unit.lines[0].indent or (
        unit.kind is UnitKind.MORE and line.indent == unit.lines[0].indent
    )
    return is_hanging or is_wrapped(before, line, width) or (line.text[0].islower() and not ends_sentence(before.text))


def _part(unit: Unit, lines: Sequence[Line], index: int, width: int) -> bool:
    """Tell whether two lines of one paragraph are two units: a heading and its text, a byline, long lines."""
    line, before = lines[index], lines[index - 1]
    is_full = is_wrapped(before, line, width)
    if is_full and not ends_sentence(before.text) and line.text[0].isalnum() and not unit.strength:
        return False
    if unit.strength or _opens_alone(line.text) or HASHES.match(before.text) or is_label(line.text):
        return True
    if is_full:
        return False
    if is_label(before.text) or max(len(before.text), len(line.text)) > LONG_LINE:
        return True
    is_headed = len(unit.lines) == 1 and is_prose(line.text) and _could_head(before.text)
    return is_headed or (ends_sentence(before.text) and _heads_next(lines, index, width))


def _heads_next(lines: Sequence[Line], index: int, width: int) -> bool:
    """Tell whether a line below a finished sentence could head the line after it."""
    line, after = lines[index], lines[index + 1] if index + 1 < len(lines) else None
    if after is None or after.gap or not _could_head(line.text):
        return False
    return is_prose(after.text) and not is_wrapped(line, after, width)


def _opens_alone(text: str) -> bool:
    """Tell whether a line begins with the mark of a footnote or the hashes of a heading."""
    return text[0] in _NOTE_MARKS or HASHES.match(text) is not None


def _could_head(text: str) -> bool:
    return text.count(" ") < 10 and " – " not in text and heading_strength(text) > 0


def _rows(lines: Sequence[Line], index: int) -> int:
    """Return how many lines from here on are the rows of one table: two or more, each with as many cells."""
    mark = cell_mark(lines[index].text)
    if not mark:
        return 0
    columns = len(cells_of(lines[index], mark))
    if columns < 2:
        return 0
    last = index + 1
    while (
        last < len(lines)
        and not lines[last].gap
        and mark in lines[last].text
        and len(cells_of(lines[last], mark)) == columns
    ):
        last += 1
    return last - index if last - index > 1 else 0
