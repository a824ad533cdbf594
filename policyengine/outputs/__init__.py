"""Every kind of output with its formats; the module of a format is imported on demand."""

import importlib
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, ParamSpec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from policyengine.costs.report import CostReport
    from policyengine.monitor.monitoring import Monitoring
    from policyengine.offload.reading import Reading
    from policyengine.outputs.report.lines import Piece
    from policyengine.plan.plan import Plan
    from policyengine.report import Report, Totals
    from policyengine.sizes.report import SizeReport


class Options(NamedTuple):
    """Options for printing a report; a format ignores those that do not apply to it.

    `colour` adds terminal colours, `show_passes` a line per verdict that needs no attention, `statistics` a table of
    outcomes per rule and every undeclared fact. Passes are counted and shown only if the report contains them.
    `exit_code` is that of the run, None without a run, and `fail_on` the severity from which verdicts make it 1.
    """

    colour: bool = False
    show_passes: bool = False
    statistics: bool = False
    exit_code: int | None = None
    fail_on: str = "error"


P = ParamSpec("P")


class Output(Generic[P]):
    """A kind of output and its values of `--output-format`, the default first.

    `policyengine/outputs/<kind>/<format>.py` has `render_<kind>_<format>`, a pure function; its text ends in a line
    feed.
    """

    __slots__ = ("formats", "kind")

    def __init__(self, kind: str, formats: tuple[str, ...]) -> None:
        self.kind, self.formats = kind, formats

    def render(self, name: str, *given: P.args, **named: P.kwargs) -> str:
        """Return the text of a value in the format with this name."""
        module = importlib.import_module(f"policyengine.outputs.{self.kind}.{name}")
        text: str = getattr(module, f"render_{self.kind}_{name}")(*given, **named)
        return text


class Streamed(NamedTuple):
    """A format whose pieces are printed profile by profile: those of a part of a run, and those that close it."""

    part: "Callable[[Report, Options], Iterator[Piece]]"
    closing: "Callable[[Totals, Options], Iterator[Piece]]"


def streamed_report(name: str) -> Streamed | None:
    """Return the format of a report with this name as one that is streamed; None for one that is printed whole."""
    module: Any = importlib.import_module(f"policyengine.outputs.report.{name}")
    if not hasattr(module, f"part_{name}"):
        return None
    return Streamed(getattr(module, f"part_{name}"), getattr(module, f"closing_{name}"))


REPORT: "Output[[Report, Options]]" = Output("report", ("text", "full", "concise", "json"))
COST: "Output[[CostReport]]" = Output("cost", ("text", "json", "csv", "markdown", "html"))
SIZE: "Output[[SizeReport]]" = Output("size", ("text", "json", "csv", "markdown"))
PLAN: "Output[[Plan]]" = Output("plan", ("text", "json", "markdown"))
MONITOR: "Output[[Monitoring]]" = Output("monitor", ("text", "json"))
OFFLOAD: "Output[[Reading]]" = Output("offload", ("text", "json"))

OUTPUTS = (REPORT, COST, SIZE, PLAN, MONITOR, OFFLOAD)
"""Every kind."""
