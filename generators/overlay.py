"""Python source of the schema that validates the settings' own catalog on every run."""

from typing import Any

from policyengine.loading.overlay_schema import overlay_schema

_HEAD = '''"""The schema of the settings' `catalog:`, for `policyengine.loading.fitting.fits`.

Made by `python -m generators` from schemas/catalog/; do not edit.
"""

from typing import Any

'''
_WIDTH = 100


def overlay_source() -> str:
    """Return policyengine/vocabulary/overlay.py."""
    made = overlay_schema()
    tables = {"OVERLAY": _bare(made["properties"]["catalog"]), "DEFS": _named(made["$defs"])}
    return _HEAD + "\n".join(f"{name}: Any = {_literal(table, 0)}\n" for name, table in tables.items())


def _bare(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema without descriptions for people."""
    bare: dict[str, Any] = {}
    for keyword, value in schema.items():
        if keyword in {"properties", "patternProperties"}:
            bare[keyword] = _named(value)
        elif keyword == "items" or (keyword == "additionalProperties" and value is not False):
            bare[keyword] = _bare(value)
        elif keyword not in {"description", "x-values"} and value != []:
            bare[keyword] = value
    return bare


def _named(schemas: dict[str, Any]) -> dict[str, Any]:
    return {name: _bare(schema) for name, schema in schemas.items()}


def _literal(value: Any, depth: int) -> str:
    """Write a value on one line, or a long mapping with one line per key."""
    line = repr(value)
    if not isinstance(value, dict) or len(line) + depth < _WIDTH:
        return line
    pad = " " * (depth + 1)
    rows = "".join(f"{pad}{key!r}: {_literal(item, depth + 1)},\n" for key, item in value.items())
    return f"{{\n{rows}{' ' * depth}}}"
