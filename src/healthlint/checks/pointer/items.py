"""Pointers back at things that were given: “the rules listed above”, “the above symptoms”, “any of the above”."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from healthlint.checks.kind import Finder
from healthlint.checks.pointer.targets import Targets
from healthlint.checks.pointer.words import Dangling, Search, is_adverb, is_free, start_of
from healthlint.language.annotated import Annotated
from healthlint.language.terms import Terms
from healthlint.language.tokens import TokenSpan
from healthlint.rules.pack import Pack

#: Between a noun and “mentioned above”: “that we have”, “which have already been”.
_TO_VERB = 6
#: Between a verb and “above”: “mentioned just above”, and the longest verb.
_TO_ADVERB = 1
_LONGEST_VERB = 4
#: Between “the above” and its noun.
_TO_NOUN = 3
#: “Given earlier” is a treatment; “given above” is a pointer.
_NEVER_IN_TIME = "above"
_WALLS = frozenset(",;:.!?()|")


class Fit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which concepts of the lexicon some things are: “symptoms” are signs and symptoms."""

    things: Terms
    are: Terms


class Items(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Things in the plural, and how they are said to have been given.

    `told` stands between the things and “above” or “earlier”, `told_above` before “above” only; `described` is what
    running text does. `before_noun` stands before the things (“the above symptoms”), `alone` needs none (“any of
    the above”). `given_by` are the words by which a sentence gives things (“include”, “such as”).
    """

    things: Terms
    told: Terms
    told_above: Terms
    described: Terms
    before_noun: Terms
    alone: Terms
    given_by: Terms
    fits: tuple[Fit, ...] = ()


class _Pointer(NamedTuple):
    """A pointer with its noun and its verb, if it has them."""

    span: TokenSpan
    noun: TokenSpan | None = None
    verb: TokenSpan | None = None


class _Words(msgspec.Struct, frozen=True):
    """Finds the parts of a pointer."""

    things: Finder
    told: Finder
    told_above: Finder
    described: Finder
    before_noun: Finder
    alone: Finder
    given_by: Finder
    above: Finder
    fits: tuple[tuple[Finder, Finder], ...]


def items(text: Items, above: Finder, pack: Pack) -> Search:
    """Return the search for things that are said to have been given before, and were not."""
    fits = tuple((Finder.of(fit.things, pack), Finder.of(fit.are, pack)) for fit in text.fits)
    words = _Words(
        things=Finder.of(text.things, pack),
        told=Finder.of(text.told, pack),
        told_above=Finder.of(text.told_above, pack),
        described=Finder.of(text.described, pack),
        before_noun=Finder.of(text.before_noun, pack),
        alone=Finder.of(text.alone, pack),
        given_by=Finder.of(text.given_by, pack),
        above=above,
        fits=fits,
    )

    def search(annotated: Annotated, targets: Targets) -> Iterator[Dangling]:
        for pointer in _pointers(annotated, words):
            if not (_is_listed(targets, pointer) or _is_given(targets, words, pointer)):
                named = annotated.text(pointer.noun) if pointer.noun else "a list"
                looked = "nothing before it gives them: no list, no table, no series"
                yield Dangling(pointer.span, pointer.verb or pointer.span, named, looked)

    return search


# -- what points -------------------------------------------------------------------------------------------------------


def _pointers(annotated: Annotated, words: _Words) -> Iterator[_Pointer]:
    """Yield every pointer back at things."""
    for place in words.above.everywhere(annotated):
        pointer = _after_noun(annotated, words, place)
        if pointer is not None:
            yield pointer
    for place in words.before_noun.everywhere(annotated):
        sentence = annotated.sentence_of(place.first)
        near = TokenSpan(place.last, min(sentence.last, place.last + _TO_NOUN))
        for noun in words.things.inside(annotated, near)[:1]:
            if _WALLS.isdisjoint(annotated.tokens.words[place.last : noun.first]):
                yield _Pointer(TokenSpan(place.first, noun.last), noun)
    for place in words.alone.everywhere(annotated):
        if is_free(annotated, place.last, annotated.sentence_of(place.first).last):
            yield _Pointer(place)


def _after_noun(annotated: Annotated, words: _Words, place: TokenSpan) -> _Pointer | None:
    """Return the pointer that ends with “above” at a place: “the rules (that we) listed above”, “the rules above”."""
    sentence = annotated.sentence_of(place.first)
    near = TokenSpan(max(sentence.first, place.first - _LONGEST_VERB), place.first)
    verbs = [*words.told.inside(annotated, near)]
    if annotated.tokens.words[place.first] == _NEVER_IN_TIME:
        verbs += words.told_above.inside(annotated, near)
    verb = next((each for each in reversed(verbs) if place.first - each.last <= _TO_ADVERB), None)
    if not (is_adverb if verb else is_free)(annotated, place.last, sentence.last):
        return None
    end = (verb or place).first
    first = max(sentence.first, end - (_TO_VERB if verb else 0) - 1)
    for noun in reversed(words.things.inside(annotated, TokenSpan(first, end))):
        if _WALLS.isdisjoint(annotated.tokens.words[noun.last : end]):
            return _Pointer(TokenSpan(start_of(annotated, noun, sentence.first), place.last), noun, verb)
    return None


# -- what was given ----------------------------------------------------------------------------------------------------


def _is_listed(targets: Targets, pointer: _Pointer) -> bool:
    """Tell whether anything before a pointer counts things up, whatever they are."""
    sentence = targets.annotated.sentence_of(pointer.span.first)
    if targets.stands(("list", "table", "media"), sentence.block, ahead=False):
        return True
    return targets.series_before(sentence.first)


def _is_given(targets: Targets, words: _Words, pointer: _Pointer) -> bool:
    """Tell whether the things that a pointer names are given before it, in running text or under a heading."""
    if pointer.noun is None:
        return False
    annotated = targets.annotated
    noun = annotated.text(pointer.noun)
    sentence = annotated.sentence_of(pointer.span.first)
    if targets.section_before(noun, annotated.tokens.starts[sentence.first]):
        return True
    if targets.given_before(words.things, words.given_by, noun, sentence.first):
        return True
    if _is_described(annotated, words, pointer) and targets.named_before(words.things, noun, sentence.first):
        return True
    return any(
        things.inside(annotated, pointer.noun) and targets.pair_before(concepts, sentence.first)
        for things, concepts in words.fits
    )


def _is_described(annotated: Annotated, words: _Words, pointer: _Pointer) -> bool:
    return pointer.verb is not None and bool(words.described.inside(annotated, pointer.verb))
