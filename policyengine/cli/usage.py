"""Commands and options that report a wrong command line in the form of every other mistake."""

import os.path
import re
import sys
from collections.abc import Callable, Sequence
from functools import cached_property
from math import isnan
from typing import Any

import click

from policyengine.errors import Mistake, UsageError


class OneOf(click.ParamType):  # type: ignore[type-arg]  # generic only since click 8.4
    """An option's value out of a few words."""

    name = "word"

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:  # noqa: ARG002 - click's signature
        """Show the words in the help."""
        return f"[{'|'.join(self.words)}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ARG002 - as above
        """Return the word; raises UsageError for any other."""
        if value in self.words:
            return value
        from policyengine.loading.suggestion import did_you_mean

        option = param.opts[0] if param else "option"
        hint = did_you_mean(str(value), self.words) or f"one of {', '.join(self.words)}"
        raise UsageError(Mistake(f"`{value}` is not a value of {option}", hint=hint))


class _Path(click.ParamType):  # type: ignore[type-arg]  # as above
    """The path of a file or a directory."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ARG002 - as above
        """Return the path; raises UsageError for an empty one, which a script with an unset variable passes."""
        if value:
            return value
        option = f" of {param.opts[0]}" if isinstance(param, click.Option) else ""
        hint = "name a path, such as `.`, or set the variable that it comes from"
        raise UsageError(Mistake(f"the path{option} is empty", hint=hint))


A_PATH = _Path()
"""The type of arguments and options that are paths."""


class Within(click.FloatRange):
    """An option's number within bounds, which `nan` is not."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number; fails for one out of bounds."""
        number = super().convert(value, param, ctx)
        if isnan(number):
            self.fail(f"{value} is not a number", param, ctx)
        return number


def flag_that_ends(*names: str, text: str, shown: Callable[[click.Context], str]) -> click.Option:
    """Return an option that prints what `shown` returns, and ends the run.

    click's own options for that search the disk for translations of their help, which takes 2 ms of every run.
    """

    def end(ctx: click.Context, _param: click.Parameter, value: Any) -> None:
        if value and not ctx.resilient_parsing:
            click.echo(shown(ctx))
            ctx.exit()

    return click.Option(names, is_flag=True, expose_value=False, is_eager=True, help=text, callback=end)


class _WithHelp(click.Command):
    """A command whose option for help is made by `flag_that_ends`, and whose epilog is an example."""

    @cached_property
    def _own_help(self) -> click.Option:
        return flag_that_ends("-h", "--help", text="Show this message and exit.", shown=click.Context.get_help)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:  # noqa: ARG002 - click's signature
        """Return the one option for help; click compares it with itself to order the options."""
        return self._own_help

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """Print the example as one line, which can be copied."""
        if self.epilog:
            formatter.write_paragraph()
            formatter.write(f"{self.epilog}\n")


class Command(_WithHelp):
    """A command without commands below it, which ends with a note on each settings file that it did not use.

    With `notes_unused=False` its own report has these notes.
    """

    def __init__(self, *given: Any, notes_unused: bool = True, **named: Any) -> None:
        super().__init__(*given, **named)
        self._notes_unused = notes_unused

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; the notes are printed even where it fails, because they may be the reason."""
        try:
            return super().invoke(ctx)
        finally:
            if self._notes_unused and "policyengine.loading.settings_files" in sys.modules:
                _write_unused_settings()


def _write_unused_settings() -> None:
    from policyengine.cli.output import write_error
    from policyengine.loading.settings_files import unused_settings, without_repository
    from policyengine.snippet import escape_text

    write_error("".join(f"note: {escape_text(line)}\n" for line in unused_settings(without_repository)))


class Commands(_WithHelp, click.Group):
    """A group of commands that lists its commands when the named one is missing or unknown."""

    command_class = Command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command named first; suggest the nearest one for an unknown name."""
        known = self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-"):
            from policyengine.loading.suggestion import did_you_mean

            hint = did_you_mean(args[0], known) or f"the commands are {', '.join(known)}"
            raise UsageError(Mistake(f"no command `{args[0]}`", hint=hint))
        return super().resolve_command(ctx, args)


def refuse_paths(words: Sequence[str]) -> None:
    """Raise UsageError for a word that is an option and the path of a file: a pull request chooses names of files.

    pre-commit and xargs pass such names as they are: `--allow-removed=svc/llm-profile.yaml`.
    """
    for word in words:
        if word == "--":
            return
        if len(word) > 1 and word.startswith("-") and os.path.lexists(word):
            message = f"`{word}` is an option, and also a path here"
            raise UsageError(Mistake(message, hint="write `./` before the path, or rename it"))


def _options(ctx: click.Context | None) -> list[click.Parameter]:
    """Return the options of a command, without its arguments."""
    return [param for param in ctx.command.get_params(ctx) if isinstance(param, click.Option)] if ctx else []


def usage_mistake(error: click.ClickException) -> Mistake:
    """Turn what click refuses into a mistake."""
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path if ctx else "policyengine"
    hint = f"see `{path} --help`"
    if isinstance(error, click.NoSuchOption):
        from policyengine.loading.suggestion import did_you_mean

        known = [name for param in _options(ctx) for name in param.opts]
        return Mistake(f"no option `{error.option_name}`", hint=did_you_mean(error.option_name, known) or hint)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return Mistake(f"`{path}` needs {error.param.human_readable_name.removesuffix('...')}", hint=hint)
    if isinstance(error, click.BadOptionUsage):
        option = error.option_name
        if "does not take a value" in error.message:
            return Mistake(f"option `{option}` takes no value", hint=f"write `{option}` alone")
        return Mistake(f"option `{option}` needs a value", hint=f"write `{option} VALUE`")
    extra = re.fullmatch(r"Got unexpected extra arguments? \((.*)\)\.?", error.message)
    if extra:
        return Mistake(f"`{path}` does not take `{extra[1]}`", hint=hint)
    message = error.format_message().rstrip(".")
    return Mistake(message[:1].lower() + message[1:], hint=hint)
