"""Finds the lists of plain text: which lines begin with a marker, and which of these markers are only words.

A bullet drawn for the purpose (`•`) is always one. A dash, a star or a number is one where it has company: a dash also
opens speech, a star a footnote, and a wrapped line may begin with “2.” by chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct, field

from healthlint.document.text.lines import Line, ends_sentence, heading_strength, is_wrapped
from healthlint.document.zones.page_labels import Label, label_of
from healthlint.patterns import regex

_DRAWN = "•‣⁃∙▪▫●○◦■□➤➢❖✓✔✦◆◇‧·☑✅❌✗✘🔹🔸\uf0b7\uf0a7\uf0d8"
#: Ticks and crosses stand in one list.
_AS_ONE = dict.fromkeys("✔☑✅❌✗✘", "✓")
_TYPED = "-–—*+o"
_MARKER = regex(
    rf"(?P<drawn>[{_DRAWN}])\ufe0f?[ \t\xa0]*"
    r"|(?P<typed>[-–—*+](?=[ \t\xa0]|$)|o(?=\t|[ \xa0]{2}))[ \t\xa0]*"
    r"|(?P<number>\d{1,3}[.)]|\(\d{1,3}\)|\[\d{1,3}\])(?:[ \t\xa0]+|$|(?=[A-Z][a-z]))"
    r"|(?P<letter>(?:[A-Za-z]|[ivx]{2,5}|[IVX]{2,5})[.)]|\((?:[A-Za-z]|[ivx]{2,5})\))[ \t\xa0]+",
)
_FIRST = frozenset(_DRAWN + _TYPED + "([0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_ROMAN = {"i": 1, "v": 5, "x": 10}
_SPEECH = regex(r"[“”\"]|\b(?:said|asked|replied|says|asks|answered)\b")
#: Paragraphs of an item that are not indented: no more lines than this stand between two numbers.
_MOST_INSIDE = 8


class Marker(NamedTuple):
    """What a line begins with: as written, its style, its number (0 for a bullet), and where the words begin."""

    text: str
    style: str
    number: int
    content: int

    @property
    def is_ordered(self) -> bool:
        """Tell whether it counts."""
        return self.number > 0


class _Chain(Struct):
    """Numbers that follow each other, by line; `runs` says which of them stand together."""

    lines: list[int] = field(default_factory=list)
    runs: list[int] = field(default_factory=list)
    first: int = 0


class Lists(Struct):
    """The lists of a text, by the index of a line."""

    markers: dict[int, Marker] = field(default_factory=dict)
    headings: set[int] = field(default_factory=set)
    """Lines whose number counts sections and not items."""
    inside: set[int] = field(default_factory=set)
    """Lines between two items that belong to the first though nothing indents them."""
    ends: dict[int, int] = field(default_factory=dict)
    """For a numbered item, the line of the last item of its list."""


def find_lists(lines: Sequence[Line], width: int) -> Lists:
    """Return the lists in the lines of a text that was wrapped at `width` columns (0: not wrapped)."""
    lists = Lists()
    candidates: dict[int, tuple[Marker, int]] = {}
    for number, run in enumerate(_runs(lines, width)):
        for index, marker in _bullets(lines, run):
            lists.markers[index] = marker
        candidates |= {index: (marker, number) for index, marker in run.items() if marker.is_ordered}
    for chain in _chains(candidates):
        if len(chain.lines) == 1:
            _settle_single(lines, chain.lines[0], candidates[chain.lines[0]][0], lists)
        elif chain.first <= 1 or len(set(chain.runs)) == 1:
            _settle_chain(lines, chain, candidates, lists)
    return lists


def marker_of(text: str) -> Marker | None:
    """Return the marker that a line begins with, if any."""
    if text[0] not in _FIRST:
        return None
    match = _MARKER.match(text)
    if not match:
        return None
    word = match.group(match.lastgroup or 0)
    if match.lastgroup in {"drawn", "typed"}:
        return Marker(word, _AS_ONE.get(word, word), 0, match.end())
    bare = word.strip("()[].")
    form = word.replace(bare, "")
    if bare.isdigit():
        return Marker(word, "1" + form, int(bare), match.end()) if int(bare) else None
    is_roman = set(bare.lower()) <= set("ivx") and (len(bare) > 1 or bare in "iI")
    kind = ("i" if is_roman else "a") if bare.islower() else ("I" if is_roman else "A")
    return Marker(word, kind + form, _roman(bare.lower()) if is_roman else ord(bare.lower()) - 96, match.end())


def _roman(word: str) -> int:
    total = 0
    for letter, after in zip(word, [*word[1:], ""], strict=True):
        value = _ROMAN[letter]
        total += -value if after and _ROMAN[after] > value else value
    return total


def _runs(lines: Sequence[Line], width: int) -> Iterator[dict[int, Marker]]:
    """Yield the markers that stand together: nothing but continuations of their items is between them."""
    run: dict[int, Marker] = {}
    indent = 0
    for index, line in enumerate(lines):
        marker = _candidate(lines, index, width, in_run=bool(run))
        if marker:
            indent = min(indent, line.indent) if run else line.indent
            run[index] = marker
        elif run and not _continues(lines, index, width, indent, run):
            yield run
            run = {}
    if run:
        yield run


def _candidate(lines: Sequence[Line], index: int, width: int, *, in_run: bool) -> Marker | None:
    line = lines[index]
    marker = marker_of(line.text)
    if marker is None or line.gap or index == 0 or in_run or marker.text in _DRAWN:
        return marker
    before = lines[index - 1]
    is_by_chance = is_wrapped(before, line, width) and not ends_sentence(before.text)
    return None if is_by_chance else marker


def _continues(lines: Sequence[Line], index: int, width: int, indent: int, run: dict[int, Marker]) -> bool:
    line, before = lines[index], lines[index - 1]
    if line.quoted != before.quoted:
        return False
    bare = run.get(index - 1)
    if line.indent > indent or (bare is not None and bare.content >= len(before.text)):
        return True
    return not line.gap and (
        is_wrapped(before, line, width) or (line.text[0].islower() and not ends_sentence(before.text))
    )


def _bullets(lines: Sequence[Line], run: dict[int, Marker]) -> Iterator[tuple[int, Marker]]:
    """Yield the bullets of a run that are bullets."""
    by_style: dict[str, list[int]] = {}
    for index, marker in run.items():
        if not marker.is_ordered:
            by_style.setdefault(marker.style, []).append(index)
    first = next(iter(run))
    is_led = first > 0 and lines[first - 1].text[-1] == ":"
    for style, indexes in by_style.items():
        is_drawn = style in _DRAWN
        is_nested = any(lines[index].indent < lines[indexes[0]].indent for index in run if index < indexes[0])
        if is_drawn or (
            (len(indexes) > 1 or is_led or is_nested) and (is_led or not _is_speech(lines, indexes, style))
        ):
            yield from ((index, run[index]) for index in indexes)


def _is_speech(lines: Sequence[Line], indexes: list[int], style: str) -> bool:
    """Tell whether lines that begin with a dash are a conversation."""
    if style not in "-–—":
        return False
    texts = [lines[index].text for index in indexes]
    if 2 * sum(1 for text in texts if _SPEECH.search(text)) >= len(texts):
        return True
    asked = sum(1 for text in texts if text[-1] == "?")
    return style != "-" and 0 < asked < len(texts)


def _chains(candidates: dict[int, tuple[Marker, int]]) -> list[_Chain]:
    """Sort numbers into chains: each takes up the chain of its style that waits for it, and gets that style."""
    chains: list[_Chain] = []
    waiting: dict[tuple[str, int], _Chain] = {}
    last: tuple[str, int, int] = ("", 0, -1)
    for index, (marker, run) in list(candidates.items()):
        style, number = _as_letter(marker, waiting)
        chain = waiting.pop((style, number), None)
        if chain is None and last == (style, number, run):  # “1.” before every item, as some write Markdown
            chain = waiting.pop((style, number + 1), None)
        if chain is None:
            chain = _Chain(first=number)
            chains.append(chain)
        candidates[index] = (marker._replace(style=style, number=number), run)
        chain.lines.append(index)
        chain.runs.append(run)
        waiting[style, number + 1] = chain
        last = (style, number, run)
    return chains


def _as_letter(marker: Marker, waiting: dict[tuple[str, int], _Chain]) -> tuple[str, int]:
    """Read `i.` after `h.` as a letter, and `v.` after `iv.` as a number."""
    word = marker.text.strip("().").lower()
    if marker.style[0] in "iI" and word == "i":
        letter = ("a" if marker.style[0] == "i" else "A") + marker.style[1:]
        return (letter, 9) if (letter, 9) in waiting else (marker.style, 1)
    if marker.style[0] in "aA" and word in "vx":
        roman = ("i" if marker.style[0] == "a" else "I") + marker.style[1:]
        return (roman, _ROMAN[word]) if (roman, _ROMAN[word]) in waiting else (marker.style, marker.number)
    return marker.style, marker.number


def _settle_single(lines: Sequence[Line], index: int, marker: Marker, lists: Lists) -> None:
    """Take a lonely “1.” for an item only where something says so: a lead, “References”, an indent, one below."""
    if marker.number != 1 and marker.style[0] != "1[":
        return
    line, after = lines[index], lines[index + 1] if index + 1 < len(lines) else None
    is_led = index > 0 and lines[index - 1].text[-1] == ":"
    is_led = is_led or (index > 0 and label_of(lines[index - 1].text) in {Label.REFERENCES, Label.NOTES})
    is_told = is_led or (after is not None and after.indent > line.indent) or (line.indent >= 2 and line.gap)
    if is_told or index - 1 in lists.markers:
        lists.markers[index] = marker
        lists.ends[index] = index


def _settle_chain(
    lines: Sequence[Line], chain: _Chain, candidates: dict[int, tuple[Marker, int]], lists: Lists
) -> None:
    """Take a chain of numbers for the headings of sections or for the items of a list."""
    pairs = list(zip(chain.lines, chain.lines[1:], strict=False))
    apart = [runs[0] != runs[1] for runs in zip(chain.runs, chain.runs[1:], strict=False)]
    titles = [index for index in chain.lines if _is_section(lines, index, candidates[index][0])]
    if 2 * sum(apart) >= len(pairs) and 5 * len(titles) >= 3 * len(chain.lines):
        lists.headings.update(titles)
        return
    for index in chain.lines:
        lists.markers[index] = candidates[index][0]
        lists.ends[index] = chain.lines[-1]
    for (first, second), is_apart in zip(pairs, apart, strict=True):
        if is_apart and second - first <= _MOST_INSIDE:
            lists.inside.update(range(first + 1, second))


def _is_section(lines: Sequence[Line], index: int, marker: Marker) -> bool:
    """Tell whether a numbered line has the shape of a heading and a text of its own below it."""
    line, after = lines[index], lines[index + 1] if index + 1 < len(lines) else None
    words = line.text[marker.content :]
    if not words or after is None or after.indent > line.indent:
        return False
    return heading_strength(words) > 0 and (after.gap or len(after.text) > len(line.text))
