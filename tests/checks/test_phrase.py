"""Kind `phrase`: places, forms and capitals."""

from __future__ import annotations

from typing import Any

import pytest

STONES = {"nouns": ["gall stone"]}


def texts_and_instead(done: Any) -> list[tuple[str, str]]:
    return [(text, match.values["instead"]) for text, match in zip(done.texts, done.matches, strict=True)]


@pytest.mark.parametrize(
    "find, instead, text, found",
    [
        (STONES, "gallstone", "A gall stone hurts.", [("gall stone", "gallstone")]),
        (STONES, "gallstone", "Two gall stones hurt.", [("gall stones", "gallstones")]),
        (STONES, "gallstone", "Gall stones hurt.", [("Gall stones", "Gallstones")]),
        (STONES, "gallstone", "GALL STONES", [("GALL STONES", "GALLSTONES")]),
        (STONES, "gallstone", "Gall Stones", [("Gall Stones", "Gallstones")]),
        (STONES, "gallstone", "A gallstone, a stone in the gall.", []),
        (STONES, "gallstone", "The gall. Stones hurt.", []),
        (STONES, "gallstone", "The gall, stones.", []),
        (
            {"verbs": ["utilize"]},
            "use",
            "It utilizes, utilized, utilizing.",
            [("utilizes", "uses"), ("utilized", "used"), ("utilizing", "using")],
        ),
        ({"verbs": ["carry out"]}, "do", "We carry out tests.", [("carry out", "do")]),
        ({"words": ["side affect"]}, "side effect", "A side affect.", [("side affect", "side effect")]),
        ({"words": ["side affect"]}, None, "A side affect.", [("side affect", "")]),
        ({"nouns": ["x-ray film"]}, "radiograph", "Two x ray films.", [("x ray films", "radiographs")]),
        ({"words": ["patient’s own"]}, "your", "The patient's own.", [("patient's own", "your")]),
        (
            {"words": ["AIDS patients"]},
            "people with AIDS",
            "For AIDS patients.",
            [("AIDS patients", "people with AIDS")],
        ),
        ({"words": ["AIDS patients"]}, "people with AIDS", "For aids patients.", []),
        (
            {"words": ["Alzheimer's sufferer"]},
            "person with Alzheimer's",
            "An Alzheimer’s sufferer.",
            [("Alzheimer’s sufferer", "person with Alzheimer's")],
        ),
        ({"concepts": ["fever"]}, "a high temperature", "Fevers come.", [("Fevers", "A high temperature")]),
        ({"words": ["i"]}, "we", "I saw.", [("I", "We")]),
    ],
    ids=lambda value: str(value)[:30],
)
def test_forms_and_capitals(run: Any, find: Any, instead: Any, text: str, found: Any) -> None:
    entry = {"find": find} if instead is None else {"find": find, "instead": instead}
    assert texts_and_instead(run("phrase", {"entries": [entry]}, text)) == found


def test_of_two_at_one_place_the_longer_is_found(run: Any) -> None:
    """In one entry and over several, whatever their order; what does not overlap is found beside it."""
    entries = [
        {"find": {"words": ["blood", "blood pressure"]}, "instead": "one"},
        {"find": {"words": ["high blood pressure", "pressure cuff"]}, "instead": "two"},
        {"find": {"words": ["pressure"]}, "instead": "three"},
    ]
    text = "High blood pressure, blood pressure, blood, a pressure cuff, under pressure. Blood pressure cuff."
    done = run("phrase", {"entries": entries}, text)
    assert texts_and_instead(done) == [
        ("High blood pressure", "Two"),
        ("blood pressure", "one"),
        ("blood", "one"),
        ("pressure cuff", "two"),
        ("pressure", "three"),
        ("Blood pressure", "One"),
    ]


def test_a_match_says_its_focus_and_its_edit(run: Any) -> None:
    done = run("phrase", {"entries": [{"find": STONES, "instead": "gallstone"}]}, "She has gall\n**stones** now.")
    (match,) = done.matches
    assert done.texts == ["gall stones"]
    assert done.annotated.text(match.focus) == "gall stones"
    assert [(done.annotated.text(each.span), each.text, each.safe) for each in match.replacements] == [
        ("gall stones", "gallstones", False)
    ]


def test_nothing_instead_is_no_edit(run: Any) -> None:
    (match,) = run("phrase", {"entries": [{"find": STONES}]}, "A gall stone.").matches
    assert match.replacements == ()
    assert match.suggestion is None
