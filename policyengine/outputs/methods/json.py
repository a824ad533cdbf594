"""Methods for programs: `methods/0`."""

from collections.abc import Mapping
from math import isinf
from typing import Any

from policyengine.costs.lines import Line
from policyengine.methods.method import Figure, Method
from policyengine.methods.written import written
from policyengine.outputs.json_text import json_text
from policyengine.outputs.methods.values import working_text

FORMAT = "methods/0"
"""The layout's name; 0 means that it may still change otherwise than by additions."""


def methods_json(methods: Mapping[str, Method]) -> str:
    """Print ids and titles as JSON."""
    return _text({"methods": [{"id": method.id, "title": method.title} for method in methods.values()]})


def method_json(method: Method) -> str:
    """Print what a method says, with its figures, as JSON."""
    return _text(
        {
            **_head(method),
            "computes": method.computes,
            "formula": method.formula,
            "inputs": [
                {
                    "name": item.name,
                    "form": item.form.name,
                    "meaning": item.meaning,
                    "required": item.name not in method.defaults,
                    "default": _default(method, item.name),
                    "source": item.source,
                }
                for item in method.inputs
            ],
            "figures": [_figure(figure) for figure in method.figures()],
            "limits": method.limits,
            "example": method.example,
        }
    )


def result_json(method: Method, values: Mapping[str, Any], result: Any) -> str:
    """Print a run as JSON: the value of every input, and the result."""
    used = {item.name: values.get(item.name, method.defaults.get(item.name)) for item in method.inputs}
    return _text({**_head(method), "values": used, "result": result})


def _head(method: Method) -> dict[str, Any]:
    return {"id": method.id, "title": method.title, "articles": method.articles, "sources": method.sources}


def _default(method: Method, name: str) -> str | None:
    value = method.defaults.get(name)
    return None if value is None else written(value)


def _figure(figure: Figure) -> dict[str, Any]:
    return {**figure._asdict(), "agrees": figure.agrees}


def _text(data: dict[str, Any]) -> str:
    return json_text(FORMAT, _plain(data))


def _plain(value: Any) -> Any:
    """Return plain data: named tuples as objects, lines with their working, and null for what never comes."""
    if isinstance(value, Line):
        return {"name": value.name, "usd_per_month": _plain(value.usd_per_month), "working": working_text(value)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: _plain(field) for name, field in value._asdict().items()}
    if isinstance(value, dict):
        return {name: _plain(field) for name, field in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return None if isinstance(value, float) and isinf(value) else value
