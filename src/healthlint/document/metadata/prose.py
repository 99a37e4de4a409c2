"""Reads who wrote and checked an article, and when, from its prose: bylines, review lines, `<time>` elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct, field

from healthlint.document.article import Article, Block, BlockKind, Dated, Inline, InlineKind, Person, ProseSpan, Zone
from healthlint.document.metadata.byline_patterns import REVIEW_DATE
from healthlint.document.metadata.bylines import Credit, credits_in
from healthlint.document.metadata.credit_blocks import is_label_of, is_signature, labelled
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
_LONGEST_LABEL = 40
_MOST_TAGS = 100
#: So many lines at the head of a block are parted.
_MOST_LINES = 20
#: What stands so at the end of a line goes on in the next.
_OPEN_ENDS = ("by", ":", ",", "–", "—", "-", "|")
_TIME_LABEL = (
    ("reviewed", regex(r"(?:review|check)\w*\W*(?:\w+\W+){0,2}$", re.IGNORECASE)),
    ("updated", regex(r"(?:updat|modif|revis|edit)\w*\W*(?:\w+\W+){0,2}$", re.IGNORECASE)),
    ("published", regex(r"(?:publish|post|creat|issu|written|date)\w*\W*(?:\w+\W+){0,3}$|^\W*$", re.IGNORECASE)),
)


class _Heard(Struct):
    """What weighs less than a byline, or cannot be told before all is read."""

    signed: list[Person] = field(default_factory=list)
    """Those who sign a letter."""
    alone: list[Person] = field(default_factory=list)
    """Names with degrees in blocks of their own."""
    unsure: list[Dated] = field(default_factory=list)
    """Dates of a review: the last, or the next."""


def from_prose(found: Found, article: Article, language: str | None) -> None:
    """Take bylines and review lines, wherever they stand: in a block of their own or in a paragraph."""
    heard = _Heard()
    value = -1
    for block in _speaking_blocks(article):
        if block.index == value:
            continue
        label = _labelled(article, block)
        value = block.index + 1 if label else value
        _hear(found, heard, _Statement(article, block, label or _parted(article, block)), language)
    reviewers = {person.name for person in found.reviewers}
    found.add("author", [person for person in heard.alone if person.name not in reviewers])
    if not found.authors:
        found.add("author", heard.signed)
    _from_times(found, article, language)
    _add_review(found, heard.unsure)


class _Statement(NamedTuple):
    """What a block says, with the block after it where it is a label; the text's offsets are those of the block."""

    article: Article
    block: Block
    text: str


def _hear(found: Found, heard: _Heard, statement: _Statement, language: str | None) -> None:
    """Take what one block says."""
    article, block, text = statement
    said = credits_in(text, language)
    for offset, credit in said:
        if Zone.NAVIGATION in block.zone and (credit.role == "author" or credit.event == "published"):
            continue  # the byline of another page
        persons = _placed(article, block.span.start + offset, credit)
        if text.startswith("Yours", offset):
            heard.signed += persons
        elif credit.role:
            found.add(credit.role, persons)
        date = _date(article, block.span.start + offset, credit)
        if date and REVIEW_DATE.match(text, offset):
            heard.unsure.append(date)
        elif date and credit.event:
            found.dates.setdefault(credit.event, date)
    if not said and block.kind is BlockKind.PARAGRAPH and Zone.META in block.zone and is_signature(text):
        heard.alone += [_person(article, block.span.start, named) for named in people(text)]


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


def _labelled(article: Article, block: Block) -> str | None:
    """Return a label with the name or date in the block after it, if the block is one; offsets are the prose's."""
    if block.span.end - block.span.start > _LONGEST_LABEL or block.index + 1 >= len(article.blocks):
        return None
    after = article.blocks[block.index + 1]
    label, value = article.text(block), article.text(after)
    return labelled(label, value) if is_label_of(label, value) else None


def _parted(article: Article, block: Block) -> str:
    """Return the prose of a block with a bar where a line ends that the next does not go on with; same length."""
    text = article.text(block)
    for place in block.breaks[:_MOST_LINES]:
        at = place - block.span.start
        if (text[at].isupper() or text[at].isdigit()) and not text[: at - 1].lower().endswith(_OPEN_ENDS):
            text = f"{text[: at - 1]}|{text[at:]}"
    return text


def _date(article: Article, start: int, credit: Credit) -> Dated | None:
    if credit.date is None:
        return None
    return Dated(credit.date.iso, article.to_source(ProseSpan(start + credit.date.start, start + credit.date.end)))


def _add_review(found: Found, unsure: list[Dated]) -> None:
    """Take “Review date: …” for the day of the review, unless its year comes after the text's: then it is the next."""
    known = max((found.dates[event].date for event in ("published", "updated") if event in found.dates), default="")
    for date in unsure:
        if not known or int(date.date[:4]) <= int(known[:4]):
            found.dates.setdefault("reviewed", date)


def _from_times(found: Found, article: Article, language: str | None) -> None:
    """Take `<time>` elements by the words before them; one without words is the date of publication."""
    last = -1
    told = [place.start for name, place in article.metadata.places.items() if name.startswith("meta:")]
    for inline in article.inlines:
        if inline.kind is not InlineKind.TIME or _holds(inline, told):
            continue
        block = article.block_at(inline.span.start)
        is_byline = Zone.META in block.zone or inline.span.start - block.span.start <= 40 or block.index == last
        if not is_byline or not OTHERS.isdisjoint(block.zone) or block.span.end - block.span.start > 300:
            continue
        before = article.prose[max(block.span.start, inline.span.start - 40) : inline.span.start]
        event = next((event for event, label in _TIME_LABEL if label.search(before)), None)
        if event:
            last = block.index  # the next date of the same block belongs to the same byline
            text = inline.target or article.prose[inline.span.start : inline.span.end]
            found.date(event, text, article.to_source(inline.span), language)


def _holds(inline: Inline, places: list[int]) -> bool:
    """Tell whether the tag of an element has said already which date it is."""
    return any(inline.source.start <= place < inline.source.end for place in places[:_MOST_TAGS])
