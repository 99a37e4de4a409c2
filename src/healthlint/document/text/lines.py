"""Shapes of lines in plain text: what a line alone, or beside its neighbour, looks like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from healthlint.document.article import OPAQUE
from healthlint.document.metadata.credit_blocks import is_credit_block, is_signature
from healthlint.document.zones.page_labels import is_navigation, label_of
from healthlint.document.zones.threads import is_dated_line, is_thread_line
from healthlint.patterns import regex

#: Blanks, and characters without a shape: a line of these alone is an empty line.
INVISIBLE = (
    " \t\v\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028"
    "\u2029\u202f\u205f\u3000\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad\x00"
)
_LINE = regex(r"[^\r\n\f]+")
_ONE_LINE_END = {"\n", "\r\n", "\r"}
_QUOTE = regex(r"(?:>[ \t]?+)++")
#: The hashes that some put before a heading in plain text too.
HASHES = regex(r"(#{1,6})[ \t\xa0]+(?=\S)(?!of\b)")
#: So many lines tell how a text was wrapped.
_SAMPLE = 3_000
_RULE = regex(r"(?:[-=_*~#•·─━═—–+][ \t]?+){3,}+")
_SENTENCE_END = regex(r"[.!?…:;][)\]\"'”’*\d]*$")
_FULL_STOP_INSIDE = regex(r"[a-z)\]%]{2}[.!] +[“\"(]?[A-Z]")
_ALPHA = regex(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_SMALL_WORDS_LIST = """
    a an and or are as at be but by can do does for from has have how if in is it its of off on out than that the
    their this to up vs was what when with without you your
"""
_SMALL_WORDS = frozenset(_SMALL_WORDS_LIST.split())
_CAPTION = regex(
    r"(?:figure|fig\.?|table|chart|diagram|photo|image|illustration|graph|box)\s+\d{1,3}[a-z]?\s*(?:[.:–—|-](?=\s|$)"
    r"|$)",
    re.IGNORECASE,
)
_NOT_HEADING = regex(
    r"(?:https?://|www\.|[\w.+-]+@[\w-]+\.|.{0,60}\d(?:[ ()./-]{0,3}\d){8}"  # addresses of the web, telephone numbers
    r"|(?:dear|hi|hello|hey|thanks?|thank you|yours|sincerely|regards|(?:kind|best|warm) (?:regards|wishes)|cheers"
    r"|p\.?\s?s\.?|re:|fao)\b"
    r"|(?:a|answer)[.:]\s|(?:tel|telephone|phone|fax|e-?mail|address|website|web|mobile|text|sms|freephone"
    r"|helpline)\s*(?:[:.]|[+(]?\d{3})"
    r"|(?:figure|fig\.?|table|photo|image|source|note|nb|n\.b|credit)s?\s*(?:\d+\s*)?[.:]\s"
    r"|\d+[\w/-]* (?:[A-Z][\w’'.-]+ ){1,4}(?:street|st|road|rd|avenue|ave|lane|drive|dr|boulevard|blvd|way|close"
    r"|square|terrace|place|court)\b"
    r"|p\.?\s?o\.? box\b)",
    re.IGNORECASE,
)
_QUESTION = regex(r"(?:what|who|when|where|why|how|which|is|are|do|does|can|should|will)\b.{2,130}$", re.IGNORECASE)
_LABELLED_VALUE = regex(r"[\w’'-]+(?: [\w’'-]+){0,2}:\s+\S")
_SECTION_NUMBER = regex(
    r"(?P<number>\d{1,2}(?:\.\d{1,2})*\.?|[A-Z]\.|[IVX]{1,5}\.|(?i:part|section|chapter"
    r"|step)\s+\d{1,2}\s*[.:–—-]?)\s+(?=[“\"(]?[A-Z])"
)
_SECTION_WORDS_LIST = """
    symptoms causes treatment treatments diagnosis prevention complications outlook prognosis overview summary
    introduction background methods results conclusion conclusions discussion definition dosage ingredients directions
    instructions method warnings warning precautions interactions contraindications references sources disclaimer tips
    tests surgery medicines medications self-care notes equipment preparation recovery aftercare risks benefits
    abstract objective signs types comments
