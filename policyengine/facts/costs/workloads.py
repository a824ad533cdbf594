"""The cost of each option of a workload, and its dependence on volume and inputs."""

from collections.abc import Iterator, Sequence

from policyengine.case import Case
from policyengine.costs.lines import exact_engineering_usd
from policyengine.costs.money import ExchangeRate
from policyengine.costs.report import MARGIN, CostReport, OptionCost, WorkloadCost
from policyengine.facts.costs.details import Details
from policyengine.facts.costs.machine_counts import (
    CAPACITY,
    COUNT,
    NARROWEST,
    UTILIZATION,
    WIDEST,
    copies_in_use,
    gpus_in_use,
)
from policyengine.facts.costs.options import at_share, overbooked
from policyengine.facts.costs.served_options import Served, served_if_chosen, served_in_use, with_facts
from policyengine.facts.environment import Environment, Facts
from policyengine.facts.prices import oldest_days
from policyengine.facts.sizes.copies import copy_size
from policyengine.facts.volume import INPUT_TOKENS, OUTPUT_TOKENS, PEAK, REQUESTS
from policyengine.sizes.fitting import DOES_NOT_FIT
from policyengine.sizes.sizing import BITS
from policyengine.words.numbers import full, measured, percent

_TOKENS = (INPUT_TOKENS, OUTPUT_TOKENS)


def cost_report(
    cases: Sequence[Case], environment: Environment, margin: float = MARGIN, *, variants: bool = True
) -> CostReport:
    """Return the costs of every workload of one profile, from the cases of its options, including considered ones.

    `variants` adds the break-even volumes with other prices, terms and discounts, which takes longest.
    """
    workloads: dict[str, list[Case]] = {}
    for case in cases:
        if case.subject.scope == "option":
            workloads.setdefault(case.subject.workload, []).append(case)
    found: list[WorkloadCost] = []
    notes = [*_uncounted(cases)]
    compared = Details(environment, margin, variants=variants)
    for name, options in workloads.items():
        found.append(compared.added(counted_workload(name, options, environment), options))
    notes += compared.notes
    days = {day for workload in found for option in workload.options for day in option.price_days}
    ages = tuple(sorted(oldest_days(days, environment).items()))
    rate = exchange_rate(environment.settings.facts)
    notes += () if rate else _unconverted(environment.settings.facts)
    return CostReport(environment.today.date().isoformat(), tuple(found), rate, ages, notes=tuple(notes))


def _uncounted(cases: Sequence[Case]) -> Iterator[str]:
    """Yield notes on the workloads without options, which are not mentioned elsewhere."""
    named = dict.fromkeys(case.subject.workload for case in cases if case.subject.workload)
    counted = {case.subject.workload for case in cases if case.subject.scope == "option"}
    for name in named:
        if name not in counted:
            yield f"`{name}` has no cost: no option is in use or considered"


def _unconverted(facts: Facts) -> Iterator[str]:
    """Yield the missing facts of a partly declared currency."""
    given = {key: facts.get(f"organization.currency.{key}") for key in ("code", "per_usd", "date")}
    if any(value is not None for value in given.values()):
        to = f" to {given['code']}" if given["code"] else ""
        for key, value in given.items():
            if not value:
                why = "is not declared" if value is None else "is 0"
                yield f"costs are not converted{to}: `organization.currency.{key}` {why}"


def exchange_rate(facts: Facts) -> ExchangeRate | None:
    """Return the rate of the organisation, or None if its code, value or day is not declared."""
    code, per_usd, day = (facts.get(f"organization.currency.{key}") for key in ("code", "per_usd", "date"))
    if not code or not per_usd or day is None:
        return None
    return ExchangeRate(code, per_usd, day.date().isoformat(), facts.get("organization.currency.source") or "settings")


def counted_workload(name: str, cases: Sequence[Case], environment: Environment) -> WorkloadCost:
    """Return the current cost of a workload, from the cases of its options, at least one; without comparisons."""
    given = with_facts(cases)
    served = served_in_use(given)
    options = tuple(_option(each, environment) for each in (*served, *served_if_chosen(given)))
    if served and (together := overbooked([each.facts for each in served])):
        options = (_overbooked(options[0], together), *options[1:])
    facts = cases[0].facts
    tokens = [facts[path] for path in _TOKENS if path in facts]
    return WorkloadCost(
        cases[0].subject.profile,
        name,
        facts.get(REQUESTS),
        sum(tokens) if len(tokens) == len(_TOKENS) else None,
        options,
        tokens_per_month=facts.get("workload.volume.tokens_per_month"),
    )


def _overbooked(option: OptionCost, together: float) -> OptionCost:
    said = f"options in use serve {percent(together)} of requests together, each its `option.share` as declared"
    return option._replace(cost=option.cost._replace(assumptions=(said, *option.cost.assumptions)))


def _option(served: Served, environment: Environment) -> OptionCost:
    facts = served.facts
    hours, hourly = facts.get("option.estimate.setup_hours"), facts.get("team.engineer_hourly_usd")
    setup = None if hours is None or hourly is None else exact_engineering_usd(hours, hourly)
    cost = served.cost(environment, {})
    counted = count_assumptions(at_share(facts, served.share))
    return OptionCost(
        served.option,
        served.share,
        cost._replace(assumptions=(*counted, *cost.assumptions)),
        facts.get("option.estimate.monthly_usd"),
        setup,
    )


def count_assumptions(facts: Facts) -> list[str]:
    """Return the undeclared inputs of the number of GPUs, and the shortfall of the declared hardware.

    Empty if no GPUs are counted.
    """
    if facts["option.external"] or gpus_in_use(facts) is None:
        return []
    return [*_of_memory(facts), *_of_traffic(facts)]


def _of_memory(facts: Facts) -> list[str]:
    if COUNT in facts:
        is_short = copy_size(facts).fit == DOES_NOT_FIT
        short = "declared GPUs are counted, although the model does not fit: see `policyengine size PROFILE`"
        return [short] if is_short else []
    said = [f"GPUs by memory: `{COUNT}` is not declared"]
    if facts.get("option.serving.quantization") not in BITS:
        said.append(f"number format between {NARROWEST} and {WIDEST}: `option.serving.quantization` is not declared")
    if copy_size(facts).kv_gb is None:
        said.append(
            "memory of the requests is not counted: their context and concurrency, or the cache size, are unknown"
        )
    return said


def _of_traffic(facts: Facts) -> list[str]:
    requests, capacity = facts.get(REQUESTS), facts.get(CAPACITY)
    if requests is None:
        return [f"one copy serves all: `{REQUESTS}` is not declared"]
    if not capacity:
        why = "is not declared" if capacity is None else "is 0"
        return [f"one copy serves {full(round(requests))} requests/day: `{CAPACITY}` {why}"]
    said = []
    copies = copies_in_use(facts)
    if copies > 1:
        said.append(f"{full(copies)} copies, as one serves {measured(capacity)} requests/s")
    if PEAK not in facts:
        said.append(f"no peak is assumed: `{PEAK}` is not declared")
    if UTILIZATION not in facts:
        said.append(f"copies run at 100 % of their measured capacity: `{UTILIZATION}` is not declared")
    return said
