"""Converts rules to plain tuples, which marshal can store, and back."""

import enum
from typing import Any

from policyengine.rule import Condition, Example, Parameter, Phase, Reference, Rule
from policyengine.severity import Severity


def frozen_rule(rule: Rule) -> tuple[Any, ...]:
    """Convert a rule to nested plain values."""
    plain = _plain(rule)
    assert isinstance(plain, tuple)  # noqa: S101 - a rule is a tuple; tells mypy
    return plain


def thawed_rule(plain: tuple[Any, ...]) -> Rule:
    """Convert the result of `frozen_rule` back to the rule."""
    rule = Rule(*plain)
    return rule._replace(
        severity=tuple((Severity(word), _condition(condition)) for word, condition in rule.severity),
        when=_condition(rule.when),
        require=Condition(*rule.require),
        references=tuple(Reference(*given) for given in rule.references),
        phases=tuple(Phase(*given) for given in rule.phases),
        parameters=tuple(Parameter(*given) for given in rule.parameters),
        examples=tuple(Example(*given) for given in rule.examples),
    )


def _condition(plain: Any) -> Condition | None:
    return None if plain is None else Condition(*plain)


def _plain(value: Any) -> Any:
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, tuple):
        return tuple(_plain(item) for item in value)
    return value
