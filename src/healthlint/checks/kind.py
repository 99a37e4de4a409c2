"""The one shape of every check kind, and how a kind finds sets of terms.

A kind is a module with NAME, `Params` (the typed parameters of its rules), VALUES (the names its messages may use),
READS_NEIGHBOURS and `compile(rules, pack) -> Check`. A check is a function from an annotated article to matches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, Protocol

import msgspec

from healthlint.findings.finding import Match
from healthlint.language.annotated import Annotated
from healthlint.language.terms import Terms
from healthlint.language.tokens import TokenSpan
from healthlint.rules.pack import Pack
from healthlint.rules.rule import Rule

Check = Callable[[Annotated], Iterable[tuple[Rule, Match]]]


class Kind(Protocol):
    """What the table of kinds holds.

    READS_NEIGHBOURS says whether what stands beside a block can answer the question: the examples of such rules are
    not put into containers that bring neighbours.
    """

    NAME: str
    Params: type[msgspec.Struct]
    VALUES: frozenset[str]
    READS_NEIGHBOURS: bool

    def compile(self, rules: Sequence[Rule], pack: Pack) -> Check:
        """Return one function that runs all rules of this kind."""


class Finder(msgspec.Struct, frozen=True):
    """Finds one set of terms: its written forms, its cues, its concepts, its shapes."""

    numbers: tuple[int, ...]
    concepts: frozenset[str]
    shapes: tuple[str, ...]

    @classmethod
    def of(cls, terms: Terms, pack: Pack) -> Finder:
        """Return the finder of a set of terms."""
        own = pack.index.number(terms)
        numbers = (() if own is None else (own,)) + tuple(pack.index.cues[name] for name in terms.cues)
        return cls(numbers, pack.lexicon.select(terms), terms.shapes)

    def everywhere(self, annotated: Annotated) -> Sequence[TokenSpan]:
        """Return every place in the article, in order and once each."""
        parts: list[Sequence[TokenSpan]] = [annotated.hits.everywhere(number) for number in self.numbers]
        if self.concepts:
            parts.append(annotated.mentions_of(self.concepts))
        if self.shapes:
            parts.append(list(self._shaped(annotated, TokenSpan(0, len(annotated.tokens)))))
        filled = [part for part in parts if part]
        return sorted(set(chain.from_iterable(filled))) if len(filled) > 1 else filled[0] if filled else ()

    def one_by_one(self, annotated: Annotated) -> Iterator[TokenSpan]:
        """Yield every place in the article, once each; for who needs no more than the first few."""
        if self.numbers or self.shapes:
            yield from self.everywhere(annotated)
            return
        for first, last, concepts in annotated.mentions:
            if not self.concepts.isdisjoint(concepts):
                yield TokenSpan(first, last)

    def inside(self, annotated: Annotated, span: TokenSpan) -> Sequence[TokenSpan]:
        """Return every place that lies wholly inside a range of tokens, in order and once each."""
        found: list[TokenSpan] = []
        for number in self.numbers:
            found += [hit for hit in annotated.hits.within(number, span) if hit.last <= span.last]
        if self.concepts:
            found += [
                TokenSpan(first, last)
                for first, last, concepts in annotated.mentions_in(span)
                if last <= span.last and not self.concepts.isdisjoint(concepts)
            ]
        if self.shapes:
            found += self._shaped(annotated, span)
        return sorted(set(found)) if len(found) > 1 else found

    def _shaped(self, annotated: Annotated, span: TokenSpan) -> Iterator[TokenSpan]:
        words, starts, prose = annotated.tokens.words, annotated.tokens.starts, annotated.article.prose
        for token in range(*span):
            is_number = "number" in self.shapes and words[token][0].isdigit()
            if is_number or ("capitalised" in self.shapes and prose[starts[token]].isupper()):
                yield TokenSpan(token, token + 1)


def longest_from_left(place: TokenSpan) -> tuple[int, int]:
    """Return the key that puts places in reading order, and the longest of those that begin together first."""
    return (place.first, -place.last)


def params_of(rule: Rule, wanted: type[Any]) -> Any:  # noqa: ANN401 -- the type is the kind's own
    """Return the parameters of a rule as its kind's type."""
    if not isinstance(rule.params, wanted):
        raise TypeError(f"{rule.id} has parameters of {type(rule.params).__name__}, not of {wanted.__name__}")
    return rule.params
