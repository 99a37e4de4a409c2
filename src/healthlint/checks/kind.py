"""The one shape of every check kind, and how a kind finds sets of terms.

A kind is a module with NAME, `Params` (the typed parameters of its rules), VALUES (the names its messages may use) and
`compile(rules, pack) -> Check`. A check is a function from an annotated article to matches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import msgspec

from healthlint.findings.finding import Match
from healthlint.language.annotated import Annotated, TokenSpan
from healthlint.language.terms import Terms
from healthlint.rules.pack import Pack
from healthlint.rules.rule import Rule

Check = Callable[[Annotated], Iterable[tuple[Rule, Match]]]


class Kind(Protocol):
    """What the table of kinds holds."""

    NAME: str
    Params: type[msgspec.Struct]
    VALUES: frozenset[str]

    def compile(self, rules: Sequence[Rule], pack: Pack) -> Check:
        """Return one function that runs all rules of this kind."""


@dataclass(frozen=True, slots=True)
class Finder:
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
        return self.inside(annotated, TokenSpan(0, len(annotated.tokens)))

    def inside(self, annotated: Annotated, span: TokenSpan) -> Sequence[TokenSpan]:
        """Return every place that lies wholly inside a range of tokens, in order and once each."""
        found: set[TokenSpan] = set()
        for number in self.numbers:
            found.update(hit for hit in annotated.hits_in(number, span) if hit.last <= span.last)
        if self.concepts:
            found.update(
                TokenSpan(mention.first, mention.last)
                for mention in annotated.mentions_in(span)
                if mention.last <= span.last and not self.concepts.isdisjoint(mention.concepts)
            )
        if self.shapes:
            found.update(self._shaped(annotated, span))
        return sorted(found)

    def _shaped(self, annotated: Annotated, span: TokenSpan) -> Iterator[TokenSpan]:
        for token in range(*span):
            word = annotated.tokens.words[token]
            if "number" in self.shapes and word[0].isdigit():
                yield TokenSpan(token, token + 1)
            elif "capitalised" in self.shapes and annotated.article.prose[annotated.tokens.starts[token]].isupper():
                yield TokenSpan(token, token + 1)


def params_of(rule: Rule, wanted: type[Any]) -> Any:  # noqa: ANN401 -- the type is the kind's own
    """Return the parameters of a rule as its kind's type."""
    if not isinstance(rule.params, wanted):
        raise TypeError(f"{rule.id} has parameters of {type(rule.params).__name__}, not of {wanted.__name__}")
    return rule.params
