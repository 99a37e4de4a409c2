"""Tells whether a clause is reported in order to be denied: by its layout, or by a word that governs it."""

from __future__ import annotations

import re

from healthlint.language.annotated import Annotated
from healthlint.language.polarity.clauses import Stretch, paint
from healthlint.language.polarity.reach import Place, is_one_clause
from healthlint.language.tokens import TokenSpan, Voice
from healthlint.patterns import regex

#: What may stand between a word and the place that it discredits, by set of cues.
_DISCREDITING = {
    # “It is a myth that …”, “A common myth: …”
    "myth_noun": regex(r"[vxr]*(?:,?h|:)(?P<clause>.*)|[wdorjpvx]{1,8}"),
    # “It is false that …”, “It is wrong to say that …”, “false claims to cure”
    "falsity": regex(r"[rjd]*e{0,2}[rvxw]?,?h(?P<clause>.*)|t[re]{1,3}h?(?P<bare>.*)|[re]{1,2}[ot][vxrdw]{0,3}"),
    # “is wrongly believed to …”, “falsely claims that …”
    "mistakenly": regex(r"[vxrtd]*|[vxr]*e[^;:,&|]{0,10}|[vxr]*w[rd]*[ot]?[xrd]*"),
    # “a so-called cure”
    "doubted": regex(r"[wrj]{0,2}"),
    # “Contrary to the claim that …”; after the comma it is the author who speaks
    "contrary": regex(r"[drwjeo]{0,6}h(?P<clause>.*)"),
}
_PREDICATE = regex(r"[wdoertjp&|]{0,8},?[vx]+[rwd]{0,3}")


def is_debunked(place: Place) -> bool:
    """Tell whether a place is told as a myth, by layout (a voice) or by a word on either side."""
    if _is_myth_voice(place.annotated, place.focus.first):
        return True
    if any(_discredits(place.left, cue, name) for name in _DISCREDITING for cue in place.left.find(name)):
        return True
    return _is_called_false(place)


def _is_myth_voice(annotated: Annotated, token: int) -> bool:
    near = annotated.voices_at(token)
    return any(voice is Voice.MYTH and span.first <= token < span.last for span, voice in near)


def _discredits(left: Stretch, cue: TokenSpan, name: str) -> bool:
    """Tell whether a cue governs the place, and is not itself denied."""
    letters = paint(left.letters, "e", left.find("nonfactive", "content_noun"))
    found = _DISCREDITING[name].fullmatch(letters[cue.last :])
    if found is None:
        return False
    clause = next((part for part in found.groups() if part), "")
    return is_one_clause(clause) and not _is_taken_back(left, cue)


def _is_taken_back(left: Stretch, cue: TokenSpan) -> bool:
    """Tell whether a cue is denied: “It is no myth that …”, “not wrong to say that …”."""
    negations = left.find("negation", "negation_determiner")
    return any(
        no.last <= cue.first and re.fullmatch(r"[vxrd]*w?", left.letters[no.last : cue.first]) for no in negations
    )


def _is_called_false(place: Place) -> bool:
    """Tell whether what follows calls it false: “The idea that it cures arthritis is a myth”."""
    right, left = place.right, place.left
    if any(_PREDICATE.fullmatch(right.letters[: cue.first]) for cue in right.find("myth_noun")):
        return True
    if not any(_PREDICATE.fullmatch(right.letters[: cue.first]) for cue in right.find("falsity")):
        return False
    heads = left.find("content_noun")
    return left.letters.startswith("h") or any(left.letters[head.last :].startswith("h") for head in heads)
