"""Inference over the relations of the concept base: what follows from what, and what does not."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from counting import grows_with_size
from healthlint.language.lexicon import SYMMETRIC, Concept, Lexicon, LexiconSource, Relation, Term, faults

NAMES = ("cramp", "leg-cramp", "spasm", "fasciculation", "twitch", "tremor")
SOURCE = {"book": LexiconSource(title="A book", url="https://example.org", checked="2026-11")}


def relation(kind: str, left: str, right: str, risk: str = "medium", *, confirmed: bool = True) -> Relation:
    """Return a relation with a line that names it."""
    said = {"kind": kind, "of": (left, right), "line": f"{left}/{right}", "risk": risk, "source": "book"}
    return msgspec.convert({**said, "confirmed": confirmed}, Relation)


def lexicon(*relations: Relation, names: Iterable[str] = NAMES) -> Lexicon:
    """Return a lexicon of some relations."""
    concepts = {name: Concept(id=name, concept_class="sign", terms=(Term(term=name),)) for name in names}
    return Lexicon(concepts, relations, SOURCE)


CRAMPS = lexicon(
    relation("disjoint", "fasciculation", "spasm", "high"),
    relation("kind_of", "cramp", "spasm", "medium"),
    relation("kind_of", "leg-cramp", "cramp", "low", confirmed=False),
    relation("not_same", "twitch", "spasm"),
    relation("overlaps", "fasciculation", "twitch"),
)


@pytest.mark.parametrize(
    "left, right, kind, of",
    [
        pytest.param("twitch", "cramp", None, None, id="not_same is not inherited"),
        pytest.param("tremor", "spasm", None, None, id="an unknown pair is silence"),
        pytest.param("cramp", "cramp", None, None, id="one concept has no relation to itself"),
        pytest.param("spasm", "nobody", None, None, id="an unknown concept is silence"),
        pytest.param("cramp", "spasm", "kind_of", ("cramp", "spasm"), id="stated"),
        pytest.param("spasm", "cramp", "kind_of", ("cramp", "spasm"), id="stated, asked backwards"),
        pytest.param("spasm", "leg-cramp", "kind_of", ("leg-cramp", "spasm"), id="kinds of kinds are kinds"),
        pytest.param(
            "fasciculation", "leg-cramp", "disjoint", ("fasciculation", "leg-cramp"), id="kinds inherit disjoint"
        ),
        pytest.param("twitch", "fasciculation", "overlaps", ("twitch", "fasciculation"), id="overlap"),
    ],
)
def test_relation(left: str, right: str, kind: str | None, of: tuple[str, str] | None) -> None:
    found = CRAMPS.relation(left, right)
    assert (found.kind if found else None) == kind
    if found and found.kind in SYMMETRIC:
        assert set(found.of) == set(of or ())
    elif found:
        assert found.of == of


def test_derived_relation_takes_the_step_that_matters_and_is_confirmed_only_where_all_steps_are() -> None:
    kind = CRAMPS.relation("leg-cramp", "spasm")
    apart = CRAMPS.relation("leg-cramp", "fasciculation")

    assert kind is not None
    assert (kind.line, kind.risk, kind.confirmed) == ("cramp/spasm", "medium", False)
    assert apart is not None
    assert (apart.line, apart.risk, apart.confirmed) == ("fasciculation/spasm", "high", False)
    assert (confirmed := CRAMPS.relation("cramp", "fasciculation")) is not None
    assert confirmed.confirmed


def test_nearer_statement_wins_over_a_farther_one() -> None:
    known = lexicon(
        relation("disjoint", "fasciculation", "spasm"),
        relation("kind_of", "cramp", "spasm"),
        relation("kind_of", "leg-cramp", "cramp"),
        relation("overlaps", "cramp", "fasciculation"),
    )
    assert known.relation("leg-cramp", "fasciculation") is None
    assert (found := known.relation("spasm", "fasciculation")) is not None
    assert found.kind == "disjoint"

    turned = lexicon(
        relation("overlaps", "fasciculation", "spasm"),
        relation("kind_of", "cramp", "spasm"),
        relation("kind_of", "leg-cramp", "cramp"),
        relation("disjoint", "cramp", "fasciculation"),
    )
    assert (found := turned.relation("leg-cramp", "fasciculation")) is not None
    assert found.kind == "disjoint"


def test_synonyms_share_everything() -> None:
    known = lexicon(
        relation("synonym", "twitch", "fasciculation"),
        relation("synonym", "tremor", "twitch"),
        relation("disjoint", "fasciculation", "spasm"),
        relation("kind_of", "cramp", "spasm"),
    )
    for name in ("twitch", "fasciculation", "tremor"):
        assert (found := known.relation(name, "cramp")) is not None
        assert found.kind == "disjoint"
    assert (one := known.relation("tremor", "fasciculation")) is not None
    assert one.kind == "synonym"


def test_a_name_of_a_kind_is_no_name_of_the_whole() -> None:
    """`charley horse` is a cramp and a cramp is a spasm: that makes no synonym of `charley horse` and `spasm`."""
    known = lexicon(relation("synonym", "leg-cramp", "cramp"), relation("kind_of", "cramp", "spasm"))
    assert (found := known.relation("leg-cramp", "spasm")) is not None
    assert found.kind == "kind_of"


@pytest.mark.parametrize("kind", ["not_same", "opposite", "look_alike", "overlaps", "part_of", "may_cause", "treats"])
def test_only_disjoint_is_inherited(kind: str) -> None:
    known = lexicon(relation(kind, "fasciculation", "spasm"), relation("kind_of", "cramp", "spasm"))
    assert known.relation("fasciculation", "cramp") is None


@pytest.mark.parametrize(
    "relations, part",
    [
        pytest.param((relation("disjoint", "cramp", "nobody"),), "unknown concept 'nobody'", id="unknown concept"),
        pytest.param((relation("disjoint", "cramp", "cramp"),), "to itself", id="itself"),
        pytest.param(
            (relation("disjoint", "cramp", "spasm"), relation("kind_of", "cramp", "spasm")),
            "both disjoint and kind_of",
            id="twice",
        ),
        pytest.param(
            (relation("not_same", "spasm", "cramp"), relation("kind_of", "cramp", "spasm")),
            "both not_same and kind_of",
            id="twice, one of them backwards",
        ),
        pytest.param(
            (relation("synonym", "cramp", "spasm"), relation("not_same", "cramp", "spasm")),
            "are synonyms",
            id="synonym and distinct",
        ),
        pytest.param(
            (
                relation("synonym", "cramp", "twitch"),
                relation("synonym", "twitch", "spasm"),
                relation("disjoint", "cramp", "spasm"),
            ),
            "are synonyms",
            id="synonym and distinct, by inference",
        ),
        pytest.param(
            (
                relation("synonym", "cramp", "twitch"),
                relation("disjoint", "cramp", "spasm"),
                relation("overlaps", "twitch", "spasm"),
            ),
            "both disjoint and overlaps",
            id="twice, by way of a synonym",
        ),
        pytest.param(
            (relation("kind_of", "cramp", "spasm"), relation("kind_of", "spasm", "cramp")),
            "a kind of itself",
            id="short cycle",
        ),
        pytest.param(
            (
                relation("kind_of", "cramp", "spasm"),
                relation("kind_of", "spasm", "twitch"),
                relation("kind_of", "twitch", "tremor"),
                relation("synonym", "tremor", "cramp"),
            ),
            "a kind of itself",
            id="cycle by way of a synonym",
        ),
        pytest.param(
            (
                relation("kind_of", "leg-cramp", "cramp"),
                relation("kind_of", "leg-cramp", "tremor"),
                relation("kind_of", "cramp", "spasm"),
                relation("disjoint", "spasm", "tremor"),
            ),
            "'leg-cramp' is a kind of both",
            id="kind of two disjoint things",
        ),
        pytest.param(
            (
                relation("kind_of", "leg-cramp", "cramp"),
                relation("kind_of", "cramp", "spasm"),
                relation("disjoint", "leg-cramp", "spasm"),
            ),
            "'leg-cramp' is a kind of both",
            id="disjoint from its own whole",
        ),
    ],
)
def test_contradictions_are_told(relations: tuple[Relation, ...], part: str) -> None:
    assert any(part in fault for fault in faults(lexicon(*relations)))


def test_unconfirmed_source_and_confirmed_nothing_are_told() -> None:
    given_source = msgspec.structs.replace(relation("disjoint", "cramp", "tremor"), source="nowhere")
    given_nothing = msgspec.structs.replace(relation("disjoint", "cramp", "tremor"), source="none")
    assert any("unknown source 'nowhere'" in fault for fault in faults(lexicon(given_source)))
    assert any("confirmed without a source" in fault for fault in faults(lexicon(given_nothing)))


def test_a_sound_lexicon_has_no_fault() -> None:
    assert list(faults(CRAMPS)) == []


_KINDS = st.sampled_from(
    [
        "synonym",
        "kind_of",
        "part_of",
        "may_cause",
        "treats",
        "disjoint",
        "not_same",
        "opposite",
        "look_alike",
        "overlaps",
    ]
)
_PAIRS = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] != pair[1])
_RELATIONS = st.lists(
    st.builds(
        relation,
        _KINDS,
        st.just(""),
        st.just(""),
        st.sampled_from(["low", "medium", "high"]),
        confirmed=st.booleans(),
    ).flatmap(lambda made: _PAIRS.map(lambda pair: msgspec.structs.replace(made, of=pair, line="/".join(pair)))),
    max_size=9,
)


@given(_RELATIONS, _PAIRS)
def test_asking_backwards_gives_the_same_answer(relations: list[Relation], pair: tuple[str, str]) -> None:
    known = lexicon(*relations)
    one, other = known.relation(*pair), known.relation(*reversed(pair))
    assert (one is None) == (other is None)
    if one is not None and other is not None and not list(faults(known)):
        assert (one.kind, one.line, one.risk, one.confirmed) == (other.kind, other.line, other.risk, other.confirmed)
        assert one.kind in SYMMETRIC or one.of == other.of
        assert set(one.of) == set(pair)


@given(_RELATIONS)
def test_what_is_stated_is_what_is_answered(relations: list[Relation]) -> None:
    known = lexicon(*relations)
    if not list(faults(known)):
        for stated in relations:
            assert (answer := known.relation(*stated.of)) is not None
            assert answer.kind == stated.kind
            assert known.states(*stated.of) or stated.kind == "synonym"


@given(_RELATIONS, _PAIRS)
def test_every_answer_can_be_traced_to_statements(relations: list[Relation], pair: tuple[str, str]) -> None:
    """Nothing is made up: a line is a stated one, and what is inherited is `disjoint`, `kind_of` or a synonym."""
    known = lexicon(*relations)
    answer = known.relation(*pair)
    if answer is not None and not list(faults(known)):
        assert answer.line in {stated.line for stated in relations}
        assert known.states(*pair) or answer.kind in {"disjoint", "kind_of", "synonym"}
        assert not answer.confirmed or any(stated.confirmed and stated.line == answer.line for stated in relations)


@given(_RELATIONS)
def test_disjoint_holds_for_all_kinds(relations: list[Relation]) -> None:
    """Where nothing is said of a pair itself, and nothing overlaps, two kinds of disjoint things are disjoint."""
    without_overlap = [stated for stated in relations if stated.kind in {"kind_of", "disjoint", "synonym"}]
    known = lexicon(*without_overlap)
    if list(faults(known)):
        return
    for stated in without_overlap:
        if stated.kind != "disjoint":
            continue
        for kind in NAMES:
            if known.one_name(stated.of[0]) in known.wholes(kind):
                assert (answer := known.relation(kind, stated.of[1])) is not None
                assert answer.kind == "disjoint"


@given(_RELATIONS, st.permutations(NAMES))
def test_the_order_of_the_files_changes_no_kind(relations: list[Relation], names: list[str]) -> None:
    known = lexicon(*relations)
    turned = replace(known, relations=tuple(reversed(relations)))
    if not list(faults(known)):
        for left, right in pairwise(names):
            one, other = known.relation(left, right), turned.relation(left, right)
            assert (one.kind if one else None) == (other.kind if other else None)


def test_work_grows_with_the_base() -> None:
    """Chains of kinds, longer than any in medicine, and a pair for every concept that is kept apart."""

    def base(count: int) -> Lexicon:
        names = [f"c{number}" for number in range(count)]
        relations = [
            relation("kind_of", low, high)
            for start in range(0, count, 50)
            for low, high in pairwise(names[start:][:20])
        ]
        relations += [relation("disjoint", *names[start:][30:32]) for start in range(0, count, 50)]
        return lexicon(*relations, names=names)

    assert grows_with_size(lambda known: list(faults(known)), base, 500) == []
