"""A pack: everything that the data files say, typed and indexed, as it is stored and as it is used."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import msgspec

from healthlint.language.lexicon import Concept, Lexicon, LexiconSource, Relation
from healthlint.language.terms import Stored, TermIndex, Terms
from healthlint.rules.rule import Example, Rule, RuleText


class KindText(Protocol):
    """What a pack must know of a check kind: the type of its parameters, and the names that a message may use."""

    Params: type[msgspec.Struct]
    VALUES: frozenset[str]


Kinds = Mapping[str, KindText]


class Pack(msgspec.Struct, frozen=True):
    """Rules, lexicon and cues of one or more folders, with the index that finds all their terms."""

    rules: tuple[Rule, ...]
    lexicon: Lexicon
    index: TermIndex


class Contents(msgspec.Struct, frozen=True):
    """A pack as it is stored when compiled: plain data only.

    `names` is the tree of the names of all concepts, by their first words; `trees` has one for each of `sets`,
    and `signs` the words that tell of them.
    """

    digest: str
    rules: dict[str, RuleText]
    cues: dict[str, Terms]
    concepts: list[Concept]
    relations: list[Relation]
    sources: dict[str, LexiconSource]
    sets: list[Terms]
    names: dict[str, msgspec.Raw]
    trees: dict[int, msgspec.Raw]
    signs: dict[str, list[int]]


def data_files(folder: Path) -> list[Path]:
    """Return the data files of a folder of rules in a fixed order, also those that stand at a wrong place."""
    found = {
        path.relative_to(folder).as_posix(): path
        for suffix in ("yaml", "yml")
        for path in folder.rglob(f"*.{suffix}")
        if not path.name.startswith(".")
    }
    return [found[name] for name in sorted(found)]


def open_pack(contents: Contents, kinds: Kinds) -> Pack:
    """Return a stored pack with typed parameters."""
    rules = tuple(
        Rule(id=name, text=text, params=msgspec.convert(text.params, kinds[text.kind].Params, strict=False))
        for name, text in sorted(contents.rules.items())
    )
    lexicon = Lexicon({c.id: c for c in contents.concepts}, tuple(contents.relations), contents.sources)
    return Pack(rules, lexicon, _index(contents))


def _index(contents: Contents) -> TermIndex:
    numbers = {terms: number for number, terms in enumerate(contents.sets)}
    cues = {name: numbers[terms] for name, terms in contents.cues.items()}
    return TermIndex(Stored(contents.names), Stored(contents.trees), contents.signs, numbers, cues)


def examples_pass(text: RuleText) -> tuple[Example, ...]:
    """Return the passing examples, each as an `Example`."""
    return tuple(Example(text=e) if isinstance(e, str) else e for e in text.examples.passes)
