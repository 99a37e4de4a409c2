"""Reads the data files strictly, checks them as a whole, and indexes their terms."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, get_args

import msgspec

from healthlint.errors import DataError, did_you_mean
from healthlint.language.lexicon import Concept, ConceptClass, Lexicon, LexiconSource, Register, Relation, Term, faults
from healthlint.language.terms import SHAPES, Terms, Tree, build_tree, is_local
from healthlint.rules import yaml_nodes
from healthlint.rules.pack import Contents, Kinds, data_files
from healthlint.rules.rule import CATEGORIES, RuleText
from healthlint.rules.yaml_nodes import Document


class _ConceptText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A concept as its file says it."""

    concept_class: ConceptClass = msgspec.field(name="class")
    terms: tuple[Term | str, ...]
    tags: tuple[str, ...] = ()
    line: str | None = None


class _LexiconText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    summary: str
    concepts: dict[str, dict[str, Any]] = {}
    relations: list[dict[str, Any]] = []
    sources: dict[str, dict[str, Any]] = {}


class _CuesText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    summary: str
    sets: dict[str, dict[str, Any]]


def compile_folder(folder: Path, kinds: Kinds, digest: str = "") -> Contents:
    """Read every data file of a folder. Raises `DataError` at the first thing that is not as it must be."""
    documents = [yaml_nodes.parse(path.read_text(encoding="utf-8"), _shown(path)) for path in data_files(folder)]
    by_topic: dict[str, list[Document]] = {}
    for document in documents:
        by_topic.setdefault(PurePosixPath(document.path).parent.name, []).append(document)
    lexicon = _lexicon(by_topic.pop("lexicon", []))
    cues = _cues(by_topic.pop("cues", []))
    rules: dict[str, RuleText] = {}
    params: list[msgspec.Struct] = []
    for category, files in by_topic.items():
        for document in files:
            text, parameters = _rule(document, category, kinds)
            _known_terms(document, parameters, lexicon, cues)
            rules[f"{category}/{PurePosixPath(document.path).stem}"] = text
            params.append(parameters)
    sets = list(dict.fromkeys([*cues.values(), *(t for p in params for t in terms_in(p) if t.forms)]))
    asked_for = set(cues.values())
    local = [number for number, terms in enumerate(sets) if terms not in asked_for and is_local(terms)]
    owners = [(number, terms.forms) for number, terms in enumerate(sets) if number not in set(local)]
    concepts = list(lexicon.concepts.values())
    owners += [(~number, concept.forms) for number, concept in enumerate(concepts)]
    sources = dict(lexicon.sources)
    return Contents(digest, rules, cues, concepts, list(lexicon.relations), sources, sets, local, stored(build_tree(owners)))


def stored(tree: Tree) -> dict[str, msgspec.Raw]:
    """Return a tree as it is stored: what follows each first word as JSON of its own."""
    return {word: msgspec.Raw(msgspec.json.encode(node)) for word, node in tree.items()}


def terms_in(value: Any) -> Iterator[Terms]:  # noqa: ANN401 -- any part of the parameters of any kind
    """Yield every set of terms in the parameters of a rule, however deep."""
    if isinstance(value, Terms):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from terms_in(getattr(value, name))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from terms_in(item)


def _shown(path: Path) -> str:
    """Return the path of a data file as a complaint names it: from the folder of the rules on."""
    return path.as_posix()


def _lexicon(documents: Iterable[Document]) -> Lexicon:
    concepts: dict[str, Concept] = {}
    relations: list[Relation] = []
    sources: dict[str, LexiconSource] = {}
    files = list(documents)
    for document in files:
        text = yaml_nodes.read(document, _LexiconText)
        for name, value in text.sources.items():
            sources[name] = yaml_nodes.read(document, LexiconSource, value, ("sources", name))
        for name, value in text.concepts.items():
            if name in concepts:
                raise document.error(f"the concept '{name}' is defined twice", ("concepts", name))
            concepts[name] = _concept(document, name, value)
    for document in files:
        for number, value in enumerate(yaml_nodes.read(document, _LexiconText).relations):
            relation = yaml_nodes.read(document, Relation, value, ("relations", number))
            relations.append(relation)
            for fault in faults(Lexicon(concepts, (relation,), sources)):
                raise document.error(fault, ("relations", number))
    lexicon = Lexicon(concepts, tuple(relations), sources)
    for fault in faults(lexicon):
        raise DataError(fault, path="lexicon")
    return lexicon


