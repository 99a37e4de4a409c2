"""The elements of HTML that are open, and which of them a tag ends, in time that no nesting can stretch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from msgspec import Struct

from healthlint.document.html.elements import BARRIERS, GROUPS, LISTS, SCOPES, TABLE_PARTS


class Effect:
    """What an element did when it began and what is undone when it ends: bits of one number."""

    ENDS_BLOCK = 1
    ZONE = 2
    LANGUAGE = 4
    KIND = 8
    LIST = 16
    TABLE = 32
    FOOTNOTE = 64
    MAIN = 128
    ARTICLE = 256
    #: Its words are collected, for a byline or the title.
    NAMES = 512
    #: It is of the author's own making, and worth knowing if it has no words.
    CUSTOM = 1024


#: Opened by a list item outside any list.
IMPLIED_LIST = "implied list"


class Tag(Struct):
    """A start tag: its name, its attributes, and the code points that it covers."""

    name: str
    attributes: Mapping[str, str]
    start: int
    end: int
    is_whole: bool = False
    """It is written as its own end, `<x/>`."""


class Element(Struct):
    """An open element: its tag, the offset of its start tag, its effects, and what had been seen before it."""

    tag: str
    start: int
    effects: int
    words: int = 0


class OpenElements:
    """A stack that knows, for each tag, where the innermost open one stands."""

    def __init__(self) -> None:
        self._elements: list[Element] = []
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        self.brief = 0
        """How many elements are open that any block-level tag may end: a paragraph, a choice, an implied list."""
        self._limits: dict[str, list[int]] = {"scope": [-1], "barrier": [-1], "list": [-1]}

    def __getitem__(self, place: int) -> Element:
        return self._elements[place]

    def __len__(self) -> int:
        return len(self._elements)

    def push(self, element: Element) -> None:
        """Open an element."""
        tag = element.tag
        place = len(self._elements)
        self._elements.append(element)
        self._places[GROUPS.get(tag, tag)].append(place)
        for limit in _LIMITS.get(tag, ()):
            self._limits[limit].append(place)
        self.brief += tag in _BRIEF

    def pop(self) -> Element:
        """Close the innermost element and return it."""
        element = self._elements.pop()
        tag = element.tag
        self._places[GROUPS.get(tag, tag)].pop()
        for limit in _LIMITS.get(tag, ()):
            self._limits[limit].pop()
        self.brief -= tag in _BRIEF
        return element

    def is_top(self, group: str) -> bool:
        """Tell whether the innermost element is of this group."""
        return self.place(group) == len(self._elements) - 1 >= 0

    def place(self, group: str) -> int:
        """Return the place of the innermost element of a group, or -1."""
        places = self._places.get(group)
        return places[-1] if places else -1

    def ended_by(self, tag: str) -> int:
        """Return the place of the element that the end tag of `tag` closes, or -1 for a stray one."""
        group = GROUPS.get(tag, tag)
        place = self.place(group)
        if tag in _IMPLIED and self.part(group) < 0:
            return min((part for name in _IMPLIED[tag] if (part := self.part(name)) >= 0), default=-1)
        if place < 0 or tag == "table":
            return place
        if group != "heading" and self._elements[place].tag != tag:
            return -1
        if group in TABLE_PARTS:
            return self.part(group)
        limit = self._limits["scope"][-1]
        if tag == "li":
            limit = max(limit, self._limits["list"][-1])
        return place if place > limit else -1

    def item(self, group: str) -> int:
        """Return the place of the open list item (`li`) or term that the next one ends, or -1."""
        place = self.place(group)
        return place if place > self._limits["barrier"][-1] else -1

    @property
    def in_list(self) -> bool:
        """Tell whether a list is open, and no cell between."""
        return self._limits["list"][-1] > self._limits["scope"][-1]

    def part(self, group: str) -> int:
        """Return the place of the open part of the innermost table, or -1."""
        place = self.place(group)
        return place if place > self.place("table") else -1


#: A row or a row group may be open without a tag; its end tag ends what is open in it.
_IMPLIED = {"tr": ("cell",), "tbody": ("row", "cell")}
_BRIEF = frozenset({"p", "select", IMPLIED_LIST})
_KINDS_OF_LIMIT = (("scope", SCOPES), ("barrier", BARRIERS), ("list", LISTS | {IMPLIED_LIST}))
_LIMITS = {
    tag: tuple(name for name, tags in _KINDS_OF_LIMIT if tag in tags)
    for tag in SCOPES | BARRIERS | LISTS | {IMPLIED_LIST}
}
