"""The values of the rules' parameters: what the organisation set, else the rules' defaults."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from policyengine.document import Document
from policyengine.errors import Mistake
from policyengine.loading.settings import Settings

Declared = Sequence[tuple[str, str, str, Any]]
"""Parameters as (rule id, name, type, default)."""


def parameter_values(declared: Declared, given: Mapping[str, Mapping[str, Any]]) -> list[Any]:
    """Give each parameter's value in the order in which they are declared; `given` are the settings', by rule id."""
    return [_converted(given.get(rule, {}).get(name, default), kind) for rule, name, kind, default in declared]


def _converted(value: Any, kind: str) -> Any:
    return float(value) if kind == "double" else value


def parameter_mistakes(declared: Declared, settings: Settings) -> Iterator[Mistake]:
    """Give a mistake for each value under `parameters:` that no rule asks for or that is of another type."""
    from policyengine.loading.schema_words import show
    from policyengine.loading.suggestion import did_you_mean
    from policyengine.loading.value_types import fits

    kinds: dict[str, dict[str, str]] = {}
    for rule, name, kind, _ in declared:
        kinds.setdefault(rule, {})[name] = kind
    for document, rule, values in ((f.document, *pair) for f in settings.files for pair in f.parameters.items()):
        if rule not in kinds:
            hint = did_you_mean(rule, list(kinds)) or "`policyengine rules list` names the rules"
            yield _at(document, ("parameters", rule), f"no rule `{rule}` has parameters", hint)
            continue
        for name, value in values.items():
            route = ("parameters", rule, name)
            if name not in kinds[rule]:
                hint = did_you_mean(name, list(kinds[rule])) or f"it has {', '.join(sorted(kinds[rule]))}"
                yield _at(document, route, f"the rule `{rule}` has no parameter `{name}`", hint)
            elif not fits(value, kinds[rule][name]):
                message = f"`{name}` is of type {kinds[rule][name]}, found {show(value)}"
                yield _at(document, route, message, "", value=True)


def _at(document: Document | None, route: tuple[str, ...], message: str, hint: str, *, value: bool = False) -> Mistake:
    if document is None:
        return Mistake(message, None, "", hint)
    place = document.locate_value(route) if value else document.locate_key(route)
    return document.mistake(message, place, hint)
