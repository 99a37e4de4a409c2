"""Kind `gloss`: a technical term, and whether the article explains it anywhere."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Annotated as Limited

import msgspec

from healthlint.checks.kind import Check, Finder, params_of
from healthlint.document.article import BlockKind, InlineKind, ProseSpan
from healthlint.findings.finding import Match
from healthlint.findings.resolve import in_scope
from healthlint.language import inflection
from healthlint.language.annotated import Annotated
from healthlint.language.lexicon import Concept
from healthlint.language.terms import Terms
from healthlint.language.tokens import Sentence, TokenSpan
from healthlint.rules.pack import Pack
from healthlint.rules.rule import Rule

NAME = "gloss"
#: `match` is the term, `line` what it is in plain words, where the lexicon says so.
VALUES = frozenset({"match", "line"})
READS_NEIGHBOURS = False
#: Marks that open an explanation after a term, and close one before it.
_OPENERS = frozenset({"(", "[", "–", "—"})
_REACH = 4


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which terms need an explanation, what introduces one, and how many terms one article is told of."""

    terms: Terms
    after: Terms
    before: Terms
    most: Limited[int, msgspec.Meta(ge=1)] = 5


class _Rule(msgspec.Struct, frozen=True):
    """A rule with its finders."""

    rule: Rule
    most: int
    terms: Finder
    after: Finder
    before: Finder


class _Term(msgspec.Struct, frozen=True):
    """A technical term in the text: what is named (a concept of the lexicon, or the word itself), and where."""

    name: str
    concept: Concept | None
    place: TokenSpan


def compile(rules: Sequence[Rule], pack: Pack) -> Check:  # noqa: A001 -- the one name that every kind has
    """Return the check of all gloss rules."""
    compiled = []
    for rule in rules:
        params: Params = params_of(rule, Params)
        finders = [Finder.of(terms, pack) for terms in (params.terms, params.after, params.before)]
        compiled.append(_Rule(rule, params.most, *finders))

    def check(annotated: Annotated) -> Iterator[tuple[Rule, Match]]:
        linked = _Linked(annotated)
        for rule in compiled:
            for term in _unexplained(annotated, rule, linked)[: rule.most]:
                yield rule.rule, _match(annotated, term)

    return check


def _unexplained(annotated: Annotated, rule: _Rule, linked: _Linked) -> list[_Term]:
    """Return the first place of each term that is explained nowhere, in order.

    A term that stands only where the rule does not look is left alone; an explanation counts wherever it stands.
    """
    plain_names = cache(_plain_names)
    first: dict[str, _Term] = {}
    explained: set[str] = set()
    for place in rule.terms.everywhere(annotated):
        term = _term(annotated, rule.terms, place)
        if term.name in explained:
            continue
        if term.concept is not None and annotated.text(place).lower() in plain_names(term.concept):
            explained.add(term.name)  # who writes the everyday word too has said what the other means
        elif _is_explained(annotated, place, rule, linked):
            explained.add(term.name)
        elif term.name not in first and in_scope(annotated, rule.rule.text.scope, annotated.tokens.span(place)):
            first[term.name] = term
    return [term for name, term in first.items() if name not in explained]


def _term(annotated: Annotated, finder: Finder, place: TokenSpan) -> _Term:
    for mention in annotated.mentions_in(place):
        if (mention.first, mention.last) == place:
            name = next((concept for concept in mention.concepts if concept in finder.concepts), mention.concepts[0])
            return _Term(name, annotated.lexicon.concepts[name], place)
    return _Term(annotated.text(place).lower(), None, place)


def _plain_names(concept: Concept) -> frozenset[str]:
    """Return the names of a concept that everybody knows: lay names and brands, in all their forms."""
    names = (name.term for name in concept.terms if name.register in {"lay", "brand"})
    return frozenset(form.lower() for name in names for form in inflection.noun(name))


def _is_explained(annotated: Annotated, place: TokenSpan, rule: _Rule, linked: _Linked) -> bool:
    """Tell whether the words around a term explain it: brackets, a dash, “which means”, “called”, a definition."""
    words = annotated.tokens.words
    sentence = annotated.sentence_of(place.first)
    if annotated.article.blocks[sentence.block].kind is BlockKind.TERM or linked.holds(annotated.tokens.span(place)):
        return True
    if place.last < sentence.last and words[place.last] in _OPENERS:
        return True
    if _is_label(annotated, sentence, place):
        return True
    if place.first > sentence.first and words[place.first - 1] in _OPENERS:
        return True
    right = TokenSpan(place.last, min(sentence.last, place.last + _REACH))
    left = TokenSpan(max(sentence.first, place.first - _REACH), place.first)
    after = [hit for hit in rule.after.inside(annotated, right) if not _is_passive(words, hit)]
    return bool(after or rule.before.inside(annotated, left))


def _is_label(annotated: Annotated, sentence: Sentence, place: TokenSpan) -> bool:
    """Tell whether a term is, or begins, what stands before a colon: “Statins: medicines that lower cholesterol”."""
    words = annotated.tokens.words
    ahead = words[place.last : min(sentence.last, place.last + _REACH)]
    return place.first - sentence.first <= 1 and ":" in ahead


def _is_passive(words: Sequence[str], hit: TokenSpan) -> bool:
    """Tell whether *is* goes on as “is regulated”, “are moving”: that says what happens, not what something is."""
    if words[hit.first] not in {"is", "are"} or hit.last - hit.first > 1 or hit.last >= len(words):
        return False
    following = words[hit.last]
    return following.endswith(("ed", "ing")) or following in {"not", "also", "seen", "found", "made", "often"}


class _Linked:
    """The links and `<abbr>`s of an article: what stands in one is explained one step away."""

    def __init__(self, annotated: Annotated) -> None:
        kinds = {InlineKind.LINK, InlineKind.ABBREVIATION}
        spans = [inline.span for inline in annotated.article.inlines if inline.kind in kinds]
        self._starts = [span.start for span in spans]
        self._spans = spans

    def holds(self, span: ProseSpan) -> bool:
        """Tell whether a span lies in one of them; an `<abbr>` may stand in a link."""
        last = bisect_right(self._starts, span.start)
        return any(span.end <= other.end for other in self._spans[max(0, last - 2) : last])


def _match(annotated: Annotated, term: _Term) -> Match:
    line = term.concept.line if term.concept is not None else None
    said = f": {line[0].lower()}{line[1:].rstrip('.')}" if line else ""
    return Match(
        annotated.tokens.span(term.place), {"match": annotated.text(term.place), "line": said}, focus=term.place
    )
