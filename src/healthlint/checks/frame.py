"""Kind `frame`: a pattern over words, concept classes and gaps, anchored on one head word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated as Limited
from typing import Literal

import msgspec

from healthlint.checks.kind import Check, Finder, longest_from_left, params_of
from healthlint.findings.finding import Match, Replacement
from healthlint.language.annotated import Annotated
from healthlint.language.terms import Terms
from healthlint.language.tokens import Sentence, TokenSpan
from healthlint.rules.pack import Pack
from healthlint.rules.rule import Rule

NAME = "frame"
#: `match` is the whole text found; `head`, `before` (nearest part) and `after` (nearest part) are pieces of it.
VALUES = frozenset({"match", "head", "before", "after", "instead"})
READS_NEIGHBOURS = False
#: The longest term has fewer tokens than this: how far beyond its gap a part may reach.
_LONGEST_TERM = 12
#: “In the sentence” means this many tokens to either side: some texts know no full stop.
_SENTENCE_REACH = 60
#: A gap does not reach over these: what stands beyond them belongs to another statement.
_WALLS = frozenset({";", ":", "|"})


Edge = Literal["anywhere", "sentence_start", "sentence_end", "block_start", "block_end"]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something beside the head: at most `within` tokens from its neighbour on the side of the head (0: next to it)."""

    find: Terms
    within: Limited[int, msgspec.Meta(ge=0)] = 0
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
    at: Edge = "anywhere"
    covers: Literal["whole", "head"] = "whole"
    instead: str | None = None


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The patterns of a rule; the first that matches at a place is the one."""

    frames: Limited[tuple[Frame, ...], msgspec.Meta(min_length=1)]


class _Part(msgspec.Struct, frozen=True):
    finder: Finder
    within: int
    optional: bool


class _Frame(msgspec.Struct, frozen=True):
    """A frame with its finders."""

    text: Frame
    head: Finder
    before: tuple[_Part, ...]
    after: tuple[_Part, ...]
    never_before: tuple[_Part, ...]
    never_after: tuple[_Part, ...]
    never: Finder | None
    needed: Finder | None


class _Places(msgspec.Struct, frozen=True):
    """Where a frame stands: its head, and its parts before and after it in reading order."""

    head: TokenSpan
    before: Sequence[TokenSpan]
    after: Sequence[TokenSpan]

    @property
    def whole(self) -> TokenSpan:
        """Return everything from the first part to the last."""
        first = self.before[0] if self.before else self.head
        last = self.after[-1] if self.after else self.head
        return TokenSpan(first.first, last.last)


def compile(rules: Sequence[Rule], pack: Pack) -> Check:  # noqa: A001 -- the one name that every kind has
    """Return the check of all frame rules."""
    compiled = [(rule, [_compiled(f, pack) for f in params_of(rule, Params).frames]) for rule in rules]

    def check(annotated: Annotated) -> Iterator[tuple[Rule, Match]]:
        for rule, frames in compiled:
            taken: set[int] = set()
            for frame in frames:
                for head in sorted(frame.head.everywhere(annotated), key=longest_from_left):
                    places = _matched(annotated, frame, head)
                    if places is not None and taken.isdisjoint(range(*places.whole)):
                        taken.update(range(*places.whole))
                        yield rule, _match(annotated, frame.text, places)

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


def _matched(annotated: Annotated, frame: _Frame, head: TokenSpan) -> _Places | None:
    """Return where a frame stands around a head, or None."""
    sentence = annotated.sentence_of(head.first)
    if not _has_company(annotated, frame, head, sentence):
        return None
    before = _leftwards(annotated, frame.before, head.first, sentence)
    after = _rightwards(annotated, frame.after, head.last, sentence) if before is not None else None
    if before is None or after is None:
        return None
    places = _Places(head, before, after)
    whole = places.whole
    if any(_leftwards(annotated, (part,), whole.first, sentence) for part in frame.never_before):
        return None
    if any(_rightwards(annotated, (part,), whole.last, sentence) for part in frame.never_after):
        return None
    return places if _is_at(annotated, frame.text.at, whole, sentence) else None


def _has_company(annotated: Annotated, frame: _Frame, head: TokenSpan, sentence: Sentence) -> bool:
    """Tell whether the sentence holds what it must, and nothing that it must not."""
    around = TokenSpan(
        max(sentence.first, head.first - _SENTENCE_REACH), min(sentence.last, head.last + _SENTENCE_REACH)
    )
    if frame.never is not None and frame.never.inside(annotated, around):
        return False
    return frame.needed is None or bool(frame.needed.inside(annotated, around))


def _rightwards(
    annotated: Annotated, parts: Sequence[_Part], cursor: int, sentence: Sentence
) -> list[TokenSpan] | None:
    """Return a place for each part, in order, to the right of a token; None where one has none.

    The nearest place is tried first, and of those that begin together the longest.
    """
    if not parts:
        return []
    part, words = parts[0], annotated.tokens.words
    window = TokenSpan(cursor, min(sentence.last, cursor + part.within + _LONGEST_TERM))
    for place in sorted(part.finder.inside(annotated, window), key=longest_from_left):
        if place.first - cursor > part.within or not _WALLS.isdisjoint(words[cursor : place.first]):
            break
        rest = _rightwards(annotated, parts[1:], place.last, sentence)
        if rest is not None:
            return [place, *rest]
    return _rightwards(annotated, parts[1:], cursor, sentence) if part.optional else None


def _leftwards(annotated: Annotated, parts: Sequence[_Part], cursor: int, sentence: Sentence) -> list[TokenSpan] | None:
    """Return a place for each part, in order, to the left of a token; None where one has none.

    The nearest place is tried first, and of those that end together the longest.
    """
    if not parts:
        return []
    part, words = parts[-1], annotated.tokens.words
    window = TokenSpan(max(sentence.first, cursor - part.within - _LONGEST_TERM), cursor)
    for place in sorted(part.finder.inside(annotated, window), key=_longest_from_right):
        if cursor - place.last > part.within or not _WALLS.isdisjoint(words[place.last : cursor]):
            break
        rest = _leftwards(annotated, parts[:-1], place.first, sentence)
        if rest is not None:
            return [*rest, place]
    return _leftwards(annotated, parts[:-1], cursor, sentence) if part.optional else None


def _longest_from_right(place: TokenSpan) -> tuple[int, int]:
    return (-place.last, place.first)


def _is_at(annotated: Annotated, at: Edge, whole: TokenSpan, sentence: Sentence) -> bool:
    """Tell whether a match stands at the edge that it is tied to; marks and brackets outside it do not count."""
    if at == "anywhere":
        return True
    block = annotated.block_tokens[sentence.block]
    around = block if at.startswith("block") else TokenSpan(sentence.first, sentence.last)
    beyond = range(around.first, whole.first) if at.endswith("start") else range(whole.last, around.last)
    if len(beyond) > _SENTENCE_REACH:
        return False
    return not any(any(map(str.isalnum, annotated.tokens.words[token])) for token in beyond)


def _match(annotated: Annotated, frame: Frame, places: _Places) -> Match:
    head, before, after = places.head, places.before, places.after
    span = annotated.tokens.span(places.whole if frame.covers == "whole" else head)
    values = {
        "match": annotated.text(span),
        "head": annotated.text(head),
        "before": annotated.text(before[-1]) if before else "",
        "after": annotated.text(after[0]) if after else "",
        "instead": frame.instead or "",
    }
    replacements = (Replacement(span, frame.instead),) if frame.instead else ()
    return Match(span, values, focus=head, own=(*before, head, *after), replacements=replacements)
