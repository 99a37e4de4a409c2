"""Tells from words alone who wrote and who checked a text, and when: bylines, review lines, dates, credits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from healthlint.document.metadata.byline_patterns import (
    ACT,
    AUTHOR_LABEL,
    BY,
    CLAUSE,
    CLOCK,
    COUNTER,
    DATE_LABEL,
    DETAIL,
    DETAIL_WORDS,
    FILED,
    GENERIC,
    NEXT_REVIEW,
    NO_NAME,
    PEOPLE_END,
    PERSON_FIRST_WORD,
    REVIEWER_LABEL,
    SIGNED,
    STATEMENT_END,
    VERBS,
)
from healthlint.document.metadata.dates import Found, find_dates
from healthlint.document.metadata.people import Named, is_degree, people

#: A byline is no longer than this (characters).
LONGEST = 400


class Credit(NamedTuple):
    """What a statement says: `role` (author, reviewer) of `people`, `event` (published, updated, reviewed) on `date`.

    The offsets in `people` and `date` are characters of the statement.
    """

    role: str | None
    people: tuple[Named, ...]
    event: str | None
    date: Found | None


def statements(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the sentences and the parts between bars and bullets of a byline begin and end."""
    start = 0
    for end in STATEMENT_END.finditer(text):
        if end.start() > start:
            yield start, end.start()
        start = end.end()
    if start < len(text):
        yield start, len(text)


def credit(statement: str, language: str | None = None) -> Credit | None:
    """Return what one statement says of who wrote or checked the text and when, or None."""
    if len(statement) > LONGEST or NEXT_REVIEW.match(statement):
        return None
    for read in (_labelled, _acted, _plain_by, _filed, _dated_first, _signed):
        found = read(statement, language)
        if found:
            return found
    return None


def credits_in(text: str, language: str | None = None) -> list[tuple[int, Credit]]:
    """Return what a block says of its makers: the offset of each statement (characters), and what it says."""
    found = ((start, credit(text[start:end], language)) for start, end in statements(text))
    said = [(start, one) for start, one in found if one]
    first = next(statements(text), (0, 0))
    if (
        said
        and said[0][0] > 0
        and said[0][1].date
        and not any(one.role == "author" for _, one in said)
        and is_lone_name(text[slice(*first)])
    ):
        said.insert(0, (0, Credit("author", tuple(people(text[slice(*first)])), None, None)))
    return said


def has_degree(one: Named) -> bool:
    """Tell whether somebody is named with a degree, or as a doctor or a nurse."""
    return any(is_degree(word) or PERSON_FIRST_WORD.match(word + " ") for word in one.credentials)


def _labelled(text: str, language: str | None) -> Credit | None:
    """Read `Author: …`, `Medical reviewer: …`, `Date: …`."""
    for label, role, event in ((AUTHOR_LABEL, "author", "published"), (REVIEWER_LABEL, "reviewer", "reviewed")):
        match = label.match(text)
        if match:
            date = _date_at(text, match.end(), language)
            is_sure = "review:" not in match.group().lower()  # “Review: …” heads an opinion, too
            named = () if date else _people_at(text, match.end(), anyone=is_sure)
            date = _date_near(text, named[-1].end, language) if named else date
            return Credit(role if named else None, named, event if date else None, date) if named or date else None
    match = DATE_LABEL.match(text)
    if match:
        date = _date_at(text, match.end(), language)
        return Credit(None, (), match.lastgroup, date) if date else None
    return None


def _acted(text: str, language: str | None) -> Credit | None:
    """Read `Written by …`, `Medically reviewed by … on …`, `Last updated 3 May 2024`, `Published …, updated …`."""
    match = ACT.match(text)
    if not match:
        return None
    event = next(name for name, _ in VERBS if match[name])
    is_approved = match[event].lower() == "approved"
    event = "reviewed" if event == "updated" and "review" in match["also"].lower() else event
    date = _date_at(text, match.end(), language)
    by = BY.match(text, _after(text, date.end) if date else match.end())
    if not by:
        return Credit(None, (), event, date) if date and ends(text, date.end) else None
    named = _people_at(text, by.end(), anyone=event == "published")
    if not named or (is_approved and not named[0].is_personal and not has_degree(named[0])):
        return None
    date = date or _date_near(text, named[-1].end, language)
    role = {"reviewed": "reviewer", "published": "author"}.get(event)
    if event == "updated" and match[event].lower() != "edited" and has_degree(named[0]):
        role = "reviewer"
    return Credit(role, named if role else (), event if date else None, date)


def _plain_by(text: str, language: str | None) -> Credit | None:
    """Read `By Jane Doe, MD`; what follows the names must be credentials, a date, or nothing."""
    match = BY.match(text)
    if not match:
        return None
    named = _people_at(text, match.end(), anyone=False)
    if not named:
        return None
    date = _date_near(text, named[-1].end, language)
    end = date.end if date else named[-1].end
    if not ends(text, end):
        return None
    return Credit("author", named, "published" if date else None, date)


