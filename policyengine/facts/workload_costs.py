"""What each option of a workload costs, and how that changes with volume and inputs."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from policyengine.case import Case
from policyengine.cost_report import Comparison, CostReport, Curve, OptionCost, WorkloadCost
from policyengine.costing.growth import months_until
from policyengine.costing.lines import Cost
from policyengine.costing.money import ExchangeRate
from policyengine.costing.people import engineering_line
from policyengine.costing.ranges import Range, exactly, total
from policyengine.costing.sensitivity import STEP, Influence, influences
from policyengine.costing.zones import zones
from policyengine.facts.costs import option_cost, shares_of
from policyengine.facts.prices import price_age_days
from policyengine.facts.surroundings import Facts, Surroundings

REQUESTS = "workload.volume.requests_per_day"
INPUTS = (
    REQUESTS,
    "workload.volume.input_tokens",
    "workload.volume.output_tokens",
    "workload.volume.peak_factor",
    "workload.volume.cached_share",
    "workload.volume.batch_share",
    "option.serving.requests_per_second",
    "option.estimate.purchase_usd",
    "option.estimate.engineering_hours_per_month",
    "team.engineer_hourly_usd",
    "team.loaded_multiplier",
)
"""The facts whose influence is told, where they are declared."""

_PRICES = {
    "price of tokens": "USD per 1M tokens",
    "price of GPU-hours": "USD per GPU-hour",
    "price of GPUs": "USD bought",
}
_CENT = 0.01
_TOKENS = ("workload.volume.input_tokens", "workload.volume.output_tokens")


class _Served(NamedTuple):
    case: Case
    share: float

    def cost(self, around: Surroundings, changed: Mapping[str, float]) -> Cost:
        return option_cost({**self.case.facts, **changed}, around, self.share)


def cost_report(cases: Sequence[Case], around: Surroundings) -> CostReport:
    """Give the costs of every workload of one profile, from the cases of its options, those considered included."""
    workloads: dict[str, list[Case]] = {}
    for case in cases:
        if case.subject.scope == "option":
            workloads.setdefault(case.subject.workload, []).append(case)
    found = tuple(_workload(name, options, around) for name, options in workloads.items())
    sources = sorted({name for workload in found for option in workload.options for name, _ in option.price_days})
    ages = tuple((name, age) for name in sources if (age := price_age_days(name, around)) is not None)
    return CostReport(around.today.date().isoformat(), found, exchange_rate(around.settings.facts), ages)


def exchange_rate(facts: Facts) -> ExchangeRate | None:
    """Give the organisation's rate, or None when its code, value or day is not declared."""
    code, per_usd, day = (facts.get(f"organization.currency.{key}") for key in ("code", "per_usd", "date"))
    if not code or not per_usd or day is None:
        return None
    return ExchangeRate(code, per_usd, day.date().isoformat(), facts.get("organization.currency.source") or "settings")


def _workload(name: str, cases: list[Case], around: Surroundings) -> WorkloadCost:
    used = [case for case in cases if not case.considered]
    served = [_Served(case, share) for case, share in zip(used, shares_of([case.facts for case in used]), strict=True)]
    considered = [_Served(case, 1.0) for case in cases if case.considered]
    options = tuple(_option(each, around) for each in (*served, *considered))
    facts = cases[0].facts
    requests = facts.get(REQUESTS)
    tokens = [facts[path] for path in _TOKENS if path in facts]
    per_request = sum(tokens) if len(tokens) == len(_TOKENS) else None
    counted = WorkloadCost(cases[0].subject.profile, name, requests, per_request, options)
    if not served or requests is None:
        return counted
    return counted._replace(
        comparisons=tuple(_comparisons(served, considered, options, around)),
        influences=_influences(served, around),
        curve=_curve(served, considered, options, requests, around),
    )


