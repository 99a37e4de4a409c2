"""Pointers at parts of the page: tables, pictures, numbered steps, sections, and what “as mentioned above” means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import msgspec

from healthlint.checks.kind import Finder
from healthlint.checks.pointer_targets import Show, Targets, label_of
from healthlint.document.article import BlockKind, InlineKind, ProseSpan
from healthlint.language.annotated import Annotated, Sentence, TokenSpan
from healthlint.language.terms import Terms
from healthlint.rules.pack import Pack

_LONGEST_NAME = 8
_TO_OWNER = 8
_CLAUSE = 40
_LONGEST_LABEL = 60
#: What may follow “above” or “below” where it is no preposition (“above the knee”, “below 120”): closed classes only.
_FREE_LIST = """
    and or but are is was were may might can could should would will shall do does did have has had apply applies
    occur then who also as for to there you we it they he she if because when shows show gives give lists list
    explains
"""
_FREE = frozenset(_FREE_LIST.split())
#: What a preposition before them governs.
_OPENS_A_PHRASE_LIST = """
    the a an your his her its our their my this that these those which whom than in normal average each someone
    others them
"""
_OPENS_A_PHRASE = frozenset(_OPENS_A_PHRASE_LIST.split())
_OWN_PARTS_LIST = """
    article page leaflet guide section chapter booklet post factsheet summary document text handout
