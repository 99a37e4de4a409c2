"""Gates: what must be true of an article before something missing in it is worth a word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated as Limited

import msgspec

from healthlint.checks.kind import Finder
from healthlint.document.article import BlockKind, Zone
from healthlint.language.annotated import Annotated
from healthlint.language.terms import Terms
from healthlint.rules.pack import Pack


class Gate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Opens for an article of at least `words` words of prose that is about `topic`.

    `signed` opens it for shorter ones too if they name an author, a reviewer or a date: such a page means to be
    complete. It is about a topic if its title or a heading names it, or its prose does at least `times` times: a
    passing mention opens no gate.
    """

    words: Limited[int, msgspec.Meta(ge=0)] = 0
    signed: bool = False
    topic: Terms | None = None
    times: Limited[int, msgspec.Meta(ge=1)] = 3


def opener(gate: Gate, pack: Pack) -> Callable[[Annotated], bool]:
    """Return the test whether a gate is open for an article."""
    finder = Finder.of(gate.topic, pack) if gate.topic else None

    def is_open(annotated: Annotated) -> bool:
        if annotated.body_words < gate.words and not (gate.signed and _is_signed(annotated)):
            return False
        return finder is None or _is_topic(annotated, finder, gate.times)

    return is_open


def _is_signed(annotated: Annotated) -> bool:
    said = annotated.article.metadata
    return bool(said.authors or said.reviewers or said.published or said.updated or said.reviewed)


def _is_topic(annotated: Annotated, finder: Finder, times: int) -> bool:
    """Tell whether a heading names the topic, or the body does often enough."""
    found = 0
    for place in finder.one_by_one(annotated):
        block = annotated.block_of(place.first)
        if block.kind in {BlockKind.HEADING, BlockKind.TITLE}:
            return True
        found += block.zone == (Zone.BODY,)
        if found >= times:
            return True
    return False
