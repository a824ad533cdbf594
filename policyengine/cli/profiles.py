"""The profiles that a command line names: files, directories, or `-` for standard input, with one answer for each."""

import os.path
import sys
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import click

from policyengine.cli.exit_codes import BROKEN, CLEAN, NOTHING_CHECKED, VERDICTS
from policyengine.cli.first_profile import nothing_found, write_nothing_found
from policyengine.cli.output import write_mistakes, write_output
from policyengine.cli.usage import A_PATH
from policyengine.errors import InputError, Mistake, PolicyEngineError, UsageError
from policyengine.loading.discovery import find_profiles
from policyengine.loading.paths import display_path

STDIN = "-"
"""The name of standard input on a command line."""


def _here_by_default(_context: click.Context, _parameter: click.Parameter, paths: tuple[str, ...]) -> tuple[str, ...]:
    return paths or (os.curdir,)


def paths_argument(metavar: str) -> Callable[[Any], Any]:
    """Return the argument of a command that takes profiles: the current directory where none is named."""
    return click.argument("paths", nargs=-1, metavar=f"[{metavar}]...", type=A_PATH, callback=_here_by_default)


profiles_argument = paths_argument("PROFILE")
"""The profiles of a command: files and directories, or `-`."""

stdin_filename_option = click.option(
    "--stdin-filename", metavar="PATH", help="Name of the profile read from `-`; its settings are found from there."
)
"""The option that gives standard input a place."""


class Answer(NamedTuple):
    """The text that a command prints about one profile, its exit code, and mistakes to report."""

    text: str
    code: int
    mistakes: tuple[Mistake, ...] = ()


Step = Callable[[str, str | None], Answer]
"""Answers about one profile: its path and, when it was read elsewhere, its text."""


def named_profiles(paths: Sequence[str], stdin_filename: str | None = None) -> list[tuple[str, str | None]]:
    """Return the profiles that paths name, with the text of one from standard input.

    Raises InputError for a path that does not exist, UsageError for `-` beside other paths.
    """
    if STDIN in paths:
        return [standard_input(paths, stdin_filename)]
    if stdin_filename is not None:
        raise UsageError(Mistake("--stdin-filename goes with `-`", hint="name `-` instead of a path"))
    if len(paths) == 1 and not os.path.isdir(paths[0]):
        return [(paths[0], None)]
    search = find_profiles(paths)
    if search.mistakes:
        raise InputError(*search.mistakes)
    return [(path, None) for path in search.files]


def standard_input(paths: Sequence[str], stdin_filename: str | None) -> tuple[str, str]:
    """Return the name and text of the profile on standard input; raises UsageError where it cannot be read."""
    if len(paths) > 1:
        raise UsageError(Mistake("`-` cannot be combined with other paths", hint="use a separate run for each"))
    if sys.stdin is None:
        raise UsageError(Mistake("standard input is closed", hint="pass the profile through a pipe, or name its file"))
    from policyengine.loading.files import LIMIT, text_of

    name = stdin_filename or "llm-profile.yaml"
    return name, text_of(sys.stdin.buffer.read(LIMIT + 1), name)


def sole_profile(path: str, command: str) -> str:
    """Return the path of the one profile that a path names; raises UsageError for `-`, and for several or none."""
    refuse_stdin((path,))
    if not os.path.isdir(path):
        return path
    files = [name for name, _ in named_profiles([path])]
    if not files:
        raise UsageError(nothing_found([path]))
    if len(files) > 1:
        named = ", ".join(f"`{name}`" for name in files[:5])
        more = f" and {len(files) - 5} more" if len(files) > 5 else ""  # noqa: PLR2004 - as many as are named
        message = f"`{display_path(path)}` has {len(files)} profiles, and `{command}` takes one"
        raise UsageError(Mistake(message, hint=f"name one of {named}{more}"))
    return files[0]


def refuse_stdin(paths: Sequence[str]) -> None:
    """Raise UsageError for `-` in a command that needs the file of a profile, or files beside it."""
    if STDIN in paths:
        message = "`-` is standard input, and this command needs the profile's file"
        raise UsageError(Mistake(message, hint="name the file"))


def are_several(paths: Sequence[str]) -> bool:
    """Return whether paths can name more than one profile, whether or not they do now."""
    return len(paths) > 1 or any(os.path.isdir(path) for path in paths)


def refuse_swapped(command: str, rule_id: str, paths: Sequence[str]) -> None:
    """Raise UsageError where a path is given as the rule."""
    if not os.path.exists(rule_id) and not rule_id.endswith((".yaml", ".yml")):
        return
    rule = paths[0] if paths and not os.path.exists(paths[0]) else "RULE"
    message = f"`{rule_id}` is a path, and the rule comes first"
    raise UsageError(Mistake(message, hint=f"write `{command} {rule} {rule_id}`"))


def refuse_for_several(paths: Sequence[str], **options: Any) -> None:
    """Raise UsageError for an option about one profile where paths can name several."""
    for name, value in options.items():
        if value and are_several(paths):
            message = f"--{name.replace('_', '-')} goes with one profile"
            raise UsageError(Mistake(message, hint="name its file"))


def answer_each(
    profiles: Sequence[tuple[str, str | None]],
    paths: Sequence[str],
    step: Step,
    write: Callable[[list[tuple[str, str]]], None],
    output_format: str = "text",
) -> int:
    """Answer about each profile and write the texts; a broken profile does not stop the others.

    `write` takes the texts by path. The exit code is the first of these that applies: a broken file, verdicts, success,
    nothing at all.
    """
    if not profiles:
        write_nothing_found(paths, output_format)
        return NOTHING_CHECKED
    texts: list[tuple[str, str]] = []
    mistakes: dict[Mistake, None] = {}
    codes: set[int] = set()
    for path, text in profiles:
        try:
            answer = step(path, text)
        except UsageError:
            raise
        except PolicyEngineError as error:
            if len(profiles) == 1:
                raise
            mistakes |= dict.fromkeys(error.mistakes)
            codes.add(BROKEN)
        else:
            texts += [(display_path(path), answer.text)] if answer.text else []
            mistakes |= dict.fromkeys(answer.mistakes if len(profiles) == 1 or answer.code != NOTHING_CHECKED else ())
            codes.add(answer.code)
    if texts:
        write(texts)
    code = next(code for code in (BROKEN, VERDICTS, CLEAN, NOTHING_CHECKED) if code in codes)
    if code == NOTHING_CHECKED and len(profiles) > 1:
        message = f"none of {len(profiles)} profiles has anything to report on"
        mistakes[Mistake(message, hint="name one of them to see what it lacks")] = None
    write_mistakes(tuple(mistakes))
    return code


def write_joined(output_format: str, output_file: str | None, kept: Sequence[str], *, several: bool) -> Any:
    """Return a function that writes the texts of several profiles as one, or the text of one as it is."""

    def write(texts: list[tuple[str, str]]) -> None:
        if several:
            from policyengine.outputs.several import joined

            text = joined(output_format, texts)
        else:
            text = texts[0][1]
        write_output(text, output_file, kept=kept)

    return write
