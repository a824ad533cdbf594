"""The legal values of a fact in a few words: its vocabulary, or its type with an example."""

from policyengine.vocabulary.routes import UNITS
from policyengine.vocabulary.types import TYPES
from policyengine.vocabulary.values import VALUES
from policyengine.words.numbers import full

_PLACES = "workload.data.residency"
_KINDS = {
    "bool": "true, false",
    "timestamp": "a date, such as 2026-11-30",
    "int": "a whole number",
    "double": "a number",
}
_CATALOG = {
    "model.id": "a model's id",
    "provider.id": "a service, such as aws-bedrock",
    "region.id": "a region of the service",
    "hardware.gpu": "a GPU, such as L40S",
}


def legal_values(path: str) -> str:
    """Return the values of a fact: `shared, dedicated`, `true, false`, `list of places, such as [EU]`."""
    kind = TYPES.get(path, "int")
    words = VALUES.get(path)
    if words is not None and words is VALUES[_PLACES]:
        return "list of places, such as [EU, US]" if kind.startswith("list") else "a place, such as US"
    if words is not None:
        return f"list of {', '.join(words)}" if kind.startswith("list") else ", ".join(words)
    if kind in _KINDS:
        unit = UNITS.get(path, "")
        return _KINDS[kind] + (f" ({unit})" if unit and kind in ("int", "double") else "")
    named = _CATALOG.get(path.partition(".")[2])
    return named or ("a list" if kind.startswith("list") else "text")


def shortened(values: str, width: int) -> str:
    """Return as many words of a list as fit into a width, and the number of omitted ones."""
    words = values.split(", ")
    for shown in range(len(words), 0, -1):
        rest = f", … {full(len(words) - shown)} more" if shown < len(words) else ""
        text = f"{', '.join(words[:shown])}{rest}"
        if len(text) <= width:
            return text
    return text
