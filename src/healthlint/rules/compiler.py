"""Reads the data files strictly, checks them as a whole, and indexes their terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from healthlint.errors import did_you_mean
from healthlint.language.terms import Key, Tree, build_tree, signs_of
from healthlint.rules import yaml_nodes
from healthlint.rules.knowledge_files import read_cues, read_lexicon
from healthlint.rules.pack import Contents, Kinds, data_files
from healthlint.rules.rule import CATEGORIES
from healthlint.rules.rule_file import Named, RuleFile, read_rule
from healthlint.rules.yaml_nodes import Document

#: The folders that hold no rules.
_LEXICON, _CUES = "lexicon", "cues"


def compile_folder(folder: Path, kinds: Kinds, digest: str = "") -> Contents:
    """Read every data file of a folder. Raises `DataError` at the first thing that is not as it must be."""
    documents: dict[str, list[Document]] = {}
    for path in data_files(folder):
        document = yaml_nodes.load(path, path.as_posix())
        documents.setdefault(_category(document, folder, path), []).append(document)
    lexicon = read_lexicon(documents.pop(_LEXICON, []))
    cues = read_cues(documents.pop(_CUES, []))
    named = Named.of(lexicon, cues)
    rules = [read_rule(document, category, kinds, named) for category, files in documents.items() for document in files]
    _refuse_unclear_names(rules)
    sets = list(dict.fromkeys([*cues.values(), *(terms for rule in rules for terms in rule.terms if terms.forms)]))
    trees = {number: build_tree([("", terms.forms)]) for number, terms in enumerate(sets)}
    return Contents(
        digest=digest,
        rules={rule.id: rule.text for rule in rules},
        cues=cues,
        concepts=list(lexicon.concepts.values()),
        relations=list(lexicon.relations),
        sources=dict(lexicon.sources),
        sets=sets,
        names=_stored(build_tree((concept.id, concept.forms) for concept in lexicon.concepts.values())),
        trees=_stored(trees),
        signs=signs_of(trees),
    )


def _stored(trees: Mapping[Key, Tree]) -> dict[Key, msgspec.Raw]:
    """Return trees as they are stored, each as JSON of its own."""
    return {key: msgspec.Raw(msgspec.json.encode(tree)) for key, tree in trees.items()}


def _category(document: Document, folder: Path, path: Path) -> str:
    """Return the folder that a data file stands in, if it is one of those that are read."""
    category, *rest = path.relative_to(folder).parts
    allowed = (*CATEGORIES, _LEXICON, _CUES)
    if len(rest) != 1 or path.suffix != ".yaml":
        raise document.error("a data file stands in a category and ends in .yaml, as in claims/promised-cure.yaml")
    if category not in allowed:
        hint = did_you_mean(category, allowed)
        raise document.error(f"'{category}' is no category; allowed: {', '.join(allowed)}{hint}")
    return category


def _refuse_unclear_names(rules: Iterable[RuleFile]) -> None:
    """Refuse an alias that is another rule's name, and a superseded rule that does not exist."""
    owners: dict[str, RuleFile] = {rule.id: rule for rule in rules}
    ids = set(owners)
    for rule in rules:
        for number, alias in enumerate(rule.text.aliases):
            if alias in CATEGORIES or owners.setdefault(alias, rule) is not rule or alias == rule.id:
                raise rule.document.error(f"the name '{alias}' is taken", ("aliases", number))
        for number, other in enumerate(rule.text.supersedes):
            if other not in ids or other == rule.id:
                message = f"'{other}' is no other rule{did_you_mean(other, ids - {rule.id})}"
                raise rule.document.error(message, ("supersedes", number))
