"""Kind `count`: what is counted, and bounds."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from healthlint.checks import count

FIVE = "Rest well and drink water."


@pytest.mark.parametrize(
    "text, number",
    [
        (FIVE, 0),
        ("[a](https://example.org) and [b](http://example.org/b).", 2),
        ("[a](/about), [b](b.md), [c](#c), [d](mailto:a@example.org).", 0),
        ("[a](//example.org/a).", 1),
        ("Rest.[^1]\n\n[^1]: Public health service, 2024.", 2),
        (f"{FIVE}\n\n## References\n\n- Public health service: Rest, 2024.\n- Trial of rest, 2020.", 3),
        ("See doi 10.1000/182, and PMID 12345678.", 2),
    ],
    ids=["none", "links", "own pages", "no scheme", "footnote", "list and its heading", "identifier"],
)
def test_sources(run: Any, text: str, number: int) -> None:
    done = run("count", {"of": "sources", "at_least": 100}, text)
    assert done.texts == [None]
    assert done.matches[0].values["count"] == str(number)


@pytest.mark.parametrize(
    "params, told",
    [
        ({"at_most": 5}, []),
        ({"at_most": 4}, [("5", "4")]),
        ({"at_least": 5}, []),
        ({"at_least": 6}, [("5", "6")]),
        ({"at_least": 2, "at_most": 4}, [("5", "4")]),
        ({"at_least": 6, "at_most": 9}, [("5", "6")]),
        ({"at_least": 5, "at_most": 5}, []),
        ({"at_most": 0}, [("5", "0")]),
    ],
    ids=str,
)
def test_bounds_hold_at_their_edge(run: Any, params: dict[str, int], told: list[tuple[str, str]]) -> None:
    done = run("count", {"of": "words_in_sentence", **params}, FIVE)
    assert [(match.values["count"], match.values["bound"]) for match in done.matches] == told
    assert done.texts == [FIVE] * len(told)


def test_sentences_and_blocks(run: Any) -> None:
    text = f"{FIVE} Sleep.\n\n- One, two – 3\n- {FIVE}"
    assert run("count", {"of": "words_in_sentence", "at_most": 2}, text).texts == [FIVE, "One, two – 3", FIVE]
    done = run("count", {"of": "words_in_block", "at_most": 5}, text)
    assert done.texts == [f"{FIVE} Sleep."]
    assert done.matches[0].values["count"] == "6"
    assert done.matches[0].focus is not None


def test_an_empty_article_has_no_sentence(run: Any) -> None:
    assert run("count", {"of": "words_in_sentence", "at_least": 3}, "").texts == []
    assert run("count", {"of": "words_in_block", "at_least": 3}, "![](a.png)").texts == []


@pytest.mark.parametrize(
    "params",
    [{}, {"at_least": 0}, {"at_most": -1}, {"at_least": 3, "at_most": 2}, {"of": "letters", "at_least": 1}],
    ids=str,
)
def test_bounds_that_make_no_sense_are_refused(params: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"of": "sources", **params}, count.Params)
