"""The laws of the design, as far as a run can show them: positions, silence, determinism, hostile input, no network."""

from __future__ import annotations

import json
import random
import re
import socket
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import hostile_inputs
from counting import grows_with_size
from healthlint import run
from healthlint.checks import phrase
from healthlint.cli import cli
from healthlint.document import reading
from healthlint.document.source import Source
from healthlint.engine import FileResult, Linter
from healthlint.errors import HealthlintError
from healthlint.findings.finding import Finding
from healthlint.rendering import CLOSE, OPEN, SUFFIX, placed, render
from healthlint.rules.pack import Pack

#: Passages that one rule each finds at their exact place, whatever stands around them.
PASSAGES = {
    "terminology/wrong-word": "resulting to",
    "claims/vague-quantity": "majority of patients",
    "people/suffering": "suffer from asthma",
    "terminology/split-compound": "gall stones",
}
SENTENCES = {
    "terminology/wrong-word": f"The pipe narrows, {OPEN}resulting to{CLOSE} less flow.",
    "claims/vague-quantity": f"The {OPEN}majority of patients{CLOSE} go home.",
    "people/suffering": f"Many adults {OPEN}suffer from asthma{CLOSE} in winter.",
    "terminology/split-compound": f"Then {OPEN}gall stones{CLOSE} form.",
}
HARMLESS = (
    "Rest well and drink water.",
    "Café crème, naïve façade, 日本語, Ω and 👩🏽‍⚕️.",
    "Ask the nurse (or the doctor) at 3.30 p.m. on Monday.",
    "A soft\u00adhyphen, a zero\u200bwidth blank, a no\u00a0break space.",
    "Take 2.5 mL, e.g. with food.",
    "1 < 2 & 3 > 2",
)


def linted(linter: Linter, text: str, name: str) -> tuple[Finding, ...]:
    result = linter.lint(text.encode("utf-8"), name)
    assert result.failures == ()
    return result.findings


@pytest.fixture(scope="module")
def linter(pack: Pack) -> Linter:
    return Linter(pack, [rule for rule in pack.rules if rule.id in PASSAGES])


@pytest.fixture(scope="module")
def linter_of_all(pack: Pack) -> Linter:
    return Linter(pack, pack.rules)


harmless = st.sampled_from(HARMLESS)
shapes = st.sampled_from(["{}", "## {}", "- {}\n- Rest.", "1. {}\n2. Rest.", "| Topic |\n|---|\n| {} |"])
line_ends = st.sampled_from(["\n", "\r\n", "\r"])


@given(
    st.lists(st.tuples(shapes, harmless), max_size=4),
    st.sampled_from(sorted(PASSAGES)),
    shapes,
    st.lists(st.tuples(shapes, harmless), max_size=4),
    st.sampled_from(sorted(SUFFIX)),
    line_ends,
    st.booleans(),
)
def test_law_1_a_finding_stands_where_its_text_stands(  # noqa: PLR0917 -- hypothesis gives them
    linter: Linter, before: Any, rule: Any, shape: Any, after: Any, form: Any, line_end: Any, mark: Any
) -> None:
    """In generated articles of three formats, with any line end and byte-order mark, the span is exact."""
    blocks = [*(s.format(t) for s, t in before), shape.format(SENTENCES[rule]), *(s.format(t) for s, t in after)]
    text = ("\ufeff" if mark else "") + render("\n\n".join(blocks), form).replace("\n", line_end)
    document = placed(text)
    found = [f for f in linted(linter, document.text, "article" + SUFFIX[form]) if f.rule == rule]

    assert len(found) == 1
    start, end = found[0].start, found[0].end
    assert (start.offset, end.offset) == (document.start, document.end)
    assert document.text[start.offset : end.offset] == PASSAGES[rule]
    assert located(document.text, start.offset) == (start.line, start.column)


def located(text: str, offset: int) -> tuple[int, int]:
    """Line and column by another way than the source's own: cut the text before the place at its line ends."""
    lines = re.split(r"\r\n|\r|\n", text[:offset].removeprefix("\ufeff"))
    return len(lines), len(lines[-1]) + 1


