"""Reads dates as people write them, to ISO 8601 text; what is ambiguous is not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from healthlint.patterns import regex

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH_NUMBERS = {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
#: The name of a month, as a pattern that ignores case.
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:19|20)\d\d"
_ISO = rf"(?P<iy>{_YEAR})-(?P<im>\d\d)(?:-(?P<id>\d\d))?(?![-\d])"
_SLASHED = rf"(?P<sy>{_YEAR})/(?P<sm>\d\d?)/(?P<sd>\d\d?)"
_DOTTED = rf"(?P<dd>\d\d?)\.(?P<dm>\d\d?)\.(?P<dy>{_YEAR})"
_NUMERIC = rf"(?P<na>\d\d?)(?P<sep>[/-])(?P<nb>\d\d?)(?P=sep)(?P<ny>{_YEAR})"
_DAY_FIRST = rf"(?P<wd>\d\d?)(?:st|nd|rd|th)?(?:\s+of)?[\s-](?P<wm>{MONTH})[\s,-]{{1,3}}(?P<wy>{_YEAR})"
_MONTH_FIRST = rf"(?P<mm>{MONTH})(?:\s(?P<md>\d\d?)(?:st|nd|rd|th)?)?(?:,|\sof)?\s(?P<my>{_YEAR})"
_DATE = regex(
    rf"(?<![\w/.-])(?:{_ISO}(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?|{_SLASHED}|{_DOTTED}|{_NUMERIC}|{_DAY_FIRST}"
    rf"|{_MONTH_FIRST})(?![\w/])",
    re.IGNORECASE,
)
_BARE_YEAR = regex(rf"\s*({_YEAR})\s*")
#: Where a date says day and month by number, these tags say which comes first; `en` alone, or `en-CA`, does not.
_MONTH_FIRST_TAGS = {"en-us", "en-ph"}
_DAY_FIRST_TAGS = {"en-gb", "en-uk", "en-ie", "en-au", "en-nz", "en-in", "en-za", "en-sg", "en-hk", "en-mt"}
_LONGEST = 40


class Found(NamedTuple):
    """A date in a text: where it stands (characters), and the date as ISO 8601 text."""

    start: int
    end: int
    iso: str


def find_dates(text: str, language: str | None = None) -> Iterator[Found]:
    """Yield the dates in a text, in order. `language` is a tag such as `en-GB`, which settles `03/05/2024`."""
    for match in _DATE.finditer(text):
        iso = _iso(match, language)
        if iso:
            yield Found(match.start(), match.end(), iso)


def iso_date(text: str, language: str | None = None) -> str | None:
    """Return the first date of a field as ISO 8601 text (`2024`, `2024-05` or `2024-05-01`), or None."""
    year = _BARE_YEAR.fullmatch(text[:_LONGEST])
    if year:
        return year.group(1)
    first = next(find_dates(text[:200], language), None)
    return first.iso if first else None


def _iso(match: re.Match[str], language: str | None) -> str | None:
    part = match.groupdict()
    if part["iy"]:
        return _valid(part["iy"], part["im"], part["id"])
    if part["sy"]:
        return _valid(part["sy"], part["sm"], part["sd"])
    if part["dy"]:
        return _valid(part["dy"], part["dm"], part["dd"])
    if part["wy"]:
        return _valid(part["wy"], _month(part["wm"]), part["wd"])
    if part["my"]:
        return _valid(part["my"], _month(part["mm"]), part["md"])
    return _numeric(part["na"], part["nb"], part["ny"], language)


def _numeric(first: str, second: str, year: str, language: str | None) -> str | None:
    """Read day and month in the only order that fits, or in the order of the language."""
    if first == second or int(first) > 12:
        return _valid(year, second, first)
    if int(second) > 12:
        return _valid(year, first, second)
    tag = (language or "").lower().replace("_", "-")
    if tag in _MONTH_FIRST_TAGS:
        return _valid(year, first, second)
    return _valid(year, second, first) if tag in _DAY_FIRST_TAGS else None


def _month(name: str) -> str:
    return str(_MONTH_NUMBERS[name[:3].lower()])


def _valid(year: str, month: str, day: str | None) -> str | None:
    try:
        found = date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return found.isoformat() if day else found.isoformat()[:7]
