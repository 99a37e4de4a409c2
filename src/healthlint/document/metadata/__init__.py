"""Collects what an article says of itself: title, makers, dates; from fields, tags, JSON-LD and bylines in the text."""

from __future__ import annotations

from msgspec.structs import replace

from healthlint.document.article import Article, BlockKind, Metadata
from healthlint.document.metadata import json_ld
from healthlint.document.metadata.fields import Found, first, from_fields, from_tags, language_of, nested
from healthlint.document.metadata.prose import OTHERS, from_prose
from healthlint.document.source import SourceSpan

_TITLE_KEYS = ("title", "meta:og:title", "meta:dc.title", "meta:dcterms.title", "meta:twitter:title")
_DESCRIPTION_KEYS = (
    *("description", "summary", "excerpt", "abstract", "meta:description", "meta:og:description"),
    *("meta:dc.description", "meta:dcterms.description", "meta:twitter:description"),
)
_LANGUAGE_KEYS = (
    "lang",
    "language",
    "locale",
    "meta:language",
    "meta:content-language",
    "meta:dc.language",
    "meta:og:locale",
)
_PUBLISHER_KEYS = ("publisher", "site_name", "meta:publisher", "meta:dc.publisher", "meta:og:site_name")


def collect(article: Article) -> Metadata:
    """Return what an article says of itself. Fields go before JSON-LD, that before meta tags, these before the text.

    Nothing is guessed: a date that could be two dates is none, and a year beside © is none either.
    """
    fields, places = article.metadata.fields, article.metadata.places
    linked = json_ld.read(fields.get("json-ld"), places.get("json-ld"))
    language = language_of(first(fields, _LANGUAGE_KEYS) or linked.values.get("inLanguage"))
    found = Found()
    from_fields(found, article, language)
    _from_linked(found, linked, places.get("json-ld"), language)
    from_tags(found, article, language)
    from_prose(found, article, language)
    return replace(
        article.metadata,
        title=_title(article, linked),
        description=_description(article, linked),
        language=language,
        authors=tuple(found.authors),
        reviewers=tuple(found.reviewers),
        publisher=first(fields, _PUBLISHER_KEYS[:1])
        or linked.values.get("publisher")
        or first(fields, _PUBLISHER_KEYS[1:]),
        published=found.dates.get("published"),
        updated=found.dates.get("updated"),
        reviewed=found.dates.get("reviewed"),
    )


def _description(article: Article, linked: json_ld.PageData) -> str | None:
    fields = article.metadata.fields
    within = {name: value for _, name, value in nested(fields)}
    return first(fields, _DESCRIPTION_KEYS) or linked.values.get("description") or first(within, _DESCRIPTION_KEYS[:4])


def _from_linked(found: Found, linked: json_ld.PageData, place: SourceSpan | None, language: str | None) -> None:
    found.add("author", linked.authors)
    found.add("reviewer", linked.reviewers)
    for event, key in (("published", "datePublished"), ("updated", "dateModified"), ("reviewed", "lastReviewed")):
        found.date(event, linked.values.get(key, ""), place, language)


def _title(article: Article, linked: json_ld.PageData) -> str | None:
    fields = article.metadata.fields
    title = first(fields, _TITLE_KEYS[:1])
    if title:
        return title
    block = next((block for block in article.blocks if block.kind is BlockKind.TITLE), None)
    if block:
        return article.text(block)
    said = first(fields, _TITLE_KEYS[1:]) or linked.values.get("headline")
    return said or _headline(article)


def _headline(article: Article) -> str | None:
    """Return the first heading of level 1, else the first heading of the text."""
    headings = [block for block in article.blocks if block.kind is BlockKind.HEADING and OTHERS.isdisjoint(block.zone)]
    first = next((block for block in headings if block.level == 1), headings[0] if headings else None)
    return article.text(first) if first else None
