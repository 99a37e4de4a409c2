"""The pieces that an article's language is made of: tokens, ranges of them, sentences, mentions, and who speaks."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import repeat
from typing import Any, NamedTuple, TypeVar

from msgspec import Struct

from healthlint.document.article import ProseSpan

Row = TypeVar("Row", bound=tuple[Any, ...])


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


def made(kind: type[Row], rows: Iterable[tuple[Any, ...]]) -> list[Row]:
    """Return rows as what they are: hundreds for an article, too many to call Python for each."""
    return list(map(tuple.__new__, repeat(kind), rows))


class Tokens(Struct, frozen=True, dict=True):
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

    @cached_property
    def where(self) -> Mapping[str, Sequence[int]]:
        """Return where each word stands, in order."""
        found: dict[str, list[int]] = {}
        for token, word in enumerate(self.words):
            if word in found:
                found[word].append(token)
            else:
                found[word] = [token]
        return found

    def count(self, *words: str) -> int:
        """Return how many tokens are one of some words."""
        return sum(len(self.where.get(word, ())) for word in words)

    def within(self, span: ProseSpan) -> TokenSpan:
        """Return the tokens that begin inside a prose span."""
        return TokenSpan(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def span(self, tokens: TokenSpan) -> ProseSpan:
        """Return the prose that a range of tokens covers."""
        return ProseSpan(self.starts[tokens.first], self.ends[tokens.last - 1])
