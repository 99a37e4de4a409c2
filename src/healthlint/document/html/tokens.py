"""The tokens of a text as HTML, each with the code points that it covers, though the text may come piece by piece.

The tokenizer stands behind this one module. It counts lines and columns, drops `</>`, turns every line end into LF, and
says nothing of a tag that has no end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from healthlint.document.html.elements import RAW
from healthlint.patterns import regex

#: Kinds of token, as the tokenizer numbers them.
TEXT, START, END, COMMENT, REFERENCE = 0, 1, 2, 3, 5
#: A token: `type`, `line`, `col`, `tag`, `attrs`, `data`, `source`, `self_closing`.
Token = Any
#: A tag without an end in its piece is read again with the next one, up to this many characters.
_LONGEST_TAG = 2_000
#: What the tokenizer is given for `noscript`, whose content it would not take apart.
NOSCRIPT = "xoscript"
_RENAMED = regex(
    rf"<(?P<end>/?)svg\b|</?(?P<noscript>noscript)(?=[\s/>])|<(?:{'|'.join(sorted(RAW))})(?=[\s/])[^<>]*/>",
    re.IGNORECASE,
)
_WHOLE_COMMENT = regex(r"<!--(?:-?>|.*--!?>)|<(?!!--).*", re.DOTALL)


class Tokens:
    """Reads pieces of one text in order; a raw element, a comment or a tag may begin in one and end in a later one."""

    def __init__(self, text: str, *, is_xml: bool = False) -> None:
        """Take the whole text; in XML `<title/>` is a whole element, in HTML only inside `<svg>`."""
        self._text = _plain(text, is_xml=is_xml)
        self._tokenize = _tokenizer()
        self._end = 0
        self._raw: str | None = None
        self._in_comment = False
        self._unfinished: int | None = None

    def read(self, start: int, end: int) -> Iterator[tuple[int, Token, int, int]]:
        """Yield kind, token, start and end for each token of `text[start:end]`."""
        start = self._resume(start, end)
        text = self._text
        line, line_start = 1, start
        kind, last = TEXT, start
        token: Token = None
        for token in self._tokenize(text[start:end], resolve_references=False, capture_source=True):
            while line < token.line:
                line_start = text.index("\n", line_start) + 1
                line += 1
            first = line_start + token.col
            kind = token.type  # an IntEnum: compared as a number, it is as fast as one
            last = first + len(token.data if kind == TEXT else token.source)
            if kind == START:
                self._raw = token.tag if token.tag in RAW else None
            elif kind == END:
                self._raw = None
            yield kind, token, first, last
        self._in_comment = self._in_comment or (kind == COMMENT and not _WHOLE_COMMENT.fullmatch(token.source))
        self._unfinished = last if last < end and self._raw is None else None
        self._end = end

    def forget(self) -> None:
        """End what an earlier piece left open."""
        self._raw = self._unfinished = None
        self._in_comment = False

    def _resume(self, start: int, end: int) -> int:
        """Return where to begin: past what an earlier piece left open, or before it, to read it again."""
        if self._unfinished is not None and start == self._end and end - self._unfinished <= _LONGEST_TAG:
            return self._unfinished
        if self._in_comment:
            closer = self._text.find("-->", start, end)
            self._in_comment = closer < 0
            return end if closer < 0 else closer + 3
        if self._raw is not None:
            found = re.compile(rf"</{self._raw}(?=[\s/>])", re.IGNORECASE).search(self._text, start, end)
            return found.start() if found else end
        return start


def _plain(text: str, *, is_xml: bool) -> str:
    """Return a text of the same length whose tokens fill it without a gap: LF only, no `</>`, no endless element."""
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if "</>" in text:
        text = text.replace("</>", "<!>")
    return _RENAMED.sub(_Renaming(is_xml=is_xml), text)


class _Renaming:
    """Renames what the tokenizer takes for raw text and is not: `<noscript>`, and elements that end in themselves."""

    def __init__(self, *, is_xml: bool) -> None:
        self._always = is_xml
        self._in_svg = False

    def __call__(self, found: re.Match[str]) -> str:
        tag = found.group()
        if found["noscript"]:
            return tag[:-8] + NOSCRIPT
        if found["end"] is not None:
            self._in_svg = not found["end"]
            return tag
        return f"<x{tag[2:]}" if self._in_svg or self._always else tag


def _tokenizer() -> Callable[..., Iterator[Token]]:
    """Import the tokenizer, which costs as much as reading 2 MB of HTML."""
    from turbohtml import tokenize  # noqa: PLC0415 -- see above

    found: Callable[..., Iterator[Token]] = tokenize
    return found
