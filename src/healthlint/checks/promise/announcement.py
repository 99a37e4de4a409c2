"""Finds announcements: at the end of a block by their mark, and whole sentences by their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from healthlint.checks.promise.clause import LONGEST, TO_NOUN, Clause, Parts
from healthlint.checks.promise.delivery import Expects
from healthlint.document.article import OPAQUE, Block, BlockKind, InlineKind
from healthlint.document.outline import Outline
from healthlint.document.shapes import has_series
from healthlint.language.annotated import Annotated
from healthlint.language.tokens import Sentence, TokenSpan
from healthlint.patterns import regex

_HOLDERS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.DEFINITION})
_MARKED_HOLDERS = _HOLDERS | {BlockKind.HEADING}
_CLOSING = frozenset(".!?…")
_COLON = regex(r"""[:;]["'”’)\]*\s–—-]*$""")
_OPEN = regex(r"[\w,–—-]$")
_SENTENCE_ENDS = frozenset(".!?)”\"'’")
#: The words that open a list without a mark are among the last tokens of a sentence.
_LAST = 12
_INSERTS = frozenset({"(", "–", "—", "-", "--"})
#: They announce at the beginning of a sentence only: “below are”, “here are”.
_BEGIN_ONLY = frozenset({"below", "here", "following"})
_JOINERS = frozenset({"and", "so", "but", "now"})


class Promise(NamedTuple):
    """An announcement: its tokens, the part that makes it one, the thing it names, and what may keep it."""

    span: TokenSpan
    focus: TokenSpan
    noun: TokenSpan | None
    expects: Expects
    is_marked: bool = True
    """It ends with a colon, or with no mark at all; else it is a whole sentence."""
    is_sure: bool = True
    """Something must follow: the sentence is not finished, or says that something does."""
    is_below: bool = False
    """It says that the list stands somewhere below."""