"""
_WORDS_OF_A_SECTION = 3
_SECTION_WORDS = frozenset(_SECTION_WORDS_LIST.split())


class Line(NamedTuple):
    """A visible line: offsets in the file without the blanks around it, columns of indentation, and its text."""

    start: int
    end: int
    indent: int
    gap: bool
    """Whether an empty line, a rule or a page break stands before it."""
    quoted: bool
    text: str
    underline: str = ""
    """The character of the rule right below it, if one is there."""


def lines_of(text: str, start: int = 0) -> list[Line]:
    """Return the visible lines of a text from an offset on; only CR, LF, CRLF and form feeds end a line."""
    lines: list[Line] = []
    end, gap = start, True
    for match in _LINE.finditer(text, start):
        first, last = match.span()
        gap = gap or text[end:first] not in _ONE_LINE_END
        end = last
        line = _line(match.group(), first, gap=gap)
        if line is None:
            gap = True
            continue
        if _RULE.fullmatch(line.text):
            if lines and not gap and _underlines(line, lines[-1]):
                lines[-1] = lines[-1]._replace(underline=line.text[0])
            gap = True
            continue
        lines.append(line)
        gap = False
    return lines


def _line(text: str, first: int, *, gap: bool) -> Line | None:
    body = text.lstrip(INVISIBLE)
    lead = len(text) - len(body)
    indent = lead if "\t" not in text[:lead] else len(text[:lead].expandtabs(4))
    start, quoted = first + lead, False
    if body[:1] == ">":
        match = _QUOTE.match(body)
        inner = body[match.end() :].lstrip(INVISIBLE) if match else ""
        if match and not inner[:1].isdigit() and not inner.startswith(("=", "<")):  # “> 65 years” is a comparison
            start, quoted = start + len(body) - len(inner), True
            body, indent = inner, len(body) - len(inner) - match.end()
    body = body.rstrip(INVISIBLE)
    return Line(start, start + len(body), indent, gap, quoted, body) if body else None


def _underlines(rule: Line, line: Line) -> bool:
    """Tell whether a rule is the underline of the line above: about as long, and of `=`, `-` or `~`."""
    if rule.text[0] not in "=-~" or " " in rule.text or not line.gap or line.text[-1] in ".,;":
        return False
    return len(line.text) <= min(120, 2 * len(rule.text))


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends with a mark that ends a sentence or leads to a list."""
    return text[-1:] in ".!?:;…" or _SENTENCE_END.search(text[-6:]) is not None


