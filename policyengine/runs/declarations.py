"""The declarations of a profile that make rules apply: those of its project, its workloads, and their elements."""

from collections.abc import Iterable, Iterator
from typing import Any

Declaration = tuple[str, str]
"""A key and its value, such as `("data.classes", "phi")`."""

OF_PROJECT = (("jurisdictions",),)
"""Keys of a project whose words make rules apply; its lifecycle is compared by strictness."""

OF_WORKLOAD = (
    ("ai_act", "class"),
    ("audience",),
    ("criticality",),
    ("customization", "need"),
    ("data", "boundary"),
    ("data", "classes"),
    ("data", "residency"),
    ("data", "subjects"),
    ("decision_effect",),
    ("fine_tune", "data_classes"),
    ("fine_tune", "teacher"),
    ("interaction",),
    ("modalities", "input"),
    ("modalities", "output"),
    ("needs", "second_provider"),
    ("reasons",),
    ("routing", "default"),
    ("routing", "router"),
    ("supports_government_contract",),
    ("tasks",),
    ("use", "commercial"),
    ("use", "distributes"),
    ("use", "hosts_for_others"),
    ("use", "outputs_train"),
    ("use", "purposes"),
    ("use_case",),
)
"""Keys of a workload whose words or booleans make rules apply or are permitted by licences."""

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
                yield key, " ".join(str(element[name]) for name in names if element.get(name))
