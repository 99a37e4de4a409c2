"""Collects the words of an element that names something: the title of the page, who wrote it."""

from __future__ import annotations

from healthlint.document.article import Zone
from healthlint.document.builder import ArticleBuilder
from healthlint.document.html.stack import Element, Tag

#: Zones where somebody named is not the article's author.
_OF_OTHERS = frozenset({Zone.COMMENTS, Zone.ADVERTISEMENT, Zone.NAVIGATION, Zone.QUOTE})
#: Characters from the first to the last word. More than this in a byline is a biography.
_LONGEST_NAME = 300
_LONGEST_TITLE = 2_000


class Naming:
    """Collects for one field at a time: what stands inside a byline is part of the byline."""

    def __init__(self, builder: ArticleBuilder) -> None:
        self._builder = builder
        self._field: str | None = None
        self._owner = self._start = self._end = 0
        self._words: list[str] = []

    @property
    def is_collecting(self) -> bool:
        """Tell whether words are wanted."""
        return self._field is not None

    def begin(self, tag: Tag, field: str) -> bool:
        """Begin to collect the words of an element; False where another one collects, or the words are of no use."""
        if self._field is not None or _OF_OTHERS.intersection(self._builder.zone):
            return False
        self._field, self._owner = field, tag.start
        self._start = self._end = 0
        self._words.clear()
        return True

    def collect(self, start: int, end: int, words: str) -> None:
        """Take words; too many, and they are forgotten."""
        self._start = self._start or start
        self._end = end
        self._words.append(words)
        if end - self._start > (_LONGEST_TITLE if self._field == "title" else _LONGEST_NAME):
            self._field = None

    def part(self) -> None:
        """Part the words of two blocks."""
        self._words.append(" ")

    def end(self, element: Element) -> None:
        """Record the words of an element that ends."""
        if self._field is None or self._owner != element.start:
            return
        words = " ".join("".join(self._words).split())
        if words:
            self._builder.field(self._field, words, self._start, self._end)
        self._field = None
