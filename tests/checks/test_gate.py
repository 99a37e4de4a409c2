"""Gates: length, signature, topic."""

from __future__ import annotations

from typing import Any

import pytest

from healthlint.language import readability

LONG = "Rest well and drink water. " * 10  # 50 words
FEVER = {"classes": ["sign"]}


def is_open(run: Any, gate: dict[str, object], text: str, suffix: str = ".md") -> bool:
    """No disclaimer is ever there: what is missing is told where the gate is open."""
    return bool(run("absence", {"missing": "disclaimer", "gate": gate}, text, suffix).matches)


@pytest.mark.parametrize(
    "gate, text, opened",
    [
        ({}, "", True),
        ({}, LONG, True),
        ({"words": 50}, LONG, True),
        ({"words": 51}, LONG, False),
        ({"words": 51}, LONG + "\n\n> Rest well.", False),  # words of a quotation are not its own
        ({"words": 51}, LONG + "\n\n- Rest", True),
        ({"words": 51, "signed": True}, LONG, False),
        ({"words": 51, "signed": True}, "---\nauthor: Ann Wray\n---\n\n" + LONG, True),
        ({"words": 51, "signed": True}, "---\ndate: 2025-01-02\n---\n\n" + LONG, True),
        ({"words": 51}, "---\nauthor: Ann Wray\n---\n\n" + LONG, False),
        ({"topic": FEVER}, LONG, False),
        ({"topic": FEVER}, "A fever.\n\n" + LONG, False),
        ({"topic": FEVER}, "A fever, a fever. Fevers.\n\n" + LONG, True),
        ({"topic": FEVER}, "A fever, a cramp. Fevers.\n\n" + LONG, True),
        ({"topic": FEVER, "times": 4}, "A fever, a fever. Fevers.\n\n" + LONG, False),
        ({"topic": FEVER, "times": 1}, "A fever.\n\n" + LONG, True),
        ({"topic": FEVER}, "# Fever\n\n" + LONG, True),
        ({"topic": FEVER}, "# Rest\n\n" + LONG + "\n\n## In fever\n\nRest.", True),
        ({"topic": FEVER}, "---\ntitle: Fever at home\n---\n\n" + LONG, True),
        ({"topic": FEVER}, LONG + "\n\n> A fever, a fever, a fever, a fever.", False),
        ({"topic": FEVER, "words": 51}, "# Fever\n\n" + LONG, True),
        ({"topic": FEVER, "words": 52}, "# Fever\n\n" + LONG, False),
    ],
    ids=lambda value: str(value)[:50].replace("\n", " "),
)
def test_opens(run: Any, gate: dict[str, object], text: str, opened: bool) -> None:  # noqa: FBT001 -- a table
    assert is_open(run, gate, text) is opened


def test_a_gate_stands_before_every_kind_that_has_one(run: Any) -> None:
    closed = {"gate": {"words": 1000}}
    assert run("count", {"of": "sources", "at_least": 1}, LONG).matches
    assert not run("count", {"of": "sources", "at_least": 1, **closed}, LONG).matches
    hard = "Considerable pharmacological intervention necessitates multidisciplinary deliberation. " * 30
    assert readability.grade(run("count", {"of": "sources", "at_least": 1}, hard).annotated) is not None
    assert run("metric", {"of": "grade", "at_most": 8}, hard).matches
    assert not run("metric", {"of": "grade", "at_most": 8, **closed}, hard).matches
