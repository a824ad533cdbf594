"""The group of commands, each loaded when it is called, and the one place where errors become exit codes."""

import importlib
import sys
from typing import Any

import click

from policyengine import __version__
from policyengine.cli.exit_codes import BROKEN, INTERRUPTED
from policyengine.errors import PolicyEngineError

COMMANDS = {
    "check": "Judge profiles against the rules.",
    "record": "Write the decision records of a profile.",
    "rules": "List, show and test rules.",
    "schema": "Print a JSON Schema.",
}
"""Every command with its line in the help; the module of each has the command's name."""


class Commands(click.Group):
    """A group that imports a command only when it runs: `check` pays for nothing else."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Name the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import and give a command, or None for a name that is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"policyengine.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command named first; suggest the nearest one when there is none."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from policyengine.loading.suggestion import did_you_mean

            hint = did_you_mean(args[0], list(COMMANDS)) or f"the commands are {', '.join(COMMANDS)}"
            raise click.UsageError(f"no command `{args[0]}`; {hint}", ctx)
        return super().resolve_command(ctx, args)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="policyengine")
def policyengine() -> None:
    """Check which language model runs where, by whom and under which terms, and record why.

    Exit codes: 0 nothing to report, 1 verdicts at or above --fail-on, 2 a file, rule or option is wrong, 3 nothing was checked.
    """


def main() -> None:
    """Run the command line; every error a user can cause is printed with its place, and exits 2."""
    try:
        code: Any = policyengine.main(standalone_mode=False)
    except PolicyEngineError as error:
        _print_mistakes(error)
        code = BROKEN
    except click.ClickException as error:
        error.show()
        code = BROKEN
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except BrokenPipeError:
        _silence_output()
        code = 0
    except (Exception, RecursionError) as error:  # noqa: BLE001 - the one boundary: no traceback reaches a user
        _print_bug(error)
        code = BROKEN
    sys.exit(code if isinstance(code, int) else 0)


def _print_mistakes(error: PolicyEngineError) -> None:
    from policyengine.snippet import render_mistake

    for mistake in error.mistakes:
        click.echo(render_mistake(mistake) + "\n", err=True)


def _print_bug(error: BaseException) -> None:
    """Say that it is our fault and give what a report needs, without a traceback."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_globals.get('__name__')}:{place.tb_lineno}" if place else "unknown"
    click.echo(
        f"internal error: {type(error).__name__} in {where}: {error}\n"
        f"  = help: this is a bug in policyengine {__version__}, not in your files; please report it with this text, the command,\n"
        f"          and the file that causes it, at https://github.com/policyengine/policyengine/issues",
        err=True,
    )


def _silence_output() -> None:
    """Let the interpreter flush into nothing after the reader of our output has gone."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
