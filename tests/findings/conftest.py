"""Makes findings of matches that a test writes by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec
import pytest

from healthlint.document import reading
from healthlint.document.article import ProseSpan
from healthlint.document.source import Source
from healthlint.findings.finding import Finding, Match
from healthlint.findings.resolve import Resolver
from healthlint.language import pipeline
from healthlint.language.annotated import Annotated
from healthlint.rules.pack import Pack
from healthlint.rules.rule import Rule, RuleText


@dataclass(frozen=True)
class Desk:
    """An article and a rule, on which matches are resolved."""

    annotated: Annotated
    rule: Rule

    def span(self, words: str, skipped: int = 0) -> ProseSpan:
        """Return where words stand in the prose, after as many other places of them."""
        start = -1
        for _ in range(skipped + 1):
            start = self.annotated.article.prose.index(words, start + 1)
        return ProseSpan(start, start + len(words))

    def match(self, words: str, *, focus: str | None = None, **fields: Any) -> Match:
        """Return a match of words, whose focus is some of them (all where nothing is said)."""
        return Match(self.span(words), focus=self.annotated.tokens.within(self.span(focus or words)), **fields)

    def resolve(self, match: Match) -> Finding | None:
        return Resolver(self.annotated).finding(self.rule, match)

    def find(self, words: str, **fields: Any) -> Finding | None:
        return self.resolve(self.match(words, **fields))


@pytest.fixture(scope="session")
def desk(pack: Pack) -> Callable[..., Desk]:
    """Lay out a text, with a rule that looks in the body for what the author says, changed as asked."""
    plain = msgspec.convert(
        {
            **msgspec.to_builtins(pack.rules[0].text),
            "message": "“{match}” is wrong.",
            "severity": "error",
            "suggestion": None,
            "scope": {},
            "profiles": {},
            "unless": {},
            "supersedes": [],
        },
        RuleText,
    )

    def lay_out(text: str, suffix: str = ".md", profile: dict[str, str] | None = None, **changes: Any) -> Desk:
        source = Source(f"a{suffix}", text)
        article = reading.read(source, reading.format_of(source.path) or reading.TEXT)
        annotated = pipeline.annotate(article, pack.lexicon, pack.index, profile or {})
        return Desk(annotated, Rule("claims/test", msgspec.structs.replace(plain, **changes), pack.rules[0].params))

    return lay_out
