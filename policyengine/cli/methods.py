"""`policyengine methods`: the articles' calculators, listed, explained and run."""

from collections.abc import Callable
from typing import Any

import click

from policyengine.cli.arguments import output_format_option
from policyengine.cli.exit_codes import CLEAN
from policyengine.cli.output import write_output
from policyengine.cli.usage import Commands
from policyengine.costs.quantities import Unreadable
from policyengine.errors import Mistake, UsageError
from policyengine.loading.suggestion import did_you_mean
from policyengine.location import Location
from policyengine.methods.method import Method
from policyengine.methods.registry import METHODS
from policyengine.outputs.methods.json import method_json, methods_json, result_json
from policyengine.outputs.methods.text import method_page, methods_text, result_text

Command = Callable[..., Any]


_output_format = output_format_option(("text", "json"), "output")


@click.group(name="methods", cls=Commands, no_args_is_help=False, epilog="Example: policyengine methods list")
def command() -> None:
    """List, show and run published calculators of cost.

    They are those of five articles, each with its source, and with the figures that its article published otherwise.
    """


@command.command(name="list", epilog="Example: policyengine methods list")
@_output_format
def list_methods(output_format: str) -> int:
    """List the methods: id and title."""
    write_output((methods_json if output_format == "json" else methods_text)(METHODS))
    return CLEAN


@command.command(name="show", epilog="Example: policyengine methods show seed-000/volume-table")
@click.argument("method_id", metavar="METHOD")
@_output_format
def show_method(method_id: str, output_format: str) -> int:
    """Show METHOD: formula, sources, inputs, limits.

    And what its articles published, beside what the formula gives.
    """
    write_output((method_json if output_format == "json" else method_page)(_known(method_id)))
    return CLEAN


@command.command(name="run", epilog="Example: policyengine methods run seed-000/volume-table volume=10M/day")
@click.argument("method_id", metavar="METHOD")
@click.argument("inputs", metavar="[NAME=VALUE]...", nargs=-1)
@_output_format
def run_method(method_id: str, inputs: tuple[str, ...], output_format: str) -> int:
    """Compute METHOD from NAME=VALUE.

    Such as `requests_per_day=1k`, `volume=40M/month` or `api_off=10%..30%`. A unit behind a number is checked. What is
    not given has the default that `methods show METHOD` names.
    """
    method = _known(method_id)
    values = _values(method, inputs)
    write_output((result_json if output_format == "json" else result_text)(method, values, method.run(values)))
    return CLEAN


def _known(method_id: str) -> Method:
    if method_id not in METHODS:
        hint = did_you_mean(method_id, METHODS) or "`policyengine methods list` names the methods"
        raise UsageError(Mistake(f"no method `{method_id}`", hint=hint))
    return METHODS[method_id]


def _values(method: Method, given: tuple[str, ...]) -> dict[str, Any]:
    """Read all inputs; raises UsageError with everything that is wrong with them."""
    forms = {item.name: item.form for item in method.inputs}
    values: dict[str, Any] = {}
    mistakes: list[Mistake] = []
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name or not value.strip():
            mistakes.append(Mistake(f"`{text}` is not an input", hint="write NAME=VALUE"))
        elif name not in forms:
            hint = did_you_mean(name, forms) or f"its inputs are {', '.join(forms)}"
            mistakes.append(Mistake(f"{method.id} has no input `{name}`", hint=hint))
        elif name in values:
            mistakes.append(Mistake(f"`{name}` is given twice", hint="give it once"))
        else:
            values[name] = None
            try:
                values[name] = forms[name].read(value)
            except Unreadable as error:
                mistakes.append(_unreadable(error, name, text))
    mistakes += [
        Mistake(f"{method.id} needs {item.name}", hint=f"give {item.name}=…: {item.meaning} ({item.form.name})")
        for item in method.inputs
        if item.name not in values and item.name not in method.defaults
    ]
    if mistakes:
        raise UsageError(*mistakes)
    return values


def _unreadable(error: Unreadable, name: str, text: str) -> Mistake:
    """Point at what is wrong in an argument, as if the argument were a file of one line."""
    start = len(name) + 2
    place = Location("argument", 1, start + error.start, 1, start + error.end)
    return Mistake(f"{name}: {error.message}", place, text, error.hint)
