"""One sentence as long as a file: no kind looks at all of it for each match."""

from __future__ import annotations

from typing import Any

import pytest

from counting import grows_with_size
from hostile_inputs import repeated

WORDS: dict[str, Any] = {"words": ["sore", "very", "toe"]}
CASES: dict[str, tuple[dict[str, Any], str, str]] = {
    "phrase": ({"entries": [{"find": WORDS}, {"find": {"words": ["sore toe"]}}]}, "phrase", "so very sore toe "),
    "frame parts": (
        {
            "frames": [
                {
                    "head": {"words": ["sore"]},
                    "before": [{"find": WORDS, "within": 6}, {"find": {"words": ["no"]}, "within": 6}],
                    "after": [{"find": WORDS, "within": 6, "optional": True}],
                    "never_in_sentence": {"words": ["nail"]},
                }
            ]
        },
        "frame",
        "so very sore toe ",
    ),
    "frame walls": ({"frames": [{"head": {"words": [";"]}, "at": "sentence_end"}]}, "frame", "; "),
    "frame edge": ({"frames": [{"head": {"words": ["sore"]}, "at": "block_start"}]}, "frame", "sore "),
    "hyphens": ({"hyphens": True}, "consistency", "mid-back pain, mid back pain, "),
    "spelling": ({"spelling": True}, "consistency", "anaemia and anemia, "),
    "groups": ({"groups": [[{"words": ["sore"]}, {"words": ["toe"]}]]}, "consistency", "sore toe "),
    "gloss": (
        {"terms": {"tags": ["technical"]}, "after": {"words": ["or"]}, "before": {"words": ["called"]}},
        "gloss",
        "actin and myosin ",
    ),
    "count": ({"of": "words_in_sentence", "at_most": 30}, "count", "so very sore toe "),
    "sources": ({"of": "sources", "at_least": 1}, "count", "so very sore toe "),
    "metric": ({"of": "grade", "at_most": 8}, "metric", "so very sore toe "),
    "absence": (
        {"missing": "date", "gate": {"topic": {"classes": ["sign"]}, "times": 1_000_000}},
        "absence",
        "fever and cramp ",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_one_long_sentence(run: Any, name: str) -> None:
    params, kind, piece = CASES[name]
    done = grows_with_size(lambda text: run(kind, params, text, ".txt"), repeated(piece), 2_000)

    assert len(done.annotated.sentences) <= 2
