"""Tells whether a place is denied: which negations govern it, and whether an even number of them cancels.

How far a negation reaches depends on what it is: *not* governs the verb after it and what *or* joins to that, a subject
with *no* its whole clause, *without* only its own noun or gerund, *no evidence that* the clause that follows. The
patterns are over the letters of `clauses`: what may stand between a negation and the word that it governs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from healthlint.language.polarity.clauses import overlap, paint
from healthlint.language.polarity.reach import (
    CLAUSE_START,
    Place,
    form,
    governs_clause,
    governs_verb,
    is_joined,
    is_one_clause,
)
from healthlint.language.tokens import TokenSpan
from healthlint.patterns import regex

#: “no herb that …”, “nothing that …”.
_RELATIVE = regex(r"[wreodj]{0,5}h(?P<clause>.*)")
#: “no known cure”, “no effect on”, “no drug or proven cure”.
_NOUN = regex(r"[wredjofn]{0,4}|[wrejdo,]{1,6}[|&][wrdj]{1,2}|[wrejdo,]{1,6}\|")
#: “no way to cure”, “nothing to cure or relieve”.
_INFINITIVE = regex(r"[wrejdof]{0,6}t[xrwj]*(?:\|[rtj]*)?")
#: “No herb (on the market) (has ever been shown to) cure”, “No herb, tea or pill can cure”.
_SUBJECT = regex(r"[^;:,hq&]{0,12}|[wrdejo,]{1,12}\|[wrdejo]{1,5}[vxrtwe]{0,5}")
#: “No herb has been found that cures”.
_SUBJECT_RELATIVE = regex(r"[^;:,hqp&]{1,12}h(?P<clause>.*)")
#: “No herb prevents colds and cures flu”.
_SUBJECT_VERBS = regex(r"(?P<first>[^;:,hqp]{1,10})&[vxrt]*")
_SUBJECT_LIST = regex(r"[vxwredjot,|&]{1,14}")
#: “without ever really curing”, “without lasting cure”, “without treating or curing”.
_PHRASE = regex(r"[xrdj]*w?[xrdj]*")
_PHRASE_OR = regex(r"[xrdj]*w[rjdo]*[|&][rdj]*")
#: “Experts doubt that …”, “It is unclear whether …”.
_DENIED = regex(r"[rjd]*[wedon]{0,4}[hq](?P<clause>.*)|(?P<bare>[wodrjpvx]{0,8})")
#: “A cure (for it) is not …”.
_PREDICATE = regex(r"[wdoertj&|]{0,8},?[vx]+r*")
_NEAR = 8
#: Negations that are looked at, the nearest: nobody writes so many in one clause.
_MOST = 6


def is_denied(place: Place) -> bool:
    """Tell whether a place is denied: governed by an odd number of negations."""
    governing = sum(1 for _ in _governing(place))
    return governing % 2 == 1 if governing else _is_denied_from_the_right(place)


def _governing(place: Place) -> Iterator[TokenSpan]:
    """Yield the negations on the left that govern a place."""
    left = place.left
    found = sorted((span, kind) for kind in _KINDS for span in left.find(kind))[-_MOST:]
    if not found:
        return
    beside = [*left.find("negation_idle"), *map(left.local, place.own)]
    cues = [(letter, cues) for letter, *names in _PAINTED if (cues := left.find(*names))]
    for span, kind in found:
        is_part = any(other.first <= span.first and span.last <= other.last and other != span for other, _ in found)
        if is_part or any(overlap(other, span) for other in beside):
            continue
        if _KINDS[kind](place, span, _gap(left.letters, span, cues)):
            yield span


def _gap(letters: str, negation: TokenSpan, cues: Iterable[tuple[str, Sequence[TokenSpan]]]) -> str:
    """Return the letters between a negation and the place, with the cues that matter there (by their letters)."""
    start = negation.last
    gap = letters[start:]
    for letter, places in cues:
        gap = paint(gap, letter, [TokenSpan(first - start, last - start) for first, last in places if first >= start])
    return gap


def _governs_noun(place: Place, cue: TokenSpan, gap: str) -> bool:
    """*no* as a determiner governs its noun, what that is for, and the clause whose subject it is."""
    gap = _plain(gap)
    if gap.startswith("j") or _is_outdone(place):
        return False
    before = place.left.letters[cue.first - 1] if cue.first else ";"
    if before == "o" and place.left.words[cue.first - 1] != "of":
        return bool(_PHRASE.fullmatch(gap.replace("e", "w"))) and not _takes_object(place, gap)
    if _governs_what_follows(gap):
        return True
    if before in CLAUSE_START:
        return _governs_predicate(place, cue, gap)
    is_existential = place.left.words[max(0, cue.first - 2)] == "there"
    if is_existential and _SUBJECT.fullmatch(gap):
        return True
    return bool(_NOUN.fullmatch(gap)) and not _takes_object(place, gap)


def _governs_pronoun(place: Place, cue: TokenSpan, gap: str) -> bool:
    """*nothing*, *nobody*, *neither* govern the clause whose subject they are, or what they are the object for."""
    gap = _plain(gap)
    return not _is_outdone(place) and (_governs_what_follows(gap) or _governs_predicate(place, cue, gap))


def _governs_what_follows(gap: str) -> bool:
    """Tell whether a noun with *no* goes on to the place: “no herb that …”, “no proof that …”, “no way to …”."""
    found = _RELATIVE.fullmatch(gap)
    if found and is_one_clause(found["clause"]):
        return True
    return governs_clause(gap) or bool(_INFINITIVE.fullmatch(gap))


def _governs_predicate(place: Place, cue: TokenSpan, gap: str) -> bool:
    """Tell whether a place is a verb of a denied subject; “No needles and cures …” has no verb before its *and*."""
    if _SUBJECT.fullmatch(gap):
        return not re.search(r"[|]p", gap)
    found = _SUBJECT_RELATIVE.fullmatch(gap)
    if found:
        return is_one_clause(found["clause"])
    found = _SUBJECT_VERBS.fullmatch(gap)
    if found:
        first = found["first"]
        return "v" in first or _has_finite(place.left.words[cue.last : cue.last + len(first)])
    return "," in gap and "|" in gap + place.right.letters[:_NEAR] and bool(_SUBJECT_LIST.fullmatch(gap))


def _governs_phrase(place: Place, cue: TokenSpan, gap: str) -> bool:
    """*without*, *rather than* govern the noun, the gerund or the head of a clause that follows."""
    if gap.startswith("j") and place.left.words[cue.first] != "non":
        return False
    if governs_clause(gap) and "," not in gap:
        return True
    gap = _plain(gap).replace("e", "w")
    joined = _PHRASE_OR.fullmatch(gap) and is_joined(place, cue)
    return bool(joined) or (bool(_PHRASE.fullmatch(gap)) and not _takes_object(place, gap))


def _governs_inverted(place: Place, cue: TokenSpan, gap: str) -> bool:
    """*nor does it cure* denies; elsewhere *nor* only joins what another word denies."""
    return gap.startswith("v") and governs_verb(place, cue, gap.replace("p", "", 1))


def _governs_denied(_place: Place, _cue: TokenSpan, gap: str) -> bool:
    """*doubt*, *deny*, *unclear* govern the clause or the noun that follows."""
    found = _DENIED.fullmatch(_plain(gap))
    if not found:
        return False
    return found["bare"] is not None or is_one_clause(found["clause"])


_KINDS = {
    "negation": governs_verb,
    "negation_determiner": _governs_noun,
    "negation_pronoun": _governs_pronoun,
    "negation_preposition": _governs_phrase,
    "negation_verb": governs_verb,
    "negation_inverted": _governs_inverted,
    "denial": _governs_denied,
}
#: Cues that matter in what a negation may govern, by letter. A myth (m) that is denied is no myth: it stops everything.
_PAINTED = (
    ("m", "myth_noun", "falsity"),
    ("n", *_KINDS),
    ("u", "unneeded"),
    ("f", "factive"),
    ("e", "nonfactive"),
)


def _plain(gap: str) -> str:
    """Return letters with words that matter only to verbs as plain words."""
    return gap.replace("u", "w").replace("f", "w")


def _has_finite(words: list[str]) -> bool:
    """Tell whether a verb in the third person seems to stand among words: one in -s that is not the last."""
    return any(form(word) == "s" for word in words[1:-1])


def _takes_object(place: Place, gap: str) -> bool:
    """Tell a verb with its own subject and object: “Without surgery turmeric cures arthritis”."""
    return gap.endswith("w") and place.right.letters[:1] in {"w", "d", "p"} and form(place.word) in "sb"


def _is_outdone(place: Place) -> bool:
    """Tell whether something does it: “Nothing cures a cold like honey”, “No herb but turmeric cures it”."""
    right = place.right
    after = next((span.first for span in right.find("comparison", "exception") if span.first <= _NEAR), None)
    if after is not None and not re.search(r"[;:,&hqo]", right.letters[:after]):
        return True
    return bool(place.left.find("exception"))


def _is_denied_from_the_right(place: Place) -> bool:
    """Tell whether what follows denies: “cures nothing”, “a cure is not known”, “the claim that … is not true”."""
    right = place.right
    for span in right.find("negation_determiner", "negation_pronoun"):
        if re.fullmatch(r"r*", right.letters[: span.first]) and not place.is_own(right, span):
            return not right.find("negation_idle")
    for span in right.find("negation", "negation_verb"):
        governs = _PREDICATE.fullmatch(right.letters[: span.first])
        if governs and _is_existence(place, span) and not place.is_own(right, span):
            return True
    return False


def _is_existence(place: Place, negation: TokenSpan) -> bool:
    """Tell whether what is denied on the right is that the thing exists, or that the claim holds."""
    after = place.right.letters[negation.last :]
    said = (span.first for span in place.right.find("existence") if span.first >= negation.last)
    if any(re.fullmatch(r"[vxrt]{0,3}", after[: first - negation.last]) for first in said):
        return True
    return any(place.left.letters[head.last :].startswith("h") for head in place.left.find("content_noun"))
