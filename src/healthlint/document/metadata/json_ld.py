"""Reads what JSON-LD says of a page: its makers, its dates, its publisher. Any shape is taken, none raises."""

from __future__ import annotations

import html
from collections import deque
from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field

from healthlint.document.article import Person
from healthlint.document.metadata.people import Named, people
from healthlint.document.source import SourceSpan

#: Nobody describes one page with more objects than this.
_MOST = 10_000
_PAGES = (
    "article",
    "posting",
    "page",
    "report",
    "howto",
    "recipe",
    "review",
    "creativework",
    "faq",
    "guide",
    "news",
    "topic",
    "entity",
)
#: These stand inside a page's description and are pages or texts of their own.
_OTHERS = {
    "comment",
    "breadcrumblist",
    "answer",
    "question",
    "itemlist",
    "imageobject",
    "website",
    "searchaction",
    "collectionpage",
    "listitem",
}
#: What these hold is another work than the page.
_OF_OTHERS = frozenset(
    {
        *("citation", "isBasedOn", "isPartOf", "hasPart", "mentions", "about", "subjectOf", "relatedLink"),
        *("significantLink", "review", "reviews", "comment", "itemListElement", "associatedMedia", "recommendation"),
    }
)
_CREDENTIAL_KEYS = ("honorificPrefix", "honorificSuffix", "hasCredential", "jobTitle")


class PageData(Struct):
    """What the objects that describe the page say, the first word on each matter."""

    authors: list[Person] = field(default_factory=list)
    reviewers: list[Person] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    """Text of `headline`, `description`, `inLanguage`, `publisher`, `datePublished`, `dateModified`, `lastReviewed`."""


def read(objects: Any, place: SourceSpan | None = None) -> PageData:  # noqa: ANN401 -- JSON holds anything
    """Return what parsed JSON-LD says of the page; every person is said to stand at `place`."""
    nodes = list(_nodes(objects))
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    data = PageData()
    for node in nodes:
        if not _is_page(node):
            continue
        data.authors += _persons(node.get("author") or node.get("creator"), by_id, place)
        data.reviewers += _persons(node.get("reviewedBy"), by_id, place)
        publisher = next(iter(_persons(node.get("publisher"), by_id, place)), None)
        if publisher:
            data.values.setdefault("publisher", publisher.name)
        for key in ("headline", "description", "inLanguage", "datePublished", "dateModified", "lastReviewed"):
            value = _text(node.get(key))
            if value:
                data.values.setdefault(key, value)
    return data


def _nodes(objects: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 -- JSON holds anything
    """Yield the objects at the top, in `@graph`, and in the values of objects, but not those inside other texts."""
    waiting = deque([objects])
    count = 0
    while waiting and count < _MOST:
        value = waiting.popleft()
        count += 1
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            yield value
            if _types(value).isdisjoint(_OTHERS):
                waiting.extend(
                    inner for key, inner in value.items() if isinstance(inner, dict | list) and key not in _OF_OTHERS
                )


def _types(node: dict[str, Any]) -> set[str]:
    kind = node.get("@type")
    return {str(one).lower() for one in (kind if isinstance(kind, list) else [kind]) if one}


def _is_page(node: dict[str, Any]) -> bool:
    kinds = _types(node)
    return kinds.isdisjoint(_OTHERS) and any(part in kind for kind in kinds for part in _PAGES)


def _persons(value: Any, by_id: dict[str, dict[str, Any]], place: SourceSpan | None) -> Iterator[Person]:  # noqa: ANN401 -- JSON holds anything
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield from (_named(named, place) for named in people(html.unescape(one)) if "://" not in one)
        elif isinstance(one, dict):
            node = by_id.get(str(one.get("@id")), one) if "name" not in one else one
            person = _person(node, place)
            if person:
                yield person


def _named(named: Named, place: SourceSpan | None) -> Person:
    return Person(named.name, named.credentials, place)


def _person(node: dict[str, Any], place: SourceSpan | None) -> Person | None:
    name = _text(node.get("name"))
    if not name:
        return None
    is_body = any("organization" in kind for kind in _types(node))
    named = people(name)
    if is_body or len(named) != 1:
        return Person(name, (), place)
    said = [text for key in _CREDENTIAL_KEYS for text in _texts(node.get(key))]
    credentials = tuple(dict.fromkeys((*named[0].credentials, *said)))
    return Person(named[0].name, credentials, place)


def _text(value: Any) -> str | None:  # noqa: ANN401 -- JSON holds anything
    return next(iter(_texts(value)), None)


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 -- JSON holds anything
    """Yield the words of a text, of a list of texts, or of objects with a name."""
    for one in value[:20] if isinstance(value, list) else [value]:
        inner = (
            (one.get("name") or one.get("credentialCategory") or one.get("@value")) if isinstance(one, dict) else one
        )
        if isinstance(inner, str | int | float) and not isinstance(inner, bool) and str(inner).strip():
            yield " ".join(html.unescape(str(inner)).split())
