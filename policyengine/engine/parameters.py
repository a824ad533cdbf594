"""The values of rule parameters: those set by the organisation, or the defaults of the rules.

A value under a former id of a rule applies to the rule, unless its current id has a value for the same parameter.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from policyengine.document import Document
from policyengine.errors import Mistake
from policyengine.loading.settings import Settings
from policyengine.policy.selection import RuleHeader

Declared = Sequence[tuple[str, str, str, Any]]
"""Parameters as (rule id, name, type, default)."""

Former = Mapping[str, tuple[str, ...]]
"""The former ids of rules, by id."""

_SCHEMA_TYPES = {"string": "string", "bool": "boolean", "int": "integer", "double": "number", "timestamp": "string"}
"""The types of parameters other than lists, as JSON Schema names them."""

Kinds = dict[str, dict[str, list[str]]]
"""The types of parameters, by current and former rule ids, and by name."""


def former_ids(headers: Iterable[RuleHeader]) -> Former:
    """Return the former ids of rules."""
    return {header.id: header.formerly for header in headers if header.formerly}


def parameter_values(declared: Declared, given: Mapping[str, Mapping[str, Any]], former: Former) -> list[Any]:
    """Return the value of each parameter in the order of declaration; `given` are those of the settings, by rule id."""
    concerned = given.keys() | former.keys()
    return [
        _converted(
            value_set(given, (rule, *former.get(rule, ())), name, kind, default) if rule in concerned else default, kind
        )
        for rule, name, kind, default in declared
    ]


def value_set(given: Mapping[str, Mapping[str, Any]], ids: Sequence[str], name: str, kind: str, default: Any) -> Any:
    """Return the value of a parameter in the settings under the first id of its rule that has one, or the default.

    A former rule may have had a parameter of this name and another type: such a value applies only to that rule.
    """
    present, *earlier = ids
    if name in given.get(present, ()):
        return given[present][name]
    for old in earlier:
        if name in given.get(old, ()):
            from policyengine.loading.value_types import fits

            if fits(given[old][name], kind):
                return given[old][name]
    return default


def _converted(value: Any, kind: str) -> Any:
    return float(value) if kind == "double" else value


def kinds_of(declared: Declared, former: Former) -> Kinds:
    """Return the types of parameters by every id under which they can be set."""
    kinds: Kinds = {}
    for later in (False, True):  # the parameters of the rule itself come first
        for rule, name, kind, _ in declared:
            for word in former.get(rule, ()) if later else (rule,):
                kinds.setdefault(word, {}).setdefault(name, []).append(kind)
    return kinds


def parameter_mistakes(declared: Declared, settings: Settings, former: Former) -> Iterator[Mistake]:
    """Yield a mistake for each value under `parameters:` that no rule declares or that has the wrong type."""
    from policyengine.loading.schema_words import show_at, wrong_type
    from policyengine.loading.suggestion import did_you_mean
    from policyengine.loading.value_types import fits

    kinds = kinds_of(declared, former)
    files = ((file.document, file.parameters) for file in settings.files if file.document is not None)
    for document, rule, values in ((document, *pair) for document, given in files for pair in given.items()):
        if rule not in kinds:
            ends = [known for known in kinds if known.endswith(f"/{rule}")]
            hint = f"write `{ends[0]}`" if len(ends) == 1 else did_you_mean(rule, list(kinds))
            hint = hint or "`policyengine rules list` names the rules"
            yield _at(document, ("parameters", rule), f"no rule `{rule}` has parameters", hint)
            continue
        for name, value in values.items():
            route = ("parameters", rule, name)
            if name not in kinds[rule]:
                hint = did_you_mean(name, list(kinds[rule])) or f"it has {', '.join(sorted(kinds[rule]))}"
                yield _at(document, route, f"the rule `{rule}` has no parameter `{name}`", hint)
            elif not any(fits(value, kind) for kind in kinds[rule][name]):
                kind, shown = kinds[rule][name][0], show_at(document, route)
                _, hint = wrong_type(_SCHEMA_TYPES.get(kind, "array"), value, shown, "")
                hint = f"write a list: [{value}]" if kind.startswith("list<") and isinstance(value, str) else hint
                yield _at(document, route, f"`{name}` is of type {kind}, found {shown}", hint, value=True)


def _at(document: Document, route: tuple[str, ...], message: str, hint: str, *, value: bool = False) -> Mistake:
    place = document.locate_value(route) if value else document.locate_key(route)
    return document.mistake(message, place, hint)
