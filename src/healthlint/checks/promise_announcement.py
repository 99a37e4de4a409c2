"""Recognises an announcement by its parts: a determiner or a quantity, a noun, a verb, its place in the block, its mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import msgspec

from healthlint.checks.kind import Finder
from healthlint.checks.promise_delivery import Expects
from healthlint.document.article import OPAQUE, Block, BlockKind, InlineKind
from healthlint.document.outline import BEFORE_A_CLAUSE, Outline, has_series
from healthlint.language.annotated import Annotated, Sentence, TokenSpan
from healthlint.language.terms import Terms
from healthlint.rules.pack import Pack

#: An announcement is at most this many tokens long; of a longer sentence, the last ones.
_LONGEST = 40
#: Between a determiner or a quantity and its noun.
_TO_NOUN = 5
#: Between a number and what it counts.
_TO_COUNTED = 2
_MOST_ITEMS = 30
_LONGEST_LABEL = 6
#: “these” announces if it stands this near to the colon.
_NEAR_COLON = 12
#: Fewer words before a colon are a label.
_FEWEST_WORDS = 4
_HOLDERS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.DEFINITION})
_MARKED_HOLDERS = _HOLDERS | {BlockKind.HEADING}
_CLOSING = frozenset(".!?…")
_COLON = re.compile(r"""[:;]["'”’)\]*\s–—-]*$""")
_OPEN = re.compile(r"[\w,–—-]$")
#: A sentence that ends with one of these goes on with one thing.
_ONE_THING = frozenset({"is", "was", "be"})
#: “these” after one of them takes up what was said.
_LEADS_BACK = frozenset({"for", "of", "behind", "about", "with", "from", "to", "all", "between", "against"})
#: They announce at the beginning of a sentence only: “below are”, “here are”.
_BEGIN_ONLY = frozenset({"below", "here", "following"})
_INSERTS = frozenset({"(", "–", "—", "-", "--"})
#: After “the following”, without a noun: “any of the following are true”.
_VERBS = frozenset({"are", "apply", "applies", "were", "may", "must", "can", "should", "happen", "happens", "occur", "occurs"})


