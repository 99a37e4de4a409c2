"""Kind `phrase`: these words, in all their forms, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from healthlint.checks.kind import Check, Finder, params_of
from healthlint.findings.finding import Match, Replacement
from healthlint.language import inflection
from healthlint.language.annotated import Annotated, TokenSpan
from healthlint.language.terms import Terms
from healthlint.rules.pack import Pack
from healthlint.rules.rule import Rule

NAME = "phrase"
#: `match` is the text found, `instead` what to write.
VALUES = frozenset({"match", "instead"})


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words to find. `instead` says what to write; a verb or noun is put into the form of the one found."""

    find: Terms
    instead: str | None = None


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The phrases of a rule."""

    entries: tuple[Entry, ...]


def compile(rules: Sequence[Rule], pack: Pack) -> Check:  # noqa: A001 -- the one name that every kind has
    """Return the check of all phrase rules."""
    entries = [
        (rule, entry, Finder.of(entry.find, pack)) for rule in rules for entry in params_of(rule, Params).entries
    ]

    def check(annotated: Annotated) -> Iterator[tuple[Rule, Match]]:
        for rule, entry, finder in entries:
            for place in finder.everywhere(annotated):
                yield rule, _match(annotated, place, entry)

    return check


def _match(annotated: Annotated, place: TokenSpan, entry: Entry) -> Match:
    span = annotated.tokens.span(place)
    text = annotated.text(span)
    instead = in_form_of(text, entry) if entry.instead else ""
    replacements = (Replacement(span, instead),) if instead else ()
    return Match(span, {"match": text, "instead": instead}, focus=place, replacements=replacements)


def in_form_of(text: str, entry: Entry) -> str:
    """Return what to write instead of `text`: in the same form of verb or noun, with the same first capital."""
    instead = entry.instead or ""
    for base, forms in [(verb, inflection.verb) for verb in entry.find.verbs] + [(noun, inflection.noun) for noun in entry.find.nouns]:
        given, wanted = forms(base), forms(instead)
        if text.lower() in given and len(given) == len(wanted):
            instead = wanted[given.index(text.lower())]
            break
    return instead[:1].upper() + instead[1:] if text[:1].isupper() else instead
