"""One volume before the lines of all five articles, side by side."""

from typing import NamedTuple

from policyengine.costs import DAYS_PER_MONTH
from policyengine.costs.volumes import Volume, requests_per_day, tokens_per_month
from policyengine.methods.list_prices import REQUEST_TOKENS
from policyengine.methods.threshold_sets import THRESHOLD_SETS, ThresholdSet

SIDES = ("closed", "either", "open")


class Placed(NamedTuple):
    """A volume, the tokens of a request to convert with, and what the API costs where that is known."""

    volume: Volume
    tokens_per_request: float = REQUEST_TOKENS
    api_usd_per_month: float | None = None


class Word(NamedTuple):
    """What one statement says of the amount: its side; none where it is unassigned, two where zones share a line."""

    seed: str
    name: str
    amount: float
    unit: str
    sides: tuple[str, ...]
    says: str
    source: str


class Zones(NamedTuple):
    """The volume in all units, every statement's word, and whether they disagree.

    `closed`, `either`, `open` and `unassigned` name the statements that say so; `agree` is whether all that take a side
    take the same.
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
    """Return the word of every statement; those in dollars are asked only where the API's cost is given."""
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
    """Return why no zone holds an amount: it lies on a line, between two, or where the statement ends."""
    edges = {zone.low for zone in lines.zones} | {zone.high for zone in lines.zones}
    if amount in edges:
        return "exactly on a line, which belongs to neither side"
    below = any(zone.high <= amount for zone in lines.zones)
    above = any(zone.low >= amount for zone in lines.zones)
    return "between two zones: it says nothing here" if below and above else "it says nothing of such volumes"


def _notes(words: tuple[Word, ...]) -> list[str]:
    notes = [f"{_named(word)} puts this line in two zones: {word.says}" for word in words if len(word.sides) > 1]
    by_name = {_named(word): word for word in words}
    dollars = by_name.get("000 dimension 3 by dollars")
    tokens = by_name["000 dimension 3 by tokens"]
    if dollars is not None and dollars.says != tokens.says:
        notes.append(f"000 dimension 3 contradicts itself: by tokens {tokens.says}; by dollars {dollars.says}")
    if by_name["001 headline"].sides and by_name["001 lower volumes"].sides:
        notes.append(
            "001 plans a migration where it calls closed cheaper: its headline is per month, its other lines per day"
        )
    return notes
