"""One file: what is read, what is skipped, what fails, and what is counted."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint import engine
from healthlint.checks import frame, phrase
from healthlint.engine import Linter, Options
from healthlint.errors import SourceError
from healthlint.findings import resolve
from healthlint.rules.pack import Pack

WRONG = b"The pipe narrows, resulting to less flow. Then gall stones form."
FRENCH = "Le médecin a dit que la grippe est une maladie qui dure une semaine, et il faut se reposer. " * 4


@pytest.fixture(scope="module")
def linter(pack: Pack) -> Linter:
    return Linter(pack, pack.rules)


def broken(*_: object, **__: object) -> Any:
    raise ValueError("boom")


@pytest.mark.parametrize(
    "module, name, rule, left",
    [
        (phrase, "_match", "terminology/split-compound", "terminology/wrong-word"),
        (frame, "_match", "terminology/wrong-word", "terminology/split-compound"),
    ],
    ids=["phrase", "frame"],
)
def test_a_rule_that_raises_is_named_and_the_others_go_on(
    linter: Linter, monkeypatch: pytest.MonkeyPatch, module: Any, name: Any, rule: Any, left: Any
) -> None:
    monkeypatch.setattr(module, name, broken)
    result = linter.lint(WRONG, "a.txt")

    assert [finding.rule for finding in result.findings] == [left]
    assert [failure.path for failure in result.failures] == ["a.txt"]
    assert result.failures[0].message == f"the rule {rule} failed: ValueError: boom"
    assert result.report is not None


def test_a_rule_that_raises_does_not_take_those_of_its_kind_along(
    linter: Linter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two rules of one kind, of which one raises on this text."""
    real = frame._match

    def picky(annotated: Any, text: Any, places: Any) -> Any:
        return broken() if annotated.text(places.head) == "resulting to" else real(annotated, text, places)

    monkeypatch.setattr(frame, "_match", picky)
    result = linter.lint(b"The majority of patients rest, resulting to less flow.", "a.txt")
    assert [finding.rule for finding in result.findings] == ["claims/vague-quantity"]
    assert [failure.message for failure in result.failures] == [
        "the rule terminology/wrong-word failed: ValueError: boom"
    ]


def test_a_match_that_cannot_be_told_is_a_failure_of_its_rule(linter: Linter, monkeypatch: pytest.MonkeyPatch) -> None:
    """A message without its value, a place outside the text: what the engine makes of a match can raise as well."""
    real = resolve._told

    def picky(text: str, values: Any) -> str:
        return broken() if values.get("match") == "gall stones" else real(text, values)

    monkeypatch.setattr(resolve, "_told", picky)
    result = linter.lint(WRONG, "a.txt")
    assert [finding.rule for finding in result.findings] == ["terminology/wrong-word"]
    assert [failure.message for failure in result.failures] == [
        "the rule terminology/split-compound failed: ValueError: boom"
    ]


def test_a_fault_in_reading_is_a_failure_of_its_file(linter: Linter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine.reading, "read", broken)
    result = linter.lint(WRONG, "a.txt")
    assert result.report is None
    assert result.failures[0].message == "reading it failed: ValueError: boom"
    assert result.failures[0].path == "a.txt"


def test_an_interrupt_is_no_failure_of_a_rule(linter: Linter, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(phrase, "_match", interrupted)
    with pytest.raises(KeyboardInterrupt):
        linter.lint(WRONG, "a.txt")


def test_what_cannot_be_decoded_says_where(linter: Linter) -> None:
    result = linter.lint(b"caf\xe9", "a.txt")
    assert (result.report, result.findings) == (None, ())
    assert "byte 3 (0xE9) is not utf-8" in result.failures[0].message


def test_an_unreadable_file_says_why() -> None:
    result = engine.unreadable("a.md", "cannot be read: Permission denied")
    assert (result.report, result.findings) == (None, ())
    assert [str(failure) for failure in result.failures] == ["a.md: cannot be read: Permission denied"]
    assert str(SourceError("x", path="a.md")) == "a.md: x"


@pytest.mark.parametrize("name", ["a.md", "a.MD", "a.markdown", "a.html", "a.txt", "a", "a.xyz", "-"])
def test_what_no_format_knows_is_read_as_plain_text(linter: Linter, name: str) -> None:
    result = linter.lint(WRONG, name)
    wanted = "markdown" if ".m" in name.lower() else "html" if ".h" in name else "text"
    assert result.report.format == wanted
    assert len(result.findings) == 2


# -- words -------------------------------------------------------------------------------------------------------------


def test_a_file_in_another_language_is_skipped_and_counted(linter: Linter) -> None:
    result = linter.lint(FRENCH.encode() + WRONG, "a.txt")
    assert result.findings == ()
    assert result.report.words == 0
    assert result.report.profile == {}
    assert not result.report.is_checked
    assert set(result.report.skipped) == {"language"}
    assert result.report.skipped["language"] > 70
    assert "French" in result.report.notes[-1] or "English" in result.report.notes[-1]


def test_words_are_counted_by_what_became_of_them(linter: Linter) -> None:
    text = (
        "<title>Five words in a title</title><nav><p>two words</p></nav><h1>One</h1><p>Three more words.</p>"
        '<blockquote><p>Four words are quoted.</p></blockquote><p lang="fr">trois mots ici</p>'
        "<h2>References</h2><ol><li>Public health service, 2024.</li></ol>"
    )
    report = linter.lint(text.encode(), "a.html").report
    assert report.words == 5 + 1 + 3
    assert report.skipped == {"language": 3, "navigation": 2, "quote": 4, "references": 5}
    assert list(report.skipped) == sorted(report.skipped)


PIECES = [
    "Rest well.",
    "> Sleep.",
    "# Head",
    "- item",
    "`code`",
    "[^1]: note",
    "## References",
    "| a | b |\n|---|---|\n| c | d |",
]
PIECES += [
    "<nav>Home</nav>",
    '<p lang="de">Bitte ruhen</p>',
    "## Comments\n\nAnna\n\nI rest.",
    "{{ tag }}",
    "---",
    "![a](b)",
]


@given(st.lists(st.sampled_from(PIECES), max_size=8))
def test_words_checked_and_skipped_are_all_words(linter: Linter, pieces: list[str]) -> None:
    data = "\n\n".join(pieces).encode()
    report = linter.lint(data, "a.md").report
    article = linter.read(engine.decode(data, "a.md"), "a.md")
    assert report.words + sum(report.skipped.values()) == sum(linter.annotate(article).block_words)
    assert all(report.skipped.values())


def test_a_profile_that_is_given_is_not_inferred(pack: Pack) -> None:
    given_ = Linter(pack, pack.rules, Options(profile={"audience": "professional", "type": "recipe"}))
    assert given_.lint(WRONG, "a.txt").report.profile == {
        "jurisdiction": "any",
        "audience": "professional",
        "type": "recipe",
    }


def test_an_encoding_that_is_given_is_used(pack: Pack) -> None:
    linter = Linter(pack, pack.rules, Options(encoding="latin-1"))
    assert linter.lint("Then gall stones form, café.".encode("latin-1"), "a.txt").failures == ()
