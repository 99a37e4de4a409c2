"""A run over many files: the same report however it is done, and what could not be done is in it."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import sys
from pathlib import Path
from typing import Any

import pytest

from healthlint import run, workers
from healthlint.engine import FileResult
from healthlint.errors import SourceError, UsageError
from healthlint.findings.report import Failure, FileReport, Report
from healthlint.reporters import REPORTERS

REQUEST = run.Request(select=("terminology/wrong-word", "terminology/split-compound"))
TODAY = "2026-01-01"
FRENCH = "Le médecin a dit que la grippe est une maladie qui dure une semaine, et il faut se reposer. " * 4


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Nine files: seven with findings, one that cannot be decoded, one that is not there."""
    monkeypatch.chdir(tmp_path)
    for number in range(7):
        text = (
            f"Page {number}.\n\nThe pipe narrows, resulting to less flow.\n\n" + "Then gall stones form.\n\n" * number
        )
        Path(f"{number}.md").write_text(text, encoding="utf-8")
    Path("bad.txt").write_bytes(b"\xff\xff\xff")
    return [*(f"{number}.md" for number in range(7)), "bad.txt", "gone.md"]


def as_json(report: Report) -> str:
    return REPORTERS["json"].render(report)


def test_the_same_report_for_any_order_and_number_of_processes(files: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "_TASK", 300)  # several tasks
    chance = random.Random(2)  # noqa: S311 -- the same orders in every run
    reports = []
    for jobs in (1, 2, 3, 50):
        chance.shuffle(files)
        done: list[int] = []
        reports.append(as_json(run.check_files(files, REQUEST, today=TODAY, jobs=jobs, tick=done.append)))
        assert sum(done) == len(files)
    told = json.loads(reports[0])

    assert len(set(reports)) == 1
    assert told["summary"]["files"] == 7
    assert [error["path"] for error in told["errors"]] == ["bad.txt", "gone.md"]
    assert len(told["findings"]) == 7 + sum(range(7))
    places = [(finding["path"], finding["start"]["offset"]) for finding in told["findings"]]
    assert places == sorted(places)


def test_small_runs_start_no_process(files: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(workers, "results", refused)
    run.check_files(files, REQUEST, today=TODAY)
    run.check_files(files[:1], REQUEST, today=TODAY, jobs=4)


def test_large_runs_use_every_processor(files: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "_WORTH_A_PROCESS", 100)
    assert run._processes(files) == (len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count())
    assert run._processes(["gone.md"]) == 1


def test_tasks_hold_every_file_once_the_largest_first(files: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "_TASK", 150)
    tasks = run._tasks(files)
    assert sorted(path for task in tasks for path in task) == sorted(files)
    assert tasks[0] == ["6.md"]
    assert len(tasks) > 3
    assert run._tasks([]) == [[]]


@pytest.mark.skipif(sys.platform != "linux", reason="workers here are no copies of this process")
def test_a_worker_that_dies_costs_its_file_only(files: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    class Forked(workers.ProcessPoolExecutor):
        def __init__(self, count: int, **rest: object) -> None:
            super().__init__(count, mp_context=multiprocessing.get_context("fork"), **rest)

    real = run.lint_file

    def deadly(linter: object, path: str) -> FileResult:
        if path == "3.md":
            os._exit(9)
        return real(linter, path)

    monkeypatch.setattr(workers, "ProcessPoolExecutor", Forked)
    monkeypatch.setattr(run, "lint_file", deadly)
    monkeypatch.setattr(run, "_TASK", 300)
    report = run.check_files(files, REQUEST, today=TODAY, jobs=2)

    assert [file.path for file in report.files] == ["0.md", "1.md", "2.md", "4.md", "5.md", "6.md"]
    assert [failure.path for failure in report.errors] == ["3.md", "bad.txt", "gone.md"]
    assert "the process that read this file died" in report.errors[0].message
    assert len(report.findings) == 6 + sum(range(7)) - 3


def test_an_interrupt_is_an_interrupt(files: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "lint_file", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run.check_files(files, REQUEST, today=TODAY)


@pytest.mark.usefixtures("files")
def test_names_that_are_no_text_are_read_and_told() -> None:
    """A name whose bytes are not UTF-8 is read as it is, and told in a form that every program can read."""
    name = os.fsdecode(b"caf\xe9.md")
    Path(name).write_text("Then gall stones form.")
    report = run.check_files([name], REQUEST, today=TODAY)
    assert [finding.path for finding in report.findings] == ["caf\\xe9.md"]
    assert json.loads(as_json(report).encode("utf-8"))["files"][0]["path"] == "caf\\xe9.md"
    gone = run.check_files([os.fsdecode(b"gon\xe9.md")], REQUEST, today=TODAY)
    assert gone.errors[0].path == "gon\\xe9.md"
    assert run.check_bytes(b"Rest.", name, REQUEST, today=TODAY).files[0].path == "caf\\xe9.md"


# -- one report of several ---------------------------------------------------------------------------------------------

PUBLIC = {"audience": "public", "type": "article", "jurisdiction": "any"}


def report(*files: FileReport, errors: tuple[Failure, ...] = ()) -> Report:
    return Report(TODAY, files, (), errors=errors, rules=3)


READ = FileReport("b.md", "markdown", PUBLIC, 10, {})
EMPTY = FileReport("a.md", "markdown", PUBLIC, 0, {})
QUOTED = FileReport("q.md", "markdown", PUBLIC, 0, {"quote": 4})
FOREIGN = FileReport("f.md", "markdown", {}, 0, {"language": 80}, ("it is in French",))


NOT_HERE = (
    "no file was checked: none here ends in .html, .htm, .xhtml, .md, .markdown, .mdx, .mkd, .qmd, .txt, .text; "
    "what is hidden, vendored or ignored by git is not looked at unless it is named"
)


@pytest.mark.parametrize(
    "reports, message",
    [
        ([report(READ)], None),
        ([report(EMPTY)], None),
        ([report(QUOTED)], None),
        ([report(FOREIGN, READ)], None),
        ([report(FOREIGN), report(READ)], None),
        ([report()], NOT_HERE),
        ([report(), report()], NOT_HERE),
        ([report(FOREIGN)], "no file was checked: none of them is in English"),
        ([report(FOREIGN), report()], "no file was checked: none of them is in English"),
    ],
)
def test_a_run_that_checked_nothing_says_so(reports: Any, message: Any) -> None:
    found = run.merged(reports, ())
    assert [failure.message for failure in found.errors] == ([message] if message else [])
    assert found.rules == 3


def test_failures_come_first_and_are_said_once() -> None:
    """Where something failed, that is why nothing was checked; nothing is added."""
    broken = Failure("c.md", 3, 1, "broken")
    found = run.merged([report(errors=(broken,))], [SourceError("gone", path="a.md")])
    assert [(failure.path, failure.message) for failure in found.errors] == [("a.md", "gone"), ("c.md", "broken")]


def test_files_are_in_order() -> None:
    assert [file.path for file in run.merged([report(READ), report(EMPTY)], ()).files] == ["a.md", "b.md"]


def test_requests() -> None:
    assert run.checked_jobs(None) is None
    assert run.checked_jobs(3) == 3
    with pytest.raises(UsageError, match="--jobs must be 1 or more, found 0"):
        run.checked_jobs(0)
    with pytest.raises(UsageError, match="no category or rule 'x'"):
        run.linter_for(run.Request(select=("x",)))
    assert [rule.id for rule in run.linter_for(REQUEST).rules] == sorted(REQUEST.select)