def wrap_width(lines: Sequence[Line]) -> int:
    """Return the width (columns) at which a text was wrapped by hand or by a mail program, or 0 if it was not.

    A line was wrapped where the first word of the next would not have fitted.
    """
    pairs = [(line, after) for line, after in pairwise(lines[:_SAMPLE]) if not after.gap]
    if not pairs:
        return 0
    lengths = sorted(len(line.text) + line.indent for line, _ in pairs)
    width = lengths[(len(lengths) * 9) // 10 if len(lengths) > 1 else 0]
    if width < 40:
        return 0
    wrapped = sum(
        is_wrapped(line, after, width) and not ends_sentence(line.text) and not after.text[0].isupper()
        for line, after in pairs
    )
    return width if 2 * wrapped >= len(pairs) else 0


def is_wrapped(line: Line, after: Line, width: int) -> bool:
    """Tell whether a line ends where it does because the next word would not have fitted into `width` columns."""
    if not width or len(after.text) + after.indent > width * 1.15 + 3:
        return False
    room = width - len(line.text) - line.indent  # for a blank and the next word
    if room <= 1:
        return True
    blank = after.text.find(" ", 0, room)
    return blank < 0 and len(after.text) >= room


def is_label(text: str) -> bool:
    """Tell whether a short line stands for itself whatever is around it: a byline, a date, “Comments”."""
    return len(text) <= 200 and _is_label(text)


@lru_cache(maxsize=8192)
def _is_label(text: str) -> bool:
    return label_of(text) is not None or is_credit_block(text) or is_dated_line(text) or is_navigation(text)


def is_caption(text: str) -> bool:
    """Tell whether a line is the caption of a figure or a table: “Figure 1. The knee”."""
    return len(text) <= 300 and _CAPTION.match(text) is not None


def is_prose(text: str) -> bool:
    """Tell whether a line looks like (the start of) a paragraph, and not like a label, a name or an address."""
    if not (text[0].isalnum() or text[0] in "“\"‘'("):
        return False
    return (
        len(text) >= 60 or (text.count(" ") >= 4 and ends_sentence(text)) or (text.count(" ") >= 2 and text[-1] in ".!")
    )


def section_level(text: str) -> int:
    """Return the level that the number of a heading gives (`2` → 2, `2.1` → 3), or 0 without a number."""
    match = _SECTION_NUMBER.match(text)
    if not match:
        return 0
    return min(6, 2 + match["number"].rstrip(".").count("."))


def heading_strength(text: str) -> int:
    """Return how much a line looks like a heading: 0 not at all, 1 could be, 2 does, 3 is nothing else."""
    if len(text) > 140 or text.count(" ") >= 20 or text[-1] in ".,;…":
        return 0
    return _heading_strength(text)


@lru_cache(maxsize=8192)
def _heading_strength(text: str) -> int:
    if OPAQUE in text or _is_refused(text):
        return 0
    number = _SECTION_NUMBER.match(text)
    bare = text[number.end() :] if number else text
    if text[-1] == "?" and _QUESTION.match(text):
        return 2
    if not bare[:1].isdigit() and not bare.lstrip("“\"'‘(¿")[:1].isupper() and not bare[:1].isupper():
        return 0
    return max(_strength(bare, bare.count(" ") + 1), 3 if number and "." in number["number"].rstrip(".") else 0)


def names_section(text: str) -> bool:
    """Tell whether a short line begins or ends with the name that sections of articles have: “Home treatment”."""
    words = text.lower().split()
    return len(words) <= _WORDS_OF_A_SECTION and not {words[0], words[-1]}.isdisjoint(_SECTION_WORDS)


def could_be_title(text: str) -> bool:
    """Tell whether a line without a capital could be the title of a file."""
    return (
        len(text) <= 80 and text.count(" ") < 8 and text[0].islower() and text[-1].isalnum() and not _is_refused(text)
    )


def _is_refused(text: str) -> bool:
    return (
        text[0] in "-–—*|<{[†‡§"
        or _NOT_HEADING.match(text) is not None
        or _FULL_STOP_INSIDE.search(text) is not None
        or (text[0] in '“"' and text[-1] in '”"' and text.count(" ") > 5)
        or (text.count(" ") > 0 and (is_credit_block(text) or ("," in text and is_signature(text))))
        or is_thread_line(text)
        or is_navigation(text)
    )


def _strength(text: str, words: int) -> int:
    letters = _ALPHA.findall(text)
    if not letters:
        return 0
    is_capital = text.isupper() and (len(letters) > 1 or len(letters[0]) >= 4)
    is_title = len(letters) > 1 and _is_title_case(letters)
    if text[-1] == ":":
        is_section = words <= 3 and {letters[0].lower(), letters[-1].lower()} <= _SECTION_WORDS
        return 2 * (is_section or is_capital or (is_title and words <= 4) or label_of(text) is not None)
    if text[-1] == "?":
        return 2 * (words <= 16)
    if is_capital or is_title:
        return 3 if is_capital and words <= 14 else 2 * (words <= 16)
    is_value = words <= 4 and _LABELLED_VALUE.match(text) is not None
    return int(words <= (8 if text[-1] == "!" else 12) and not is_value and text.lower() not in _SMALL_WORDS)


def _is_title_case(words: list[str]) -> bool:
    heavy = [word for word in words if word.lower() not in _SMALL_WORDS]
    return (
        bool(heavy)
        and sum(word[0].isupper() for word in heavy) >= 0.8 * len(heavy)
        and (len(heavy) > 1 or len(words) > 2)
    )
