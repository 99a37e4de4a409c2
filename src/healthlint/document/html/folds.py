"""Tells the hidden parts of a page that a click unfolds from those that stay hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from healthlint.document.html.stack import OpenElements
from healthlint.document.html.zones import is_hidden
from healthlint.patterns import regex

#: What holds such a part, and the button for it.
_FOLDING = regex(r"accordion|collaps|expand|disclosure|faq|read-?more|show-?more|reveal", re.IGNORECASE)
_CONTROLS = regex(r"\baria-controls\s{0,9}=\s{0,9}[\"']?([^\"'>\s]{1,200})", re.IGNORECASE)
#: A start tag is read so far (characters).
_LONGEST_TAG = 500
#: So many elements around a hidden one are looked at.
_NEAREST = 2


class Folds:
    """The parts of one page that a click unfolds; `text` is the page."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _controlled(self) -> frozenset[str]:
        """Return the identifiers of the elements that buttons show and hide."""
        return frozenset(found.group(1) for found in _CONTROLS.finditer(self._text))

    def holds(self, attributes: Mapping[str, str], around: OpenElements) -> bool:
        """Tell whether a click unfolds a hidden element: a button names it, or what it stands in is made for that."""
        if not attributes or not is_hidden(attributes):
            return False
        if attributes.get("id") in self._controlled:
            return True
        nearest = range(max(0, len(around) - _NEAREST), len(around))
        return any(_FOLDING.search(self._start_tag(around[place].start)) for place in nearest)

    def _start_tag(self, start: int) -> str:
        return self._text[start : start + _LONGEST_TAG].partition(">")[0]
