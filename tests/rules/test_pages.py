"""Rules as pages, a table and JSON."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from healthlint.checks import KINDS
from healthlint.rules import pages
from healthlint.rules.compiler import compile_folder
from healthlint.rules.pack import Pack, open_pack
from healthlint.rules.rule import Rule, Stage


@pytest.fixture
def rule(folder: Any) -> Rule:
    return open_pack(compile_folder(folder.path, KINDS), KINDS).rules[0]


def test_a_page_says_all(rule: Any) -> None:
    assert pages.page(rule, 80) == (
        "claims/wrong-word\n"
        "warning, high confidence, stable, kind phrase\n"
        "\n"
        "A word stands where another is meant.\n"
        "\n"
        "Why\n"
        "  A wrong word makes a reader stumble.\n"
        "\n"
        "Where\n"
        "  zones body, meta; blocks heading, paragraph; voices author; audience public;\n"
        "  type article. Unless negation: suppress, lay: demote.\n"
        "\n"
        "Found\n"
        "  - The pipe narrows, »resulting to« less flow.\n"
        "\n"
        "Not found\n"
        "  - Send the result to your doctor.\n"
        "  - Wear loose clothes.\n"
        "\n"
        "Sources\n"
        "  Style, https://example.org/style, checked 2026-11 (not yet confirmed)\n"
        "\n"
        "Earlier names\n"
        "  claims/old-word\n"
    )


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_asked_save_long_words(pack: Pack, width: int) -> None:
    for rule in pack.rules:
        for line in pages.page(rule, width).splitlines()[3:]:
            assert len(line) <= width or len(line.split()) <= 2, line


def test_an_example_over_several_blocks_is_marked_where_its_passage_stands(rule: Any) -> None:
    fail = msgspec.structs.replace(rule.text.examples.fail[0], text="# Pipes\n\nA pipe,\nresulting\nto less.")
    examples = msgspec.structs.replace(rule.text.examples, fail=(fail,))
    told = pages.page(Rule(rule.id, msgspec.structs.replace(rule.text, examples=examples), rule.params))
    assert "  - # Pipes\n\n    A pipe,\n    »resulting\n    to« less.\n" in told


def test_the_table_lines_up(rule: Any) -> None:
    preview = Rule("trust/a", msgspec.structs.replace(rule.text, stage=Stage.PREVIEW), rule.params)
    assert pages.table([rule, preview], 60) == (
        "claims/wrong-word  warning  A word stands where another is\n"
        "                            meant.\n"
        "trust/a            warning  A word stands where another is\n"
        "                            meant. [preview]\n"
    )
    assert pages.table([]) == ""


def test_json_says_what_the_file_says(rule: Any) -> None:
    (told,) = json.loads(pages.as_json([rule]))
    assert told["rule"] == "claims/wrong-word"
    assert told["examples"]["pass"][0] == "Send the result to your doctor."
    assert told["params"]["entries"][0]["find"] == {"words": ["resulting to"], "cues": ["denials"]}
    assert (told["severity"], told["stage"]) == ("warning", "stable")
