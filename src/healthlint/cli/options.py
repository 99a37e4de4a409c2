"""Options that several commands have, and what is made of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from healthlint.errors import UsageError

if TYPE_CHECKING:
    from healthlint.run import Request

SEVERITIES = ("note", "warning", "error")
CODES = "Exit codes: 0 nothing at or above the fail level, 1 findings, 2 something could not be done."


def profile_options(command: Callable[..., Any]) -> Callable[..., Any]:
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


def format_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option that says how a report is written."""
    choice = click.Choice(["text", "json"])
    help_text = "How it is written."
    return click.option("--format", "format_name", type=choice, default="text", show_default=True, help=help_text)(
        command
    )


def request(
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    preview: bool = False,
    jobs: int | None = None,
    encoding: str | None = None,
    **others: Any,  # noqa: ANN401 -- options that are not about which rules run on what
) -> Request:
    """Return what a run is asked for. Raises `UsageError` for a value that cannot be."""
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
    """Return the name of an encoding after checking that it is one, and one of text."""
    try:
        b"a".decode("utf-8" if name is None else name)
    except UnicodeDecodeError:
        return name  # such as UTF-16: one byte is too few
    except (LookupError, ValueError):
        known = "name one that Python knows, such as utf-8 or windows-1252"
        raise UsageError(f"unknown encoding '{name}'; {known}") from None
    return name
