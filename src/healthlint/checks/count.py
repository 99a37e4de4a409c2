"""Kind `count`: how many of something there are, and a bound."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated as Limited
from typing import Literal

import msgspec

from healthlint.checks.gate import Gate, opener
from healthlint.checks.kind import Check, params_of
from healthlint.document.article import InlineKind, Zone
from healthlint.findings.finding import Match
from healthlint.language.annotated import Annotated
from healthlint.language.evidence import identifiers, linked_sources
from healthlint.language.tokens import TokenSpan
from healthlint.rules.pack import Pack
from healthlint.rules.rule import Rule

NAME = "count"
#: `count` is the number found, `bound` the bound it breaks.
VALUES = frozenset({"count", "bound"})
READS_NEIGHBOURS = False

Counted = Literal["sources", "words_in_sentence", "words_in_block"]


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is counted, and the bounds; `sources` are counted for the article, words for each sentence or block."""

    of: Counted
    at_least: Limited[int, msgspec.Meta(ge=1)] | None = None
    at_most: Limited[int, msgspec.Meta(ge=0)] | None = None
    gate: Gate = Gate()

    def __post_init__(self) -> None:
        """Refuse bounds that nothing breaks, or that everything does."""
        if self.at_least is None and self.at_most is None:
            raise ValueError("A count needs `at_least` or `at_most`")
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise ValueError("`at_least` is above `at_most`")


def _sources(annotated: Annotated) -> Iterator[tuple[TokenSpan | None, int]]:
    """Count links to other sites, entries of a reference list, footnotes, marks that point at one, and identifiers."""
    article = annotated.article
    entries = sum(1 for block in article.blocks if Zone.REFERENCES in block.zone)
    marks = sum(1 for inline in article.inlines if inline.kind is InlineKind.FOOTNOTE_MARK)
    yield None, linked_sources(annotated) + entries + len(article.footnotes) + marks + identifiers(article.prose)


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
    bound = None
    if params.at_least is not None and number < params.at_least:
        bound = params.at_least
    elif params.at_most is not None and number > params.at_most:
        bound = params.at_most
    if bound is not None:
        span = None if place is None else annotated.tokens.span(place)
        yield Match(span, {"count": str(number), "bound": str(bound)}, focus=place)


def _words(annotated: Annotated, span: TokenSpan) -> int:
    return sum(annotated.tokens.words[token][0].isalnum() for token in range(*span))
