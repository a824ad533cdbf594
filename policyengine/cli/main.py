"""The group of commands, each loaded when it is called, and the one place where errors become exit codes."""

import importlib
import os
import sys
from typing import Any

import click

from policyengine import __version__
from policyengine.cli.exit_codes import BROKEN, INTERRUPTED
from policyengine.cli.output import write_error, write_mistakes
from policyengine.cli.usage import Commands, flag_that_ends, refuse_paths, usage_mistake
from policyengine.errors import Mistake, PolicyEngineError

GROUPS = {
    "Check and explain": {
        "check": "Judge profiles against the rules.",
        "explain": "Show how a rule judges profiles, and what would change its verdict.",
        "settings": "Print the settings in force, with the line each is from.",
    },
    "Decide and record": {
        "record": "Write the decision records of profiles, or compare them.",
        "records": "Lint and renumber records.",
        "waive": "Add a waiver to a profile, to be approved.",
        "plan": "Plan how workloads move to their choice: phases, dates, gates, routes.",
    },
    "Compute": {
        "cost": "Compute what the options of profiles cost, with the working.",
        "size": "Compute the memory that models need, and which GPUs hold it.",
        "methods": "List, show and run published cost calculators.",
        "monitor": "Report whether results of evaluation runs fell too far.",
        "offload": "List the types of request in a log that could move to a smaller option.",
    },
    "Rules and catalog": {
        "rules": "List, show and test rules.",
        "catalog": "Bring the catalog's prices up to date.",
        "schema": "Print a JSON Schema.",
    },
}
"""Every command with its line in the help, by task; the module of each has the command's name."""

COMMANDS = {name: line for group in GROUPS.values() for name, line in group.items()}
"""Every command with its line in the help."""

FORMER = {"candidates": "offload"}
"""Names that commands had in version 0.1.0, which still work."""


_VERSION = flag_that_ends(
    "--version", text="Show the version and exit.", shown=lambda _ctx: f"policyengine {__version__}"
)


class LazyCommands(Commands):
    """A group that imports a command only when it runs: `check` pays for nothing else."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Name the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import and return a command, or None for an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"policyengine.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command named first, also by a former name."""
        return super().resolve_command(ctx, [FORMER.get(args[0], args[0]), *args[1:]])

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """List the commands without importing them."""
        width = max(map(len, COMMANDS))
        for title, group in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(width), line) for name, line in group.items()])


@click.command(
    cls=LazyCommands,
    no_args_is_help=False,
    context_settings={"max_content_width": 100},
    params=[_VERSION],
    epilog="Example: policyengine check .",
)
def policyengine() -> None:
    """Check which language model runs where, by whom and under which terms, and record why.

    Exit codes: 0 nothing to report, 1 verdicts at or above --fail-on, 2 a file, rule or option is wrong,
    3 nothing was checked.
    """


def main() -> None:
    """Run the command line; every error a user can cause is printed with its place, and exits 2."""
    try:
        refuse_paths(sys.argv[1:])
        code: Any = policyengine.main(prog_name="policyengine", standalone_mode=False)
    except PolicyEngineError as error:
        write_mistakes(error.mistakes)
        code = BROKEN
    except click.ClickException as error:
        write_mistakes((usage_mistake(error),))
        code = BROKEN
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except OSError as error:
        code = _ended(error)
    except Exception as error:  # noqa: BLE001 - the one boundary: no traceback reaches a user
        _write_bug(error)
        code = BROKEN
    sys.exit(code if isinstance(code, int) else 0)


def _ended(error: OSError) -> int:
    """Report what the system refuses, at its file; any other error of the system is a bug."""
    if not _is_somewhere():
        write_mistakes((Mistake("the working directory no longer exists", hint="change to a directory that exists"),))
    elif isinstance(error, PermissionError) and isinstance(error.filename, str):
        from policyengine.loading.files import cannot_read
        from policyengine.loading.paths import display_path

        write_mistakes(cannot_read(error.filename, display_path(error.filename), error).mistakes)
    else:
        _write_bug(error)
    return BROKEN


def _is_somewhere() -> bool:
    try:
        os.getcwd()
    except OSError:
        return False
    return True


def _write_bug(error: Exception) -> None:
    """Print that the program is at fault and what a report needs, without a traceback."""
    from policyengine.snippet import escape_text

    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_globals.get('__name__')}:{place.tb_lineno}" if place else "unknown"
    write_error(
        f"internal error: {escape_text(f'{type(error).__name__} in {where}: {error}')}\n"
        f"  = help: this is a bug in policyengine {__version__}, not in your files; please report it to the\n"
        f"          maintainers with this text, the command, and the file that causes it\n"
    )
