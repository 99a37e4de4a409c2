"""The words around a pointer: whether “above” is an adverb, where its phrase begins, and whose part it points at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from healthlint.checks.pointer.targets import Targets
from healthlint.document.article import InlineKind, ProseSpan
from healthlint.language.annotated import Annotated
from healthlint.language.tokens import Sentence, TokenSpan

_TO_DETERMINER = 5
_TO_OWNER = 8
#: How far before a pointer a link begins that holds it, in characters.
_LONGEST_LINK = 80
#: What may follow “above” where it is no preposition (“above the knee”, “below 120”): closed classes only.
_FREE_LIST = """
    and or but are is was were may might can could should would will shall do does did have has had apply applies occur
    then who also as for to there you we it they he she if because when shows show gives give lists list explains
"""
_FREE = frozenset(_FREE_LIST.split())
#: What a preposition before them governs.
_GOVERNED_LIST = """
    the a an your his her its our their my this that these those which whom than in normal average each someone others
    them
"""
_GOVERNED = frozenset(_GOVERNED_LIST.split())
_OWN_PARTS_LIST = """
    article page leaflet guide section chapter booklet post factsheet summary document text handout
"""
_OWN_PARTS = frozenset(_OWN_PARTS_LIST.split())
_DEFINITE = frozenset({"the", "this", "these", "those", "our", "see", "all", "following", "each", "either"})
#: Words that make a part somebody else's: “Figure 2 of the study”.
_FOREIGN_LIST = """
    study paper report trial journal al guideline guidelines act law book publication review survey
"""
_FOREIGN = frozenset(_FOREIGN_LIST.split())


class Dangling(NamedTuple):
    """A pointer at nothing: its tokens, the word that points, what it points at, and what was looked for."""

    span: TokenSpan
    focus: TokenSpan
    target: str
    looked: str


Search = Callable[[Annotated, Targets], Iterator[Dangling]]


def is_free(annotated: Annotated, token: int, last: int) -> bool:
    """Tell whether a phrase ends before a token: “above” before it is no preposition (“the symptoms above are”)."""
    words = annotated.tokens.words
    if token >= last or not words[token][0].isalnum() or words[token] in _FREE:
        return token + 1 >= last or words[token : token + 2] != ["and", "below"]
    return words[token] == "in" and not _OWN_PARTS.isdisjoint(words[token + 1 : min(last, token + 3)])


def is_adverb(annotated: Annotated, token: int, last: int) -> bool:
    """Tell whether “above” before a token, after “mentioned” or “the table”, is an adverb: it governs nothing."""
    words = annotated.tokens.words
    if token >= last or is_free(annotated, token, last):
        return True
    return words[token] not in _GOVERNED and not words[token][0].isdigit()


def start_of(annotated: Annotated, noun: TokenSpan, first: int) -> int:
    """Return where the phrase of a noun begins: at its determiner, if that is near."""
    words = annotated.tokens.words
    for token in range(noun.first - 1, max(first, noun.first - _TO_DETERMINER) - 1, -1):
        if words[token] in _DEFINITE:
            return token
    return noun.first


def is_definite(annotated: Annotated, noun: TokenSpan, sentence: Sentence) -> bool:
    """Tell whether a noun is a certain one: “the table”, “see table”."""
    words = annotated.tokens.words
    return not _DEFINITE.isdisjoint(words[max(sentence.first, noun.first - 3) : noun.first])


def is_foreign(annotated: Annotated, span: TokenSpan, sentence: Sentence) -> bool:
    """Tell whether a part belongs to another text: “of the study”, “in our leaflet on asthma”."""
    words = annotated.tokens.words
    around = words[max(sentence.first, span.first - _TO_OWNER) : min(sentence.last, span.last + _TO_OWNER)]
    if not _FOREIGN.isdisjoint(around):
        return True
    after = words[span.last : min(sentence.last, span.last + _TO_OWNER)]
    if "of" not in after[:3] and "in" not in after[:3]:
        return False
    return "this" not in after or _OWN_PARTS.isdisjoint(after)


def is_linked(annotated: Annotated, span: TokenSpan) -> bool:
    """Tell whether a link stands in a span or around it: it says itself where it leads."""
    prose = annotated.tokens.span(span)
    near = annotated.article.inlines_in(ProseSpan(max(0, prose.start - _LONGEST_LINK), prose.end))
    return any(inline.kind is InlineKind.LINK and inline.span.end > prose.start for inline in near)
