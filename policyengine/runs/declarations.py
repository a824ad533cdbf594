"""The declarations of a profile that make rules apply: those of its project, its workloads, and their elements."""

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


def declarations_of(workload: Any) -> frozenset[Declaration]:
    """Return the declarations of a workload as written; values with another structure are ignored here."""
    if not isinstance(workload, dict):
        return frozenset()
    return frozenset([*_words(workload, OF_WORKLOAD), *_elements(workload)])


def declarations_of_project(project: Any) -> frozenset[Declaration]:
    """Return the declarations of a project as written."""
    return frozenset(_words(project, OF_PROJECT)) if isinstance(project, dict) else frozenset()


def _words(content: dict[str, Any], routes: Iterable[tuple[str, ...]]) -> Iterator[Declaration]:
    for route in routes:
        value: Any = content
        for step in route:
            value = value.get(step) if isinstance(value, dict) else None
        words = value if isinstance(value, list) else [value]
        found = ("true" if word is True else word for word in words)
        yield from ((".".join(route), word) for word in found if isinstance(word, str) and word != _NONE)


def _elements(workload: dict[str, Any]) -> Iterator[Declaration]:
    for key, names in _ELEMENTS.items():
        elements = workload.get(key)
        for element in elements if isinstance(elements, list) else ():
            if isinstance(element, dict):
                yield key, _name_of(element, names)


def _name_of(element: Mapping[str, Any], names: Iterable[str]) -> str:
    return " ".join(str(element[name]) for name in names if element.get(name))


def with_declarations(content: Mapping[str, Any], declarations: Iterable[Declaration], former: Any) -> dict[str, Any]:
    """Return a workload or project with declarations that it had; `former` is the workload as it was."""
    restored = {**content}
    for key, word in declarations:
        if key in _ELEMENTS:
            gone = [element for element in former[key] if _name_of(element, _ELEMENTS[key]) == word]
            restored[key] = [*(restored.get(key) or ()), *gone]
        else:
            restored = _with_word(restored, former or {}, key.split("."), word)
    return restored


def _with_word(content: Mapping[str, Any], former: Any, route: Sequence[str], word: str) -> dict[str, Any]:
    """Return a mapping with a word at a route: one more in a list, or in place of another word."""
    key, *rest = route
    now, before = content.get(key), former.get(key) if isinstance(former, dict) else None
    if rest:
        return {**content, key: _with_word(now if isinstance(now, dict) else {}, before, rest, word)}
    if isinstance(now, list):
        return {**content, key: [*now, word]}
    return {**content, key: [word] if isinstance(before, list) else word if before is None else before}
