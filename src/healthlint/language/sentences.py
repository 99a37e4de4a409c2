"""Where sentences begin: the stops that end one, told from those of abbreviations, initials, numbers and quotations.

It is decided on the prose, from the word before a stop and the word after it. A colon or a semicolon never ends a
sentence; the end of a block always does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from healthlint.document.article import Article
from healthlint.language.tokens import Sentence, Tokens, made
from healthlint.patterns import regex


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Abbreviations as written, without their last stop. Capitals count: `Ms` is a title and `MS` a disease.

#: What comes next belongs to it, whatever it is.
_BOUND = _words(
    "e.g E.g i.e I.e eg ie cf Cf viz vs Vs approx Approx ca incl excl esp Dr Drs Mr Mrs Ms Mx Prof Messrs Rev Hon "
    "Capt Sgt Lt Col Gen Gov Sen Rep Pres Mt Fig Figs Eq Eqs"
)
#: A number that comes next belongs to it.
_BEFORE_NUMBER = _words(
    "No Nos no nos Vol Vols vol vols p pp Ref Refs ref refs Tab Tabs Ch ch Chap Sect sect Art Para para fig figs eq "
    "eqs Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec max min Max Min Ext ext Tel tel op nr Nr c est Ed Eds Suppl "
    "suppl"
)
#: A name may come next; only a word that begins sentences shows that one does.
_BEFORE_NAME = _words(
    "al St Ste Jr Sr Inc Ltd Co Corp Bros spp sp subsp ssp var Dept dept Univ univ Assn Assoc Ave Blvd Rd Hosp Inst "
    "Engl Clin Natl Acad Sci Proc Int Am Ann Arch Biol Chem Med Epidemiol Pharmacol Physiol Psychol J Rev"
)
#: Words cut short that a lower-case word may follow; every other word of four letters and more ends its sentence there.
_CUT_SHORT = _words(
    "tabs caps temp prob poss diag hosp assoc govt pharm resp spec cont intl natl tbsp subj pers info subcut dept "
    "univ para suppl sect vols refs subsp chap approx incl excl"
)
#: How often or when: the next sentence may follow with any capital.
_TIMES = _words("a.m p.m b.i.d t.i.d q.i.d q.d q.h.s h.s p.r.n a.c p.c o.d b.d t.d.s q.d.s")
_AFTER_TIME = _words(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays "
    "Sundays January February March April May June July August September October November December EST EDT CST CDT "
    "MST MDT PST PDT ET CT MT PT GMT BST UTC CET Eastern Central Mountain Pacific"
)
#: Nouns that a single letter completes: `vitamin C`, `hepatitis B`.
_LETTERED = _words(
    "vitamin vitamins hepatitis type types group groups grade class stage factor factors part parts plan option step "
    "strep hemophilia haemophilia influenza flu protein immunoglobulin coenzyme schedule category level phase "
    "appendix table figure panel section toxin amphotericin tier blood and or &"
)
#: Words that begin sentences and no names.
_STARTERS = _words(
    "a an the this that these those it its it's he she they we you his her their our your there here i'm in on at for "
    "from with by to of after before during since while when where why how what who which if as although though "
    "because however therefore thus also but and or so yet not no many most some several few all any each every both "
    "other another such one two three then next finally first second later today now once only even until unless "
    "despite unlike like overall moreover furthermore instead meanwhile sometimes often usually people patients "
    "doctors experts researchers scientists studies do does don't did is are was were have has had can could should "
    "would ask call talk take keep avoid try make see get tell read learn reviewed written medically updated "
    "published"
)
#: Names that end in an exclamation mark.
_EXCLAIMED = _words("Yahoo Jeopardy")

#: A lower-case word of so many letters is no enumerator (`iii.`), and an abbreviation only if it is listed here.
_LONGER_THAN_A_NUMBER = 5
_ABBREVIATIONS = _BOUND | _BEFORE_NUMBER | _BEFORE_NAME

_LONGEST_WORD = 40
_STOP = regex(
    r"""
    [.!?…](?<![.!?…].)[.!?…]*+          # a run of stops, looked at once; its first sign comes first, to be found fast
    (?:(?<=[a-z)\]”"’%]\.)\d{1,3}(?:[,–-]\d{1,3}){0,9}(?=\ [A-Z“"(]))?+    # a raised citation: `pain.12 The`
    (?:[)\]}"'”’»*†‡¹²³⁰⁴-⁹]|\ ?\[\d{1,3}(?:[,;–-]\ ?\d{1,3}){0,9}\])*+     # what closes with the sentence
    (?=\ |[A-Z][a-z'’\ ])                                        # next: `pain.The` too
    """,
    re.VERBOSE,
)
_NEXT = regex(r"\ ?[(\[{\"“‘'«¿¡]{0,3}([^\W_]{0,30}(?:['’][a-z]{1,2})?)")
_CLOSERS = ")]}\"'”’»"
_CLOSED = regex(rf"[{re.escape(_CLOSERS)}]")
_DOTTED = regex(r"\d*(?:(?:[A-Za-z]{1,2}|Pharm|Psy)\.)+[A-Za-z]{1,2}$")
_ENUMERATOR = regex(r"(?:\d{1,3}(?:\.\d{1,2}){0,3}|[A-Za-z]|[ivx]{1,4}|[IVX]{1,4})$")
#: A line that ends so goes on in the next, though the break between them is forced.
_GOES_ON = regex(r"(?:[,&/(–—-]|\b(?:and|or|of|the|an?|to|in|with|for|by|from|at|on|your|our|my|this))$", re.IGNORECASE)
_LINE_TAIL = 12
_OPENERS = "([{\"“‘'«¿¡"
_GREEK = "\u0370"


class _Place(NamedTuple):
    """A stop: the two words before it, the stop with what closes the sentence, and the word after it."""

    before: str
    earlier: str
    stop: str
    after: str
    opens: bool
    """The word before the stop stands first in its sentence, or after a colon."""
    glued: bool
    """No blank follows: `pain.The`."""


def find(article: Article, tokens: Tokens) -> list[Sentence]:
    """Return the sentences of an article in order; every token of a block is in exactly one."""
    starts = tokens.starts
    found: list[tuple[int, int, int, int]] = []
    first = 0
    for block in article.blocks:
        first = bisect_left(starts, block.span.start, first)
        last = bisect_left(starts, block.span.end, first)
        if first == last:
            continue
        if last - first > 1:
            for offset in beginnings(article.prose, block.span.start, block.span.end, block.breaks):
                token = bisect_left(starts, offset, first, last)
                if first < token < last and starts[token] == offset:
                    found.append((len(found), first, token, block.index))
                    first = token
        found.append((len(found), first, last, block.index))
        first = last
    return made(Sentence, found)


def beginnings(prose: str, start: int, end: int, breaks: tuple[int, ...] = ()) -> list[int]:
    """Return the prose offsets at which the sentences of one block begin, save the first.

    `prose[start:end]` is the block; `breaks` are the offsets of its forced line breaks.
    """
    found: list[int] = []
    begin = start
    for match in _STOP.finditer(prose, start, end):
        stop, after = match.span()
        if _is_plain(prose, begin, stop, after):
            begin = after + 1
            found.append(begin)
            continue
        following = _NEXT.match(prose, after, end)
        assert following is not None  # noqa: S101 -- for the type checker: the pattern matches an empty string
        if _ends(_place(prose, begin, stop, after, following.group(1))):
            begin = after + prose.startswith(" ", after)
            found.append(begin)
    if breaks:
        found = sorted({*found, *(place for place in breaks if _parts(prose, start, place, end))})
    return found


def _is_plain(prose: str, begin: int, stop: int, after: int) -> bool:
    """Tell whether a stop is the most common one, a full stop between a longer word and a capital."""
    if after - stop > 1 or prose[stop] != "." or prose[after] != " " or not prose[after + 1 : after + 2].isupper():
        return False
    first = max(begin, stop - _LONGEST_WORD)
    word = prose[max(first, prose.rfind(" ", first, stop) + 1) : stop]
    is_word = len(word) >= _LONGER_THAN_A_NUMBER and word.isalpha() and word.islower()
    return is_word and word not in _ABBREVIATIONS


def _place(prose: str, begin: int, stop: int, after: int, following: str) -> _Place:
    """Gather what decides about a stop; looks back over bounded words, and never out of the sentence."""
    before = prose[max(begin, stop - 2 * _LONGEST_WORD) : stop]
    blank = before.rfind(" ")
    word = before[blank + 1 :]
    earlier = before[: max(blank, 0)]
    return _Place(
        before=word.lstrip(_OPENERS),
        earlier=earlier[earlier.rfind(" ") + 1 :],
        stop=prose[stop:after],
        after=following,
        opens=stop - len(word) == begin or earlier.endswith((":", ";")),
        glued=not prose.startswith(" ", after),
    )


def _ends(place: _Place) -> bool:
    """Tell whether a stop ends its sentence."""
    if "!" in place.stop or "?" in place.stop:
        return _ends_call(place)
    if "…" in place.stop or ".." in place.stop:
        return _begins(place.after) and place.after[:2] not in {"I", "I'", "I’"}
    return _ends_statement(place)


def _ends_statement(place: _Place) -> bool:
    """Tell whether a full stop ends the sentence."""
    if place.glued:  # only plain words: `St.John` and `J.Smith` are names
        word = place.before.rstrip(_CLOSERS)
        return len(word) > 1 and word.isalpha() and word.islower() and word not in _BOUND
    if place.before in _BOUND or (place.opens and _ENUMERATOR.match(place.before)):
        return False
    if place.before in _BEFORE_NUMBER and place.after[:1].isdigit():
        return place.earlier[-1:].isdigit()  # in `10 min. 5 people` it is a unit
    is_letter = len(place.before) == 1 and place.before.isalpha()
    if is_letter or place.before in _BEFORE_NAME or _DOTTED.match(place.before):
        return _ends_name(place) or (
            is_letter and _begins(place.after) and place.earlier.lower().strip(",(") in _LETTERED
        )
    return _ends_word(place)


def _ends_call(place: _Place) -> bool:
    """Tell whether a question or exclamation mark ends the sentence."""
    if not _begins(place.after):
        return "?" in place.stop and not _CLOSED.search(place.stop)
    return place.before not in _EXCLAIMED or place.after.lower() in _STARTERS


def _ends_name(place: _Place) -> bool:
    """Tell whether the stop of an abbreviation that names may follow is also the stop of the sentence."""
    if place.stop.startswith(".)") or not place.after[:1].isalpha() or place.after[:1].islower():
        return False
    if place.before.lower().lstrip("0123456789") in _TIMES:
        return place.after not in _AFTER_TIME
    return place.after.lower().replace("’", "'") in _STARTERS


def _ends_word(place: _Place) -> bool:
    """Tell whether a full stop after a word or a number ends the sentence."""
    if _begins(place.after):
        return not (place.before == "etc" and place.stop.startswith(".)"))
    # A slip of the writer: the sentence is over, though the next begins small.
    is_whole = len(place.before) > 3 and place.before.isalpha() and place.before.islower()
    return is_whole and place.before not in _CUT_SHORT and not _CLOSED.search(place.stop)


def _begins(word: str) -> bool:
    """Tell whether a word may begin a sentence: not if it is small, save `mRNA`, `p53` and `β`; a symbol (`""`) may."""
    if not word[:1].islower() or word[0] >= _GREEK:
        return True
    return not word.islower() or any(map(str.isdigit, word))


def _parts(prose: str, start: int, place: int, end: int) -> bool:
    """Tell whether a forced line break at `place` begins a sentence: the line before is done and the next begins so."""
    following = _NEXT.match(prose, place, end)
    tail = prose[max(start, place - _LINE_TAIL) : place].rstrip()
    return following is not None and _begins(following.group(1)) and bool(tail) and not _GOES_ON.search(tail)
