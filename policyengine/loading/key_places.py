"""Where a key belongs that is unknown in the mapping where it was written. Loaded only when something is wrong."""

from collections.abc import Container, Iterator, Mapping
from functools import cache
from typing import Any

from policyengine.loading.misspelt_keys import compared_keys, known_keys, near_key
from policyengine.loading.schema_words import resolved
from policyengine.loading.schemas import schema as shipped
from policyengine.loading.suggestion import closest
from policyengine.location import Route

Steps = tuple[str, ...]
"""The way to a mapping in a schema: keys, `*` for any key, and `[]` for an item of a list."""

FILES = {"profile": ("llm-profile", "llm-profile.yaml"), "settings": ("policyengine", "policyengine.yaml")}
"""The schema and the name of each file, by its noun."""

_PRICES = (
    "prices are in the price sets of the catalog; state your own under `catalog: {prices: …}` in policyengine.yaml"
)
_MOST_PLACES = 2
_OPTIONS = ("choice", "supporting", "considered")
_OPTION = ("workloads", "*", "choice")
_AGREEMENT = ("agreements", "*")
_ELEMENTS = {
    _OPTION: "`choice`",
    ("workloads", "*"): "a workload",
    _AGREEMENT: "a provider of `agreements`",
}
"""Words for elements that are not entries of a list."""

_OTHERWISE = {
    "fallback": "list it under `supporting` of the workload, with `role: fallback`",
    "fallbacks": "list them under `supporting` of the workload, with `role: fallback`",
    "price": _PRICES,
    "prices": _PRICES,
    "pricing": _PRICES,
}
"""What people write as keys of a profile and declare in another form."""

_IN_DEFAULTS = {_OPTION: "`option`", ("workloads", "*"): "`workload`"}
"""The words for the same elements in `defaults`."""


def misplaced(key: str, here: dict[str, Any], schema: dict[str, Any]) -> str:
    """Return where a key that is unknown here belongs, if exactly one mapping right below this place knows it.

    What agreements state once for every workload does not belong in its recipients.
    """
    direct = _directly_below(key, here, schema)
    if direct:
        return f"it belongs under `{direct[0]}`" if len(direct) == 1 else ""
    inner = [name for name, part in _parts(here, schema).items() if any(key in one for one in _entries(part, schema))]
    if inner == ["recipients"] and _AGREEMENT in _knowing("settings").get(key, ()):
        return ""
    return f"it belongs in an entry of `{inner[0]}`" if len(inner) == 1 else ""


def declared_elsewhere(key: str, route: Route, noun: str) -> str:
    """Return where a profile or settings declare a key that is unknown at a route, or an empty text if it is not clear.

    A place in the same element, such as the option that the key was written in, takes precedence, then the top.
    """
    if noun == "profile" and key in _OTHERWISE and route[0] == "workloads":
        return _OTHERWISE[key]
    places = _places(key, route, noun)
    if () in places:
        return f"it is declared at the top of {FILES[places[()]][1]}"
    if not 0 < len(places) <= _MOST_PLACES:
        return ""
    words = []
    is_other = any(step in route for step in _OPTIONS[1:])
    for steps, file in places.items():
        in_defaults = route[0] == "defaults" and key in _in_defaults(noun) and _element(steps) in _IN_DEFAULTS
        where = "" if in_defaults or file == noun else f" in {FILES[file][1]}"
        elements = _IN_DEFAULTS if in_defaults else _ELEMENTS | {_OPTION: "the option"} if is_other else _ELEMENTS
        words.append(_words(steps, elements) + where)
    return "it is declared under " + " or ".join(words)


def moved_keys(errors: list[Any], schema: dict[str, Any], noun: str) -> dict[Route, Route]:
    """Return the mapping that certainly knows each unknown key, by the route of the key: in the same element or below.

    Its value is examined there. Spelling comes first: a key that may be another one here is not moved.
    """
    moves: dict[Route, Route] = {}
    for error, key in compared_keys(errors):
        here: Route = tuple(error.absolute_path)
        if near_key(key, error.schema) or closest(key, known_keys(error.schema)):
            continue
        if direct := _directly_below(key, error.schema, schema):
            required = set(_parts(error.schema, schema)[direct[0]].get("required", ()))
            is_whole = direct[0] in error.instance or required <= error.instance.keys()
            target = (*here, *direct) if len(direct) == 1 and is_whole else None
        else:
            target = _in_same_element(key, (*here, key), noun) if noun in FILES else None
        if target is not None:
            moves[*here, key] = target
    return moves


def _in_same_element(key: str, route: Route, noun: str) -> Route | None:
    """Return the route of the only mapping of the same element that knows a key, or None."""
    here = _steps(route[:-1])
    places = [steps for steps, file in _places(key, route, noun).items() if file == noun]
    element = _element(here)
    if len(places) != 1 or not element or _element(places[0]) != element or route[0] == "defaults":
        return None
    inside = len(here) - len(element)
    return (*route[: len(route) - 1 - inside], *places[0][len(element) :])


