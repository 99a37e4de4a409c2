"""Pointers at things on the page: “the table below”, “the next section”, “Figure 2”, “step 6”."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from healthlint.checks.kind import Finder
from healthlint.checks.pointer.targets import Show, Targets, label_of
from healthlint.checks.pointer.words import Dangling, Search, is_adverb, is_definite, is_foreign, is_linked, start_of
from healthlint.document.article import BlockKind
from healthlint.language.annotated import Annotated
from healthlint.language.terms import Terms
from healthlint.language.tokens import Sentence, TokenSpan
from healthlint.rules.pack import Pack

_LONGEST_LABEL = 60
#: No article has a hundred tables.
_MOST_DIGITS = 2
#: A number that goes on is no label: “Table 4-year-olds can reach”.
_GOES_ON = frozenset("-–'’%°")
_LABELLED = frozenset({BlockKind.CAPTION, BlockKind.HEADING, BlockKind.CODE})


class Objects(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """“The table below”: what it is called, and what shows it on the page."""

    names: Terms
    shown_by: tuple[Show, ...]


class Neighbours(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """“The next section”: words that say themselves where it stands, and what shows it on the page."""

    names: Terms
    shown_by: tuple[Show, ...]
    ahead: bool


def objects(text: Objects, above: Finder, below: Finder, pack: Pack) -> Search:
    """Return the search for “the table below” without a table below."""
    names = Finder.of(text.names, pack)

    def search(annotated: Annotated, targets: Targets) -> Iterator[Dangling]:
        for place in names.everywhere(annotated):
            sentence = annotated.sentence_of(place.first)
            after = TokenSpan(place.last, min(sentence.last, place.last + 1))
            ahead = below.inside(annotated, after)
            way = next(iter(ahead or above.inside(annotated, after)), None)
            if way is None or not is_adverb(annotated, way.last, sentence.last):
                continue
            span = TokenSpan(start_of(annotated, place, sentence.first), way.last)
            if not is_definite(annotated, place, sentence) or is_linked(annotated, span):
                continue
            if not targets.stands(text.shown_by, sentence.block, ahead=bool(ahead)):
                where = "below" if ahead else "above"
                is_behind = targets.stands(text.shown_by, sentence.block, ahead=not ahead)
                looked = f"none stands {where} it" + (", only on the other side" if is_behind else "")
                yield Dangling(span, way, f"a {annotated.text(place).lower()}", looked)

    return search


def neighbours(text: Neighbours, pack: Pack) -> Search:
    """Return the search for “the next section”, “the following table” where none comes."""
    names = Finder.of(text.names, pack)

    def search(annotated: Annotated, targets: Targets) -> Iterator[Dangling]:
        for place in names.everywhere(annotated):
            sentence = annotated.sentence_of(place.first)
            if targets.stands(text.shown_by, sentence.block, ahead=text.ahead) or is_linked(annotated, place):
                continue
            if not is_foreign(annotated, place, sentence):
                name = annotated.text(place).lower().removeprefix("the ")
                yield Dangling(place, place, f"the {name}", f"none stands {'below' if text.ahead else 'above'} it")

    return search


def labels(text: Objects, pack: Pack) -> Search:
    """Return the search for “Table 2” or “step 6” where there are fewer."""
    names = Finder.of(text.names, pack)

    def search(annotated: Annotated, targets: Targets) -> Iterator[Dangling]:
        for place in names.everywhere(annotated):
            sentence = annotated.sentence_of(place.first)
            number = _number_after(annotated, place, sentence)
            if number is None or _labels_itself(annotated, place, sentence):
                continue
            name = annotated.text(place).lower()
            if (name, number) in targets.labels or targets.count(text.shown_by) >= number:
                continue
            span = TokenSpan(place.first, place.last + 1)
            if not is_foreign(annotated, span, sentence) and not is_linked(annotated, span):
                yield Dangling(span, place, f"{name} {number}", "there is none of that number here")

    return search


def _number_after(annotated: Annotated, place: TokenSpan, sentence: Sentence) -> int | None:
    """Return the number that follows a word in its sentence, if it is a small whole one."""
    if place.last >= sentence.last:
        return None
    number = annotated.tokens.words[place.last]
    end = annotated.tokens.ends[place.last]
    if not number.isdecimal() or len(number) > _MOST_DIGITS or annotated.article.prose[end : end + 1] in _GOES_ON:
        return None
    return int(number)


def _labels_itself(annotated: Annotated, place: TokenSpan, sentence: Sentence) -> bool:
    """Tell whether a number is not a pointer but the label of its own block: “Table 2. Doses”."""
    block = annotated.article.blocks[sentence.block]
    if block.kind in _LABELLED:
        return True
    start = block.span.start
    begin = annotated.article.prose[start : min(block.span.end, start + _LONGEST_LABEL)]
    return annotated.tokens.starts[place.first] - start <= 1 and label_of(begin) is not None
