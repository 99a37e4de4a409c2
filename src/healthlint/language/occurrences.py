"""Finds where terms stand: concepts in one pass over the words, and a set of terms when somebody asks for it.

There are many sets, and most hold nothing that stands in an article. A set is looked for from its own side: the words
that its terms begin with, among those of the article. Where only a few tokens matter, they alone are looked at.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from healthlint.language.terms import EXACT, PLAIN, TermIndex, Tree
from healthlint.language.tokens import Mention, Tokens, TokenSpan, made

#: So many bits hold the length of a term in tokens.
_LENGTH_BITS = 10
_LENGTH = (1 << _LENGTH_BITS) - 1
#: Once this share of the tokens has been looked at for a set, bit by bit, it is better found in all of them.
_MOST_LOOKED_UP = 4


class _Text(NamedTuple):
    """A prose and its tokens: what the capitals of a term are looked up in."""

    prose: str
    tokens: Tokens

    def written(self, first: int, last: int) -> str:
        """Return some tokens as they are written, with straight apostrophes."""
        return self.prose[self.tokens.starts[first] : self.tokens.ends[last - 1]].replace("’", "'")

    def holds(self, node: Tree, first: int, last: int) -> bool:
        """Tell whether a term of a set that ends at a node is written with the capitals that it must have, if any."""
        return PLAIN in node or (EXACT in node and bool(self.named(node, first, last)))

    def named(self, node: Tree, first: int, last: int) -> list[str]:
        """Return whom a term names that ends at a node, by how it is written."""
        written = self.written(first, last)
        return [name for name, exact in node[EXACT] if exact is None or exact == written]


class Hits:
    """Where each set of terms (by its number in the index) stands; what is never asked for costs nothing."""

    def __init__(self, prose: str, tokens: Tokens, index: TermIndex) -> None:
        self._text = _Text(prose, tokens)
        self._index = index
        self._places: dict[int, array[int]] = {}
        self._looked_up: dict[int, int] = {}

    @cached_property
    def _possible(self) -> set[int]:
        """Return the sets that may stand somewhere: few of many, told by one look at the words of the article."""
        signs = self._index.signs
        return set().union(*map(signs.__getitem__, signs.keys() & self._text.tokens.where.keys()))

    def everywhere(self, number: int, most: int | None = None) -> list[TokenSpan]:
        """Return every place of a set, or the first few of them, in order and once each."""
        return _spans(self._of(number)[:most]) if number in self._possible else []

    def within(self, number: int, span: TokenSpan) -> list[TokenSpan]:
        """Return the places of a set that begin inside a range of tokens, in order."""
        if number not in self._possible:
            return []
        begin, end = span
        places = self._places.get(number)
        if places is None:
            looked_up = self._looked_up.get(number, 0) + end - begin
            if looked_up * _MOST_LOOKED_UP <= len(self._text.tokens):
                self._looked_up[number] = looked_up
                return self._look_up(number, max(begin, 0), end)
            places = self._of(number)
        first = bisect_left(places, begin << _LENGTH_BITS)
        return _spans(places[first : bisect_left(places, end << _LENGTH_BITS, first)])

    def _look_up(self, number: int, begin: int, end: int) -> list[TokenSpan]:
        """Look a set up, token by token."""
        tree, words = self._index.sets[number], self._text.tokens.words
        found: list[TokenSpan] = []
        if tree.keys().isdisjoint(words[begin:end]):
            return found
        for first in range(begin, min(end, len(words))):
            node, place = tree.get(words[first]), first
            while node is not None:
                place += 1
                if self._text.holds(node, first, place):
                    found.append(TokenSpan(first, place))
                node = node.get(words[place]) if place < len(words) else None
        return found

    def _of(self, number: int) -> array[int]:
        """Return the places of a set, each as one number: its first token, then how many tokens it has."""
        places = self._places.get(number)
        if places is None:
            found: list[int] = []
            for node, firsts, length in self._walk(number):
                is_any = EXACT not in node
                found += [
                    first << _LENGTH_BITS | length
                    for first in firsts
                    if is_any or self._text.holds(node, first, first + length)
                ]
            places = self._places[number] = array("q", sorted(found))
        return places

    def _walk(self, number: int) -> Iterator[tuple[Tree, Sequence[int], int]]:
        """Yield each term of a set that stands in the text: where it ends in the tree, its first tokens, its length."""
        tree, where = self._index.sets[number], self._text.tokens.where
        open_ = [(tree[word], where[word], 1) for word in tree.keys() & where.keys()]
        while open_:
            node, firsts, length = open_.pop()
            if PLAIN in node or EXACT in node:
                yield node, firsts, length
            if not where.keys().isdisjoint(node):
                followed = _followed(self._text.tokens.words, node, firsts, length)
                open_.extend((node[word], longer, length + 1) for word, longer in followed.items())


def _spans(places: Iterable[int]) -> list[TokenSpan]:
    return made(TokenSpan, [(place >> _LENGTH_BITS, (place >> _LENGTH_BITS) + (place & _LENGTH)) for place in places])


def _followed(words: Sequence[str], node: Tree, firsts: Sequence[int], length: int) -> dict[str, list[int]]:
    """Sort the beginnings of terms by the next word, if some term goes on with that."""
    if firsts[-1] + length >= len(words):
        firsts = firsts[:-1]  # nothing follows the last word of the text
    followed: dict[str, list[int]] = {}
    for first in firsts:
        word = words[first + length]
        if word in node:
            followed.setdefault(word, []).append(first)
    return followed


def mentions(prose: str, tokens: Tokens, index: TermIndex) -> list[Mention]:
    """Return the concepts that are named, the longest term first from the left, none within another."""
    text, words, tree = _Text(prose, tokens), tokens.words, index.concepts
    last = len(words) - 1
    found: list[tuple[int, int, tuple[str, ...]]] = []
    covered = 0
    for first in _beginnings(tokens, index):
        if first < covered:
            continue
        node, end = tree[words[first]], first
        longest: Sequence[str] = ()
        while node is not None:
            names = node.get(PLAIN) or (EXACT in node and text.named(node, first, end + 1))
            if names:
                longest, covered = names, end + 1
            node = node.get(words[end + 1]) if end < last else None
            end += 1
        if longest:
            found.append((first, covered, tuple(longest)))
    return made(Mention, found)


def _beginnings(tokens: Tokens, index: TermIndex) -> list[int]:
    """Return the tokens that a name of a concept may begin at, by the words of the article: a look."""
    where, found = tokens.where, list[int]()
    for word in index.first_words & where.keys():
        node = index.concepts[word]
        if PLAIN in node or not where.keys().isdisjoint(node) or EXACT in node:
            found += where[word]
    return sorted(found)
