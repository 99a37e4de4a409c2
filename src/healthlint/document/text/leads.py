"""Finds lists whose bullets were lost: short lines, one below the other, after a lead that ends with a colon."""

from __future__ import annotations

from healthlint.document.text.lines import Line, ends_sentence, heading_strength, is_label
from healthlint.document.text.lists import Marker
from healthlint.document.text.units import Unit, UnitKind
from healthlint.document.zones.page_labels import Label, label_of

_NO_MARKER = Marker("", "none", 0, 0)
#: An item is no longer than this (characters).
_LONGEST = 140


def name_bare_lists(units: list[Unit]) -> list[Unit]:
    """Return the units with the lines of bare lists as items of their own."""
    units = _without_contents(units)
    found: list[Unit] = []
    position = 0
    while position < len(units):
        unit = units[position]
        found += _with_tail(unit)
        position += 1
        if not _leads(found[-1]):
            continue
        if (
            position < len(units)
            and len(units[position].lines) > 1
            and _is_bare(units[position].lines, units[position])
        ):
            found += [_item(line, units[position]) for line in units[position].lines]
            position += 1
            continue
        last = _end_of_run(units, position)
        found += [_item(after.lines[0], after) for after in units[position:last]]
        position = last
    return found


def _leads(unit: Unit) -> bool:
    """Tell whether a unit announces a list: it ends with a colon, or is the label of the contents."""
    text = unit.lines[-1].text
    return unit.kind is not UnitKind.TABLE and (text[-1] == ":" or _is_contents(unit))


def _is_contents(unit: Unit) -> bool:
    text = unit.lines[-1].text
    return len(text) < 40 and label_of(text) is Label.CONTENTS


def _without_contents(units: list[Unit]) -> list[Unit]:
    """Return the units with the lists of contents cut off from the text below them."""
    found: list[Unit] = []
    for unit in units:
        found += _contents(unit) if found and _is_contents(found[-1]) else [unit]
    return found


def _contents(unit: Unit) -> list[Unit]:
    """Cut the lines below “On this page” where one of them comes again: there the text begins, under its heading."""
    seen: set[str] = set()
    for number, line in enumerate(unit.lines):
        if line.text in seen and unit.kind is UnitKind.PARAGRAPH:
            parts = (unit.lines[:number], [line], unit.lines[number + 1 :])
            return [Unit(UnitKind.PARAGRAPH, lines, index=unit.index) for lines in parts if lines]
        seen.add(line.text)
    return [unit]


def _with_tail(unit: Unit) -> list[Unit]:
    """Cut a paragraph whose first line is a lead, and each further line an item."""
    rest = unit.lines[1:]
    if len(rest) < 2 or unit.lines[0].text[-1] != ":" or not _is_bare(rest, unit):
        return [unit]
    return [Unit(UnitKind.PARAGRAPH, unit.lines[:1], index=unit.index), *(_item(line, unit) for line in rest)]


def _is_bare(lines: list[Line], unit: Unit) -> bool:
    return unit.kind is UnitKind.PARAGRAPH and all(map(_is_item, lines))


def _is_item(line: Line) -> bool:
    return (
        len(line.text) <= _LONGEST
        and not line.quoted
        and not line.underline
        and not ends_sentence(line.text)
        and not is_label(line.text)
    )


def _end_of_run(units: list[Unit], first: int) -> int:
    """Return where the items that stand alone between empty lines end; headings at the end are none of them."""
    last = first
    while (
        last < len(units)
        and not units[last].strength
        and len(units[last].lines) == 1
        and _is_bare(units[last].lines, units[last])
    ):
        last += 1
    strengths = [heading_strength(unit.lines[0].text) for unit in units[first:last]]
    has_items = min(strengths, default=2) < 2
    while has_items and strengths[-1] > 1 and last < len(units):
        strengths.pop()
        last -= 1
    is_list = len(strengths) > 2 or (len(strengths) == 2 and max(strengths) < 2)
    return last if is_list and 3 not in strengths else first


def _item(line: Line, unit: Unit) -> Unit:
    return Unit(UnitKind.ITEM, [line], marker=_NO_MARKER, last_of_list=-1, index=unit.index)
