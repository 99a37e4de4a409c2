"""The Markdown parser behind one door: its events, and its byte offsets as code points."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping
from typing import Any

from healthlint.patterns import regex

#: An event is a name, or a name and what belongs to it.
Event = Any
#: `start` and `end` in bytes of UTF-8.
Place = Mapping[str, int]

_LONE_CR = regex(r"\r(?!\n)")
#: What other dialects add and no reader sees: Pandoc's and Docusaurus's containers, kramdown's attributes.
_DIALECT = regex(
    r"^ {0,3}(?::{3,}[ \t]*[\w-]*(?:[ \t]*\{[^{}\r\n]*\})?|\{:[^{}\r\n]*\}[ \t]*(?=[\r\n]|\Z))",
    re.MULTILINE,
)
#: So many characters into a line a quotation or a list may begin. The parser walks all that are open at every line.
_DEEPEST = 200
_DEEP = regex(rf"\n[ \t>*+\-0-9.)]{{{_DEEPEST}}}([ \t>*+\-0-9.)]++)(?=\S)")
_MARKER = regex(r">|[-*+.)](?=[ \t])")
_CONTINUATION = bytes(range(0x80, 0xC0))
_STEP = 256


def events(text: str) -> Iterator[tuple[Event, Place]]:
    """Return the events of the parser with their ranges in bytes."""
    from pyromark import Options, events_with_range  # noqa: PLC0415 -- only Markdown files pay for it

    options = (
        Options.ENABLE_TABLES
        | Options.ENABLE_FOOTNOTES
        | Options.ENABLE_STRIKETHROUGH
        | Options.ENABLE_TASKLISTS
        | Options.ENABLE_HEADING_ATTRIBUTES
        | Options.ENABLE_GFM
    )
    found: Iterator[tuple[Event, Any]] = events_with_range(text, options=options)
    return found


def parsable(text: str) -> str:
    """Return what the parser is to see: line ends that it knows, no marks of other dialects, no depths; same length."""
    if "\r" in text:
        text = _LONE_CR.sub("\n", text)
    text = _DEEP.sub(_without_markers, f"\n{text}")[1:]
    return _DIALECT.sub(_blanks, text) if ":::" in text or "{:" in text else text


def _without_markers(found: re.Match[str]) -> str:
    """Return the beginning of a line whose markers are words from some depth on."""
    return found.group()[: -len(found[1])] + _MARKER.sub("x", found[1])


def _blanks(found: re.Match[str]) -> str:
    return " " * len(found.group())


class Offsets:
    """Byte offsets of UTF-8 to code points: a count at every 256th byte, the rest counted when asked."""

    def __init__(self, text: str, base: int) -> None:
        """Count the characters of `text`; `base` is what its first one counts as."""
        self._base = base
        self._asked = (0, base)
        self._data = b"" if text.isascii() else text.encode()
        self._counts = array("l", [base])
        for at in range(0, len(self._data), _STEP):
            block = self._data[at : at + _STEP]
            self._counts.append(self._counts[-1] + len(block.translate(None, _CONTINUATION)))

    def __call__(self, offset: int) -> int:
        """Return the code point at a byte offset."""
        if not self._data:
            return self._base + offset
        if offset != self._asked[0]:  # one event ends where the next begins
            self._asked = (offset, self._count(offset))
        return self._asked[1]

    def _count(self, offset: int) -> int:
        block = offset // _STEP
        count = self._counts[block]
        if offset % _STEP == 0:
            return count
        if self._counts[block + 1] - count == _STEP:
            return count + offset % _STEP
        return count + len(self._data[block * _STEP : offset].translate(None, _CONTINUATION))
