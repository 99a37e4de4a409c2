"""Kind `consistency`: variants of one word in one article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import chain
from typing import Annotated as Limited

import msgspec

from healthlint.checks.kind import Check, Finder, params_of
from healthlint.findings.finding import Match
from healthlint.findings.resolve import in_scope
from healthlint.language import inflection
from healthlint.language.annotated import Annotated
from healthlint.language.lexicon import Concept
from healthlint.language.terms import Terms
from healthlint.language.tokens import TokenSpan
from healthlint.rules.pack import Pack
from healthlint.rules.rule import Rule, Scope

NAME = "consistency"
#: `match` is the variant found, `other` the one that it stands beside.
VALUES = frozenset({"match", "other"})
READS_NEIGHBOURS = False


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What counts as a variant.

    `groups`: each a list of variants of one word. `spelling`: British and American names of one concept of the lexicon.
    `hyphens`: one compound written with a hyphen, open or closed before the same noun; `alternates` are first words
    that make the same compound (`mid`, `middle`).
    """

    groups: tuple[Limited[tuple[Terms, ...], msgspec.Meta(min_length=2)], ...] = ()
    spelling: bool = False
    hyphens: bool = False
    alternates: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        """Refuse parameters under which nothing can vary."""
        if not (self.groups or self.spelling or self.hyphens):
            raise ValueError("Nothing can vary: `groups`, `spelling` or `hyphens` must say what does")


#: Where each variant of one word stands, by some name of the variant.
Places = dict[str, list[TokenSpan]]
#: Two spellings of one word share most of their letters (`anaemia`, `anemia`); two words for one thing do not.
_ALIKE = 0.8
#: Words that stand before a noun by right, where with a hyphen they would be a part of it: “in patient care”.
_LINKING = frozenset(
    {
        "in",
        "on",
        "at",
        "by",
        "for",
        "of",
        "to",
        "from",
        "with",
        "into",
        "as",
        "and",
        "or",
        "the",
        "a",
        "an",
        "no",
        "not",
    }
    | {"after", "before", "over", "under", "up", "out", "off", "down"}
)


def compile(rules: Sequence[Rule], pack: Pack) -> Check:  # noqa: A001 -- the one name that every kind has
    """Return the check of all consistency rules."""
    compiled = [
        (rule, params, [[Finder.of(variant, pack) for variant in group] for group in params.groups])
        for rule, params in ((rule, params_of(rule, Params)) for rule in rules)
    ]

    def check(annotated: Annotated) -> Iterator[tuple[Rule, Match]]:
        for rule, params, groups in compiled:
            for places in _variants(annotated, params, groups):
                inside = _inside(annotated, rule.text.scope, places) if len(places) > 1 else places
                if len(inside) > 1:
                    yield rule, _match(annotated, inside)

    return check


def _inside(annotated: Annotated, scope: Scope, places: Places) -> Places:
    """Return the places in the scope of a rule: how others spell, in a title or a quotation, is theirs."""
    kept = {
        name: [span for span in spans if in_scope(annotated, scope, annotated.tokens.span(span))]
        for name, spans in places.items()
    }
    return {name: spans for name, spans in kept.items() if spans}


def _variants(annotated: Annotated, params: Params, groups: Sequence[Sequence[Finder]]) -> Iterator[Places]:
    """Yield, for each word that may vary, where each of its variants stands."""
    for group in groups:
        found = [(number, finder.everywhere(annotated)) for number, finder in enumerate(group)]
        yield {str(number): list(places) for number, places in found if places}
    if params.spelling:
        yield from _spellings(annotated)
    if params.hyphens:
        yield from _compounds(annotated, {word: group[0] for group in params.alternates for word in group})


# -- British and American names ----------------------------------------------------------------------------------------


def _is_name(annotated: Annotated, span: TokenSpan) -> bool:
    """Tell whether a term is part of a name, as in *Tumor Biology*: it and its neighbour have capitals."""
    prose, starts = annotated.article.prose, annotated.tokens.starts
    if not prose[starts[span.first]].isupper():
        return False
    sentence = annotated.sentence_of(span.first)
    beside = [span.first - 1] if span.first > sentence.first else []
    beside += [span.last] if span.last < sentence.last else []
    return any(prose[starts[token]].isupper() for token in beside)


def _spellings(annotated: Annotated) -> Iterator[Places]:
    """British and American forms of one word."""
    lexicon = annotated.lexicon
    known: dict[str, Mapping[str, str]] = {}
    found: dict[str, Places] = {}
    named = annotated.places_by_names.items()
    apart = ((place, names[0]) for names, places in named if names[0] in lexicon.spelled_apart for place in places)
    for (first, last), concept in sorted(apart):
        span = TokenSpan(first, last)
        if concept not in known:
            known[concept] = _spelled(lexicon.concepts[concept])
        spelling = known[concept].get(annotated.text(span).lower())
        if spelling is not None and not _is_name(annotated, span):
            found.setdefault(concept, {}).setdefault(spelling, []).append(span)
    for places in found.values():
        texts = [annotated.text(spans[0]).lower() for spans in places.values()]
        if len(texts) > 1 and SequenceMatcher(a=texts[0], b=texts[1], autojunk=False).ratio() >= _ALIKE:
            yield places


