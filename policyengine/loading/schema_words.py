"""The words for values, types and bounds of a schema."""

import re
from typing import Any

from policyengine.document import Document
from policyengine.loading.written_numbers import number_hint, pointed_hint
from policyengine.location import Route

LONGEST_SHOWN = 60
"""How many characters of a value messages repeat."""

_CUT = "…"
_TYPE_NAMES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
    "null": "nothing",
}
_WRITTEN = re.compile(r"(?:&[^ ]+ +)?([-+.0-9A-Za-z]+)")
"""A number or truth value in a file, after its anchor."""

_BOUNDS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "exclusiveMinimum": "more than {}",
    "exclusiveMaximum": "less than {}",
    "multipleOf": "a multiple of {}",
    "minItems": "a list of at least {}",
    "maxItems": "a list of at most {}",
    "minLength": "text of at least {} characters",
    "maxLength": "text of at most {} characters",
    "minProperties": "a mapping of at least {}",
    "maxProperties": "a mapping of at most {}",
}
_TRUTHS = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}
_MOST_REFERENCES = 20


def name_type(types: str | list[str]) -> str:
    """Name the types a schema allows; null is not named, because an empty value means that nothing is declared."""
    names = [types] if isinstance(types, str) else types
    return " or ".join(_TYPE_NAMES[name] for name in names if name != "null" or len(names) == 1)


def show(value: Any) -> str:
    """Name a value in a message: scalars as they are, shortened; lists and mappings by their kind."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "`true`" if value else "`false`"
    if isinstance(value, (list, dict)):
        return ("a list" if isinstance(value, list) else "a mapping") if value else f"`{value}`"
    text = str(value)
    return f"`{text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + _CUT}`"


def show_at(document: Document, route: Route) -> str:
    """Name the value at a route: a number or truth value as the file writes it, `1.10` and not `1.1`."""
    return show(written_at(document, route))


def written_at(document: Document, route: Route) -> Any:
    """Return the text of a number or truth value at a route, as the file writes it; any other value as it is."""
    value = document.value_at(route)
    if not isinstance(value, (bool, int, float)):
        return value
    found = _WRITTEN.fullmatch(document.text_at(document.locate_value(route)))
    return found[1] if found else value


def wrong_type(types: str | list[str], value: Any, shown: str, unit: str) -> tuple[str, str]:
    """Return the message and hint for a value of another type than the schema's; `shown` is the value as written.

    `unit` is what the value counts, such as tokens, or empty.
    """
    kind = "text " if isinstance(value, str) else ""
    message = f"expected {name_type(types)}, found {kind}{shown}"
    names = {types} if isinstance(types, str) else set(types)
    if isinstance(value, str):
        return message, _hint_for_text(names, value, unit)
    if "integer" in names and isinstance(value, float) and (hint := pointed_hint(shown.strip("`"))):
        return message, hint
    if "array" in names and not isinstance(value, (dict, type(None))):
        return message, f"write a list: [{shown.strip('`')}]"
    if "string" in names and isinstance(value, (bool, int, float)):
        return message, f'quote it: "{shown.strip("`")}"' if _CUT not in shown else "put it in quotes"
    return message, ""


def _hint_for_text(names: set[str], text: str, unit: str) -> str:
    if "boolean" in names:
        meant = _TRUTHS.get(text.lower(), text.lower())
        return f"write `{meant}`" if meant in ("true", "false") else "write `true` or `false`"
    if names & {"integer", "number"}:
        return number_hint(text.strip(), unit, whole="number" not in names)
    return ""


def bound_words(keyword: str, bound: Any) -> str:
    """Return the text of a bound: "at least 0"."""
    words = _BOUNDS[keyword].format(bound)
    if keyword in ("minItems", "minProperties", "maxItems", "maxProperties"):
        words += " item" if bound == 1 else " items"
    return words


def keyword_hint(schema: Any) -> str:
    """Return a schema's own words about a value: its description, without the full stop."""
    return str(schema.get("description", "")).rstrip(".") if isinstance(schema, dict) else ""


def resolved(part: Any, schema: dict[str, Any]) -> dict[str, Any]:
    """Return a part of a schema after its references inside the schema: `#/$defs/choice`."""
    for _ in range(_MOST_REFERENCES):
        reference = part.get("$ref", "") if isinstance(part, dict) else ""
        if not reference.startswith("#/"):
            break
        target: Any = schema
        for step in reference[2:].split("/"):
            target = target.get(step, {}) if isinstance(target, dict) else {}
        part = target
    return part if isinstance(part, dict) else {}
