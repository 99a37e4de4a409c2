"""Kind `metric`: a figure of the article, its target and its margin."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from healthlint.checks import metric
from healthlint.language import readability

#: Eleven words.
HARD = (
    "Considerable pharmacological intervention invariably necessitates multidisciplinary deliberation "
    "regarding potential gastrointestinal complications. "
)
EASY = "Rest well and drink water. "


def test_a_hard_article_is_told_with_figures_and_its_hardest_sentences(run: Any) -> None:
    text = EASY * 20 + HARD * 10
    done = run("metric", {"of": "grade", "at_most": 5}, text)
    (match,) = done.matches
    grade = readability.grade(done.annotated)

    assert match.span is None
    assert match.values["figure"] == f"{grade.grade:.1f}"
    assert match.values["bound"] == "5"
    assert match.values["counts"] == "210 words in 30 sentences"
    assert all(f"{name} {value:.1f}" in match.values["formulas"] for name, value in grade.formulas.items())
    assert match.related
    assert all(done.annotated.text(span) == HARD.strip() for span, _ in match.related)


def test_an_easy_one_is_not(run: Any) -> None:
    assert run("metric", {"of": "grade", "at_most": 5}, EASY * 40).matches == ()


def test_a_short_one_has_no_figure(run: Any) -> None:
    assert run("metric", {"of": "grade", "at_most": 5}, HARD * 3).matches == ()


def test_the_margin_is_part_of_the_bound(run: Any) -> None:
    """A figure at the bound and its margin is not beyond it."""
    text = EASY * 30 + HARD * 2
    grade = readability.grade(run("metric", {"of": "grade", "at_most": 1}, text).annotated).grade
    for margin, told in ((0.0, 1), (1.5, 1), (1.999, 1), (2.0, 0), (3.0, 0)):
        params = {"of": "grade", "at_most": grade - 2.0, "margin": margin}
        assert len(run("metric", params, text).matches) == told, margin


@pytest.mark.parametrize("value", ["nan", "inf", "0", "-1", "31", "high"])
def test_a_target_is_a_grade(value: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"of": "grade", "at_most": value}, metric.Params, strict=False)
    if value != "0":
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert({"of": "grade", "at_most": "8", "margin": value}, metric.Params, strict=False)
