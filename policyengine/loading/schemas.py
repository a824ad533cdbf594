"""The shipped JSON Schemas, by name."""

import functools
import os.path
from typing import Any

from policyengine.resources import SCHEMAS


def schema_names() -> list[str]:
    """Name every shipped schema: `llm-profile`, `policyengine`, `rule`, `catalog/license`, …, sorted."""
    names = []
    for folder, _, files in os.walk(SCHEMAS):
        prefix = os.path.relpath(folder, SCHEMAS).replace(os.sep, "/")
        prefix = "" if prefix == "." else prefix + "/"
        names += [prefix + name.removesuffix(".schema.json") for name in files if name.endswith(".schema.json")]
    return sorted(names)


def schema_text(name: str) -> str:
    """Return a schema's JSON text; raises KeyError for a name that `schema_names` does not give."""
    if name not in schema_names():
        raise KeyError(name)
    with open(os.path.join(SCHEMAS, *name.split("/")) + ".schema.json", encoding="utf-8") as file:
        return file.read()


@functools.cache
def schema(name: str) -> dict[str, Any]:
    """Return a parsed schema. json is imported here because only broken or uncompiled files need a schema."""
    import json

    loaded: dict[str, Any] = json.loads(schema_text(name))
    return loaded
