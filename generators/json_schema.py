"""JSON Schema (2020-12) of the files that people write, from the structure fragments and the fact table.

There is no `oneOf`, `anyOf`, `allOf`: every node is identified by its type, so that one pass validates and messages
stay simple.
"""

import copy
from collections.abc import Iterable
from typing import Any

from generators.fact_table import Fact

Schema = dict[str, Any]

DATE_PATTERN = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
MONTH_PATTERN = "^[0-9]{4}-(0[1-9]|1[0-2])$(?!\\n)"
LONG = 25
"""A vocabulary with more words than this is defined once, under `$defs`."""

_PLAIN: dict[str, Schema] = {
    "string": {"type": "string", "minLength": 1},
    "bool": {"type": "boolean"},
    "int": {"type": "integer"},
    "double": {"type": "number"},
    "timestamp": {"type": "string", "format": "date", "pattern": DATE_PATTERN},
}


def build(structure: Schema, facts: Iterable[Fact]) -> Schema:
    """Return the schema of one file: its structure with facts in place of `x-facts`."""
    builder = _Builder(tuple(facts))
    body = builder.expand(structure)
    shared = {name: builder.shared[name] for name in sorted(builder.shared)}
    body["$defs"] = {**body.get("$defs", {}), **shared}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **body}


class _Builder:
    """Expands one structure, and collects definitions shared by several facts."""

    def __init__(self, facts: tuple[Fact, ...]) -> None:
        self.facts = facts
        self.shared: dict[str, Schema] = {}

    def expand(self, node: Any) -> Any:
        """Return a copy of the node with every `x-facts` replaced, other properties last."""
        if isinstance(node, list):
            return [self.expand(item) for item in node]
        if not isinstance(node, dict):
            return copy.copy(node)
        expanded = {key: self.expand(value) for key, value in node.items() if key not in ("x-facts", "x-optional")}
        if isinstance(where := node.get("x-facts"), dict):
            without = where.get("without", ())
            tree = self.tree(where["root"], where["from"], without)
            authored = expanded.pop("properties", {})
            group = self.group(tree, optional=node.get("x-optional", False))
            expanded |= group
            expanded["properties"] = group["properties"] | authored
        elif "properties" in expanded and "additionalProperties" not in expanded:
            expanded["additionalProperties"] = False
        return expanded

    def tree(self, root: str, origin: str, without: Iterable[str]) -> dict[str, Any]:
        """Nest the facts of a root with this origin by their keys."""
        tree: dict[str, Any] = {}
        for fact in self.facts:
            if fact.root != root or origin not in fact.origins or ".".join(fact.keys) in without:
                continue
            at = tree
            for key in fact.keys[:-1]:
                at = at.setdefault(key, {})
            at[fact.keys[-1]] = fact
        return tree

    def group(self, tree: dict[str, Any], *, optional: bool = False) -> Schema:
        """Return the schema of a mapping of facts and groups; one without required facts may be empty."""
        properties: dict[str, Schema] = {}
        required = []
        for key, branch in tree.items():
            if isinstance(branch, Fact):
                properties[key] = self.leaf(branch)
                former = {"description": f"Former name of `{key}`.", "deprecated": True}
                plain = {keyword: said for keyword, said in properties[key].items() if keyword != "x-near"}
                properties |= dict.fromkeys(branch.formerly, plain | former)
                needed = branch.required
            else:
                facts = {"description": f"Facts about {key.replace('_', ' ')}."}
                properties[key] = facts | self.group(branch)
                needed = properties[key]["type"] == "object"
            if needed:
                required.append(key)
        schema: Schema = {"type": "object" if required and not optional else ["object", "null"]}
        if required:
            schema["required"] = required
        return {**schema, "additionalProperties": False, "properties": properties}

    def leaf(self, fact: Fact) -> Schema:
        """Return the schema of one fact; an optional one may be empty, which means undeclared."""
        schema: Schema = {"description": fact.description}
        if fact.type.startswith("list<"):
            schema |= {"type": "array", "items": self.scalar(fact, fact.type[5:-1], required=True)}
            if fact.required:
                schema["minItems"] = 1
        elif fact.type == "map<int>":
            item = self.scalar(fact, "int", required=True)
            schema |= {"type": "object", "propertyNames": {"pattern": MONTH_PATTERN}, "additionalProperties": item}
        elif fact.claim and not fact.values:
            self.shared[f"{fact.type}-claim"] = self.claim(fact)
            schema |= {"$ref": f"#/$defs/{fact.type}-claim"}
        elif fact.claim:
            schema |= self.claim(fact)
        else:
            schema |= self.scalar(fact, fact.type, required=fact.required)
        if not fact.required and isinstance(schema.get("type"), str):
            schema["type"] = [schema["type"], "null"]
        schema["x-fact"] = fact.path
        if fact.unit:
            schema["x-unit"] = fact.unit
        if fact.near:
            schema["x-near"] = list(fact.near)
        schema["examples"] = [fact.example]
        return schema

    def scalar(self, fact: Fact, kind: str, *, required: bool) -> Schema:
        """Return the schema of one value of the fact; the caller makes plain types optional."""
        if len(fact.values) > LONG:
            name = (fact.like or fact.path) + ("" if required else ".optional")
            self.shared[name] = _words(fact, required=required)
            return {"$ref": f"#/$defs/{name}"}
        if fact.values:
            return _words(fact, required=required)
        bounds = {"minimum": fact.minimum, "maximum": fact.maximum}
        return _PLAIN[kind] | {name: bound for name, bound in bounds.items() if bound is not None}

    def claim(self, fact: Fact) -> Schema:
        """Return the schema of a fact that may have a long form with its evidence."""
        status = self.scalar(fact, fact.type, required=True)
        text = {"type": ["string", "null"], "minLength": 1}
        schema: Schema = {"type": [status["type"], "object", "null"]}
        if fact.values:
            schema |= {"if": {"type": "string"}, "then": {"enum": list(fact.values), **_explained(fact)}}
        return schema | {
            "x-claim": True,
            "required": ["status"],
            "additionalProperties": False,
            "properties": {
                "status": {"description": "The fact itself.", **status},
                "evidence": {"description": "Path or address of the document.", **text},
                "checked": {"description": "Day it was checked.", **_PLAIN["timestamp"], "type": ["string", "null"]},
                "by": {"description": "The person who checked it.", **text},
            },
        }


def _words(fact: Fact, *, required: bool) -> Schema:
    schema: Schema = {"type": "string" if required else ["string", "null"]}
    return schema | {"enum": [*fact.values, *([] if required else [None])]} | _explained(fact)


def _explained(fact: Fact) -> Schema:
    """Return the descriptions of words for editors and messages, and the meaning of other common words."""
    sentences = [fact.sentences[word].rstrip(".") for word in fact.values] if fact.sentences else []
    explained: Schema = {"enumDescriptions": sentences} if sentences else {}
    return explained | ({"x-meant": dict(fact.meant)} if fact.meant else {})
