"""Kind `promise`: an announcement of several things, and whether they follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from healthlint.checks.kind import Check, params_of
from healthlint.checks.promise.announcement import Announcer, Promise
from healthlint.checks.promise.clause import Announcement, Parts
from healthlint.checks.promise.delivery import Announced, Deliverer, Delivery, Expects, Gap
from healthlint.checks.promise.search import gap_after
from healthlint.document.article import Block, BlockKind
from healthlint.document.outline import Outline
from healthlint.findings.finding import Match
from healthlint.language.annotated import Annotated
from healthlint.language.tokens import TokenSpan
from healthlint.rules.pack import Pack
from healthlint.rules.rule import Rule

NAME = "promise"
#: `match` is the announcement, `noun` what it announces, `looked` where that was looked for.
VALUES = frozenset({"match", "noun", "looked"})
READS_NEIGHBOURS = True


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How an announcement is recognised, and what keeps it."""

    announcement: Announcement
    delivery: Delivery


def compile(rules: Sequence[Rule], pack: Pack) -> Check:  # noqa: A001 -- the one name that every kind has
    """Return the check of all promise rules."""
    compiled = []
    for rule in rules:
        params = params_of(rule, Params)
        compiled.append((rule, Announcer(Parts.of(params.announcement, pack)), Deliverer.of(params.delivery, pack)))

    def check(annotated: Annotated) -> Iterator[tuple[Rule, Match]]:
        outline = Outline(annotated.article)
        for rule, announcer, deliverer in compiled:
            for promise in announcer.promises(annotated, outline):
                gap = _gap(annotated, outline, promise, announcer, deliverer)
                if gap is not None:
                    yield rule, _match(annotated, promise, gap)

    return check


def _gap(
    annotated: Annotated, outline: Outline, promise: Promise, announcer: Announcer, deliverer: Deliverer
) -> Gap | None:
    """Return what is missing after an announcement, or None."""
    block = annotated.block_of(promise.span.first)
    noun = annotated.text(promise.noun).lower() if promise.noun else ""
    if promise.is_below and not promise.is_marked:
        return _gap_below(outline, block)
    rest = TokenSpan(promise.span.last, annotated.tokens.within(block.span).last)
    if not promise.is_marked and not deliverer.leaves_open(annotated, rest, noun):
        return None

    def announces(other: Block) -> bool:
        return announcer.announces(annotated, other)

    expects = promise.expects
    if block.kind is BlockKind.HEADING:
        if not promise.is_sure:
            return None
        expects = Expects.ANYTHING  # the whole section is its room
    gap = gap_after(deliverer, annotated, outline, Announced(block, noun, expects, promise.is_marked, announces))
    if gap is None:
        return None
    return Gap(gap.certain and promise.is_marked and promise.is_sure, gap.looked)


def _gap_below(outline: Outline, block: Block) -> Gap | None:
    """Return what is missing after “listed below”: any list, table or row of headings further down keeps it."""
    later = (outline.lists, outline.tables, outline.opaque)
    if any(places and places[-1] > block.index for places in later):
        return None
    if len(outline.headings_from(block.index + 1, 2)) > 1:
        return None
    if outline.media_between(block.index + 1, len(outline.blocks)):
        return None
    return Gap(certain=False, looked="stands below it")


def _match(annotated: Annotated, promise: Promise, gap: Gap) -> Match:
    span = annotated.tokens.span(promise.span)
    values = {
        "match": annotated.text(span),
        "noun": annotated.text(promise.noun) if promise.noun else "a list",
        "looked": gap.looked,
    }
    return Match(span, values, focus=promise.focus, own=(promise.focus,), doubtful=not gap.certain)
