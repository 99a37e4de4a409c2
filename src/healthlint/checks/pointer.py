"""Kind `pointer`: a reference to another part of the article, and whether that part is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from healthlint.checks import pointer_parts as parts
from healthlint.checks.kind import Check, Finder, params_of
from healthlint.checks.pointer_parts import Dangling, is_adverb, is_free
from healthlint.checks.pointer_targets import Targets
from healthlint.document.outline import Outline
from healthlint.findings.finding import Match
from healthlint.language.annotated import Annotated, TokenSpan
from healthlint.language.terms import Terms
from healthlint.rules.pack import Pack
from healthlint.rules.rule import Rule

NAME = "pointer"
#: `match` is the pointer, `target` what it points at, `looked` what was found there instead.
VALUES = frozenset({"match", "target", "looked"})

#: Between a noun and “mentioned above”: “that we have”, “which have already been”.
_TO_VERB = 6
#: Between “the above” and its noun.
_TO_NOUN = 3
_WALLS = frozenset(",;:.!?()|")


class Fit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which concepts of the lexicon some things are: “symptoms” are signs and symptoms."""

    things: Terms
    are: Terms


class Items(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """“The conditions mentioned above”: things in the plural, and how they are said to have been given.

    `described` is what running text does, `before_noun` what stands before the noun (“the above symptoms”), `alone` what
    needs none (“any of the above”). `given_by` are the words by which a sentence gives things (“include”, “such as”).
    """

    things: Terms
    told: Terms
    described: Terms
    before_noun: Terms
    alone: Terms
    given_by: Terms
    fits: tuple[Fit, ...] = ()


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What points, and at what. A part that is left out is not looked for."""

    above: Terms
    below: Terms
    items: Items | None = None
    objects: tuple[parts.Objects, ...] = ()
    neighbours: tuple[parts.Neighbours, ...] = ()
    labels: tuple[parts.Objects, ...] = ()
    sections: parts.Sections | None = None
    clauses: parts.Clauses | None = None


_Search = Callable[[Annotated, Targets], Iterator[Dangling]]


def compile(rules: Sequence[Rule], pack: Pack) -> Check:  # noqa: A001 -- the one name that every kind has
    """Return the check of all pointer rules."""
    compiled = [(rule, _searches(params_of(rule, Params), pack)) for rule in rules]

    def check(annotated: Annotated) -> Iterator[tuple[Rule, Match]]:
        targets = Targets(annotated, Outline(annotated.article))
        for rule, searches in compiled:
            taken: set[int] = set()
            for search in searches:
                for found in search(annotated, targets):
                    if taken.isdisjoint(range(*found.span)):
                        taken.update(range(*found.span))
                        yield rule, _match(annotated, found)

    return check


def _searches(params: Params, pack: Pack) -> list[_Search]:
    """Return one search for each part of the parameters that is given."""
    above, below = Finder.of(params.above, pack), Finder.of(params.below, pack)
    found: list[_Search] = []
    if params.items is not None:
        found.append(_items(params.items, above, pack))
    found += [parts.objects(each, above, below, pack) for each in params.objects]
    found += [parts.neighbours(each, pack) for each in params.neighbours]
    found += [parts.labels(each, pack) for each in params.labels]
    if params.sections is not None:
        found.append(parts.sections(params.sections, above, below, pack))
    if params.clauses is not None:
        found.append(parts.clauses(params.clauses, above, below, pack))
    return found


def _items(items: Items, above: Finder, pack: Pack) -> _Search:
    """Return the search for things that were given before, and were not."""
    things, told, described, before_noun, alone, given_by = (
        Finder.of(getattr(items, name), pack)
        for name in ("things", "told", "described", "before_noun", "alone", "given_by")
    )
    fits = [(Finder.of(fit.things, pack), Finder.of(fit.are, pack)) for fit in items.fits]

    def is_given(targets: Targets, span: TokenSpan, noun: TokenSpan | None, verb: TokenSpan | None) -> bool:
        annotated = targets.annotated
        sentence = annotated.sentence_of(span.first)
        if targets.stands(("list", "table", "media"), sentence.block, ahead=False):
            return True
        if targets.series_before(sentence.first):
            return True
        if noun is None:
            return False
        name = annotated.text(noun)
        if targets.section_before(name, annotated.tokens.starts[sentence.first]):
            return True
        if targets.given_before(things, given_by, name, sentence.first):
            return True
        if (
            verb is not None
            and described.inside(annotated, verb)
            and targets.named_before(things, name, sentence.first)
        ):
            return True
        return any(
            kinds.inside(annotated, noun) and targets.pair_before(concepts, sentence.first) for kinds, concepts in fits
        )

    def search(annotated: Annotated, targets: Targets) -> Iterator[Dangling]:
        for span, noun, verb in _pointers_at_items(annotated, things, told, above, before_noun, alone):
            if not is_given(targets, span, noun, verb):
                named = annotated.text(noun) if noun else "a list"
                looked = "nothing before it gives them: no list, no table, no series"
                yield Dangling(span, verb or span, named, looked)

    return search


def _pointers_at_items(  # noqa: PLR0913 -- the parts of one grammar
    annotated: Annotated, things: Finder, told: Finder, above: Finder, before_noun: Finder, alone: Finder
) -> Iterator[tuple[TokenSpan, TokenSpan | None, TokenSpan | None]]:
    """Yield (pointer, its noun, its verb) for “the conditions mentioned above”, “the above symptoms”, “all of the above”."""
    for place in above.everywhere(annotated):
        sentence = annotated.sentence_of(place.first)
        verb = _just_before(
            told.inside(annotated, TokenSpan(max(sentence.first, place.first - 4), place.first)), place, 1
        )
        if not (is_adverb if verb else is_free)(annotated, place.last, sentence.last):
            continue
        end = verb or place
        noun = _noun_before(annotated, things, end, sentence.first, _TO_VERB if verb else 0)
        if noun is not None:
            yield TokenSpan(parts.start_of(annotated, noun, sentence.first), place.last), noun, verb
    for place in before_noun.everywhere(annotated):
        sentence = annotated.sentence_of(place.first)
        near = TokenSpan(place.last, min(sentence.last, place.last + _TO_NOUN))
        for noun in things.inside(annotated, near)[:1]:
            if _WALLS.isdisjoint(annotated.tokens.words[place.last : noun.first]):
                yield TokenSpan(place.first, noun.last), noun, None
    for place in alone.everywhere(annotated):
        if is_free(annotated, place.last, annotated.sentence_of(place.first).last):
            yield place, None, None


def _noun_before(annotated: Annotated, things: Finder, end: TokenSpan, first: int, reach: int) -> TokenSpan | None:
    """Return the nearest thing before a token with nothing but words between them."""
    near = TokenSpan(max(first, end.first - reach - 1), end.first)
    words = annotated.tokens.words
    for noun in reversed(things.inside(annotated, near)):
        if _WALLS.isdisjoint(words[noun.last : end.first]):
            return noun
    return None


def _just_before(places: Sequence[TokenSpan], end: TokenSpan, gap: int) -> TokenSpan | None:
    return next((place for place in reversed(places) if 0 <= end.first - place.last <= gap), None)


def _match(annotated: Annotated, found: Dangling) -> Match:
    span = annotated.tokens.span(found.span)
    values = {"match": annotated.text(span), "target": found.target, "looked": found.looked}
    return Match(span, values, focus=found.focus, own=(found.focus,))
