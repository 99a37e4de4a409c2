"""The grammar of “A is the same as B”: which words between, before and after two terms say that they are one.

Each frame is a pattern over the letters of `equation_letters`: what stands between the two terms, and, where it
matters, what stands right before the first and right after the second. A frame is composed of a few phrases (who
speaks, by which name, how surely), so that it holds for sentences that nobody has listed. What is not in a frame breaks
it: an unknown word or a *not* between two terms, and nothing is said to be the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from msgspec import Struct

from healthlint.patterns import regex


class Strength(Enum):
    """How plainly a frame says that two things are one."""

    NAMED = "named"
    """One is said to be a name of the other, or the same as the other."""
    GLOSSED = "glossed"
    """One is said to mean the other: true of a definition by a wider word as well."""
    BESIDE = "beside"
    """One merely stands in brackets, or between commas, after the other."""


class Frame(Struct, frozen=True):
    """One way to say that A and B are one: patterns of all between them, of the end before A, of the start after B.

    What stands before or after and says it too is the group `said`.
    """

    name: str
    strength: Strength
    between: re.Pattern[str]
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None


class Fit(Struct, frozen=True):
    """A frame that holds. `said_from` and `said_to` count letters before A and after B: where it begins and ends."""

    frame: Frame
    has_tail: bool
    """A goes on after its term: “cramps *of the calf*, also called …”."""
    said_from: int
    said_to: int


#: “also”, “sometimes”, “loosely”.
_HOW = r"[AFL]*"
#: “is”, “can also be”, “has been”.
_BE = r"[vbAFL]*[bX][vbAFL]*"
#: The same, but not “are often”: what is often used for another thing is not said to be it.
_ARE = r"[vbAL]*[bX][vbAL]*"
#: “doctors”, “most British doctors”, “many of us”, “specialists in the field”.
_WHO = r"(?:[atdqJ]{0,2}[xmBDJ]{0,2}P{1,2}(?:[ig][atd]?[xmB])?)"
#: “by doctors”, “to professionals”, “in the UK”.
_BY = rf"(?:[yoi]{_WHO}|S)?"
#: “called”, “known to doctors as”, “referred to as”, “known by the medical term”.
_CALLED = rf"(?:C{_BY}{_HOW}|Z|[KR]{_BY}{_HOW}k{_BY}|K{_BY}y[atdqJAFLP]*Tg?)"
_NAMED = rf"{_HOW}S?{_HOW}{_CALLED}"
#: “doctors often call”, “most people know as”, “you may hear called”.
_THEY_CALL = rf"{_WHO}{_HOW}v?{_HOW}(?:C|[KR]{_HOW}k)"
#: “just another name”, “the doctor's word”, “a fancy medical term”.
_NAME = r"(?:[atdqJAFLPT]|Pb)*T"
#: “for”, “used by doctors to refer to”, “that doctors use for”, “meaning”.
_FOR = rf"(?:S?(?:w?{_WHO}|wb)?{_HOW}U?{_BY}(?:f|g|o[RMO]?)|M)"
_NAME_FOR = _NAME + _FOR
#: What may belong to A after its last word: “spasm *(SP)* *of the calf muscles*, also called …”.
_TAIL = r"(?:\([^()]{1,8}\))?(?P<tail>[ig][atd]?[xmBDJ]{1,3}(?:\([^()]{1,8}\))?)?"
#: “stroke, *a medical emergency,* is also called …”
_ASIDE = r",[atd][^,()zu]{1,8},"
#: From A to the statement: “A, which is …”, “A (…”, “A can be …”.
_LEAD = rf"(?:{_TAIL}[,(\-]?r?(?:w?{_BE})?|{_ASIDE}{_BE})"
#: The statement is complete: no noun follows of which the last word is only a part, and no “but”.
_END = r"(?!,?u)(?=$|[.,;:)\-nwS])"
_SAME = r"[atdJAqF]*E(?:[HNT]|J?T)?"
_ARE_SAME = (
    r"(?P<said>,?(?:"
    # are (exactly) the same (thing)
    rf"{_ARE}[atdJAqL]*E[HN]?{_END}"
    # are interchangeable terms (for) | are two names for the same thing
    rf"|{_ARE}[atdJAqL]*E?[qJA]*T(?:[fg][atd]?[AJ]*E?[HN]?{_END}|(?=[f])|{_END})"
    # (both) mean exactly the same thing
    rf"|[vAqL]*[MRO][tdaA]*E[HN]?{_END}"
    r"))"
)
_CLAUSE_START = r"(?:^|[,;:.\-ncT])$"


def _frame(name: str, strength: Strength, between: str, before: str | None = None, after: str | None = None) -> Frame:
    return Frame(
        name,
        strength,
        regex(between),
        regex(before) if before else None,
        regex(after) if after else None,
    )


#: The first frame that fits is the one. B begins with its article and adjectives, which are left out of `between`.
FRAMES: Sequence[Frame] = (
    # What doctors call A is (what most people know as) B
    _frame("what-they-call", Strength.NAMED, rf",?{_BE}(?:{_HOW}W{_THEY_CALL})?", before=rf"(?P<said>W{_THEY_CALL})$"),
    # A, also known as B | A is called B | A (which is also termed B)
    _frame("called", Strength.NAMED, rf"{_LEAD}{_NAMED}"),
    # A, which doctors call B | A is what doctors call B | A – what most people know as B
    _frame("they-call", Strength.NAMED, rf"{_LEAD}{_HOW}[wW]?{_THEY_CALL}"),
    # A is (just) another word for B | A, the medical term for B | A (a name doctors use for B)
    _frame("name-for", Strength.NAMED, rf"(?:{_LEAD}|:){_NAME_FOR}"),
    # A is the same (thing) as B | A, identical to B | A is synonymous with B
    _frame("same-as", Strength.NAMED, rf"{_LEAD}{_SAME}[kjogf]"),
    # A, a.k.a. B
    _frame("alias", Strength.NAMED, rf"{_TAIL}[,(\-/]?G,?"),
    # A = B
    _frame("equals", Strength.NAMED, "="),
    # A is used by doctors to mean B | The word A is used for B
    _frame("used-to-mean", Strength.NAMED, rf"{_BE}U{_BY}o[RMO]"),
    _frame("word-used-for", Strength.NAMED, rf"{_BE}U{_BY}f", before=r"T$"),
    # The medical term for A is B | Another name for A: B
    _frame("name-is", Strength.NAMED, rf"(?:,?{_BE}|:)", before=rf"(?P<said>{_NAME_FOR})$"),
    # Doctors call A a B
    _frame("they-call-it", Strength.NAMED, "", before=rf"(?P<said>{_WHO}{_HOW}v?{_HOW}C)$"),
    # Doctors refer to A as B | Most people know A simply as B
    _frame("they-know-as", Strength.NAMED, rf"{_HOW}k", before=rf"(?P<said>{_WHO}{_HOW}v?{_HOW}[KR])$"),
    # By A doctors mean B | Doctors use (the word) A to mean B | People use the word A for B
    _frame("they-mean", Strength.NAMED, rf",?{_WHO}{_HOW}v?{_HOW}M", before=r"(?P<said>y)$"),
    _frame("they-use", Strength.NAMED, r"o[RMO]|f", before=rf"(?P<said>{_WHO}{_HOW}v?{_HOW}U(?:[atdJ]*T)?)$"),
    # There is no real difference between A and B
    _frame("no-difference", Strength.NAMED, ",?n", before=r"(?P<said>z[AJxD]{0,2}Ye)$"),
    # A and B are the same thing | A and B mean the same | A and B are two names for one condition
    _frame("are-same", Strength.NAMED, rf"{_TAIL},?[nr/]", after=_ARE_SAME),
    # Better known as B, A …
    _frame("fronted", Strength.NAMED, ",", before=rf"(?:^|[.;:(])(?P<said>{_NAMED})$"),
    # A, that is, B | A – in other words, B | A, meaning B
    _frame("that-is", Strength.GLOSSED, rf"{_TAIL}[,(\-](?:I|M),?"),
    # A means B | The term A refers to B
    _frame("means", Strength.GLOSSED, rf"{_HOW}v?{_HOW}[MR]", before=_CLAUSE_START, after=_END),
    _frame("described", Strength.GLOSSED, rf"{_HOW}O", before=r"T$", after=_END),
    # A (B)
    _frame("bracket", Strength.BESIDE, rf"{_TAIL}\(r?", after=r"\)"),
    # A, or B,
    _frame("or", Strength.BESIDE, rf"{_TAIL}[,\-]r", after=r"[,.;:)\-]|$"),
    # - A: B
    _frame("entry", Strength.BESIDE, r"[:\-]", before=r"^$", after=r"[.;]?$"),
)
#: “Most people (also) know …”, before a pronoun.
THEY_KNOW = rf"{_WHO}{_HOW}v?{_HOW}[KRC]"
#: “Also called …”, “Another name for …”, as the start of a sentence.
FRAGMENT = regex(rf"{_NAMED}|{_NAME_FOR}|W{_THEY_CALL}")
#: What B may begin with: an article and a few adjectives.
_PHRASE = "[atdq]{0,2}[xDJmBh]{0,4}"
#: Any of the frames up to B: what stands between most pairs of terms is told by one look.
_ANY = regex(rf"(?:{'|'.join(frame.between.pattern.replace('?P<tail>', '?:') for frame in FRAMES)}){_PHRASE}")
#: Every frame has one of these somewhere: a word that says it or a bracket; save “A, or B,”.
SIGNS = frozenset("CZKRTMOEGIYU=(:-")
#: What breaks every frame, however it goes on; in brackets and between commas other things may stand.
_BROKEN = regex(r".*?[zu.;]|[^,(ig].*[Vcl]")


def may_stand_between(letters: str, start: int, end: int) -> bool:
    """Tell whether some frame may have the letters of a range between A and B, whose own first words are among them."""
    return _ANY.fullmatch(letters, start, end) is not None


def is_broken(letters: str, start: int, end: int) -> bool:
    """Tell whether no frame has letters between its terms that begin with those of a range."""
    return _BROKEN.match(letters, start, end) is not None


@lru_cache(maxsize=4096)
def _frames_between(between: str) -> tuple[tuple[Frame, bool], ...]:
    """Return the frames that may hold for what stands between two terms, and whether A has a tail there."""
    matches = ((frame, frame.between.fullmatch(between)) for frame in FRAMES)
    return tuple((frame, bool(match.groupdict().get("tail"))) for frame, match in matches if match)


def fit(before: str, between: str, after: str) -> Fit | None:
    """Return the first frame that holds around two terms, or None."""
    for frame, has_tail in _frames_between(between):
        left = frame.before.search(before) if frame.before else None
        right = frame.after.match(after) if frame.after else None
        if (frame.before and not left) or (frame.after and not right):
            continue
        said_from = left.start("said") if left and "said" in left.groupdict() else len(before)
        said_to = right.end("said") if right and "said" in right.groupdict() else 0
        return Fit(frame, has_tail, said_from, said_to)
    return None
