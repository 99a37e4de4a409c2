"""Kind `consistency`: variants of one word in one article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import msgspec

from healthlint.checks.kind import Check, Finder, params_of
from healthlint.findings.finding import Match
from healthlint.language import inflection
from healthlint.language.annotated import Annotated, TokenSpan
from healthlint.language.lexicon import Concept
from healthlint.language.terms import Terms
from healthlint.rules.pack import Pack
from healthlint.rules.rule import Rule

NAME = "consistency"
#: `match` is the variant found, `other` the one that it stands beside.
VALUES = frozenset({"match", "other"})


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What counts as a variant.

    `groups`: each a list of variants of one word. `spelling`: British and American names of one concept of the lexicon.
    `hyphens`: one compound written with a hyphen, open or closed before the same noun; `alternates` are first words that
    make the same compound (`mid`, `middle`).
    """

    groups: tuple[tuple[Terms, ...], ...] = ()
    spelling: bool = False
    hyphens: bool = False
    alternates: tuple[tuple[str, ...], ...] = ()


Places = dict[str, list[TokenSpan]]
#: Two spellings of one word share most of their letters (`anaemia`, `anemia`); two words for one thing do not.
_ALIKE = 0.8


def compile(rules: Sequence[Rule], pack: Pack) -> Check:  # noqa: A001 -- the one name that every kind has
    """Return the check of all consistency rules."""
    compiled = [
        (rule, params, [[Finder.of(variant, pack) for variant in group] for group in params.groups])
        for rule, params in ((rule, params_of(rule, Params)) for rule in rules)
    ]

    def check(annotated: Annotated) -> Iterator[tuple[Rule, Match]]:
        for rule, params, groups in compiled:
            for places in _variants(annotated, params, groups):
                if len(places) > 1:
                    yield rule, _match(annotated, places)

    return check


def _variants(annotated: Annotated, params: Params, groups: Sequence[Sequence[Finder]]) -> Iterator[Places]:
    """Yield, for each word that may vary, where each of its variants stands."""
    for group in groups:
        found = [(number, finder.everywhere(annotated)) for number, finder in enumerate(group)]
        yield {str(number): list(places) for number, places in found if places}
    if params.spelling:
        yield from _spellings(annotated)
    if params.hyphens:
        yield from _compounds(annotated, {word: group[0] for group in params.alternates for word in group})


def _spellings(annotated: Annotated) -> Iterator[Places]:
    """British and American forms of one word."""
    found: dict[str, Places] = {}
    for mention in annotated.mentions:
        concept = annotated.lexicon.concepts[mention.concepts[0]]
        if {term.spelling for term in concept.terms} >= {"us", "uk"}:
            span = TokenSpan(mention.first, mention.last)
            spelling = _spelling(concept, annotated.text(span).lower())
            if spelling is not None:
                found.setdefault(concept.id, {}).setdefault(spelling, []).append(span)
    for places in found.values():
        texts = [annotated.text(spans[0]).lower() for spans in places.values()]
        if len(texts) > 1 and SequenceMatcher(a=texts[0], b=texts[1], autojunk=False).ratio() >= _ALIKE:
            yield places


def _spelling(concept: Concept, text: str) -> str | None:
    """Return the spelling, British or American, that a name of a concept is written in; None for one that is neither."""
    for term in concept.terms:
        if term.spelling != "both" and text in {form.lower() for form in inflection.noun(term.term)}:
            return term.spelling
    return None


def _compounds(annotated: Annotated, first_words: dict[str, str]) -> Iterator[Places]:
    """Compounds before the same noun, by how they are written. Elsewhere a hyphen may rightly come and go.

    (“a long-term illness”, “in the long term”: both are right. “mid-back pain”, “mid back pain”: one of them is.)
    """
    words = annotated.tokens.words
    found: dict[tuple[str, str, str], Places] = {}
    for place in (i for i, word in enumerate(words[1:-2], 1) if word == "-"):
        if _adjoin(annotated, place - 1, place + 2):
            key = (first_words.get(words[place - 1], words[place - 1]), words[place + 1], _singular(words[place + 2]))
            span = TokenSpan(place - 1, place + 2)
            found.setdefault(key, {}).setdefault(f"{words[place - 1]}-", []).append(span)
    if not found:
        return
    seconds = {key[1] for key in found}
    for place in (i for i, word in enumerate(words[:-1]) if word in seconds and i):
        key = (first_words.get(words[place - 1], words[place - 1]), words[place], _singular(words[place + 1]))
        if key in found:
            found[key].setdefault(f"{words[place - 1]} ", []).append(TokenSpan(place - 1, place + 1))
    yield from found.values()


def _adjoin(annotated: Annotated, first: int, last: int) -> bool:
    """Tell whether tokens stand without a blank between them and are words, as in a compound."""
    starts, ends, words = annotated.tokens.starts, annotated.tokens.ends, annotated.tokens.words
    joined = all(ends[i] == starts[i + 1] for i in range(first, last - 1))
    return joined and words[first].isalpha() and words[last - 1].isalpha() and words[last].isalpha()


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
