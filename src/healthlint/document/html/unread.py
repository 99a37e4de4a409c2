"""Passes over what no reader sees: scripts, the inside of drawings and objects, words that are hidden in a line."""

from __future__ import annotations

from collections import Counter

from healthlint.document.html.elements import BLOCKS, BREAKOUT, HTML_PARTS, VOID
from healthlint.document.html.stack import Tag
from healthlint.document.html.tokens import END, START, TEXT, Token

_FOREIGN = frozenset({"svg", "math"})


class Unread:
    """An open element that nothing is read in; it ends with its end tag, or with what shows that this was forgotten."""

    def __init__(self, tag: Tag, *, in_line: bool = False) -> None:
        """`in_line`: it is a part of a line of text, so that no block can stand in it."""
        self.tag = tag
        self.title: list[str] = []
        self._in_line = in_line
        self._inner: Counter[str] = Counter()

    def holds(self, kind: int, token: Token, *, is_outer: bool) -> bool:
        """Take a token that stands in the element; False for one that shows that the element has ended before it.

        `is_outer`: it is the end tag of an element that was open before this one, if of none inside.
        """
        if kind == START:
            return self._start(token)
        if kind == END:
            return self._end(token.tag, is_outer=is_outer)
        if kind == TEXT and self._inner["title"] and self.tag.name == "svg":
            self.title.append(token.data)
        return True

    def is_end(self, kind: int, token: Token) -> bool:
        """Tell whether a token is the element's own end tag."""
        return kind == END and token.tag == self.tag.name and not self._inner[token.tag]

    def _start(self, token: Token) -> bool:
        tag = token.tag
        if self.tag.name in _FOREIGN:
            if tag in BREAKOUT and not any(self._inner[part] for part in HTML_PARTS[self.tag.name]):
                return False
            if token.self_closing:
                return True
        elif self._in_line and tag in BLOCKS:
            return False
        if tag not in VOID:
            self._inner[tag] += 1
        return True

    def _end(self, tag: str, *, is_outer: bool) -> bool:
        if self._inner[tag]:
            self._inner[tag] -= 1
            return True
        return not (is_outer or tag == "p" or (self._in_line and tag in BLOCKS))