"""
_OWN_PARTS = frozenset(_OWN_PARTS_LIST.split())
_DEFINITE_LIST = "the this these those our see all following each either"
_DEFINITE = frozenset(_DEFINITE_LIST.split())
_NAME_WORDS_LIST = "and of the & / to for in on with your"
_NAME_WORDS = frozenset(_NAME_WORDS_LIST.split())
_STOPS = frozenset(".,;:!?()[]".strip()) | {
    "above",
    "below",
    "for",
    "later",
    "which",
    "that",
    "to",
    "is",
    "are",
    "if",
    "before",
    "of",
}
_GOES_ON = frozenset("-–'’%°")
_QUOTES = frozenset("\"“”‘’'«»")
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


class Objects(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """“The table below”: what it is called, and what shows it on the page."""

    names: Terms
    shown_by: tuple[Show, ...]


class Neighbours(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """“The next section”: words that say themselves where it stands, and what shows it on the page."""

    names: Terms
    shown_by: tuple[Show, ...]
    ahead: bool


class Sections(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """“The section on diet” (`opens`), “the Treatment section” (`closes`), “see Causes, below” (`see`)."""

    opens: Terms
    closes: Terms
    see: Terms


class Clauses(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """“As mentioned above”, “see below”: the words before the direction."""

    words: Terms


_Search = Callable[[Annotated, Targets], Iterator[Dangling]]


def objects(text: Objects, above: Finder, below: Finder, pack: Pack) -> _Search:
    """Return the search for “the table below” without a table below."""
    names = Finder.of(text.names, pack)

    def search(annotated: Annotated, targets: Targets) -> Iterator[Dangling]:
        for place in names.everywhere(annotated):
            sentence = annotated.sentence_of(place.first)
            after = TokenSpan(place.last, min(sentence.last, place.last + 1))
            ahead = below.inside(annotated, after)
            way = ahead or above.inside(annotated, after)
            if (
                not way
                or not is_adverb(annotated, way[0].last, sentence.last)
                or not _is_definite(annotated, place, sentence)
            ):
                continue
            span = TokenSpan(start_of(annotated, place, sentence.first), way[0].last)
            if targets.stands(text.shown_by, sentence.block, ahead=bool(ahead)) or _is_linked(annotated, span):
                continue
            name = annotated.text(place).lower()
            where = "below" if ahead else "above"
            other = targets.stands(text.shown_by, sentence.block, ahead=not ahead)
            looked = f"none stands {where} it" + (", only on the other side" if other else "")
            yield Dangling(span, way[0], f"a {name}", looked)

    return search


def neighbours(text: Neighbours, pack: Pack) -> _Search:
    """Return the search for “the next section”, “the following table” where none comes."""
    names = Finder.of(text.names, pack)

    def search(annotated: Annotated, targets: Targets) -> Iterator[Dangling]:
        for place in names.everywhere(annotated):
            sentence = annotated.sentence_of(place.first)
            if targets.stands(text.shown_by, sentence.block, ahead=text.ahead) or _is_linked(annotated, place):
                continue
            if not _is_foreign(annotated, place, sentence):
                name = annotated.text(place).lower().split()[-1]
                yield Dangling(place, place, f"a {name}", f"none stands {'below' if text.ahead else 'above'} it")

    return search


def labels(text: Objects, pack: Pack) -> _Search:
    """Return the search for “Table 2” or “step 6” where there are fewer."""
    names = Finder.of(text.names, pack)

    def search(annotated: Annotated, targets: Targets) -> Iterator[Dangling]:
        words = annotated.tokens.words
        for place in names.everywhere(annotated):
            number = words[place.last] if place.last < len(words) else ""
            if not number.isdecimal() or len(number) > 2:  # noqa: PLR2004 -- no article has a hundred tables
                continue
            sentence = annotated.sentence_of(place.first)
            end = annotated.tokens.ends[place.last]
            if annotated.article.prose[end : end + 1] in _GOES_ON:  # “4-year-olds”
                continue
            if place.last >= sentence.last or _labels_itself(annotated, place, sentence):
                continue
            span = TokenSpan(place.first, place.last + 1)
            name = annotated.text(place).lower()
            if (name, int(number)) in targets.labels or targets.count(text.shown_by) >= int(number):
                continue
            if _is_foreign(annotated, span, sentence) or _is_linked(annotated, span):
                continue
            yield Dangling(span, place, f"{name} {number}", "there is none of that number here")

    return search


def sections(text: Sections, above: Finder, below: Finder, pack: Pack) -> _Search:
    """Return the search for sections that no heading names."""
    opens, closes, see = Finder.of(text.opens, pack), Finder.of(text.closes, pack), Finder.of(text.see, pack)

    def search(annotated: Annotated, targets: Targets) -> Iterator[Dangling]:
        for place in opens.everywhere(annotated):
            sentence = annotated.sentence_of(place.first)
            yield from dangling(annotated, targets, place, _name_after(annotated, place.last, sentence.last), sentence)
        for place in closes.everywhere(annotated):
            sentence = annotated.sentence_of(place.first)
            yield from dangling(
                annotated, targets, place, _name_before(annotated, place.first, sentence.first), sentence
            )
        for place in see.everywhere(annotated):
            sentence = annotated.sentence_of(place.first)
            name = _capitals_after(annotated, place.last, sentence.last)
            after = TokenSpan(name.last, min(sentence.last, name.last + 2))
            if name.first < name.last and (above.inside(annotated, after) or below.inside(annotated, after)):
                yield from dangling(annotated, targets, place, name, sentence)

    def dangling(
        annotated: Annotated, targets: Targets, place: TokenSpan, name: TokenSpan, sentence: Sentence
    ) -> Iterator[Dangling]:
        if name.first >= name.last:
            return
        concepts = [concept for mention in annotated.mentions_in(name) for concept in mention.concepts]
        text = annotated.text(name)
        span = TokenSpan(min(place.first, name.first), max(place.last, name.last))
        if targets.is_heading(text, concepts) is not False or _is_linked(annotated, span):
            return
        if not _is_foreign(annotated, span, sentence):
            yield Dangling(span, place, f"a section on “{text}”", "no heading names it")

    return search


def clauses(text: Clauses, above: Finder, below: Finder, pack: Pack) -> _Search:
    """Return the search for “as mentioned above” at the beginning of an article, and “see below” at its end."""
    finder = Finder.of(text.words, pack)

    def search(annotated: Annotated, targets: Targets) -> Iterator[Dangling]:
        for place in finder.everywhere(annotated):
            sentence = annotated.sentence_of(place.first)
            near = TokenSpan(place.last, min(sentence.last, place.last + 2))
            ahead = below.inside(annotated, near)
            way = ahead or above.inside(annotated, near)
            if not way or not is_free(annotated, way[0].last, sentence.last):
                continue
            span = TokenSpan(place.first, way[0].last)
            if ahead:
                is_there, looked = targets.says_after(sentence), "nothing follows it"
            else:
                rest = annotated.text(TokenSpan(place.first, min(sentence.last, span.last + _CLAUSE)))
                is_there = targets.says_before(annotated.tokens.starts[sentence.first], rest)
                looked = "nothing before it says that"
            if not is_there:
                yield Dangling(span, place, "another part of the text", looked)

    return search


def is_free(annotated: Annotated, token: int, last: int) -> bool:
    """Tell whether what stands before a token ends its phrase there, so that it is no preposition."""
    words = annotated.tokens.words
    if token >= last or not words[token][0].isalnum() or words[token] in _FREE:
        return token + 1 >= last or words[token : token + 2] != ["and", "below"]
    return words[token] == "in" and not _OWN_PARTS.isdisjoint(words[token + 1 : min(last, token + 3)])


def is_adverb(annotated: Annotated, token: int, last: int) -> bool:
    """Tell whether “above” before a token, after “mentioned” or “the table”, is an adverb: no noun phrase follows it."""
    words = annotated.tokens.words
    if token >= last or is_free(annotated, token, last):
        return True
    return words[token] not in _OPENS_A_PHRASE and not words[token][0].isdigit()


def start_of(annotated: Annotated, noun: TokenSpan, first: int) -> int:
    """Return where the phrase of a noun begins: at its determiner, if that is near."""
    words = annotated.tokens.words
    for token in range(noun.first - 1, max(first, noun.first - 5) - 1, -1):
        if words[token] in _DEFINITE:
            return token
    return noun.first


def _is_definite(annotated: Annotated, noun: TokenSpan, sentence: Sentence) -> bool:
    words = annotated.tokens.words
    return not _DEFINITE.isdisjoint(words[max(sentence.first, noun.first - 3) : noun.first])


def _labels_itself(annotated: Annotated, place: TokenSpan, sentence: Sentence) -> bool:
    """Tell whether a number is not a pointer but the label of its own block: “Table 2. Doses”."""
    block = annotated.article.blocks[sentence.block]
    if block.kind in {BlockKind.CAPTION, BlockKind.HEADING, BlockKind.CODE}:
        return True
    begin = annotated.tokens.within(block.span).first
    return place.first - begin <= 1 and label_of(annotated.article.text(block)[:_LONGEST_LABEL]) is not None


def _is_foreign(annotated: Annotated, span: TokenSpan, sentence: Sentence) -> bool:
    """Tell whether a part belongs to another text: “of the study”, “in our leaflet on asthma”."""
    words = annotated.tokens.words
    around = words[max(sentence.first, span.first - _TO_OWNER) : min(sentence.last, span.last + _TO_OWNER)]
    if not _FOREIGN.isdisjoint(around):
        return True
    after = words[span.last : min(sentence.last, span.last + _TO_OWNER)]
    if "of" not in after[:3] and "in" not in after[:3]:
        return False
    return "this" not in after or _OWN_PARTS.isdisjoint(after)


def _is_linked(annotated: Annotated, span: TokenSpan) -> bool:
    """Tell whether a link stands in a span or around it: it says itself where it leads."""
    prose = annotated.tokens.span(span)
    near = annotated.article.inlines_in(ProseSpan(max(0, prose.start - 80), prose.end))
    return any(i.kind is InlineKind.LINK and i.span.end > prose.start for i in near)


def _name_after(annotated: Annotated, token: int, last: int) -> TokenSpan:
    """Return the name that follows “the section on”: in quotation marks, or up to the end of the phrase."""
    words = annotated.tokens.words
    end = min(last, token + _LONGEST_NAME)
    if token < end and words[token] in _QUOTES:
        close = next((t for t in range(token + 1, end) if words[t] in _QUOTES), end)
        return TokenSpan(token + 1, close)
    close = next((t for t in range(token, end) if words[t] in _STOPS), end)
    return TokenSpan(token, close)


def _name_before(annotated: Annotated, token: int, first: int) -> TokenSpan:
    """Return the name that stands before “section”: in quotation marks, or in capitals after “the”."""
    words = annotated.tokens.words
    start = max(first, token - _LONGEST_NAME)
    if token > start and words[token - 1] in _QUOTES:
        opening = next((t for t in range(token - 2, start - 1, -1) if words[t] in _QUOTES), token)
        return TokenSpan(min(opening + 1, token), max(opening + 1, token - 1))
    begin = token
    while begin > start and (_is_capital(annotated, begin - 1) or words[begin - 1] in _NAME_WORDS - {"the"}):
        begin -= 1
    while begin < token and not _is_capital(annotated, begin):
        begin += 1
    is_named = begin > first and words[begin - 1] in {"the", "our", "this"}
    return TokenSpan(begin, token) if is_named else TokenSpan(token, token)


def _capitals_after(annotated: Annotated, token: int, last: int) -> TokenSpan:
    words = annotated.tokens.words
    end = token
    while end < min(last, token + _LONGEST_NAME) and (
        _is_capital(annotated, end) or (end > token and (words[end] in _NAME_WORDS or words[end].isalpha()))
    ):
        if words[end] in {"above", "below"}:
            break
        end += 1
    return TokenSpan(token, end)


def _is_capital(annotated: Annotated, token: int) -> bool:
    return annotated.article.prose[annotated.tokens.starts[token]].isupper()
