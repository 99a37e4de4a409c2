"""A match becomes a finding: scope, profile, surroundings, and everything that the finding says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.document.article import ProseSpan
from healthlint.findings.finding import Finding, Match, Replacement
from healthlint.findings.resolve import is_foreign
from healthlint.language.polarity import Frame
from healthlint.rules.rule import Profiles, Scope, Severity, Unless

WORDS = "sore toe"
VALUES = {"match": WORDS}


# -- scope -------------------------------------------------------------------------------------------------------------

COMMENT = "# Page\n\nWash your hands with soap, and dry them well, before you eat.\n\n## Comments\n\nAnna\n\n"


@pytest.mark.parametrize(
    "text, scope, found",
    [
        ("A sore toe.", {}, True),
        ("> A sore toe.", {}, False),
        ("> A sore toe.", {"zones": ("quote",)}, False),  # not its voice
        ("> A sore toe.", {"zones": ("quote",), "voices": ("quoted",)}, True),
        ("> A sore toe.", {"zones": ("body", "quote"), "voices": ("author", "quoted")}, True),
        ("A sore toe.", {"zones": ("quote",)}, False),
        ("A sore toe.", {"voices": ("quoted",)}, False),
        (COMMENT + "A sore toe.", {}, False),
        (COMMENT + "A sore toe.", {"zones": ("comments",), "voices": ("reader",)}, True),
        # a quotation in the comments is in both zones, so both must be named
        (COMMENT + "> A sore toe.", {"zones": ("comments",), "voices": ("reader",)}, False),
        (COMMENT + "> A sore toe.", {"zones": ("quote",), "voices": ("reader",)}, False),
        (COMMENT + "> A sore toe.", {"zones": ("comments", "quote"), "voices": ("reader",)}, True),
        ("She said: “I have had a sore toe for a week now.”", {}, False),
        ("She said: “I have had a sore toe for a week now.”", {"voices": ("quoted",)}, True),
        ("# A sore toe", {"blocks": ("paragraph",)}, False),
        ("# A sore toe", {"blocks": ("heading",)}, True),
        ("- A sore toe", {"blocks": ("paragraph", "heading")}, False),
        ("- A sore toe", {"blocks": ("list_item",)}, True),
        ("Type `sore toe` now.", {}, False),
    ],
    ids=lambda value: str(value)[-60:].replace("\n", " "),
)
def test_scope(desk: Any, text: str, scope: Any, found: bool) -> None:  # noqa: FBT001 -- a table
    assert (desk(text, scope=Scope(**scope)).find(WORDS, values=VALUES) is not None) is found


@pytest.mark.parametrize(
    "text, found",
    [
        ("<p>Her book <cite>My sore toe</cite> sold well.</p>", False),
        ("<p>Her book <cite>sore toe</cite> sold well.</p>", False),
        ("<h2><cite>A sore toe</cite>: a review</h2>", False),
        ("<p>In <cite>The Foot</cite> a sore toe is drawn.</p>", True),
        ("<p>A sore <cite>toe</cite> is drawn.</p>", True),  # only its end is the title
        ("<p><cite>My sore</cite> toe</p>", True),  # only its beginning is
        ("<p>Her book <em>My sore toe</em> sold well.</p>", True),  # emphasis says nothing of a title
    ],
)
def test_the_title_of_a_work_is_not_what_the_article_says(desk: Any, text: str, found: bool) -> None:  # noqa: FBT001 -- a table
    table = desk(text, ".html")
    assert (table.find(WORDS, values=VALUES) is not None) is found
    everywhere = desk(text, ".html", scope=Scope(zones=("body", "code")))
    assert (everywhere.find(WORDS, values=VALUES) is not None) is found


@pytest.mark.parametrize(
    "language, found",
    [("en", True), ("EN-gb", True), ("en_US", True), ("", True), ("fr", False), ("enm", False), ("x-en", False)],
)
def test_language_of_a_block(desk: Any, language: str, found: bool) -> None:  # noqa: FBT001 -- a table
    table = desk(f'<p>Rest.</p><p lang="{language}">A sore toe.</p>', ".html")
    assert (table.find(WORDS, values=VALUES) is not None) is found
    assert is_foreign(table.annotated.article.blocks[-1]) is not found


@pytest.mark.parametrize(
    "wanted, given_, found",
    [
        ({}, {}, True),
        ({"audience": ("public",)}, {}, True),
        ({"audience": ("professional",)}, {}, False),
        ({"audience": ("professional",)}, {"audience": "professional"}, True),
        ({"audience": ("public", "professional")}, {"audience": "professional"}, True),
        ({"type": ("news", "opinion")}, {"type": "opinion"}, True),
        ({"type": ("news", "opinion")}, {"type": "recipe"}, False),
        ({"jurisdiction": ("uk",)}, {"jurisdiction": "us"}, False),
        ({"jurisdiction": ("uk",)}, {}, False),  # nobody knows where: silent
        ({"jurisdiction": ("uk", "any")}, {}, True),
        ({"jurisdiction": ("uk",), "type": ("news",)}, {"jurisdiction": "uk", "type": "news"}, True),
        ({"jurisdiction": ("uk",), "type": ("news",)}, {"jurisdiction": "uk"}, False),
    ],
    ids=str,
)
def test_profile(desk: Any, wanted: Any, given_: Any, found: bool) -> None:  # noqa: FBT001 -- a table
    table = desk("A sore toe.", profile=given_, profiles=Profiles(**wanted))
    assert (table.find(WORDS, values=VALUES) is not None) is found
    assert (table.resolve(Match(None, VALUES)) is not None) is found


# -- severity ----------------------------------------------------------------------------------------------------------


def test_every_frame_can_be_named_by_a_rule() -> None:
    assert {frame.value for frame in Frame} | {"supported"} == set(Unless.__struct_fields__)


@pytest.mark.parametrize(
    "text, unless, severity",
    [
        ("It cures gout.", {}, "error"),
        ("It does not cure gout.", {}, "error"),
        ("It cures gout.", {"negation": "suppress"}, "error"),
        ("It does not cure gout.", {"negation": "suppress"}, None),
        ("It does not cure gout.", {"negation": "demote"}, "warning"),
        ("It does not cure gout.", {"question": "suppress"}, "error"),
        ("Does it cure gout?", {"question": "suppress"}, None),
        ("Does it not cure gout?", {"question": "demote", "negation": "demote"}, "note"),
        ("Does it not cure gout?", {"question": "demote", "negation": "suppress"}, None),
        ("It may cure gout.", {"hypothetical": "demote"}, "warning"),
        ("It cures gout ([trial](https://example.org)).", {"supported": "suppress"}, None),
        ("It cures gout ([trial](https://example.org)).", {"supported": "demote"}, "warning"),
        ("It may cure gout ([trial](https://example.org)).", {"supported": "demote", "hypothetical": "demote"}, "note"),
        ("It cures gout.\n\nRest is [here](https://example.org).", {"supported": "suppress"}, "error"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_surroundings(desk: Any, text: str, unless: Any, severity: str | None) -> None:
    head = "cures" if "cures" in text else "cure"
    found = desk(text, unless=Unless(**unless)).find(f"{head} gout", focus=head, values=VALUES)
    assert (found.severity.value if found else None) == severity


@pytest.mark.parametrize(
    "given_, text, doubtful, left",
    [
        ("error", "It cures gout.", True, "warning"),
        ("warning", "It cures gout.", True, "note"),
        ("note", "It cures gout.", True, "note"),
        ("error", "It may cure gout.", True, "note"),  # doubt adds to what the surroundings take
        ("error", "It may cure gout.", False, "warning"),
    ],
)
def test_steps_add_up_and_end_at_a_note(desk: Any, given_: Any, text: str, doubtful: bool, left: Any) -> None:  # noqa: FBT001 -- a table
    head = "cures" if "cures" in text else "cure"
    table = desk(text, severity=Severity(given_), unless=Unless(hypothetical="demote"))
    assert table.find(f"{head} gout", focus=head, values=VALUES, doubtful=doubtful).severity.value == left


def test_a_match_without_focus_has_no_surroundings(desk: Any) -> None:
    table = desk("It does not cure gout.", unless=Unless(negation="suppress"))
    assert table.resolve(Match(table.span("cure gout"), VALUES)) is not None


def test_its_own_words_deny_nothing(desk: Any) -> None:
    table = desk("It has no side effects.", unless=Unless(negation="suppress"))
    own = (table.annotated.tokens.within(table.span("no")),)
    assert table.find("no side effects", focus="side effects", values=VALUES) is None
    assert table.find("no side effects", focus="side effects", own=own, values=VALUES) is not None


# -- what a finding says -----------------------------------------------------------------------------------------------


def test_a_finding_is_complete(desk: Any) -> None:
    table = desk("# Feet\n\nRest.\n\nMy **sore** toe hurts.\n\nRest it.")
    found = table.find("sore toe", values=VALUES, related=((table.span("Rest it"), "here"),))

    assert (found.rule, found.severity.value, found.confidence.value) == ("claims/test", "error", "medium")
    assert found.message == "“sore toe” is wrong."
    assert (found.path, found.block, found.zone) == ("a.md", "paragraph", "body")
    assert found.excerpt == "sore toe"
    assert (found.start.offset, found.start.line, found.start.column) == (20, 5, 6)
    assert (found.end.offset, found.end.line, found.end.column) == (30, 5, 16)
    assert (found.context.before, found.context.marked, found.context.after) == ("My **", "sore** toe", " hurts.")
    assert [(each.path, each.start.line, each.message) for each in found.related] == [("a.md", 7, "here")]
    assert found.sources == tuple(source.url for source in table.rule.text.sources)
    assert found.suggestions == ()


def test_sources_of_a_match_go_before_those_of_its_rule(desk: Any) -> None:
    assert desk("A sore toe.").find(WORDS, values=VALUES, sources=("https://example.org",)).sources == (
        "https://example.org",
    )


def test_a_finding_about_the_document_has_no_place(desk: Any) -> None:
    table = desk("> Rest.", message="Nothing is said.")
    found = table.resolve(Match(None))
    assert (found.start, found.end, found.block, found.zone, found.context) == (None, None, None, None, None)
    assert (found.excerpt, found.message) == ("", "Nothing is said.")


def test_excerpt_and_message_are_cut(desk: Any) -> None:
    """A finding repeats a bounded piece of the text, however long what it is about."""
    table = desk("word " * 1_000)
    for length, cut in ((200, False), (201, True), (4_999, True)):
        span = ProseSpan(0, length)
        found = table.resolve(Match(span, {"match": table.annotated.text(span)}))
        assert len(found.excerpt) == 200
        assert found.excerpt.endswith("…") is cut
        assert found.message == f"“{found.excerpt}” is wrong."
        assert found.end.offset == length
        assert len(found.context.marked) <= 300


@given(
    st.text(alphabet="ab \t…中\U0001f468", max_size=700),
    st.text(alphabet="ab \t\r\n中", min_size=1, max_size=700).filter(lambda text: text.strip()),
    st.text(alphabet="ab \r\n\x0b\u2028中", max_size=700),
)
def test_the_context_is_the_line_around_the_finding(desk: Any, before: str, marked: str, after: str) -> None:
    """What stands before, in and after it on its first line, each at most 300 characters."""
    text = f"Rest.\n\n{before}x{marked}y{after}"
    table = desk(text, ".txt")
    start, end = table.annotated.article.prose.index("x"), table.annotated.article.prose.index("y")
    context = table.resolve(Match(ProseSpan(start, end + 1), VALUES)).context

    line = next(piece for piece in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if "x" in piece)
    told = context.before + context.marked + context.after
    assert told in line
    assert context.before == line[max(0, line.index("x") - 300) : line.index("x")]
    assert context.marked.startswith("x")
    assert max(map(len, (context.before, context.marked, context.after))) <= 300
    if len(line) <= 300:
        assert told == line
    assert not any(mark in told for mark in "\r\n")


def test_the_context_of_the_first_line_has_no_byte_order_mark(desk: Any) -> None:
    context = desk("\ufeffA sore toe.", ".txt").find(WORDS, values=VALUES).context
    assert (context.before, context.marked, context.after) == ("A ", "sore toe", ".")


# -- suggestions -------------------------------------------------------------------------------------------------------


def suggested(table: Any, words: str, *replacements: Replacement, **fields: object) -> Finding:
    return table.find(words, values={"match": words, **fields.pop("values", {})}, replacements=replacements, **fields)


def test_words_of_the_rule_and_of_the_match(desk: Any) -> None:
    told = desk("A sore toe.", suggestion="Write “{other}”.")
    values = {"values": {"other": "a toe that hurts"}}
    assert suggested(told, WORDS, **values).suggestions[0].text == "Write “a toe that hurts”."
    assert suggested(told, WORDS, suggestion="Ask her.", **values).suggestions[0].text == "Ask her."
    assert suggested(desk("A sore toe."), WORDS).suggestions == ()


def test_an_edit_has_its_place_and_its_words(desk: Any) -> None:
    table = desk("A sore toe.")
    (said,) = suggested(table, WORDS, Replacement(table.span("toe"), "foot")).suggestions
    assert said.text == "Write “foot”."
    assert [(edit.start.offset, edit.end.offset, edit.replacement) for edit in said.edits] == [(7, 10, "foot")]


@pytest.mark.parametrize(
    "text, suffix, safe",
    [
        ("A sore toe.", ".md", True),
        ("A **sore toe**.", ".md", True),
        ("A **sore** toe.", ".md", False),
        ("A [sore](a.md) toe.", ".md", False),
        ("A sore&nbsp;toe.", ".md", False),
        ("A sore\ntoe.", ".md", False),
        ("A sore  toe.", ".txt", False),
        ("<p>A sore toe</p>", ".html", True),
        ("<p>A <b>sore toe</b></p>", ".html", True),
        ("<p>A <b>so</b>re toe</p>", ".html", False),
        ("<p>A sore<!-- x --> toe</p>", ".html", False),
        ("<p>A so&shy;re toe</p>", ".html", False),
    ],
)
def test_an_edit_over_markup_is_never_safe(desk: Any, text: str, suffix: str, safe: bool) -> None:  # noqa: FBT001 -- a table
    table = desk(text, suffix)
    (said,) = suggested(table, WORDS, Replacement(table.span(WORDS), "toe", safe=True)).suggestions
    assert said.safe is safe


def test_an_edit_is_safe_only_where_all_are(desk: Any) -> None:
    table = desk("A sore toe.")
    first = Replacement(table.span("sore"), "hurt", safe=True)
    assert suggested(table, WORDS, first).suggestions[0].safe
    assert not suggested(table, WORDS, first, Replacement(table.span("toe"), "foot")).suggestions[0].safe
    assert not suggested(table, WORDS, suggestion="Ask her.").suggestions[0].safe
