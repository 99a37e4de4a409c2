"""Reads the clause before a colon by its parts: a determiner or a quantity, a noun, a verb, its last words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import msgspec

from healthlint.checks.kind import Finder
from healthlint.document.shapes import BEFORE_A_CLAUSE
from healthlint.language.annotated import Annotated
from healthlint.language.terms import Terms
from healthlint.language.tokens import Sentence, TokenSpan
from healthlint.rules.pack import Pack

#: An announcement is at most this many tokens long; of a longer sentence, the last ones.
LONGEST = 40
#: Between a determiner and its noun.
TO_NOUN = 5
#: Between a number and what it counts.
_TO_COUNTED = 2
_MOST_ITEMS = 30
#: “these” announces if it stands this near to the colon.
_NEAR_COLON = 12
#: Fewer words before a colon are a label, and a label of the page has no more than these.
_FEWEST_WORDS = 4
_LONGEST_LABEL = 6
#: A sentence that ends with one of these goes on with one thing.
_ONE_THING = frozenset({"is", "was", "be", "like"})
#: After “the following”, without a noun: “the following apply”.
_VERBS_LIST = """
    are were have do may might must can could should will would apply applies happen happens occur occurs affect help
    increase decrease
"""
_VERBS = frozenset(_VERBS_LIST.split())
#: “these” after one of them takes up what was said.
_LEADS_BACK = frozenset({"for", "of", "behind", "about", "with", "from", "to", "all", "between", "against"})


class Announcement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The parts by which an announcement is recognised.

    `determiners` (“the following”) and `demonstratives` (“these”) stand before what is announced, `counts` and
    `amounts` too (but no figure after `numbered` things counts anything: “type 2”); `things` come in lists.
    `phrases` announce wherever they stand (“as follows”), `below` are those of them that look down the page.
    `openers` open a list as the last words before a mark (“include”, “such as”), `unmarked` do so even without one,
    `copulas` if things are their subject. `unfinished` words end no sentence, and `quotes` lead to a quotation.
    `times` are no things (“the following day”). `imperatives` let “these” look ahead (“follow these steps”).
    `labels` of the page announce nothing.
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


class Parts(msgspec.Struct, frozen=True):
    """Finds the parts of an announcement."""

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
    def of(cls, words: Announcement, pack: Pack) -> Parts:
        """Return the finders of a rule."""
        return cls(*(Finder.of(getattr(words, name), pack) for name in words.__struct_fields__))


class Clause:
    """The words of a sentence up to its closing mark, and what they say."""

    def __init__(self, parts: Parts, annotated: Annotated, sentence: Sentence) -> None:
        """Take the last words of a sentence, or of two where the last is a word or two (“… must be true. You:”)."""
        words = annotated.tokens.words
        self._parts = parts
        self._annotated = annotated
        end = _last_word(words, sentence) + 1
        first = sentence.first
        own = annotated.sentences_in(sentence.block)
        if end - first < _FEWEST_WORDS and len(own) > 1 and not self._is_whole(first, end):
            first = own[-2].first
        self.span = TokenSpan(min(end, max(first, end - LONGEST)), end)
        self.words: Sequence[str] = words[self.span.first : end]

    def _is_whole(self, first: int, end: int) -> bool:
        """Tell whether a few last words announce by themselves: “They include:”, “The signs are:”."""
        span = TokenSpan(first, end)
        parts = (self._parts.openers, self._parts.determiners, self._parts.demonstratives, self._parts.things)
        return any(finder.inside(self._annotated, span) for finder in parts)

    @cached_property
    def things(self) -> Sequence[TokenSpan]:
        """Return the things that are named."""
        return self._parts.things.inside(self._annotated, self.span)

    @property
    def first_thing(self) -> TokenSpan | None:
        """Return the thing that is named first, mostly the subject."""
        return self.things[0] if self.things else None

    # -- what it promises --------------------------------------------------------------------------------------------

    def several(self) -> tuple[TokenSpan, TokenSpan | None] | None:
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
        """Return what says that something must follow, one thing or several: “some reasons”, “the following rule”."""
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

    def is_label(self) -> bool:
        """Tell whether the clause is too short to announce anything."""
        size = sum(word[0].isalnum() for word in self.words)
        return size < _FEWEST_WORDS and not (size > 2 and self.things) and self.words[0] not in BEFORE_A_CLAUSE

    def is_page_label(self) -> bool:
        """Tell whether the clause belongs to the page and not to the text: “Share this article on”."""
        places = self._parts.labels.inside(self._annotated, self.span)
        return len(self.words) <= _LONGEST_LABEL and any(place.first == self.span.first for place in places)

    # -- its parts ---------------------------------------------------------------------------------------------------

    def ending(self, finder: Finder) -> TokenSpan | None:
        """Return the longest place of some words that ends the clause."""
        near = TokenSpan(max(self.span.first, self.span.last - TO_NOUN), self.span.last)
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

    def _determiner(self) -> tuple[TokenSpan, TokenSpan | None] | None:
        """Return “the following”, “as follows” or “listed below” where it stands for several things."""
        for finder in (self._parts.determiners, self._parts.phrases, self._parts.below):
            places = finder.inside(self._annotated, self.span)
            if places:
                overlaps = len(places) > 1 and places[-2].last > places[-1].first  # “the following is”
                place = places[-2] if overlaps else places[-1]
                noun = self._thing_from(place.last) or self._plural_from(place.last)
                if noun is not None or self.things or self._stands_alone(place, finder):
                    return place, noun
        return None

    def _stands_alone(self, place: TokenSpan, finder: Finder) -> bool:
        """Tell whether a determiner needs no noun: “include the following”, “any of the following is true”."""
        words = self._annotated.tokens.words
        if finder is not self._parts.determiners:
            return False
        if place.last == self.span.last or words[place.last] in _VERBS:
            return True
        return place.first > self.span.first and words[place.first - 1] == "of"

    def _demonstrative(self) -> tuple[TokenSpan, TokenSpan | None] | None:
        near = TokenSpan(max(self.span.first, self.span.last - _NEAR_COLON), self.span.last)
        for this in self._parts.demonstratives.inside(self._annotated, near):
            is_long = this.last - this.first > 1  # “one of these”
            if not is_long and self._looks_back(this):
                continue
            noun = self._thing_from(this.last) or self._plural_from(this.last)
            if noun is not None or is_long or this.last == self.span.last:
                return this, noun
        return None

    def _looks_back(self, this: TokenSpan) -> bool:
        """Tell whether “these” takes up what was said: “There is one reason for these symptoms”."""
        if this.first == self.span.first:
            return len(self.words) >= _FEWEST_WORDS
        return self._annotated.tokens.words[this.first - 1] in _LEADS_BACK

    def _thing_from(self, token: int, reach: int = TO_NOUN) -> TokenSpan | None:
        return next((thing for thing in self.things if token <= thing.first <= token + reach), None)

    def _plural_from(self, token: int) -> TokenSpan | None:
        """Return the next word that looks like a plural."""
        words = self._annotated.tokens.words
        for place in range(token, min(self.span.last, token + TO_NOUN)):
            if _is_plural(words[place]):
                return TokenSpan(place, place + 1)
        return None


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _last_word(words: Sequence[str], sentence: Sentence) -> int:
    """Return the last token of a sentence that is a word; the one before its first where there is none near its end."""
    for token in range(sentence.last - 1, max(sentence.first, sentence.last - 6) - 1, -1):
        if any(map(str.isalnum, words[token])):
            return token
    return sentence.first - 1