def _option(served: _Served, around: Surroundings) -> OptionCost:
    facts, subject = served.case.facts, served.case.subject
    cost = served.cost(around, {})
    hours, hourly = facts.get("option.estimate.setup_hours"), facts.get("team.engineer_hourly_usd")
    setup = None
    if hours is not None and hourly is not None:
        setup = engineering_line(exactly(hours), exactly(hourly)).usd_per_month.low
    return OptionCost(
        subject.element,
        facts["option.model.id"],
        " at ".join(part for part in (facts["option.hosting"], facts.get("option.provider.id")) if part),
        served.share,
        served.case.considered,
        cost,
        facts.get("option.estimate.monthly_usd"),
        setup,
        _price_days(cost, around),
    )


def _price_days(cost: Cost, around: Surroundings) -> tuple[tuple[str, str], ...]:
    sources = sorted({line.source for line in cost.lines if line.source})
    entries = [(source, around.catalog.find("prices", source)) for source in sources]
    return tuple((source, entry.extra["as_of"]) for source, entry in entries if entry is not None)


def _at(served: Sequence[_Served], around: Surroundings) -> Callable[[int], Range]:
    """Give the cost of options together as a function of requests per day."""
    return lambda volume: total(each.cost(around, {REQUESTS: volume}).usd_per_month for each in served)


def _is_counted(served: Sequence[_Served], around: Surroundings) -> bool:
    costs = [each.cost(around, {}) for each in served]
    return any(cost.lines for cost in costs) and not any(cost.missing for cost in costs)


def _comparisons(
    served: list[_Served], considered: list[_Served], options: tuple[OptionCost, ...], around: Surroundings
) -> list[Comparison]:
    if not _is_counted(served, around):
        return []
    found = []
    facts = served[0].case.facts
    growth = facts.get("workload.volume.growth_percent_per_month")
    for other, option in zip(considered, options[len(served) :], strict=True):
        if _is_counted([other], around):
            compared = zones(_at(served, around), _at([other], around))
            border = next((begin for begin, _ in compared.parts if begin > facts[REQUESTS]), None)
            months = months_until(facts[REQUESTS], growth, border) if growth and border else None
            found.append(Comparison(option.element, compared, months))
    return found


def _influences(served: list[_Served], around: Surroundings) -> tuple[Influence, ...]:
    """Move each declared input and each kind of price a fifth down and up; the cost is the middle of its range."""
    declared = {path: float(each.case.facts[path]) for each in served for path in INPUTS if path in each.case.facts}

    def cost_of(inputs: Mapping[str, float]) -> float:
        costs = [
            each.cost(around, {path: inputs[path] for path in declared if path in each.case.facts}) for each in served
        ]
        return sum((cost.usd_per_month.low + cost.usd_per_month.high) / 2 for cost in costs)

    found = [*influences(cost_of, declared), *_price_influences(served, around)]
    moving = [influence for influence in found if influence.spread >= _CENT]
    return tuple(sorted(moving, key=lambda influence: (-influence.spread, influence.name)))


def _price_influences(served: list[_Served], around: Surroundings) -> list[Influence]:
    """Move all prices of one unit a fifth: a line is linear in its price."""
    lines = [line for each in served for line in each.cost(around, {}).lines]
    whole = sum((line.usd_per_month.low + line.usd_per_month.high) / 2 for line in lines)
    found = []
    for name, unit in _PRICES.items():
        priced = [line for line in lines if any(factor.unit == unit for factor in line.factors)]
        moved = STEP * sum((line.usd_per_month.low + line.usd_per_month.high) / 2 for line in priced)
        found.append(Influence(name, whole - moved, whole + moved))
    return found


def _curve(
    served: list[_Served],
    considered: list[_Served],
    options: tuple[OptionCost, ...],
    requests: int,
    around: Surroundings,
) -> Curve | None:
    """Give the costs from a hundredth of today's volume to a hundred times it, eight points to a factor of ten."""
    if requests < 1:
        return None
    volumes = tuple(sorted({max(1, round(requests * 10 ** (step / 8))) for step in range(-16, 17)}))
    costs = []
    if _is_counted(served, around):
        costs.append(("in use", tuple(map(_at(served, around), volumes))))
    for other, option in zip(considered, options[len(served) :], strict=True):
        if _is_counted([other], around):
            costs.append((option.element, tuple(map(_at([other], around), volumes))))
    return Curve(volumes, tuple(costs)) if costs else None
