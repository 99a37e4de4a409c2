"""Says which units of a plain text are headings: short lines that stand alone before a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthlint.document.text.lines import (
    HASHES,
    could_be_title,
    ends_sentence,
    heading_strength,
    is_label,
    is_prose,
    names_section,
    section_level,
)
from healthlint.document.text.units import Unit, UnitKind
from healthlint.document.zones.page_labels import Label, is_counter, label_of
from healthlint.patterns import regex

#: A line above the title is no longer than this (characters).
_LONGEST_IMPRINT = 50
#: A text that begins so speaks of the line before it.
_GOES_ON = regex(r"(?:they|it|its|these|this|those|that|he|she)\b", re.IGNORECASE)
#: Labels that no heading is: they stand for themselves.
_NEVER_HEADING = {Label.LINE, Label.SLOT, Label.ADVERTISEMENT, Label.COMMENT_COUNT}


def name_headings(units: list[Unit]) -> None:
    """Turn units into headings, run by run, with a level: 1 for the title of the file, 2 and more for sections."""
    start = _after_counters(units)
    if start < len(units) and _is_lower_title(units[start : start + 2]):
        units[start].strength = 1
    runs = _heading_runs(units, start)
    has_title = False
    first_text = next(
        (position for position, unit in enumerate(units) if not unit.strength and _is_text(unit)), len(units)
    )
    for first, last in runs:
        is_opening = not has_title and first < first_text
        for position in _chosen(units, first, last, is_opening=is_opening):
            unit = units[position]
            unit.kind = UnitKind.HEADING
            is_title = is_opening and not has_title and label_of(unit.lines[0].text) is None
            unit.level = _level(unit, is_title=is_title)
            has_title = has_title or is_title
        has_title = has_title or not is_opening


def _after_counters(units: list[Unit]) -> int:
    """Return the first unit behind leftovers such as `Back Pain1`, if a title follows them."""
    first = 0
    while first + 1 < len(units) and is_counter(units[first].lines[0].text) and len(units[first].lines) == 1:
        first += 1
    return first if first and _strength(units[first]) else 0


def _is_lower_title(units: list[Unit]) -> bool:
    """Tell whether a file begins with a title that has no capital: a short line, then another heading or a text."""
    if len(units) < 2 or units[0].kind is not UnitKind.PARAGRAPH or len(units[0].lines) > 1 or units[0].lines[0].quoted:
        return False
    after = units[1].lines[0]
    return after.gap and could_be_title(units[0].lines[0].text) and (after.text[0].isupper() or _strength(units[1]) > 0)


def _is_text(unit: Unit) -> bool:
    if len(unit.lines) > 1:  # “Oakwood Trust / Patient information” over the title is no text yet
        return any(len(line.text) > _LONGEST_IMPRINT or ends_sentence(line.text) for line in unit.lines)
    text = unit.lines[0].text
    return not (is_label(text) or is_counter(text))


def _heading_runs(units: list[Unit], start: int) -> list[tuple[int, int]]:
    """Return the runs of units that could be headings, as half-open ranges."""
    runs: list[tuple[int, int]] = []
    for position in range(start, len(units)):
        unit = units[position]
        unit.strength = unit.strength or _strength(unit)
        if not unit.strength:
            continue
        if runs and runs[-1][1] == position:
            runs[-1] = (runs[-1][0], position + 1)
        else:
            runs.append((position, position + 1))
    return runs


def _strength(unit: Unit) -> int:
    """Return how much a unit looks like a heading (see `heading_strength`)."""
    if unit.kind is not UnitKind.PARAGRAPH or len(unit.lines) > 1 or unit.lines[0].quoted:
        return 0
    text = unit.lines[0].text
    if HASHES.match(text):
        return 3
    return 0 if len(text) < 60 and label_of(text) in _NEVER_HEADING else heading_strength(text)


def _chosen(units: list[Unit], first: int, last: int, *, is_opening: bool) -> Iterator[int]:
    """Yield which units of a run are headings. Three and more in a row are a list, save those beyond doubt."""
    run = range(first, last)
    is_led = first > 0 and units[first - 1].lines[-1].text[-1] == ":"
    if last == len(units):  # nothing follows: no heading, unless it is one beyond doubt
        yield from (position for position in run if units[position].strength == 3 or (is_opening and position == first))
        return
    for position in run:
        strength = units[position].strength
        is_last = position == last - 1
        if strength == 3 or (is_opening and position == first and not units[position + 1].lines[0].text[0].islower()):
            yield position
        elif len(run) <= 2 + is_opening and not is_last:
            if strength == 2 and not is_led:
                yield position
        elif is_last and _heads(units, position):
            is_sure = strength > int(is_led or len(run) > 2 + is_opening)
            if is_sure or (is_led and len(run) == 1 and _heads_own_text(units, position)):
                yield position


def _heads(units: list[Unit], position: int) -> bool:
    """Tell whether a short line heads what follows, and is no piece of a text that was torn apart."""
    unit, after = units[position], units[position + 1]
    if unit.strength > 1:
        return True
    before = units[position - 1].lines[-1].text if position else "."
    is_torn = after.lines[0].text[0].islower() or (len(before) > 60 and not ends_sentence(before))
    return not is_torn and after.kind is not UnitKind.TABLE


def _heads_own_text(units: list[Unit], position: int) -> bool:
    """Tell a heading from the one item below a lead: it names a section, or what follows has a list of its own.

    (“The causes include:”, and then “Treatment”: the list was forgotten.)
    """
    after = units[position + 1 : position + 3]
    text = after[0].lines[-1].text
    if after[0].kind is not UnitKind.PARAGRAPH:
        return False
    if names_section(units[position].lines[0].text):
        first = after[0].lines[0].text
        return is_prose(first) and not _GOES_ON.match(first)
    return text[-1] == ":" and len(after) > 1 and after[1].kind is UnitKind.ITEM


def _level(unit: Unit, *, is_title: bool) -> int:
    hashes = HASHES.match(unit.lines[0].text)
    if hashes:
        return len(hashes.group(1))
    return 1 if is_title else section_level(unit.lines[0].text) or 2


def heading_offset(text: str) -> int:
    """Return where the words of a heading begin in its line: behind the hashes, if it has any."""
    hashes = HASHES.match(text)
    return hashes.end() if hashes else 0