def _filed(text: str, language: str | None) -> Credit | None:
    """Read the line under the title of a blog: `In All, Diet, Symptoms by Jane Doe1 Comment`."""
    match = FILED.match(text)
    if not match or len(text) > LONGEST or not are_topics(match["topics"]):
        return None
    named = _people_at(text, match.end(), anyone=False)
    if not named or not ends(text, named[-1].end):
        return None
    date = _date_near(text, named[-1].end, language)
    return Credit("author", named, "published" if date else None, date)


def _dated_first(text: str, language: str | None) -> Credit | None:
    """Read `3 May 2024` and `May 3, 2024 by Jane Doe`."""
    if len(text) > 150:
        return None
    weekday = re.match(
        r"(?:(?:on\s+)?(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?", text, re.IGNORECASE
    )
    date = _date_at(text, weekday.end() if weekday else 0, language)
    if not date:
        return None
    by = BY.match(text, _after(text, date.end))
    named = _people_at(text, by.end(), anyone=False) if by else ()
    end = named[-1].end if named else date.end
    if not ends(text, end) or not (named or _is_detail(text[date.end :])):
        return None
    return Credit("author" if named else None, named, "published", date)


def _signed(text: str, language: str | None) -> Credit | None:  # noqa: ARG001 -- one of the readers of a statement
    """Read the name under a letter: `Yours sincerely, Jane Doe, RN`."""
    match = SIGNED.match(text)
    named = _people_at(text, match.end(), anyone=False) if match else ()
    return Credit("author", named, None, None) if named else None


def _people_at(text: str, start: int, *, anyone: bool) -> tuple[Named, ...]:
    """Return the names that begin at an offset; `anyone` takes single and lower-case names too."""
    stop = PEOPLE_END.search(text, start + 1)
    end = min(stop.start() if stop else len(text), start + 300)
    named = people(text[start:end].rstrip(" ,;:"))
    if not named or not (is_someone(named[0]) or (anyone and _is_label_name(named[0]))):
        return ()
    return tuple(one._replace(start=one.start + start, end=one.end + start) for one in named)


def is_someone(one: Named) -> bool:
    """Tell whether a name can be that of a maker of the text: a full name, a body, “the editorial team”."""
    if has_degree(one) or GENERIC.fullmatch(one.name):
        return True
    first = one.name.split()[0].lower()
    if first in NO_NAME and first != "the":
        return False
    return one.is_personal or _is_body(one.name)


def _is_body(name: str) -> bool:
    words = name.removeprefix("the ").split()
    return 2 <= len(words) <= 6 and all(
        word[:1].isupper() or word in {"of", "and", "the", "for", "&"} for word in words
    )


def _is_label_name(one: Named) -> bool:
    """Tell whether this can be a name after `Author:` or `Posted by`: it begins with a capital."""
    return one.name[0].isupper() and len(one.name.split()) <= 8


def are_topics(text: str) -> bool:
    """Tell whether this is a list of categories: names with capitals between commas."""
    words = text.replace("&", "and").split()
    return all(word[:1].isupper() or word.lower() in {"and", "of", "the", "for"} for word in words)


def _date_at(text: str, start: int, language: str | None) -> Found | None:
    """Return the date that stands right at an offset."""
    found = next(find_dates(text[start : start + 60], language), None)
    before = CLOCK.sub("", " " + text[start : start + found.start]) if found else ""
    if not found or before.strip(" ,:-–—(").lower() not in {"", "on", "at"}:
        return None
    return Found(start + found.start, start + found.end, found.iso)


def _date_near(text: str, start: int, language: str | None) -> Found | None:
    """Return the next date after an offset, no further than a few words away."""
    found = next(find_dates(text[start : start + 80], language), None)
    return Found(start + found.start, start + found.end, found.iso) if found else None


def _after(text: str, offset: int) -> int:
    match = re.compile(r"[\s,|·•–—-]*").match(text, offset)
    return match.end() if match else offset


def ends(text: str, offset: int) -> bool:
    """Tell whether the statement ends here, or goes on with a detail of the byline."""
    clock = CLOCK.match(text, offset)
    rest = text[clock.end() if clock else offset :].lstrip(")")
    if CLAUSE.match(rest):
        return False
    return not rest.strip(" .") or DETAIL.match(rest) is not None or COUNTER.fullmatch(rest.strip(" .|")) is not None


def _is_detail(rest: str) -> bool:
    """Tell what a byline adds to a date (“, London”, “– 4 min read”) from the rest of a sentence."""
    words = [word.strip(".,;:()") for word in rest.split()]
    return rest[-1:] != ":" and all(word in DETAIL_WORDS or not word[:1].islower() for word in words)


def is_lone_name(text: str) -> bool:
    """Tell whether a text is one full name and nothing else."""
    named = people(text) if len(text) <= 80 else []
    return len(named) == 1 and is_someone(named[0]) and named[0].is_personal and named[0].end >= len(text.rstrip(" .|"))
