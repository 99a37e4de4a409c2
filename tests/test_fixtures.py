"""The articles in fixtures/: the folder that one stands in says what must be found in it.

`python tests/test_fixtures.py --write` writes the `.expected` files of fixtures/findings/ anew; read each changed line.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from healthlint.checks import KINDS
from healthlint.document import reading
from healthlint.document.source import decode
from healthlint.engine import FileResult, Linter
from healthlint.findings.finding import Finding, Suggestion
from healthlint.rules import loader, selection
from healthlint.rules.rule import Severity

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
EXPECTED = ".expected"
#: Files of the folders that speak about the articles and are none.
ABOUT = {"README.md", "sources.md"}
TWIN_SUFFIXES = (".html", ".md", ".txt")
COMMENT = re.compile(r"<!-- trap: \S.{9,}? -->\n")
PROMISE = re.compile(r":(?:\*\*|\[\^\w+\])?\Z")
ITEM = re.compile(r"(?:[-*•–]|\d{1,2}[.)]|[a-z]\))[ \t]")
HTML_LIST = re.compile(r"(?<=:</p>)(?:\s|<!--.*?-->)*<(ol|ul)\b.*?</\1>", re.DOTALL)


def articles(folder: str) -> list[Path]:
    """The articles of a folder, in the order of their names."""
    paths = sorted((FIXTURES / folder).iterdir())
    return [path for path in paths if reading.format_of(path.name) and path.name not in ABOUT]


def named(path: Path) -> str:
    return path.relative_to(FIXTURES).as_posix()


#: Where the linter is wrong and the article is right. A test that begins to pass must leave this table.
KNOWN_FAULTS = {
    "asthma-first-aid.html-taught by Asthma Australia:": "a paragraph that follows passes for the list",
    "croup.txt-later you may notice:": "what follows under the next heading passes for the list",
    "croup.txt-Here is what helps:": "a paragraph that follows passes for the list",
    "gout.md-the joint may be:": "a paragraph that follows passes for the list",
    "gout.md-to calm a flare:[^nice]": "a footnote mark after the colon hides it",
    "heatstroke.md-risk is higher for:": "a paragraph that follows passes for the list",
    "heatstroke.md-a few simple habits:": "a paragraph that follows passes for the list",
    "iron-deficiency.html-first. Common symptoms are:": "a series in the next paragraph passes for the list",
    "kidney-stones.txt-three main choices [2]:": "a citation before the colon hides it",
    "shingles.md-changes you may see:": "a paragraph that follows passes for the list",
}


def case(name: str, *values: object) -> Any:
    """One case of a table, under its name; it is expected to fail where the linter is known to be wrong."""
    marks = [pytest.mark.xfail(raises=AssertionError, reason=KNOWN_FAULTS[name])] if name in KNOWN_FAULTS else []
    return pytest.param(*values, id=name, marks=marks)


def of_folder(folder: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", [case(named(path), path) for path in articles(folder)])


@cache
def shipped() -> Linter:
    """The linter as it comes: every stable rule, every profile inferred."""
    pack = loader.load_shipped(KINDS)
    return Linter(pack, selection.select(pack.rules))


def linted(text: str, name: str) -> FileResult:
    result = shipped().lint(text.encode("utf-8"), name)
    assert result.failures == ()
    assert result.report is not None
    assert result.report.words > 0, f"{name} was skipped: {result.report.skipped}"
    return result


def found(path: Path) -> tuple[Finding, ...]:
    return linted(path.read_text("utf-8"), path.name).findings


def line(finding: Finding) -> str:
    """A finding as one line of an `.expected` file; `0:0` is the whole document."""
    place = f"{finding.start.line}:{finding.start.column}" if finding.start else "0:0"
    return f"{place} {finding.severity} {finding.rule} | {finding.excerpt}".rstrip()


@of_folder("clean")
def test_a_good_article_has_no_finding(path: Path) -> None:
    result = linted(path.read_text("utf-8"), path.name)

    assert [line(finding) for finding in result.findings] == []
    assert result.report is not None
    assert 350 <= result.report.words <= 750


@of_folder("findings")
def test_a_careless_article_has_the_findings_beside_it(path: Path) -> None:
    expected = path.with_name(path.name + EXPECTED).read_text("utf-8").splitlines()

    assert [line(finding) for finding in found(path)] == expected
    assert len({entry.split()[2] for entry in expected}) >= 5, "several kinds of faults"


def test_what_is_suggested_mends_what_was_found() -> None:
    """With its edits made a finding is gone, and no other has come."""
    made = 0
    for path in articles("findings"):
        before = found(path)
        for finding in before:
            for suggestion in finding.suggestions:
                if suggestion.edits:
                    after = linted(edited(path.read_bytes().decode("utf-8"), suggestion), path.name).findings
                    assert finding.fingerprint not in {each.fingerprint for each in after}, line(finding)
                    assert len(after) < len(before), line(finding)
                    made += 1
    assert made >= 10


def edited(text: str, suggestion: Suggestion) -> str:
    """The text with the edits of a suggestion, which must not overlap."""
    edits = sorted(suggestion.edits, key=lambda edit: edit.start.offset)
    assert all(left.end.offset <= right.start.offset for left, right in pairwise(edits))
    for edit in reversed(edits):
        text = text[: edit.start.offset] + edit.replacement + text[edit.end.offset :]
    return text


def test_a_known_fault_is_one_of_a_case_that_is_there() -> None:
    names = {named(path) for folder in ("clean", "findings", "quiet") for path in articles(folder)}
    names |= {f"twins/{stem}" for stem in TWINS}
    names |= {f"{name}-{' '.join(promise.split()[-4:])}" for promise, name, _ in CUTS}

    assert set(KNOWN_FAULTS) <= names


def test_nothing_is_expected_of_an_article_that_is_gone() -> None:
    expected = {path.name for path in (FIXTURES / "findings").glob("*" + EXPECTED)}

    assert expected == {path.name + EXPECTED for path in articles("findings")}


@of_folder("quiet")
def test_a_near_miss_is_left_alone(path: Path) -> None:
    """Findings about a whole document are out of scope here: these texts are too short for them."""
    heard = [finding for finding in found(path) if finding.start and finding.severity is not Severity.NOTE]

    assert [line(finding) for finding in heard] == []


@pytest.mark.parametrize("path", articles("quiet"), ids=named)
def test_a_near_miss_says_what_its_trap_is(path: Path) -> None:
    """In a comment in its first line, or, where the format has none, in the table of the folder's README."""
    if path.suffix == ".txt":
        assert f"| `{path.name}` |" in (FIXTURES / "quiet" / "README.md").read_text("utf-8")
    else:
        assert COMMENT.match(path.read_text("utf-8"))


