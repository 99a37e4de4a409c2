"""Tells blocks that speak of the making of a text, and of nothing else, from its prose."""

from __future__ import annotations

from functools import lru_cache

from healthlint.document.metadata.byline_patterns import (
    ACT,
    COUNTER,
    CREDIT,
    DATE_LABEL,
    FIRST_WORDS,
    HINT,
    IMPRINT,
    LABEL_ALONE,
    NEXT_REVIEW,
    NUMBERS,
)
from healthlint.document.metadata.bylines import (
    LONGEST,
    are_topics,
    credit,
    ends,
    has_degree,
    is_lone_name,
    is_someone,
    statements,
)
from healthlint.document.metadata.people import people

_LONGEST_TOPIC = 40
_LONGEST_VALUE = 120


def is_credit_block(text: str) -> bool:
    """Tell whether a block is about the making of the text and nothing else: byline, dates, photo credit, imprint."""
    if len(text) > LONGEST or not _could_credit(text):
        return False
    has_credit = False
    has_parts = any(mark in text for mark in "|·•")
    for start, end in statements(text):
        statement = text[start:end]
        if credit(statement) or CREDIT.match(statement) or NEXT_REVIEW.match(statement) or is_dated_label(statement):
            has_credit = True
        elif not (_is_beside_credit(statement) or (has_parts and _is_topic(statement))):
            return False
    return has_credit


def _is_beside_credit(statement: str) -> bool:
    return bool(IMPRINT.match(statement) or COUNTER.fullmatch(statement)) or is_lone_name(statement)


def _is_topic(statement: str) -> bool:
    """Tell whether a part between bars is a category or a place: `Nutrition, Sleep`."""
    return len(statement) <= _LONGEST_TOPIC and are_topics(statement)


def _could_credit(text: str) -> bool:
    """Tell by its first word whether a block could be a credit: most paragraphs are told from bylines here."""
    first = text.partition(" ")[0].strip(":,.()").lower()
    is_known = first in FIRST_WORDS or first[:1].isdigit() or text.startswith(("©", "("))
    return (is_known and HINT.search(text) is not None) or "|" in text or "·" in text or "•" in text


def is_dated_label(text: str) -> bool:
    """Tell whether a statement is a label and its date, be it one that cannot be read: “Last reviewed: 05/08/2023”."""
    match = DATE_LABEL.match(text)
    if match is not None and text[match.end() : match.end() + 1].isdigit():
        return True
    match = ACT.match(text)
    return match is not None and NUMBERS.fullmatch(text, match.end()) is not None


@lru_cache(maxsize=1024)
def is_label_of(label: str, value: str) -> bool:
    """Tell whether a block is the label of a byline whose name or date is the next block: `Reviewed by`, `Jane Doe`."""
    if len(label) > _LONGEST_TOPIC or len(value) > _LONGEST_VALUE or not LABEL_ALONE.fullmatch(label):
        return False
    statement = labelled(label, value)
    said = credit(statement)
    if said is None or not all(map(is_someone, said.people)):
        return False
    last = max((part.end for part in (*said.people, said.date) if part), default=0)
    return last > 0 and ends(statement, last)


def labelled(label: str, value: str) -> str:
    """Return a label and its value as one statement, as long as both with one character between."""
    return f"{label} {value}" if label.endswith(":") else f"{label}:{value}"


def is_signature(text: str) -> bool:
    """Tell whether a short block is a name with a degree and nothing else: `Jane Doe, MD, PhD`."""
    if len(text) > 120 or " " not in text or text[-1:] in "?!:":
        return False
    named = people(text)
    return (
        bool(named)
        and all(one.is_personal and has_degree(one) for one in named)
        and named[-1].end >= len(text.rstrip(" ."))
    )
