"""The costs of the options of a profile's workloads, and the changes that alter the answer, as outputs print them."""

from typing import NamedTuple

from policyengine.costs.lines import Cost, together
from policyengine.costs.money import ExchangeRate
from policyengine.costs.ranges import Range
from policyengine.costs.sensitivity import Influence
from policyengine.costs.zones import Zones
from policyengine.option import Option

MARGIN = 0.1
"""Costs that differ by less than this fraction of the higher one are too close to call; configurable default."""


class OptionCost(NamedTuple):
    """The cost of one option: in use, with its share (0 to 1) of requests, or considered, with all requests.

    `estimate` is the team's own figure in USD per month, None without one; `setup_usd` is a one-time cost.
    """

    option: Option
    share: float
    cost: Cost
    estimate: float | None = None
    setup_usd: float | None = None

    @property
    def element(self) -> str:
        """Return the position of the option in its workload."""
        return self.option.element

    @property
    def model(self) -> str:
        """Return the id of its model."""
        return self.option.model

    @property
    def served(self) -> str:
        """Return its hosting and provider: `managed-open at aws-bedrock`."""
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
    """A break-even volume for the way of computation in the label; empty for the default. The margin is not applied."""

    label: str
    zones: Zones


class Turning(NamedTuple):
    """The factors by which one input must change to alter the answer: below 1 and above 1; None for never.

    `amount` is the current input, None for a price and for a fact that options declare differently.
    """

    name: str
    amount: float | None
    lower: float | None
    higher: float | None

    @property
    def nearness(self) -> float:
        """Return the larger of the lower factor and the inverse of the higher: 1 is immediate, 0 is never."""
        return max(self.lower or 0.0, 1 / self.higher if self.higher else 0.0)


class Comparison(NamedTuple):
    """The options in use compared with a considered one: the volumes at which the cheaper one changes.

    `zones` apply the margin, a fraction of the higher cost. `saved` is the current saving of the options in use in USD
    per month, negative if they cost more. `break_evens` start with the one for the default computation. `months` are
    the months of declared growth until today's volume reaches it, and `month` is its calendar month (`2027-06`); None
    and empty if that never happens or no growth is declared. `payback_months` is the payback time of the setup, None if
    there is no setup cost or no saving.
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
    """An undeclared fact: the assumed value with its cost, and another value with its cost, in USD per month."""

    name: str
    counted: float
    usd: Range
    other: float
    other_usd: Range


class WorkloadCost(NamedTuple):
    """The costs of one workload; volumes are None if they are not declared.

    Without declared requests, no volumes are compared: a total of tokens does not determine the size of a request.
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
        """Return the total cost of the options in use."""
        return together(option.cost for option in self.in_use)


class Curve(NamedTuple):
    """Cost by volume: points of requests per day, and for each name the USD per month at these points."""

    requests_per_day: tuple[int, ...]
    costs: tuple[tuple[str, tuple[Range, ...]], ...]


class CostReport(NamedTuple):
    """The costs of a profile's workloads as of an ISO day, and the organisation's exchange rate if it has one.

    `ages` are the sources of the prices used with their ages in days; prices up to `fresh_days` old are current.
    `notes` are sentences about omitted or unconverted costs.
    """

    as_of: str
    workloads: tuple[WorkloadCost, ...]
    rate: ExchangeRate | None = None
    ages: tuple[tuple[str, int], ...] = ()
    fresh_days: int = 180
    notes: tuple[str, ...] = ()
