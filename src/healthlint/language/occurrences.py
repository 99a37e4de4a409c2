"""Finds all terms of all rules in one pass over the words, and puts the places of a set together when asked for.

The pass is over words, not over tokens: the tokens of each word that a term can begin with are gathered once, and the
tree is walked for all of them together. What a set of terms holds is known from then on; its places are made of that
only where a check asks for them, which it does for few of many sets.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from healthlint.language.terms import LEAF, Leaf, TermIndex, Tree
from healthlint.language.tokens import Mention, Tokens, TokenSpan

#: In so few tokens a set of common words is looked up, rather than found in the whole text.
_NARROW = 100
#: So many bits hold the length of a term in tokens.
_LENGTH_BITS = 10
_LENGTH = (1 << _LENGTH_BITS) - 1


class _Found(NamedTuple):
    """A term that stands somewhere: its first tokens, in order, and how many tokens it has."""

    firsts: Sequence[int]
    length: int


class Hits:
    """Where each set of terms (by its number in the index) stands; what is never asked for costs next to nothing."""

    def __init__(self, text: _Text, index: TermIndex, found: dict[int, list[tuple[_Found, str | None]]]) -> None:
        self._text = text
        self._index = index
        self._found = found
        self._places: dict[int, array[int]] = {}

    def everywhere(self, number: int, most: int | None = None) -> list[TokenSpan]:
        """Return every place of a set, or the first few of them, in order and once each."""
        return _spans(self._of(number)[:most])

    def within(self, number: int, span: TokenSpan) -> list[TokenSpan]:
        """Return the places of a set that begin inside a range of tokens, in order."""
        if number not in self._found:
            return []
        begin, end = span
        if end - begin <= _NARROW and number not in self._places:
            tree = self._index.local_tree(number)
            if tree is not None:
                return self._looked_up(tree, span)
        places = self._of(number)
        first = bisect_left(places, begin << _LENGTH_BITS)
        return _spans(places[first : bisect_left(places, end << _LENGTH_BITS, first)])

    def phrases(self, number: int) -> Iterator[tuple[int, int]]:
        """Yield the places of those terms of a set that a single word does not tell: several words, or capitals."""
        for found, exact in self._found.get(number, ()):
            if found.length > 1 or exact is not None:
                yield from ((first, first + found.length) for first in self._text.written(found, exact))

    def _looked_up(self, tree: Tree, span: TokenSpan) -> list[TokenSpan]:
        """Look a set of common words up, token by token."""
        words = self._text.tokens.words
        found: list[TokenSpan] = []
        for first in range(max(span.first, 0), min(span.last, len(words))):
            node = tree.get(words[first])
            place = first
            while node is not None:
                place += 1
                if LEAF in node and any(self._text.is_exact(first, place - first, exact) for _, exact in node[LEAF]):
                    found.append(TokenSpan(first, place))
                node = node.get(words[place]) if place < len(words) else None
        return found

    def _of(self, number: int) -> array[int]:
        """Return the places of a set, each as one number: its first token, then how many tokens it has."""
        places = self._places.get(number)
        if places is None:
            found: set[int] = set()
            for term, exact in self._found.get(number, ()):
                found.update([first << _LENGTH_BITS | term.length for first in self._text.written(term, exact)])
            places = self._places[number] = array("q", sorted(found))
        return places


def _spans(places: Iterable[int]) -> list[TokenSpan]:
    return [TokenSpan(place >> _LENGTH_BITS, (place >> _LENGTH_BITS) + (place & _LENGTH)) for place in places]


class _Text(NamedTuple):
    """A prose and its tokens: what the capitals of a term are looked up in."""

    prose: str
    tokens: Tokens

    def is_exact(self, first: int, length: int, exact: str | None) -> bool:
        """Tell whether some tokens are written with the capitals that a term must have, if it must have any."""
        if exact is None:
            return True
        start, end = self.tokens.starts[first], self.tokens.ends[first + length - 1]
        return self.prose[start:end].replace("’", "'") == exact

    def written(self, found: _Found, exact: str | None) -> Sequence[int]:
        """Return the first tokens of a term, without those where it lacks the capitals that it must have."""
        if exact is None:
            return found.firsts
        return [first for first in found.firsts if self.is_exact(first, found.length, exact)]


def find(prose: str, tokens: Tokens, index: TermIndex, concepts: Sequence[str]) -> tuple[Hits, list[Mention]]:
    """Return where the sets of terms stand, and the mentions of concepts (named by their place in `concepts`)."""
    text = _Text(prose, tokens)
    sets: dict[int, list[tuple[_Found, str | None]]] = {}
    named: list[tuple[int, int, tuple[str, ...]]] = []
    for leaf, found in _walk(tokens.words, index):
        names = []
        for owner, exact in leaf:
            if owner < 0:
                names.append((concepts[~owner], exact))
            else:
                sets.setdefault(owner, []).append((found, exact))
        if names:
            named += _named(text, found, names)
    return Hits(text, index, sets), _mentions(named)


def _walk(words: Sequence[str], index: TermIndex) -> Iterator[tuple[Leaf, _Found]]:
    """Yield every term that stands in a text, by its leaf in the tree."""
    open_ = [(index.tree[word], firsts, 1) for word, firsts in _by_word(words, index).items()]
    while open_:
        node, firsts, length = open_.pop()
        leaf: Leaf | None = node.get(LEAF)
        if leaf is not None:
            yield leaf, _Found(firsts, length)
        if leaf is None or len(node) > 1:
            followed = _followed(words, node, firsts, length)
            open_.extend((node[word], longer, length + 1) for word, longer in followed.items())


def _by_word(words: Sequence[str], index: TermIndex) -> dict[str, list[int]]:
    """Return the tokens of each word that a term can begin with."""
    known = index.first_words
    found: dict[str, list[int]] = {word: [] for word in set(words) if word in known}
    for token, word in enumerate(words):
        if word in found:
            found[word].append(token)
    return found


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


def _named(
    text: _Text, found: _Found, names: Sequence[tuple[str, str | None]]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield where a term names concepts: first token, length below 0 (so that the longest comes first), names."""
    firsts, length = found
    if all(exact is None for _, exact in names):
        concepts = tuple(name for name, _ in names)
        yield from ((first, -length, concepts) for first in firsts)
        return
    for first in firsts:
        concepts = tuple(name for name, exact in names if text.is_exact(first, length, exact))
        if concepts:
            yield first, -length, concepts


def _mentions(named: list[tuple[int, int, tuple[str, ...]]]) -> list[Mention]:
    """Return the concepts that are named, the longest term first from the left, none within another."""
    mentions: list[Mention] = []
    covered = 0
    for first, length, concepts in sorted(named):
        if first >= covered:
            covered = first - length
            mentions.append(Mention(first, covered, concepts))
    return mentions
