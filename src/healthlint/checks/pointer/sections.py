"""Pointers at what is said elsewhere: “the section on diet”, “see Causes, below”, “as mentioned above”."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from healthlint.checks.kind import Finder
from healthlint.checks.pointer.targets import Targets
from healthlint.checks.pointer.words import Dangling, Search, is_foreign, is_free, is_linked
from healthlint.language.annotated import Annotated
from healthlint.language.terms import Terms
from healthlint.language.tokens import Sentence, TokenSpan
from healthlint.rules.pack import Pack

_LONGEST_NAME = 8
_CLAUSE = 40
_NAME_WORDS = frozenset({"and", "of", "&", "/", "to", "for", "in", "on", "with", "your"})
_OWNERS = frozenset({"the", "our", "this"})
#: They end the name of a section.
_STOPS_LIST = ". , ; : ! ? ( ) [ ] above below for later which that to is are if before of"
_STOPS = frozenset(_STOPS_LIST.split())
_QUOTES = frozenset("\"“”‘’'«»")


class Sections(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """“The section on diet” (`opens`), “the Treatment section” (`closes`), “see Causes, below” (`see`)."""

    opens: Terms
    closes: Terms
    see: Terms


class Clauses(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """“As mentioned above”, “see below”: the words before the direction."""

    words: Terms


def sections(text: Sections, above: Finder, below: Finder, pack: Pack) -> Search:
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
        last = max(place.last, name.last)
        last += last < sentence.last and annotated.tokens.words[last] in _QUOTES
        span = TokenSpan(min(place.first, name.first), last)
        if targets.is_heading(text, concepts) is not False or is_linked(annotated, span):
            return
        if not is_foreign(annotated, span, sentence):
            yield Dangling(span, place, f"a section on “{text}”", "no heading names it")

    return search


def clauses(text: Clauses, above: Finder, below: Finder, pack: Pack) -> Search:
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
    while begin > start and (_is_capital(annotated, begin - 1) or words[begin - 1] in _NAME_WORDS):
        begin -= 1
    while begin < token and not _is_capital(annotated, begin):
        begin += 1
    is_named = begin > first and words[begin - 1] in _OWNERS
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
