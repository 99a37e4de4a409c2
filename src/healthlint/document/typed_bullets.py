"""Finds bullets that were typed by hand at the start of a line (“• Rest”), where the markup knows of no list."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.document.prose_writer import BLANK, Mark, Run
from healthlint.patterns import regex

# An asterisk may be a footnote, a long dash the name under a quotation.
_BULLETS = (
    "\u2022\u2023\u2043\u2219\u25aa\u25ab\u25cf\u25cb\u25e6\u25a0\u25a1\u2013\u00b7\u27a4"
    "\u2713\u2714\u2611\u2705\u274c-"
)
_TYPED_BULLET = regex(f"[{BLANK}]*(?P<bullet>[{_BULLETS}])\ufe0f?[ \t\xa0]")

Parts = list[Run | Mark]


def cut(parts: Parts, text: str) -> list[tuple[str | None, Parts]]:
    """Cut the parts of a paragraph where its lines begin with a bullet: each bullet (no prose) and what follows it.

    The first of them has no bullet and may be empty.
    """
    bullets = dict(_bullets(parts, text))
    lines: list[tuple[str | None, Parts]] = [(None, [])]
    for index, part in enumerate(parts):
        if index in bullets:
            bullet, rest = bullets[index]
            lines.append((bullet, [rest]))
        else:
            lines[-1][1].append(part)
    return lines


def any_in(parts: Parts, text: str) -> bool:
    """Tell whether any line of a paragraph begins with a bullet."""
    return next(_bullets(parts, text), None) is not None


def _bullets(parts: Parts, text: str) -> Iterator[tuple[int, tuple[str, Run]]]:
    """Yield the parts that begin with a bullet: their index, the bullet, and what remains of the part."""
    at_start = True
    for index, part in enumerate(parts):
        if isinstance(part, Mark):
            at_start = at_start or part.kind is None
        elif at_start:
            bullet = _bullet(part, text)
            if bullet is not None:
                yield index, bullet
            at_start = bullet is None and not (part.decoded or text[part.start : part.end]).strip()


def _bullet(run: Run, text: str) -> tuple[str, Run] | None:
    """Split a run into the bullet that it begins with and the rest."""
    if run.decoded is not None:
        found = _TYPED_BULLET.fullmatch(run.decoded.strip() + " ")
        return (found["bullet"], Run(run.start, run.end, " ")) if found else None
    found = _TYPED_BULLET.match(text, run.start)
    if not found or found.end("bullet") > run.end:
        return None
    return found["bullet"], Run(found.end("bullet"), run.end)
