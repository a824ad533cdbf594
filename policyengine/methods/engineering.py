"""The cost of people: hours, setup with payback, and a factor on GPUs (004:L31-37, 001:L56, 000:L276)."""

from typing import NamedTuple

from policyengine.costs.lines import (
    Cost,
    Factor,
    Line,
    engineering_line,
    exact_engineering_usd,
    loaded_line,
    payback_months,
)
from policyengine.costs.ranges import Range, exactly
from policyengine.costs.tokens import tokens_that_cost
from policyengine.methods.fixed_workload import FRONTIER, SELF_HOSTED
from policyengine.methods.list_prices import GPT_4O, SONNET, Api


def _mixed(api: Api) -> float:
    return (10 * api.input_usd_per_million + 2 * api.output_usd_per_million) / 12


MIXED = Range(_mixed(GPT_4O), _mixed(SONNET))
"""USD per million tokens at ten parts input to two parts output (004:L31)."""


class Upkeep(NamedTuple):
    """Engineering hours per month and their price; the GPU bill; a blended API price per million tokens."""

    hours_per_month: float = 10
    usd_per_hour: float = 100
    compute_usd_per_month: Range = Range(720, 1_440)
    api_usd_per_million: Range = MIXED


class LoadedBill(NamedTuple):
    """Engineering alone, with the GPU, and the tokens per month at which an API costs as much."""

    engineering_usd_per_month: float
    usd_per_month: Range
    break_even_tokens_per_month: Range


def engineering_time(upkeep: Upkeep) -> LoadedBill:
    """Return hours x rate + GPU, and the break-even against an API."""
    people = engineering_line(exactly(upkeep.hours_per_month), exactly(upkeep.usd_per_hour))
    machine = Line("GPU", (Factor(upkeep.compute_usd_per_month, "USD per month"),))
    total = Cost((people, machine)).usd_per_month
    return LoadedBill(people.usd_per_month.low, total, tokens_that_cost(total, upkeep.api_usd_per_million))


class SetUp(NamedTuple):
    """Hours of setup and their price, the payback hurdle as a multiple, and the monthly saving."""

    hours: float = 20
    usd_per_hour: float = 50
    hurdle: float = 2
    saving_usd_per_month: float = FRONTIER.usd_per_month - SELF_HOSTED.usd_per_month


class SetUpPayback(NamedTuple):
    """The setup cost, the hurdle, and the months until each is reached; infinite without a saving."""

    setup_usd: float
    hurdle_usd: float
    months: float
    months_to_hurdle: float


def setup_payback(setup: SetUp) -> SetUpPayback:
    """Return hours x rate / saving, once and times the hurdle."""
    months = payback_months(setup.hours, setup.usd_per_hour, setup.saving_usd_per_month)
    over = payback_months(setup.hours * setup.hurdle, setup.usd_per_hour, setup.saving_usd_per_month)
    cost = exact_engineering_usd(setup.hours, setup.usd_per_hour)
    return SetUpPayback(cost, exact_engineering_usd(setup.hours * setup.hurdle, setup.usd_per_hour), months, over)


class BareGpus(NamedTuple):
    """A bare GPU bill, and the factor for its full cost (000:L276)."""

    machines_usd_per_month: Range
    multiplier: Range = Range(2, 3)


class LoadedGpus(NamedTuple):
    """The fully loaded bill."""

    usd_per_month: Range
    overhead_usd_per_month: Range


def loaded_cost(bare: BareGpus) -> LoadedGpus:
    """Return the bare bill x the factor."""
    machines = Line("GPUs", (Factor(bare.machines_usd_per_month, "USD per month"),))
    overhead = loaded_line(machines, bare.multiplier)
    return LoadedGpus(Cost((machines, overhead)).usd_per_month, overhead.usd_per_month)
