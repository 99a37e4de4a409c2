"""Kind `equivalence`: two terms that are said to be the same, and are not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from healthlint.checks.kind import Check, params_of
from healthlint.errors import DataError
from healthlint.findings.finding import Match
from healthlint.language.annotated import Annotated
from healthlint.language.equations import Equation, equations
from healthlint.language.equations.grammar import Strength
from healthlint.language.equations.letters import CUE_SETS, Alphabet
from healthlint.language.equations.sides import Shape, Side
from healthlint.language.lexicon import Lexicon, Relation, RelationKind
from healthlint.rules.pack import Pack
from healthlint.rules.rule import Rule

NAME = "equivalence"
#: `left` and `right` are the terms as written, in reading order; `line` says how they differ; `kind` and `whole` are
#: the same terms by what the relation says: for `kind_of` the narrower and the wider one.
VALUES = frozenset({"match", "left", "right", "line", "kind", "whole"})
READS_NEIGHBOURS = False

#: Two of these said to be the same are never one, whatever adjectives stand before them.
_NEVER_ONE = frozenset({"disjoint", "opposite", "look_alike"})
_FALSE = _NEVER_ONE | {"not_same"}
#: Relations that make two things belong together, so that only a plain “also called” says too much.
_BELONGING = frozenset({"may_cause", "part_of", "treats"})
#: Of several senses of a word the one that makes the statement least wrong is meant.
_MILDEST = ("kind_of", "part_of", "treats", "may_cause", "not_same", "look_alike", "opposite", "disjoint")
#: Classes of things that can be taken for one another; across these, a term after a preposition is a part of a phrase.
_SORTS = (
    {"condition", "sign", "symptom", "syndrome", "finding", "process", "behaviour"},
    {"drug", "drug_class", "product", "food", "nutrient", "supplement", "remedy", "substance"},
    {"procedure", "test", "device"},
)
#: Pairs of terms of which is remembered whether they can be confused; an article has some hundreds.
_MOST_PAIRS = 50_000
#: In brackets a medicine may have its class beside it: “ibuprofen (NSAID)”.
_MEDICINES = frozenset({"drug", "drug_class", "product", "supplement", "remedy"})


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The relations of which a rule speaks."""

    relations: tuple[RelationKind, ...]


