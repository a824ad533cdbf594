"""The monthly cost of an option: the derived facts `option.cost.*`, and the lines behind them.

Only declared facts and prices are used. An undeclared fact either makes the cost a range, with the assumption listed,
or removes a line, with the fact listed as missing.
"""

from collections.abc import Sequence
from math import fsum

from policyengine.costs import DAYS_PER_MONTH
from policyengine.costs.lines import STATED, Cost, Factor, Line, engineering_line, together
from policyengine.costs.ranges import NOTHING, Range, exactly
from policyengine.costs.tokens import Load, TokenPrices, token_lines, token_total_lines
from policyengine.facts.costs.machines import Found, add_machines
from policyengine.facts.environment import Environment, Facts
from policyengine.facts.options import BESIDE_PRIMARY, SERVING
from policyengine.facts.prices import has_happened, oldest_days, token_prices
from policyengine.facts.volume import INPUT_TOKENS, OUTPUT_TOKENS, REQUESTS, TOTAL
from policyengine.option import Option
from policyengine.words.numbers import full

_SLACK = 1e-9
_VOLUME = (REQUESTS, INPUT_TOKENS, OUTPUT_TOKENS)
_RUNNING = {
    "fine-tuning": "option.running.fine_tuning_usd_per_month",
    "evaluation": "option.running.evaluation_usd_per_month",
    "storage": "option.running.storage_usd_per_month",
}


def option_cost(facts: Facts, environment: Environment, share: float = 1.0) -> Cost:
    """Return the cost of an option that serves this share of its workload's requests, from the facts of its case."""
    found = Found()
    if facts["option.role"] in BESIDE_PRIMARY and "option.share" not in facts:
        found.assumptions.append("it serves no requests in an ordinary month: `option.share` is not declared")
    if facts["option.external"]:
        _add_tokens(found, facts, environment, share)
    else:
        add_machines(found, at_share(facts, share), environment)
    _add_people(found, facts)
    for name, path in _RUNNING.items():
        if path in facts:
            found.lines.append(Line(name, (Factor(exactly(facts[path]), "USD/month", path),)))
    missing = tuple(dict.fromkeys(found.missing))
    return Cost(tuple(found.lines), tuple(found.assumptions), missing, tuple(found.price_days))


def at_share(facts: Facts, share: float) -> Facts:
    """Return the facts with this share (0 to 1) of the requests."""
    return {**facts, REQUESTS: facts[REQUESTS] * share} if REQUESTS in facts else facts


def _add_tokens(found: Found, facts: Facts, environment: Environment, share: float) -> None:
    absent = [path for path in _VOLUME if path not in facts]
    if facts["option.role"] not in SERVING:
        found.assumptions.append(
            f"its tokens are not counted: there are no facts for those of the role `{facts['option.role']}`"
        )
        return
    prices = token_prices(facts, environment)
    if prices is not None and absent and TOTAL in facts:
        found.price_days.append((prices.source, prices.day))
        found.lines += _of_total(found, facts, prices, share)
        return
    if prices is None or absent:
        found.missing += absent if prices else [*absent, f"a price of `{facts['option.model.id']}`"]
        return
    requests, tokens_in, tokens_out = (facts[path] for path in _VOLUME)
    if TOTAL in facts:
        found.assumptions.append(
            f"requests make {full(round(requests * (tokens_in + tokens_out) * DAYS_PER_MONTH))} tokens per month; "
            f"the total of {full(round(facts[TOTAL]))} that is also declared is not used"
        )
    load = Load(
        exactly(requests * share),
        exactly(tokens_in),
        exactly(tokens_out),
        _share(found, facts, "cached", prices.cached_input),
        _share(found, facts, "batch", prices.batch_discount),
    )
    found.price_days.append((prices.source, prices.day))
    found.lines += token_lines(load, prices)


