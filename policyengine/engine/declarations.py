"""What a workload declares that makes rules apply: classes of data, places, recipients, options, tools and stores."""

from collections.abc import Iterator
from typing import Any

Declaration = tuple[str, str]
"""A key and what it holds, such as `("data.classes", "phi")`."""

_WORDS = (("audience",), ("data", "classes"), ("data", "subjects"), ("data", "residency"), ("data", "boundary"))
_ELEMENTS = {
    "supporting": ("role", "model"),
    "recipients": ("provider",),
    "tools": ("name",),
    "stores": ("kind", "name"),
}
_NONE = "none"


def declarations_of(workload: Any) -> frozenset[Declaration]:
    """Return what a workload, as it is written, declares; whatever has another form declares nothing here."""
    return frozenset(_declarations(workload)) if isinstance(workload, dict) else frozenset()


def _declarations(workload: dict[str, Any]) -> Iterator[Declaration]:
    for route in _WORDS:
        value: Any = workload
        for step in route:
            value = value.get(step) if isinstance(value, dict) else None
        words = value if isinstance(value, list) else [value]
        yield from ((".".join(route), word) for word in words if isinstance(word, str) and word != _NONE)
    for key, names in _ELEMENTS.items():
        elements = workload.get(key)
        for element in elements if isinstance(elements, list) else ():
            if isinstance(element, dict):
                yield key, " ".join(str(element[name]) for name in names if element.get(name))