def test_law_1_over_real_articles(pack: Pack, shared: Path) -> None:
    """Every finding's excerpt is what stands at its place, white space, entities and markup aside."""
    linter = Linter(pack, pack.rules)
    seen = 0
    for path in sorted((shared / "corpus").rglob("*.*")):
        if path.suffix not in {".txt", ".md", ".html"}:
            continue
        source = path.read_bytes().decode("utf-8")
        for finding in linter.lint(path.read_bytes(), path.name).findings:
            if finding.start is None or finding.end is None or "<" in source[finding.start.offset : finding.end.offset]:
                continue
            there = source[finding.start.offset : finding.end.offset]
            assert words(there)[:10] == words(finding.excerpt)[:10], (path, finding)
            seen += 1
    assert seen > 50


def words(text: str) -> list[str]:
    plain = re.sub(r"\]\([^)]*\)|[*_\[\]`\u00ad\u200b]", "", text).replace("&amp;", "&").replace("&nbsp;", " ")
    return re.findall(r"\w+", plain)


@pytest.mark.parametrize(
    "arguments, message",
    [
        (["check", "gone.md"], "there is no such file or folder"),
        (["check", "empty"], "no file was checked"),
        (["check", "latin.txt"], "byte 4 (0xE9) is not utf-8"),
        (["check", "good.md", "--select", "terminolgy"], "did you mean 'terminology'?"),
        (["check", "good.md", "--ignore", "trust/missing-dates"], "did you mean 'trust/missing-date'?"),
        (["check", "good.md", "--today", "tomorrow"], "--today must be a date"),
        (["check", "good.md", "--jobs", "0"], "--jobs must be 1 or more"),
        (["check", "good.md", "--encoding", "klingon"], "unknown encoding 'klingon'"),
        (["check", "french.txt"], "none of them is in English"),
        (["explain", "missing-date"], "did you mean 'trust/missing-date'?"),
    ],
    ids=lambda value: " ".join(value[1:]) if isinstance(value, list) else "",
)
def test_law_3_what_could_not_be_done_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: Any, message: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "good.md").write_text("Rest well.\n", encoding="utf-8")
    (tmp_path / "latin.txt").write_bytes("café au lait".encode("latin-1").replace(b"caf", b"caf ", 1))
    (tmp_path / "french.txt").write_text(
        "Le médecin a dit que la grippe est une maladie qui dure une semaine, et il faut se reposer. " * 4
    )
    outcome = invoke(arguments)

    assert outcome.exit_code == 2
    assert message in outcome.output.replace("\n", " ")


def invoke(arguments: list[str]) -> Result:
    """Run a command as `main` does: errors of ours become one line and exit code 2."""
    outcome = CliRunner().invoke(cli, arguments)
    if isinstance(outcome.exception, HealthlintError):
        outcome.exit_code = outcome.exception.exit_code
        outcome.output_bytes += str(outcome.exception).encode()
    return outcome


def test_law_3_other_files_are_still_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.txt").write_bytes(b"\xff\xff\xff")
    (tmp_path / "worse.txt").write_text("The pipe narrows, resulting to less flow.")
    outcome = invoke(["check", ".", "gone.txt", "--format", "json"])
    report = json.loads(outcome.stdout)

    assert outcome.exit_code == 2
    assert [f["rule"] for f in report["findings"]] == ["terminology/wrong-word"]
    assert sorted(e["path"] for e in report["errors"]) == ["bad.txt", "gone.txt"]


