"""An article with its words, sentences, concepts and cues: what checks see."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import chain, pairwise

from msgspec import Struct

from healthlint.document.article import Article, Block, ProseSpan, Zone
from healthlint.language.lexicon import Lexicon
from healthlint.language.occurrences import Hits
from healthlint.language.profile import Profile
from healthlint.language.terms import TermIndex
from healthlint.language.tokens import Mention, Sentence, Tokens, TokenSpan, Voice, made


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
        return made(TokenSpan, pairwise([0, *ends]))  # every token is in a block

    @cached_property
    def block_words(self) -> list[int]:
        """Return the number of words of each block: tokens that begin with a letter or a digit."""
        marks = bytearray(len(self.tokens))
        for word, places in self.tokens.where.items():
            if not word[0].isalnum():
                for place in places:
                    marks[place] = 1
        return [marks.count(0, first, last) for first, last in self.block_tokens]

    @cached_property
    def body_words(self) -> int:
        """Return the number of words in the zone body."""
        counted = zip(self.article.blocks, self.block_words, strict=True)
        return sum(words for block, words in counted if block.zone == (Zone.BODY,))

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
            named = (places for names, places in self.places_by_names.items() if not concepts.isdisjoint(names))
            known = self._asked_for[concepts] = made(TokenSpan, sorted(chain.from_iterable(named)))
        return known

    @cached_property
    def _asked_for(self) -> dict[frozenset[str], list[TokenSpan]]:
        """What `mentions_of` has found already: many rules ask for the same concepts."""
        return {}

    @cached_property
    def places_by_names(self) -> dict[tuple[str, ...], list[tuple[int, int]]]:
        """Return for all concepts that one term may name where they are named, in order."""
        places: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
        for first, last, names in self.mentions:
            places[names].append((first, last))
        return places

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.first for mention in self.mentions]
