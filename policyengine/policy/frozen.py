"""Rules as plain tuples, which is all that marshal keeps, and back."""

import enum
from typing import Any

from policyengine.rule import Condition, Example, Parameter, Phase, Reference, Rule
from policyengine.severity import Severity


def frozen_rule(rule: Rule) -> tuple[Any, ...]:
    """Turn a rule into nested plain values."""
    plain = _plain(rule)
    assert isinstance(plain, tuple)  # noqa: S101 - a rule is a tuple; tells mypy
    return plain


def thawed_rule(plain: tuple[Any, ...]) -> Rule:
    """Turn what `frozen_rule` gave back into the rule."""
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
