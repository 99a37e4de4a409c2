"""Gives blocks the zones that words alone tell, in every format, on top of what markup told."""

from __future__ import annotations

import re

from msgspec.structs import replace

from healthlint.document.article import Article, Block, BlockKind, Zone
from healthlint.document.metadata.credit_blocks import is_credit_block, is_dated_label, is_label_of, is_signature
from healthlint.document.metadata.people import is_role
from healthlint.document.zones.disclaimers import blocks_worth_reading, disclaimer_share, is_disclaimer
from healthlint.document.zones.page import Page
from healthlint.document.zones.page_sections import is_leftover, part_at
from healthlint.document.zones.sources import is_reference
from healthlint.patterns import regex

__all__ = ["assign", "is_disclaimer"]

#: Zones in which nothing but a disclaimer is looked for: a footer holds one often.
_SETTLED = {
    *(Zone.CODE, Zone.META, Zone.NAVIGATION, Zone.ADVERTISEMENT),
    *(Zone.COMMENTS, Zone.REFERENCES, Zone.DISCLAIMER),
}
_SOURCE_LINE = regex(
    r"(?:(?:key |main |medical |article )?(?:references?|sources?|bibliography|citations?))(?: used)?\s*[:–—-]\s*\S",
    re.IGNORECASE,
)
_DISCLAIMER_LINE = regex(
    r"\W{0,4}(?:(?:medical|health|legal|general|important)\s+){0,2}disclaimers?\s*[:.–—-]\s*\S", re.IGNORECASE
)
_RELATED_LINE = regex(
    r"(?:related(?: (?:articles?|posts?|content|links?|reading|stor(?:y|ies)|pages?|news|guides?|videos?|resources?))?"
    r"|see also|also see|read more|read next|read also|also read|learn more"
    r"|more from .{1,30})\s*:\s*\S[^.!?]{0,150}[^.]?",
    re.IGNORECASE,
)
#: What stands between the pieces of a byline.
_BETWEEN = frozenset({"by", "on", "in", "at", "and", "—", "–", "-", "|", "·", "•", "/"})
#: Where a paper was printed: “2012 Aug 15;86(4):350-355”.
_JOURNAL = regex(r"\b(?:19|20)\d\d\b[\w .]{0,12};\s?\d+\s?(?:\([\w -]+\))?\s?:\s?\w")
_LONGEST_PIECE = 160
_LONGEST_LABEL = 40
_NO_LABELS = frozenset({BlockKind.HEADING, BlockKind.TABLE_CELL})
#: So much of a block must be disclaimer for the block to be one.
_SHARE = 0.5


def assign(article: Article) -> Article:
    """Return the article with the zones that words tell; a zone that markup gave is never removed."""
    page = Page(article)
    zones = [block.zone for block in article.blocks]
    shares = {index: disclaimer_share(page.text(index)) for index in blocks_worth_reading(article)}
    index = 0
    while index < len(zones):
        part = part_at(page, index)
        last = part.last if part else index + 1
        for inner in range(index, last):
            zone = zones[inner]
            if part:
                zone = _within(zone, part.zone)
            own = _own_zone(page, inner, zone, shares.get(inner))
            zones[inner] = _inside(zone, own) if own else zone
        index = last
    disclaiming = frozenset(index for index, share in shares.items() if share)
    return replace(article, blocks=tuple(map(_zoned, article.blocks, zones)), disclaiming=disclaiming)


def _zoned(block: Block, zone: tuple[str, ...]) -> Block:
    return block if zone is block.zone else replace(block, zone=zone)


def _within(zone: tuple[str, ...], outer: Zone) -> tuple[str, ...]:
    """Put a zone around another."""
    if outer in zone:
        return zone
    return (outer,) if zone == (Zone.BODY,) else (outer, *zone)


def _inside(zone: tuple[str, ...], inner: Zone) -> tuple[str, ...]:
    """Put a zone into another."""
    if inner in zone:
        return zone
    return (inner,) if zone == (Zone.BODY,) else (*zone, inner)


def _own_zone(page: Page, index: int, zone: tuple[str, ...], share: float | None) -> Zone | None:
    """Return the zone that a block has by its own words, whatever stands around it.

    `share` is how much of it is disclaimer, None where it cannot be one.
    """
    block = page.blocks[index]
    if block.kind in {BlockKind.OPAQUE, BlockKind.CODE, BlockKind.TITLE}:
        return None
    text = page.text(index)
    may_be_one = share is not None and block.kind is not BlockKind.HEADING
    if may_be_one and ((share or 0) >= _SHARE or _DISCLAIMER_LINE.match(text)):
        return Zone.DISCLAIMER
    if not _SETTLED.isdisjoint(zone):
        return None
    if is_leftover(page, index) or (len(text) < 200 and _RELATED_LINE.fullmatch(text)):
        return Zone.NAVIGATION
    return _small_zone(page, index, text)


def _small_zone(page: Page, index: int, text: str) -> Zone | None:
    """Return the zone of a byline or a line of sources."""
    kind = page.blocks[index].kind
    if kind is BlockKind.HEADING:
        return Zone.META if is_dated_label(text) else None
    if kind in {BlockKind.TABLE_CELL, BlockKind.TITLE}:
        return None
    if _is_credit(page, index, text):
        return Zone.META
    if _SOURCE_LINE.match(text) and is_reference(text):
        return Zone.REFERENCES
    return None


def _is_credit(page: Page, index: int, text: str) -> bool:
    """Tell whether a block speaks of the making of the text, alone or as a piece of a byline."""
    return (
        is_credit_block(text)
        or _is_named(page, index)
        or _is_label(page, index)
        or (index > 0 and _is_label(page, index - 1))
        or (index < page.first_prose and _is_in_byline(page, index, text))
    )


def _is_label(page: Page, index: int) -> bool:
    """Tell whether a block is a label, and the next its name or date."""
    if page.size(index) > _LONGEST_LABEL or index + 1 >= len(page.blocks):
        return False
    if page.blocks[index].kind in _NO_LABELS or page.blocks[index + 1].kind in _NO_LABELS:
        return False
    return is_label_of(page.text(index), page.text(index + 1))


def _is_named(page: Page, index: int) -> bool:
    """Tell whether a block is what markup says to be the author's name or the byline."""
    source = page.blocks[index].source
    return any(place.start <= source.start and source.end <= place.end for place in page.named)


def _is_in_byline(page: Page, index: int, text: str) -> bool:
    """Tell whether a block above the text is a piece of a byline: a name, a role below it, “by”, where it appeared."""
    block = page.blocks[index]
    if block.kind is not BlockKind.PARAGRAPH or len(text) > _LONGEST_PIECE:
        return False
    if is_signature(text) or text.lower() in _BETWEEN or _JOURNAL.search(text):
        return True
    is_below = index > 0 and not page.is_heading(index - 1)
    return is_below and text[-1] not in ".?!:" and is_role(text) and is_credit_block(page.text(index - 1))
