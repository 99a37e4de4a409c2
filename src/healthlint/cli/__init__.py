"""The command line: what can be asked for, and with which code it ends."""

from __future__ import annotations

import sys
import traceback

import click

from healthlint import __version__
from healthlint.cli.checking import check
from healthlint.cli.options import CODES
from healthlint.cli.showing import explain, inspect, list_rules
from healthlint.errors import HealthlintError, placed

_INTERRUPTED = 130


@click.group(epilog=CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="healthlint")
def cli() -> None:
    """Lint health content.

    It finds what a medical editor would mark: terms said to be the same that are not, announced lists that are missing,
    missing disclaimers, hard reading, claims without a source.
    """


for _command in (check, list_rules, explain, inspect):
    cli.add_command(_command)


def main() -> None:
    """Run the command line; what could not be done is one line on standard error and exit code 2."""
    try:
        code = _ended()
    except OSError:  # nobody reads standard error any more
        code = 2
    sys.exit(code)


def _ended() -> int:
    """Run the command that is asked for, say what could not be done, and return the exit code."""
    try:
        return cli.main(standalone_mode=False) or 0  # the code that a command exits with; None where it just ends
    except HealthlintError as error:
        click.echo(f"healthlint: {error}", err=True)
    except click.ClickException as error:
        error.show()
    except click.Abort:  # what click makes of an interrupt
        return _INTERRUPTED
    except SystemExit:  # what click makes of a pipe that broke while it wrote help; its code would mean findings
        pass
    except OSError as error:  # help goes to a full disk, or no process can be started
        place = error.filename if isinstance(error.filename, str) else None
        click.echo(f"healthlint: {placed(error.strerror or str(error), place, None, None)}", err=True)
    except Exception:  # noqa: BLE001 -- a fault of ours must not end with 1, which says that there are findings
        traceback.print_exc()
    return 2