def _concept(document: Document, name: str, value: dict[str, Any]) -> Concept:
    text = yaml_nodes.read(document, _ConceptText, value, ("concepts", name))
    terms = tuple(Term(term=term, register=_register(term)) if isinstance(term, str) else term for term in text.terms)
    if not terms:
        raise document.error(f"the concept '{name}' has no term", ("concepts", name))
    return Concept(id=name, concept_class=text.concept_class, terms=terms, tags=text.tags, line=text.line)


def _register(term: str) -> Register:
    return "abbreviation" if term.isupper() and len(term) > 1 else "clinical"


def _cues(documents: Iterable[Document]) -> dict[str, Terms]:
    cues: dict[str, Terms] = {}
    for document in documents:
        for name, value in yaml_nodes.read(document, _CuesText).sets.items():
            if name in cues:
                raise document.error(f"the cue set '{name}' is defined twice", ("sets", name))
            cues[name] = yaml_nodes.read(document, Terms, value, ("sets", name))
    return cues


def _rule(document: Document, category: str, kinds: Kinds) -> tuple[RuleText, msgspec.Struct]:
    """Read one rule file and what only a rule as a whole can get wrong."""
    if category not in CATEGORIES:
        allowed = ", ".join(CATEGORIES)
        raise document.error(f"'{category}' is no category{did_you_mean(category, CATEGORIES)}; allowed: {allowed}")
    text = yaml_nodes.read(document, RuleText)
    if text.kind not in kinds:
        allowed = ", ".join(sorted(kinds))
        raise document.error(f"unknown kind '{text.kind}'{did_you_mean(text.kind, kinds)}; allowed: {allowed}", ("kind",))
    for key, value in (("rationale", text.rationale.strip()), ("sources", text.sources), ("examples", text.examples.fail)):
        if not value:
            raise document.error(f"a rule needs its {key}; found none", (key,))
    if not text.examples.passes:
        raise document.error("a rule needs examples that pass: near misses with its words in an innocent sense", ("examples",))
    _spans_are_there(document, text)
    params = yaml_nodes.read(document, kinds[text.kind].Params, document.value["params"], ("params",))
    values = kinds[text.kind].VALUES
    for field in ("message", "suggestion"):
        for _, name, _, _ in string.Formatter().parse(getattr(text, field) or ""):
            if name is not None and name not in values:
                allowed = ", ".join(sorted(values))
                raise document.error(f"the {field} uses {{{name}}}; kind '{text.kind}' gives: {allowed}", (field,))
    return text, params


def _spans_are_there(document: Document, text: RuleText) -> None:
    for number, example in enumerate(text.examples.fail):
        if example.finds is not None and example.text.replace("\n", " ").count(example.finds) != 1:
            where = ("examples", "fail", number, "finds")
            raise document.error(f"'{example.finds}' must stand in the text of its example exactly once", where)


def _known_terms(document: Document, params: msgspec.Struct, lexicon: Lexicon, cues: Mapping[str, Terms]) -> None:
    """Refuse a set of terms that names a concept, class, tag, cue or shape that does not exist."""
    classes = get_args(ConceptClass)
    tags = {tag for concept in lexicon.concepts.values() for tag in concept.tags}
    for terms in terms_in(params):
        for what, named, known in (
            ("concept", terms.concepts, lexicon.concepts.keys()),
            ("class", terms.classes, classes),
            ("tag", terms.tags, tags),
            ("cue set", terms.cues, cues.keys()),
            ("shape", terms.shapes, SHAPES),
        ):
            for name in named:
                if name not in known:
                    raise document.error(f"unknown {what} '{name}'{did_you_mean(name, known)}", ("params",))
