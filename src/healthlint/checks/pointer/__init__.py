"""Kind `pointer`: a reference to another part of the article, and whether that part is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from healthlint.checks.kind import Check, Finder, params_of
from healthlint.checks.pointer.items import Items, items
from healthlint.checks.pointer.objects import Neighbours, Objects, labels, neighbours, objects
from healthlint.checks.pointer.sections import Clauses, Sections, clauses, sections
from healthlint.checks.pointer.targets import Targets
from healthlint.checks.pointer.words import Dangling, Search
from healthlint.document.outline import Outline
from healthlint.findings.finding import Match
from healthlint.language.annotated import Annotated
from healthlint.language.terms import Terms
from healthlint.rules.pack import Pack
from healthlint.rules.rule import Rule

NAME = "pointer"
#: `match` is the pointer, `target` what it points at, `looked` what was found there instead.
VALUES = frozenset({"match", "target", "looked"})
READS_NEIGHBOURS = True


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What points, and at what. A part that is left out is not looked for."""

    above: Terms
    below: Terms
    items: Items | None = None
    objects: tuple[Objects, ...] = ()
    neighbours: tuple[Neighbours, ...] = ()
    labels: tuple[Objects, ...] = ()
    sections: Sections | None = None
    clauses: Clauses | None = None


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


def _searches(params: Params, pack: Pack) -> list[Search]:
    """Return one search for each part of the parameters that is given."""
    above, below = Finder.of(params.above, pack), Finder.of(params.below, pack)
    found: list[Search] = []
    if params.items is not None:
        found.append(items(params.items, above, pack))
    found += [objects(each, above, below, pack) for each in params.objects]
    found += [neighbours(each, pack) for each in params.neighbours]
    found += [labels(each, pack) for each in params.labels]
    if params.sections is not None:
        found.append(sections(params.sections, above, below, pack))
    if params.clauses is not None:
        found.append(clauses(params.clauses, above, below, pack))
    return found


def _match(annotated: Annotated, found: Dangling) -> Match:
    span = annotated.tokens.span(found.span)
    values = {"match": annotated.text(span), "target": found.target, "looked": found.looked}
    return Match(span, values, focus=found.focus, own=(found.focus,))
