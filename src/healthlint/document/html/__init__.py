"""Reads HTML: pages and fragments as people and programs write them, and the raw HTML inside Markdown."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from healthlint.document import front_matter
from healthlint.document.article import Article, Block, BlockKind, Zone
from healthlint.document.builder import ArticleBuilder
from healthlint.document.html.blocks import Blocks
from healthlint.document.html.walker import Walker
from healthlint.document.source import Source
from healthlint.document.zones.page_labels import Label, label_of
from healthlint.patterns import regex

__all__ = ["NAME", "SUFFIXES", "Walker", "parse"]

NAME = "html"
SUFFIXES = (".html", ".htm", ".xhtml")

_PAGE = regex(r"<(?:html|body|main|article)\b", re.IGNORECASE)
_XML = regex(r"\ufeff?\s*<\?xml\b")
#: A zone with more text than this, in characters, and more than a share of the page's may be the article itself.
_MUCH = 1_000
_MOST = 0.6
#: The share where the article's title stands elsewhere.
_NEARLY_ALL = 0.9
#: So much text beside an `<article>`, per text in it, is not the article's.
_LITTLE = 1 / 3
#: These may well be longer than the article.
_LONG = frozenset({Zone.COMMENTS, Zone.REFERENCES, Zone.FOOTNOTE})


def parse(source: Source) -> Article:
    """Return the article in an HTML file. Positions are code points of the file; nothing is raised."""
    article, doubtful = _read(source, frozenset())
    if doubtful:
        article, _ = _read(source, doubtful)
    return article


def _read(source: Source, unmarked: frozenset[int]) -> tuple[Article, frozenset[int]]:
    """Return the article, and the offsets of the start tags that cannot mean what they say."""
    builder = ArticleBuilder(source, NAME)
    is_xml = source.path.lower().endswith(".xhtml") or bool(_XML.match(source.text))
    walker = Walker(builder, in_page=bool(_PAGE.search(builder.masked)), is_xml=is_xml, unmarked=unmarked)
    walker.feed(front_matter.read(builder), len(builder.masked))  # Jekyll and Hugo put it above HTML too
    walker.close()
    article = builder.finish()
    blocks = walker.blocks
    doubtful = set(_doubtful(blocks))
    return _without_surroundings(article, blocks), frozenset(doubtful | blocks.layouts)


def _doubtful(blocks: Blocks) -> Iterator[int]:
    """Yield where a zone begins that holds the only title of the page, or most of its text: that is the article."""
    has_free_title = any(is_free for _, is_free in blocks.titles)
    title = -1 if has_free_title or not blocks.titles else blocks.titles[0][0]
    for claim in blocks.claims:
        share = _NEARLY_ALL if has_free_title or claim.zone in _LONG else _MOST
        if claim.start <= title < claim.end or claim.words > max(_MUCH, share * blocks.words):
            yield claim.start


def _without_surroundings(article: Article, blocks: Blocks) -> Article:
    """Return the article with what surrounds its main part as navigation, where there is one that holds most of it."""
    main = _main_part(article, blocks)
    if main is None:
        return article
    (start, end), most = main
    around = [b for b in _strewn(article) if not start <= b.source.start < end]
    within = [b for b in article.blocks if b.zone[0] in _OWN and start <= b.source.start < end]
    titled = [b for b in around if b.level == 1]
    if not around or _length(around) > most * _length(within) or (titled and not any(b.level == 1 for b in within)):
        return article
    moved = {b.index: replace(b, zone=_in_navigation(b.zone)) for b in around}
    return replace(article, blocks=tuple(moved.get(b.index, b) for b in article.blocks))


def _main_part(article: Article, blocks: Blocks) -> tuple[tuple[int, int], float] | None:
    """Return where the only `<main>` stands, or the only `<article>` that has a title; and how much may surround it."""
    if blocks.mains:
        return (blocks.mains[0], 1) if len(blocks.mains) == 1 else None
    titles = [b.source.start for b in article.blocks if b.level == 1]
    titled = [place for place in blocks.articles if bisect_left(titles, place[0]) < bisect_left(titles, place[1])]
    return (titled[0], _LITTLE) if len(titled) == 1 else None


def _strewn(article: Article) -> Iterator[Block]:
    """Yield the blocks that markup gives no zone, save what may stand below the main part: sources, comments."""
    is_kept = False
    for block in article.blocks:
        if block.kind is BlockKind.HEADING:
            is_kept = label_of(article.text(block)) in _BELOW
        if block.zone[0] in _OWN and not is_kept:
            yield block


_BELOW = frozenset({Label.REFERENCES, Label.NOTES, Label.DISCLAIMER, Label.COMMENTS, Label.COMMENT_COUNT})
_OWN = frozenset({Zone.BODY, Zone.QUOTE, Zone.CODE})


def _in_navigation(zone: tuple[str, ...]) -> tuple[str, ...]:
    return (Zone.NAVIGATION, *(part for part in zone if part != Zone.BODY))


def _length(blocks: Iterable[Block]) -> int:
    return sum(b.span.end - b.span.start for b in blocks)
