"""Reads one rule file, and refuses what only a rule as a whole can get wrong."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, get_args

import msgspec

from healthlint.errors import did_you_mean
from healthlint.language.lexicon import ConceptClass, Lexicon
from healthlint.language.terms import SHAPES, Terms
from healthlint.rules import yaml_nodes
from healthlint.rules.complaints import Where
from healthlint.rules.knowledge_files import refuse_unfindable, refuse_unnamed_source
from healthlint.rules.pack import Kinds, KindText, examples_pass
from healthlint.rules.rule import RuleText
from healthlint.rules.yaml_nodes import Document

#: As many names are listed where one is unknown; more would hide what is said.
_FEW = 30
#: The folders that define the names of which there are more.
_DEFINING = {"concepts": "lexicon/", "tags": "lexicon/", "cues": "cues/"}


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A rule as read: its file, its text, and every set of terms in its parameters."""

    id: str
    document: Document
    text: RuleText
    terms: tuple[Terms, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """What the parameters of a rule may name, by the key that names it, and the lexicon that it stands in."""

    lexicon: Lexicon
    names: Mapping[str, tuple[str, frozenset[str]]]

    @classmethod
    def of(cls, lexicon: Lexicon, cues: Mapping[str, Terms]) -> Named:
        """Return the names that a lexicon and sets of cues define."""
        tags = frozenset(tag for concept in lexicon.concepts.values() for tag in concept.tags)
        names = {
            "concepts": ("concept", frozenset(lexicon.concepts)),
            "classes": ("class", frozenset(get_args(ConceptClass))),
            "tags": ("tag", tags),
            "cues": ("cue set", frozenset(cues)),
            "shapes": ("shape", frozenset(SHAPES)),
        }
        return cls(lexicon, names)


def read_rule(document: Document, category: str, kinds: Kinds, named: Named) -> RuleFile:
    """Return the rule in a file. Raises `DataError` for the first thing that is not as it must be."""
    text = yaml_nodes.read(document, RuleText)
    if text.kind not in kinds:
        allowed = f"allowed: {', '.join(sorted(kinds))}{did_you_mean(text.kind, kinds)}"
        raise document.error(f"unknown kind '{text.kind}'; {allowed}", ("kind",))
    kind = kinds[text.kind]
    _is_told(document, text)
    _has_proof(document, text)
    params = yaml_nodes.read(document, kind.Params, document.value["params"], ("params",))
    _speaks_of_what_is_known(document, text, kind)
    found = list(terms_in(params, ("params",)))
    for where, terms in found:
        if _is_written(document.value, where):
            _refuse_unknown(document, terms, where, named)
    rule_id = f"{category}/{PurePosixPath(document.path).stem}"
    return RuleFile(rule_id, document, text, tuple(terms for _, terms in found))


def terms_in(value: Any, where: Where) -> Iterator[tuple[Where, Terms]]:  # noqa: ANN401 -- any part of any parameters
    """Yield every set of terms in the parameters of a rule, however deep, with its place in the file."""
    if isinstance(value, Terms):
        yield where, value
    elif isinstance(value, msgspec.Struct):
        for key, name in zip(value.__struct_encode_fields__, value.__struct_fields__, strict=True):
            yield from terms_in(getattr(value, name), (*where, key))
    elif isinstance(value, tuple | list):
        for number, item in enumerate(value):
            yield from terms_in(item, (*where, number))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from terms_in(item, (*where, key))


def _is_written(value: Any, where: Where) -> bool:  # noqa: ANN401 -- plain YAML
    """Tell whether a place of the parameters stands in the file, and is no default."""
    for part in where:
        if isinstance(value, Mapping) and part not in value:
            return False
        value = value[part]
    return True


def _is_told(document: Document, text: RuleText) -> None:
    """Refuse a rule that does not say what it is for, where it looks, or where its demand comes from."""
    for key in ("summary", "message", "rationale"):
        if not getattr(text, key).strip():
            raise document.error(f"a rule needs its {key}; found none", (key,))
    if not text.sources:
        raise document.error("a rule needs its sources; found none", ("sources",))
    for number, source in enumerate(text.sources):
        refuse_unnamed_source(document, source, ("sources", number))
    for key in ("zones", "blocks", "voices"):
        if not getattr(text.scope, key):
            message = f"a rule without {key} looks nowhere; name some, or leave out the key for those that are usual"
            raise document.error(message, ("scope", key))


def _has_proof(document: Document, text: RuleText) -> None:
    """Refuse a rule without examples, or with one whose passage does not stand in it exactly once."""
    if not text.examples.fail:
        raise document.error("a rule needs examples that fail; found none", ("examples",))
    if not text.examples.passes:
        message = "a rule needs examples that pass: near misses with its words in an innocent sense; found none"
        raise document.error(message, ("examples",))
    for key, examples in (("fail", text.examples.fail), ("pass", examples_pass(text))):
        for number, example in enumerate(examples):
            if not example.text.strip():
                raise document.error("an example needs its text; found none", ("examples", key, number))
    for number, example in enumerate(text.examples.fail):
        if example.finds is not None and _times(example.text, example.finds) != 1:
            message = f"'{example.finds}' must stand in the text of its example exactly once"
            raise document.error(message, ("examples", "fail", number, "finds"))


def _times(text: str, passage: str) -> int:
    """Return how often a passage stands in a text, white space taken as it comes; 0 for an empty passage."""
    pattern = r"\s+".join(map(re.escape, passage.split()))
    return len(re.findall(f"(?={pattern})", text)) if pattern else 0


def _speaks_of_what_is_known(document: Document, text: RuleText, kind: KindText) -> None:
    """Refuse a message that uses a name which its kind does not give."""
    for field in ("message", "suggestion"):
        try:
            parts = list(string.Formatter().parse(getattr(text, field) or ""))
        except ValueError as error:
            raise document.error(f"the {field} has a brace too many or too few: {error}", (field,)) from None
        for _, name, form, conversion in parts:
            if name is not None and (name not in kind.VALUES or form or conversion):
                allowed = ", ".join(f"{{{value}}}" for value in sorted(kind.VALUES)) or "nothing"
                shown = "{" + name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "") + "}"
                hint = did_you_mean(name, kind.VALUES - {name})
                raise document.error(f"the {field} uses {shown}; kind '{text.kind}' gives: {allowed}{hint}", (field,))


def _refuse_unknown(document: Document, terms: Terms, where: Where, named: Named) -> None:
    """Refuse a set of terms that can find nothing: it is empty, or names what does not exist."""
    refuse_unfindable(document, terms, where)
    for key, (what, known) in named.names.items():
        for number, name in enumerate(getattr(terms, key)):
            if name not in known:
                allowed = ", ".join(sorted(known)) if len(known) <= _FEW else f"those of the files in {_DEFINING[key]}"
                message = f"unknown {what} '{name}'; allowed: {allowed}{did_you_mean(name, sorted(known))}"
                raise document.error(message, (*where, key, number))
    if (terms.classes or terms.tags) and not named.lexicon.select(terms):
        chosen = ", ".join([*terms.classes, *terms.tags])
        raise document.error(f"no concept is of these classes and tags: {chosen}", where)
