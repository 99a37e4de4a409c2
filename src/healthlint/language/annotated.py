"""An article with its words, sentences, concepts and cues: what checks see."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from enum import StrEnum
from functools import cached_property
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from healthlint.document.article import Article, Block, ProseSpan

if TYPE_CHECKING:
    from healthlint.language.lexicon import Lexicon
    from healthlint.language.occurrences import Hits
    from healthlint.language.profile import Profile
    from healthlint.language.terms import TermIndex


class TokenSpan(NamedTuple):
    """Half-open range of tokens."""

    first: int
    last: int


class Voice(StrEnum):
    """Who speaks."""

    AUTHOR = "author"
    QUOTED = "quoted"
    READER = "reader"
    MYTH = "myth"


class Sentence(NamedTuple):
    """A sentence: its tokens and the block that it stands in. No sentence crosses a block."""

    index: int  # type: ignore[assignment]  # nobody asks a sentence for tuple.index
    first: int
    last: int
    block: int


class Mention(NamedTuple):
    """A term of the lexicon in the text: its tokens and the concepts that it may name (mostly one)."""

    first: int
    last: int
    concepts: tuple[str, ...]


class Tokens(Struct, frozen=True):
    """The tokens of an article as parallel columns; white space is no token.

    `words` are lower-case with straight apostrophes; `starts` and `ends` are prose offsets.
    """

    words: Sequence[str]
    starts: array[int]
    ends: array[int]

    def __len__(self) -> int:
        return len(self.words)

    def at(self, offset: int) -> int:
        """Return the token that holds a prose offset, or the next one after it."""
        return bisect_right(self.ends, offset)

    def places(self, word: str) -> Iterator[int]:
        """Yield the tokens that are a word."""
        place = -1
        with suppress(ValueError):
            while True:
                place = self.words.index(word, place + 1)
                yield place

    def within(self, span: ProseSpan) -> TokenSpan:
        """Return the tokens that begin inside a prose span."""
        return TokenSpan(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def span(self, tokens: TokenSpan) -> ProseSpan:
        """Return the prose that a range of tokens covers."""
        return ProseSpan(self.starts[tokens.first], self.ends[tokens.last - 1])


class Annotated(Struct, frozen=True, dict=True):
    """What checks see: an article, its language, and what the lexicon knows of it."""

    article: Article
    tokens: Tokens
    sentences: Sequence[Sentence]
    hits: Hits
    """Where the sets of terms stand, by their numbers in the index."""
    mentions: Sequence[Mention]
    """The concepts of the lexicon, longest match first, in order, never overlapping."""
    profile: Profile
    lexicon: Lexicon
    index: TermIndex
    voices: Sequence[tuple[TokenSpan, Voice]] = ()
    """Stretches that somebody else than the author speaks, in order."""

    def text(self, span: ProseSpan | TokenSpan) -> str:
        """Return the prose of a span."""
        prose = self.tokens.span(span) if isinstance(span, TokenSpan) else span
        return self.article.prose[prose.start : prose.end]

    @cached_property
    def block_tokens(self) -> list[TokenSpan]:
        """Return the tokens of each block, by its index."""
        starts = self.tokens.starts
        ends = [bisect_left(starts, block.span.end) for block in self.article.blocks]
        return [TokenSpan(first, last) for first, last in pairwise([0, *ends])]  # every token is in a block

    @cached_property
    def block_words(self) -> list[int]:
        """Return the number of words of each block: tokens that begin with a letter or a digit."""
        words = self.tokens.words
        is_word = {word: word[0].isalnum() for word in set(words)}
        return [sum(map(is_word.__getitem__, words[first:last])) for first, last in self.block_tokens]

    def block_of(self, token: int) -> Block:
        """Return the block of a token."""
        return self.article.block_at(self.tokens.starts[token])

    def sentence_of(self, token: int) -> Sentence:
        """Return the sentence of a token."""
        return self.sentences[bisect_right(self._sentence_starts, token) - 1]

    def sentences_in(self, block: int) -> Sequence[Sentence]:
        """Return the sentences of a block (by its index)."""
        first = bisect_left(self._sentence_blocks, block)
        return self.sentences[first : bisect_right(self._sentence_blocks, block)]

    def mentions_in(self, span: TokenSpan) -> Sequence[Mention]:
        """Return the mentions that begin inside a range of tokens."""
        first = bisect_left(self._mention_starts, span.first)
        return self.mentions[first : bisect_left(self._mention_starts, span.last)]

    def hits_in(self, term_set: int, span: TokenSpan) -> Sequence[TokenSpan]:
        """Return where a set of terms begins inside a range of tokens, in order."""
        return self.hits.within(term_set, span)

    def cue(self, name: str, span: TokenSpan) -> Sequence[TokenSpan]:
        """Return where a named set of cues begins inside a range of tokens; raises `KeyError` for an unknown set."""
        return self.hits_in(self.index.cues[name], span)

    def voices_at(self, token: int) -> Sequence[tuple[TokenSpan, Voice]]:
        """Return the stretches of other voices that may hold a token: the last few that begin before it."""
        last = bisect_right(self._voice_starts, token)
        return self.voices[max(0, last - 4) : last][::-1]

    @cached_property
    def _voice_starts(self) -> list[int]:
        return [span.first for span, _ in self.voices]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.first for sentence in self.sentences]

    @cached_property
    def _sentence_blocks(self) -> list[int]:
        return [sentence.block for sentence in self.sentences]

    def mentions_of(self, concepts: frozenset[str]) -> Sequence[TokenSpan]:
        """Return where any of some concepts is named, in order."""
        known = self._asked_for.get(concepts)
        if known is None:
            named = (places for names, places in self._places_by_names.items() if not concepts.isdisjoint(names))
            places = sorted(chain.from_iterable(named))
            known = self._asked_for[concepts] = [TokenSpan(*place) for place in places]
        return known

    @cached_property
    def _asked_for(self) -> dict[frozenset[str], list[TokenSpan]]:
        """What `mentions_of` has found already: many rules ask for the same concepts."""
        return {}

    @cached_property
    def _places_by_names(self) -> dict[tuple[str, ...], list[tuple[int, int]]]:
        """For all concepts that one term may name where they are named."""
        places: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
        for first, last, names in self.mentions:
            places[names].append((first, last))
        return places

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.first for mention in self.mentions]
