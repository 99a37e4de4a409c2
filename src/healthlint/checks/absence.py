"""Kind `absence`: a gate opened and something missing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from healthlint.checks.gate import Gate, opener
from healthlint.checks.kind import Check, params_of
from healthlint.document.article import ProseSpan, Zone
from healthlint.document.source import SourceSpan
from healthlint.findings.finding import Match
from healthlint.language.annotated import Annotated
from healthlint.rules.pack import Pack
from healthlint.rules.rule import Rule

NAME = "absence"
#: `name` is the person it is about, where there is one.
VALUES = frozenset({"name"})
READS_NEIGHBOURS = False

Missing = Literal["disclaimer", "author", "credentials", "reviewer", "date"]


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What must not be missing, and when that matters."""

    missing: Missing
    gate: Gate = Gate()


def _no_disclaimer(annotated: Annotated) -> list[Match]:
    """Look for a block of its own, a sentence in a longer paragraph, or a field that the site prints."""
    article = annotated.article
    if "disclaimer" in article.metadata.fields:
        return []
    has_one = article.disclaiming or any(Zone.DISCLAIMER in block.zone for block in article.blocks)
    return [] if has_one else [Match(None)]


def _no_author(annotated: Annotated) -> list[Match]:
    return [] if annotated.article.metadata.authors else [Match(None)]


def _no_credentials(annotated: Annotated) -> list[Match]:
    """Tell where an author is named, and nothing says what makes anybody of them able to write this."""
    people = annotated.article.metadata.authors
    if not people or any(person.credentials for person in people):
        return []
    return [Match(_prose_of(annotated, people[0].source), {"name": people[0].name})]


def _no_reviewer(annotated: Annotated) -> list[Match]:
    return [] if annotated.article.metadata.reviewers else [Match(None)]


def _no_date(annotated: Annotated) -> list[Match]:
    said = annotated.article.metadata
    return [] if said.published or said.updated or said.reviewed else [Match(None)]


_QUESTIONS: Mapping[Missing, Callable[[Annotated], list[Match]]] = {
    "disclaimer": _no_disclaimer,
    "author": _no_author,
    "credentials": _no_credentials,
    "reviewer": _no_reviewer,
    "date": _no_date,
}


def compile(rules: Sequence[Rule], pack: Pack) -> Check:  # noqa: A001 -- the one name that every kind has
    """Return the check of all absence rules."""
    compiled = [(rule, params_of(rule, Params), opener(params_of(rule, Params).gate, pack)) for rule in rules]

    def check(annotated: Annotated) -> Iterator[tuple[Rule, Match]]:
        for rule, params, is_open in compiled:
            matches = _QUESTIONS[params.missing](annotated)
            if matches and is_open(annotated):
                yield from ((rule, match) for match in matches)

    return check


def _prose_of(annotated: Annotated, place: SourceSpan | None) -> ProseSpan | None:
    """Return the prose of a source range, where the whole range is prose (a name in front matter is not)."""
    article = annotated.article

    def source_start(offset: int) -> int:
        return article.to_source(ProseSpan(offset, offset + 1)).start

    for block in article.blocks if place is not None else ():
        if place is not None and block.source.start <= place.start and place.end <= block.source.end:
            offsets = range(block.span.start, block.span.end)
            first = bisect_left(offsets, place.start, key=source_start)
            last = bisect_left(offsets, place.end, key=source_start)
            found = ProseSpan(block.span.start + first, block.span.start + last)
            if first < last and article.to_source(found) == place:
                return found
    return None
