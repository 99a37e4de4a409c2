"""The two sides of an equation: how much of a noun phrase a term is, and what it depends on."""

from __future__ import annotations

import re
from enum import Enum

from msgspec import Struct

from healthlint.language.annotated import Annotated
from healthlint.language.equations.letters import Stretch
from healthlint.language.tokens import Mention, TokenSpan
from healthlint.patterns import regex


class Shape(Enum):
    """How much of a noun phrase its term is."""

    BARE = "bare"
    """The term, at most with an article: “a cramp”."""
    NARROWED = "narrowed"
    """Some of what the term names: “a painful cramp”, “cramp of the calf”, “some cramps”."""
    PART = "part"
    """The term is a part of something that is not known: “stomach *flu*”, “a sign of *stroke*”, “*stroke* unit”."""


class Side(Struct, frozen=True):
    """One side of an equation."""

    mention: Mention
    shape: Shape
    article: str
    """As a letter: a, t (the), d (this, your), q (some, most); empty where there is none."""
    governed: bool = False
    """Whether it depends on a preposition: “inflammation of *the liver* (hepatitis)”."""
    joined_to: Mention | None = None
    """A term that stands before it with an *and* or an *or*, so that both may be meant: “tingling or numbness (…)”."""

    @property
    def tokens(self) -> TokenSpan:
        """Return the tokens of its term."""
        return TokenSpan(self.mention.first, self.mention.last)


class Window(Struct, frozen=True):
    """What stands around two terms: before A, between them, after B."""

    before: Stretch
    between: Stretch
    after: Stretch

    @property
    def lead(self) -> str:
        """Return the letters before the noun phrase of A."""
        return self.before.letters[: phrase_start(self.before.letters)]

    @property
    def gap(self) -> str:
        """Return the letters between A and the noun phrase of B."""
        return self.between.letters[: phrase_start(self.between.letters)]


#: Articles and adjectives at the end of what stands before a term.
_PHRASE = regex(r"(?P<article>[atdq]{0,2})(?P<modifiers>[xDJmBh]{0,4})$")
_LONGEST_PHRASE = 6
#: “a symptom of a …”, “two types of …”
#: and “complementary and *alternative medicine*”, of which the term is only the second half.
_PART = regex(r"N[a-z]?g$|/$|[xJD][nr]$")
_UNKNOWN = frozenset("xmh")
#: Before “is called” the whole subject is named: “Pain in *the chest* is called angina”.
_FINITE = regex(r"(?:[ig][atd]?[xmBDJ]{1,3})?[AFL]*[vbXZ]")
_JOINED = regex(r"[mB],?[nr]$")
#: “also called tingling *and numbness*”
_JOINS = regex(r"n[atd]?[xDJB]*m")
_STARTS_CLAUSE = regex(r"(?:^|[,;:(.\-ncruwTHAFLS]|l[a-z]?)$")
_GOVERNORS = frozenset("gijfyocek")
#: A noun phrase may end before these; before a noun or an adjective it goes on.
_OVER = frozenset(",()-=/.;:rnbXvwWcuijgfkoyzpaCFLKRMGOUIESVlAdtq")
#: “cramps *of* the calf”, “spasms *that* hurt”
_NARROWING = frozenset("gijw")


def sides(
    annotated: Annotated,
    terms: tuple[Mention, Mention],
    window: Window,
    *,
    said_from: int,
    tail: bool,
    is_subject: bool,
) -> tuple[Side, Side]:
    """Return both sides; adjectives that both have narrow neither.

    `said_from` counts the letters before A that do not belong to the frame, `tail` says that A goes on after its term,
    `is_subject` that all before a verb is meant by it.
    """
    one, other = _phrase(window.before.letters), _phrase(window.between.letters)
    shared = _modifiers(annotated, window.before, one) == _modifiers(annotated, window.between, other)
    lead = window.lead[:said_from]
    shape = _shape(one, lead, shared=shared)
    if is_subject and not _STARTS_CLAUSE.search(lead):
        shape = Shape.PART
    if tail and shape is Shape.BARE:
        shape = Shape.NARROWED
    joined = _JOINED.search(lead)
    before = annotated.mentions_in(_one(window.before.tokens[joined.start()])) if joined else ()
    first = Side(terms[0], shape, one["article"][:1], lead[-1:] in _GOVERNORS, before[0] if before else None)
    return first, right_side(annotated, terms[1], window, shared=shared)


def right_side(annotated: Annotated, right: Mention, window: Window, *, shared: bool = False) -> Side:
    """Return the side of a term from what stands right before and after it; `shared` adjectives do not count."""
    phrase = _phrase(window.between.letters)
    shape = _shape_before(annotated, window.after, _shape(phrase, window.gap, shared=shared))
    return Side(right, shape, phrase["article"][:1])


def is_whole(letters_after: str) -> bool:
    """Tell whether a noun phrase may end before some letters."""
    return not letters_after or letters_after[0] in _OVER


def phrase_start(letters: str) -> int:
    """Return where in some letters the noun phrase begins whose articles and adjectives end them."""
    return _phrase(letters).start()


def is_finite(gap: str) -> bool:
    """Tell whether a verb follows A, so that A is (the end of) a subject: “A is called …”."""
    return bool(_FINITE.match(gap))


def _one(token: int) -> TokenSpan:
    return TokenSpan(token, token + 1)


def _phrase(letters: str) -> re.Match[str]:
    found = _PHRASE.search(letters, max(0, len(letters) - _LONGEST_PHRASE))
    assert found is not None  # noqa: S101 -- for the type checker: every part of the pattern may be empty
    return found


def _modifiers(annotated: Annotated, before: Stretch, phrase: re.Match[str]) -> list[str]:
    return [annotated.tokens.words[token] for token in before.tokens[phrase.start("modifiers") :]]


def _shape(phrase: re.Match[str], lead: str, *, shared: bool) -> Shape:
    """Return the shape that a term has by what stands before it."""
    modifiers = "" if shared else phrase["modifiers"]
    if not _UNKNOWN.isdisjoint(modifiers) or _PART.search(lead):
        return Shape.PART
    return Shape.NARROWED if modifiers or "q" in phrase["article"] else Shape.BARE


def _shape_before(annotated: Annotated, after: Stretch, shape: Shape) -> Shape:
    """Return what a shape becomes by what follows its term."""
    if not after.letters:
        return shape
    letter, word = after.letters[0], annotated.tokens.words[after.tokens[0]]
    if word == "'s" or (letter not in _OVER and not word.endswith("ly")):
        return Shape.PART
    narrows = letter in _NARROWING or _JOINS.match(after.letters)
    return Shape.NARROWED if narrows and shape is Shape.BARE else shape
