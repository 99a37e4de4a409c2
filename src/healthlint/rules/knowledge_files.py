"""Reads the files of what rules know: the concepts of the lexicon and how they relate, and sets of cue words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from healthlint.language.lexicon import (
    Concept,
    ConceptClass,
    Lexicon,
    LexiconSource,
    Register,
    Relation,
    Term,
    placed_faults,
)
from healthlint.language.terms import Terms, split
from healthlint.rules import yaml_nodes
from healthlint.rules.complaints import Where
from healthlint.rules.rule import RuleSource
from healthlint.rules.yaml_nodes import Document

_ADDRESS = re.compile(r"https?://[^\s/]")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])", re.ASCII)


class _ConceptText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A concept as its file says it."""

    concept_class: ConceptClass = msgspec.field(name="class")
    terms: tuple[Term | str, ...]
    tags: tuple[str, ...] = ()
    line: str | None = None


class _LexiconText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A lexicon file, its entries not yet read."""

    summary: str
    concepts: dict[str, dict[str, Any]] = {}
    relations: list[dict[str, Any]] = []
    sources: dict[str, dict[str, Any]] = {}


class _CuesText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of cues, its sets not yet read."""

    summary: str
    sets: dict[str, dict[str, Any]]


class _CueSet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a set of cues may hold: written forms only."""

    words: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()


def read_lexicon(documents: Iterable[Document]) -> Lexicon:
    """Return the lexicon of some files. Raises `DataError` for what is wrong in one or between them."""
    concepts: dict[str, Concept] = {}
    sources: dict[str, LexiconSource] = {}
    places: dict[Relation, tuple[Document, Where]] = {}
    relations: list[Relation] = []
    for document in documents:
        text = yaml_nodes.read(document, _LexiconText)
        for name, value in text.sources.items():
            where: Where = ("sources", name)
            source = yaml_nodes.read(document, LexiconSource, value, where)
            refuse_unnamed_source(document, source, where)
            if sources.setdefault(name, source) != source:
                raise document.error(f"the source '{name}' is another one elsewhere", where, at_key=True)
        for name, value in text.concepts.items():
            where = ("concepts", name)
            if name in concepts:
                raise document.error(f"the concept '{name}' is defined twice", where, at_key=True)
            concepts[name] = _concept(document, name, value, where)
        for number, value in enumerate(text.relations):
            where = ("relations", number)
            relation = yaml_nodes.read(document, Relation, value, where)
            relations.append(relation)
            places.setdefault(relation, (document, where))
    lexicon = Lexicon(concepts, tuple(relations), sources)
    for relation, fault in placed_faults(lexicon):
        document, where = places[relation]
        raise document.error(fault, where)
    return lexicon


def read_cues(documents: Iterable[Document]) -> dict[str, Terms]:
    """Return all sets of cues by their names, unique over all files."""
    cues: dict[str, Terms] = {}
    for document in documents:
        for name, value in yaml_nodes.read(document, _CuesText).sets.items():
            where = ("sets", name)
            if name in cues:
                raise document.error(f"the cue set '{name}' is defined twice", where, at_key=True)
            found = yaml_nodes.read(document, _CueSet, value, where)
            cues[name] = Terms(words=found.words, verbs=found.verbs, nouns=found.nouns)
            refuse_unfindable(document, cues[name], where)
    return cues


def refuse_unfindable(document: Document, terms: Terms, where: Where) -> None:
    """Raise `DataError` for a set of terms that says nothing, or has a term that no text can hold."""
    if terms == Terms():
        raise document.error("a set of terms needs at least one term; found none", where)
    for name in ("words", "verbs", "nouns"):
        for number, term in enumerate(getattr(terms, name)):
            if not split(term):
                raise document.error(f"the term '{term}' has no word that could be found", (*where, name, number))


def refuse_unnamed_source(document: Document, source: LexiconSource | RuleSource, where: Where) -> None:
    """Raise `DataError` for a source that nobody could look up again."""
    if not source.title.strip():
        raise document.error("a source needs its title; found none", (*where, "title"))
    if not _ADDRESS.match(source.url):
        message = f"a source needs its address, as in https://example.org; found '{source.url}'"
        raise document.error(message, (*where, "url"))
    if not _MONTH.fullmatch(source.checked):
        message = f"a source needs the month in which it was last looked at, as in 2026-11; found '{source.checked}'"
        raise document.error(message, (*where, "checked"))


def _concept(document: Document, name: str, value: dict[str, Any], where: Where) -> Concept:
    text = yaml_nodes.read(document, _ConceptText, value, where)
    terms = tuple(Term(term=term, register=_register(term)) if isinstance(term, str) else term for term in text.terms)
    if not terms:
        raise document.error(f"the concept '{name}' has no term", where, at_key=True)
    for number, term in enumerate(terms):
        if not split(term.term):
            message = f"the term '{term.term}' has no word that could be found"
            raise document.error(message, (*where, "terms", number))
    return Concept(id=name, concept_class=text.concept_class, terms=terms, tags=text.tags, line=text.line)


def _register(term: str) -> Register:
    return "abbreviation" if term.isupper() and len(term) > 1 else "clinical"
