"""Kind `absence`: what is missing, and where it is told."""

from __future__ import annotations

from typing import Any

import pytest

from healthlint.checks import absence
from healthlint.document.article import Article
from healthlint.document.source import SourceSpan

ADVICE = "Rest the ankle for two days.\n"


def texts(run: Any, missing: str, text: str, suffix: str = ".md") -> list[str | None]:
    return run("absence", {"missing": missing}, text, suffix).texts


@pytest.mark.parametrize(
    "missing, head, told",
    [
        ("author", "", [None]),
        ("author", "---\nauthor: Ann Wray\n---\n\n", []),
        ("reviewer", "", [None]),
        ("reviewer", "---\nreviewed_by: Ann Wray\n---\n\n", []),
        ("reviewer", "---\nauthor: Ann Wray\n---\n\n", [None]),
        ("date", "", [None]),
        ("date", "---\ndate: 2025-01-02\n---\n\n", []),
        ("date", "---\nupdated: 2025-01-02\n---\n\n", []),
        ("credentials", "", []),  # nobody is named, so nobody's are missing
        ("credentials", "---\nauthor: Ann Wray\n---\n\n", [None]),
        ("credentials", "---\nauthor: Ann Wray, MD\n---\n\n", []),
        ("credentials", "By Ann Wray\n\n", ["Ann Wray"]),
        ("credentials", "By Ann Wray, MD\n\n", []),
        ("disclaimer", "", [None]),
        ("disclaimer", "## Disclaimer\n\nThis is general information and no substitute for medical advice.\n\n", []),
    ],
    ids=lambda value: str(value)[:40].replace("\n", " "),
)
def test_what_is_missing(run: Any, missing: str, head: str, told: list[str | None]) -> None:
    assert texts(run, missing, head + ADVICE) == told


@pytest.mark.parametrize(
    "text, suffix, name",
    [
        ("By Ann Wray\n\n" + ADVICE, ".txt", "Ann Wray"),
        ("By **Ann** Wray\n\n" + ADVICE, ".md", "Ann Wray"),
        (f"<p>By Ann&nbsp;Wray</p><p>{ADVICE}</p>", ".html", "Ann Wray"),
        (f'<p>By <a href="/a">Ren&eacute;e M&ouml;ller</a></p><p>{ADVICE}</p>', ".html", "Renée Möller"),
        (f'<meta name="author" content="Ann Wray"><p>{ADVICE}</p>', ".html", None),
    ],
    ids=["text", "markup", "entity for a blank", "entities", "meta"],
)
def test_a_name_in_the_prose_is_the_place(run: Any, text: str, suffix: str, name: str | None) -> None:
    done = run("absence", {"missing": "credentials"}, text, suffix)
    assert done.texts == [name]
    assert done.matches[0].values["name"] == (name or "Ann Wray")


def test_a_place_in_a_very_long_line_is_found_in_a_few_steps(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The place is looked up, not searched for character by character; what is no prose has none."""
    text = "Rest&nbsp;well and drink water. " * 2_000 + "Ann&nbsp;Wray"
    annotated = run("absence", {"missing": "date"}, f"<p>{text}</p><!-- Ann Wray -->", ".html").annotated
    looked = []
    real = Article.to_source
    monkeypatch.setattr(Article, "to_source", lambda self, span: looked.append(span) or real(self, span))
    start = annotated.article.source.text.index("Ann&nbsp;")
    found = absence._prose_of(annotated, SourceSpan(start, start + len("Ann&nbsp;Wray")))

    assert annotated.text(found) == "Ann Wray"
    assert len(looked) < 100
    assert absence._prose_of(annotated, SourceSpan(start + 4, start + 6)) is None  # inside an entity
    assert absence._prose_of(annotated, SourceSpan(len(text) + 8, len(text) + 16)) is None
    assert absence._prose_of(annotated, None) is None
