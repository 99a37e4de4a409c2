"""What the linter sees in a file: the contract of its JSON, and what a person reads."""

from __future__ import annotations

import json
from typing import Any

import pytest

from healthlint.document.source import Source
from healthlint.engine import Linter
from healthlint.language.annotated import Annotated
from healthlint.reporters import inspection
from healthlint.reporters.place import columns
from healthlint.rules.pack import Pack

TEXT = """\
---
title: Leg cramps
author: Ann Wray, MD
date: 2025-03-04
---

# Leg **cramps** at night

A charley horse is a cramp. It&nbsp;hurts. See [advice](https://example.org).

> “My legs hurt every night,” says Jo.

- Rest
- Stretch[^1]

![A leg](leg.png)

[^1]: Public health service.
"""


@pytest.fixture(scope="module")
def annotated(pack: Pack) -> Annotated:
    linter = Linter(pack, pack.rules)
    return linter.annotate(linter.read(Source("a.md", TEXT), "a.md"))


@pytest.fixture(scope="module")
def told(annotated: Annotated) -> dict:
    return json.loads(inspection.as_json(annotated))


def there(place: dict) -> str:
    return TEXT[place["start"]["offset"] : place["end"]["offset"]]


def test_blocks_have_what_the_contract_says(told: Any) -> None:
    assert told["blocks"]
    for block in told["blocks"]:
        assert {"kind", "zone", "voice", "start", "end", "text", "sentences"} <= set(block)
        for place in [block, *block["sentences"], *(c for s in block["sentences"] for c in s["concepts"])]:
            assert set(place["start"]) == set(place["end"]) == {"offset", "line", "column"}
            assert place["start"]["offset"] <= place["end"]["offset"]
            before = TEXT[: place["start"]["offset"]]
            assert (place["start"]["line"], place["start"]["column"]) == (
                before.count("\n") + 1,
                len(before) - before.rfind("\n"),
            )
        for sentence in block["sentences"]:
            assert {"start", "end", "concepts"} <= set(sentence)
            assert all(set(concept) == {"id", "start", "end"} for concept in sentence["concepts"])


def test_blocks_kinds_zones_and_voices(told: Any) -> None:
    seen = [(block["kind"], block["zone"], block["voice"]) for block in told["blocks"]]
    assert ("heading", "body", "author") in seen
    assert ("paragraph", "quote", "quoted") in seen
    assert seen.count(("list_item", "body", "author")) == 2
    heading = next(block for block in told["blocks"] if block["kind"] == "heading")
    assert (heading["level"], there(heading), heading["text"]) == (1, "Leg **cramps** at night", "Leg cramps at night")
    item = next(block for block in told["blocks"] if block["kind"] == "list_item")
    assert item["item"]["item"] == 1
    assert "level" not in item


def test_sentences_and_concepts_stand_in_the_file(told: Any) -> None:
    block = next(block for block in told["blocks"] if block["text"].startswith("A charley horse"))
    assert [there(sentence) for sentence in block["sentences"]] == [
        "A charley horse is a cramp.",
        "It&nbsp;hurts.",
        "See [advice](https://example.org).",
    ]
    assert ("cramp", "cramp") in [(c["id"], there(c)) for c in block["sentences"][0]["concepts"]]


def test_the_rest_is_there(told: Any) -> None:
    assert told["tool"]["name"] == "healthlint"
    assert (told["path"], told["format"], told["encoding"]) == ("a.md", "markdown", "utf-8")
    assert told["metadata"]["title"] == "Leg cramps"
    assert told["metadata"]["authors"][0]["name"] == "Ann Wray"
    assert told["metadata"]["published"]["date"] == "2025-03-04"
    assert {name: set(part) for name, part in told["profile"].items()} == {
        name: {"value", "evidence"} for name in ("jurisdiction", "audience", "type")
    }
    assert [(link["target"], link["text"], there(link)) for link in told["links"]] == [
        ("https://example.org", "advice", "[advice](https://example.org)")
    ]
    assert [(media["target"], media["alt"]) for media in told["media"]] == [("leg.png", "A leg")]
    assert [note["label"] for note in told["footnotes"]] == ["1"]
    assert told["readability"] is None


@pytest.mark.parametrize("width", [40, 80, 120])
def test_text_for_a_person(annotated: Annotated, width: int) -> None:
    lines = inspection.as_text(annotated, width).splitlines()
    flat = " ".join(" ".join(lines).split())
    assert lines[0] == "a.md: markdown, utf-8"
    assert "jurisdiction: any (nothing speaks)" in flat
    assert "authors: Ann Wray, MD" in flat
    assert "7 body heading 1: Leg cramps at night" in flat
    assert "quote paragraph [quoted]:" in flat
    assert "cramp = cramp" in flat
    assert all(columns(line) <= max(width, 45) for line in lines)
    assert not any(line != line.rstrip() for line in lines)


def test_an_article_that_can_be_graded_says_so(pack: Pack) -> None:
    linter = Linter(pack, pack.rules)
    text = "Rest well and drink water every day.\n" * 40
    annotated = linter.annotate(linter.read(Source("a.md", text), "a.md"))
    assert json.loads(inspection.as_json(annotated))["readability"]["grade"] > 0
    assert "readability: grade " in inspection.as_text(annotated)


def test_a_file_that_is_not_checked_says_so(pack: Pack) -> None:
    linter = Linter(pack, pack.rules)
    text = "Le médecin a dit que la grippe dure une semaine, et il faut se reposer. " * 5
    annotated = linter.annotate(linter.read(Source("a.md", text), "a.md"))
    said = "The words of this file are French; only English is checked."
    assert json.loads(inspection.as_json(annotated))["notes"] == [said]
    assert f"note: {said}" in inspection.as_text(annotated)


def test_formulas_are_added_where_they_are_asked_for(annotated: Annotated) -> None:
    formulas = {"smog_index": 7.25, "lix": 31.0}
    assert json.loads(inspection.as_json(annotated, formulas))["formulas"] == formulas
    assert "formulas" not in json.loads(inspection.as_json(annotated))
    said = " ".join(inspection.as_text(annotated, 60, formulas).split())
    assert "formulas of textstat: smog index 7.2, lix 31.0 (fewer than 100 words, so they say little)" in said
    assert "formulas" not in inspection.as_text(annotated)
    assert "formulas of textstat: no prose to measure" in inspection.as_text(annotated, 60, {})


def test_an_empty_file(pack: Pack) -> None:
    linter = Linter(pack, pack.rules)
    annotated = linter.annotate(linter.read(Source("a.md", ""), "a.md"))
    assert json.loads(inspection.as_json(annotated))["blocks"] == []
    assert inspection.as_text(annotated).startswith("a.md: markdown")
