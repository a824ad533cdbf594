"""The values of the rules' parameters: what the organisation set, else the rules' defaults."""

from collections.abc import Mapping, Sequence
from typing import Any

from policyengine.document import Document
from policyengine.errors import Mistake, SettingsError

_ACCEPTED: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "bool": (bool,),
    "int": (int,),
    "double": (int, float),
    "list<string>": (list,),
}


def parameter_values(
    declared: Sequence[tuple[str, str, str, Any]], given: Mapping[str, Mapping[str, Any]], document: Document | None
) -> list[Any]:
    """Give each parameter's value in the order in which they are declared; raises SettingsError.

    `declared` are (rule id, name, type, default); `given` are the settings' `parameters:` by rule id.
    """
    if not given:
        return [_converted(default, kind) for _, _, kind, default in declared]
    mistakes = _mistakes(declared, given, document)
    if mistakes:
        raise SettingsError(*mistakes)
    return [_converted((given.get(rule) or {}).get(name, default), kind) for rule, name, kind, default in declared]


def _converted(value: Any, kind: str) -> Any:
    return float(value) if kind == "double" else value


def _mistakes(
    declared: Sequence[tuple[str, str, str, Any]], given: Mapping[str, Mapping[str, Any]], document: Document | None
) -> list[Mistake]:
    from policyengine.loading.suggestion import did_you_mean

    kinds: dict[str, dict[str, str]] = {}
    for rule, name, kind, _ in declared:
        kinds.setdefault(rule, {})[name] = kind
    mistakes = []
    for rule, values in given.items():
        if rule not in kinds:
            hint = did_you_mean(rule, list(kinds)) or "`policyengine rules list` names the rules"
            mistakes.append(_at(document, ("parameters", rule), f"no rule `{rule}` has parameters", hint))
            continue
        for name, value in values.items():
            route = ("parameters", rule, name)
            if name not in kinds[rule]:
                hint = did_you_mean(name, list(kinds[rule])) or f"it has {', '.join(sorted(kinds[rule]))}"
                mistakes.append(_at(document, route, f"the rule `{rule}` has no parameter `{name}`", hint))
            elif not fits(value, kinds[rule][name]):
                mistakes.append(_at(document, route, f"`{name}` is of type {kinds[rule][name]}", "", value=True))
    return mistakes


def fits(value: Any, kind: str) -> bool:
    """Say whether a value is of a parameter's type; a whole number fits a double, a bool fits only a bool."""
    if isinstance(value, bool) and kind != "bool":
        return False
    if kind == "list<string>":
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return isinstance(value, _ACCEPTED[kind])


def _at(document: Document | None, route: tuple[str, ...], message: str, hint: str, *, value: bool = False) -> Mistake:
    if document is None:
        return Mistake(message, None, "", hint)
    place = document.locate_value(route) if value else document.locate_key(route)
    return document.mistake(message, place, hint)
