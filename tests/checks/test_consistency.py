"""Kind `consistency`: variants, and what only looks like one."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from healthlint.checks import consistency
from healthlint.rules.rule import Scope

HYPHENS = {"hyphens": True, "alternates": [["mid", "middle"]]}
SPELLING = {"spelling": True}
NEURON = {"groups": [[{"nouns": ["neuron"]}, {"nouns": ["neurone"]}], [{"nouns": ["disc"]}, {"nouns": ["disk"]}]]}


def told(run: Any, params: dict[str, Any], text: str) -> list[tuple[str, str]]:
    done = run("consistency", params, text)
    return [(match.values["match"], match.values["other"]) for match in done.matches]


@pytest.mark.parametrize(
    "params, text, found",
    [
        # groups
        (NEURON, "A neuron fires. Neurones rest.", [("Neurones", "neuron")]),
        (NEURON, "A neurone fires. Neurons rest.", [("Neurons", "neurone")]),
        (NEURON, "A neuron fires. Neurons rest. The neuron.", []),
        (NEURON, "A neuron on a disc. Its neurone, its disk.", [("neurone", "neuron"), ("disk", "disc")]),
        (NEURON, "A neuron on a disk.", []),
        # British and American names of one concept
        (SPELLING, "Anaemia is common. Anemia tires.", [("Anemia", "Anaemia")]),
        (SPELLING, "Anemia is common. Anaemia tires.", [("Anaemia", "Anemia")]),
        (SPELLING, "Anaemia is common. Anaemias tire.", []),
        (SPELLING, "Anaemia is common. Edema swells.", []),  # one of each is no variant
        (SPELLING, "Adrenaline, in the US epinephrine.", []),  # two words for one thing
        (SPELLING, "Oedema and anaemia. Edema and anemia.", [("Edema", "Oedema"), ("anemia", "anaemia")]),
        # compounds before the same noun
        (HYPHENS, "Mid-back pain. The mid back pain.", [("mid back", "Mid-back")]),
        (HYPHENS, "The mid back pain. Mid-back pain.", [("Mid-back", "mid back")]),
        (HYPHENS, "Mid-back pain. Middle back pain.", [("Middle back", "Mid-back")]),
        (HYPHENS, "Mid-back pain. Middle-back pain.", [("Middle-back", "Mid-back")]),
        (HYPHENS, "Mid-back pain. Midback pain.", [("Midback", "Mid-back")]),
        (HYPHENS, "Mid-back pains. The mid back pain.", [("mid back", "Mid-back")]),
        (HYPHENS, "Every-day care. Everyday care.", [("Everyday", "Every-day")]),
        # near misses
        (HYPHENS, "Mid-back pain. Pain in the mid back.", []),
        (HYPHENS, "Mid-back pain. The mid back hurts.", []),
        (HYPHENS, "Mid back pain. Middle back pain.", []),  # no hyphen says that it is one compound
        (HYPHENS, "A long-term illness. An illness in the long term.", []),
        (HYPHENS, "Up-to-date information. Bring it up to date information says.", []),
        (HYPHENS, "In-patient care. Advances in patient care.", []),
        (HYPHENS, "Over-night stays. Look over night stays.", []),
        (HYPHENS, "The mid-back.\n\nPain comes. Mid back\n\npain", []),
        (HYPHENS, "Lower-body\n\nstrength. Lower body strength.", []),
        (HYPHENS, "A 12-week plan. A 12 week plan.", []),
        (HYPHENS, "Rest – back pain. Rest back pain.", []),
        (HYPHENS, "A mid - back pain. A mid back pain.", []),
        (HYPHENS, "-", []),
        (HYPHENS, "a-b", []),
        (HYPHENS, "a-b c", []),
    ],
    ids=lambda value: str(value)[:44].replace("\n", " "),
)
def test_variants(run: Any, params: Any, text: str, found: Any) -> None:
    assert told(run, params, text) == found


def test_one_finding_for_one_word_with_the_other_places(run: Any) -> None:
    """The first place of the second variant; the first places of the others are related."""
    params = {"hyphens": True, "alternates": [["mid", "middle"]]}
    done = run("consistency", params, "Mid-back pain, mid-back pain. Middle back pain. Mid back pain, mid back pain.")
    (match,) = done.matches
    assert done.texts == ["Middle back"]
    assert [(done.annotated.text(span), said) for span, said in match.related] == [
        ("Mid-back", "written “Mid-back” here"),
        ("Mid back", "written “Mid back” here"),
    ]


@pytest.mark.parametrize(
    "text, found",
    [
        ("> A neurone fires.\n\nNeurons rest.", []),
        ("A neuron fires.\n\n> Neurones rest.", []),
        ("A neuron fires.\n\n## References\n\n- The neurone, 2020.", []),
        ("> A neurone fires.\n\nNeurons rest. A neurone.", [("neurone", "Neurons")]),
    ],
    ids=["quoted first", "quoted second", "reference", "own words too"],
)
def test_how_others_spell_is_theirs(run: Any, text: str, found: list[tuple[str, str]]) -> None:
    assert told(run, NEURON, text) == found


def test_a_wider_scope_looks_at_more(run: Any) -> None:
    wide = Scope(zones=("body", "quote"), voices=("author", "quoted"))
    done = run("consistency", NEURON, "A neuron fires.\n\n> Neurones rest.", scope=wide)
    assert done.texts == ["Neurones"]


@pytest.mark.parametrize(
    "params",
    [{}, {"alternates": [["a", "b"]]}, {"groups": [[{"words": ["a"]}]]}, {"spelling": "yes"}],
    ids=["nothing", "alternates alone", "one variant", "no truth"],
)
def test_what_can_never_vary_is_refused(params: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(params, consistency.Params, strict=False)
