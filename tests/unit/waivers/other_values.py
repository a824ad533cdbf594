"""What a fact could be instead, and where in a file it stands."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from policyengine.document import Document
from policyengine.location import Location, Route
from policyengine.verdict import Evidence
from policyengine.vocabulary.past import PAST
from policyengine.vocabulary.values import VALUES
from tests.golden.variants import AS_OF

NAMES = {
    "fine_tune.teacher": ("openai/gpt-4o", "meta-llama/Llama-3.1-8B-Instruct"),
    "model.id": ("openai/gpt-4o", "meta-llama/Llama-3.1-8B-Instruct", "anthropic/claude-sonnet-4-5-20250929"),
    "provider.id": ("openai", "anthropic", "aws", "together", "datadog"),
    "region.id": ("us-east-1", "eu-central-1", "US", "DE"),
    "hardware.gpu": ("A100-80GB", "H100-80GB"),
    "store.provider": ("datadog", "openai", "pinecone"),
    "recipient.id": ("datadog", "openai", "pinecone"),
}
"""Names that the catalog has, for facts that hold one."""

NEW = {"bool": True, "int": 7, "double": 7.5, "string": "x", "timestamp": "2026-10-01", "list<string>": ["x"]}
"""A value of each type, for a fact that is not declared."""


def others(path: str, value: Any) -> list[Any]:
    """Return values of the same type that differ; those outside a closed vocabulary only where there is none.

    An event of the past is not dated after the day judged: such a date counts as none.
    """
    words = [*VALUES.get(path, ()), *next((names for tail, names in NAMES.items() if path.endswith(tail)), ())][:60]
    match value:
        case bool():
            return [not value]
        case int():
            return [number for number in (value + 1, value * 2 + 1, 0, 1, value // 2) if number != value]
        case float():
            return [number for number in (value + 1, value * 2 + 1, 0.0, 1.0, value / 2) if number != value]
        case list():
            added = [[*value, word] for word in words or ("x",) if word not in value]
            return [*([value[:-1]] if value else []), *added[:20]]
        case str() if _is_day(value):
            days = [(date.fromisoformat(value) + timedelta(days=days)).isoformat() for days in (1, -1, 400, -400)]
            return [day for day in days if path not in PAST or day <= AS_OF]
        case str():
            return [word for word in words if word != value] if words else [f"{value}x"]
        case _:
            return []


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def leaves(node: Any, route: Route = ()) -> Iterator[tuple[Route, Any]]:
    """Yield each value that is declared, a list of plain values whole, with its route."""
    if isinstance(node, dict):
        for key, child in node.items():
            yield from leaves(child, (*route, key))
    elif isinstance(node, list) and any(isinstance(child, dict) for child in node):
        for index, child in enumerate(node):
            yield from leaves(child, (*route, index))
    else:
        yield route, node


def places_of(document: Document) -> dict[Route, set[Location]]:
    """Return the places at which evidence may show each value: its own, its key's, that of a claim around it."""
    found = {}
    for route, _ in leaves(document.value):
        at = {document.locate_value(route), document.locate_key(route)}
        if route[-1] == "status":
            at.add(document.locate_value(route[:-1]))
        found[route] = at
    return found


def put(node: Any, route: Route, value: Any) -> None:
    """Write a value at a route, and the mappings above it where there are none."""
    for key, below in pairwise(route):
        if isinstance(node, dict) and node.get(key) is None:
            node[key] = {} if isinstance(below, str) else []
        node = node[key]
    node[route[-1]] = value


def everything(evidence: tuple[Evidence, ...]) -> Iterator[Evidence]:
    """Yield each fact and what it was computed from."""
    for fact in evidence:
        yield fact
        yield from everything(fact.inputs)
