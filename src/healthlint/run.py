"""A run over many files: one process or several, the same report."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from healthlint.checks import KINDS
from healthlint.engine import FileResult, Linter, Options, unreadable
from healthlint.errors import SourceError, UsageError
from healthlint.findings.finding import Finding
from healthlint.findings.report import Failure, FileReport, Report
from healthlint.rules import loader, selection

#: Below this many bytes a second process costs more than it brings.
_WORTH_A_PROCESS = 4_000_000
#: How many bytes one task of a worker holds, about.
_TASK = 300_000


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked for; small, so that a worker can be given it."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False
    options: Options = Options()


def linter_for(request: Request) -> Linter:
    """Return the linter that a request asks for. Raises `UsageError` for rules that do not exist."""
    pack = loader.load_shipped(KINDS)
    rules = selection.select(pack.rules, request.select, request.ignore, preview=request.preview)
    return Linter(pack, rules, request.options)


def check_files(
    paths: Sequence[str], request: Request, *, today: str, jobs: int | None = None, tick: Callable[[int], None] | None = None
) -> Report:
    """Check files and return the report, whatever the number of processes.

    `jobs` None chooses by the size of the files; `tick` is called with the number of files done.
    """
    linter = linter_for(request)
    count = jobs if jobs is not None else _processes(paths)
    results: list[FileResult] = []
    batches = _in_workers(paths, request, count) if count > 1 and len(paths) > 1 else ([_one(linter, path)] for path in paths)
    for batch in batches:
        results += batch
        if tick is not None:
            tick(len(batch))
    return collect(results, today=today, rules=len(linter.rules))


def check_bytes(data: bytes, path: str, request: Request, *, today: str) -> Report:
    """Check what was read from standard input, under the name of a file."""
    linter = linter_for(request)
    return collect([linter.lint(data, path)], today=today, rules=len(linter.rules))


def merged(reports: Sequence[Report], errors: Sequence[SourceError]) -> Report:
    """Return several reports of one run as one, with the paths that could not be found. A run over no file is a failure."""
    failures = [*(Failure.of(error) for error in errors), *(failure for report in reports for failure in report.errors)]
    if not any(report.files for report in reports) and not failures:
        failures.append(Failure(None, None, None, "no file was checked: no file here has a suffix that is read"))
    checked = any(file.words or not file.skipped for report in reports for file in report.files)
    if not checked and not failures:
        failures.append(Failure(None, None, None, "no file was checked: none of them is in English"))
    return Report(
        today=reports[0].today,
        files=tuple(sorted((file for report in reports for file in report.files), key=_path)),
        findings=tuple(sorted((f for report in reports for f in report.findings), key=_order)),
        errors=tuple(sorted(failures, key=_failure_order)),
        rules=reports[0].rules,
    )


def _path(report: FileReport) -> str:
    return report.path


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    return finding.order


def _failure_order(failure: Failure) -> tuple[str, int, str]:
    return (failure.path or "", failure.line or 0, failure.message)


def collect(results: Iterable[FileResult], *, today: str, rules: int) -> Report:
    """Put the results of all files in the one order."""
    all_results = list(results)
    return Report(
        today=today,
        files=tuple(sorted((r.report for r in all_results if r.report is not None), key=_path)),
        findings=tuple(sorted((f for r in all_results for f in r.findings), key=_order)),
        errors=tuple(sorted((failure for r in all_results for failure in r.failures), key=_failure_order)),
        rules=rules,
    )


def _one(linter: Linter, path: str) -> FileResult:
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        return unreadable(path, error)
    return linter.lint(data, path)


def _processes(paths: Sequence[str]) -> int:
    if sum(_size(path) for path in paths) < _WORTH_A_PROCESS:
        return 1
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0


def _tasks(paths: Sequence[str]) -> Iterator[list[str]]:
    """Cut the files into tasks of about equal size, the largest files first, so that no worker is left with one at the end."""
    task: list[str] = []
    size = 0
    for path in sorted(paths, key=_size, reverse=True):
        task.append(path)
        size += _size(path)
        if size >= _TASK:
            yield task
            task, size = [], 0
    if task:
        yield task


_worker_linter: list[Linter] = []


def _start_worker(request: Request) -> None:
    _worker_linter.append(linter_for(request))


def _work(paths: list[str]) -> list[FileResult]:
    return [_one(_worker_linter[0], path) for path in paths]


def _in_workers(paths: Sequence[str], request: Request, count: int) -> Iterator[list[FileResult]]:
    """Yield results as workers finish. A worker that dies takes no other file's findings with it."""
    from concurrent.futures import ProcessPoolExecutor, as_completed  # noqa: PLC0415 -- most runs need one process
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    with ProcessPoolExecutor(count, initializer=_start_worker, initargs=(request,)) as pool:
        futures = {pool.submit(_work, task): task for task in _tasks(paths)}
        for future in as_completed(futures):
            try:
                yield future.result()
            except BrokenProcessPool:
                message = "the process that read this file died (memory?); try --jobs 1"
                yield [FileResult(None, failures=(Failure(path, None, None, message),)) for path in futures[future]]


def checked_jobs(jobs: int | None) -> int | None:
    """Return a number of processes. Raises `UsageError` below 1."""
    if jobs is not None and jobs < 1:
        raise UsageError(f"--jobs must be 1 or more, found {jobs}")
    return jobs
