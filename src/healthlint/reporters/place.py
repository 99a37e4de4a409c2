"""How wide text is in a terminal, and how a part of it is marked."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from healthlint.findings.finding import Context

_CUT = "…"


def columns(text: str) -> int:
    """Return the number of terminal columns that a text takes: wide characters two, combining and unseen ones none."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Cf", "Me", "Mn"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def printable(text: str) -> str:
    """Return a text as a terminal may be given it: a tab is one blank, other control characters are visible marks."""
    return "".join(" " if c == "\t" else "\ufffd" if unicodedata.category(c) == "Cc" else c for c in text)


def marked_line(context: Context, width: int) -> tuple[str, str, str]:
    """Return a line cut to `width` columns around its marked part: what stands before, in and after it."""
    before, marked, after = printable(context.before), printable(context.marked), printable(context.after)
    room = max(width - columns(marked), width // 3)
    if columns(before) + columns(marked) + columns(after) <= width:
        return before, marked, after
    before = _keep_end(before, max(room // 2, room - columns(after)))
    marked = _keep_start(marked, width - columns(before))
    return before, marked, _keep_start(after, width - columns(before) - columns(marked))


def _keep_start(text: str, room: int) -> str:
    return text if columns(text) <= room else _fitting(text, room - 1) + _CUT


def _keep_end(text: str, room: int) -> str:
    return text if columns(text) <= room else _CUT + _fitting(reversed(text), room - 1)[::-1]


def _fitting(characters: Iterable[str], room: int) -> str:
    kept = []
    for character in characters:
        room -= _columns(character)
        if room < 0:
            break
        kept.append(character)
    return "".join(kept)
