"""The clinical concept base: which concept a term names, of which class, and how two concepts relate."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Literal

import msgspec

from healthlint.errors import did_you_mean
from healthlint.language.terms import Terms

ConceptClass = Literal[
    "condition", "sign", "symptom", "syndrome", "finding", "drug", "drug_class", "product", "food", "nutrient",
    "supplement", "remedy", "procedure", "test", "device", "anatomy", "organism", "specialist", "measure", "population",
    "process", "substance", "behaviour", "evidence",
]  # fmt: skip
Register = Literal["clinical", "lay", "old", "brand", "abbreviation"]
RelationKind = Literal[
    "synonym", "kind_of", "part_of", "may_cause", "treats", "disjoint", "not_same", "opposite", "look_alike", "overlaps"
]
#: Relations that read the same both ways; the others run from the first concept to the second.
SYMMETRIC = frozenset({"synonym", "disjoint", "not_same", "opposite", "look_alike", "overlaps"})


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One name of a concept. `plural: no` for a name without one; `place` limits it to a country (us, uk, au, …)."""

    term: str
    register: Register = "clinical"
    spelling: Literal["us", "uk", "both"] = "both"
    place: str | None = None
    plural: Literal["yes", "no"] = "yes"


class Concept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A clinical concept: what it is, what is true of it, and its names. `line` says what it is, in our own words."""

    id: str
    concept_class: ConceptClass
    terms: tuple[Term, ...]
    tags: tuple[str, ...] = ()
    line: str | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """Return every written form of its names."""
        return tuple(
            dict.fromkeys(
                form
                for term in self.terms
                for form in Terms(words=(term.term,), nouns=(term.term,) if term.plural == "yes" else ()).forms
            )
        )


class Relation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How two concepts relate. `line` says why, in our own words; `source` is a key of the sources, or `none`."""

    kind: RelationKind
    of: tuple[str, str]
    line: str
    risk: Literal["high", "medium", "low"]
    source: str
    confirmed: bool


class LexiconSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a fact comes from."""

    title: str
    url: str
    checked: str


class Lexicon(msgspec.Struct, frozen=True, dict=True):
    """All concepts and relations, with what follows from them."""

    concepts: Mapping[str, Concept]
    relations: tuple[Relation, ...]
    sources: Mapping[str, LexiconSource]

    def select(self, terms: Terms) -> frozenset[str]:
        """Return the concepts that a set of terms asks for by name, class and tag."""
        named = set(terms.concepts)
        if terms.classes or terms.tags:
            named.update(c.id for c in self.concepts.values() if _fits(c, terms))
        return frozenset(named)

    def relation(self, left: str, right: str) -> Relation | None:
        """Return how two concepts relate, stated or derived; None where nothing is known, or they are one.

        Synonyms share everything. A stated relation comes first. `kind_of` is transitive. `disjoint` holds between all
        kinds of the two, unless something nearer says that they overlap; nothing else is inherited. What cannot be
        derived is None, and None is silence. The `of` of the answer names the concepts that were asked for, in the
        order in which the relation runs; what is derived over several steps is confirmed only where every step is.
        """
        one, other = self.one_name(left), self.one_name(right)
        if one == other:
            return None if left == right else self._synonymy(left, right)
        stated = self._stated.get(frozenset((one, other)))
        if stated is not None:
            forward = self.one_name(stated.of[0]) == one
            return _of(stated, (left, right) if forward else (right, left))
        return self._kind(left, right) or self._kind(right, left) or self._apart(left, right)

    def states(self, left: str, right: str) -> bool:
        """Tell whether a relation of two concepts is stated and not derived."""
        return frozenset((self.one_name(left), self.one_name(right))) in self._stated

    def one_name(self, concept: str) -> str:
        """Return the one concept that stands for a concept and all its synonyms."""
        return self._names.get(concept, concept)

    def wholes(self, concept: str) -> frozenset[str]:
        """Return all that a concept is a kind of, by its one name; never itself, unless kinds run in a circle."""
        above = self._above.get(self.one_name(concept), ())
        found: set[str] = set()
        todo = [self.one_name(relation.of[1]) for relation in above]
        while todo:
            whole = todo.pop()
            if whole not in found:
                found.add(whole)
                todo.extend(self.one_name(relation.of[1]) for relation in self._above.get(whole, ()))
        return frozenset(found)

    def _synonymy(self, left: str, right: str) -> Relation:
        """Return what says that two concepts are one, directly or by way of others."""
        own = [r for r in self.relations if r.kind == "synonym" and left in r.of]
        direct = next((r for r in own if right in r.of), None)
        return direct or _of(own[0], (left, right))

    def _kind(self, low: str, high: str) -> Relation | None:
        """Return the step that matters most on the way from a kind up to its whole, or None if there is no way."""
        steps = self._steps_up(low).get(self.one_name(high))
        if not steps:
            return None
        weightiest = max(steps, key=_risk)
        return _of(weightiest, (low, high), confirmed=all(step.confirmed for step in steps))

    def _apart(self, left: str, right: str) -> Relation | None:
        """Return what sets two concepts apart by what they are kinds of; the nearest statement wins."""
        found: tuple[int, bool, int] | None = None
        confirmed = False
        for upper_left, left_steps in self._steps_up(left).items():
            for upper_right, right_steps in self._steps_up(right).items():
                stated = self._stated.get(frozenset((upper_left, upper_right)))
                if stated is None or stated.kind not in {"disjoint", "overlaps"}:
                    continue
                steps = (*left_steps, *right_steps)
                rank = (len(steps), stated.kind == "disjoint", self._order[stated])
                if found is None or rank < found:
                    found, confirmed = rank, stated.confirmed and all(step.confirmed for step in steps)
        if found is None or not found[1]:
            return None
        return _of(self.relations[found[2]], (left, right), confirmed=confirmed)

    def _steps_up(self, concept: str) -> dict[str, tuple[Relation, ...]]:
        """Return all that a concept is a kind of, itself first, then the nearest, with the steps that lead there."""
        start = self.one_name(concept)
        found: dict[str, tuple[Relation, ...]] = {start: ()}
        todo = deque([start])
        while todo:
            here = todo.popleft()
            for relation in self._above.get(here, ()):
                upper = self.one_name(relation.of[1])
                if upper not in found:
                    found[upper] = (*found[here], relation)
                    todo.append(upper)
        return found

    @cached_property
    def spelled_apart(self) -> frozenset[str]:
        """Return the concepts that have a British and an American name."""
        both = {"us", "uk"}
        return frozenset(c.id for c in self.concepts.values() if both <= {term.spelling for term in c.terms})

    @cached_property
    def _names(self) -> dict[str, str]:
        """For each concept that has a synonym, the one that stands for all of them: the first by name."""
        groups: dict[str, set[str]] = {}
        for relation in self.relations:
            if relation.kind == "synonym":
                left, right = (groups.get(name, {name}) for name in relation.of)
                small, large = sorted((left, right), key=len)
                large |= small
                groups.update(dict.fromkeys(small, large) | dict.fromkeys(relation.of, large))
        return {name: min(group) for name, group in groups.items()}

    @cached_property
    def _stated(self) -> dict[frozenset[str], Relation]:
        return {
            frozenset(map(self.one_name, relation.of)): relation
            for relation in reversed(self.relations)
            if relation.kind != "synonym"
        }

    @cached_property
    def _order(self) -> dict[Relation, int]:
        return {relation: place for place, relation in enumerate(self.relations)}

    @cached_property
    def _above(self) -> dict[str, list[Relation]]:
        above: dict[str, list[Relation]] = {}
        for relation in self.relations:
            if relation.kind == "kind_of":
                above.setdefault(self.one_name(relation.of[0]), []).append(relation)
        return above


def _of(relation: Relation, of: tuple[str, str], *, confirmed: bool | None = None) -> Relation:
    return msgspec.structs.replace(relation, of=of, confirmed=relation.confirmed if confirmed is None else confirmed)


def _risk(relation: Relation) -> int:
    return ("low", "medium", "high").index(relation.risk)


def _fits(concept: Concept, terms: Terms) -> bool:
    return (not terms.classes or concept.concept_class in terms.classes) and (
        not terms.tags or bool(set(concept.tags).intersection(terms.tags))
    )


def faults(lexicon: Lexicon) -> Iterable[str]:
    """Yield what is wrong with a lexicon as a whole, each as one clause (see `placed_faults`)."""
    return (fault for _, fault in placed_faults(lexicon))


def placed_faults(lexicon: Lexicon) -> Iterator[tuple[Relation, str]]:
    """Yield what is wrong with a lexicon as a whole: the relation at fault, and the fault as one clause.

    An unknown concept or source, a pair related twice (also by way of synonyms), a cycle of kinds, two concepts that
    are kept apart and yet have a kind in common.
    """
    seen: dict[frozenset[str], Relation] = {}
    for relation in lexicon.relations:
        yield from ((relation, fault) for fault in _own_faults(lexicon, relation))
        pair = frozenset(map(lexicon.one_name, relation.of))
        before = seen.setdefault(pair, relation)
        if relation.kind == "synonym":
            continue
        if len(pair) == 1:
            yield relation, f"{_shown(relation)} is {relation.kind}, and the two are synonyms"
        elif before != relation:
            yield relation, f"{_shown(relation)} is both {before.kind} and {relation.kind}"
    yield from _cycles(lexicon)
    yield from _contradictions(lexicon)


def _own_faults(lexicon: Lexicon, relation: Relation) -> Iterable[str]:
    for name in relation.of:
        if name not in lexicon.concepts:
            hint = did_you_mean(name, lexicon.concepts)
            yield f"relation {relation.kind} names the unknown concept '{name}'{hint}"
    if relation.of[0] == relation.of[1]:
        yield f"relation {relation.kind} relates '{relation.of[0]}' to itself"
    if relation.source != "none" and relation.source not in lexicon.sources:
        hint = did_you_mean(relation.source, ["none", *lexicon.sources])
        yield f"{_shown(relation)} names the unknown source '{relation.source}'{hint}"
    if relation.source == "none" and relation.confirmed:
        yield f"{_shown(relation)} is confirmed without a source"


def _cycles(lexicon: Lexicon) -> Iterable[tuple[Relation, str]]:
    for relation in lexicon.relations:
        if relation.kind == "kind_of" and lexicon.one_name(relation.of[0]) in lexicon.wholes(relation.of[0]):
            yield relation, f"'{relation.of[0]}' is a kind of itself"


def _contradictions(lexicon: Lexicon) -> Iterable[tuple[Relation, str]]:
    apart = [relation for relation in lexicon.relations if relation.kind == "disjoint"]
    if not apart:
        return
    kinds: dict[str, set[str]] = {}
    for relation in lexicon.relations:
        if relation.kind == "kind_of":
            for whole in lexicon.wholes(relation.of[0]):
                kinds.setdefault(whole, set()).add(lexicon.one_name(relation.of[0]))
    for relation in apart:
        left, right = (kinds.get(name, set()) | {name} for name in map(lexicon.one_name, relation.of))
        for name in sorted(left & right):
            yield relation, f"'{name}' is a kind of both of {_shown(relation)}, which are disjoint"


def _shown(relation: Relation) -> str:
    return f"[{', '.join(relation.of)}]"
