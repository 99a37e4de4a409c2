"""The command `check`."""

from __future__ import annotations

import contextlib
import datetime as dt
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from healthlint import streams
from healthlint.cli.options import CODES, SEVERITIES, format_option, profile_options, request
from healthlint.errors import UsageError

if TYPE_CHECKING:
    from healthlint.findings.report import Report
    from healthlint.run import Request

_MANY_FILES = 20


@click.command(epilog=CODES)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@format_option
@click.option("--output", metavar="FILE", help="Write the report to a file.")
@click.option(
    "--select", multiple=True, metavar="RULE", help="Run only this rule or category; repeated, or with commas."
)
@click.option("--ignore", multiple=True, metavar="RULE", help="Leave out this rule or category.")
@click.option("--preview", is_flag=True, help="Run preview rules too.")
@click.option(
    "--fail-on",
    type=click.Choice([*reversed(SEVERITIES), "never"]),
    default="error",
    show_default=True,
    help="Lowest severity that makes exit code 1.",
)
@click.option("--jobs", type=int, help="Number of processes (default: by the size of the files).")
@click.option("--encoding", help="Encoding of the files, where they do not say (default: UTF-8).")
@profile_options
@click.option("--today", metavar="DATE", help="Take this date for today (YYYY-MM-DD).")
@click.option(
    "--stdin-filename", metavar="NAME", default="-", help="Name and suffix of what comes from standard input."
)
@click.option("--quiet", "-q", is_flag=True, help="No summary, no progress.")
@click.option("--statistics", is_flag=True, help="Count findings by rule, and words by what became of them.")
def check(paths: Sequence[str], **options: Any) -> None:  # noqa: ANN401 -- click's own calling convention
    """Check files and folders (without any, the folder that this is); - reads standard input."""
    from healthlint.reporters import REPORTERS  # noqa: PLC0415 -- so that --help stays light

    asked = request(**options)
    today = _today(options["today"])
    report = _checked(paths or ["."], asked, today, options)
    target = _target(options["output"])
    text = REPORTERS[options["format_name"]].render(
        report,
        colour=target is None and streams.has_colour(),
        width=streams.width() if target is None else streams.WIDTH,
        quiet=options["quiet"],
        statistics=options["statistics"],
    )
    streams.write(text, target)
    click.get_current_context().exit(_code(report, options["fail_on"]))


def _target(name: str | None) -> str | None:
    """Return the file that the report goes to; None is standard output."""
    if name is not None and not name.strip():
        raise UsageError("--output names no file")
    return None if name == "-" else name


def _today(given: str | None) -> str:
    if given is None:
        return dt.datetime.now(tz=dt.UTC).date().isoformat()
    with contextlib.suppress(ValueError):
        if dt.date.fromisoformat(given).isoformat() == given:  # it reads other forms too, such as weeks
            return given
    raise UsageError(f"--today must be a date as YYYY-MM-DD, found '{given}'")


def _checked(paths: Sequence[str], asked: Request, today: str, options: dict[str, Any]) -> Report:
    """Run the check over everything that was named, and put what could not be found among the failures."""
    from healthlint.discover import discover, is_one_of, named, shown  # noqa: PLC0415 -- so that --help stays light
    from healthlint.run import check_bytes, check_files, merged  # noqa: PLC0415

    found = discover([path for path in paths if path != "-"])
    target = _target(options["output"])
    if target is not None and is_one_of(target, found.files):
        raise UsageError("the report would be written over a file that is to be checked", path=named(target))
    reports = []
    if "-" in paths:
        name = options["stdin_filename"] or "-"
        name = name if name == "-" else shown(Path(name))
        reports.append(check_bytes(streams.standard_input(), name, asked, today=today))
    if found.files or not reports:
        with _progress(len(found.files), quiet=options["quiet"]) as tick:
            reports.append(check_files(found.files, asked, today=today, jobs=options["jobs"], tick=tick))
    return merged(reports, found.errors)


@contextlib.contextmanager
def _progress(count: int, *, quiet: bool) -> Iterator[Callable[[int], None] | None]:
    """Give what moves a bar on by some files, on a terminal and for many files; otherwise nothing."""
    if count < _MANY_FILES or quiet or sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=count, label="Checking", file=sys.stderr) as bar:
        yield bar.update


def _code(report: Report, fail_on: str) -> int:
    """Return the exit code that a report means."""
    if report.errors:
        return 2
    if fail_on == "never":
        return 0
    return int(any(found.severity.rank >= SEVERITIES.index(fail_on) for found in report.findings))
