"""The command line: the only module that prints, reads standard input and exits."""

from __future__ import annotations

import datetime
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from healthlint import __version__
from healthlint.errors import HealthlintError, UsageError

_SEVERITIES = ["error", "warning", "note", "never"]
_CODES = "Exit codes: 0 nothing at or above the fail level, 1 findings, 2 something could not be done."


@click.group(epilog=_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="healthlint")
def cli() -> None:
    """The linter for health content.

    It finds what a medical editor would mark: terms said to be the same that are not, announced lists that are missing,
    missing disclaimers, hard reading, claims without a source.
    """


def main() -> None:
    """Run the command line; what could not be done is one line on standard error and exit code 2."""
    try:
        cli.main(standalone_mode=True)
    except HealthlintError as error:
        click.echo(f"healthlint: {error}", err=True)
        sys.exit(error.exit_code)


def _profile_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say what an article is, where `auto` infers it."""
    for name, values in (
        ("type", ["article", "leaflet", "news", "product", "opinion", "recipe"]),
        ("audience", ["public", "professional"]),
        ("jurisdiction", ["us", "uk", "eu", "au", "ca", "any"]),
    ):
        choice = click.Choice(["auto", *values])
        option = click.option(f"--{name}", name, type=choice, default="auto", show_default=True, help=f"The {name} of the article.")
        command = option(command)
    return command


@cli.command(epilog=_CODES)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How the report is written.")
@click.option("--output", type=click.Path(dir_okay=False), help="Write the report to a file.")
@click.option("--select", multiple=True, metavar="RULE", help="Run only this rule or category; may be repeated, or a list with commas.")
@click.option("--ignore", multiple=True, metavar="RULE", help="Leave out this rule or category.")
@click.option("--preview", is_flag=True, help="Run preview rules too.")
@click.option("--fail-on", type=click.Choice(_SEVERITIES), default="error", show_default=True, help="Lowest severity that makes exit code 1.")
@click.option("--jobs", type=int, help="Number of processes (default: by the size of the files).")
@click.option("--encoding", help="Encoding of the files, where they do not say (default: UTF-8).")
@_profile_options
@click.option("--today", metavar="DATE", help="Take this date for today (YYYY-MM-DD).")
@click.option("--stdin-filename", metavar="NAME", default="-", help="Name and suffix of what comes from standard input.")
@click.option("--quiet", "-q", is_flag=True, help="No summary, no progress.")
@click.option("--statistics", is_flag=True, help="Count findings by rule, and words by what became of them.")
def check(paths: Sequence[str], **options: Any) -> None:  # noqa: ANN401 -- click's own calling convention
    """Check files and folders; - reads standard input."""
    from healthlint.findings.report import Report  # noqa: PLC0415 -- so that --help stays light
    from healthlint.reporters import REPORTERS  # noqa: PLC0415

    request = _request(options)
    today = _today(options["today"])
    if not paths:
        raise UsageError("name a file or a folder to check, or - for standard input")
    report: Report = _checked(list(paths), request, today, options)
    target = options["output"]
    text = REPORTERS[options["format_name"]].render(
        report,
        colour=target is None and _colour(),
        width=shutil.get_terminal_size((100, 20)).columns,
        quiet=options["quiet"],
        statistics=options["statistics"],
    )
    _write(text, target)
    _exit(report, options["fail_on"])


@cli.command("rules")
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text", show_default=True)
def list_rules(format_name: str) -> None:
    """List all rules."""
    from healthlint.rules import pages  # noqa: PLC0415 -- so that --help stays light

    rules = _pack().rules
    if format_name == "json":
        click.echo(pages.as_json(rules), nl=False)
    else:
        click.echo(pages.table(rules, shutil.get_terminal_size((100, 20)).columns), nl=False)


@cli.command()
@click.argument("rule")
def explain(rule: str) -> None:
    """Say what a rule finds and why, with examples and sources."""
    from healthlint.rules import pages, selection  # noqa: PLC0415 -- so that --help stays light

    found = selection.find(_pack().rules, rule)
    click.echo(pages.page(found, min(shutil.get_terminal_size((100, 20)).columns, 100)), nl=False)


@cli.command()
@click.argument("file")
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--encoding", help="Encoding of the file, where it does not say (default: UTF-8).")
@_profile_options
def inspect(file: str, format_name: str, **options: Any) -> None:  # noqa: ANN401 -- click's own calling convention
    """Show what the linter sees in a file: blocks, zones, sentences, concepts, metadata, profile."""
    from healthlint.document.source import decode  # noqa: PLC0415 -- so that --help stays light
    from healthlint.reporters import inspection  # noqa: PLC0415
    from healthlint.run import linter_for  # noqa: PLC0415

    request = _request({**options, "select": (), "ignore": (), "preview": False})
    linter = linter_for(request)
    data = _stdin() if file == "-" else _read(file)
    annotated = linter.annotate(linter.read(decode(data, file, options["encoding"]), file))
    render = inspection.as_json if format_name == "json" else inspection.as_text
    click.echo(render(annotated), nl=False)


def _pack() -> Any:  # noqa: ANN401 -- a Pack, whose import waits
    from healthlint.checks import KINDS  # noqa: PLC0415 -- so that --help stays light
    from healthlint.rules import loader  # noqa: PLC0415

    return loader.load_shipped(KINDS)


def _request(options: dict[str, Any]) -> Any:  # noqa: ANN401 -- a Request, whose import waits
    from healthlint.engine import Options  # noqa: PLC0415 -- so that --help stays light
    from healthlint.run import Request, checked_jobs  # noqa: PLC0415

    checked_jobs(options.get("jobs"))
    profile = {name: options[name] for name in ("jurisdiction", "audience", "type") if options[name] != "auto"}
    return Request(
        select=_names(options["select"]),
        ignore=_names(options["ignore"]),
        preview=options["preview"],
        options=Options(encoding=options["encoding"], profile=profile),
    )


def _names(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def _today(given: str | None) -> str:
    if given is None:
        return datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    try:
        return datetime.date.fromisoformat(given).isoformat()
    except ValueError:
        raise UsageError(f"--today must be a date as YYYY-MM-DD, found '{given}'") from None


def _checked(paths: list[str], request: Any, today: str, options: dict[str, Any]) -> Any:  # noqa: ANN401 -- imports wait
    """Run the check over everything that was named, and put what could not be found among the failures."""
    from healthlint.discover import discover  # noqa: PLC0415 -- so that --help stays light
    from healthlint.run import check_bytes, check_files, merged  # noqa: PLC0415

    named = [path for path in paths if path != "-"]
    found = discover(named)
    reports = []
    if "-" in paths:
        reports.append(check_bytes(_stdin(), options["stdin_filename"], request, today=today))
    if found.files or not reports:
        with _Progress(len(found.files), quiet=options["quiet"]) as progress:
            reports.append(check_files(found.files, request, today=today, jobs=options["jobs"], tick=progress.tick))
    return merged(reports, found.errors)


class _Progress:
    """A bar on standard error, on a terminal, for many files; otherwise nothing."""

    _MANY = 20

    def __init__(self, count: int, *, quiet: bool) -> None:
        wanted = count >= self._MANY and not quiet and sys.stderr.isatty()
        self._bar: Any = click.progressbar(length=count, label="Checking", file=sys.stderr) if wanted else None

    def __enter__(self) -> _Progress:
        if self._bar is not None:
            self._bar.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar is not None:
            self._bar.__exit__(*error)

    def tick(self, count: int) -> None:
        """Move on by a number of files."""
        if self._bar is not None:
            self._bar.update(count)


def _colour() -> bool:
    """Tell whether to colour what goes to standard output (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _stdin() -> bytes:
    return sys.stdin.buffer.read()


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", path=path) from None


def _write(text: str, target: str | None) -> None:
    if target is None:
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.flush()
        return
    try:
        Path(target).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"the report cannot be written: {error.strerror}", path=target) from None


def _exit(report: Any, fail_on: str) -> None:  # noqa: ANN401 -- a Report, whose import waits
    """End with the code that the report means."""
    if report.errors:
        raise SystemExit(2)
    if fail_on != "never" and any(f.severity.rank >= ("note", "warning", "error").index(fail_on) for f in report.findings):
        raise SystemExit(1)
