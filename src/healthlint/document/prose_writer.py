"""Turns the parts of one block into prose, and records for every stretch of it where it came from.

The one place where white space is normalised: any run of it is one blank, none begins or ends a block, characters
without a shape are dropped, a run of template tags is one `OPAQUE`.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from msgspec import Struct

from healthlint.document.article import OPAQUE, Inline, InlineKind, Pieces, ProseSpan
from healthlint.document.source import SourceSpan
from healthlint.patterns import regex

BLANK = " \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_DROPPED = "\x00-\x08\x0e-\x1b\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
#: A stretch that is not taken as it stands: blanks other than one space, what has no shape, masked template tags.
_ODD = regex(f"[{BLANK[1:]}{_DROPPED}{OPAQUE}][{BLANK}{_DROPPED}{OPAQUE}]*| [{BLANK}{_DROPPED}{OPAQUE}]+")
_ODD_PART = regex(f"(?P<blank>[{BLANK}]+)|(?P<opaque>{OPAQUE}+)")
_BLANKS = regex(f"[{BLANK}]+")
_SHAPELESS = regex(f"[{_DROPPED}]+")
_OPAQUES = regex(f"{OPAQUE}+")
_MOST_OPEN_INLINES = 32
#: These are worth knowing even where they mark no text.
_KEPT_EMPTY = {InlineKind.LINK, InlineKind.FOOTNOTE_MARK}


class Run(Struct):
    """A stretch of the open block: source range, and what it stands for where that is not the text itself."""

    start: int
    end: int
    decoded: str | None = None


class Mark(Struct):
    """The start or the end of an inline; `None` as kind is a forced line break."""

    kind: InlineKind | None
    offset: int
    opens: bool = True
    target: str | None = None


class ProseWriter:
    """Writes one block after the other; what it says of itself is said of the block written last."""

    def __init__(self) -> None:
        self.pieces = Pieces(array("i"), array("i"), array("i"), bytearray())
        self._add_prose = self.pieces.prose.append
        self._add_start = self.pieces.source_start.append
        self._add_end = self.pieces.source_end.append
        self._add_unit = self.pieces.unit.append
        self._begin(0, "")

    def _begin(self, start: int, text: str) -> None:
        self.start = self.length = start
        self.words: list[str] = []
        self.inlines: list[Inline] = []
        self.breaks: list[int] = []
        self.first = self.last = 0
        self.is_opaque = True
        self._text = text
        self._space: tuple[int, int] | None = None
        self._waiting: list[Mark] = []
        self._opened: list[tuple[Mark, int]] = []
        self._break = False
        self._waits = True
        """Whether anything is to be done before the next visible character."""

    def write(self, parts: Sequence[Run | Mark], start: int, text: str) -> bool:
        """Write a block at a prose offset, from a text; return whether anything of it is visible.

        What is still open at the end is closed there.
        """
        self._begin(start, text)
        if len(parts) == 1 and self._plain(parts[0]):  # as most blocks are
            return bool(self.words)
        for part in parts:
            if isinstance(part, Mark):
                self._mark(part)
            elif part.decoded is None:
                self._verbatim(part.start, part.end)
            else:
                self._decoded(part.start, part.end, part.decoded)
        while self._opened:
            self._close(*self._opened.pop(), self.last)
        if len(self.inlines) > 1:
            self.inlines.sort(key=_order)
        return bool(self.words)

    def _plain(self, part: Run | Mark) -> bool:
        """Write a block that stands in the text as it is, save for a blank at either end; False for any other."""
        text = self._text
        if isinstance(part, Mark) or part.decoded is not None or not _is_even(text[part.start : part.end]):
            return False
        first = part.start + text.startswith(" ", part.start)
        last = part.end - text.endswith(" ", first, part.end)
        if first < last:
            self._piece(first, last, 0)
            self.first, self.last = first, last
            self.length += last - first
            self.words.append(text[first:last])
            self.is_opaque = False
        return True

    # -- marks -----------------------------------------------------------------------------------------------------

    def _mark(self, mark: Mark) -> None:
        if not mark.opens:
            self._end_inline(mark)
        elif mark.kind is None:
            if self.length > self.start:
                self._break = self._waits = True
        elif len(self._opened) + len(self._waiting) < _MOST_OPEN_INLINES:
            self._waiting.append(mark)
            self._waits = True

    def _end_inline(self, mark: Mark) -> None:
        for index in range(len(self._waiting) - 1, -1, -1):
            if self._waiting[index].kind is mark.kind:
                empty = self._waiting.pop(index)
                if mark.kind in _KEPT_EMPTY:
                    self._close(empty, self.length, mark.offset)
                return
        for index in range(len(self._opened) - 1, -1, -1):
            if self._opened[index][0].kind is mark.kind:
                self._close(*self._opened.pop(index), mark.offset)
                return

    def _close(self, mark: Mark, start: int, end: int) -> None:
        assert mark.kind is not None  # noqa: S101 -- for the type checker: breaks are never opened
        source = SourceSpan(min(mark.offset, end), max(mark.offset, end))
        self.inlines.append(Inline(mark.kind, ProseSpan(start, self.length), source, mark.target))

    # -- text ------------------------------------------------------------------------------------------------------

    def _verbatim(self, start: int, end: int) -> None:
        """Write a stretch of the text, cut at what is not taken as it stands."""
        text = self._text
        if _is_even(text[start:end]):
            self._take(start, end)
            return
        at = start
        for odd in _ODD.finditer(text, start, end):
            begin, stop = odd.span()
            self._take(at, begin)
            at = stop
            if odd.group().isspace():
                self._blank(begin, stop)
                continue
            for part in _ODD_PART.finditer(text, begin, stop):
                if part.lastgroup == "blank":
                    self._blank(*part.span())
                else:
                    self._unit(*part.span(), OPAQUE)
        self._take(at, end)

    def _take(self, start: int, end: int) -> None:
        """Write characters that stand as they are, at most one blank at either end; a last one waits for more."""
        text = self._text
        if start < end and text[start] == " " and (self._space or self._waiting or self.length == self.start):
            self._blank(start, start + 1)
            start += 1
        stop = end - 1 if start < end and text[end - 1] == " " else end
        if start < stop:
            if self._waits:
                self._flush(start)
            self._piece(start, stop, 0)
            self.words.append(text[start:stop])
            self.length += stop - start
            self.last = stop
            self.is_opaque = False
        if stop < end:
            self._blank(stop, end)

    def _decoded(self, start: int, end: int, decoded: str) -> None:
        """Write what a source range stands for: one unit, or blanks that wait."""
        words = _BLANKS.sub(" ", _SHAPELESS.sub("", decoded))
        if OPAQUE in words:
            words = _OPAQUES.sub(OPAQUE, words)
        bare = words.strip(" ")
        if bare:
            if words[0] == " ":
                self._blank(start, end)
            self._unit(start, end, bare)
        if words and words[-1] == " ":
            self._blank(start, end)

    def _unit(self, start: int, end: int, words: str) -> None:
        self._flush(start)
        self._piece(start, end, 1)
        self.words.append(words)
        self.length += len(words)
        self.last = end
        self.is_opaque = self.is_opaque and words.strip(OPAQUE) == ""

    def _blank(self, start: int, end: int) -> None:
        """Remember white space; it is written before the next visible character, as one blank."""
        if self.length > self.start and self._space is None:
            self._space = (start, end)
            self._waits = True

    def _flush(self, offset: int) -> None:
        """Write the blank that waits, then begin the inlines that wait."""
        if self._space is not None:
            self._piece(*self._space, 1)
            self.words.append(" ")
            self.length += 1
            self._space = None
        elif self.length == self.start:
            self.first = offset
        if self._break:
            self.breaks.append(self.length)
            self._break = False
        if self._waiting:
            self._opened.extend((mark, self.length) for mark in self._waiting)
            self._waiting.clear()
        self._waits = False

    def _piece(self, start: int, end: int, unit: int) -> None:
        self._add_prose(self.length)
        self._add_start(start)
        self._add_end(end)
        self._add_unit(unit)


def _is_even(text: str) -> bool:
    """Tell whether a stretch is taken as it stands; nothing that `_ODD` finds is printable, save two of these."""
    return text.isprintable() and "  " not in text and OPAQUE not in text


def _order(inline: Inline) -> tuple[int, int]:
    return (inline.span.start, -inline.span.end)
