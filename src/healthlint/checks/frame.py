"""Kind `frame`: a pattern over words, concept classes and gaps, anchored on one head word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec

from healthlint.checks.kind import Check, Finder, params_of
from healthlint.findings.finding import Match, Replacement
from healthlint.language.annotated import Annotated, Sentence, TokenSpan
from healthlint.language.terms import Terms
from healthlint.rules.pack import Pack
from healthlint.rules.rule import Rule

NAME = "frame"
#: `match` is the whole text found; `head`, `before` (nearest part) and `after` (nearest part) are pieces of it.
VALUES = frozenset({"match", "head", "before", "after", "instead"})
#: The longest term has fewer tokens than this: how far beyond its gap a part may reach.
_LONGEST_TERM = 12
#: “In the sentence” means this many tokens to either side: some texts know no full stop.
_SENTENCE_REACH = 60
#: A gap does not reach over these: what stands beyond them belongs to another statement.
_WALLS = frozenset({";", ":", "|"})


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something beside the head: at most `within` tokens away from the part before it (0 is next to it)."""

    find: Terms
    within: int = 0
    optional: bool = False


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One pattern. `before` and `after` are in reading order; `never_…` are parts that must not stand there.

    `at` ties the whole match to an edge; `covers` says which part of it is the finding.
    """

    head: Terms
    before: tuple[Part, ...] = ()
    after: tuple[Part, ...] = ()
    never_before: tuple[Part, ...] = ()
    never_after: tuple[Part, ...] = ()
    never_in_sentence: Terms | None = None
    in_sentence: Terms | None = None
    at: Literal["anywhere", "sentence_start", "sentence_end", "block_start", "block_end"] = "anywhere"
    covers: Literal["whole", "head"] = "whole"
    instead: str | None = None


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The patterns of a rule; the first that matches at a place is the one."""

    frames: tuple[Frame, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    finder: Finder
    within: int
    optional: bool


@dataclass(frozen=True, slots=True)
class _Frame:
    """A frame with its finders."""

    text: Frame
    head: Finder
    before: tuple[_Part, ...]
    after: tuple[_Part, ...]
    never_before: tuple[_Part, ...]
    never_after: tuple[_Part, ...]
    never: Finder | None
    needed: Finder | None


def compile(rules: Sequence[Rule], pack: Pack) -> Check:  # noqa: A001 -- the one name that every kind has
    """Return the check of all frame rules."""
    compiled = [(rule, [_compiled(f, pack) for f in params_of(rule, Params).frames]) for rule in rules]

    def check(annotated: Annotated) -> Iterator[tuple[Rule, Match]]:
        for rule, frames in compiled:
            taken: set[int] = set()
            for frame in frames:
                for head in frame.head.everywhere(annotated):
                    whole = _matched(annotated, frame, head)
                    if whole is not None and taken.isdisjoint(range(*whole[0])):
                        taken.update(range(*whole[0]))
                        yield rule, _match(annotated, frame.text, head, whole[1])

    return check


def _compiled(frame: Frame, pack: Pack) -> _Frame:
    def parts(texts: Sequence[Part]) -> tuple[_Part, ...]:
        return tuple(_Part(Finder.of(part.find, pack), part.within, part.optional) for part in texts)

    return _Frame(
        text=frame,
        head=Finder.of(frame.head, pack),
        before=parts(frame.before),
        after=parts(frame.after),
        never_before=parts(frame.never_before),
        never_after=parts(frame.never_after),
        never=Finder.of(frame.never_in_sentence, pack) if frame.never_in_sentence else None,
        needed=Finder.of(frame.in_sentence, pack) if frame.in_sentence else None,
    )


def _matched(annotated: Annotated, frame: _Frame, head: TokenSpan) -> tuple[TokenSpan, list[list[TokenSpan]]] | None:
    """Return the whole match around a head and its places before and after, or None."""
    sentence = annotated.sentence_of(head.first)
    around = TokenSpan(max(sentence.first, head.first - _SENTENCE_REACH), min(sentence.last, head.last + _SENTENCE_REACH))
    if frame.never is not None and frame.never.inside(annotated, around):
        return None
    if frame.needed is not None and not frame.needed.inside(annotated, around):
        return None
    before = _leftwards(annotated, frame.before, head.first, sentence)
    after = _rightwards(annotated, frame.after, head.last, sentence) if before is not None else None
    if before is None or after is None:
        return None
    whole = TokenSpan(before[0].first if before else head.first, after[-1].last if after else head.last)
    if any(_leftwards(annotated, (part,), whole.first, sentence) for part in frame.never_before):
        return None
    if any(_rightwards(annotated, (part,), whole.last, sentence) for part in frame.never_after):
        return None
    return (whole, [before, after]) if _at_edge(annotated, frame.text.at, whole, sentence) else None


def _rightwards(
    annotated: Annotated, parts: Sequence[_Part], cursor: int, sentence: Sentence
) -> list[TokenSpan] | None:
    """Return a place for each part, in order, to the right of a token; None where one has none."""
    if not parts:
        return []
    part = parts[0]
    reach = min(sentence.last, _wall(annotated, cursor, cursor + part.within + 1, sentence.last))
    for place in part.finder.inside(annotated, TokenSpan(cursor, min(sentence.last, cursor + part.within + _LONGEST_TERM))):
        if place.first - cursor > part.within or place.first >= max(reach, cursor + 1):
            break
        rest = _rightwards(annotated, parts[1:], place.last, sentence)
        if rest is not None:
            return [place, *rest]
    return _rightwards(annotated, parts[1:], cursor, sentence) if part.optional else None


def _leftwards(annotated: Annotated, parts: Sequence[_Part], cursor: int, sentence: Sentence) -> list[TokenSpan] | None:
    """Return a place for each part, in order, to the left of a token; None where one has none."""
    if not parts:
        return []
    part = parts[-1]
    for place in reversed(part.finder.inside(annotated, TokenSpan(max(sentence.first, cursor - part.within - _LONGEST_TERM), cursor))):
        if cursor - place.last > part.within:
            break
        if _WALLS.isdisjoint(annotated.tokens.words[place.last : cursor]):
            rest = _leftwards(annotated, parts[:-1], place.first, sentence)
            if rest is not None:
                return [*rest, place]
    return _leftwards(annotated, parts[:-1], cursor, sentence) if part.optional else None


def _wall(annotated: Annotated, first: int, last: int, end: int) -> int:
    """Return the first token from `first` on that a gap does not reach over, at most `last`."""
    words = annotated.tokens.words
    return next((token for token in range(first, min(last, end)) if words[token] in _WALLS), last)


def _at_edge(annotated: Annotated, at: str, whole: TokenSpan, sentence: Sentence) -> bool:
    if at == "anywhere":
        return True
    if at == "sentence_start":
        return whole.first == sentence.first
    closing = annotated.tokens.words[whole.last : sentence.last]
    at_end = all(not any(map(str.isalnum, word)) for word in closing)
    if at == "sentence_end":
        return at_end
    own = annotated.sentences_in(sentence.block)
    return whole.first == own[0].first if at == "block_start" else at_end and sentence == own[-1]


def _match(annotated: Annotated, frame: Frame, head: TokenSpan, places: list[list[TokenSpan]]) -> Match:
    before, after = places
    whole = TokenSpan(before[0].first if before else head.first, after[-1].last if after else head.last)
    span = annotated.tokens.span(whole if frame.covers == "whole" else head)
    values = {
        "match": annotated.text(span),
        "head": annotated.text(head),
        "before": annotated.text(before[-1]) if before else "",
        "after": annotated.text(after[0]) if after else "",
        "instead": frame.instead or "",
    }
    replacements = (Replacement(span, frame.instead),) if frame.instead else ()
    return Match(span, values, focus=head, own=(*before, head, *after), replacements=replacements)

