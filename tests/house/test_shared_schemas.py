"""What JSON outputs have in common is described once, and each schema can be printed alone."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from policyengine.loading.schemas import complete_schema, complete_text, schema, schema_names
from policyengine.outputs import OUTPUTS

SHARED: tuple[frozenset[str], ...] = tuple(
    frozenset(part["properties"]) for part in schema("common")["$defs"].values() if "properties" in part
)
"""The keys of each object that `common` describes."""

OF_OUTPUTS = ("report", "decision", "cost", "size", "plan", "monitoring", "candidates")
OF_LISTS = ("methods", "rules", "settings")
"""What commands print that is no kind of output with formats of its own."""


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of a schema."""
    if isinstance(node, dict):
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from nodes(child)


def references(node: Any) -> set[str]:
    """Return every reference of a schema."""
    return {found["$ref"] for found in nodes(node) if isinstance(found.get("$ref"), str)}


def test_each_output_has_its_schema_here() -> None:
    """Every kind with JSON, and the file beside a record."""
    assert len(OF_OUTPUTS) == sum("json" in output.formats for output in OUTPUTS) + 1


@pytest.mark.parametrize("name", schema_names())
def test_a_printed_schema_stands_alone(name: str) -> None:
    """It is valid, the same each time, and refers to nothing outside; nothing in it is of no use."""
    whole = json.loads(complete_text(name))
    definitions = whole.get("$defs", {})
    found = references(whole) - {"#"}

    Draft202012Validator.check_schema(whole)
    assert whole == complete_schema(name)
    assert {reference.removeprefix("#/$defs/") for reference in found} <= definitions.keys()
    assert {key for key in definitions if "." in key} <= {reference.removeprefix("#/$defs/") for reference in found}
    assert {key: part for key, part in whole.items() if key not in ("$defs", "properties")} == {
        key: part for key, part in schema(name).items() if key not in ("$defs", "properties")
    }


@pytest.mark.parametrize("name", [*OF_OUTPUTS, "rules", "settings"])
def test_nothing_is_described_twice(name: str) -> None:
    """No schema of an output has an object with the keys of one that `common` describes; it refers to that one."""
    own = [frozenset(node["properties"]) for node in nodes(schema(name)) if isinstance(node.get("properties"), dict)]

    assert [sorted(keys) for keys in own for shared in SHARED if len(shared) > 1 and shared <= keys] == []
    assert any(reference.startswith("common.schema.json#") for reference in references(schema(name)))


def test_everything_shared_is_used() -> None:
    """Each definition of `common` is part of an output."""
    used = {key for name in (*OF_OUTPUTS, *OF_LISTS) for key in complete_schema(name).get("$defs", {})}
    assert {f"common.{key}" for key in schema("common")["$defs"]} == {key for key in used if key.startswith("common.")}