def compile(rules: Sequence[Rule], pack: Pack) -> Check:  # noqa: A001 -- the one name that every kind has
    """Return the check of all equivalence rules. Raises `DataError` where the pack lacks the words of naming."""
    missing = [name for name in CUE_SETS if name not in pack.index.cues]
    if missing:
        raise DataError(f"kind '{NAME}' needs the cue set '{missing[0]}'")
    speaking: dict[str, list[Rule]] = {}
    for rule in rules:
        for kind in params_of(rule, Params).relations:
            speaking.setdefault(kind, []).append(rule)

    alphabet = Alphabet(pack.index)

    @lru_cache(maxsize=_MOST_PAIRS)
    def may_be_false(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
        relation = _mildest(pack.lexicon, left, right)
        return relation is not None and relation.kind in speaking

    def check(annotated: Annotated) -> Iterator[tuple[Rule, Match]]:
        seen: set[tuple[int, frozenset[str]]] = set()
        for equation in equations(annotated, alphabet, may_be_false):
            relation = fault(annotated.lexicon, equation)
            if relation is None or _is_abbreviation(annotated, equation):
                continue
            key = (annotated.sentence_of(equation.right.mention.first).index, frozenset(relation.of))
            if key not in seen:
                seen.add(key)
                match = _match(annotated, equation, relation)
                yield from ((rule, match) for rule in speaking.get(relation.kind, ()))

    return check


def fault(lexicon: Lexicon, equation: Equation) -> Relation | None:
    """Return the relation that makes an equation wrong, or None where it may be right or nothing is known."""
    if not equation.asserted or Shape.PART in {equation.left.shape, equation.right.shape}:
        return None
    relation = _mildest(lexicon, equation.left.mention.concepts, equation.right.mention.concepts)
    if relation is None or _is_meant_of_both(lexicon, equation, relation):
        return None
    return relation if _contradicts(lexicon, equation, relation) else None


def _mildest(lexicon: Lexicon, left: Sequence[str], right: Sequence[str]) -> Relation | None:
    """Return how two terms relate, in the senses that go together best; None where they may be one.

    Each is given by the concepts that it may name.
    """
    if not set(left).isdisjoint(right):
        return None
    pairs = ((one, other) for one in left for other in right)
    known = [relation for pair in pairs if (relation := lexicon.relation(*pair)) is not None]
    if any(relation.kind in {"synonym", "overlaps"} for relation in known):
        return None
    return min(known, key=_mildness, default=None)


def _mildness(relation: Relation) -> int:
    return _MILDEST.index(relation.kind)


def _is_meant_of_both(lexicon: Lexicon, equation: Equation, relation: Relation) -> bool:
    """Tell whether B may name A and what is joined to it together: “tingling or numbness (paresthesia)”."""
    other = equation.left.joined_to
    if other is None or equation.frame.name == "are-same":
        return False
    if relation.kind not in _NEVER_ONE:
        return True
    if not set(other.concepts).isdisjoint(equation.right.mention.concepts):
        return True
    beside = (lexicon.relation(left, right) for left in other.concepts for right in equation.right.mention.concepts)
    return any(each is not None and each.kind not in _FALSE for each in beside)


def _contradicts(lexicon: Lexicon, equation: Equation, relation: Relation) -> bool:
    """Tell whether a statement goes against how its two terms relate."""
    if not _are_of_one_sort(lexicon, relation) and (equation.left.governed or not lexicon.states(*relation.of)):
        return False
    if relation.kind in _NEVER_ONE:
        return True
    if relation.kind == "kind_of":
        return _gives_kind_as_whole(lexicon, equation, relation)
    bare = equation.left.shape is equation.right.shape is Shape.BARE
    return bare and (relation.kind not in _BELONGING or equation.frame.strength is Strength.NAMED)


def _gives_kind_as_whole(lexicon: Lexicon, equation: Equation, relation: Relation) -> bool:
    """Tell whether a kind is given for its whole; a definition (“a cramp (a painful spasm)”) does not do that."""
    if relation.risk == "low":  # what nobody is misled by: “a muscle twitch (fasciculation)”
        return False
    left_is_kind = relation.of[0] in equation.left.mention.concepts
    whole: Side = equation.right if left_is_kind else equation.left
    if whole.shape is not Shape.BARE:
        return False
    if equation.frame.strength is Strength.NAMED:
        return True
    if left_is_kind and (equation.right.article == "a" or equation.frame.strength is Strength.GLOSSED):
        return False
    classes = {lexicon.concepts[name].concept_class for name in relation.of}
    return not classes <= _MEDICINES


def _are_of_one_sort(lexicon: Lexicon, relation: Relation) -> bool:
    classes = {lexicon.concepts[name].concept_class for name in relation.of}
    return len(classes) == 1 or any(classes <= sort for sort in _SORTS)


def _is_abbreviation(annotated: Annotated, equation: Equation) -> bool:
    """Tell whether one term is made of the initials of the other, so that the text gives it a sense of its own."""
    one, other = sorted((annotated.text(side.tokens) for side in (equation.left, equation.right)), key=len)
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", other))
    short = one.removesuffix("s")
    return len(short) > 1 and short.isupper() and short.casefold() == initials.casefold()


def _match(annotated: Annotated, equation: Equation, relation: Relation) -> Match:
    span = annotated.tokens.span(equation.span)
    first, second = (annotated.tokens.span(side.tokens) for side in (equation.left, equation.right))
    left, right = annotated.text(first), annotated.text(second)
    forward = relation.of[0] in equation.left.mention.concepts
    source = annotated.lexicon.sources.get(relation.source)
    return Match(
        span,
        values={
            "match": annotated.text(span),
            "left": left,
            "right": right,
            "line": relation.line.rstrip("."),
            "kind": left if forward else right,
            "whole": right if forward else left,
        },
        focus=equation.connector,
        own=equation.own,
        related=((first, f"“{left}” stands here."),) if first.start < span.start else (),
        doubtful=relation.kind in _FALSE and not _is_sure(equation, relation),
        sources=(source.url,) if source is not None and relation.confirmed else (),
    )


def _is_sure(equation: Equation, relation: Relation) -> bool:
    """Tell whether the file alone settles the matter: a difference of weight, confirmed, in a plain sentence."""
    return relation.risk == "high" and relation.confirmed and equation.frame.name != "or"
