"""How far a cue before a verb reaches: *not*, *may* and the like, with the verbs that are joined to the first.

The patterns are over the letters of `clauses`: what may stand between a cue and the word that it governs.
"""

from __future__ import annotations

import re

from msgspec import Struct

from healthlint.language.annotated import Annotated
from healthlint.language.polarity.clauses import Stretch, overlap
from healthlint.language.tokens import TokenSpan
from healthlint.patterns import regex

#: “does not (reliably) cure”, “has not been shown to cure”, “is not a proven cure”.
_VERB = regex(r"v?p?(?:[xrtjd]*[weonf]){0,5}[xrtjd]*")
#: “does not make you better”.
_OBJECT = regex(r"v?[xrtjd]*[we][rj]*p[xrtjd]*(?:[wo][xrtjd]*){0,2}")
#: “does not prevent colds or shorten them”.
_OR = regex(r"v?p?(?:[xrtjdweon,&]|(?<=[we])p){1,14}\|[xrtjdwe&]{0,3}")
#: “is not intended to diagnose, treat, …”.
_LIST = regex(r"v?p?(?:[xrtjd]*(?:[weon][xrtjdo]*){1,3},)+[xrtjd]*")
#: “does not treat and cure”.
_AND = regex(r"v?p?[xrtjd]*[wen][rj]*&[rjd]*")
#: “does not, by itself, cure”, “has not been shown, in any trial, to cure”. In “does not, and will never, cure” the
#: nearer negation is the one that counts.
_ASIDE = regex(r",[^,;:np]{1,5},[vxrtj]*|[vxrt]*,|[xr]*[we][xr]*,[^,;:np]{1,8},[vxr]*t[xr]*")
#: “who has not been shown to …”; in “who do not smoke live longer” the verb after the first is another clause's.
_IN_WHO = regex(r"[xrtd]*|[xr]*[en].*|[xrtd]*[we][xrtd]*\|[xrtd]*|[xrd]*[we][rxd]*[to][xrdw]*")
_IN_RELATIVE = regex(rf"{_IN_WHO.pattern}|[xrtdj]*[we][xrdj]*w?[xrdj]*")
_RELATIVE_BEFORE = regex(r"h(?P<begin>.)[^;:,h]*$")
#: “not all herbs …”.
_QUANTIFIED = regex(r"d[^;:,hq&]{0,12}")
#: “does not mean that …”, “no evidence from trials that …”, “not known whether …”.
_CLAUSE = regex(r"[^;:,hqp&|]{0,8}[en][wodrjvxe]{0,8},?[hq](?P<clause>.*)")
#: “does not mean it …”, “no proof turmeric …”.
_BARE_CLAUSE = regex(r"[^;:,hqp&|]{0,6}e(?P<clause>[wodrjpvxtn]{1,8})")
#: “is not a drug that …”.
_RELATIVE = regex(r"[rjx]*d[wroej]{0,4}h(?P<clause>.*)")
#: “does not take long to …”; “do not realise (that) …”.
_UNNEEDED = regex(r"u[^t]+t|f[rd]*[wd]")

#: Letters after which a clause begins.
CLAUSE_START = frozenset(";:,&|hq(")
#: Forms of *be*, after which no base form can stand.
BE = frozenset({"is", "are", "was", "were", "am", "'s", "'re", "be", "been", "ai"})
_MOST_CLAUSE = 16
_LONGEST_CUE = 6


class Place(Struct, frozen=True):
    """A word that may be governed, the tokens that belong to its own match, and the two sides of its clause."""

    annotated: Annotated
    focus: TokenSpan
    own: tuple[TokenSpan, ...]
    left: Stretch
    right: Stretch

    @property
    def word(self) -> str:
        """Return the first word of the place, lower-case."""
        return self.annotated.tokens.words[self.focus.first]

    def is_own(self, side: Stretch, cue: TokenSpan) -> bool:
        """Tell whether a cue, counted in one side, belongs to the match itself."""
        return any(overlap(side.local(span), cue) for span in self.own)

    def touches(self, *names: str) -> bool:
        """Tell whether a cue of these sets begins or ends inside the place."""
        near = TokenSpan(max(0, self.focus.first - _LONGEST_CUE), self.focus.last)
        return any(hit.last > self.focus.first for name in names for hit in self.annotated.cue(name, near))


def governs_verb(place: Place, cue: TokenSpan, gap: str) -> bool:
    """Tell whether an auxiliary-like cue (*not*, *may*) governs a place with these letters between them."""
    if _UNNEEDED.search(gap) or gap.startswith("j") or _is_over(place, cue, gap):
        return False
    gap = gap.replace("u", "w")
    if _VERB.fullmatch(gap) or _OBJECT.fullmatch(gap) or _ASIDE.fullmatch(gap):
        return True
    if (_begins_clause(place.left, cue) and _QUANTIFIED.fullmatch(gap)) or governs_clause(gap):
        return True
    found = _RELATIVE.fullmatch(gap)
    if found and is_one_clause(found["clause"]):
        return True
    joined = _OR.fullmatch(gap) or _AND.fullmatch(gap) or (_LIST.fullmatch(gap) and "|" in place.right.letters[:8])
    return bool(joined) and is_joined(place, cue)


def _begins_clause(left: Stretch, cue: TokenSpan) -> bool:
    return cue.first == 0 or left.letters[cue.first - 1] in CLAUSE_START


def _is_over(place: Place, cue: TokenSpan, gap: str) -> bool:
    """Tell whether the clause of a cue is over: “who do not smoke live …”, “Not having enough of it causes …”."""
    left = place.left
    relative = _RELATIVE_BEFORE.search(left.letters[: cue.first])
    if relative is not None:
        word = left.words[relative.start()]
        if relative["begin"] in "vx" or word in {"who", "which"}:
            return not (_IN_WHO if word == "who" else _IN_RELATIVE).fullmatch(gap)
    is_gerund = any(word.endswith("ing") for word in left.words[cue.last : cue.last + 1])
    return is_gerund and form(place.word) == "s" and _begins_clause(left, cue)


def governs_clause(gap: str) -> bool:
    """Tell whether a head and its clause stand between: “no proof that …”, “does not mean it …”."""
    found = _CLAUSE.fullmatch(gap)
    if found:
        return is_one_clause(found["clause"])
    return bool(_BARE_CLAUSE.fullmatch(gap))


def is_one_clause(letters: str) -> bool:
    """Tell whether the words from a *that* to the place are one clause: no break, no new subject, commas in lists."""
    if len(letters) > _MOST_CLAUSE or re.search(r"[;:]|[&|]p", letters):
        return False
    return "," not in letters or "|" in letters or letters.count(",") == 2


def is_joined(place: Place, cue: TokenSpan) -> bool:
    """Tell whether a place can be joined to what a cue governs: in “is not costly and cures” the forms differ."""
    wanted = form(place.word)
    between, letters = place.left.words[cue.last :], place.left.letters[cue.last :]
    before = place.left.words[cue.first - 1] if cue.first else ""
    if before in BE and wanted in "bs" and not re.search(r"t|d\w?$", letters):
        return wanted == "b" and letters.endswith("|")
    return any(wanted == form(word) for word, letter in zip(between, letters, strict=True) if letter == "w")


def form(word: str) -> str:
    """Return the form that a word seems to have: -ing (g), -ed (d), third person or plural (s), base (b)."""
    if word.endswith("ing"):
        return "g"
    if word.endswith("ed"):
        return "d"
    return "s" if word.endswith("s") and not word.endswith(("ss", "us", "is", "itis")) else "b"
