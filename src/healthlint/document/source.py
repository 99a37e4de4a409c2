"""A file as decoded: its text, and where a character stands in it."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from msgspec import Struct

from healthlint.errors import SourceError
from healthlint.patterns import regex

BOM = "\ufeff"
_LINE_END = regex(r"\r\n|\r|\n")
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
# Byte-order marks, the longest first: UTF-32-LE begins like UTF-16-LE.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = bytes([*range(9), 11, *range(14, 32)])
_SAMPLE = 65_536


class SourceSpan(Struct, frozen=True):
    """Half-open range of code points in `Source.text`."""

    start: int
    end: int


class Location(Struct, frozen=True):
    """A place for people: `offset` in code points from 0, `line` and `column` from 1."""

    offset: int
    line: int
    column: int


class Source(Struct, frozen=True, dict=True):
    """The text of one file, with nothing stripped or translated: a byte-order mark and every CR are in it."""

    path: str
    text: str
    encoding: str = "utf-8"

    @cached_property
    def _line_starts(self) -> list[int]:
        if "\r" in self.text:
            return [0, *(match.end() for match in _LINE_END.finditer(self.text))]
        lengths = map(len, self.text.split("\n"))
        return [0, *(end + line for line, end in enumerate(accumulate(lengths), 1))][:-1]

    def location(self, offset: int) -> Location:
        """Return line and column of a code-point offset; a byte-order mark has no column."""
        line = bisect_right(self._line_starts, offset)
        start = self._line_starts[line - 1]
        if line == 1 and offset > 0 and self.text.startswith(BOM):
            start = 1
        return Location(offset, line, offset - start + 1)

    def line_text(self, line: int) -> str:
        """Return the text of a line (from 1) without its line end."""
        start = self._line_starts[line - 1]
        end = self._line_starts[line] if line < len(self._line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n").removeprefix(BOM if line == 1 else "")


def decode(data: bytes, path: str, encoding: str | None = None) -> Source:
    """Decode a file: a byte-order mark decides, then `encoding`, then UTF-8, then what the file itself declares.

    Raises `SourceError` that names the first byte that does not fit and the way out.
    """
    name = encoding or "utf-8"
    for mark, marked in _BOMS:
        if data.startswith(mark):
            name = marked  # decoded with the mark kept, as U+FEFF: it counts in offsets
            break
    try:
        return _readable(Source(path, data.decode(name), name), encoding)
    except UnicodeDecodeError as error:
        declared = _declared(data) if encoding is None and name == "utf-8" else None
        if declared:
            return _readable(declared_source(data, path, declared), encoding)
        way_out = "save the file as UTF-8, or name its encoding with --encoding (windows-1252, …)"
        if not encoding and _controls(data[:_SAMPLE]) * 20 > len(data[:_SAMPLE]):
            way_out = "it looks like no text at all (an image, an archive?)"
        raise SourceError(f"{_byte(error)} is not {name}; {way_out}", path=path) from None
    except (LookupError, ValueError):  # a name such as "utf-8\0" is a ValueError
        message = f"unknown encoding '{name}'; name one that Python knows, such as utf-8 or windows-1252"
        raise SourceError(message, path=path) from None


def declared_source(data: bytes, path: str, declared: str) -> Source:
    """Decode by the encoding that the file itself declares; raises `SourceError` where that does not fit either."""
    # WHATWG: these labels mean windows-1252 on the web.
    name = "windows-1252" if declared.lower() in {"iso-8859-1", "latin1", "ascii", "us-ascii"} else declared
    try:
        return Source(path, data.decode(name), name)
    except UnicodeDecodeError as error:
        problem = f"{_byte(error)} is none of it"
    except (LookupError, ValueError):
        problem = "that is none that Python knows"
    message = f"the file declares the encoding '{declared}', but {problem}; name the right one with --encoding"
    raise SourceError(message, path=path)


def _byte(error: UnicodeDecodeError) -> str:
    return f"byte {error.start} (0x{error.object[error.start]:02X})"


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:2048])
    name = found.group(1).decode("ascii", "replace") if found else None
    # What could be read this far is neither UTF-16 nor UTF-32: browsers take that for UTF-8.
    return None if name is None or name.lower().startswith(("utf-8", "utf8", "utf-16", "utf16", "utf-32")) else name


def _controls(data: bytes) -> int:
    return len(data) - len(data.translate(None, _CONTROL))


def _readable(source: Source, encoding: str | None) -> Source:
    """Refuse what is no text: more than a quarter of control characters."""
    sample = source.text[:_SAMPLE]
    controls = _controls(sample.encode("utf-8", "surrogatepass"))  # bytes are sifted many times faster than characters
    if controls * 4 <= len(sample):
        return source
    nuls = sample.count("\0")
    if encoding is None and len(sample) > nuls >= len(sample) / 3:
        name, order = "utf-32" if nuls * 3 >= len(sample) * 2 else "utf-16", "be" if sample[0] == "\0" else "le"
        nul = f"character {sample.index(chr(0))} is NUL, as in {name.upper()} without a mark"
        message = f"{nul}; name the encoding with --encoding {name}-{order}"
    else:
        message = f"this is not text: {controls} of its first {len(sample)} characters are control characters"
    raise SourceError(message, path=source.path)
