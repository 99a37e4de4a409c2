"""Kind `phrase`: these words, in all their forms, and what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated as Limited

import msgspec

from healthlint.checks.kind import Check, Finder, longest_from_left, params_of
from healthlint.findings.finding import Match, Replacement
from healthlint.language import inflection
from healthlint.language.annotated import Annotated
from healthlint.language.terms import Terms
from healthlint.language.tokens import TokenSpan
from healthlint.rules.pack import Pack
from healthlint.rules.rule import Rule

NAME = "phrase"
#: `match` is the text found, `instead` what to write.
VALUES = frozenset({"match", "instead"})
READS_NEIGHBOURS = False


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words to find. `instead` says what to write; a verb or noun is put into the form of the one found."""

    find: Terms
    instead: str | None = None


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The phrases of a rule; of two at one place the longer is found."""

    entries: Limited[tuple[Entry, ...], msgspec.Meta(min_length=1)]


class _Phrase(msgspec.Struct, frozen=True):
    """An entry with its finder.

    `forms` gives for each written form (see `_plain`) the form as listed, and what to write instead in the same form.
    """

    finder: Finder
    instead: str
    forms: Mapping[str, tuple[str, str]]


def compile(rules: Sequence[Rule], pack: Pack) -> Check:  # noqa: A001 -- the one name that every kind has
    """Return the check of all phrase rules."""
    compiled = [(rule, [_compiled(entry, pack) for entry in params_of(rule, Params).entries]) for rule in rules]

    def check(annotated: Annotated) -> Iterator[tuple[Rule, Match]]:
        for rule, phrases in compiled:
            for place, phrase in _places(annotated, phrases):
                yield rule, _match(annotated, place, phrase)

    return check


def _compiled(entry: Entry, pack: Pack) -> _Phrase:
    instead = entry.instead or ""
    forms = {_plain(word): (word, instead) for word in entry.find.words}
    for base in entry.find.verbs:
        forms |= _paired(base, instead, inflection.verb)
    for base in entry.find.nouns:
        forms |= _paired(base, instead, inflection.noun)
    return _Phrase(Finder.of(entry.find, pack), instead, forms)


def _paired(base: str, instead: str, made: Callable[[str], Sequence[str]]) -> dict[str, tuple[str, str]]:
    """Return each form of a verb or noun with the same form of what to write, where both have the same number."""
    given, wanted = made(base), made(instead) if instead else ()
    if len(given) != len(wanted):
        return {_plain(form): (form, instead) for form in given}
    return {_plain(form): (form, other) for form, other in zip(given, wanted, strict=True)}


def _plain(text: str) -> str:
    """Return a text as forms are compared: hyphens may be blanks, apostrophes are straight."""
    return text.lower().replace("’", "'").replace("-", " ")


def _places(annotated: Annotated, phrases: Sequence[_Phrase]) -> Iterator[tuple[TokenSpan, _Phrase]]:
    """Yield the places of all phrases of a rule in order, the longest first where several begin; none overlap."""
    found: dict[TokenSpan, _Phrase] = {}
    for phrase in phrases:
        for place in phrase.finder.everywhere(annotated):
            found.setdefault(place, phrase)
    end = 0
    for place in sorted(found, key=longest_from_left):
        if place.first >= end:
            end = place.last
            yield place, found[place]


def _match(annotated: Annotated, place: TokenSpan, phrase: _Phrase) -> Match:
    span = annotated.tokens.span(place)
    text = annotated.text(span)
    instead = _in_form_of(text, phrase)
    replacements = (Replacement(span, instead),) if instead else ()
    return Match(span, {"match": text, "instead": instead}, focus=place, replacements=replacements)


def _in_form_of(text: str, phrase: _Phrase) -> str:
    """Return what to write instead of `text`: in the same form of verb or noun, with the same capitals."""
    form, instead = phrase.forms.get(_plain(text), ("", phrase.instead))
    if text.isupper() and not form.isupper() and len(text) > 1:
        return instead.upper()
    begins_a_sentence = text[:1].isupper() and not form[:1].isupper()
    return instead[:1].upper() + instead[1:] if begins_a_sentence else instead
