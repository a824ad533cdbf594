"""What the options of a profile's workloads cost, and where that changes: what the cost reporters print."""

from typing import NamedTuple

from policyengine.costing.lines import Cost
from policyengine.costing.money import ExchangeRate
from policyengine.costing.ranges import Range, total
from policyengine.costing.sensitivity import Influence
from policyengine.costing.zones import Zones


class OptionCost(NamedTuple):
    """The cost of one option: in use, with the share (0 to 1) of requests it serves, or considered, serving all.

    `estimate` is the team's own figure in USD per month, None without one; `setup_usd` what is paid once;
    `price_days` are the price sets behind the lines with their ISO dates.
    """

    element: str
    model: str
    served: str
    share: float
    considered: bool
    cost: Cost
    estimate: float | None = None
    setup_usd: float | None = None
    price_days: tuple[tuple[str, str], ...] = ()


class Comparison(NamedTuple):
    """All options in use against one considered: at which volume the cheaper one changes.

    `months` are the months of declared growth until today's volume crosses; None when it does not, or none is declared.
    """

    element: str
    zones: Zones
    months: int | None = None


class WorkloadCost(NamedTuple):
    """The costs of one workload; volumes are None where they are not declared."""

    profile: str
    workload: str
    requests_per_day: int | None
    tokens_per_request: int | None
    options: tuple[OptionCost, ...]
    comparisons: tuple[Comparison, ...] = ()
    influences: tuple[Influence, ...] = ()
    curve: "Curve | None" = None

    @property
    def in_use(self) -> tuple[OptionCost, ...]:
        """Give the options in use."""
        return tuple(option for option in self.options if not option.considered)

    @property
    def usd_per_month(self) -> Range:
        """Give what the options in use cost together, in USD per month."""
        return total(option.cost.usd_per_month for option in self.in_use)


class Curve(NamedTuple):
    """Cost against volume: points of requests per day, and for each name the USD per month at them."""

    requests_per_day: tuple[int, ...]
    costs: tuple[tuple[str, tuple[Range, ...]], ...]


class CostReport(NamedTuple):
    """The costs of a profile's workloads as of an ISO day, and the organisation's exchange rate if it has one.

    `ages` are the price sets behind the costs with their ages in days; up to `fresh_days` prices count as fresh.
    """

    as_of: str
    workloads: tuple[WorkloadCost, ...]
    rate: ExchangeRate | None = None
    ages: tuple[tuple[str, int], ...] = ()
    fresh_days: int = 180
