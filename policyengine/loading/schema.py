"""Explain why a document does not fit its JSON Schema. Loaded only when something is wrong."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from policyengine.document import Document
from policyengine.errors import Mistake
from policyengine.loading.misspelt_keys import (
    UNKNOWN_KEYS,
    declared_elsewhere,
    known_keys,
    meant_keys,
    near_key,
    respelt,
    unknown_keys,
)
from policyengine.loading.schema_words import (
    bound_words,
    keyword_hint,
    misplaced,
    show,
    show_at,
    written_at,
    wrong_type,
)
from policyengine.loading.suggestion import did_you_mean, same_words
from policyengine.loading.validator import Grouped, validator_of
from policyengine.loading.written_dates import date_hint
from policyengine.loading.yaml.values import is_grouped, may_group
from policyengine.location import Route

_MOST_LISTED = 12
_MOST_MISTAKES = 100
_MOST_ROUNDS = 16
"""How many misspelt keys may be below each other."""

_GRADES = ("level", "score")
"""Units of numbers that stand for something: a word instead of one calls for their meaning."""

_SCHEMA, _SCHEMAS = "`policyengine schema …`", {"profile": "llm-profile", "settings": "policyengine"}
"""The command that prints all values of a vocabulary, and its argument for each document."""

_DATE_FORMS = (r"^\d{4}-\d{2}-\d{2}$", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
_SOME_DAY = "2026-01-15"
_UNKNOWN = "unknown key"
_AFTER_COMMA = re.compile(r"[0-9], ?$")


class Explanation(NamedTuple):
    """Every way in which a document breaks a schema, and the document with the keys that its misspelt ones mean."""

    document: Document
    mistakes: tuple[Mistake, ...]


def explain(document: Document, schema: dict[str, Any], noun: str, *, respells: bool = True) -> tuple[Mistake, ...]:
    """Return every way in which a document breaks a JSON Schema 2020-12, in the order of the text.

    `noun` is what the document is, such as "profile". The schema uses no `oneOf` or `anyOf`; `x-…` keywords are
    ignored. Dates are `format: date`, and must exist. Without `respells`, values of misspelt keys are not examined.
    """
    return explanation(document, schema, noun, respells=respells).mistakes


def explanation(
    document: Document,
    schema: dict[str, Any],
    noun: str,
    misread: Sequence[Mistake] = (),
    *,
    respells: bool = True,
) -> Explanation:
    """Return every way in which a document breaks a schema, also below keys whose spelling is wrong.

    A misspelt key is reported once, and what is below it is read as if the key were right. So is what was `misread` in
    the text: of several mistakes at one place, that one is returned, unless the place is an unknown key.
    """
    validator = validator_of(schema)
    misspelt: dict[Mistake, None] = {}
    for _ in range(_MOST_ROUNDS):
        errors = [*islice(validator.iter_errors(_with_groups(document)), _MOST_MISTAKES)]
        meant = meant_keys(errors) if respells else {}
        if not meant:
            break
        misspelt |= {mistake: None for error in errors for mistake in _misspelt(document, error, schema, meant, noun)}
        document = respelt(document, meant)
    mistakes = (mistake for error in errors for mistake in _translate(document, error, schema, noun))
    told = dict.fromkeys((*misspelt, *islice(mistakes, _MOST_MISTAKES)))
    unknown = {mistake.location for mistake in told if mistake.message.startswith(_UNKNOWN)}
    others = [mistake for mistake in misread if mistake.location not in unknown]
    places = {mistake.location for mistake in others}
    told = dict.fromkeys((*others, *(mistake for mistake in told if mistake.location not in places)))
    return Explanation(document, tuple(sorted(told, key=_place)[:_MOST_MISTAKES]))


def _with_groups(document: Document) -> Any:
    """Return the value of a document in which `50.000` is a number, and not a whole one."""
    if not may_group(document.text):
        return document.value

    def marked(value: Any, route: Route) -> Any:
        if isinstance(value, dict):
            return {key: marked(item, (*route, key)) for key, item in value.items()}
        if isinstance(value, list):
            return [marked(item, (*route, index)) for index, item in enumerate(value)]
        is_whole = isinstance(value, float) and value.is_integer()
        return Grouped(value) if is_whole and is_grouped(str(written_at(document, route))) else value

    return marked(document.value, ())


def _misspelt(
    document: Document, error: Any, schema: dict[str, Any], meant: dict[Route, str], noun: str
) -> Iterator[Mistake]:
    if error.validator in UNKNOWN_KEYS and "propertyNames" not in error.absolute_schema_path:
        route = tuple(error.absolute_path)
        keys = [key for key in error.instance if (*route, key) in meant]
        yield from (_unknown_key(document, error, (*route, key), schema, noun) for key in keys)


def _place(mistake: Mistake) -> tuple[int, int, str]:
    place = mistake.location
    return (place.line, place.column, mistake.message) if place else (0, 0, mistake.message)


def _translate(document: Document, error: Any, schema: dict[str, Any], noun: str) -> Iterator[Mistake]:
    route: Route = tuple(error.absolute_path)
    if "propertyNames" in error.absolute_schema_path:
        name = str(error.instance)
        hint = keyword_hint(error.schema) or did_you_mean(name, error.schema.get("enum", ()))
        yield document.mistake(f"`{name}` cannot be a name here", document.locate_key((*route, name)), hint)
    elif error.validator in UNKNOWN_KEYS:
        yield from (_unknown_key(document, error, (*route, key), schema, noun) for key in unknown_keys(error))
    elif error.validator in ("required", "dependentRequired"):
        yield from _missing_keys(document, error, route, noun)
    else:
        words = _VALUE_WORDS.get(error.validator, _other)
        place = document.locate_value(route)
        message, hint = words(error, show_at(document, route))
        if not route and error.validator == "type":
            place, message = document.locate_key(()), f"{message}; a {noun} is a mapping of keys"
        yield document.mistake(
            message, place, hint.replace(_SCHEMA, f"`policyengine schema {_SCHEMAS.get(noun, noun)}`")
        )


def _unknown_key(document: Document, error: Any, route: Route, schema: dict[str, Any], noun: str) -> Mistake:
    key, known = str(route[-1]), known_keys(error.schema)
    near = near_key(key, error.schema)
    place = document.locate_key(route)
    hint = f"write `{near}`" if near else did_you_mean(key, known) or misplaced(key, error.schema, schema)
    if key[:1].isdecimal() and _AFTER_COMMA.search(document.line(place.line)[: place.column - 1]):
        hint = "in braces, a comma ends a value: write the number without it, with a point before decimals"
    if not hint and noun in _SCHEMAS:
        hint = declared_elsewhere(key)
    if not hint and 0 < len(known) <= _MOST_LISTED:
        hint = f"known here: {_listed(known)}"
    return document.mistake(f"{_UNKNOWN} `{key}`", place, hint)


def _missing_keys(document: Document, error: Any, route: Route, noun: str) -> Iterator[Mistake]:
    wanted = error.validator_value
    if isinstance(wanted, dict):
        wanted = [name for key, names in wanted.items() if key in error.instance for name in names]
    properties = error.schema.get("properties", {})
    where = f" in `{route[-1]}`" if route and isinstance(route[-1], str) else f" in the {noun}" if not route else ""
    for key in wanted:
        if key in error.instance:
            continue
        description = str(properties.get(key, {}).get("description", "")).rstrip(".")
        stated = properties.get(key, {}).get("const", "…")
        hint = f"add `{key}: {stated}`" + (f" ({description})" if description else "")
        yield document.mistake(f"missing key `{key}`{where}", document.locate_key(route), hint)


def _listed(values: list[Any]) -> str:
    return ", ".join(f"`{value}`" for value in values)


def _type(error: Any, shown: str) -> tuple[str, str]:
    if _is_of_date(error.schema) and isinstance(error.instance, (int, float)):
        return _date(error, shown)
    unit = error.schema.get("x-unit", "")
    message, hint = wrong_type(error.validator_value, error.instance, shown, unit)
    if unit.startswith(_GRADES) and not any(char.isdigit() for char in str(error.instance)):
        hint = keyword_hint(error.schema)
    return message, hint


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
    near = did_you_mean(str(value), known)
    if near.startswith("write") or (near and len(allowed) > _MOST_LISTED):
        return message, near
    return message, " Else ".join(hint for hint in (near, listed) if hint)


def _words_listed(schema: dict[str, Any], allowed: list[Any]) -> str:
    """Return the words that a value may be, if they are few, each with what it means where the schema says that."""
    if len(allowed) > _MOST_LISTED:
        return f"{_SCHEMA} prints the {len(allowed)} known values"
    sentences = schema.get("enumDescriptions")
    if not sentences:
        return f"one of {_listed(allowed)}"
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


_VALUE_WORDS: dict[str, Callable[[Any, str], tuple[str, str]]] = {
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
