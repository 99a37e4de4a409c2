"""Runs one check kind on its own: a rule of given parameters, a little lexicon, the shipped cues, and a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec
import pytest

from healthlint.checks import KINDS
from healthlint.document import reading
from healthlint.document.source import Source
from healthlint.findings.finding import Match
from healthlint.language import pipeline
from healthlint.language.annotated import Annotated
from healthlint.language.lexicon import Concept, Lexicon, Term
from healthlint.language.terms import TermIndex, Terms
from healthlint.rules import loader
from healthlint.rules.pack import Pack
from healthlint.rules.rule import Rule, Scope
from healthlint.rules.rule_file import terms_in

#: A class, names (`*` before a lay one, `=` before a British, `+` before an American one), and tags after a stroke.
CONCEPTS = {
    "cramp": ("sign", "cramp,*charley horse"),
    "fever": ("sign", "fever"),
    "asthma": ("condition", "asthma/no_cure"),
    "arthritis": ("condition", "arthritis,rheumatoid arthritis/no_cure"),
    "turmeric": ("food", "turmeric"),
    "ibuprofen": ("drug", "ibuprofen"),
    "myosin": ("substance", "myosin/technical"),
    "actin": ("substance", "actin,actin filament/technical"),
    "dyspnoea": ("symptom", "dyspnoea,*breathlessness/technical"),
    "anaemia": ("condition", "=anaemia,+anemia"),
    "oedema": ("sign", "=oedema,+edema"),
    "adrenaline": ("drug", "=adrenaline,+epinephrine"),
}
_SIGNS = {"*": {"register": "lay"}, "=": {"spelling": "uk"}, "+": {"spelling": "us"}}


def _concept(name: str, told: tuple[str, str]) -> Concept:
    names, _, tags = told[1].partition("/")
    terms = [Term(n.lstrip("*=+"), **_SIGNS.get(n[0], {})) for n in names.split(",")]
    line = "A thread in muscle." if name == "myosin" else None
    return Concept(name, told[0], tuple(terms), tuple(tags.split()), line)


LEXICON = Lexicon({name: _concept(name, told) for name, told in CONCEPTS.items()}, (), {})


@cache
def cues() -> Mapping[str, Terms]:
    return loader.load_contents(loader.shipped_folder(), KINDS).cues


def pack_of(sets: Iterable[Terms]) -> Pack:
    """A pack that finds the shipped cues and some sets of terms, indexed as the compiler does it."""
    names = ((concept.id, concept.forms) for concept in LEXICON.concepts.values())
    index = TermIndex.of((terms for terms in sets if terms.forms), cues(), names)
    return Pack((), LEXICON, index)


@dataclass(frozen=True)
class Run:
    """What one rule of a kind says of a text."""

    annotated: Annotated
    matches: tuple[Match, ...]

    @property
    def texts(self) -> list[str | None]:
        """The text of each match; None for the whole document."""
        return [None if match.span is None else self.annotated.text(match.span) for match in self.matches]


RunKind = Callable[..., Run]


@pytest.fixture(scope="session")
def run(pack: Pack) -> RunKind:
    """Run a kind by name with parameters (plain values, as in YAML) on a text in a format (by its suffix)."""
    made: dict[bytes, tuple[Pack, Any]] = {}

    def run_kind(kind: str, params: dict[str, Any], text: str, suffix: str = ".md", scope: Scope | None = None) -> Run:
        key = msgspec.json.encode([kind, params])
        if key not in made:
            typed = msgspec.convert(params, KINDS[kind].Params)
            made[key] = pack_of(terms for _, terms in terms_in(typed, ())), typed
        own, typed = made[key]
        rule_text = msgspec.structs.replace(pack.rules[0].text, kind=kind, scope=scope or Scope())
        check = KINDS[kind].compile([Rule("claims/test", rule_text, typed)], own)
        article = reading.read(Source(f"a{suffix}", text), reading.format_of(f"a{suffix}") or reading.TEXT)
        annotated = pipeline.annotate(article, own.lexicon, own.index)
        return Run(annotated, tuple(match for _, match in check(annotated)))

    return run_kind
