"""The filters, tests and operators of templates, each counted by the size of its input and output."""

import operator
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from jinja2.runtime import markup_join, str_join

from policyengine.rendering.bounds import Budget, check_length, check_printable
from policyengine.rendering.steps import CHARGE, COMPARISONS, CONCAT, ENTER, KEY, LEAVE, SLICE

Function = Callable[..., Any]

_OPERATORS: dict[str, Function] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
}


def printed(budget: Budget, value: Any) -> Any:
    """Count the steps of printing a value, and return it."""
    budget.charge_value(value)
    check_printable(value)
    return value


def printing(budget: Budget, function: Function) -> Function:
    """Count a filter or test by its input and output text, which it processes more than once."""

    @wraps(function)
    def counted(*arguments: Any, **named: Any) -> Any:
        for value in arguments:
            budget.charge(len(value) if isinstance(value, str) else 1)
            printed(budget, value)
        made = function(*arguments, **named)
        if isinstance(made, str):
            budget.charge_text(made)
        return made

    return counted


def sized(budget: Budget, function: Function) -> Function:
    """Count a filter by its input and output items."""
    first = 1 if hasattr(function, "jinja_pass_arg") else 0

    @wraps(function)
    def counted(*arguments: Any, **named: Any) -> Any:
        for value in arguments[first:]:
            budget.charge_size(value)
        made = function(*arguments, **named)
        budget.charge_size(made)
        return made

    return counted


def paired(budget: Budget, function: Function) -> Function:
    """Count a comparison by its smaller side."""

    @wraps(function)
    def counted(left: Any, right: Any) -> Any:
        budget.charge_pair(left, right)
        return function(left, right)

    return counted


def searching(budget: Budget, *, negated: bool = False) -> Function:
    """Return `in`, or `not in`, counted by the values that it may visit."""

    def found(item: Any, values: Any) -> bool:
        budget.charge_search(item, values)
        return (item in values) is not negated

    return found


def joining(budget: Budget, getitem: Function) -> Function:
    """Return Jinja's filter `join`, which stops before its text is too long."""

    def attribute_of(value: Any, path: str | int) -> Any:
        for part in str(path).split("."):
            value = getitem(value, int(part) if part.isdigit() else part)
        return value

    def join(values: Iterable[Any], d: Any = "", attribute: str | int | None = None) -> str:
        between, texts, length = str(d), [], 0
        for value in values:
            text = str(printed(budget, value if attribute is None else attribute_of(value, attribute)))
            length += len(text) + len(between)
            check_length(length)
            texts.append(text)
        joined = between.join(texts)
        budget.charge_text(joined)
        return joined

    return join


def counting(budget: Budget) -> dict[str, Function]:
    """Return the functions that a template calls after its steps are counted, by name."""

    def charge(steps: int) -> bool:
        budget.charge(steps)
        return True

    def enter(steps: int) -> None:
        budget.enter()
        budget.charge(steps)

    def leave(_: int) -> None:
        budget.leave()

    def concat(*parts: Any) -> str:
        texts = [printed(budget, part) for part in parts]
        texts = [text if hasattr(text, "__html__") else str(text) for text in texts]
        check_length(sum(map(len, texts)))
        join = markup_join if any(hasattr(text, "__html__") for text in texts) else str_join
        joined: str = join(texts)
        budget.charge_text(joined)
        return joined

    def key(value: Any) -> Any:
        budget.charge_value(value)
        return value

    def sliced(value: Any, *parts: Any) -> Any:
        budget.charge_size(value)
        return value[slice(*parts)]

    compared = {COMPARISONS[name]: paired(budget, function) for name, function in _OPERATORS.items()}
    compared |= {COMPARISONS["in"]: searching(budget), COMPARISONS["notin"]: searching(budget, negated=True)}
    return {CHARGE: charge, ENTER: enter, LEAVE: leave, CONCAT: concat, KEY: key, SLICE: sliced, **compared}
