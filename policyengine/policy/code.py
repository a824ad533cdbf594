"""Rules as one Python module: a function for each scope that evaluates all of its rules for a case.

A function takes the facts and the parameter values and returns one answer per rule, in the order of the rules. If an
operation of a rule has no value (overflow, division by zero), the answer is `BROKEN`; the evaluator then explains it.
"""

from collections.abc import Mapping, Sequence

from policyengine.case import SCOPES
from policyengine.expressions.python_source import PRELUDE, Constants, Reader, python_expression
from policyengine.policy.answers import BROKEN, FAILED, NOT_APPLICABLE, NOT_ASKED, PASSED, UNKNOWN, WOULD_FAIL
from policyengine.rule import Rule

Slots = Mapping[tuple[str, str], int]


def module_source(rules: Sequence[Rule], slots: Slots) -> str:
    """Write the module; `slots` are the positions of parameter values in the list of parameters."""
    constants = Constants()
    functions = []
    for scope in SCOPES:
        values: dict[str, str] = {}
        body = [_rule_source(rule, slots, constants, values) for rule in rules if rule.scope == scope]
        held = "".join(f" {name} = {source}\n" for source, name in values.items())
        functions.append(f"def {scope}(f, p):\n o = []\n a = o.append\n{held}{''.join(body)} return o\n")
    return f"{PRELUDE}{_ERRORS}{constants.source()}{''.join(functions)}"


_ERRORS = "from policyengine.expressions.operators import OperationError\n"


def value_reader(rule: Rule, slots: Slots) -> Reader:
    """Return a writer for code that reads a fact, or a parameter of this rule."""

    def reader(path: str) -> str:
        if path.startswith("params."):
            return f"p[{slots[rule.id, path.removeprefix('params.')]}]"
        return f"f.get({path!r})"

    return reader


def _rule_source(rule: Rule, slots: Slots, constants: Constants, values: dict[str, str]) -> str:
    """Write a rule; `values` collects the shared lookups of the function, by source."""
    looked_up = value_reader(rule, slots)

    def reader(path: str) -> str:
        return values.setdefault(looked_up(path), f"v{len(values)}")

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
