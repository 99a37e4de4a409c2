"""Tells what a clause does with what it says: denies it, asks it, tells it as a myth, as past, as possible."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from healthlint.language.annotated import Annotated
from healthlint.language.polarity.asking import is_asked
from healthlint.language.polarity.clauses import Stretch, left_of, paint, right_of
from healthlint.language.polarity.debunking import is_debunked
from healthlint.language.polarity.negation import is_denied
from healthlint.language.polarity.reach import BE, Place, form, governs_verb
from healthlint.language.tokens import TokenSpan
from healthlint.patterns import regex


class Frame(StrEnum):
    """What is around a place and takes from what it says."""

    NEGATION = "negation"
    CONTRAST = "contrast"
    QUESTION = "question"
    MYTH = "myth"
    HISTORY = "history"
    HYPOTHETICAL = "hypothetical"
    LAY = "lay"


def frames(
    annotated: Annotated, focus: TokenSpan, own: Sequence[TokenSpan] = (), among: Iterable[Frame] = Frame
) -> frozenset[Frame]:
    """Return which frames, among some, govern `focus`, the head whose polarity counts.

    `own` are tokens of the match itself: the *no* of “no side effects” denies nothing of what the match says. The work
    is bounded, however long the sentence is.
    """
    place = Place(annotated, focus, tuple(own), left_of(annotated, focus), right_of(annotated, focus))
    tests = {
        Frame.NEGATION: is_denied,
        Frame.QUESTION: is_asked,
        Frame.MYTH: is_debunked,
        Frame.HISTORY: _is_history,
        Frame.HYPOTHETICAL: _is_hypothetical,
        Frame.LAY: _is_lay,
        Frame.CONTRAST: _is_contrast,
    }
    return frozenset(frame for frame in among if tests[frame](place))


# -- history -----------------------------------------------------------------------------------------------------------

_YEAR = regex(r"(?:1[5-9]|20)\d\ds?")
#: Between a place and an adverbial after it.
_AFTER = regex(r"[^;:,hq&|]{0,8}")
_FAR = 14


def _is_history(place: Place) -> bool:
    """Tell whether a place was so, or was said, at another time."""
    left, right = place.left, place.right
    if any(_is_same_clause(left.letters[cue.last :]) for cue in left.find("history", "history_called")):
        return True
    if any(_AFTER.fullmatch(right.letters[: cue.first]) for cue in right.find("history")):
        return True
    return place.touches("history", "history_called") or _is_before_a_year(left, right)


def _is_before_a_year(left: Stretch, right: Stretch) -> bool:
    """Tell whether a year bounds it: “Until 1987 it was called …”, “was called … until the 1990s”."""
    before = [left.letters[cue.last :] for cue in left.find("history_bound") if _is_dated(left, cue)]
    after = [right.letters[: cue.first] for cue in right.find("history_bound") if _is_dated(right, cue)]
    return any(map(_is_same_clause, before)) or any(map(_AFTER.fullmatch, after))


def _is_dated(side: Stretch, cue: TokenSpan) -> bool:
    return any(_YEAR.fullmatch(word) for word in side.words[cue.last : cue.last + 4])


def _is_same_clause(letters: str) -> bool:
    """Tell whether nothing after an adverbial begins another clause; one comma may close the adverbial."""
    return len(letters) <= _FAR and letters.count(",") <= 1 and not re.search(r"[;:]|[&|]p|,[&|]", letters)


# -- hypothetical ------------------------------------------------------------------------------------------------------

#: “if it (ever) cures …”, “if a cold, a cough or both cause …”.
_CONDITION = regex(r"[^;:,]{0,18}|(?:[wdrjo]{1,4},){1,4}[|&][wdrjo]{0,4}[vxr]*")
#: “If you drink it it cures …”: a second subject after a complete clause.
_SECOND_SUBJECT = regex(r"[rd]*p.*[worvx]p[vxr]*")
#: “hopes to find a cure”.
_ATTEMPT = regex(r"[xrtjd]*(?:[wo][xrtjd]*){0,3}(?:[|&][rtjd]*)?")
#: “may stop growth and prevent …”: what a modal governs goes on with another base form.
_NEXT_VERB = regex(r"[xrtjdweon]{1,8}[&|][rj]*")
_DIRECT = regex(r"[vxrtd]*")
_WHOLE_CLAUSE = regex(r",?[^;:,h&|]{0,6}")


def _is_hypothetical(place: Place) -> bool:
    """Tell whether a place may be so, would be so, or is hoped for."""
    left = place.left
    if any(_is_possible(place, cue) for cue in left.find("hypothetical_modal")):
        return True
    if any(_is_condition(left, cue) for cue in left.find("hypothetical_clause")):
        return True
    if any(_ATTEMPT.fullmatch(left.letters[cue.last :]) for cue in left.find("hypothetical_attempt")):
        return True
    return any(_is_adverb_of(left, cue) for cue in left.find("hypothetical_adverb"))


def _is_possible(place: Place, cue: TokenSpan) -> bool:
    """Tell whether a modal verb governs a place; “could not believe that …” and the month of May are none."""
    left = place.left
    gap = _heads_painted(left, cue)
    joined = _NEXT_VERB.fullmatch(gap) and form(place.word) == "b"
    if not (joined or governs_verb(place, cue, gap)) or _is_month(place, cue):
        return False
    return not any(idle.first <= cue.first < idle.last for idle in left.find("negation_idle"))


def _is_month(place: Place, cue: TokenSpan) -> bool:
    """Tell whether *May* is the month: a capital inside a sentence."""
    left = place.left
    if left.words[cue.first] != "may" or cue.first == 0:
        return False
    token = place.focus.first - (len(left.words) - cue.first)
    return place.annotated.article.prose[place.annotated.tokens.starts[token]] == "M"


def _is_condition(left: Stretch, cue: TokenSpan) -> bool:
    """Tell whether a place stands in the clause of an *if*, and not in the main clause after it."""
    in_clause = _CONDITION.fullmatch(left.letters[cue.last :]) is not None
    return in_clause and not _SECOND_SUBJECT.fullmatch(_heads_painted(left, cue))


def _heads_painted(left: Stretch, cue: TokenSpan) -> str:
    """Return the letters after a cue, heads of clauses told apart: “if you think it …” is one clause."""
    return paint(left.letters, "e", left.find("nonfactive"))[cue.last :]


def _is_adverb_of(left: Stretch, cue: TokenSpan) -> bool:
    gap = left.letters[cue.last :]
    return _DIRECT.fullmatch(gap) is not None or (cue.first == 0 and _WHOLE_CLAUSE.fullmatch(gap) is not None)


# -- lay usage and contrast --------------------------------------------------------------------------------------------

_LOOSELY = regex(r"[vxrdt]*w?[vxr]*")
_SAID = regex(r"[vxrp]{0,3}")
_AFTER_COMMA = regex(r"[^;:hq&|]{0,8}")


def _is_lay(place: Place) -> bool:
    """Tell whether a place is reported as everyday usage: “people often say …”, “loosely called”."""
    left, right = place.left, place.right
    if _is_lay_report(place):
        return True
    if any(_LOOSELY.fullmatch(left.letters[cue.last :]) for cue in left.find("lay_adverb")):
        return True
    if any(_is_same_clause(left.letters[cue.last :]) for cue in left.find("lay_setting")):
        return True
    return any(_AFTER_COMMA.fullmatch(right.letters[: cue.first]) for cue in right.find("lay_setting"))


def _is_lay_report(place: Place) -> bool:
    """Tell whether people are said to say it: before the place, or with the place as the verb."""
    left = place.left
    speakers = left.find("lay_speaker")
    if not speakers:
        return False
    for verb in left.find("lay_verb"):
        said = any(_SAID.fullmatch(left.letters[who.last : verb.first]) for who in speakers if who.last <= verb.first)
        if said and _is_same_clause(left.letters[verb.last :]):
            return True
    return place.touches("lay_verb") and any(_is_subject(left, who) for who in speakers)


def _is_subject(left: Stretch, who: TokenSpan) -> bool:
    """Tell an active subject (“Many people often call …”) from a passive one (“patients are called”)."""
    return _SAID.fullmatch(left.letters[who.last :]) is not None and BE.isdisjoint(left.words[who.last :])


_BEFORE = regex(r"[^;:,]{0,8}")
_NEXT = regex(r"[^;:,]{0,5}")


def _is_contrast(place: Place) -> bool:
    """Tell whether a place is set against something: “differs from”, “not to be confused with”."""
    left, right = place.left, place.right
    if place.touches("contrast"):
        return True
    if any(_BEFORE.fullmatch(left.letters[cue.last :]) for cue in left.find("contrast")):
        return True
    return any(_NEXT.fullmatch(right.letters[: cue.first]) for cue in right.find("contrast"))
