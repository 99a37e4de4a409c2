"""The commands that show: `rules`, `explain`, `inspect`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from healthlint import streams
from healthlint.cli.options import format_option, profile_options, request
from healthlint.errors import UsageError

if TYPE_CHECKING:
    from healthlint.language.annotated import Annotated
    from healthlint.rules.pack import Pack


@click.command("rules")
@format_option
def list_rules(format_name: str) -> None:
    """List all rules."""
    from healthlint.rules import pages  # noqa: PLC0415 -- so that --help stays light

    rules = _pack().rules
    streams.write(pages.as_json(rules) if format_name == "json" else pages.table(rules, streams.width()))


@click.command()
@click.argument("rule")
def explain(rule: str) -> None:
    """Say what a rule finds and why, with examples and sources."""
    from healthlint.rules import pages, selection  # noqa: PLC0415 -- so that --help stays light

    streams.write(pages.page(selection.find(_pack().rules, rule), streams.width()))


@click.command(short_help="Show what the linter sees in a file.")
@click.argument("file")
@format_option
@click.option("--formulas", is_flag=True, help="Add the usual formulas of readability, as textstat has them.")
@click.option("--encoding", help="Encoding of the file, where it does not say (default: UTF-8).")
@profile_options
def inspect(file: str, format_name: str, **options: Any) -> None:  # noqa: ANN401 -- click's own calling convention
    """Show what the linter sees in a file: blocks, zones, sentences, concepts, metadata, profile."""
    from healthlint.discover import named, shown  # noqa: PLC0415 -- so that --help stays light
    from healthlint.document.source import decode  # noqa: PLC0415
    from healthlint.reporters import inspection  # noqa: PLC0415
    from healthlint.run import linter_for  # noqa: PLC0415

    path = file if file == "-" else named(shown(Path(file)))
    linter = linter_for(request(**options))
    data = streams.standard_input() if file == "-" else _read(file, path)
    annotated = linter.annotate(linter.read(decode(data, path, options["encoding"]), path))
    formulas = _formulas(annotated) if options["formulas"] else None
    if format_name == "json":
        streams.write(inspection.as_json(annotated, formulas))
    else:
        streams.write(inspection.as_text(annotated, streams.width(), formulas))


def _read(file: str, path: str) -> bytes:
    from healthlint.discover import reason  # noqa: PLC0415 -- so that --help stays light

    try:
        return Path(file).read_bytes()
    except (OSError, ValueError) as error:
        raise UsageError(reason(error, file), path=path) from None


def _formulas(annotated: Annotated) -> Mapping[str, float]:
    """Return what textstat says of an article; some leave out textstat for the licence of what it brings."""
    from healthlint.language import readability  # noqa: PLC0415 -- so that --help stays light

    text = readability.prose(annotated)
    try:
        return readability.panel(text) if text else {}
    except ModuleNotFoundError as error:
        message = f"--formulas needs '{error.name}', which is not installed; pip install textstat==0.7.8 brings it"
        raise UsageError(message) from None


def _pack() -> Pack:
    from healthlint.checks import KINDS  # noqa: PLC0415 -- so that --help stays light
    from healthlint.rules import loader  # noqa: PLC0415

    return loader.load_shipped(KINDS)
