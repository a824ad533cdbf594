"""Check quickly whether data fit a JSON Schema. Only a positive result is final: `loading.schema` decides the others.

Only the keywords that the catalog's schemas use are supported; any other gives a negative result.
"""

import re
from collections.abc import Callable, Mapping, Sized
from typing import Any

Schema = Mapping[str, Any]


def fits(value: Any, schema: Schema, defs: Schema) -> bool:
    """Return whether plain data fit a schema; `defs` holds what `$ref` names, by name."""
    for keyword, wanted in schema.items():
        check = _CHECKS.get(keyword)
        if check is None or not check(value, wanted, schema, defs):
            return False
    return True


def _reference(value: Any, wanted: str, _: Schema, defs: Schema) -> bool:
    return fits(value, defs[wanted.removeprefix("#/$defs/")], defs)


def _type(value: Any, wanted: str | list[str], _: Schema, __: Schema) -> bool:
    return any(type(value) in _TYPES[name] for name in ([wanted] if isinstance(wanted, str) else wanted))


def _properties(value: Any, wanted: Schema, _: Schema, defs: Schema) -> bool:
    return type(value) is not dict or all(fits(item, wanted[key], defs) for key, item in value.items() if key in wanted)


def _pattern_properties(value: Any, wanted: Schema, _: Schema, defs: Schema) -> bool:
    return type(value) is not dict or all(
        fits(item, inner, defs) for key, item in value.items() for form, inner in wanted.items() if re.search(form, key)
    )


def _additional(value: Any, wanted: Any, schema: Schema, defs: Schema) -> bool:
    if type(value) is not dict:
        return True
    known, forms = schema.get("properties", ()), schema.get("patternProperties", ())
    others = [item for key, item in value.items() if key not in known and not any(re.search(f, key) for f in forms)]
    return all(wanted is not False and fits(item, wanted, defs) for item in others)


def _items(value: Any, wanted: Schema, _: Schema, defs: Schema) -> bool:
    return type(value) is not list or all(fits(item, wanted, defs) for item in value)


def _unique(value: Any, wanted: bool, _: Schema, __: Schema) -> bool:  # noqa: FBT001 - called as every check is
    return not wanted or type(value) is not list or len({repr(item) for item in value}) == len(value)


def _at_least(kind: type[Sized]) -> "Check":
    return lambda value, wanted, _, __: not isinstance(value, kind) or len(value) >= wanted


def _is_number(value: Any) -> bool:
    return type(value) is int or type(value) is float


Check = Callable[[Any, Any, Schema, Schema], bool]
"""A check of one keyword: takes the value, the keyword's argument, its schema, and the definitions."""

_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "boolean": (bool,), "integer": (int,),
    "number": (int, float), "null": (type(None),),
}  # fmt: skip
_CHECKS: Mapping[str, Check] = {
    "$ref": _reference,
    "type": _type,
    "properties": _properties,
    "patternProperties": _pattern_properties,
    "additionalProperties": _additional,
    "required": lambda value, wanted, _, __: type(value) is not dict or all(key in value for key in wanted),
    "items": _items,
    "enum": lambda value, wanted, _, __: type(value) is str and value in wanted,
    "pattern": lambda value, wanted, _, __: type(value) is not str or re.search(wanted, value) is not None,
    "uniqueItems": _unique,
    "minLength": _at_least(str),
    "minItems": _at_least(list),
    "minProperties": _at_least(dict),
    "minimum": lambda value, wanted, _, __: not _is_number(value) or value >= wanted,
    "maximum": lambda value, wanted, _, __: not _is_number(value) or value <= wanted,
    "exclusiveMinimum": lambda value, wanted, _, __: not _is_number(value) or value > wanted,
}
