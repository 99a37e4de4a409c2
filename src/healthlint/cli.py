"""The command line: the only module that prints, reads standard input and exits."""

from __future__ import annotations

import codecs
import datetime as dt
import os
import shutil
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from healthlint import __version__
from healthlint.errors import HealthlintError, UsageError

if TYPE_CHECKING:
    from healthlint.findings.report import Report
    from healthlint.rules.pack import Pack
    from healthlint.run import Request

_SEVERITIES = ("note", "warning", "error")
_CODES = "Exit codes: 0 nothing at or above the fail level, 1 findings, 2 something could not be done."
#: Columns where there is no terminal to ask, and the most that are used where there is.
_WIDTH, _WIDEST = 100, 120
_MANY_FILES = 20
_INTERRUPTED = 130


@click.group(epilog=_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="healthlint")
def cli() -> None:
    """Lint health content.

    It finds what a medical editor would mark: terms said to be the same that are not, announced lists that are missing,
    missing disclaimers, hard reading, claims without a source.
    """


def main() -> None:
    """Run the command line; what could not be done is one line on standard error and exit code 2."""
    try:
        code = cli.main(standalone_mode=False)
    except HealthlintError as error:
        click.echo(f"healthlint: {error}", err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.Abort:  # what click makes of an interrupt
        sys.exit(_INTERRUPTED)
    except Exception:  # noqa: BLE001 -- a fault of ours must not end with 1, which says that there are findings
        traceback.print_exc()
        sys.exit(2)
    sys.exit(code)


def _profile_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say what an article is, where `auto` infers it."""
    for name, values in (
        ("type", ["article", "leaflet", "news", "product", "opinion", "recipe"]),
        ("audience", ["public", "professional"]),
        ("jurisdiction", ["us", "uk", "eu", "au", "ca", "any"]),
    ):
        choice = click.Choice(["auto", *values])
        help_text = f"The {name} of the article."
        command = click.option(f"--{name}", type=choice, default="auto", show_default=True, help=help_text)(command)
    return command


def _format_option(command: Callable[..., Any]) -> Callable[..., Any]:
    choice = click.Choice(["text", "json"])
    help_text = "How it is written."
    return click.option("--format", "format_name", type=choice, default="text", show_default=True, help=help_text)(
        command
    )


@cli.command(epilog=_CODES)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@_format_option
@click.option("--output", metavar="FILE", help="Write the report to a file.")
@click.option(
    "--select", multiple=True, metavar="RULE", help="Run only this rule or category; repeated, or with commas."
)
@click.option("--ignore", multiple=True, metavar="RULE", help="Leave out this rule or category.")
@click.option("--preview", is_flag=True, help="Run preview rules too.")
@click.option(
    "--fail-on",
    type=click.Choice([*reversed(_SEVERITIES), "never"]),
    default="error",
    show_default=True,
    help="Lowest severity that makes exit code 1.",
)
@click.option("--jobs", type=int, help="Number of processes (default: by the size of the files).")
@click.option("--encoding", help="Encoding of the files, where they do not say (default: UTF-8).")
@_profile_options
@click.option("--today", metavar="DATE", help="Take this date for today (YYYY-MM-DD).")
@click.option(
    "--stdin-filename", metavar="NAME", default="-", help="Name and suffix of what comes from standard input."
)
@click.option("--quiet", "-q", is_flag=True, help="No summary, no progress.")
@click.option("--statistics", is_flag=True, help="Count findings by rule, and words by what became of them.")
def check(paths: Sequence[str], **options: Any) -> None:  # noqa: ANN401 -- click's own calling convention
    """Check files and folders; - reads standard input."""
    from healthlint.reporters import REPORTERS  # noqa: PLC0415 -- so that --help stays light

    request = _request(**options)
    today = _today(options["today"])
    if not paths:
        raise UsageError("name a file or a folder to check, or - for standard input")
    report = _checked(paths, request, today, options)
    target = None if options["output"] == "-" else options["output"]
    text = REPORTERS[options["format_name"]].render(
        report,
        colour=target is None and _colour(),
        width=_width() if target is None else _WIDTH,
        quiet=options["quiet"],
        statistics=options["statistics"],
    )
    _write(text, target)
    _exit(report, options["fail_on"])


@cli.command("rules")
@_format_option
def list_rules(format_name: str) -> None:
    """List all rules."""
    from healthlint.rules import pages  # noqa: PLC0415 -- so that --help stays light

    rules = _pack().rules
    _write(pages.as_json(rules) if format_name == "json" else pages.table(rules, _width()))


@cli.command()
@click.argument("rule")
def explain(rule: str) -> None:
    """Say what a rule finds and why, with examples and sources."""
    from healthlint.rules import pages, selection  # noqa: PLC0415 -- so that --help stays light

    _write(pages.page(selection.find(_pack().rules, rule), _width()))


@cli.command()
@click.argument("file")
@_format_option
@click.option("--encoding", help="Encoding of the file, where it does not say (default: UTF-8).")
@_profile_options
def inspect(file: str, format_name: str, **options: Any) -> None:  # noqa: ANN401 -- click's own calling convention
    """Show what the linter sees in a file: blocks, zones, sentences, concepts, metadata, profile."""
    from healthlint.discover import named, shown  # noqa: PLC0415 -- so that --help stays light
    from healthlint.document.source import decode  # noqa: PLC0415
    from healthlint.reporters import inspection  # noqa: PLC0415
    from healthlint.run import linter_for  # noqa: PLC0415

    path = file if file == "-" else named(shown(Path(file)))
    linter = linter_for(_request(**options))
    data = _stdin() if file == "-" else _read(file, path)
    annotated = linter.annotate(linter.read(decode(data, path, options["encoding"]), path))
    _write(inspection.as_json(annotated) if format_name == "json" else inspection.as_text(annotated, _width()))


# -- what is asked for -------------------------------------------------------------------------------------------------


def _pack() -> Pack:
    from healthlint.checks import KINDS  # noqa: PLC0415 -- so that --help stays light
    from healthlint.rules import loader  # noqa: PLC0415

    return loader.load_shipped(KINDS)


def _request(
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    preview: bool = False,
    jobs: int | None = None,
    encoding: str | None = None,
    **others: Any,  # noqa: ANN401 -- options that are not about which rules run on what
) -> Request:
    from healthlint.engine import Options  # noqa: PLC0415 -- so that --help stays light
    from healthlint.run import Request, checked_jobs  # noqa: PLC0415

    checked_jobs(jobs)
    profile = {name: others[name] for name in ("jurisdiction", "audience", "type") if others[name] != "auto"}
    options = Options(encoding=_encoding(encoding), profile=profile)
    return Request(_names("--select", select), _names("--ignore", ignore), preview, options)


def _names(option: str, values: Sequence[str]) -> tuple[str, ...]:
    """Return names that were given one by one or in lists; an option that names nothing must not mean all."""
    names = tuple(name.strip() for value in values for name in value.split(",") if name.strip())
    if values and not names:
        raise UsageError(f"{option} names no rule and no category")
    return names


def _encoding(name: str | None) -> str | None:
    try:
        codecs.lookup(name or "utf-8")
    except (LookupError, ValueError):
        known = "name one that Python knows, such as utf-8 or windows-1252"
        raise UsageError(f"unknown encoding '{name}'; {known}") from None
    return name


def _today(given: str | None) -> str:
    if given is None:
        return dt.datetime.now(tz=dt.UTC).date().isoformat()
    try:
        return dt.date.fromisoformat(given).isoformat()
    except ValueError:
        raise UsageError(f"--today must be a date as YYYY-MM-DD, found '{given}'") from None


# -- the check itself --------------------------------------------------------------------------------------------------


def _checked(paths: Sequence[str], request: Request, today: str, options: dict[str, Any]) -> Report:
    """Run the check over everything that was named, and put what could not be found among the failures."""
    from healthlint.discover import discover  # noqa: PLC0415 -- so that --help stays light
    from healthlint.run import check_bytes, check_files, merged  # noqa: PLC0415

    found = discover([path for path in paths if path != "-"])
    reports = []
    if "-" in paths:
        reports.append(check_bytes(_stdin(), options["stdin_filename"], request, today=today))
    if found.files or not reports:
        with _progress(len(found.files), quiet=options["quiet"]) as tick:
            reports.append(check_files(found.files, request, today=today, jobs=options["jobs"], tick=tick))
    return merged(reports, found.errors)


@contextmanager
def _progress(count: int, *, quiet: bool) -> Iterator[Callable[[int], None] | None]:
    """Give what moves a bar on by some files, on a terminal and for many files; otherwise nothing."""
    if count < _MANY_FILES or quiet or sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=count, label="Checking", file=sys.stderr) as bar:
        yield bar.update


def _exit(report: Report, fail_on: str) -> None:
    """End with the code that the report means."""
    if report.errors:
        raise SystemExit(2)
    if fail_on != "never" and any(f.severity.rank >= _SEVERITIES.index(fail_on) for f in report.findings):
        raise SystemExit(1)


# -- the world around --------------------------------------------------------------------------------------------------


def _colour() -> bool:
    """Tell whether to colour what goes to standard output (https://no-color.org)."""
    return _is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _width() -> int:
    """Return the columns to write in; where there is no terminal always the same, whatever machine it is."""
    return min(shutil.get_terminal_size((_WIDTH, 20)).columns, _WIDEST) if _is_terminal() else _WIDTH


def _stdin() -> bytes:
    try:
        return sys.stdin.buffer.read()
    except (AttributeError, OSError) as error:  # it is closed, or a folder
        raise UsageError(f"standard input cannot be read: {getattr(error, 'strerror', 'it is closed')}") from None


def _read(file: str, path: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot be read: {getattr(error, 'strerror', error)}", path=path) from None


def _write(text: str, target: str | None = None) -> None:
    """Write to a file or to standard output. Who closes a pipe has read enough: that is no failure."""
    data = text.encode("utf-8", "backslashreplace")
    try:
        if target is not None:
            Path(target).write_bytes(data)
        elif sys.stdout is not None:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains when it ends
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", error)
        raise UsageError(f"the report cannot be written: {reason}", path=target) from None
