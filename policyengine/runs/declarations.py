"""The declarations of a profile that make rules apply: those of its project, its workloads, and their elements."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from policyengine.loading.declarations import OF_PROJECT, OF_WORKLOAD

Declaration = tuple[str, str]
"""A key and its value, such as `("data.classes", "phi")`."""

_ELEMENTS = {
    "supporting": ("role", "model"),
    "recipients": ("provider",),
    "tools": ("name",),
    "stores": ("kind", "name"),
}
_NONE = "none"
_PERMITTING = frozenset({"data.residency"})
"""Keys of lists of which any member will do, so that one more is laxer."""


def declarations_of(workload: Any) -> frozenset[Declaration]:
    """Return the declarations of a workload as written; values with another structure are ignored here."""
    if not isinstance(workload, dict):
        return frozenset()
    return frozenset([*_words(workload, OF_WORKLOAD), *_elements(workload)])


def declarations_of_project(project: Any) -> frozenset[Declaration]:
    """Return the declarations of a project as written."""
    return frozenset(_words(project, OF_PROJECT)) if isinstance(project, dict) else frozenset()


def is_narrowed(declaration: Declaration, workload: Any) -> bool:
    """Return whether a workload permits less than a declaration that it does not have: fewer places for its data."""
    key, word = declaration
    now = _permitted(_at(workload, key.split("."))) if key in _PERMITTING else ""
    return bool(now) and set(_listed(now)) <= set(_listed(word))


def without_elements(declarations: Iterable[Declaration]) -> tuple[Declaration, ...]:
    """Return declarations without those of elements: an option, recipient, tool or store may cease to exist."""
    return tuple(one for one in declarations if one[0] not in _ELEMENTS)


def _words(content: dict[str, Any], routes: Iterable[tuple[str, ...]]) -> Iterator[Declaration]:
    for route in routes:
        key, value = ".".join(route), _at(content, route)
        words = value if isinstance(value, list) else [value]
        if key in _PERMITTING:
            words = [_permitted(value)]
        found = ("true" if word is True else word for word in words)
        yield from ((key, word) for word in found if isinstance(word, str) and word not in ("", _NONE))


def _at(content: Any, route: Iterable[str]) -> Any:
    for step in route:
        content = content.get(step) if isinstance(content, dict) else None
    return content


def _permitted(value: Any) -> str:
    """Return a list of what is permitted as one word, empty without any: one more member makes it laxer."""
    words = sorted({word for word in value if isinstance(word, str)}) if isinstance(value, list) else []
    return f"[{', '.join(words)}]" if words else ""


def _listed(permitted: str) -> list[str]:
    return permitted.strip("[]").split(", ")


def _elements(workload: dict[str, Any]) -> Iterator[Declaration]:
    """Yield a declaration for each element; the second one of a name has a number."""
    for key, names in _ELEMENTS.items():
        elements = workload.get(key)
        times: Counter[str] = Counter()
        for element in elements if isinstance(elements, list) else ():
            if isinstance(element, dict):
                name = " ".join(str(element[part]) for part in names if element.get(part))
                times[name] += 1
                yield key, f"{name} ({times[name]})" if times[name] > 1 else name


def with_declarations(content: Mapping[str, Any], declarations: Iterable[Declaration], former: Any) -> dict[str, Any]:
    """Return a workload or project with words that it had; `former` is the workload as it was."""
    restored = {**content}
    for key, word in declarations:
        restored = _with_word(restored, former or {}, key.split("."), word, is_whole=key in _PERMITTING)
    return restored


def _with_word(
    content: Mapping[str, Any], former: Any, route: Sequence[str], word: str, *, is_whole: bool
) -> dict[str, Any]:
    """Return a mapping with a word at a route: one more in a list, or what was there as a `whole`."""
    key, *rest = route
    now, before = content.get(key), former.get(key) if isinstance(former, dict) else None
    if rest:
        below = now if isinstance(now, dict) else {}
        return {**content, key: _with_word(below, before, rest, word, is_whole=is_whole)}
    if isinstance(now, list) and not is_whole:
        return {**content, key: [*now, word]}
    if isinstance(before, list) and not is_whole:
        return {**content, key: [word]}
    return {**content, key: word if before is None else before}