class Announcement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The parts by which an announcement is recognised.

    `determiners` (“the following”) and `demonstratives` (“these”) stand before what is announced, `counts` and `amounts` too
    (but no figure after `numbered` things counts anything: “type 2”); `things` come in lists. `phrases` announce wherever they stand (“as follows”), `below` those of them that look down the
    page. `openers` open a list as the last words before a mark (“include”, “such as”; `unmarked` do so
    even without one), `copulas` if things are their subject. `unfinished` words end no sentence, and `quotes` lead to a quotation. `times` are no things (“the following
    day”). `imperatives` let “these” look ahead (“follow these steps”). `labels` of the page announce nothing.
    """

    determiners: Terms
    demonstratives: Terms
    phrases: Terms
    below: Terms
    openers: Terms
    unmarked: Terms
    copulas: Terms
    counts: Terms
    amounts: Terms
    numbered: Terms
    things: Terms
    unfinished: Terms
    times: Terms
    imperatives: Terms
    quotes: Terms
    labels: Terms


class Promise(NamedTuple):
    """An announcement: its tokens, the part that makes it one, the thing it names, and what may keep it."""

    span: TokenSpan
    focus: TokenSpan
    noun: TokenSpan | None
    expects: Expects
    is_marked: bool = True
    """It ends with a colon, or with no mark at all; else it is a whole sentence."""
    is_sure: bool = True
    """Something must follow: the sentence is not finished, or several things are named."""
    is_below: bool = False
    """It says that the list stands somewhere below."""


@dataclass(frozen=True, slots=True)
class Announcer:
    """Finds announcements."""

    determiners: Finder
    demonstratives: Finder
    phrases: Finder
    below: Finder
    openers: Finder
    unmarked: Finder
    copulas: Finder
    counts: Finder
    amounts: Finder
    numbered: Finder
    things: Finder
    unfinished: Finder
    times: Finder
    imperatives: Finder
    quotes: Finder
    labels: Finder

    @classmethod
    def of(cls, parts: Announcement, pack: Pack) -> Announcer:
        """Return the announcer of a rule."""
        return cls(*(Finder.of(getattr(parts, name), pack) for name in parts.__struct_fields__))

    def promises(self, annotated: Annotated, outline: Outline) -> Iterator[Promise]:
        """Yield every announcement: those at the end of a block, then those that are whole sentences."""
        for block in outline.blocks:
            promise = self._at_end(annotated, outline, block) if block.kind in _MARKED_HOLDERS else None
            if promise is not None:
                yield promise
        yield from self._whole_sentences(annotated)

    def announces(self, annotated: Annotated, block: Block) -> bool:
        """Tell whether a block that ends with a colon promises something: it is more than a label or a whole sentence."""
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
        clause = _Clause(self, annotated, sentence)
        if not clause.words:
            return None
        whole = TokenSpan(clause.span.first, min(sentence.last, clause.span.last + 1))
        if annotated.tokens.words[whole.last - 1] == ";":
            opener = clause.ending(self.openers)
            return Promise(whole, opener, clause.first_thing, Expects.ITEMS) if opener else None
        if clause.is_page_label():
            return None
        part = clause.part()
        if part is not None:
            return Promise(whole, part[0], part[1] or clause.first_thing, Expects.ITEMS)
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
        clause = _Clause(self, annotated, sentence)
        part = clause.ending(self.unmarked)
        if part is None and clause.ending(self.copulas) and clause.counted():
            part = clause.ending(self.copulas)
        if part is None or len(clause.words) < 2:
            return None
        return Promise(clause.span, part, clause.first_thing, Expects.ITEMS)

    # -- whole sentences ---------------------------------------------------------------------------------------------

    def _whole_sentences(self, annotated: Annotated) -> Iterator[Promise]:
        """Yield the announcements that end with a full stop: “Your doctor may order the following tests.”."""
        done: set[int] = set()
        for finder in (self.determiners, self.phrases, self.demonstratives):
            for part in finder.everywhere(annotated):
                sentence = annotated.sentence_of(part.first)
                promise = self._sentence(annotated, sentence, part) if sentence.index not in done else None
                if promise is not None:
                    done.add(sentence.index)
                    yield promise

    def _sentence(self, annotated: Annotated, sentence: Sentence, part: TokenSpan) -> Promise | None:
        words = annotated.tokens.words
        rest = TokenSpan(part.last, min(sentence.last, part.last + _LONGEST))
        if annotated.article.blocks[sentence.block].kind not in _HOLDERS or rest.last < sentence.last:
            return None
        if words[rest.last - 1][-1] not in ".!?)”\"'’" or _is_kept_inside(annotated, rest):
            return None
        if words[part.first] in _BEGIN_ONLY and part.first - sentence.first > 1:
            return None
        if any(inline.kind is InlineKind.LINK for inline in annotated.article.inlines_in(annotated.tokens.span(rest))):
            return None  # the list is one step away
        noun = self._thing_after(annotated, rest)
        if self.demonstratives.inside(annotated, part):
            is_promise = noun is not None and self._looks_ahead(annotated, sentence, part)
        else:
            at_end = not any(word[0].isalnum() for word in words[rest.first : rest.last])
            is_promise = noun is not None or at_end
        is_below = bool(self.below.inside(annotated, part))
        if not (is_promise or is_below):
            return None
        first = max(sentence.first, part.first - _LONGEST)
        noun = noun or next(iter(self.things.inside(annotated, TokenSpan(first, part.first))), None)
        span = TokenSpan(first, rest.last)
        return Promise(span, part, noun, Expects.ITEMS, is_marked=False, is_below=is_below)

    def _thing_after(self, annotated: Annotated, rest: TokenSpan) -> TokenSpan | None:
        """Return the noun in the plural that a determiner belongs to; None for a day, a single thing, or none."""
        near = TokenSpan(rest.first, min(rest.last, rest.first + _TO_NOUN))
        if self.times.inside(annotated, near):
            return None
        return next(iter(self.things.inside(annotated, near)), None)

    def _looks_ahead(self, annotated: Annotated, sentence: Sentence, part: TokenSpan) -> bool:
        """Tell whether “these” looks ahead: an imperative opens sentence and block, and no list stands right before."""
        article = annotated.article
        block = article.blocks[sentence.block]
        begin = TokenSpan(sentence.first, sentence.first + 1)
        if not self.imperatives.inside(annotated, begin) or part.first - sentence.first > _TO_NOUN:
            return False
        if annotated.sentences_in(block.index)[0] != sentence or article.inlines_in(block.span):
            return False
        before = article.blocks[max(0, block.index - 1)]
        return before.item is None and before.cell is None


class _Clause:
    """The words of a sentence up to its closing mark, and what they say."""

    def __init__(self, announcer: Announcer, annotated: Annotated, sentence: Sentence) -> None:
        words = annotated.tokens.words
        end = _last_word(words, sentence) + 1
        first = sentence.first
        own = annotated.sentences_in(sentence.block)
        self._parts = announcer
        self._annotated = annotated
        self.span = TokenSpan(min(end, max(first, end - _LONGEST)), end)
        if end - first < _FEWEST_WORDS - 1 and len(own) > 1 and not self.ending(announcer.openers):
            self.span = TokenSpan(max(own[-2].first, end - _LONGEST), end)  # “One of these must be true. You:”
        self.words: Sequence[str] = words[self.span.first : end]

    @cached_property
    def things(self) -> Sequence[TokenSpan]:
        """Return the things that are named."""
        return self._parts.things.inside(self._annotated, self.span)

    @property
    def first_thing(self) -> TokenSpan | None:
        """Return the thing that is named first, mostly the subject."""
        return self.things[0] if self.things else None

    def ending(self, finder: Finder) -> TokenSpan | None:
        """Return the longest hit that ends the clause."""
        near = TokenSpan(max(self.span.first, self.span.last - _TO_NOUN), self.span.last)
        return next((place for place in finder.inside(self._annotated, near) if place.last == self.span.last), None)

    def counted(self) -> tuple[TokenSpan, TokenSpan] | None:
        """Return a number and the thing that it counts: “three common causes”, and not “type 2 and its causes”."""
        words = self._annotated.tokens.words
        for count in self._parts.counts.inside(self._annotated, self.span):
            digits = words[count.first]
            if digits[0].isdigit() and not (digits.isdecimal() and 1 < int(digits[:4]) <= _MOST_ITEMS):
                continue
            thing = self._thing_from(count.last, _TO_COUNTED)
            before = TokenSpan(max(self.span.first, count.first - 1), count.first)
            if thing is not None and not self._parts.numbered.inside(self._annotated, before):
                return count, thing
        return None

    def part(self) -> tuple[TokenSpan, TokenSpan | None] | None:
        """Return the part that promises several things, and the thing that it names, if it does."""
        found = self._determiner()
        if found is not None:
            return found
        opener = self.ending(self._parts.openers)
        if opener is not None:
            return opener, None
        found = self._demonstrative()
        if found is not None:
            return found
        copula = self.ending(self._parts.copulas)
        return (copula, None) if copula is not None and self.things else self.counted()

    def unfinished(self) -> TokenSpan | None:
        """Return the last word if it leaves the sentence open, and leads neither to a quotation nor to one thing."""
        if self.ending(self._parts.quotes) or (self.words[-1] in _ONE_THING and not self.things):
            return None
        return self.ending(self._parts.unfinished)

    def vague(self) -> TokenSpan | None:
        """Return what says that something must follow, in whatever form: “some reasons”, “the following rule”, “these”."""
        if self.ending(self._parts.quotes):
            return None
        for amount in self._parts.amounts.inside(self._annotated, self.span):
            if self._thing_from(amount.last) is not None:
                return amount
        for finder in (self._parts.determiners, self._parts.phrases):
            places = finder.inside(self._annotated, self.span)
            if places:
                return places[-1]
        return None

    def is_page_label(self) -> bool:
        """Tell whether the clause belongs to the page and not to the text: “Share this article on”."""
        return len(self.words) <= _LONGEST_LABEL and any(place.first == self.span.first for place in self._parts.labels.inside(self._annotated, self.span))

    def is_label(self) -> bool:
        """Tell whether the clause is too short to announce anything."""
        size = sum(word[0].isalnum() for word in self.words)
        return size < _FEWEST_WORDS and not (size > 2 and self.things) and self.words[0] not in BEFORE_A_CLAUSE

    def _determiner(self) -> tuple[TokenSpan, TokenSpan | None] | None:
        """Return “the following”, “as follows” or “listed below” where it stands for several things."""
        for finder in (self._parts.determiners, self._parts.phrases, self._parts.below):
            places = finder.inside(self._annotated, self.span)
            if places:
                place = places[-1]
                noun = self._thing_from(place.last) or self._plural_from(place.last)
                if noun is not None or self.things or self._stands_alone(place, finder):
                    return place, noun
        return None

    def _stands_alone(self, place: TokenSpan, finder: Finder) -> bool:
        """Tell whether a determiner needs no noun: “include the following”, “any of the following are true”."""
        words = self._annotated.tokens.words
        if finder is not self._parts.determiners:
            return False
        if place.last == self.span.last or words[place.last] in _VERBS:
            return True
        return place.first > self.span.first and words[place.first - 1] == "of"

    def _demonstrative(self) -> tuple[TokenSpan, TokenSpan | None] | None:
        near = TokenSpan(max(self.span.first, self.span.last - _NEAR_COLON), self.span.last)
        for this in self._parts.demonstratives.inside(self._annotated, near):
            if self._looks_back(this):
                continue
            noun = self._thing_from(this.last) or self._plural_from(this.last)
            if noun is not None or this.last == self.span.last or this.last - this.first > 1:
                return this, noun
        return None

    def _looks_back(self, this: TokenSpan) -> bool:
        """Tell whether “these” takes up what was said: “There is one reason for these symptoms”."""
        if this.last - this.first > 1:
            return False
        if this.first == self.span.first:
            return len(self.words) > _FEWEST_WORDS - 1
        return self._annotated.tokens.words[this.first - 1] in _LEADS_BACK

    def _thing_from(self, token: int, reach: int = _TO_NOUN) -> TokenSpan | None:
        return next((thing for thing in self.things if token <= thing.first <= token + reach), None)

    def _plural_from(self, token: int) -> TokenSpan | None:
        """Return the next word that looks like a plural."""
        words = self._annotated.tokens.words
        for place in range(token, min(self.span.last, token + _TO_NOUN)):
            if _is_plural(words[place]):
                return TokenSpan(place, place + 1)
        return None


def _is_kept_inside(annotated: Annotated, rest: TokenSpan) -> bool:
    """Tell whether the rest of a sentence gives what is announced: after a colon, or as a series in brackets or dashes."""
    words = annotated.tokens.words[rest.first : rest.last]
    if ":" in words:
        return True
    mark = next((place for place, word in enumerate(words) if word in _INSERTS), None)
    return mark is not None and has_series(annotated.text(TokenSpan(rest.first + mark, rest.last)))


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _last_word(words: Sequence[str], sentence: Sentence) -> int:
    """Return the last token of a sentence that is a word; the one before its first where there is none."""
    for token in range(sentence.last - 1, max(sentence.first, sentence.last - 6) - 1, -1):
        if any(map(str.isalnum, words[token])):
            return token
    return sentence.first - 1
