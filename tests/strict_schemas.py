"""The schemas of what commands print, read strictly: a key that a schema does not name is a mistake."""

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

_FOLDER = Path(__file__).parents[1] / "schemas"


def closed(node: Any) -> Any:
    """Close every object of a schema that names its keys."""
    if isinstance(node, list):
        return [closed(child) for child in node]
    if not isinstance(node, dict):
        return node
    own = {key: closed(child) for key, child in node.items()}
    return {**own, "additionalProperties": False} if isinstance(node.get("properties"), dict) else own


def strict_schema(name: str) -> Any:
    """Return a schema with every object closed."""
    return closed(json.loads((_FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")))


def mistakes(name: str, text: str) -> list[str]:
    """Return how a text differs from a schema, strictly read; days have to be days."""
    schema = strict_schema(name)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(json.loads(text))]
