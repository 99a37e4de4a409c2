"""Gives blocks the zones that words alone tell, in every format, on top of what markup told."""

from __future__ import annotations

import re

from msgspec.structs import replace

from healthlint.document.article import Article, Block, BlockKind, Zone
from healthlint.document.metadata.bylines import is_credit_block, is_signature
from healthlint.document.zones.disclaimers import blocks_worth_reading, disclaimer_share, is_disclaimer
from healthlint.document.zones.page_sections import Page, is_leftover, is_reference, part_at
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
    r"(?:related(?: \w+)?|see also|read more|read next|read also|also read"
    r"|more from .{1,30})\s*:\s*\S[^.!?]{0,150}[^.]?",
    re.IGNORECASE,
)
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
    if page.blocks[index].kind in {BlockKind.HEADING, BlockKind.TABLE_CELL, BlockKind.TITLE}:
        return None
    if is_credit_block(text) or (
        index < page.first_prose and page.blocks[index].kind is BlockKind.PARAGRAPH and is_signature(text)
    ):
        return Zone.META
    if _SOURCE_LINE.match(text) and is_reference(text):
        return Zone.REFERENCES
    return None
