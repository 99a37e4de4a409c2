"""Kind `count`: how many of something there are, and a bound."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from healthlint.checks.gate import Gate, links_out, opener
from healthlint.checks.kind import Check, params_of
from healthlint.document.article import InlineKind, Zone
from healthlint.findings.finding import Match
from healthlint.language.annotated import Annotated, TokenSpan
from healthlint.rules.pack import Pack
from healthlint.rules.rule import Rule

NAME = "count"
#: `count` is the number found, `bound` the bound it breaks.
VALUES = frozenset({"count", "bound"})

Counted = Literal["sources", "words_in_sentence", "words_in_block"]


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is counted, and the bounds; `sources` are counted for the article, words for each sentence or block."""

    of: Counted
    at_least: int | None = None
    at_most: int | None = None
    gate: Gate = Gate()


def _sources(annotated: Annotated) -> Iterator[tuple[TokenSpan | None, int]]:
    """Links to other sites, entries of a reference list, footnotes, and marks that point at one."""
    article = annotated.article
    entries = sum(1 for block in article.blocks if Zone.REFERENCES in block.zone)
    marks = sum(1 for inline in article.inlines if inline.kind is InlineKind.FOOTNOTE_MARK)
    cited = len(annotated.hits.get(annotated.index.cues.get("source_identifiers", -1), ()))
    yield None, links_out(article) + entries + len(article.footnotes) + marks + cited


def _sentence_words(annotated: Annotated) -> Iterator[tuple[TokenSpan | None, int]]:
    for sentence in annotated.sentences:
        span = TokenSpan(sentence.first, sentence.last)
        yield span, _words(annotated, span)


def _block_words(annotated: Annotated) -> Iterator[tuple[TokenSpan | None, int]]:
    for span, words in zip(annotated.block_tokens, annotated.block_words, strict=True):
        if words:
            yield span, words


_COUNTERS: Mapping[Counted, Callable[[Annotated], Iterator[tuple[TokenSpan | None, int]]]] = {
    "sources": _sources,
    "words_in_sentence": _sentence_words,
    "words_in_block": _block_words,
}


def compile(rules: Sequence[Rule], pack: Pack) -> Check:  # noqa: A001 -- the one name that every kind has
    """Return the check of all count rules."""
    compiled = [(rule, params_of(rule, Params), opener(params_of(rule, Params).gate, pack)) for rule in rules]

    def check(annotated: Annotated) -> Iterator[tuple[Rule, Match]]:
        for rule, params, is_open in compiled:
            broken = [m for place, n in _COUNTERS[params.of](annotated) for m in _broken(annotated, params, place, n)]
            if broken and is_open(annotated):
                yield from ((rule, match) for match in broken)

    return check


def _broken(annotated: Annotated, params: Params, place: TokenSpan | None, number: int) -> Iterator[Match]:
    low, high = params.at_least, params.at_most
    bound = low if low is not None and number < low else high if high is not None and number > high else None
    if bound is not None:
        span = None if place is None else annotated.tokens.span(place)
        yield Match(span, {"count": str(number), "bound": str(bound)}, focus=place)


def _words(annotated: Annotated, span: TokenSpan) -> int:
    return sum(annotated.tokens.words[token][0].isalnum() for token in range(*span))
