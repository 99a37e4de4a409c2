"""Finds what supports a sentence: links, notes, citations, identifiers, named bodies and studies, where they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from healthlint.document.article import Block, BlockKind, Inline, InlineKind, ProseSpan, Zone
from healthlint.language.annotated import Annotated
from healthlint.language.polarity.clauses import CLOSED, introduction
from healthlint.language.tokens import Sentence, TokenSpan
from healthlint.patterns import regex


class SupportKind(StrEnum):
    """By what a sentence is supported."""

    LINK = "link"
    FOOTNOTE = "footnote"
    CITATION = "citation"
    AUTHOR_YEAR = "author_year"
    IDENTIFIER = "identifier"
    NAMED_BODY = "named_body"
    NAMED_STUDY = "named_study"


#: What says in an address that its site is paid for the visit (16 CFR 255 calls that a material connection).
_AFFILIATE = regex(r"&(?:ref|tag|aff|affid|aff_id|affiliate|partner|utm_medium=affiliate)\b")
#: Zones whose links belong to the page and not to the article.
_OF_THE_PAGE = frozenset({Zone.META, Zone.NAVIGATION, Zone.ADVERTISEMENT, Zone.COMMENTS, Zone.DISCLAIMER})


class Support(Struct, frozen=True):
    """One piece of support: where it stands, and what it leads to (an address, a label, an identifier), if said."""

    kind: SupportKind
    span: TokenSpan | None
    target: str | None = None


#: What a paragraph-final citation can cover, and how long a paragraph may be for it.
_MOST_NUMERIC_CLAIMS = 3
_LONGEST_PARAGRAPH = 400
#: Cells of a row and blocks of an item that are looked at on either side.
_MOST_NEIGHBOURS = 24
#: Characters of a window that are looked at; no sentence that a person wrote is longer.
_MOST_CHARACTERS = 4_000

#: Bracket numbers that belong to the sentence before them: “… in adults.[12]”
_TRAILING = regex(r"[”’\"')\]]*(?:\s?\[\d{1,3}(?:\s?[-–,;]\s?\d{1,3})*\])+")
_CITATION = regex(
    r"(?:(?<![\d%]\s)(?<!\d)\[\d{1,3}(?:\s?[-–,;]\s?\d{1,3})*\]|(?<=[\d%]\s)\[\d{1,3}(?:,\s?\d{1,3})*\])(?!\s?(?:[mkµ]?g|m[Ll]|mcg|%|days?|weeks?|years?|hours?)\b)"
    r"|(?<=[A-Za-z%])\s?\(\d{1,3}(?:,\s?\d{1,3})+\)"
    r"|(?<=[A-Za-z%])\s\(\d{1,3}\)(?=[.,;:]|\s*$)"
)
_UNICODE_NUMBER = regex(r"(?P<before>[A-Za-z./%)\]”’\",]+)[⁰¹²³⁴-⁹]+(?:[,⁻–-][⁰¹²³⁴-⁹]+)*(?![A-Za-z⁺⁻+])")
_MARK = regex(r"(?<=[A-Za-z.,;)”’])[†‡§]+")
_SUPERSCRIPT = regex(r"[\[(]?(?:\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*|[a-z]|[*†‡§]+)[\])]?")
#: What stands before a number that is an exponent: a unit of length or a power.
_EXPONENT = regex(r"(?:^|[\s/(\d])(?:[ckmdµ]?m|ft|in|s|yd|mi|kg/m|\d+)$")
_IDENTIFIER = regex(
    r"\b10\.\d{4,9}/[^\s\"<>]{2,100}|\bPMID:?\s?\d{4,9}\b|\bPMC\s?\d{5,9}\b|\bPMCID:?\s?(?:PMC)?\d{5,9}\b|\bNCT\d{8}\b|\bISRCTN\d{6,9}\b|\barXiv:\d{4}\.\d{4,5}\b",
    re.IGNORECASE,
)
#: Without one of these there is no identifier; looking for them is many times faster than looking for those. (Many
#: words have the letters of NCT, and none a figure after them.)
_REGISTERS = ("pmid", "pmc", "isrctn", "arxiv")
_NUMBERED = regex(r"nct\d")
_DOI = regex(r"10\.\d{4}")
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".mp4", ".mp3")
_ADDRESS = regex(r"(?:https?://|www\.)[^\s<>\"]{3,300}")
_NAME = r"[A-Z][\w'’-]{1,30}"
_IN_BRACKETS = regex(
    rf"\((?:[^()]{{0,60}}[\s;])?(?P<name>{_NAME})(?P<more>[^()\d]{{0,80}})\s(?:19|20)\d\d[a-z]?"
    r"\b(?![-/]\d)[^()]{0,120}\)"
)
_NARRATIVE = regex(
    rf"{_NAME}(?P<others>,? et al\.?,?| (?:and|&) (?:{_NAME}|colleagues))?,? [(\[](?:19|20)\d\d[a-z]?[)\]]"
)
_YEAR = regex(r"\b(?:19|20)\d\d\b")
_CAPITALS = regex(rf"(?:{_NAME} ){{1,5}}(?:Study|Trial|Survey)\b")


def support(annotated: Annotated, sentence: Sentence) -> tuple[Support, ...]:
    """Return everything that supports a sentence, in the order of the text and once each; empty where nothing does."""
    found: dict[tuple[SupportKind, TokenSpan | None], Support] = {}
    for window in _windows(annotated, sentence):
        for each in _in_window(annotated, window):
            found.setdefault((each.kind, each.span), each)
    return tuple(sorted(found.values(), key=_order))


def identifiers(prose: str) -> int:
    """Return how many identifiers of publications and trials (DOI, PMID, NCT, …) stand in a prose."""
    lower = prose.lower()
    if not (any(name in lower for name in _REGISTERS) or _NUMBERED.search(lower) or _DOI.search(lower)):
        return 0
    return sum(1 for _ in _IDENTIFIER.finditer(prose))


def _order(each: Support) -> tuple[int, str]:
    return (each.span.first if each.span else -1, each.kind)


# -- the window --------------------------------------------------------------------------------------------------------


def _windows(annotated: Annotated, sentence: Sentence) -> Iterator[ProseSpan]:
    """Yield the stretches of prose whose sources count for a sentence."""
    block = annotated.article.blocks[sentence.block]
    own = _sentence_window(annotated, sentence)
    yield own
    if block.item is not None or block.cell is not None:
        yield from (each.span for each in _neighbours(annotated, block))
        lead = _lead_in(annotated, block)
        if lead is not None:
            yield lead
        return
    following = _next(annotated, sentence)
    if following is not None and _goes_on(annotated, following):
        yield _sentence_window(annotated, following)
    final = _paragraph_final(annotated, block)
    if final is not None and final.start >= own.end:
        yield final


def _lead_in(annotated: Annotated, block: Block) -> ProseSpan | None:
    """Return the sentence that introduces a list with a colon: it goes on in every item."""
    lead = introduction(annotated, block)
    if lead is None or not annotated.article.text(lead).endswith(":"):
        return None
    tokens = annotated.tokens.within(lead.span)
    return _sentence_window(annotated, annotated.sentence_of(tokens.last - 1)) if tokens.last > tokens.first else None


def _sentence_window(annotated: Annotated, sentence: Sentence) -> ProseSpan:
    """Return the prose of a sentence, with the numbers right after its full stop, without those of the one before."""
    tokens, prose = annotated.tokens, annotated.article.prose
    start, end = tokens.starts[sentence.first], tokens.ends[sentence.last - 1]
    after = _TRAILING.match(prose, end, end + 80)
    if sentence.first > 0 and sentence.index > 0 and annotated.sentences[sentence.index - 1].block == sentence.block:
        before = _TRAILING.match(prose, tokens.ends[sentence.first - 1], end)
        start = before.end() if before and before.end() < end else start
    return ProseSpan(start, after.end() if after else end)


def _neighbours(annotated: Annotated, block: Block) -> Iterator[Block]:
    """Yield the blocks of the same table row or list item, the block itself too."""
    blocks = annotated.article.blocks
    yield block
    for step in (-1, 1):
        for distance in range(1, _MOST_NEIGHBOURS):
            index = block.index + step * distance
            if not (0 <= index < len(blocks)) or not _is_together(block, blocks[index]):
                break
            yield blocks[index]


def _is_together(one: Block, other: Block) -> bool:
    if one.cell is not None:
        return other.cell is not None and (one.cell.table, one.cell.row) == (other.cell.table, other.cell.row)
    return (
        one.item is not None
        and other.item is not None
        and (one.item.list, one.item.item) == (other.item.list, other.item.item)
    )


def _next(annotated: Annotated, sentence: Sentence) -> Sentence | None:
    index = sentence.index + 1
    if index < len(annotated.sentences) and annotated.sentences[index].block == sentence.block:
        return annotated.sentences[index]
    return None


def _goes_on(annotated: Annotated, sentence: Sentence) -> bool:
    return bool(annotated.cue("goes_on", TokenSpan(sentence.first, sentence.first + 1)))


def _paragraph_final(annotated: Annotated, block: Block) -> ProseSpan | None:
    """Return the citation that ends a paragraph, if it can stand for all of it."""
    tokens = annotated.tokens.within(block.span)
    if block.kind is not BlockKind.PARAGRAPH or tokens.last - tokens.first > _LONGEST_PARAGRAPH:
        return None
    last = annotated.sentence_of(tokens.last - 1)
    window = _sentence_window(annotated, last)
    for each in _marks(annotated, window):
        ends_it = each.span is not None and block.span.end - annotated.tokens.span(each.span).end <= 2
        if ends_it and _numeric_claims(annotated, tokens) <= _MOST_NUMERIC_CLAIMS:
            return window
    return None


def _numeric_claims(annotated: Annotated, tokens: TokenSpan) -> int:
    """Count numbers that say how many or how much."""
    words = annotated.tokens.words
    numbers = {hit.last for hit in annotated.cue("number_word", tokens)}
    hits = annotated.cue("numeric_claim", tokens)
    return len({hit.first for hit in hits if hit.first in numbers or words[hit.first - 1][0].isdigit()})


# -- what is in it -----------------------------------------------------------------------------------------------------


def _in_window(annotated: Annotated, window: ProseSpan) -> Iterator[Support]:
    window = ProseSpan(window.start, min(window.end, window.start + _MOST_CHARACTERS))
    yield from _marks(annotated, window)
    yield from _bodies(annotated, annotated.tokens.within(window))
    yield from _studies(annotated, window)


def _marks(annotated: Annotated, window: ProseSpan) -> Iterator[Support]:
    """Yield links, notes, numbers, author-years and identifiers: what is a reference by its form."""
    article = annotated.article
    for inline in article.inlines_in(ProseSpan(window.start, window.end + 2)):
        if inline.span.start <= window.end:
            yield from _inline(annotated, inline)
    text = article.prose[window.start : window.end]
    for kind, pattern in (
        (SupportKind.CITATION, _CITATION),
        (SupportKind.FOOTNOTE, _MARK),
        (SupportKind.LINK, _ADDRESS),
    ):
        for found in pattern.finditer(text):
            yield _support(annotated, kind, window, found, found.group())
    for found in _UNICODE_NUMBER.finditer(text):
        if not _EXPONENT.search(text[: found.end("before")][-8:]):
            yield _support(annotated, SupportKind.CITATION, window, found, found.group()[len(found["before"]) :])
    for found in _IDENTIFIER.finditer(text):
        yield _support(annotated, SupportKind.IDENTIFIER, window, found, found.group().rstrip(".,;)"))
    yield from _authors(annotated, window, text)


def _inline(annotated: Annotated, inline: Inline) -> Iterator[Support]:
    article, span = annotated.article, annotated.tokens.within(inline.span)
    if inline.kind is InlineKind.LINK:
        if _is_source(inline.target or "") and not annotated.cue("link_elsewhere", span):
            yield Support(SupportKind.LINK, span, inline.target)
    elif inline.kind is InlineKind.FOOTNOTE_MARK:
        yield Support(SupportKind.FOOTNOTE, span, inline.target)
    elif inline.kind is InlineKind.SUPERSCRIPT:
        text = article.prose[inline.span.start : inline.span.end].strip()
        before, after = (
            article.prose[max(0, inline.span.start - 8) : inline.span.start],
            article.prose[inline.span.end : inline.span.end + 1],
        )
        if _SUPERSCRIPT.fullmatch(text) and not _EXPONENT.search(before) and not after.isalpha():
            kind = SupportKind.CITATION if text.strip("[]()")[:1].isdigit() else SupportKind.FOOTNOTE
            yield Support(kind, span, text)


def _is_source(target: str) -> bool:
    """Tell whether an address leads to another page: not to a place on this one, a mailbox, a picture, or a sale."""
    path, _, query = target.lower().split("#")[0].partition("?")
    is_out = target.startswith(("http://", "https://", "//"))
    return is_out and not path.endswith(_PICTURES) and not _AFFILIATE.search("&" + query)


def linked_sources(annotated: Annotated) -> int:
    """Return how many links of the article lead to a source: those of bylines, adverts and menus are none."""
    article = annotated.article
    links = (each for each in article.inlines if each.kind is InlineKind.LINK)
    own = (each for each in links if _OF_THE_PAGE.isdisjoint(article.block_at(each.span.start).zone))
    return sum(1 for each in own for _ in _inline(annotated, each))


def _support(annotated: Annotated, kind: SupportKind, window: ProseSpan, found: re.Match[str], target: str) -> Support:
    tokens = annotated.tokens
    first = tokens.at(window.start + found.start())
    last = max(first + 1, tokens.within(ProseSpan(0, window.start + found.end())).last)
    return Support(kind, TokenSpan(first, min(last, len(tokens))), target.strip())


def _authors(annotated: Annotated, window: ProseSpan, text: str) -> Iterator[Support]:
    """Yield “(Smith et al., 2020)” and “Smith and Jones (2019)”; “(March 2021)” is a date."""
    for found in _IN_BRACKETS.finditer(text):
        each = _support(annotated, SupportKind.AUTHOR_YEAR, window, found, found.group().strip("()"))
        if each.span and found["name"].lower() not in CLOSED and not annotated.cue("dates", each.span):
            yield each
    for found in _NARRATIVE.finditer(text):
        each = _support(annotated, SupportKind.AUTHOR_YEAR, window, found, found.group())
        if each.span is None:
            continue
        verb = annotated.cue("reports", TokenSpan(each.span.last, min(each.span.last + 2, len(annotated.tokens))))
        if found["others"] or verb:
            yield each


def _bodies(annotated: Annotated, span: TokenSpan) -> Iterator[Support]:
    """Yield named bodies that a year, or a word such as “according to”, makes the source of what is said."""
    words = annotated.tokens.words
    years = any(_YEAR.fullmatch(words[token]) for token in range(span.first, span.last))
    for hit in annotated.cue("named_body", span):
        if hit.last < len(words) and words[hit.last] == "-":
            continue
        before = annotated.cue("credit", TokenSpan(max(span.first, hit.first - 5), hit.first))
        after = annotated.cue("reports", TokenSpan(hit.last, min(hit.last + 3, span.last)))
        if years or after or any(hit.first - credit.last <= 2 for credit in before):
            yield Support(SupportKind.NAMED_BODY, hit, annotated.text(hit))


def _studies(annotated: Annotated, window: ProseSpan) -> Iterator[Support]:
    """Yield studies and reviews by name, and journals where they are named as the place of publication."""
    span = annotated.tokens.within(window)
    for hit in annotated.cue("named_study", span):
        yield Support(SupportKind.NAMED_STUDY, hit, annotated.text(hit))
    published = annotated.cue("published_in", span)
    for hit in annotated.cue("named_journal", span):
        if any(0 <= hit.first - cue.last <= 2 for cue in published):
            yield Support(SupportKind.NAMED_STUDY, hit, annotated.text(hit))
    if span.first < span.last and annotated.block_of(span.first).kind not in {BlockKind.HEADING, BlockKind.TITLE}:
        yield from _capitals(annotated, window)


def _capitals(annotated: Annotated, window: ProseSpan) -> Iterator[Support]:
    """Yield studies with a name in capitals: “the Oslo Heart Study”, and not “A New Study”."""
    words = annotated.tokens.words
    for found in _CAPITALS.finditer(annotated.article.prose, window.start, window.end):
        each = _support(annotated, SupportKind.NAMED_STUDY, ProseSpan(0, 0), found, found.group())
        if each.span is None:
            continue
        filler = {hit.first for hit in annotated.cue("study_filler", each.span)}
        name = range(each.span.first, each.span.last - 1)
        if any(token not in filler and words[token] not in CLOSED and words[token][0].isalpha() for token in name):
            yield each
