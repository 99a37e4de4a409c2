"""Reads the fields of an article: front matter, meta tags, bylines that the markup names. Any shape, none raises."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from healthlint.document.article import Article, Dated, Person, ProseSpan
from healthlint.document.metadata.bylines import credits_in
from healthlint.document.metadata.dates import iso_date
from healthlint.document.metadata.people import Named, people
from healthlint.document.source import SourceSpan
from healthlint.patterns import regex

_AUTHOR = regex(
    r"(?:authors?|by|writers?|written_?by|byline|post_?author|contributors?|meta:(?:article:)?author|meta:(?:dc"
    r"|dcterms)\.creator|meta:citation_author|meta:parsely-author|meta:sailthru\.author)"
)
_REVIEWER = regex(
    r"(?:\w+?_?)?review(?:er|ers|ed_?by|ers_?names?)|(?:fact_?|clinically_?|medically_?|expert_?)?(?:check|verifi"
    r"|approv)(?:ed|er)_?(?:by)?|fact_?checkers?|meta:(?:medical-?)?review(?:er|ed-?by)|meta:reviewedby",
)
_EVENTS = (
    (
        "reviewed",
        regex(
            r"(?:last_?|date_?|medically_?|clinically_?|medical_?)*review(?:ed)?(?:_?(?:date|on|at))?"
            r"|meta:(?:dcterms\.)?(?:last-?)?review(?:ed)?(?:-?date)?|meta:medical-review-date"
            r"|(?:last_?)?checked(?:_?(?:date|on))?"
        ),
    ),
    (
        "updated",
        regex(
            r"(?:last_?|date_?)*(?:updated?|mod(?:ified)?|revised)(?:_?(?:date|on|at|time))?"
            r"|meta:(?:article:modified_time|og:updated_time|last-modified|(?:dcterms|dc)\.(?:date\.)?modified"
            r"|datemodified|revised|modified|updated_time)"
        ),
    ),
    (
        "published",
        regex(
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
#: Fields that only hold others.
_CONTAINERS = frozenset({"params", "extra", "metadata", "meta", "seo", "page", "article", "frontmatter", "data"})
#: What some write for nobody.
_NOBODY = frozenset({"no", "none", "false", "null", "n/a", "na", "true", "yes", "-", "tbd", "unknown"})
_LANGUAGE = regex(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_BY = regex(r"\s*by\b:?\s+", re.IGNORECASE)
#: A block of a byline ends here, and what it says; “by” goes on into the next.
_BLOCK_END = regex(r"(?<!\b[Bb]y)(?<![:,–—-])\n(?=[A-Z\d])")
#: A field longer than this is no byline (characters).
_LONGEST = 2_000


class Found(Struct):
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


class _Words(Struct, frozen=True):
    """The words of a field. Where readers see them, they stand in the prose of `article` from `start` on."""

    text: str
    place: SourceSpan | None
    article: Article | None = None
    start: int = 0

    def at(self, start: int, end: int) -> SourceSpan | None:
        """Return where some of the words stand, by their offsets; else where the field does."""
        if self.article is None:
            return self.place
        return self.article.to_source(ProseSpan(self.start + start, self.start + end))


def from_fields(found: Found, article: Article, language: str | None) -> None:
    """Take the fields of front matter and those that the markup names: `author`, `reviewed_by`, `lastmod`."""
    fields = {
        name: value
        for name, value in article.metadata.fields.items()
        if not name.startswith("meta:") and name != "json-ld"
    }
    for name, value in fields.items():
        _from_field(found, _key(name), value, _seen(article, name, value), language)
    for name, inner, value in nested(fields):
        _from_field(found, _key(inner), value, _Words("", article.metadata.places.get(name)), language)


def nested(fields: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Yield the fields that front matter holds one level down, as Hugo's `params` does: outer name, name, value."""
    for name, value in fields.items():
        if name in _CONTAINERS and isinstance(value, dict):
            yield from ((name, str(inner).lower(), what) for inner, what in value.items())


def _key(name: str) -> str:
    return name.replace("-", "_").replace(" ", "_")


def from_tags(found: Found, article: Article, language: str | None) -> None:
    """Take the meta tags of a page, such as `article:published_time`."""
    for name, value in article.metadata.fields.items():
        if name.startswith("meta:"):
            _from_field(found, name, value, _Words("", article.metadata.places.get(name)), language)


def _seen(article: Article, name: str, value: Any) -> _Words:  # noqa: ANN401 -- front matter holds anything
    """Return the words of a field in the prose, if the very words are there."""
    place = article.metadata.places.get(name)
    span = article.to_prose(place) if place and isinstance(value, str) else None
    words = article.prose[span.start : span.end] if span else ""
    bare = words.strip()
    if span is None or bare.split() != value.split():
        return _Words("", place)
    text = _BLOCK_END.sub("|", bare).replace("\n", " ")
    return _Words(text, place, article, span.start + words.index(bare))


def _from_field(found: Found, key: str, value: Any, words: _Words, language: str | None) -> None:  # noqa: ANN401 -- front matter holds anything
    for event, pattern in _EVENTS:
        if pattern.fullmatch(key):
            day = value.get("date") if isinstance(value, dict) else value
            found.date(event, _text(day) or "", words.place, language)
            return
    role = "author" if _AUTHOR.fullmatch(key) else "reviewer" if _REVIEWER.fullmatch(key) else None
    if role and words.text:
        _from_words(found, role, words, language)
    elif role:
        _from_makers(found, role, value, words.place, language)


def _from_makers(found: Found, role: str, value: Any, place: SourceSpan | None, language: str | None) -> None:  # noqa: ANN401 -- front matter holds anything
    """Take a field that names people: text, a list of them, or objects with a name and more."""
    for one in value[:50] if isinstance(value, list | tuple) else [value]:
        if isinstance(one, dict):
            person = _from_object({str(key).lower(): inner for key, inner in one.items()}, place)
            found.add(role, [person] if person else [])
        elif isinstance(one, str | int | float) and str(one).strip().lower() not in _NOBODY:
            _from_words(found, role, _Words(" ".join(str(one).split()), place), language)


def _from_words(found: Found, role: str, words: _Words, language: str | None) -> None:
    """Take a text that names people, as a byline does or with nothing but names."""
    text = words.text
    said = credits_in(text, language) if role == "author" and 0 < len(text) <= _LONGEST else []
    for offset, credit in said:
        found.add(credit.role or role, [_person(named, words, offset) for named in credit.people])
        if credit.event and credit.date:
            place = words.at(offset + credit.date.start, offset + credit.date.end)
            found.date(credit.event, credit.date.iso, place, language)
    if text and not said and "://" not in text:
        by = _BY.match(text)
        first = by.end() if by else 0
        found.add(role, [_person(named, words, first) for named in people(text[first:].replace("|", ","))])


def _person(named: Named, words: _Words, offset: int) -> Person:
    return Person(named.name, named.credentials, words.at(offset + named.start, offset + named.end))


def _each(value: Any) -> Iterable[Any]:  # noqa: ANN401 -- front matter holds anything
    return value[:20] if isinstance(value, list | tuple) else (value,)


def _from_object(value: dict[str, Any], place: SourceSpan | None) -> Person | None:
    name = _text(value.get("name") or value.get("display_name") or value.get("full_name"))
    if not name:
        return None
    named = people(name)
    more = [_text(one) for key in _CREDENTIAL_KEYS for one in _each(value.get(key))]
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
