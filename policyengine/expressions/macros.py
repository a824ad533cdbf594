"""CEL expands `all`, `exists`, `exists_one` and `filter` into one general loop; this tells them apart by its shape."""

from typing import NamedTuple

from policyengine.expressions.wire import Expr

LOOPS = ("all", "exists", "exists_one", "filter")
"""The loops of the fragment."""


class Loop(NamedTuple):
    """A loop as written: `range.kind(variable, predicate)`."""

    kind: str
    variable: str
    range: Expr
    predicate: Expr


def read_loop(expr: Expr) -> Loop | None:
    """Recognise a loop; None for `map` and anything else."""
    variable, values, start, step, _result = expr.parts
    if step.kind != "call":
        return None
    function, _target, arguments = step.parts
    if function in {"_&&_", "_||_"}:
        return Loop("all" if function == "_&&_" else "exists", variable, values, arguments[1])
    if function != "_?_:_":
        return None
    predicate, then, _otherwise = arguments
    if start.kind == "constant":
        return Loop("exists_one", variable, values, predicate)
    added = then.parts[2][1] if then.kind == "call" else then
    keeps_element = added.kind == "list" and [item.parts for item in added.parts[0]] == [(variable,)]
    return Loop("filter", variable, values, predicate) if keeps_element else None