TWINS = sorted({path.stem for path in articles("twins")})


@pytest.mark.parametrize("stem", [case(f"twins/{stem}", stem) for stem in TWINS])
def test_twins_have_the_same_findings(stem: str) -> None:
    """The same words in three formats: places differ, and nothing else."""
    by_format = {
        suffix: sorted((f.rule, f.severity.value, f.excerpt) for f in found(FIXTURES / "twins" / f"{stem}{suffix}"))
        for suffix in TWIN_SUFFIXES
    }

    assert by_format[".md"] != []
    assert by_format[".html"] == by_format[".md"]
    assert by_format[".txt"] == by_format[".md"]


@pytest.mark.parametrize("stem", TWINS)
def test_twins_have_the_same_words(stem: str) -> None:
    read = {}
    for suffix in TWIN_SUFFIXES:
        path = FIXTURES / "twins" / f"{stem}{suffix}"
        read[suffix] = shipped().read(decode(path.read_bytes(), path.name), path.name).prose.split()

    assert len(read[".md"]) >= 100
    assert read[".html"] == read[".md"]
    assert read[".txt"] == read[".md"]


def lists_cut() -> Iterator[tuple[str, str, str]]:
    """Yield each promise in the good articles, the name of its article, and the article without what is promised."""
    for path in articles("clean"):
        text = path.read_text("utf-8")
        cuts = html_lists(text) if path.suffix == ".html" else typed_lists(text)
        for promise, without in cuts:
            yield promise, path.name, without


def typed_lists(text: str) -> Iterator[tuple[str, str]]:
    blocks = text.split("\n\n")
    for number in range(1, len(blocks)):
        if PROMISE.search(blocks[number - 1]) and ITEM.match(blocks[number]):
            yield blocks[number - 1], "\n\n".join(blocks[:number] + blocks[number + 1 :])


def html_lists(text: str) -> Iterator[tuple[str, str]]:
    for cut in HTML_LIST.finditer(text):
        promise = re.sub(r"<[^>]+>", "", text[text.rindex("<p", 0, cut.start()) : cut.start()])
        yield promise, text[: cut.start()] + text[cut.end() :]


CUTS = list(lists_cut())


def test_the_good_articles_announce_lists() -> None:
    assert len(CUTS) >= 15
    assert {Path(name).suffix for _, name, _ in CUTS} == set(TWIN_SUFFIXES)


@pytest.mark.parametrize(
    "promise,name,without", [case(f"{cut[1]}-{' '.join(cut[0].split()[-4:])}", *cut) for cut in CUTS]
)
def test_a_list_that_is_cut_is_missed_where_it_was_announced(promise: str, name: str, without: str) -> None:
    """With the list back in its place nothing is found, which is the test of the good articles above."""
    missing = [f for f in linted(without, name).findings if f.rule == "references/missing-list"]

    assert [f.excerpt.split()[-3:] for f in missing] == [promise.split()[-3:]]


def test_the_readme_shows_a_finding_that_is_there() -> None:
    shown = (ROOT / "README.md").read_text("utf-8")
    path = FIXTURES / "findings" / "leg-cramps.md"
    first = next(finding for finding in found(path) if finding.severity is Severity.ERROR)

    assert first.start is not None
    assert f"{first.start.line}:{first.start.column}  error  {first.rule}" in shown
    sentence = path.read_text("utf-8").splitlines()[first.start.line - 1].split(". ")[0] + "."
    assert f"{first.start.line} | {sentence}" in shown


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit(__doc__)
    for article in articles("findings"):
        lines = [line(finding) for finding in found(article)]
        article.with_name(article.name + EXPECTED).write_text("\n".join(lines) + "\n", "utf-8")
        print(f"{named(article)}: {len(lines)} findings")  # noqa: T201 -- a command prints