def _of_total(found: Found, facts: Facts, prices: TokenPrices, share: float) -> tuple[Line, ...]:
    tokens_in, tokens_out = (facts.get(path) for path in _VOLUME[1:])
    input_share = None
    if tokens_in is not None and tokens_out is not None and tokens_in + tokens_out > 0:
        input_share = tokens_in / (tokens_in + tokens_out)
    else:
        found.assumptions.append("any token may be input or output: their split is not declared")
    if prices.cached_input is not None or prices.batch_discount:
        found.assumptions.append("nothing is read from a cache or waits for a batch")
    return token_total_lines(exactly(facts[TOTAL] * share), prices, input_share)


def _share(found: Found, facts: Facts, kind: str, sold: object) -> Range:
    """Read `cached_share` or `batch_share`; if it is undeclared and could reduce the cost, assume none, and note it."""
    path = f"workload.volume.{kind}_share"
    if path in facts:
        return exactly(facts[path])
    if sold:
        what = "input is read from a cache" if kind == "cached" else "request waits for a batch"
        found.assumptions.append(f"no {what}: `{path}` is not declared")
    return NOTHING


def _add_people(found: Found, facts: Facts) -> None:
    hours, hourly = facts.get("option.estimate.engineering_hours_per_month"), facts.get("team.engineer_hourly_usd")
    if hours is not None and hourly is not None:
        found.lines.append(engineering_line(exactly(hours), exactly(hourly)))
    elif not facts["option.external"] or hours is not None:
        absent = "option.estimate.engineering_hours_per_month" if hours is None else "team.engineer_hourly_usd"
        found.assumptions.append(f"engineering is not counted: `{absent}` is not declared")


def add_costs(workload: Facts, options: Sequence[Option], environment: Environment) -> None:
    """Add `option.cost.*` to options, and `workload.cost.*` to their workload."""
    shares = iter(shares_of([option.facts for option in options if not option.considered]))
    costs, considered_high = [], []
    for option in options:
        share = 1.0 if option.considered else next(shares)
        cost = option_cost({**workload, **option.facts}, environment, share)
        option.facts.update(cost_facts(cost, environment))
        if not option.considered:
            costs.append(cost)
        elif "option.cost.high_usd_per_month" in option.facts:
            considered_high.append(option.facts["option.cost.high_usd_per_month"])
    for path, value in cost_facts(together(costs), environment).items():
        if path != "option.cost.price_set":
            workload[path.replace("option.", "workload.")] = value
    if considered_high:
        workload["workload.cost.considered_high_usd_per_month"] = min(considered_high)


def shares_of(used: Sequence[Facts]) -> list[float]:
    """Return the share of requests that each option in use serves: as declared; the primary option serves the rest.

    A fallback without a share serves none in an ordinary month; roles that do not answer receive every request.
    """
    declared = {
        index: float(facts.get("option.share", 0.0))
        for index, facts in enumerate(used)
        if facts["option.role"] in BESIDE_PRIMARY
    }
    left = max(0.0, 1 - fsum(declared.values())) if declared else 1
    return [declared.get(index, left if facts["option.role"] in SERVING else 1.0) for index, facts in enumerate(used)]


def overbooked(used: Sequence[Facts]) -> float:
    """Return the total share of requests that options in use serve, if it exceeds 1; else 0."""
    served = fsum(share for facts, share in zip(used, shares_of(used), strict=True) if facts["option.role"] in SERVING)
    return served if served > 1 + _SLACK else 0.0


def cost_facts(cost: Cost, environment: Environment) -> Facts:
    """Return `option.cost.*` of a cost; without amounts if no line could be computed."""
    facts: Facts = {"option.cost.missing": list(cost.missing)}
    if cost.lines:
        facts["option.cost.low_usd_per_month"] = cost.usd_per_month.low
        if not cost.missing:
            facts["option.cost.high_usd_per_month"] = cost.usd_per_month.high
    dated = oldest_days(cost.price_days, environment)
    if dated and all(has_happened(source, day, environment) for source, day in cost.price_days):
        oldest = max(sorted(dated), key=lambda source: dated[source])
        facts["option.cost.price_age_days"] = dated[oldest]
        if oldest != STATED:
            facts["option.cost.price_set"] = oldest
    return facts
