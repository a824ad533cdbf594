"""A report as text, one module per format; each is imported only when it is asked for."""

from collections.abc import Callable
from typing import NamedTuple

from policyengine.report import Report


class Options(NamedTuple):
    """How a report is to be printed; a format ignores what means nothing to it.

    `colour` adds terminal colours, `show_passes` a line per verdict that asks nothing of anybody, `statistics` a
    table of outcomes per rule and the whole to-do list. Passes are counted and shown only where the report holds them.
    """

    colour: bool = False
    show_passes: bool = False
    statistics: bool = False


Renderer = Callable[[Report, Options], str]
"""A pure function of a report; its text ends in a line feed."""


def _text(report: Report, options: Options) -> str:
    from policyengine.reporters.text import render_text

    return render_text(report, options)


def _json(report: Report, options: Options) -> str:
    from policyengine.reporters.json_report import render_json

    return render_json(report, options)


REPORTERS: dict[str, Renderer] = {"text": _text, "json": _json}
"""Every output format, by the name that `--output-format` takes."""
