"""The monthly cost of owned or rented hardware, from facts."""

from policyengine.costs.lines import STATED, Factor, Line, loaded_line
from policyengine.costs.machines import ownership_line, rent_line
from policyengine.costs.ranges import Range, exactly
from policyengine.facts.costs.machine_counts import COUNT, GPU, gpus_in_use
from policyengine.facts.environment import Environment, Facts
from policyengine.facts.prices import TERMS, MachinePrice, machine_price
from policyengine.words.numbers import full, span

MONTHS_OF_USE = 36.0
"""Assumed depreciation time of purchased hardware without a declared one; a choice of this project, always reported."""


class Found:
    """The lines so far, with assumptions and missing facts."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.assumptions: list[str] = []
        self.missing: list[str] = []
        self.price_days: list[tuple[str, str]] = []


def add_machines(found: Found, facts: Facts, environment: Environment) -> None:
    """Add the lines of hardware: rented by the hour or purchased, with overhead if a multiplier is declared."""
    gpus = gpus_in_use(facts)
    if gpus is None:
        found.missing.append(COUNT if GPU in facts else GPU)  # the number may follow from memory
        return
    price = machine_price(facts, environment)
    lines = _owned(found, facts, gpus, price) if is_owned(facts) else _rented(found, facts, gpus, price)
    found.lines += lines
    multiplier = facts.get("team.loaded_multiplier")
    if multiplier is not None:
        found.lines += [loaded_line(line, exactly(multiplier)) for line in lines]


def is_owned(facts: Facts) -> bool:
    """Return whether the organisation owns the hardware: as declared, else by its hosting."""
    declared: bool | None = facts.get("option.hardware_owned")
    return facts["option.hosting"] in ("on-premises", "air-gapped", "on-device") if declared is None else declared


def _rented(found: Found, facts: Facts, gpus: Range, price: MachinePrice | None) -> list[Line]:
    declared = facts.get("option.hardware.usd_per_hour")
    if declared is not None:
        found.price_days.append((STATED, stated_day(facts)))
        return [_rent(facts, gpus, exactly(declared), STATED)]
    per_hour = _price_per_hour(found, facts, price)
    if per_hour is None or price is None:
        found.missing.append("option.hardware.usd_per_hour")
        return []
    if price.any_service:
        found.assumptions.append(f"{facts[GPU]} at the market price: no price of `{_service(facts)}` is known")
    found.price_days.append((price.source, price.day))
    return [_rent(facts, gpus, per_hour, price.source)]


def _rent(facts: Facts, gpus: Range, usd_per_hour: Range, source: str) -> Line:
    hours = facts.get("option.hardware.hours_per_month")
    return rent_line(gpus, usd_per_hour, hours=None if hours is None else exactly(hours), source=source)


def _price_per_hour(found: Found, facts: Facts, price: MachinePrice | None) -> Range | None:
    if price is None or not price.usd_per_hour:
        return None
    term = facts.get("option.hardware.term")
    if term is not None:
        return price.usd_per_hour.get(term)
    known = [term for term in TERMS if term in price.usd_per_hour]
    if not known:
        return None
    found.assumptions.append(f"paid {' or '.join(known)}: `option.hardware.term` is not declared")
    return Range(
        min(price.usd_per_hour[term].low for term in known), max(price.usd_per_hour[term].high for term in known)
    )


def stated_day(facts: Facts) -> str:
    """Return the ISO date on which the prices of an option were looked up; empty if it is not declared."""
    checked = facts.get("option.estimate.price_checked")
    return "" if checked is None else checked.date().isoformat()


def _counted(gpus: Range) -> str:
    return span(*gpus, full)


def _service(facts: Facts) -> str:
    return facts.get("option.provider.id") or "a provider"


def _owned(found: Found, facts: Facts, gpus: Range, price: MachinePrice | None) -> list[Line]:
    months = facts.get("option.hardware.months_of_use")
    purchase = facts.get("option.estimate.purchase_usd")
    if purchase is not None:
        bought, source, day = exactly(purchase), STATED, stated_day(facts)
    elif price is not None and price.usd_to_buy is not None:
        bought, source, day = price.usd_to_buy.times(gpus), price.source, price.day
        gpu = f"{_counted(gpus)} x {facts[GPU]}"
        found.assumptions.append(f"{gpu} bought at the market price, without servers")
    else:
        found.missing.append("option.estimate.purchase_usd")
        return []
    if months is None:
        found.assumptions.append(f"hardware depreciated over {full(MONTHS_OF_USE)} months")
    found.price_days.append((source, day))
    lines = [ownership_line(bought, months or MONTHS_OF_USE, source)]
    running = facts.get("option.hardware.running_usd_per_month")
    if running is None:
        found.assumptions.append("power, space and maintenance of the hardware are not counted: they are not declared")
    else:
        path = "option.hardware.running_usd_per_month"
        lines.append(Line("power, space, upkeep", (Factor(exactly(running), "USD/month", path),)))
    return lines
