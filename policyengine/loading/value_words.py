"""The message and the hint for a value that breaks one keyword of its schema."""

import re
from collections.abc import Callable
from textwrap import wrap
from typing import Any

from policyengine.document import Document
from policyengine.loading.schema_words import bound_words, keyword_hint, resolved, show, show_at, wrong_type
from policyengine.loading.schemas import schema as shipped
from policyengine.loading.suggestion import closest, did_you_mean, same_words
from policyengine.loading.validator import validator_of
from policyengine.loading.written_dates import date_hint
from policyengine.location import Route

MOST_LISTED = 12
"""How many known words or keys a hint lists."""

SCHEMA_COMMAND = "`policyengine schema …`"
"""The command that prints all values of a vocabulary, without its argument."""

_LINES, _COLUMNS = 3, 108
"""How many lines of how many columns a hint takes at most to list words without what they mean."""

_MOST_IN_PAGE = 64
"""How many words of a fact `docs/facts.md` lists."""

_FACTS_PAGE = "docs/facts.md lists"
_FALSE = ("false", "no", "off")

_GRADES = ("level", "score")
"""Units of numbers that stand for something: a word instead of one calls for their meaning."""

_DATE_FORMS = (r"^\d{4}-\d{2}-\d{2}$", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
_PROFILE = "llm-profile"
_TYPED = "write a value of the type that the fact has"
_SOME_DAY = "2026-01-15"
_ALONE = re.compile("`[^`]+`(?:(?:, | or )`[^`]+`)*")


def value_words(error: Any, shown: str) -> tuple[str, str]:
    """Return the message and the hint for an error of a value, which is `shown` as its file writes it."""
    return _WORDS.get(error.validator, _other)(error, shown)


def hint_for_value(fact: Route, document: Document, route: Route) -> str:
    """Return what to write for the value at a route, which is none of a fact; the same as where the fact is declared.

    `fact` has the root and the keys of the fact in a profile, such as `("option", "serving", "engine")`.
    """
    root = shipped(_PROFILE)
    part = _part(fact, root)
    if "array" in part.get("type", ()):
        part = resolved(part.get("items"), root)
    if "object" in part.get("type", ()):  # a claim, written short
        part = part.get("properties", {}).get("status", part)
    alone = {**resolved(part, root), "$defs": root["$defs"]}
    error = next(iter(validator_of(alone).iter_errors(document.value_at(route))), None)
    _, hint = value_words(error, show_at(document, route)) if error else ("", "")
    hint = hint.replace(SCHEMA_COMMAND, f"`policyengine schema {_PROFILE}`")
    return hint or _TYPED


def _part(fact: Route, root: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a fact."""
    workload = resolved(root["properties"]["workloads"]["additionalProperties"], root)
    parts = {"project": root["properties"]["project"], "workload": workload, "option": workload["properties"]["choice"]}
    part = resolved(parts[str(fact[0])], root)
    for key in fact[1:]:
        part = resolved(part.get("properties", {}).get(key), root)
    return part


def listed_words(values: list[Any]) -> str:
    """Join words for a hint, each in backticks."""
    return ", ".join(f"`{value}`" for value in values)


def _type(error: Any, shown: str) -> tuple[str, str]:
    if _is_of_date(error.schema) and isinstance(error.instance, (int, float)):
        return _date(error, shown)
    unit = error.schema.get("x-unit", "")
    message, hint = wrong_type(error.validator_value, error.instance, shown, unit)
    if "object" in error.validator_value and not hint:
        hint = _keys_listed(error.schema, error.validator_value)
    if "string" in error.validator_value and isinstance(error.instance, (bool, int, float)):
        hint = _text_hint(error.schema, shown.strip("`"), hint)
    if unit.startswith(_GRADES) and not any(char.isdigit() for char in str(error.instance)):
        hint = keyword_hint(error.schema)
    return message, hint


def _keys_listed(schema: dict[str, Any], types: str | list[str]) -> str:
    """Return the keys of a mapping, or of the long form of a value, if they are few."""
    keys = [key for key, part in schema.get("properties", {}).items() if not part.get("deprecated")]
    if not keys or "string" in types or "boolean" in types:
        return ""
    return f"write a mapping of {listed_words(keys)}" if len(keys) <= MOST_LISTED else ""


def _text_hint(schema: dict[str, Any], written: str, quoted: str) -> str:
    """Return what to write for a number or truth value instead of text: in quotes only if that is a known value."""
    allowed = [value for value in schema.get("enum") or schema.get("then", {}).get("enum", ()) if value is not None]
    if not allowed or written in allowed:
        return quoted
    if written == "false" and "none" in allowed:
        return "write `none`"
    return _words_listed(schema.get("then", schema), allowed)


def _enum(error: Any, shown: str) -> tuple[str, str]:
    allowed = [value for value in error.validator_value if value is not None]
    listed = _words_listed(error.schema, allowed)
    value = error.instance
    if value is None or isinstance(value, (dict, list)):
        return f"expected one of {len(allowed)} words, found {shown}", listed
    message = f"{shown} is not a known value"
    known = [str(one) for one in allowed]
    meant = error.schema.get("x-meant", {})
    if (same := same_words(str(value), meant)) and not same_words(str(value), known):
        return message, f"write {meant[same[0]]}"
    if str(value).casefold() in _FALSE and "none" in known:
        return message, "write `none`"
    near = did_you_mean(str(value), known) or _nearly_meant(str(value), meant)
    if near.startswith("write") or (near and len(allowed) > MOST_LISTED):
        return message, near
    return message, " Else ".join(hint for hint in (near, listed) if hint)


def _nearly_meant(word: str, meant: dict[str, str]) -> str:
    """Return a question for a misspelt word that people use for others, if those are all that its answer names."""
    near = closest(word, meant)
    return f"did you mean {meant[near[0]]}?" if len(near) == 1 and _ALONE.fullmatch(meant[near[0]]) else ""


def _words_listed(schema: dict[str, Any], allowed: list[Any]) -> str:
    """Return the words that a value may be, with their meaning where the schema has it, or the page that has them."""
    if len(allowed) > MOST_LISTED:
        lines = wrap(f"one of {listed_words(allowed)}", _COLUMNS, break_long_words=False, break_on_hyphens=False)
        if len(lines) <= _LINES:
            return "\n".join(lines)
        where = _FACTS_PAGE if len(allowed) <= _MOST_IN_PAGE else f"{SCHEMA_COMMAND} prints"
        return f"{where} the {len(allowed)} known values"
    sentences = schema.get("enumDescriptions")
    if not sentences:
        return f"one of {listed_words(allowed)}"
    return "\n".join(["one of", *(f"`{word}`: {said}" for word, said in zip(allowed, sentences, strict=False))])


def _const(error: Any, shown: str) -> tuple[str, str]:
    wanted = error.validator_value
    kind = "the text " if isinstance(error.instance, str) and not isinstance(wanted, str) else ""
    return f"expected {show(wanted)}, found {kind}{shown}", f"write `{wanted}`" + (" without quotes" if kind else "")


def _bound(error: Any, shown: str) -> tuple[str, str]:
    words = bound_words(error.validator, error.validator_value)
    hint = keyword_hint(error.schema)
    if not isinstance(error.instance, (str, list, dict)) and hint:
        hint = f"write a number of {words} ({hint})"
    return f"must be {words}, found {shown}", hint


def _pattern(error: Any, shown: str) -> tuple[str, str]:
    if _is_of_date(error.schema):
        return _date(error, shown)
    hint = keyword_hint(error.schema) or f"it must match the pattern {error.validator_value}"
    return f"{shown} does not have the right form", hint


def _format(error: Any, shown: str) -> tuple[str, str]:
    if error.validator_value != "date":
        return f"{shown} is not a valid {error.validator_value}", keyword_hint(error.schema)
    return _date(error, shown)


def _is_of_date(schema: dict[str, Any]) -> bool:
    return schema.get("format") == "date" or schema.get("pattern", "").startswith(_DATE_FORMS)


def _date(error: Any, shown: str) -> tuple[str, str]:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", str(error.instance)):
        return f"the date `{error.instance}` does not exist", "check the month and the day"
    example = str(next(iter(error.schema.get("examples", ())), _SOME_DAY))
    return f"{shown} is not a date", date_hint(shown.strip("`"), example)


def _unique(_error: Any, shown: str) -> tuple[str, str]:
    return f"{shown} is listed twice", "name each once"


def _other(error: Any, shown: str) -> tuple[str, str]:
    return f"{shown} is not allowed here", keyword_hint(error.schema)


_WORDS: dict[str, Callable[[Any, str], tuple[str, str]]] = {
    "type": _type,
    "enum": _enum,
    "const": _const,
    "minimum": _bound,
    "maximum": _bound,
    "exclusiveMinimum": _bound,
    "exclusiveMaximum": _bound,
    "multipleOf": _bound,
    "minItems": _bound,
    "maxItems": _bound,
    "minLength": _bound,
    "maxLength": _bound,
    "minProperties": _bound,
    "maxProperties": _bound,
    "pattern": _pattern,
    "format": _format,
    "uniqueItems": _unique,
}
