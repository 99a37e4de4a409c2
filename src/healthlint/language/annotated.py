"""An article with its words, sentences, concepts and cues: what checks see."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from healthlint.document.article import Article, Block, ProseSpan
from healthlint.language.terms import LEAF, Tree

if TYPE_CHECKING:
    from healthlint.language.lexicon import Lexicon
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

    index: int  # type: ignore[assignment] -- nobody asks a sentence for tuple.index
    first: int
    last: int
    block: int


class Mention(NamedTuple):
    """A term of the lexicon in the text: its tokens and the concepts that it may name (mostly one)."""

    first: int
    last: int
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tokens:
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

    def within(self, span: ProseSpan) -> TokenSpan:
        """Return the tokens that begin inside a prose span."""
        return TokenSpan(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def span(self, tokens: TokenSpan) -> ProseSpan:
        """Return the prose that a range of tokens covers."""
        return ProseSpan(self.starts[tokens.first], self.ends[tokens.last - 1])


@dataclass(frozen=True)
class Annotated:
    """What checks see: an article, its language, and what the lexicon knows of it."""

    article: Article
    tokens: Tokens
    sentences: Sequence[Sentence]
    hits: Mapping[int, Sequence[TokenSpan]]
    """For each set of terms (by its number in the index) where it stands, in order."""
    mentions: Sequence[Mention]
    """The concepts of the lexicon, longest match first, in order, never overlapping."""
    profile: Profile
    lexicon: Lexicon
    index: TermIndex
    voices: Sequence[tuple[TokenSpan, Voice]] = field(default=())
    """Stretches that somebody else than the author speaks, in order."""

    def text(self, span: ProseSpan | TokenSpan) -> str:
        """Return the prose of a span."""
        prose = self.tokens.span(span) if isinstance(span, TokenSpan) else span
        return self.article.prose[prose.start : prose.end]

    @cached_property
    def block_tokens(self) -> list[TokenSpan]:
        """Return the tokens of each block, by its index."""
        return [self.tokens.within(block.span) for block in self.article.blocks]

    @cached_property
    def block_words(self) -> list[int]:
        """Return the number of words of each block: tokens that begin with a letter or a digit."""
        words = self.tokens.words
        return [sum(word[0].isalnum() for word in words[first:last]) for first, last in self.block_tokens]

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
        local = self.index.local_tree(term_set)
        if local is not None:
            return self._looked_up(local, span)
        found = self.hits.get(term_set, ())
        first = bisect_left(found, (span.first, 0))
        return found[first : bisect_left(found, (span.last, 0))]

    def _looked_up(self, tree: Tree, span: TokenSpan) -> list[TokenSpan]:
        """Look a set of common words up, token by token."""
        words, found = self.tokens.words, []
        for first in range(max(span.first, 0), min(span.last, len(words))):
            node = tree.get(words[first])
            place = first
            while node is not None:
                place += 1
                if LEAF in node and any(self._is_exact(first, place, exact) for _, exact in node[LEAF]):
                    found.append(TokenSpan(first, place))
                node = node.get(words[place]) if place < len(words) else None
        return found

    def _is_exact(self, first: int, last: int, exact: str | None) -> bool:
        return exact is None or self.text(TokenSpan(first, last)).replace("’", "'") == exact

    def cue(self, name: str, span: TokenSpan) -> Sequence[TokenSpan]:
        """Return where a named set of cues begins inside a range of tokens; `KeyError` for a set that does not exist."""
        return self.hits_in(self.index.cues[name], span)

    def voices_at(self, token: int) -> Sequence[tuple[TokenSpan, Voice]]:
        """Return the stretches of other voices that may hold a token: those around the last one that begins before it."""
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

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.first for mention in self.mentions]
