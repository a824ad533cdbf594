"""Explain why a document does not fit its JSON Schema. Loaded only when something is wrong."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from policyengine.document import Document
from policyengine.errors import Mistake
from policyengine.loading.key_places import FILES, declared_elsewhere, misplaced, moved_keys
from policyengine.loading.misspelt_keys import (
    UNKNOWN_KEYS,
    known_keys,
    meant_keys,
    moved,
    near_key,
    respelt,
    unknown_keys,
)
from policyengine.loading.schema_words import (
    keyword_hint,
    resolved,
    show_at,
    written_at,
)
from policyengine.loading.single_values import Meant, as_meant, list_hint, mappings_hint, single_values, split_lists
from policyengine.loading.suggestion import did_you_mean
from policyengine.loading.validator import Grouped, validator_of
from policyengine.loading.value_words import MOST_LISTED, SCHEMA_COMMAND, listed_words, value_words
from policyengine.loading.yaml.values import is_grouped, may_group
from policyengine.location import Route

_MOST_MISTAKES = 100
_MOST_ROUNDS = 16
"""How many misspelt keys may be below each other."""

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
    document: Document, schema: dict[str, Any], noun: str, misread: Sequence[Mistake] = (), *, respells: bool = True
) -> Explanation:
    """Return every way in which a document breaks a schema, also below keys whose spelling is wrong.

    A misspelt key is reported once, and what is below it is read as if the key were right. Mistakes that were `misread`
    in the text take precedence over others at their places, except over unknown keys.
    """
    validator = validator_of(schema)
    told: dict[Mistake, None] = {}
    outside: list[tuple[Document, Any, Meant]] = []
    for _ in range(_MOST_ROUNDS):
        errors = [*islice(validator.iter_errors(_with_groups(document)), _MOST_MISTAKES)]
        if not respells:
            break
        if lists := split_lists(document, errors, schema):
            outside += _outside(document, errors, lists)
            document = as_meant(document, lists)
        elif meant := meant_keys(errors):
            told |= dict.fromkeys(_misspelt(document, errors, schema, meant, noun))
            document = respelt(document, meant)
        elif moves := moved_keys(errors, schema, noun):
            told |= dict.fromkeys(_misspelt(document, errors, schema, moves, noun))
            document = moved(document, moves)
        elif lists := single_values(errors, schema):
            outside += _outside(document, errors, lists)
            document = as_meant(document, lists)
        else:
            break
    words = ((error, one) for error in _first(errors) for one in _translate(document, error, schema, noun))
    found = [(tuple(error.absolute_path), one) for error, one in islice(words, _MOST_MISTAKES)]
    for before, error, one in outside:
        mistake, corrected = _outside_list(before, error, schema, one, found)
        told[mistake] = None
        found = [(route, one) for route, one in found if route not in corrected]
    told |= dict.fromkeys(one for _, one in found)
    return Explanation(document, _together(told, misread))


def _together(told: dict[Mistake, None], misread: Sequence[Mistake]) -> tuple[Mistake, ...]:
    """Return mistakes in the order of the text, with those that were misread."""
    unknown = {mistake.location for mistake in told if mistake.message.startswith(_UNKNOWN)}
    others = [mistake for mistake in misread if mistake.location not in unknown]
    places = {mistake.location for mistake in others}
    told = dict.fromkeys((*others, *(mistake for mistake in told if mistake.location not in places)))
    return tuple(sorted(told, key=_place)[:_MOST_MISTAKES])


def _outside(
    document: Document, errors: list[Any], lists: Mapping[Route, Meant]
) -> Iterator[tuple[Document, Any, Meant]]:
    """Yield the errors of values that are in a wrong container, each with what is meant."""
    for error in errors:
        route = tuple(error.absolute_path)
        if error.validator == "type" and route in lists:
            yield document, error, lists[route]


def _outside_list(
    document: Document, error: Any, schema: dict[str, Any], meant: Meant, found: list[tuple[Route, Mistake]]
) -> tuple[Mistake, set[Route]]:
    """Return the mistake of a value that should be a list or in none, and the routes of items that it corrects."""
    route: Route = tuple(error.absolute_path)
    items = {path[-1]: one for path, one in found if path[:-1] == route}
    hint, corrects = list_hint(error, schema, meant, items)
    message, _ = value_words(error, show_at(document, route))
    mistake = document.mistake(message, document.locate_value(route), hint)
    return mistake, {(*route, index) for index in items} if corrects else set()


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


def _first(errors: list[Any]) -> list[Any]:
    """Return errors without those of words that have another type than text, which is their error."""
    typed = {tuple(error.absolute_path) for error in errors if error.validator == "type"}
    return [error for error in errors if error.validator != "enum" or tuple(error.absolute_path) not in typed]


def _misspelt(
    document: Document, errors: list[Any], schema: dict[str, Any], meant: Container[Route], noun: str
) -> Iterator[Mistake]:
    for error in errors:
        if error.validator in UNKNOWN_KEYS and "propertyNames" not in error.absolute_schema_path:
            route = tuple(error.absolute_path)
            keys = [key for key in error.instance if (*route, key) in meant]
            yield from (_unknown_key(document, error, (*route, key), schema, noun) for key in keys)


def _place(mistake: Mistake) -> tuple[int, int, bool, str]:
    """Return by what mistakes are sorted: a wrong type comes before what is wrong in the value."""
    line, column = (mistake.location.line, mistake.location.column) if mistake.location else (0, 0)
    return (line, column, not mistake.message.startswith("expected"), mistake.message)


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
        place = document.locate_value(route)
        message, hint = value_words(error, show_at(document, route))
        if error.validator == "type" and "array" in error.validator_value and isinstance(error.instance, str):
            part = resolved(error.schema.get("items"), schema)
            hint = mappings_hint(part) if "object" in part.get("type", ()) else "write a list"
        if not route and error.validator == "type":
            place, message, hint = document.locate_key(()), f"{message}; a {noun} is a mapping of keys", ""
        yield document.mistake(
            message, place, hint.replace(SCHEMA_COMMAND, f"`policyengine schema {FILES.get(noun, (noun,))[0]}`")
        )


def _unknown_key(document: Document, error: Any, route: Route, schema: dict[str, Any], noun: str) -> Mistake:
    key, known = str(route[-1]), known_keys(error.schema)
    near = near_key(key, error.schema)
    place = document.locate_key(route)
    hint = f"write `{near}`" if near else did_you_mean(key, known) or misplaced(key, error.schema, schema)
    if key[:1].isdecimal() and _AFTER_COMMA.search(document.line(place.line)[: place.column - 1]):
        hint = "in braces, a comma ends a value: write the number without it, with a point before decimals"
    if not hint and noun in FILES:
        hint = declared_elsewhere(key, route, noun)
    if not hint and 0 < len(known) <= MOST_LISTED:
        hint = f"known here: {listed_words(known)}"
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
