"""Rules as one Python module: a function for each scope that asks every rule of it about a case.

A function takes the facts and the parameters' values and gives one letter of `ANSWERS` a rule, in the rules' order. A rule whose
operation has no value (overflow, division by zero) is answered `BROKEN`; the evaluator then says what happened.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from policyengine.expressions.python_source import PRELUDE, Constants, python_expression
from policyengine.rule import SCOPES, Rule

NOT_APPLICABLE, PASSED, FAILED, UNKNOWN, NOT_ASKED, WOULD_FAIL, BROKEN = range(7)
"""Answers: `NOT_ASKED` when it is unknown whether the rule applies; `WOULD_FAIL` when it then would fail for certain."""

def answer_of(when: Any, require: Any) -> int:
    """Give the answer to the values of the two conditions: true, false, None for unknown, anything else is broken.

    The generated code answers alike; a test compares them.
    """
    if when is False:
        return NOT_APPLICABLE
    if when not in (True, None) or require not in (True, False, None):
        return BROKEN
    if when is None:
        return WOULD_FAIL if require is False else NOT_ASKED
    return UNKNOWN if require is None else PASSED if require else FAILED


Ask = Callable[[dict[str, Any], Sequence[Any]], list[int]]
Slots = Mapping[tuple[str, str], int]


def module_source(rules: Sequence[Rule], slots: Slots) -> str:
    """Write the module; `slots` says where the value of a rule's parameter stands in the parameters' list."""
    constants = Constants()
    functions = []
    for scope in SCOPES:
        body = [_rule_source(rule, slots, constants) for rule in rules if rule.scope == scope]
        functions.append(f"def {scope}(f, p):\n o = []\n a = o.append\n{''.join(body)} return o\n")
    return f"{PRELUDE}{constants.source()}{''.join(functions)}"


def _rule_source(rule: Rule, slots: Slots, constants: Constants) -> str:
    def reader(path: str) -> str:
        if path.startswith("params."):
            return f"p[{slots[rule.id, path.removeprefix('params.')]}]"
        return f"f.get({path!r})"

    require = python_expression(rule.require.tree, constants, reader)
    if rule.when is None:
        answer = f"  r = {require}\n  a({PASSED} if r else {UNKNOWN} if r is None else {FAILED})\n"
    else:
        when = python_expression(rule.when.tree, constants, reader)
        answer = (
            f"  w = {when}\n"
            f"  if w is False: a({NOT_APPLICABLE})\n"
            f"  else:\n"
            f"   r = {require}\n"
            f"   if w: a({PASSED} if r else {UNKNOWN} if r is None else {FAILED})\n"
            f"   else: a({WOULD_FAIL} if r is False else {NOT_ASKED})\n"
        )
    return f" try:\n{answer} except OperationError: a({BROKEN})\n"
