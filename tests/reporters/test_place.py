"""Columns of a terminal: widths as terminals count them, wrapping, and the marked part of a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.findings.finding import Context
from healthlint.reporters.place import columns, marked_line, printable, wrapped

#: What a terminal is given, and how far its cursor moves (asked of a terminal by `ESC [6n`).
WIDTHS = {
    "abc": ("abc", 3),
    "日本語": ("日本語", 6),
    "café": ("café", 4),
    "cafe\u0301": ("cafe\u0301", 4),
    "Ω≈ç": ("Ω≈ç", 3),
    "👩‍⚕️": ("👩⚕", 3),
    "👩🏽‍⚕️": ("👩⚕", 3),
    "⚕️": ("⚕", 1),
    "🇬🇧": ("🇬🇧", 2),
    "1️⃣": ("1\u20e3", 1),
    "soft\u00adhyphen": ("softhyphen", 10),
    "zero\u200bwidth": ("zerowidth", 9),
    "\u202eabc": ("abc", 3),
    "한국": ("한국", 4),
    "\u1112\u1161\u11ab": ("\u1112\u1161\u11ab", 2),
    "नमस्ते": ("नमस्ते", 4),
    "“”–—…": ("“”–—…", 5),
    "\u3000x": ("\u3000x", 3),
    "no\u00a0break": ("no\u00a0break", 8),
    "ｱｲ": ("ｱｲ", 2),
    "עברית": ("עברית", 5),
    "𝒜": ("𝒜", 1),
    "a\tb": ("a b", 3),
    "\x1b[31mred\x07": ("\ufffd[31mred\ufffd", 9),
    "a\x85b\u2028c\u2029d": ("a\ufffdb c d", 7),
    "a\r\nb": ("a\ufffd\ufffdb", 4),
    "\x7f": ("\ufffd", 1),
    "\udce9": ("\ufffd", 1),
}


@pytest.mark.parametrize("text", WIDTHS, ids=ascii)
def test_widths(text: str) -> None:
    shown, width = WIDTHS[text]
    assert printable(text) == shown
    assert columns(shown) == width


@given(st.text())
def test_nothing_printable_moves_the_cursor(text: str) -> None:
    shown = printable(text)
    assert printable(shown) == shown
    assert len(shown.splitlines()) <= 1
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in shown)
    assert columns(shown) >= 0
    shown.encode("utf-8")


words = st.text(alphabet="ab中é\u0301👩-“”", min_size=1, max_size=12)


@given(st.lists(words, max_size=20), st.integers(10, 60), st.sampled_from(["", "    "]), st.sampled_from(["", "  "]))
def test_wrapped_lines_are_full_and_no_wider_than_asked(text: list[str], width: int, first: str, rest: str) -> None:
    lines = list(wrapped(" \t".join(text), width, first, rest))
    leads = [first, *[rest] * len(lines)][: len(lines)]
    bare = [line.removeprefix(lead) for line, lead in zip(lines, leads, strict=True)]

    assert " ".join(bare).split() == " ".join(printable(word) for word in text).split()
    for line, lead, piece in zip(lines, leads, bare, strict=True):
        assert columns(line) <= width or " " not in piece, (line, lead)
    for line, following in zip(lines, bare[1:], strict=False):
        assert columns(line) + 1 + columns(following.split()[0]) > width


def test_no_text_has_no_line() -> None:
    assert list(wrapped("", 40, "  ")) == []
    assert list(wrapped(" \n ", 40, "  ")) == []


line_text = st.text(alphabet="ab \t中é\u0301👩\u00ad\x1b“", max_size=120)


@given(line_text, line_text.filter(lambda text: columns(printable(text)) > 0), line_text, st.integers(12, 120))
def test_a_marked_line_fits_and_keeps_what_is_marked(before: str, marked: str, after: str, width: int) -> None:
    shown = marked_line(Context(before, marked, after), width)
    whole = [printable(before).lstrip(), printable(marked), printable(after)]

    assert sum(map(columns, shown)) <= width
    assert columns(shown[1]) > 0
    if sum(map(columns, whole)) <= width:
        assert list(shown) == whole
    left, middle, right = shown
    assert whole[0].endswith(left.removeprefix("…"))
    assert whole[1].startswith(middle.removesuffix("…")) or whole[1] == middle
    assert whole[2].startswith(right.removesuffix("…")) or whole[2] == right
    assert "……" not in middle + right or "……" in whole[1] + whole[2]


@pytest.mark.parametrize(
    "context, width, shown",
    [
        (Context("A ", "toe", " hurts."), 20, ("A ", "toe", " hurts.")),
        (Context("        A ", "toe", " hurts."), 20, ("A ", "toe", " hurts.")),
        (Context("It has been so for weeks: a ", "toe", " hurts."), 20, ("…weeks: a ", "toe", " hurts.")),
        (Context("A ", "toe", " hurts, and it has for weeks."), 20, ("A ", "toe", " hurts, and it…")),
        (Context("For weeks and weeks ", "toe", " has been so sore."), 20, ("…eeks ", "toe", " has been…")),
        (Context("A ", "toe that has been sore for weeks", " hurts."), 20, ("A ", "toe that has been…", "")),
        (Context("For weeks and weeks ", "toe that has been sore", " hurts."), 20, ("…eeks ", "toe that has…", "")),
        (Context("", "toe that was so sore", "."), 20, ("", "toe that was so sore", "")),
        (Context("", "toe that was so very sore", "."), 20, ("", "toe that was so…", "")),
        (Context("", "toe that was so sore", ""), 20, ("", "toe that was so sore", "")),
        (Context("中中中中中中中中中中 ", "toe", ""), 20, ("…中中中中中中中 ", "toe", "")),
    ],
)
def test_what_is_cut(context: Context, width: int, shown: tuple[str, str, str]) -> None:
    assert marked_line(context, width) == shown
