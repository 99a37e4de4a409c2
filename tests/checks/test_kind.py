"""What every kind says of itself, and how sets of terms are found."""

from __future__ import annotations

import string
from typing import Any

import msgspec
import pytest

from healthlint.checks import KINDS
from healthlint.checks.kind import Finder, longest_from_left, params_of
from healthlint.language.terms import Terms
from healthlint.language.tokens import TokenSpan
from healthlint.rules.pack import Pack
from healthlint.rules.rule_file import terms_in


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_keeps_the_contract(name: str, pack: Pack) -> None:
    kind = KINDS[name]
    assert kind.NAME == name == kind.__name__.rpartition(".")[2]
    assert issubclass(kind.Params, msgspec.Struct)
    assert kind.Params.__struct_config__.forbid_unknown_fields
    assert kind.Params.__struct_config__.frozen
    assert all(value.isidentifier() for value in kind.VALUES)
    assert isinstance(kind.READS_NEIGHBOURS, bool)
    assert callable(kind.compile([rule for rule in pack.rules if rule.text.kind == name], pack))


def test_messages_of_shipped_rules_are_filled(pack: Pack) -> None:
    for rule in pack.rules:
        names = {name for _, name, _, _ in string.Formatter().parse(rule.text.message) if name}
        assert names <= KINDS[rule.text.kind].VALUES


def test_parameters_of_another_kind_are_refused(pack: Pack) -> None:
    rule = next(rule for rule in pack.rules if rule.text.kind == "phrase")
    with pytest.raises(TypeError, match=f"{rule.id} has parameters of Params"):
        params_of(rule, KINDS["gloss"].Params)


TEXT = "Take 2 tablets for a fever, Anna. Rheumatoid arthritis and a cramp, 10 mg. The 2nd ACE test, x-rays."


@pytest.mark.parametrize(
    "terms, found",
    [
        ({"words": ["take", "a"]}, ["Take", "a", "a"]),
        ({"nouns": ["tablet"]}, ["tablets"]),
        ({"words": ["x-ray", "x-rays"]}, ["x-rays"]),
        ({"words": ["ACE", "ANNA"]}, ["ACE"]),
        ({"concepts": ["arthritis"]}, ["Rheumatoid arthritis"]),
        ({"classes": ["sign"]}, ["fever", "cramp"]),
        ({"tags": ["no_cure"]}, ["Rheumatoid arthritis"]),
        ({"classes": ["condition"], "tags": ["no_cure"]}, ["Rheumatoid arthritis"]),
        ({"classes": ["sign"], "tags": ["no_cure"]}, []),
        ({"classes": ["sign"], "concepts": ["arthritis"]}, ["fever", "Rheumatoid arthritis", "cramp"]),
        ({"shapes": ["number"]}, ["2", "10", "2nd"]),
        ({"shapes": ["capitalised"]}, ["Take", "Anna", "Rheumatoid", "The", "ACE"]),
        ({"shapes": ["number", "capitalised"]}, ["Take", "2", "Anna", "Rheumatoid", "10", "The", "2nd", "ACE"]),
        ({"cues": ["people_and_cases"]}, []),
        ({"words": ["fever"], "concepts": ["fever"], "classes": ["sign"]}, ["fever", "cramp"]),
        ({}, []),
    ],
    ids=str,
)
def test_finder(run: Any, terms: dict[str, list[str]], found: list[str]) -> None:
    """Every way to name terms, together and once each, in order."""
    done = run("phrase", {"entries": [{"find": {**terms, "words": [*terms.get("words", []), "zzz"]}}]}, TEXT)
    assert sorted(done.texts, key=TEXT.index) == done.texts
    assert set(done.texts) == set(found)


def test_inside_a_range_only_what_lies_wholly_in_it(run: Any) -> None:
    """A term that sticks out of a range on either side is not in it, whether it is a word, a concept or local."""
    find = Terms(words=("rheumatoid arthritis", "the rash"), concepts=("arthritis",))
    done = run("phrase", {"entries": [{"find": msgspec.to_builtins(find)}]}, "Her rheumatoid arthritis and the rash.")
    words = done.annotated.tokens.words
    assert words == ["her", "rheumatoid", "arthritis", "and", "the", "rash", "."]
    finder = Finder((done.annotated.index.number(find) or -1,), frozenset({"arthritis"}), ())

    assert finder.inside(done.annotated, TokenSpan(0, 7)) == [(1, 3), (4, 6)]
    assert finder.inside(done.annotated, TokenSpan(1, 3)) == [(1, 3)]
    assert finder.inside(done.annotated, TokenSpan(0, 2)) == []
    assert finder.inside(done.annotated, TokenSpan(2, 5)) == []
    assert finder.inside(done.annotated, TokenSpan(4, 5)) == []
    assert finder.inside(done.annotated, TokenSpan(3, 3)) == []


def test_longest_from_left() -> None:
    places = [TokenSpan(2, 3), TokenSpan(0, 1), TokenSpan(0, 3), TokenSpan(2, 9)]
    assert sorted(places, key=longest_from_left) == [(0, 3), (0, 1), (2, 9), (2, 3)]


def test_terms_are_found_however_deep_with_their_place() -> None:
    params = msgspec.convert(
        {"frames": [{"head": {"words": ["a"]}, "after": [{"find": {"words": ["b"]}}]}]}, KINDS["frame"].Params
    )
    found = {where: terms.words for where, terms in terms_in(params, ("params",))}
    assert found == {
        ("params", "frames", 0, "head"): ("a",),
        ("params", "frames", 0, "after", 0, "find"): ("b",),
    }
