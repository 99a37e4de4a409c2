"""Reads who wrote and checked an article, and when, from its prose: bylines, review lines, `<time>` elements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthlint.document.article import Article, Block, BlockKind, Dated, InlineKind, Person, ProseSpan, Zone
from healthlint.document.metadata.bylines import Credit, credits_in, is_signature
from healthlint.document.metadata.fields import Found
from healthlint.document.metadata.people import Named, people
from healthlint.patterns import regex

#: What a statement on the makers of a text holds, wherever in it the statement stands.
_STEMS = (
    "eviewed by",
    "hecked by",
    "ritten by",
    "osted by",
    "pproved by",
    "erified by",
    "uthored by",
    "repared by",
    "Yours",
    "Author:",
    "ast updated",
    "ast reviewed",
)
#: A block longer than this is no place for a byline (characters).
_LONGEST = 2_000
#: Where others speak, or of others.
OTHERS = {Zone.COMMENTS, Zone.QUOTE, Zone.REFERENCES, Zone.NAVIGATION, Zone.ADVERTISEMENT, Zone.CODE}
#: Nothing that is said there is said of this article. (A footer may say when the page was reviewed.)
_VOICES = OTHERS - {Zone.NAVIGATION}
_TIME_LABEL = (
    ("reviewed", regex(r"(?:review|check)\w*\W*(?:\w+\W+){0,2}$", re.IGNORECASE)),
    ("updated", regex(r"(?:updat|modif|revis|edit)\w*\W*(?:\w+\W+){0,2}$", re.IGNORECASE)),
    ("published", regex(r"(?:publish|post|creat|issu|written|date)\w*\W*(?:\w+\W+){0,3}$|^\W*$", re.IGNORECASE)),
)


def from_prose(found: Found, article: Article, language: str | None) -> None:
    """Take bylines and review lines, wherever they stand: in a block of their own or in a paragraph."""
    signed: list[Person] = []
    for block in _speaking_blocks(article):
        text = article.text(block)
        said = credits_in(text, language)
        for offset, credit in said:
            if Zone.NAVIGATION in block.zone and (credit.role == "author" or credit.event == "published"):
                continue  # the byline of another page
            persons = _placed(article, block.span.start + offset, credit)
            if text.startswith("Yours", offset):
                signed += persons
            elif credit.role:
                found.add(credit.role, persons)
            _add_date(found, article, block.span.start + offset, credit)
        if not said and block.kind is BlockKind.PARAGRAPH and Zone.META in block.zone and is_signature(text):
            found.add("author", [_person(article, block.span.start, named) for named in people(text)])
    if not found.authors:
        found.add("author", signed)
    _from_times(found, article, language)


def _speaking_blocks(article: Article) -> Iterator[Block]:
    """Yield the blocks in which the makers of the text may be named: bylines, and what holds one of the stems."""
    numbers = {
        index
        for index, block in enumerate(article.blocks)
        if Zone.META in block.zone and block.kind is not BlockKind.TITLE
    }
    for stem in _STEMS:
        at = article.prose.find(stem)
        while at >= 0:
            block = article.block_at(at)
            numbers.add(block.index)
            at = article.prose.find(stem, block.span.end)
    for number in sorted(numbers):
        block = article.blocks[number]
        size = block.span.end - block.span.start
        if size <= _LONGEST and _VOICES.isdisjoint(block.zone) and block.kind is not BlockKind.DESCRIPTION:
            yield block


def _placed(article: Article, start: int, credit: Credit) -> list[Person]:
    return [_person(article, start, named) for named in credit.people]


def _person(article: Article, start: int, named: Named) -> Person:
    place = article.to_source(ProseSpan(start + named.start, start + named.end))
    return Person(named.name, named.credentials, place)


def _add_date(found: Found, article: Article, start: int, credit: Credit) -> None:
    if credit.event and credit.date and credit.event not in found.dates:
        place = article.to_source(ProseSpan(start + credit.date.start, start + credit.date.end))
        found.dates[credit.event] = Dated(credit.date.iso, place)


def _from_times(found: Found, article: Article, language: str | None) -> None:
    """Take `<time>` elements by the words before them; one without words is the date of publication."""
    for inline in article.inlines:
        if inline.kind is not InlineKind.TIME:
            continue
        block = article.block_at(inline.span.start)
        is_byline = Zone.META in block.zone or inline.span.start - block.span.start <= 40
        if not is_byline or not OTHERS.isdisjoint(block.zone) or block.span.end - block.span.start > 300:
            continue
        before = article.prose[max(block.span.start, inline.span.start - 40) : inline.span.start]
        event = next((event for event, label in _TIME_LABEL if label.search(before)), None)
        if event:
            text = inline.target or article.prose[inline.span.start : inline.span.end]
            found.date(event, text, article.to_source(inline.span), language)
