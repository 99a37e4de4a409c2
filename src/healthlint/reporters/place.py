"""How wide text is in a terminal, how it is wrapped, and how a part of a line is marked."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from healthlint.findings.finding import Context

_CUT = "…"
#: Vowels and final consonants of Korean syllables written in parts: they join the character before them.
_JOINING = frozenset([*range(0x1160, 0x1200), *range(0xD7B0, 0xD800)])
#: What terminals differ on: selectors between text and emoji, and the tones of skin.
_UNSURE = frozenset([*range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400)])


def columns(text: str) -> int:
    """Return the number of terminal columns that a text takes: wide characters two, combining and unseen ones none."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Cf", "Me", "Mn"} or ord(character) in _JOINING:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


class _Printable(dict[int, str]):
    """What a terminal is given for each character."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if character == "\t" or category in {"Zl", "Zp"}:
            shown = " "
        elif category == "Cf" or code in _UNSURE:
            shown = ""
        else:
            shown = "\ufffd" if category in {"Cc", "Cs"} else character
        self[code] = shown
        return shown


_PRINTABLE = _Printable()


def printable(text: str) -> str:
    """Return a text as a terminal may be given it, so that every terminal takes the same columns for it.

    A tab is one blank; other control characters are visible marks, so that none moves the cursor; characters that
    nobody sees (soft hyphens, joiners, marks of direction) are left out.
    """
    return text if text.isascii() and text.isprintable() else text.translate(_PRINTABLE)


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> Iterator[str]:
    """Yield the lines of a text of at most `width` columns, words kept whole; `first` and `rest` lead the lines."""
    line, room = first, width - columns(first)
    is_empty = True
    for word in filter(None, map(printable, text.split())):
        needed = columns(word) + (not is_empty)
        if needed > room and not is_empty:
            yield line
            line, room = rest + word, width - columns(rest) - columns(word)
        else:
            line, room = line + ("" if is_empty else " ") + word, room - needed
        is_empty = False
    if not is_empty:
        yield line


def marked_line(context: Context, width: int) -> tuple[str, str, str]:
    """Return a line cut to `width` columns around its marked part: what stands before, in and after it."""
    before, marked, after = printable(context.before).lstrip(), printable(context.marked), printable(context.after)
    before = _end_of(before, max(width // 3, width - columns(marked) - columns(after)))
    room = width - columns(before)
    if columns(marked) + (after != "") > room:
        return before, _start_of(marked, room), ""
    return before, marked, _start_of(after, room - columns(marked))


def _start_of(text: str, room: int) -> str:
    if columns(text) <= room:
        return text
    kept = _fitting(text, room - 1)
    return kept[: _whole_words(kept, text[len(kept)])] + _CUT


def _end_of(text: str, room: int) -> str:
    if columns(text) <= room:
        return text
    kept = _fitting(reversed(text), room - 1)
    return _CUT + kept[: _whole_words(kept, text[-len(kept) - 1])][::-1]


def _whole_words(kept: str, following: str) -> int:
    """Return how much of a piece to keep so that its last word is whole; all of it where that would cost half."""
    blank = len(kept) if following == " " else kept.rfind(" ")
    return blank if blank > len(kept) // 2 else len(kept)


def _fitting(characters: Iterable[str], room: int) -> str:
    kept = []
    for character in characters:
        room -= _columns(character)
        if room < 0:
            break
        kept.append(character)
    return "".join(kept)
