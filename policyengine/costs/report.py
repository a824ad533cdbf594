"""What the options of a profile's workloads cost, and where that changes: what the outputs of costs print."""

from typing import NamedTuple

from policyengine.costs.lines import Cost, together
from policyengine.costs.money import ExchangeRate
from policyengine.costs.ranges import Range
from policyengine.costs.sensitivity import Influence
from policyengine.costs.zones import Zones
from policyengine.option import Option

MARGIN = 0.1
"""Costs nearer to each other than this fraction of the higher are too close to call: our own choice, and an option."""


class OptionCost(NamedTuple):
    """The cost of one option: in use, with the share (0 to 1) of requests it serves, or considered, serving all.

    `estimate` is the team's own figure in USD per month, None without one; `setup_usd` what is paid once.
    """

    option: Option
    share: float
    cost: Cost
    estimate: float | None = None
    setup_usd: float | None = None

    @property
    def element(self) -> str:
        """Return the option's name in its workload."""
        return self.option.element

    @property
    def model(self) -> str:
        """Return the id of its model."""
        return self.option.model

    @property
    def served(self) -> str:
        """Return how it runs, and at whom: `managed-open at aws-bedrock`."""
        return self.option.served

    @property
    def considered(self) -> bool:
        """Return whether it is only considered."""
        return self.option.considered

    @property
    def price_days(self) -> tuple[tuple[str, str], ...]:
        """Return the sources of the prices with their ISO dates, without repeats; an unknown date is empty."""
        return tuple(sorted(set(self.cost.price_days)))


class BreakEven(NamedTuple):
    """Where two costs are the same, counted as the label says; empty for as counted. No margin is kept."""

    label: str
    zones: Zones


class Turning(NamedTuple):
    """How far one input must move until the answer is another: to `lower` or `higher` times itself; None for never.

    `amount` is the input today, None for a price and for what options declare differently.
    """

    name: str
    amount: float | None
    lower: float | None
    higher: float | None

    @property
    def nearness(self) -> float:
        """Return the higher of the lower factor and of one over the higher: 1 is at once, 0 is never."""
        return max(self.lower or 0.0, 1 / self.higher if self.higher else 0.0)


class Comparison(NamedTuple):
    """All options in use against one considered: at which volume the cheaper one changes, by which margin.

    `zones` keep the margin, a fraction of the higher cost. `saved` is what those in use save today in USD per month,
    negative where they cost more. `break_evens` begin with that as counted. `months` are the months of declared growth
    until today's volume reaches it, and `month` the one of the calendar (`2027-06`); None and empty when it does not or
    none is declared. `payback_months` is when setting up has paid, None where there is nothing to pay or to save.
    """

    element: str
    zones: Zones
    margin: float
    saved: Range
    break_evens: tuple[BreakEven, ...]
    turnings: tuple[Turning, ...] = ()
    months: int | None = None
    month: str = ""
    payback_months: float | None = None


class Assumed(NamedTuple):
    """A fact that nobody declared: the value counted with and its cost, another value and its, in USD per month."""

    name: str
    counted: float
    usd: Range
    other: float
    other_usd: Range


class WorkloadCost(NamedTuple):
    """The costs of one workload; volumes are None where they are not declared.

    Where requests are not, nothing is compared over volumes: a total of tokens does not say what a request is.
    """

    profile: str
    workload: str
    requests_per_day: int | None
    tokens_per_request: int | None
    options: tuple[OptionCost, ...]
    comparisons: tuple[Comparison, ...] = ()
    influences: tuple[Influence, ...] = ()
    curve: "Curve | None" = None
    assumed: tuple[Assumed, ...] = ()
    tokens_per_month: float | None = None

    @property
    def in_use(self) -> tuple[OptionCost, ...]:
        """Return the options in use."""
        return tuple(option for option in self.options if not option.considered)

    @property
    def together(self) -> Cost:
        """Return the cost of the options in use together."""
        return together(option.cost for option in self.in_use)


class Curve(NamedTuple):
    """Cost against volume: points of requests per day, and for each name the USD per month at them."""

    requests_per_day: tuple[int, ...]
    costs: tuple[tuple[str, tuple[Range, ...]], ...]


class CostReport(NamedTuple):
    """The costs of a profile's workloads as of an ISO day, and the organisation's exchange rate if it has one.

    `ages` are the sources of prices behind the costs with their ages in days; up to `fresh_days` they count as fresh.
    `notes` are sentences about what was not counted or not converted.
    """

    as_of: str
    workloads: tuple[WorkloadCost, ...]
    rate: ExchangeRate | None = None
    ages: tuple[tuple[str, int], ...] = ()
    fresh_days: int = 180
    notes: tuple[str, ...] = ()
