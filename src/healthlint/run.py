"""A run over many files: one process or several, the same report."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field

from healthlint.checks import KINDS
from healthlint.discover import named, reason
from healthlint.document import reading
from healthlint.engine import FileResult, Linter, Options, unreadable
from healthlint.errors import SourceError, UsageError
from healthlint.findings.finding import Finding
from healthlint.findings.report import Failure, FileReport, Report
from healthlint.rules import loader, selection

#: Below this many bytes a second process costs more than it brings.
_WORTH_A_PROCESS = 4_000_000
#: How many bytes one task of a worker holds, about.
_TASK = 300_000
#: After so many new objects Python looks for those that hold each other up; an article makes some ten thousand, and
#: nearly all of them go when it does.
_COLLECTED_AFTER = 100_000
_NOT_ENGLISH = "none of them is in English"
_NOT_HERE = (
    f"none here ends in {', '.join(suffix for form in reading.FORMATS for suffix in form.suffixes)}; "
    "what is hidden, vendored or ignored by git is not looked at unless it is named"
)


class Request(Struct, frozen=True):
    """What a run is asked for; small, so that a worker can be given it."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False
    options: Options = field(default_factory=Options)


def linter_for(request: Request) -> Linter:
    """Return the linter that a request asks for. Raises `UsageError` for rules that do not exist."""
    pack = loader.load_shipped(KINDS)
    rules = selection.select(pack.rules, request.select, request.ignore, preview=request.preview)
    return Linter(pack, rules, request.options)


def check_files(
    paths: Sequence[str],
    request: Request,
    *,
    today: str,
    jobs: int | None = None,
    tick: Callable[[int], None] | None = None,
) -> Report:
    """Check files and return the report, whatever the number of processes.

    `jobs` None chooses by the size of the files; `tick` is called with the number of files done.
    """
    linter = linter_for(request)
    count = min(jobs if jobs is not None else _processes(paths), len(paths))
    batches = _in_workers(paths, request, count) if count > 1 else ([lint_file(linter, path)] for path in paths)
    results: list[FileResult] = []
    threshold = gc.get_threshold()
    _collect_seldom()
    try:
        for batch in batches:
            results += batch
            if tick is not None:
                tick(len(batch))
    finally:
        gc.set_threshold(*threshold)
        gc.unfreeze()
    return collect(results, today=today, rules=len(linter.rules))


def _collect_seldom() -> None:
    """Let Python look for garbage seldom, and never at what is there by now, since the linter stays to the end.

    It would take a tenth of the time of a run.
    """
    gc.freeze()
    gc.set_threshold(_COLLECTED_AFTER, *gc.get_threshold()[1:])


def check_bytes(data: bytes, path: str, request: Request, *, today: str) -> Report:
    """Check what was read from standard input, under the name of a file."""
    linter = linter_for(request)
    return collect([linter.lint(data, named(path))], today=today, rules=len(linter.rules))


def lint_file(linter: Linter, path: str) -> FileResult:
    """Return what is found in a file; that it cannot be read is in its failures."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        return unreadable(named(path), reason(error, path))
    return linter.lint(data, named(path))


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


def merged(reports: Sequence[Report], errors: Sequence[SourceError]) -> Report:
    """Return several reports of one run as one, with the paths that could not be found.

    A run in which no file was checked is a failure.
    """
    files = sorted((file for report in reports for file in report.files), key=_path)
    failures = [*(Failure.of(error) for error in errors), *(failure for report in reports for failure in report.errors)]
    if not failures and not any(file.is_checked for file in files):
        failures.append(Failure(None, None, None, f"no file was checked: {_NOT_ENGLISH if files else _NOT_HERE}"))
    return Report(
        today=reports[0].today,
        files=tuple(files),
        findings=tuple(sorted((f for report in reports for f in report.findings), key=_order)),
        errors=tuple(sorted(failures, key=_failure_order)),
        rules=reports[0].rules,
    )


def checked_jobs(jobs: int | None) -> int | None:
    """Return a number of processes. Raises `UsageError` below 1."""
    if jobs is not None and jobs < 1:
        raise UsageError(f"--jobs must be 1 or more, found {jobs}")
    return jobs


def _path(report: FileReport) -> str:
    return report.path


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    return finding.order


def _failure_order(failure: Failure) -> tuple[str, int, str]:
    return (failure.path or "", failure.line or 0, failure.message)


# -- several processes -------------------------------------------------------------------------------------------------


def _processes(paths: Sequence[str]) -> int:
    if sum(map(_size, paths)) < _WORTH_A_PROCESS:
        return 1
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0


def _tasks(paths: Sequence[str]) -> list[list[str]]:
    """Cut the files into tasks of about equal size, the largest first, so that no worker has one left at the end."""
    tasks: list[list[str]] = [[]]
    size = 0
    for path in sorted(paths, key=_size, reverse=True):
        if size >= _TASK:
            tasks.append([])
            size = 0
        tasks[-1].append(path)
        size += _size(path)
    return tasks


_linters: list[Linter] = []


def _start(request: Request) -> None:
    """Make the linter of a worker, once."""
    _linters.append(linter_for(request))
    _collect_seldom()


def _work(paths: list[str]) -> list[FileResult]:
    return [lint_file(_linters[0], path) for path in paths]


def _in_workers(paths: Sequence[str], request: Request, count: int) -> Iterator[list[FileResult]]:
    """Yield results as workers finish; a file on which a worker dies is a failure, and no other file is."""
    from healthlint import workers  # noqa: PLC0415 -- most runs need one process

    for task, results in workers.results(_work, _tasks(paths), count, (_start, request)):
        if results is not None:
            yield results
        else:
            message = "the process that read this file died (memory?); try --jobs 1"
            yield [FileResult(None, failures=(Failure(named(path), None, None, message),)) for path in task]
