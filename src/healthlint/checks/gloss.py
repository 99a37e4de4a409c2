"""Kind `gloss`: a technical term, and whether the article explains it anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from healthlint.checks.kind import Check, Finder, params_of
from healthlint.document.article import BlockKind, InlineKind, ProseSpan
from healthlint.findings.finding import Match
from healthlint.language import inflection
from healthlint.language.annotated import Annotated, TokenSpan
from healthlint.language.terms import Terms
from healthlint.rules.pack import Pack
from healthlint.rules.rule import Rule

NAME = "gloss"
#: `match` is the term, `line` what it is in plain words, where the lexicon says so.
VALUES = frozenset({"match", "line"})
#: Marks that open an explanation after a term, and close one before it.
_OPENERS = frozenset({"(", "[", "–", "—"})
_REACH = 4


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which terms need an explanation, what introduces one, and how many terms one article is told of."""

    terms: Terms
    after: Terms
    before: Terms
    most: int = 5


def compile(rules: Sequence[Rule], pack: Pack) -> Check:  # noqa: A001 -- the one name that every kind has
    """Return the check of all gloss rules."""
    compiled = [
        (rule, params, Finder.of(params.terms, pack), Finder.of(params.after, pack), Finder.of(params.before, pack))
        for rule, params in ((rule, params_of(rule, Params)) for rule in rules)
    ]

    def check(annotated: Annotated) -> Iterator[tuple[Rule, Match]]:
        for rule, params, terms, after, before in compiled:
            first: dict[str, TokenSpan] = {}
            explained: set[str] = set()
            for place in terms.everywhere(annotated):
                concept = annotated.mentions_in(place)[0].concepts[0]
                if _is_plain(annotated, concept, place):
                    explained.add(concept)  # who writes the everyday word too has said what the other means
                    continue
                first.setdefault(concept, place)
                if concept not in explained and _is_explained(annotated, place, after, before):
                    explained.add(concept)
            unexplained = sorted(span for concept, span in first.items() if concept not in explained)
            for place in unexplained[: params.most]:
                yield rule, _match(annotated, place)

    return check


def _is_explained(annotated: Annotated, place: TokenSpan, after: Finder, before: Finder) -> bool:
    """Tell whether the words around a term explain it: brackets, a dash, “which means”, “called”, a definition."""
    words = annotated.tokens.words
    sentence = annotated.sentence_of(place.first)
    block = annotated.article.blocks[sentence.block]
    if block.kind is BlockKind.TERM or _is_linked(annotated, place):
        return True
    left = words[max(sentence.first, place.first - 2) : place.first]
    right = words[place.last : min(sentence.last, place.last + 2)]
    if not _OPENERS.isdisjoint(right[:1]) or not _OPENERS.isdisjoint(left[-1:]):
        return True
    return bool(
        after.inside(annotated, TokenSpan(place.last, min(sentence.last, place.last + _REACH)))
        or before.inside(annotated, TokenSpan(max(sentence.first, place.first - _REACH), place.first))
    )


def _is_plain(annotated: Annotated, concept: str, place: TokenSpan) -> bool:
    """Tell whether a concept is named by a word that everybody knows, such as a lay name."""
    text = annotated.text(place).lower()
    names = annotated.lexicon.concepts[concept].terms
    return any(name.register in {"lay", "brand"} and text in {f.lower() for f in inflection.noun(name.term)} for name in names)


def _is_linked(annotated: Annotated, place: TokenSpan) -> bool:
    """A term that is a link or has an `<abbr>` is explained one step away."""
    span = annotated.tokens.span(place)
    around = ProseSpan(max(0, span.start - 40), span.end)
    return any(
        inline.kind in {InlineKind.LINK, InlineKind.ABBREVIATION}
        and inline.span.start <= span.start
        and span.end <= inline.span.end
        for inline in annotated.article.inlines_in(around)
    )


def _match(annotated: Annotated, place: TokenSpan) -> Match:
    concept = annotated.lexicon.concepts[annotated.mentions_in(place)[0].concepts[0]]
    line = concept.line or ""
    said = f": {line[0].lower()}{line[1:].rstrip('.')}" if line else ""
    return Match(annotated.tokens.span(place), {"match": annotated.text(place), "line": said}, focus=place)
