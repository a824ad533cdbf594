"""The shipped JSON Schemas, by name."""

import functools
import os.path
from typing import Any

from policyengine.resources import SCHEMAS

_SUFFIX = ".schema.json"


def schema_names() -> list[str]:
    """Name every shipped schema: `llm-profile`, `policyengine`, `rule`, `catalog/license`, …, sorted."""
    names = []
    for folder, _, files in os.walk(SCHEMAS):
        prefix = os.path.relpath(folder, SCHEMAS).replace(os.sep, "/")
        prefix = "" if prefix == "." else prefix + "/"
        names += [prefix + name.removesuffix(_SUFFIX) for name in files if name.endswith(_SUFFIX)]
    return sorted(names)


def complete_text(name: str) -> str:
    """Return a schema's JSON text with the definitions of other files that it refers to, so that it stands alone."""
    import json

    text = _text(name)
    if f"{_SUFFIX}#" not in text:
        return text
    return json.dumps(complete_schema(name), indent=2, ensure_ascii=False) + "\n"


def complete_schema(name: str) -> dict[str, Any]:
    """Return a parsed schema that stands alone: definitions of other files are in its own `$defs`, as `common.place`.

    Raises KeyError for a name that `schema_names` does not give.
    """
    own = schema(name)
    borrowed: dict[str, Any] = {}
    whole: dict[str, Any] = _bundled(own, "", borrowed)
    definitions = whole.pop("$defs", {}) | dict(sorted(borrowed.items()))
    return whole | ({"$defs": definitions} if definitions else {})


def _bundled(node: Any, file: str, borrowed: dict[str, Any]) -> Any:
    """Return a part of a file's schema with its references inside one schema, and add what they need to `borrowed`.

    `file` is empty for the schema that borrows.
    """
    if isinstance(node, list):
        return [_bundled(item, file, borrowed) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _borrowed(item, file, borrowed) if key == "$ref" else _bundled(item, file, borrowed)
        for key, item in node.items()
    }


def _borrowed(reference: str, file: str, borrowed: dict[str, Any]) -> str:
    """Return a reference inside one schema, after adding what it refers to."""
    other, _, name = reference.partition("#/$defs/")
    source = other.removesuffix(_SUFFIX) or file
    if not source:
        return reference
    key = f"{source}.{name}"
    if key not in borrowed:
        borrowed[key] = None  # it may refer to itself
        borrowed[key] = _bundled(schema(source)["$defs"][name], source, borrowed)
    return f"#/$defs/{key}"


def _text(name: str) -> str:
    if name not in schema_names():
        raise KeyError(name)
    with open(os.path.join(SCHEMAS, *name.split("/")) + _SUFFIX, encoding="utf-8") as file:
        return file.read()


@functools.cache
def schema(name: str) -> dict[str, Any]:
    """Return a parsed schema as its file has it.

    json is imported here because only broken or uncompiled files need a schema.
    """
    import json

    loaded: dict[str, Any] = json.loads(_text(name))
    return loaded
