"""Annotates small texts for tests, with the shipped cues and no lexicon: fast, and independent of every rule."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import healthlint_rules

from healthlint.document import reading
from healthlint.document.article import ProseSpan
from healthlint.document.source import Source
from healthlint.language import pipeline
from healthlint.language.annotated import Annotated
from healthlint.language.lexicon import Lexicon
from healthlint.language.terms import TermIndex, Terms
from healthlint.language.tokens import TokenSpan
from healthlint.rules import yaml_nodes

CUES = Path(healthlint_rules.__file__).parent / "cues"
_MARKS = re.compile(r"⟦(.*?)⟧|⦅(.*?)⦆")


@cache
def cue_index() -> TermIndex:
    """Return the index of all shipped cue sets."""
    cues: dict[str, Terms] = {}
    for path in sorted(CUES.glob("*.yaml")):
        parsed = yaml_nodes.parse(path.read_text(encoding="utf-8"), path.name)
        for name, value in parsed.value["sets"].items():
            assert name not in cues, f"{path.name}: the cue set '{name}' is defined twice"
            cues[name] = yaml_nodes.read(parsed, Terms, value, ("sets", name))
    return TermIndex.of((), cues)


def annotate(text: str, module: reading.Format = reading.MARKDOWN) -> Annotated:
    """Return a text, read as Markdown where no other format is named, with its language."""
    article = reading.read(Source("article", text), module)
    return pipeline.annotate(article, Lexicon({}, (), {}), cue_index())


def annotate_marked(text: str) -> tuple[Annotated, TokenSpan, list[TokenSpan]]:
    """Return a text with the tokens between ⟦ ⟧ (the focus) and those between ⦅ ⦆ (the match's own words)."""
    plain = re.sub("[⟦⟧⦅⦆]", "", text)
    annotated = annotate(plain)
    focus: list[TokenSpan] = []
    own: list[TokenSpan] = []
    for mark in _MARKS.finditer(text):
        before = re.sub("[⟦⟧⦅⦆]", "", text[: mark.start()])
        words = mark.group(1) or mark.group(2)
        (focus if mark.group(1) else own).append(find(annotated, words, before.count(words)))
    assert len(focus) == 1, "a marked text has one focus"
    return annotated, focus[0], own


def find(annotated: Annotated, words: str, skipped: int = 0) -> TokenSpan:
    """Return the tokens of some words in the prose, after as many other places of them."""
    start = -1
    for _ in range(skipped + 1):
        start = annotated.article.prose.index(words, start + 1)
    return annotated.tokens.within(ProseSpan(start, start + len(words)))