class Announcer(Struct, frozen=True):
    """Finds the announcements of an article."""

    parts: Parts

    def promises(self, annotated: Annotated, outline: Outline) -> Iterator[Promise]:
        """Yield every announcement: those at the end of a block, then those that are whole sentences."""
        for block in outline.blocks:
            if block.kind in _MARKED_HOLDERS:
                promise = self._at_end(annotated, outline, block)
                if promise is not None:
                    yield promise
        yield from self._whole_sentences(annotated)

    def announces(self, annotated: Annotated, block: Block) -> bool:
        """Tell whether a block that ends with a colon promises something: it is no label, and no whole sentence."""
        sentences = annotated.sentences_in(block.index)
        promise = self._before_colon(annotated, sentences[-1]) if sentences else None
        return promise is not None and promise.is_sure

    # -- at the end of a block ---------------------------------------------------------------------------------------

    def _at_end(self, annotated: Annotated, outline: Outline, block: Block) -> Promise | None:
        if annotated.article.prose[block.span.end - 1] in _CLOSING:
            return None
        tail = outline.tail(block)
        is_marked = _COLON.search(tail)
        if OPAQUE in tail or not (is_marked or _OPEN.search(tail)):
            return None
        sentences = annotated.sentences_in(block.index)
        if not sentences:
            return None
        if is_marked:
            return self._before_colon(annotated, sentences[-1])
        return self._unmarked(annotated, sentences[-1]) if block.kind in _HOLDERS else None

    def _before_colon(self, annotated: Annotated, sentence: Sentence) -> Promise | None:
        """Return what a sentence announces that ends with a colon (or with a semicolon in its place)."""
        clause = Clause(self.parts, annotated, sentence)
        if not clause.words:
            return None
        whole = TokenSpan(clause.span.first, min(sentence.last, clause.span.last + 1))
        if annotated.tokens.words[whole.last - 1] == ";":
            opener = clause.ending(self.parts.openers)
            return Promise(whole, opener, clause.first_thing, Expects.ITEMS) if opener else None
        several = clause.several()
        if several is not None:
            return Promise(whole, several[0], several[1] or clause.first_thing, Expects.ITEMS)
        return None if clause.is_page_label() else self._rest(whole, clause)

    def _rest(self, whole: TokenSpan, clause: Clause) -> Promise | None:
        """Return what a clause announces that names no several things: the rest of its sentence, or anything."""
        unfinished = clause.unfinished()
        if unfinished is not None:
            return Promise(whole, unfinished, clause.first_thing, Expects.REST)
        vague = clause.vague()
        if vague is None and clause.is_label():
            return None
        last = TokenSpan(clause.span.last - 1, clause.span.last)
        return Promise(whole, vague or last, clause.first_thing, Expects.ANYTHING, is_sure=vague is not None)

    def _unmarked(self, annotated: Annotated, sentence: Sentence) -> Promise | None:
        """Return what a sentence announces that ends without any mark, on a word that opens a list."""
        near = TokenSpan(max(0, sentence.last - _LAST), sentence.last)
        if not (self.parts.unmarked.inside(annotated, near) or self.parts.copulas.inside(annotated, near)):
            return None
        clause = Clause(self.parts, annotated, sentence)
        opener = clause.ending(self.parts.unmarked)
        if opener is None and clause.counted():
            opener = clause.ending(self.parts.copulas)
        if opener is None or len(clause.words) < 2:
            return None
        return Promise(clause.span, opener, clause.first_thing, Expects.ITEMS)

    # -- whole sentences ---------------------------------------------------------------------------------------------

    def _whole_sentences(self, annotated: Annotated) -> Iterator[Promise]:
        """Yield the announcements that end with a full stop: “Your doctor may order the following tests.”."""
        done: set[int] = set()
        for finder in (self.parts.determiners, self.parts.phrases, self.parts.demonstratives):
            for part in finder.everywhere(annotated):
                sentence = annotated.sentence_of(part.first)
                promise = self._sentence(annotated, sentence, part) if sentence.index not in done else None
                if promise is not None:
                    done.add(sentence.index)
                    yield promise

    def _sentence(self, annotated: Annotated, sentence: Sentence, part: TokenSpan) -> Promise | None:
        rest = TokenSpan(part.last, min(sentence.last, part.last + LONGEST))
        is_below = bool(self.parts.below.inside(annotated, part))
        noun = self._thing_after(annotated, rest)
        if not is_below and not self._announces(annotated, sentence, part, noun):
            return None
        if rest.last < sentence.last or annotated.article.blocks[sentence.block].kind not in _HOLDERS:
            return None
        if annotated.tokens.words[rest.last - 1][-1] not in _SENTENCE_ENDS or _is_kept_inside(annotated, rest):
            return None
        first = max(sentence.first, part.first - LONGEST)
        subject = next(iter(self.parts.things.inside(annotated, TokenSpan(first, part.first))), None)
        span = TokenSpan(first, rest.last)
        return Promise(span, part, noun or subject, Expects.ITEMS, is_marked=False, is_below=is_below)

    def _announces(self, annotated: Annotated, sentence: Sentence, part: TokenSpan, noun: TokenSpan | None) -> bool:
        """Tell whether a part of a whole sentence looks ahead."""
        words = annotated.tokens.words
        if self.parts.demonstratives.inside(annotated, part):
            return noun is not None and self._looks_ahead(annotated, sentence, part)
        if words[part.first] in _BEGIN_ONLY and not _begins(words, part, sentence):
            return False
        if noun is not None:
            return True
        rest = words[part.last : min(sentence.last, part.last + 2)]
        return not any(word[0].isalnum() for word in rest)

    def _thing_after(self, annotated: Annotated, rest: TokenSpan) -> TokenSpan | None:
        """Return the noun in the plural that a determiner belongs to; None for a day, a single thing, or none."""
        near = TokenSpan(rest.first, min(rest.last, rest.first + TO_NOUN))
        if self.parts.times.inside(annotated, near):
            return None
        return next(iter(self.parts.things.inside(annotated, near)), None)

    def _looks_ahead(self, annotated: Annotated, sentence: Sentence, part: TokenSpan) -> bool:
        """Tell whether “these” looks ahead: an imperative opens sentence and block, and no list stands right before."""
        article = annotated.article
        block = article.blocks[sentence.block]
        begin = TokenSpan(sentence.first, sentence.first + 1)
        if not self.parts.imperatives.inside(annotated, begin) or part.first - sentence.first > TO_NOUN:
            return False
        if annotated.tokens.starts[sentence.first] > block.span.start or article.inlines_in(block.span):
            return False
        before = article.blocks[max(0, block.index - 1)]
        return before.item is None and before.cell is None


def _begins(words: Sequence[str], part: TokenSpan, sentence: Sentence) -> bool:
    """Tell whether a part begins its sentence, “and” or “so” left aside."""
    before = part.first - sentence.first
    return before == 0 or (before == 1 and words[sentence.first] in _JOINERS)


def _is_kept_inside(annotated: Annotated, rest: TokenSpan) -> bool:
    """Tell whether the rest of a sentence gives what is announced: after a colon, by a link, in brackets."""
    words = annotated.tokens.words[rest.first : rest.last]
    if ":" in words:
        return True
    if any(inline.kind is InlineKind.LINK for inline in annotated.article.inlines_in(annotated.tokens.span(rest))):
        return True
    mark = next((place for place, word in enumerate(words) if word in _INSERTS), None)
    return mark is not None and has_series(annotated.text(TokenSpan(rest.first + mark, rest.last)))
