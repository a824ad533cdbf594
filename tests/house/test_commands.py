"""Every command line that a message or a page names is one that the program takes as it is written."""

import ast
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import click
import pytest

from policyengine.cli.main import policyengine
from tests.house.sources import ROOT, parsed, python_files, relative

QUOTED = re.compile(r"`(policyengine(?:\s[^`]*)?)`")
IN_A_BLOCK = re.compile(r"^(?:\$ )?(policyengine [^\n]*)$", re.MULTILINE)
FENCED = re.compile(r"^```([^\n]*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
OF_COMMANDS = {"", "sh", "console", "text"}
"""The languages of blocks that hold command lines."""

INSTRUCTION = re.compile(r"\b(?:run|Run|with|see|See)\s+$")
VALUE = "VALUE"
"""Stands for what a message fills in."""

NAMES = {
    ("policyengine/records/index.py", "policyengine record"),  # what every index on disk says, compared by its bytes
}
"""Where the package's texts name a command without saying that it be run."""


class Named(NamedTuple):
    """A command line, and where it is named; `to_run` says that it is there to be copied."""

    place: str
    line: str
    to_run: bool


def texts(path: Path) -> Iterator[str]:
    """Yield the strings of a module that are no docstrings, with `VALUE` for what they fill in."""
    module = parsed(path)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(module)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    parts = {id(part) for node in ast.walk(module) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(module):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else VALUE for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not {id(node)} & (docs | parts):
            yield node.value


def of_the_package() -> Iterator[Named]:
    """Yield the command lines in messages and hints; a name before "needs" or "does not take" is told as a name."""
    for path in python_files("policyengine"):
        place = relative(path)
        for text in texts(path):
            if re.fullmatch(r"policyengine [a-z]+ .*", text, re.DOTALL) and not re.search(r"[.;:`]|\n", text):
                yield Named(place, text, to_run=True)
            for found in QUOTED.finditer(text):
                told = re.match(r" (?:needs|does not take)\b", text[found.end() :])
                if not told and (place, found[1]) not in NAMES:
                    yield Named(place, found[1], to_run=True)


def of_pages() -> Iterator[Named]:
    """Yield the command lines of the documentation, of rules and of templates; a bare name is there to be read."""
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "rules").rglob("*.yaml")]
    pages += [*(ROOT / "catalog").rglob("*.md"), *(ROOT / "templates").rglob("*"), ROOT / "benchmarks" / "README.md"]
    for page in pages:
        if page.is_file() and page.name != "CHANGELOG.md":
            text = page.read_text(encoding="utf-8")
            for found in QUOTED.finditer(text):
                is_bare = not re.search(r"\s[A-Z<-]|[./=]", found[1])
                yield Named(relative(page), found[1], not is_bare or bool(INSTRUCTION.search(text[: found.start()])))
            for block in FENCED.finditer(text):
                lines = IN_A_BLOCK.findall(block[2]) if block[1] in OF_COMMANDS else ()
                yield from (Named(relative(page), line, to_run=True) for line in lines)


def refusal(line: str) -> str:
    """Return why the program does not take a command line; empty where it does. No file is looked at."""
    words = shlex.split(re.split(r"\s+(?:#|\||>|&&|\\$)", " ".join(line.split()))[0])[1:]
    command: click.Command = policyengine
    context = click.Context(command, info_name="policyengine")
    while isinstance(command, click.Group):
        if not words or words[0] in ("--help", "--version"):
            return "" if words else "no command"
        name, command_ = words[0], command.get_command(context, words[0])
        if command_ is None:
            return f"no command `{name}`"
        command, words = command_, words[1:]
        context = click.Context(command, info_name=name, parent=context)
    if "--help" in words:
        return ""
    try:
        options, rest, _ = command.make_parser(context).parse_args(words)
    except click.UsageError as error:
        return error.format_message()
    absent = [
        one.human_readable_name
        for one in command.params
        if isinstance(one, click.Argument) and one.required and not _is_set(options.get(one.name or ""))
    ]
    return f"needs {', '.join(absent)}" if absent else f"does not take {rest}" if rest else ""


def _is_set(value: object) -> bool:
    return bool(value) and isinstance(value, str | tuple | list)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("policyengine record llm-profile.yaml", ""),
        ("policyengine record PROFILE --amend NOTE", ""),
        ("policyengine rules list --since 2026-11-28 | less", ""),
        ("policyengine record", ""),
        ("policyengine waive RULE", "needs PROFILE"),
        ("policyengine records renumber", "needs DIRECTORY, FILE"),
        ("policyengine recrod PROFILE", "no command `recrod`"),
        ("policyengine check . --polcy-from main", "No such option"),
    ],
)
def test_what_is_refused(line: str, why: str) -> None:
    """The law tells a line that runs from one that does not."""
    assert refusal(line).startswith(why)
    assert bool(refusal(line)) == bool(why)


@pytest.mark.parametrize("found", [of_the_package, of_pages], ids=["package", "pages"])
def test_command_lines_are_taken_as_written(found: Callable[[], Iterator[Named]]) -> None:
    """Each has what the command needs: the value at hand, or a word such as PROFILE."""
    named = list(found())
    assert sum(one.to_run for one in named) > 10
    refused = {(one.place, one.line): why for one in named if one.to_run and (why := refusal(one.line))}
    assert refused == {}


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """Yield a command and those below it, with their names as people type them."""
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=name)
        for part in command.list_commands(context):
            below = command.get_command(context, part)
            assert below is not None
            yield from commands(below, f"{name} {part}")


@pytest.mark.parametrize(("name", "command"), [*commands(policyengine, "policyengine")])
def test_every_help_ends_with_an_example(name: str, command: click.Command) -> None:
    """The help of a command ends with one line that the command takes."""
    example = (command.epilog or "").removeprefix("Example: ")
    assert f"{example} ".startswith(f"{name} "), f"give `{name}` an epilog such as `Example: {name} …`"
    assert refusal(example) == ""
    assert command.get_help(click.Context(command, info_name=name)).endswith(f"\n\nExample: {example}")


def test_names_of_commands_are_commands() -> None:
    """Where a page only names a command, there is one of that name."""
    names = {(one.place, one.line) for one in of_pages() if not one.to_run}
    assert {name: why for name in names if (why := refusal(name[1])).startswith(("no command `", "No such"))} == {}
