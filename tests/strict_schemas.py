"""The schemas of what commands print, read strictly: a key that a schema does not name is a mistake."""

import json
from typing import Any

from jsonschema import Draft202012Validator

from policyengine.loading.schemas import complete_schema


def closed(node: Any, definitions: dict[str, Any]) -> Any:
    """Close every object of a schema that names its keys; one that adds keys to a definition has those of both."""
    if isinstance(node, list):
        return [closed(child, definitions) for child in node]
    if not isinstance(node, dict):
        return node
    if "properties" in node and "$ref" in node:
        node = extended(node, definitions)
    own = {key: closed(child, definitions) for key, child in node.items()}
    return {**own, "additionalProperties": False} if isinstance(node.get("properties"), dict) else own


def extended(node: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """Return a definition with the keys that a schema adds to it."""
    begun = definitions[node["$ref"].removeprefix("#/$defs/")]
    whole = {**begun, **{key: part for key, part in node.items() if key != "$ref"}}
    whole["properties"] = {**begun["properties"], **node["properties"]}
    whole["required"] = [*begun["required"], *node["required"]]
    return whole


def strict_schema(name: str) -> Any:
    """Return a schema with every object closed."""
    whole = complete_schema(name)
    return closed(whole, whole.get("$defs", {}))


def mistakes(name: str, text: str) -> list[str]:
    """Return how a text differs from a schema, strictly read; days have to be days."""
    schema = strict_schema(name)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(json.loads(text))]
