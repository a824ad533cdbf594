"""Compiles a JSON Schema of the subset that `json_schema` uses to the literal tables that `walk` reads."""

from typing import Any

from generators.json_schema import MONTH_PATTERN, Schema
from policyengine.loading import walk

_SEVERAL: dict[tuple[str, ...], int] = {("string", "array"): walk.NAMES, ("string", "object"): walk.TEXT_OR_FREE}
_TYPES = {"boolean": walk.BOOL, "integer": walk.INT, "number": walk.DOUBLE}


def shape_source(name: str, schema: Schema) -> list[str]:
    """Return the lines of Python that define the shape `name`, preceded by its shared definitions."""
    compiler = _Compiler(schema, name)
    body = compiler.shape(schema)
    return [*compiler.lines, f"{name}: Any = {body}"]


class _Compiler:
    """Compiles one schema; definitions under `$defs`, and every vocabulary, become separate names."""

    def __init__(self, schema: Schema, prefix: str) -> None:
        self.defs: dict[str, Schema] = schema.get("$defs", {})
        self.prefix = prefix
        self.lines: list[str] = []
        self.names: dict[str, str] = {}

    def shape(self, node: Schema) -> str:
        """Return the source of the shape of a mapping with named properties."""
        required = set(node.get("required", ()))
        entries = [f"{key!r}: {self.entry(key, item)}" for key, item in node["properties"].items()]
        body = "".join(f"{entry},\n" for entry in entries)
        return f"({{\n{body}}}, {_set(required) if required else None})"

    def entry(self, key: str, node: Schema) -> str:
        """Return the source of the entry of one property."""
        kind, constraint = self.constraint(node)
        return f"({kind}, {node.get('x-fact', key)!r}, {constraint}, {self.optional(node)})"

    def optional(self, node: Schema) -> bool:
        """Return whether the value may be empty."""
        if "type" in node:
            return "null" in node["type"]
        return "$ref" in node and self.optional(self.target(node))

    def target(self, node: Schema) -> Schema:
        """Return the node that a reference points to."""
        return self.defs[node["$ref"].removeprefix("#/$defs/")]

    def constraint(self, node: Schema) -> tuple[int, str]:
        """Return the kind of a node and the source of its constraint."""
        if "$ref" in node:
            return self.reference(node)
        if "const" in node:
            return walk.CONST, repr(node["const"])
        if node.get("x-claim"):
            return walk.CLAIM, self.claim(node)
        types = [kind for kind in _listed(node["type"]) if kind != "null"]
        if len(types) > 1:
            return _SEVERAL.get(tuple(types), walk.VALUE), "None"
        if types == ["object"]:
            return self.mapping(node)
        if types == ["array"]:
            return self.array(node)
        if types == ["string"]:
            return self.text(node)
        bounds = (node.get("minimum"), node.get("maximum"))
        return _TYPES[types[0]], "None" if bounds == (None, None) else repr(bounds)

    def reference(self, node: Schema) -> tuple[int, str]:
        """Return the target of a reference, defined once under its own name."""
        name, target = node["$ref"].removeprefix("#/$defs/"), self.target(node)
        if "enum" in target:
            return self.text(target)
        if target.get("x-claim"):
            return walk.CLAIM, self.claim(target)
        shape = self.shape(target) if name not in self.names else ""
        return walk.ELEMENT, self.named(name, shape)

    def claim(self, node: Schema) -> str:
        """Return the constraint of a claim: kind and constraint of the short form, shape of the long form."""
        kind, constraint = self.constraint(node["properties"]["status"])
        shape = self.shape(node)
        return f"({kind}, {constraint}, {self.named(shape, shape)})"

    def mapping(self, node: Schema) -> tuple[int, str]:
        """Return the constraint of a mapping: of facts, of an element, of named things, or free.

        One with `x-on-demand` is rare, so that its shape is not imported at every start; who reads it validates it.
        """
        rest: Any = node.get("additionalProperties")
        if rest is True or node.get("x-on-demand"):
            return walk.FREE, "None"
        if rest is False:
            return walk.ELEMENT if node.get("x-element") else walk.GROUP, self.shape(node)
        pattern = node.get("propertyNames", {}).get("pattern")
        keys = walk.MONTH if pattern == MONTH_PATTERN else walk.NAME if pattern else walk.ANY_KEY
        kind, constraint = self.constraint(rest)
        if kind == walk.GROUP:
            kind = walk.ELEMENT
        entry = f"({kind}, '', {constraint}, {self.optional(rest)})"
        return walk.MAP, f"({keys}, {node.get('minProperties', 0)}, {entry})"

    def array(self, node: Schema) -> tuple[int, str]:
        """Return the constraint of a list."""
        least = node.get("minItems", 0)
        kind, constraint = self.constraint(node["items"])
        if kind in (walk.TEXT, walk.WORD):
            return walk.WORDS, f"({constraint}, {least})"
        return walk.LIST, f"({kind}, {constraint}, {least})"

    def text(self, node: Schema) -> tuple[int, str]:
        """Return the constraint of a text: a vocabulary, a date, or none."""
        if "enum" in node:
            words = _set({word for word in node["enum"] if word is not None})
            return walk.WORD, self.named(words, words)
        return (walk.DATE if node.get("format") == "date" else walk.TEXT), "None"

    def named(self, identity: str, source: str) -> str:
        """Return the name of this source, and define it on first use."""
        if identity not in self.names:
            self.names[identity] = f"_{self.prefix}_{len(self.names)}"
            self.lines.append(f"{self.names[identity]}: Any = {source}")
        return self.names[identity]


def _listed(kind: str | list[str]) -> list[str]:
    return [kind] if isinstance(kind, str) else kind


def _set(words: set[str]) -> str:
    return "{" + ", ".join(repr(word) for word in sorted(words)) + "}"
