"""One volume compared with the thresholds of all five articles, side by side."""

from typing import NamedTuple

from policyengine.costs import DAYS_PER_MONTH
from policyengine.costs.volumes import Volume, requests_per_day, tokens_per_month
from policyengine.methods.list_prices import REQUEST_TOKENS
from policyengine.methods.threshold_sets import THRESHOLD_SETS, ThresholdSet

SIDES = ("closed", "either", "open")


class Placed(NamedTuple):
    """A volume, the tokens of a request for conversion, and the cost of the API if it is known."""

    volume: Volume
    tokens_per_request: float = REQUEST_TOKENS
    api_usd_per_month: float | None = None


class Word(NamedTuple):
    """The recommendation of one statement for the amount: its side; none if unassigned, two on a shared threshold."""

    seed: str
    name: str
    amount: float
    unit: str
    sides: tuple[str, ...]
    says: str
    source: str


class Zones(NamedTuple):
    """The volume in all units, the recommendation of every statement, and whether they disagree.

    `closed`, `either`, `open` and `unassigned` name the statements with this result; `agree` is whether all statements
    that take a side take the same one.
    """

    tokens_per_day: float
    tokens_per_month: float
    requests_per_day: float
    words: tuple[Word, ...]
    closed: tuple[str, ...]
    either: tuple[str, ...]
    open: tuple[str, ...]
    unassigned: tuple[str, ...]
    agree: bool
    notes: tuple[str, ...]


def volume_zones(placed: Placed) -> Zones:
    """Return the result of every statement; those in dollars are included only if the cost of the API is known."""
    monthly = tokens_per_month(placed.volume, placed.tokens_per_request)
    requests = requests_per_day(placed.volume, placed.tokens_per_request)
    amounts = {
        "tokens/day": monthly / DAYS_PER_MONTH,
        "tokens/month": monthly,
        "requests/day": requests,
        "USD/month": placed.api_usd_per_month,
    }
    words = tuple(_word(lines, amount) for lines in THRESHOLD_SETS if (amount := amounts[lines.unit]) is not None)
    named = {side: tuple(_named(word) for word in words if side in word.sides) for side in SIDES}
    unassigned = tuple(_named(word) for word in words if not word.sides)
    return Zones(
        monthly / DAYS_PER_MONTH, monthly, requests, words, named["closed"], named["either"], named["open"],
        unassigned, sum(map(bool, named.values())) <= 1, tuple(_notes(words)),
    )  # fmt: skip


def _named(word: Word) -> str:
    return f"{word.seed} {word.name}"


def _word(lines: ThresholdSet, amount: float) -> Word:
    zones = [zone for zone in lines.zones if zone.holds(amount)]
    sides = tuple(dict.fromkeys(zone.side for zone in zones))
    says = "; ".join(zone.says for zone in zones)
    return Word(lines.seed, lines.name, amount, lines.unit, sides, says or _gap(lines, amount), lines.source)


def _gap(lines: ThresholdSet, amount: float) -> str:
    """Return why an amount is outside all zones: on a threshold, between two zones, or beyond the statement."""
    edges = {zone.low for zone in lines.zones} | {zone.high for zone in lines.zones}
    if amount in edges:
        return "exactly on a threshold, which belongs to neither side"
    below = any(zone.high <= amount for zone in lines.zones)
    above = any(zone.low >= amount for zone in lines.zones)
    return "between two zones: no recommendation" if below and above else "no recommendation for such volumes"


def _notes(words: tuple[Word, ...]) -> list[str]:
    notes = [
        f"{_named(word)} assigns this threshold to two zones: {word.says}" for word in words if len(word.sides) > 1
    ]
    by_name = {_named(word): word for word in words}
    dollars = by_name.get("000 dimension 3 by dollars")
    tokens = by_name["000 dimension 3 by tokens"]
    if dollars is not None and dollars.says != tokens.says:
        notes.append(f"000 dimension 3 contradicts itself: by tokens {tokens.says}; by dollars {dollars.says}")
    if by_name["001 headline"].sides and by_name["001 lower volumes"].sides:
        notes.append(
            "001 plans a migration where it calls closed cheaper: its headline is per month, other thresholds per day"
        )
    return notes
