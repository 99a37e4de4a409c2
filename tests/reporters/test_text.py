"""The report in a terminal: what stands where, at any width, with any text."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.document.source import Location
from healthlint.findings.finding import Context, Related, Suggestion
from healthlint.findings.report import Failure, FileReport
from healthlint.reporters import text
from healthlint.reporters.place import columns, printable
from healthlint.rules.rule import Severity

COLOUR = re.compile(r"\x1b\[[\d;]*m")


def test_a_finding_as_a_person_sees_it(a_finding: Any, a_report: Any) -> None:
    found = a_finding(
        suggestions=(Suggestion("Write “foot”."),),
        related=(
            Related("a.md", Location(40, 9, 1), Location(42, 9, 3), "written “Toe” here"),
            Related("a.md", Location(30, 7, 1), Location(32, 7, 3), "written “Toe” here"),
            Related("a.md", Location(20, 5, 1), Location(22, 5, 3), "written “TOE” here"),
        ),
    )
    assert text.render(a_report(found)) == (
        "a.md\n"
        "\n"
        "  3:3  warning  claims/test\n"
        "    3 | A toe hurts.\n"
        "      |   ^^^\n"
        "    “toe” is wrong.\n"
        "    -> Write “foot”.\n"
        "    lines 7, 9: written “Toe” here\n"
        "    line 5: written “TOE” here\n"
        "\n"
        "1 warning in 1 file, 1,234 words, 3 rules (5 words skipped).\n"
    )


def test_a_suggestion_that_the_message_has_made_is_not_repeated(a_finding: Any, a_report: Any) -> None:
    said = a_finding(message="“toe” is wrong; write “foot”.", suggestions=(Suggestion("Write “foot”."),))
    assert "->" not in text.render(a_report(said))
    other = a_finding(message="“toe” is wrong; write “foot”.", suggestions=(Suggestion("Write “leg”."),))
    assert "    -> Write “leg”.\n" in text.render(a_report(other))


def test_a_finding_about_the_document(a_finding: Any, a_report: Any) -> None:
    found = a_finding(start=None, end=None, context=None, message="No date is given.")
    assert text.render(a_report(found), quiet=True) == (
        "a.md\n\n  whole document  warning  claims/test\n    No date is given.\n\n"
    )


def test_a_finding_over_several_lines_shows_its_first(a_finding: Any, a_report: Any) -> None:
    found = a_finding(end=Location(30, 4, 2), context=Context("A ", "sore", ""))
    assert "    3 | A sore …\n      |   ^^^^\n" in text.render(a_report(found))


def test_files_are_parted(a_finding: Any, a_report: Any) -> None:
    said = text.render(a_report(a_finding(), a_finding(start=None, end=None, context=None), a_finding(path="b.md")))
    assert [line for line in said.splitlines() if line.endswith(".md")] == ["a.md", "b.md"]


@pytest.mark.parametrize(
    "severities, said",
    [
        ("", "Nothing found in 1 file, 1,234 words, 3 rules (5 words skipped)."),
        ("error", "1 error in 1 file, 1,234 words, 3 rules (5 words skipped)."),
        ("note note error", "1 error, 2 notes in 1 file, 1,234 words, 3 rules (5 words skipped)."),
        ("warning error note", "1 error, 1 warning, 1 note in 1 file, 1,234 words, 3 rules (5 words skipped)."),
    ],
)
def test_summary(a_finding: Any, a_report: Any, severities: str, said: str) -> None:
    findings = [a_finding(severity=Severity(name)) for name in severities.split()]
    assert text.render(a_report(*findings), width=100).splitlines()[-1] == said
    assert said not in text.render(a_report(*findings), width=100, quiet=True)


def test_a_quiet_run_without_findings_says_nothing(a_report: Any) -> None:
    assert text.render(a_report(), quiet=True) == ""


def test_failures_and_notes_are_said_even_if_quiet(a_report: Any) -> None:
    files = (FileReport("f.md", "markdown", {}, 0, {"language": 9}, ("it is in French, and was skipped",)),)
    errors = (Failure("b.md", None, None, "it is broken"), Failure(None, None, None, "no file was checked"))
    said = text.render(a_report(files=files, errors=errors), quiet=True)
    assert said == ("failed: b.md: it is broken\nfailed: no file was checked\nf.md: it is in French, and was skipped\n")
    assert text.render(a_report(files=files, errors=errors)).splitlines()[-1] == (
        "Nothing was checked (1 file, 9 words skipped); 2 failures."
    )


def test_the_summary_counts_what_was_checked(a_finding: Any, a_report: Any) -> None:
    """A file in another language was read, and not checked."""
    read, foreign = a_report().files[0], FileReport("f.md", "markdown", {}, 0, {"language": 9})
    assert text.render(a_report(a_finding(), files=(read, foreign))).splitlines()[-1] == (
        "1 warning in 1 file, 1,234 words, 3 rules (1 file, 14 words skipped)."
    )
    assert text.render(a_report(files=(), errors=(Failure("b.md", None, None, "it is broken"),))).splitlines()[-1] == (
        "Nothing was checked; 1 failure."
    )


def test_statistics(a_finding: Any, a_report: Any) -> None:
    files = (
        FileReport("a.md", "markdown", {"type": "article"}, 1_234, {"quote": 5, "comments": 20}),
        FileReport("b.md", "markdown", {"type": "article"}, 1, {"quote": 2}),
    )
    findings = [a_finding(rule=rule) for rule in ("claims/b", "trust/a", "claims/b", "claims/a")]
    said = text.render(a_report(*findings, files=files), statistics=True, quiet=True)
    assert said.endswith(
        "\n\n"
        "        2  claims/b\n"
        "        1  claims/a\n"
        "        1  trust/a\n"
        "    1,235  words checked\n"
        "       20  words skipped: comments\n"
        "        7  words skipped: quote\n"
    )
    assert text.render(a_report(), statistics=True, quiet=True).startswith("    1,234  words checked\n")
    parted = "words checked\n        5  words skipped: quote\n\nNothing found in 1 file"
    assert parted in text.render(a_report(), statistics=True)


def test_colours_change_nothing_but_colours(a_finding: Any, a_report: Any) -> None:
    findings = [a_finding(severity=severity) for severity in Severity]
    errors = (Failure("b.md", None, None, "it is broken"),)
    made = a_report(*findings, errors=errors)
    coloured = text.render(made, colour=True, statistics=True)
    assert COLOUR.sub("", coloured) == text.render(made, statistics=True)
    assert "\x1b[31;1m1 error\x1b[0m" in coloured
    assert "\x1b[31;1mfailed\x1b[0m: b.md" in coloured
    assert "\x1b" not in text.render(made)


WILD = "ab \t中é\u0301👩\u200d\u00ad\x1b[31m\r\x07\u202e\u2028“x”"
line_text = st.text(alphabet=WILD, max_size=400)


contexts = st.builds(Context, line_text, line_text.filter(lambda piece: printable(piece).strip()), line_text)


@given(contexts, st.sampled_from([40, 80, 120]), st.integers(1, 10**6))
def test_marks_stand_under_what_is_marked(
    a_finding: Any, a_report: Any, context: Context, width: int, number: int
) -> None:
    """At any width and with any characters: the marks begin under the marked text and are as wide."""
    found = a_finding(context=context, start=Location(9, number, 9), end=Location(12, number, 12))
    said = text.render(a_report(found), width=width, colour=True, quiet=True).splitlines()
    line, marks = said[3], said[4]
    lead, part, _ = re.split(r"\x1b\[33;1m(.*?)\x1b\[0m", line, maxsplit=1)
    bare_marks = COLOUR.sub("", marks)

    assert bare_marks.index("^") == columns(COLOUR.sub("", lead))
    assert bare_marks.count("^") == max(columns(part), 1)
    assert bare_marks.endswith("^")
    assert columns(COLOUR.sub("", line)) <= width
    assert columns(bare_marks) <= width


@given(
    st.lists(st.text(alphabet=WILD + "abcdefgh    ", max_size=60), min_size=5, max_size=5),
    st.sampled_from([40, 80, 120]),
)
def test_no_line_is_wider_than_asked_save_long_words(
    a_finding: Any, a_report: Any, said: list[str], width: int
) -> None:
    message, suggestion, related, failure, note = said
    found = a_finding(
        message=message,
        suggestions=(Suggestion(suggestion),),
        related=(Related("a.md", Location(0, 1, 1), Location(1, 1, 2), related),),
    )
    files = (FileReport("a.md", "markdown", {"type": "article"}, 10**9, {"quote": 10**8}, (note,)),)
    made = a_report(found, files=files, errors=(Failure("b.md", 3, 4, failure),))
    longest = max((columns(word) for each in said for word in printable(each).split()), default=0)
    for line in text.render(made, width=width, statistics=True).split("\n"):
        assert columns(line) <= max(width, longest + 20), line
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u202e]", line)


def test_a_name_with_a_line_break_stays_one_line(a_finding: Any, a_report: Any) -> None:
    said = text.render(a_report(a_finding(path="a\nb.md"), errors=(Failure("c\x1b[2J.md", None, None, "x"),)))
    assert said.splitlines()[0] == "a\ufffdb.md"
    assert "failed: c\ufffd[2J.md: x" in said


def test_a_very_narrow_window_does_no_harm(a_finding: Any, a_report: Any) -> None:
    for width in (0, 1, 10):
        assert text.render(a_report(a_finding()), width=width) == text.render(a_report(a_finding()), width=30)