@cache
def _spelled(concept: Concept) -> Mapping[str, str]:
    """Return the forms of the names of a concept that has both spellings, each with its own."""
    return {
        form.lower(): term.spelling
        for term in concept.terms
        if term.spelling != "both"
        for form in inflection.noun(term.term)
    }


# -- compounds ---------------------------------------------------------------------------------------------------------

#: A compound before a noun: first word (the first of its alternates), second word, and the noun.
_Compound = tuple[str, str, str]


def _compounds(annotated: Annotated, first_words: Mapping[str, str]) -> Iterator[Places]:
    """Compounds before the same noun, by how they are written. Elsewhere a hyphen may rightly come and go.

    (“a long-term illness”, “in the long term”: both are right. “mid-back pain”, “mid back pain”: one of them is.)
    """
    words = annotated.tokens.words
    found: dict[_Compound, Places] = {}
    for place in annotated.tokens.where.get("-", ()):
        span = TokenSpan(place - 1, place + 2)
        if 0 < place < len(words) - 2 and _is_hyphened(annotated, span):
            key = (first_words.get(words[place - 1], words[place - 1]), words[place + 1], _singular(words[place + 2]))
            found.setdefault(key, {}).setdefault(f"{words[place - 1]}-", []).append(span)
    if found:
        _add_unhyphened(annotated, first_words, found)
    yield from found.values()


def _add_unhyphened(annotated: Annotated, first_words: Mapping[str, str], found: dict[_Compound, Places]) -> None:
    """Add where the same compounds are written as two words or as one."""
    words, where = annotated.tokens.words, annotated.tokens.where
    seconds = {second for _, second, _ in found}
    wholes = {word + second: (first, second) for word, first, second in _first_words(found, first_words)}
    wanted = (seconds | wholes.keys()) & where.keys()
    for place in sorted(chain.from_iterable(where[word] for word in wanted)):
        if place + 1 == len(words):
            break
        word = words[place]
        noun = _singular(words[place + 1])
        if place and word in seconds and words[place - 1] not in _LINKING:
            key = (first_words.get(words[place - 1], words[place - 1]), word, noun)
            span = TokenSpan(place - 1, place + 1)
            if key in found and _is_open(annotated, span):
                found[key].setdefault(f"{words[place - 1]} ", []).append(span)
        elif word in wholes and (*wholes[word], noun) in found and _is_followed(annotated, place + 1):
            found[*wholes[word], noun].setdefault(word, []).append(TokenSpan(place, place + 1))


def _first_words(found: Mapping[_Compound, Places], alternates: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield each first word that a compound can be written with, the one that stands for it, and its second word."""
    others: dict[str, list[str]] = {}
    for word, first in alternates.items():
        others.setdefault(first, []).append(word)
    for first, second, _ in found:
        for word in others.get(first, [first]):
            yield word, first, second


def _is_hyphened(annotated: Annotated, span: TokenSpan) -> bool:
    """Tell whether three tokens are a compound of two words, no part of a longer one, with a noun after it."""
    words, first, last = annotated.tokens.words, span.first, span.last
    close = _gap(annotated, first + 1) == "" == _gap(annotated, first + 2)
    longer = first > 0 and words[first - 1] == "-" and _gap(annotated, first) == ""
    return (
        close and not longer and words[first].isalpha() and words[last - 1].isalpha() and _is_followed(annotated, last)
    )


def _is_open(annotated: Annotated, span: TokenSpan) -> bool:
    """Tell whether two tokens are two words, no part of a longer compound, with a noun after them."""
    longer = span.first > 0 and annotated.tokens.words[span.first - 1] == "-" and _gap(annotated, span.first) == ""
    return _gap(annotated, span.first + 1) == " " and not longer and _is_followed(annotated, span.last)


def _is_followed(annotated: Annotated, token: int) -> bool:
    """Tell whether a token is a word that follows the one before it in the same block."""
    return annotated.tokens.words[token].isalpha() and _gap(annotated, token) == " "


def _gap(annotated: Annotated, token: int) -> str:
    """Return what stands between a token and the one before it: nothing, a blank, a break between blocks."""
    return annotated.article.prose[annotated.tokens.ends[token - 1] : annotated.tokens.starts[token]]


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


def _match(annotated: Annotated, places: Places) -> Match:
    """Point at the first place where a second variant appears; the rest is related."""
    firsts = sorted(spans[0] for spans in places.values())
    first, second = firsts[0], firsts[1]
    related = tuple(
        (annotated.tokens.span(span), f"written “{annotated.text(span)}” here") for span in firsts if span != second
    )
    values = {"match": annotated.text(second), "other": annotated.text(first)}
    return Match(annotated.tokens.span(second), values, focus=second, related=related)
