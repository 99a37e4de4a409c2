"""Reads the fields of an article: front matter, meta tags, bylines that the markup names. Any shape, none raises."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from healthlint.document.article import Dated, Person
from healthlint.document.bylines import credits_in
from healthlint.document.dates import iso_date
from healthlint.document.people import people
from healthlint.document.source import SourceSpan

_AUTHOR = re.compile(
    r"(?:authors?|by|writers?|written_?by|byline|post_?author|contributors?|meta:(?:article:)?author|meta:(?:dc"
    r"|dcterms)\.creator|meta:citation_author|meta:parsely-author|meta:sailthru\.author)"
)
_REVIEWER = re.compile(
    r"(?:\w+?_?)?review(?:er|ers|ed_?by|ers_?names?)|(?:fact_?|clinically_?|medically_?|expert_?)?(?:check|verifi"
    r"|approv)(?:ed|er)_?(?:by)?|fact_?checkers?|meta:(?:medical-?)?review(?:er|ed-?by)|meta:reviewedby",
)
_EVENTS = (
    (
        "reviewed",
        re.compile(
            r"(?:last_?|date_?|medically_?|clinically_?|medical_?)*review(?:ed)?(?:_?(?:date|on|at))?"
            r"|meta:(?:dcterms\.)?(?:last-?)?review(?:ed)?(?:-?date)?|meta:medical-review-date"
            r"|(?:last_?)?checked(?:_?(?:date|on))?"
        ),
    ),
    (
        "updated",
        re.compile(
            r"(?:last_?|date_?)*(?:updated?|mod(?:ified)?|revised)(?:_?(?:date|on|at|time))?"
            r"|meta:(?:article:modified_time|og:updated_time|last-modified|(?:dcterms|dc)\.(?:date\.)?modified"
            r"|datemodified|revised|modified|updated_time)"
        ),
    ),
    (
        "published",
        re.compile(
            r"(?:first_?|date_?)*(?:publish(?:ed)?|pub|publication|posted|created)(?:_?(?:date|on|at|time))?|date"
            r"|datum|meta:(?:article:published_time|og:published_time|date|dc\.date(?:\.issued|\.created)?"
            r"|dcterms\.(?:created|issued|date)|datepublished|citation_publication_date|citation_date|pubdate"
            r"|publish-?date|publication_date|parsely-pub-date|sailthru\.date)",
        ),
    ),
)
_CREDENTIAL_KEYS = (
    "credentials",
    "credential",
    "degree",
    "degrees",
    "qualifications",
    "suffix",
    "honorific",
    "role",
    "job_title",
    "jobtitle",
    "title",
    "position",
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_BY = re.compile(r"\s*by\b:?\s+", re.IGNORECASE)
#: A field longer than this is no byline (characters).
_LONGEST = 2_000


@dataclass(slots=True)
class Found:
    """What has been found so far; the first word on a matter stands, and later ones only add credentials."""

    authors: list[Person] = field(default_factory=list)
    reviewers: list[Person] = field(default_factory=list)
    dates: dict[str, Dated] = field(default_factory=dict)

    def add(self, role: str, persons: Iterable[Person]) -> None:
        """Add authors or reviewers; one who is known already only gains credentials."""
        known = self.authors if role == "author" else self.reviewers
        for person in persons:
            same = next(
                (index for index, one in enumerate(known[:50]) if one.name.casefold() == person.name.casefold()), None
            )
            if same is None:
                known.append(person)
            else:
                credentials = tuple(dict.fromkeys((*known[same].credentials, *person.credentials)))
                known[same] = replace(known[same], credentials=credentials)

    def date(self, event: str, text: str, place: SourceSpan | None, language: str | None) -> None:
        """Add the date in a text, said at `place`, as the day of an event (published, updated, reviewed)."""
        iso = iso_date(text, language) if event not in self.dates else None
        if iso:
            self.dates[event] = Dated(iso, place)


def from_fields(
    found: Found, fields: Mapping[str, Any], places: Mapping[str, SourceSpan], language: str | None
) -> None:
    """Take the fields of front matter and those that the markup names: `author`, `reviewed_by`, `lastmod`."""
    for name, value in fields.items():
        if not name.startswith("meta:") and name != "json-ld":
            _from_field(found, name.replace("-", "_").replace(" ", "_"), value, places.get(name), language)


def from_tags(found: Found, fields: Mapping[str, Any], places: Mapping[str, SourceSpan], language: str | None) -> None:
    """Take the meta tags of a page, such as `article:published_time`."""
    for name, value in fields.items():
        if name.startswith("meta:"):
            _from_field(found, name, value, places.get(name), language)


def _from_field(found: Found, key: str, value: Any, place: SourceSpan | None, language: str | None) -> None:  # noqa: ANN401 -- front matter holds anything
    for event, pattern in _EVENTS:
        if pattern.fullmatch(key):
            found.date(event, _text(value) or "", place, language)
            return
    role = "author" if _AUTHOR.fullmatch(key) else "reviewer" if _REVIEWER.fullmatch(key) else None
    if role:
        _from_makers(found, role, value, place, language)


def _from_makers(found: Found, role: str, value: Any, place: SourceSpan | None, language: str | None) -> None:  # noqa: ANN401 -- front matter holds anything
    """Take a field that names people: text, a list of them, or objects with a name and more."""
    for one in value[:50] if isinstance(value, list | tuple) else [value]:
        if isinstance(one, dict):
            person = _from_object({str(key).lower(): inner for key, inner in one.items()}, place)
            found.add(role, [person] if person else [])
            continue
        text = " ".join(str(one).split()) if isinstance(one, str | int | float) and not isinstance(one, bool) else ""
        said = (
            [credit for _, credit in credits_in(text, language)]
            if role == "author" and 0 < len(text) <= _LONGEST
            else []
        )
        for credit in said:
            found.add(credit.role or role, [Person(person.name, person.credentials, place) for person in credit.people])
            if credit.event and credit.date:
                found.date(credit.event, credit.date.iso, place, language)
        if text and not said and "://" not in text:
            bare = _BY.sub("", text, count=1) if _BY.match(text) else text
            found.add(role, [Person(named.name, named.credentials, place) for named in people(bare)])


def _from_object(value: dict[str, Any], place: SourceSpan | None) -> Person | None:
    name = _text(value.get("name") or value.get("display_name") or value.get("full_name"))
    if not name:
        return None
    named = people(name)
    more = [_text(value.get(key)) for key in _CREDENTIAL_KEYS]
    credentials = (*(named[0].credentials if named else ()), *(text for text in more if text))
    return Person(named[0].name if named else name, tuple(dict.fromkeys(credentials)), place)


def first(fields: Mapping[str, Any], keys: Iterable[str]) -> str | None:
    """Return the words of the first of several fields that says anything."""
    return next((text for key in keys if (text := _text(fields.get(key)))), None)


def _text(value: Any) -> str | None:  # noqa: ANN401 -- front matter holds anything
    """Return the words of a value: of a text, of the first of a list, of an object's name."""
    if isinstance(value, list | tuple):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    if value is None or isinstance(value, bool | dict | list | tuple):
        return None
    return " ".join(str(value).split()) or None


def language_of(value: str | None) -> str | None:
    """Return a language tag as RFC 5646 writes it (`en-GB`), or None for what is none."""
    tag = value.strip() if value else ""
    return tag.replace("_", "-") if _LANGUAGE.fullmatch(tag) else None
