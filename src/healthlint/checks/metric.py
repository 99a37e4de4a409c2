"""Kind `metric`: a figure of the whole article, and a bound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated as Limited
from typing import Literal

import msgspec

from healthlint.checks.gate import Gate, opener
from healthlint.checks.kind import Check, params_of
from healthlint.findings.finding import Match
from healthlint.language import readability
from healthlint.language.annotated import Annotated
from healthlint.rules.pack import Pack
from healthlint.rules.rule import Rule

NAME = "metric"
#: `figure` is the consensus grade, `bound` its target, `formulas` each formula with its grade, `counts` what was
#: counted.
VALUES = frozenset({"figure", "bound", "formulas", "counts"})
READS_NEIGHBOURS = False


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The figure, its target, and by how much the target may be passed before that is worth a word.

    Formulas disagree by two grades and more, so a bound without a margin would judge noise.
    """

    of: Literal["grade"]
    at_most: Limited[float, msgspec.Meta(gt=0, le=30)]
    margin: Limited[float, msgspec.Meta(ge=0, le=30)] = 0.0
    gate: Gate = Gate()


def compile(rules: Sequence[Rule], pack: Pack) -> Check:  # noqa: A001 -- the one name that every kind has
    """Return the check of all metric rules."""
    compiled = [(rule, params_of(rule, Params), opener(params_of(rule, Params).gate, pack)) for rule in rules]

    def check(annotated: Annotated) -> Iterator[tuple[Rule, Match]]:
        measured = readability.grade(annotated)
        if measured is None:
            return
        for rule, params, is_open in compiled:
            if measured.grade > params.at_most + params.margin and is_open(annotated):
                yield rule, _match(annotated, params, measured)

    return check


def _match(annotated: Annotated, params: Params, measured: readability.Readability) -> Match:
    counts = measured.counts
    values = {
        "figure": f"{measured.grade:.1f}",
        "bound": f"{params.at_most:g}",
        "formulas": ", ".join(f"{name} {value:.1f}" for name, value in measured.formulas.items()),
        "counts": f"{counts.words} words in {counts.sentences} sentences",
    }
    hardest = tuple((annotated.tokens.span(span), "among the hardest sentences") for span in measured.hardest)
    return Match(None, values, related=hardest)
