"""The differences between two states of a price set, row by row, for review."""

from collections.abc import Iterable, Iterator, Sequence

from policyengine.prices.rows import Price, Row, Tier
from policyengine.words.numbers import exact, full, span

_NONE = "none"


def differences(old: Sequence[Row], new: Sequence[Row]) -> list[str]:
    """Return one line for each added, removed or changed row, sorted by model, and a last line with their count."""
    before, after = _by_name(old), _by_name(new)
    lines, counts = [], {"added": 0, "removed": 0, "changed": 0}
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) == after.get(name):
            continue
        model, service = name
        if name not in before:
            kind, said = "added", ", ".join(f"{part} {value}" for part, value in _parts(after[name]).items())
        elif name not in after:
            kind, said = "removed", ", ".join(f"{part} {value}" for part, value in _parts(before[name]).items())
        else:
            kind, said = "changed", ", ".join(_changes(_parts(before[name]), _parts(after[name])))
        counts[kind] += 1
        lines.append(f"{kind:<8} {model} at {service}: {said}")
    return [*lines, ", ".join(f"{count} {kind}" for kind, count in counts.items())]


def _by_name(rows: Iterable[Row]) -> dict[tuple[str, str], Row]:
    return {(row.model, row.service): row for row in rows}


def _changes(before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    for part in dict.fromkeys((*before, *after)):
        if before.get(part) != after.get(part):
            yield f"{part} {before.get(part, _NONE)} → {after.get(part, _NONE)}"


def _parts(row: Row) -> dict[str, str]:
    """Return each price of a row by name, without missing ones."""
    parts = dict(_prices(row, ""))
    if row.batch_discount:
        parts["batch discount"] = exact(row.batch_discount)
    for tier in row.tiers:
        parts.update(_prices(tier, f" above {full(tier.above_input_tokens)} tokens"))
    if row.source != "default":
        parts["source"] = row.source
    return parts


def _prices(row: Row | Tier, when: str) -> Iterator[tuple[str, str]]:
    yield f"input{when}", _price(row.input)
    if row.cached_input is not None:
        yield f"cached input{when}", _price(row.cached_input)
    yield f"output{when}", _price(row.output)


def _price(price: Price) -> str:
    low, high = price
    return span(low, high, exact)