def _places(key: str, route: Route, noun: str) -> dict[Steps, str]:
    """Return the mappings that know a key, with their files, that of `noun` first; only one where that is clear."""
    files = (noun, *(other for other in FILES if other != noun))
    places: dict[Steps, str] = {}
    for file in files:
        places |= {steps: file for steps in _knowing(file).get(key, ()) if steps not in places}
    element = _element(_steps(route[:-1]))
    own = [steps for steps in places if element and _element(steps) == element]
    if len(own) == 1 or () in places:
        steps = own[0] if len(own) == 1 else ()
        return {steps: places[steps]}
    return {steps: file for steps, file in places.items() if not _is_agreed_with(steps, places)}


def _directly_below(key: str, here: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    """Return the keys of the mappings right below a place that know a key."""
    return [name for name, part in _parts(here, schema).items() if key in part.get("properties", {})]


def _parts(here: dict[str, Any], schema: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the schemas of the values of a mapping by key, except of claims."""
    parts = {name: resolved(part, schema) for name, part in here.get("properties", {}).items()}
    return {name: part for name, part in parts.items() if not _is_claim(part)}


def _is_agreed_with(steps: Steps, places: Container[Steps]) -> bool:
    """Return whether a place of a recipient is repeated by one of agreements, which hold for every workload."""
    recipient = ("workloads", "*", "recipients", "[]")
    inside = steps[len(recipient) :]
    return steps[: len(recipient)] == recipient and (*_AGREEMENT, *inside) in places


@cache
def _knowing(noun: str) -> dict[str, list[Steps]]:
    """Return the mappings of a file that know a key, by the key; keys of claims are in too many places to name any."""
    root = shipped(FILES[noun][0])
    found: dict[str, list[Steps]] = {}
    of_claims: set[str] = set()
    for steps, part in _mappings(root, (), root):
        if _is_claim(part):
            of_claims |= part.get("properties", {}).keys()
            continue
        for key, inner in part.get("properties", {}).items():
            if not inner.get("deprecated"):
                found.setdefault(key, []).append(steps)
    return {key: places for key, places in found.items() if key not in of_claims}


@cache
def _in_defaults(noun: str) -> set[str]:
    """Return the keys that `defaults` may have: not those that each element states itself."""
    root = shipped(FILES[noun][0])
    return {
        key for _, part in _mappings(root["properties"]["defaults"], (), root) for key in part.get("properties", {})
    }


def _is_claim(part: dict[str, Any]) -> bool:
    """Return whether a mapping is the long form of a value."""
    return "boolean" in part.get("type", ()) or "string" in part.get("type", ())


def _mappings(part: Any, steps: Steps, root: dict[str, Any]) -> Iterator[tuple[Steps, dict[str, Any]]]:
    """Yield each mapping of a schema except `defaults`, which repeats others; the choice stands for all options."""
    part = resolved(part, root)
    yield steps, part
    for key, inner in part.get("properties", {}).items():
        if key not in ("defaults", *_OPTIONS[1:]):
            yield from _mappings(inner, (*steps, key), root)
    for keyword, step in (("additionalProperties", "*"), ("items", "[]")):
        if isinstance(part.get(keyword), dict):
            yield from _mappings(part[keyword], (*steps, step), root)


def _steps(route: Route) -> Steps:
    """Return the way in a schema to the mapping at a route of a document; that of the elements for `defaults`."""
    if route[:1] == ("defaults",):
        root, *below = [str(step) for step in route[1:] if not isinstance(step, int)] or [""]
        return (*{"option": _OPTION, "workload": _OPTION[:2]}.get(root, ("defaults",)), *below)
    if route[:1] == ("workloads",) and len(route) > len(_OPTION[:2]) and route[2] in _OPTIONS:
        return (*_OPTION, *map(str, route[3:] if route[2] == "choice" else route[4:]))
    steps = tuple("[]" if isinstance(step, int) else str(step) for step in route)
    named = steps[:1] in (("workloads",), ("agreements",), ("decisions",)) and len(steps) > 1
    return (steps[0], "*", *steps[2:]) if named else steps


def _element(steps: Steps) -> Steps:
    """Return the part of a way that leads to the innermost element; empty for the file itself."""
    last = max((index for index, step in enumerate(steps, 1) if step in ("*", "[]")), default=0)
    return _OPTION if steps[: len(_OPTION)] == _OPTION else steps[:last]


def _words(steps: Steps, elements: Mapping[Steps, str]) -> str:
    """Name a mapping: `project`, `data` of a workload, an entry of `stores`."""
    element = _element(steps)
    inside = steps[len(element) :]
    if not element:
        return f"`{'.'.join(steps)}`"
    head = elements.get(element) or f"an entry of `{element[-2]}`"
    return f"`{'.'.join(inside)}` of {head}" if inside else head


def _entries(part: dict[str, Any], schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the properties of the items of a list, or of the entries of a mapping with free names."""
    for keyword in ("items", "additionalProperties"):
        yield resolved(part.get(keyword), schema).get("properties", {})