def test_law_3_a_rule_that_raises_is_a_failure_and_the_others_go_on(
    pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("boom")

    monkeypatch.setattr(phrase, "_match", broken)
    result = Linter(pack, pack.rules).lint(b"Then gall stones form, resulting to pain.", "a.txt")

    assert [f.rule for f in result.findings] == ["terminology/wrong-word"]
    assert "terminology/split-compound failed: ValueError: boom" in result.failures[0].message


def test_law_4_same_bytes_for_any_order_and_number_of_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    chance = random.Random(1)  # noqa: S311 -- the same articles in every run
    names = []
    for number in range(12):
        name = f"{number}.{chance.choice(['md', 'txt', 'html'])}"
        text = "\n\n".join(
            chance.choices([*HARMLESS, *(s.replace(OPEN, "").replace(CLOSE, "") for s in SENTENCES.values())], k=8)
        )
        (tmp_path / name).write_text(text, encoding="utf-8")
        names.append(name)
    reports = []
    for jobs in (1, 2, 3):
        chance.shuffle(names)
        outcome = invoke(
            ["check", *names, "--format", "json", "--today", "2026-01-01", "--jobs", str(jobs), "--fail-on", "never"]
        )
        assert outcome.exit_code == 0
        reports.append(outcome.stdout)

    assert reports[0].count('"fingerprint"') > 10
    assert reports[0] == reports[1] == reports[2]


#: What is no shape of any size: nothing, odd bytes, and a text longer than what the tokenizer takes at once.
ODD: dict[str, bytes] = {
    "empty.md": b"",
    "only-a-mark.txt": b"\xef\xbb\xbf",
    "nul.txt": b"Rest\0 well and drink water, then sleep well.",
    "binary.txt": bytes(range(256)) * 40,
    "utf-16.txt": "Rest well.".encode("utf-16"),
    "utf-16-unmarked.txt": "Rest well.".encode("utf-16-le"),
    "surrogate.txt": b"Rest \xed\xa0\x80 well.",
    "cr-only.md": b"# Rest\r\rWell.\r",
    "one-line.txt": b"Rest well and drink water. " * 40_000,
    "no-blank.txt": b"x" * 1_000_000,
}


def is_told(result: FileResult) -> bool:
    """Tell whether there is a report or a failure that says why there is none, and no rule raised."""
    is_refused = any("failed" not in failure.message for failure in result.failures)
    return (result.report is None) == is_refused and not any(" failed: " in each.message for each in result.failures)


@pytest.mark.parametrize("name", ODD)
def test_law_5_no_input_crashes(linter_of_all: Linter, name: str) -> None:
    assert is_told(linter_of_all.lint(ODD[name], name))


@pytest.mark.parametrize("name", hostile_inputs.SHAPES)
def test_law_5_no_shape_crashes_and_work_grows_with_size(linter_of_all: Linter, name: str) -> None:
    """Each hostile shape ends in a report or in a failure, and eight times of it takes no square of the work."""

    def lint(text: str) -> FileResult:
        return linter_of_all.lint(text.encode("utf-8"), name)

    assert is_told(grows_with_size(lint, hostile_inputs.SHAPES[name], 1_000))


@pytest.mark.parametrize(
    "name",
    [
        *("markdown: quotes.md", "markdown: lists.md", "markdown: brackets.md", "markdown: images.md"),
        *("markdown: deep-front-matter.md", "html: divisions.html", "html: lists.html", "html: marks.html"),
        *("html: quotations.html", "html: json.html"),
    ],
)
def test_law_5_no_nesting_is_too_deep(name: str) -> None:
    """Many thousand levels are read, or passed over with a note; a parser that recurses would bring Python down."""
    source = Source(name, hostile_inputs.SHAPES[name](400_000))
    article = reading.read(source, reading.format_of(name) or reading.TEXT)
    assert article.blocks or article.notes


@given(st.binary(max_size=400), st.sampled_from(sorted(SUFFIX.values())))
def test_law_5_any_bytes(linter_of_all: Linter, data: bytes, suffix: str) -> None:
    assert is_told(linter_of_all.lint(data, f"a{suffix}"))


@given(st.text(alphabet="<>/!-&;#\"'= \n\tabp[]()*_`|{}:.…•0", max_size=120), st.sampled_from(sorted(SUFFIX.values())))
def test_law_5_any_markup(linter_of_all: Linter, text: str, suffix: str) -> None:
    assert is_told(linter_of_all.lint(text.encode(), f"a{suffix}"))


def test_law_6_no_network(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check opens no connection and asks for no address."""

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refused)
    report = run.collect(
        [Linter(pack, pack.rules).lint(b"# Gout\n\nSee [this](https://example.org).", "a.md")],
        today="2026-01-01",
        rules=1,
    )
    assert len(report.files) == 1
