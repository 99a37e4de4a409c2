"""Kind `frame`: heads, parts, gaps, walls, edges."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from healthlint.checks import frame


def words(*some: str) -> dict[str, list[str]]:
    return {"words": list(some)}


def part(*some: str, within: int = 0, optional: bool = False) -> dict[str, Any]:
    return {"find": words(*some), "within": within, "optional": optional}


def found(run: Any, text: str, *frames: dict[str, Any]) -> list[str | None]:
    return run("frame", {"frames": list(frames)}, text).texts


HEAD = {"head": {"verbs": ["cure"]}}
CURE = {
    **HEAD,
    "before": [{"find": {"classes": ["food"]}, "within": 2}],
    "after": [{"find": {"classes": ["condition"]}, "within": 2}],
}


@pytest.mark.parametrize(
    "text, matched",
    [
        ("Turmeric cures arthritis.", ["Turmeric cures arthritis"]),
        ("Turmeric can even cure bad rheumatoid arthritis.", ["Turmeric can even cure bad rheumatoid arthritis"]),
        ("Turmeric can so often cure arthritis.", []),  # three words between
        ("Turmeric cures a very, bad arthritis.", []),
        ("Arthritis cures turmeric.", []),
        ("Turmeric helps. It cures arthritis.", []),
        ("Turmeric is food. Cures arthritis.", []),
        ("Turmeric; cures arthritis.", []),
        ("Turmeric cures: arthritis.", []),
        ("Turmeric\n\ncures arthritis.", []),
        ("- Turmeric\n- cures arthritis", []),
        ("Ibuprofen cures arthritis.", []),
        ("Turmeric cured asthma, and turmeric cures arthritis.", ["Turmeric cured asthma", "turmeric cures arthritis"]),
    ],
)
def test_parts_by_class(run: Any, text: str, matched: list[str]) -> None:
    assert found(run, text, CURE) == matched


@pytest.mark.parametrize(
    "shape, text, matched",
    [
        # gaps: 0 is next to it
        ({"after": [part("rash")]}, "The sore rash.", ["sore rash"]),
        ({"after": [part("rash")]}, "The sore red rash.", []),
        ({"after": [part("rash", within=1)]}, "The sore red rash.", ["sore red rash"]),
        ({"before": [part("very")]}, "A very sore toe.", ["very sore"]),
        ({"before": [part("very")]}, "A very, sore toe.", []),
        ({"before": [part("very", within=1)]}, "A very, sore toe.", ["very, sore"]),
        # walls: a gap does not reach over them, but a part may be one
        ({"after": [part("rash", within=3)]}, "It is sore; a rash.", []),
        ({"after": [part("rash", within=3)]}, "It is sore: a rash.", []),
        ({"before": [part("rash", within=3)]}, "A rash; it is sore.", []),
        ({"after": [part(";")]}, "It is sore; rest.", ["sore;"]),
        ({"after": [part(";", within=2)]}, "It is sore and red; rest.", ["sore and red;"]),
        ({"after": [part(":", within=2), part("rest")]}, "It is sore and red: rest.", ["sore and red: rest"]),
        ({"before": [part(":", within=1)]}, "Note: very sore.", [": very sore"]),
        # order: parts are in reading order
        ({"after": [part("red"), part("rash")]}, "The sore red rash.", ["sore red rash"]),
        ({"after": [part("rash", within=2), part("red", within=2)]}, "The sore red rash.", []),
        ({"before": [part("a"), part("very")]}, "It is a very sore toe.", ["a very sore"]),
        ({"before": [part("very", within=2), part("a")]}, "It is a very sore toe.", []),
        # optional parts: taken where they stand, left out where they do not
        (
            {"after": [part("red", optional=True), part("rash")]},
            "A sore rash, a sore red rash.",
            ["sore rash", "sore red rash"],
        ),
        ({"after": [part("red", optional=True)]}, "A sore toe, sore red.", ["sore", "sore red"]),
        ({"before": [part("very", optional=True)]}, "Sore, very sore.", ["Sore", "very sore"]),
        # the nearest place, and the longest term that begins there
        ({"after": [part("rash", "rash cream", "cream", within=1)]}, "Her sore rash cream.", ["sore rash cream"]),
        ({"before": [part("very", "so very", within=1)]}, "It is so very sore.", ["so very sore"]),
        ({"before": [part("a lot more", "more", "lot", within=0)]}, "It is a lot more sore.", ["a lot more sore"]),
        ({"after": [part("red", "red rash", within=0), part("rash")]}, "A sore red rash.", ["sore red rash"]),
        ({"before": [part("a", "the", within=4)]}, "A toe, the very sore toe.", ["the very sore"]),
        # never beside it
        ({"never_before": [part("not")]}, "It is not sore.", []),
        ({"never_before": [part("not")]}, "It is not very sore.", ["sore"]),
        ({"never_before": [part("not", within=1)]}, "It is not very sore.", []),
        ({"never_before": [part("not", optional=True)]}, "It is sore.", ["sore"]),
        ({"never_after": [part("throat")]}, "A sore throat, a sore toe.", ["sore"]),
        ({"never_after": [part("throat", within=5)]}, "It is sore; a throat.", ["sore"]),
        ({"after": [part("red")], "never_after": [part("rash")]}, "A sore red rash, a sore red toe.", ["sore red"]),
        # the rest of the sentence
        ({"never_in_sentence": words("heal")}, "It is sore. Wounds heal.", ["sore"]),
        ({"never_in_sentence": words("heal")}, "It is sore; wounds heal.", []),
        ({"in_sentence": words("heal")}, "Wounds heal, it is sore. Sore.", ["sore"]),
        ({"in_sentence": words("heal")}, "Heal. Sore.", []),
        # edges: marks and brackets outside do not count
        ({"at": "sentence_start"}, "Sore toes. They are sore. “Sore” it is. (Sore.)", ["Sore", "Sore", "Sore"]),
        ({"at": "sentence_end"}, "Sore toes. They are sore. (It is “sore”.) Sore!", ["sore", "sore", "Sore"]),
        ({"at": "block_start"}, "Sore toes. Sore feet.\n\n- Sore hands\n- No sore", ["Sore", "Sore"]),
        ({"at": "block_end"}, "Sore. Toes. So sore.\n\n- Sore hands\n- No sore", ["sore", "sore"]),
        ({"at": "block_end"}, "It is sore. …", ["sore"]),
        ({"at": "sentence_start", "before": [part("very")]}, "Very sore it is. It is very sore.", ["Very sore"]),
        # what the finding covers
        ({"after": [part("rash")], "covers": "head"}, "The sore rash.", ["sore"]),
    ],
    ids=lambda value: str(value)[:60],
)
def test_shapes(run: Any, shape: dict[str, Any], text: str, matched: list[str]) -> None:
    assert found(run, text, {"head": words("sore"), **shape}) == matched


def test_of_several_heads_at_one_place_the_longest_is_taken(run: Any) -> None:
    head = {"head": words("resulting", "resulting to"), "instead": "resulting in"}
    assert found(run, "It narrows, resulting to less. Resulting less.", head) == ["resulting to", "Resulting"]


def test_a_shorter_head_is_taken_where_the_longer_does_not_fit(run: Any) -> None:
    head = {"head": words("part", "part of"), "after": [part("of"), part("it")]}
    assert found(run, "A part of it.", head) == ["part of it"]


def test_the_first_frame_that_fits_owns_the_place(run: Any) -> None:
    first = {"head": words("sore"), "after": [part("throat")], "instead": "one"}
    second = {"head": words("sore", "throat"), "instead": "two"}
    done = run("frame", {"frames": [first, second]}, "A sore throat, a sore toe.")
    assert [(match.values["match"], match.values["instead"]) for match in done.matches] == [
        ("sore throat", "one"),
        ("sore", "two"),
    ]


def test_values_focus_own_words_and_edit(run: Any) -> None:
    shape = {
        "head": {"verbs": ["loosen"]},
        "before": [part("it", within=1), part("can")],
        "after": [part("your", optional=True), part("weight")],
        "covers": "head",
        "instead": "lose",
    }
    done = run("frame", {"frames": [shape]}, "Then it really can loosen your weight.")
    (match,) = done.matches
    told = done.annotated.text

    assert match.values == {"match": "loosen", "head": "loosen", "before": "can", "after": "your", "instead": "lose"}
    assert told(match.focus) == "loosen"
    assert [told(span) for span in match.own] == ["it", "can", "loosen", "your", "weight"]
    assert [(told(each.span), each.text) for each in match.replacements] == [("loosen", "lose")]


def test_a_head_alone_has_empty_pieces(run: Any) -> None:
    (match,) = run("frame", {"frames": [{"head": words("sore")}]}, "Sore.").matches
    assert (match.values["before"], match.values["after"], match.values["instead"]) == ("", "", "")
    assert match.replacements == ()


@pytest.mark.parametrize(
    "params",
    [{"frames": []}, {"frames": [{"head": words("a"), "after": [{"find": words("b"), "within": -1}]}]}],
    ids=["none", "negative"],
)
def test_what_can_never_match_is_refused(params: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(params, frame.Params)
