"""Kind `gloss`: which terms are explained, by what, and how many are told."""

from __future__ import annotations

from typing import Any

import pytest

PARAMS: dict[str, Any] = {
    "terms": {"tags": ["technical"]},
    "after": {"words": ["is", "which means", ", a", "or"]},
    "before": {"words": ["called", "known as", "is"]},
}


@pytest.mark.parametrize(
    "text",
    [
        "The muscle needs myosin.",
        "The muscle needs myosins.",
        "Myosin, actin-bound, slides.",
        "The muscle is so very fond of some myosin.",
        "Myosin slides. It is a protein.",
        "Is it so? Myosin slides.",
        "Myosin\n\n(a protein) slides.",
        "- myosin\n- (a protein)",
        "Myosin slides; called so by some.",
        "Read [this](https://example.org) on myosin.",
        "Read [myo](https://example.org)sin.",
    ],
    ids=lambda text: text[:40].replace("\n", " "),
)
def test_not_explained(run: Any, text: str) -> None:
    assert [found.lower().rstrip("s") for found in run("gloss", PARAMS, text).texts][:1] == ["myosin"]


@pytest.mark.parametrize(
    "text",
    [
        "Myosin (a protein) slides.",
        "The protein (myosin) slides.",
        "Myosin [a protein] slides.",
        "Myosin – a protein – slides.",
        "A protein — myosin — slides.",
        "Myosin is a protein.",
        "Myosin, a protein, slides.",
        "A protein called myosin slides.",
        "A protein, known as myosin, slides.",
        "Myosin slides. Nothing else does. Myosin is a protein.",  # anywhere in the article
        "Myosin slides.\n\n> Myosin is a protein.",  # by whomever
        "Read about [myosin](https://example.org).",
        "Read [all that anybody ever wanted to know about muscles, fibres, actin and myosin](https://example.org).",
        '<p><abbr title="a protein">myosin</abbr> slides</p>',
        '<p><a href="/m"><abbr title="a protein">myosin</abbr></a> slides</p>',
        "<dl><dt>Myosin</dt><dd>A protein.</dd></dl>",
        "> Myosin slides.",  # not where the rule looks
    ],
    ids=lambda text: text[:40].replace("\n", " "),
)
def test_explained(run: Any, text: str) -> None:
    suffix = ".html" if text.startswith("<") else ".md"
    assert "myosin" not in [found.lower() for found in run("gloss", PARAMS, text, suffix).texts]


def test_who_writes_the_everyday_word_too_has_explained_the_other(run: Any) -> None:
    assert run("gloss", PARAMS, "Dyspnoea may come.").texts == ["Dyspnoea"]
    assert run("gloss", PARAMS, "Dyspnoea may come. Breathlessness may go.").texts == []
    assert run("gloss", PARAMS, "Breathlessness may come.").texts == []


def test_each_term_once_in_order_and_no_more_than_asked(run: Any) -> None:
    text = "Myosin slides, actin filaments slide, myosin slides. Dyspnoea may come."
    assert run("gloss", PARAMS, text).texts == ["Myosin", "actin filaments", "Dyspnoea"]
    assert run("gloss", {**PARAMS, "most": 2}, text).texts == ["Myosin", "actin filaments"]


def test_places_out_of_scope_take_nobodys_turn(run: Any) -> None:
    """The first place that the rule looks at is told; those before it neither hide it nor count."""
    text = "> Dyspnoea may come.\n\n> Myosin slides.\n\nThe myosin slides on actin."
    done = run("gloss", {**PARAMS, "most": 1}, text)
    assert done.texts == ["myosin"]
    assert done.annotated.block_of(done.matches[0].focus.first).index == 2  # the one after the quotations


def test_the_line_of_the_lexicon_is_told_where_there_is_one(run: Any) -> None:
    matches = run("gloss", PARAMS, "Myosin slides on actin.").matches
    assert [match.values["line"] for match in matches] == [": a thread in muscle", ""]


def test_words_that_no_concept_has_are_terms_too(run: Any) -> None:
    params = {**PARAMS, "terms": {"words": ["sarcomere", "sarcomeres"], "tags": ["technical"]}}
    done = run("gloss", params, "Sarcomeres shorten, and myosin slides. A sarcomere is a unit.")
    assert done.texts == ["Sarcomeres", "myosin"]
    assert done.matches[0].values["line"] == ""
