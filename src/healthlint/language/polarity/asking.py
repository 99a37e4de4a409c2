"""Tells whether a clause asks: a question, a heading with the form of one, or a clause with *whether*."""

from __future__ import annotations

from healthlint.document.article import BlockKind
from healthlint.language.polarity.clauses import Stretch
from healthlint.language.polarity.reach import Place, is_one_clause
from healthlint.patterns import regex

#: What may stand after a question mark, and how many of them are looked past.
_ENDS = frozenset({"!", '"', "'", "”", "’", ")", "*", "_", "»", "…", "."})
_MOST_ENDS = 12
#: Auxiliaries with which a heading asks. (*Do* and *have* begin advice as well.)
_ASKING_STARTS = frozenset(
    {"is", "are", "was", "were", "does", "did", "can", "could", "should", "will", "would", "has"}
)
#: “…, doesn't it?”
_TAG = regex(r".*,v[wn]?p[;r]*")
_IF = regex(r"r*q(?P<clause>.*)")
_SOMEBODY_IF = regex(r"[rdw]{0,3}q(?P<clause>.*)")


def is_asked(place: Place) -> bool:
    """Tell whether a place is asked and not said; “Did you know that …?” says it."""
    if place.left.find("presupposing"):
        return False
    if _has_question_mark(place) and not _is_tag_question(place):
        return True
    return _is_asking_heading(place) or _is_embedded(place.left)


def _has_question_mark(place: Place) -> bool:
    words = place.annotated.tokens.words
    end = place.annotated.sentence_of(place.focus.first).last
    near = range(end - 1, max(place.focus.first, end - _MOST_ENDS) - 1, -1)
    return next((words[token] == "?" for token in near if words[token] not in _ENDS), False)


def _is_tag_question(place: Place) -> bool:
    """Tell a statement that only asks for assent: “…, doesn't it?”, “…, right?”."""
    right = place.right
    if _TAG.fullmatch(right.letters):
        return True
    tags = [tag for tag in right.find("question_tag") if len(right.words) - tag.last <= 2]
    return any(right.letters[: tag.first].endswith(",") for tag in tags)


def _is_asking_heading(place: Place) -> bool:
    """Tell whether a heading has the form of a question: “Is it safe”, “What causes it”, “How does it work”."""
    block = place.annotated.block_of(place.focus.first)
    if block.kind not in {BlockKind.HEADING, BlockKind.TITLE}:
        return False
    first = place.annotated.tokens.within(block.span).first
    words = place.annotated.tokens.words[first : first + 3]
    starts = words[0] in _ASKING_STARTS
    if place.focus.first <= first + starts:
        return False
    if starts or words[0] in {"what", "which", "who", "whose"}:
        return True
    if words[0] == "do":
        return words[1] in {"i", "you", "we", "they"}
    asks = not _ASKING_STARTS.isdisjoint(words[1:]) or "do" in words[1:]
    return words[0] in {"how", "why", "when", "where"} and asks


def _is_embedded(left: Stretch) -> bool:
    """Tell whether a clause is the content of a question: “It is unknown whether …”, “Ask your doctor if …”."""
    for cue in left.find("whether"):
        clause = left.letters[cue.last :]
        if not clause.startswith("|") and is_one_clause(clause):  # “whether or not” asks nothing
            return True
    for name, pattern in (("asking", _IF), ("asking_somebody", _SOMEBODY_IF)):
        for cue in left.find(name):
            found = pattern.fullmatch(left.letters[cue.last :])
            if found and is_one_clause(found["clause"]):
                return True
    return any(is_one_clause(left.letters[cue.last :].lstrip(":;")) for cue in left.find("verdict_pending"))
