"""Rewrites a parsed template so that it counts its own steps.

Each body that can run more than once (of a loop, macro, block or template) first counts its elements. Operations whose
cost is not visible in the template (joining, comparing, looking up by a key) call a function that counts by the size of
their values.
"""

from typing import Any

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from policyengine.rendering.bounds import CALL_STEPS, TEXT_PER_STEP

MAX_NESTING = 80
"""Maximum nesting of template elements: Python, which templates are compiled to, has its own limit."""

MAX_LOOPS = 15
"""Maximum nesting of loops, for the same reason."""

CHARGE, ENTER, LEAVE = "(charge)", "(enter)", "(leave)"
CONCAT, KEY, SLICE = "(concat)", "(key)", "(slice)"
"""Names of counting functions; templates cannot use them, because they are not identifiers."""

COMPARISONS = {
    "eq": "(==)",
    "ne": "(!=)",
    "lt": "(<)",
    "lteq": "(<=)",
    "gt": "(>)",
    "gteq": "(>=)",
    "in": "(in)",
    "notin": "(not in)",
}
"""The functions that compare, by Jinja's names of the operators."""

_OWN_BODY = (nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block)


def with_steps(template: nodes.Template, name: str | None) -> nodes.Template:
    """Return a parsed template that counts its steps; raise TemplateSyntaxError if it is nested too deeply."""
    _Counting(name).count(template, 0, 0)
    return template


class _Counting:
    def __init__(self, name: str | None) -> None:
        self.name = name

    def count(self, node: nodes.Node, depth: int, loops: int) -> int:
        """Rewrite the content of a node in place; return the steps of one evaluation."""
        loops += isinstance(node, nodes.For)
        if depth > MAX_NESTING or loops > MAX_LOOPS:
            most = f"loops are nested more than {MAX_LOOPS}" if loops > MAX_LOOPS else f"nested more than {MAX_NESTING}"
            raise TemplateSyntaxError(f"{most} levels deep", node.lineno, self.name)
        total = 1 + _text_steps(node)
        for field, value in node.iter_fields():
            steps = 0
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, nodes.Node):
                    steps += self.count(child, depth + 1, loops)
            if field == "body" and isinstance(node, _OWN_BODY):
                value.insert(0, _statement(CHARGE, steps if isinstance(node, nodes.For) else steps + CALL_STEPS))
            elif field == "test" and isinstance(node, nodes.For) and value is not None:
                node.test = nodes.And(_counter(CHARGE, steps), value, lineno=value.lineno)
            else:
                total += steps
            setattr(node, field, [_rewritten(v) for v in value] if isinstance(value, list) else _rewritten(value))
        if isinstance(node, nodes.Template):
            node.body = [_statement(ENTER, total), *node.body, _statement(LEAVE, 0)]
        return total


def _text_steps(node: nodes.Node) -> int:
    text = getattr(node, "data", None) or getattr(node, "value", None)
    return len(text) // TEXT_PER_STEP if isinstance(text, str) else 0


def _rewritten(node: Any) -> Any:
    """Return an element with its operator replaced by a function that counts."""
    if isinstance(node, nodes.Compare):
        return _compared(node)
    if isinstance(node, nodes.Concat):
        return _through(node.nodes[0], CONCAT, *node.nodes[1:])
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Slice):
        parts = (node.arg.start, node.arg.stop, node.arg.step)
        return _through(node.node, SLICE, *(part or nodes.Const(None, lineno=node.lineno) for part in parts))
    if isinstance(node, nodes.Getitem) and not isinstance(node.arg, nodes.Const):
        node.arg = _through(node.arg, KEY)
    elif isinstance(node, nodes.Pair) and not isinstance(node.key, nodes.Const):
        node.key = _through(node.key, KEY)
    return node


def _compared(node: nodes.Compare) -> nodes.Expr:
    """Return a chain of comparisons as its pairs: `a < b < c` is `a < b and b < c`."""
    result: nodes.Expr | None = None
    left = node.expr
    for operand in node.ops:
        pair = _through(left, COMPARISONS[operand.op], operand.expr)
        result = pair if result is None else nodes.And(result, pair, lineno=node.lineno)
        left = operand.expr
    return result or node.expr


def _through(node: nodes.Expr, function: str, *more: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, function, list(more), [], None, None, lineno=node.lineno)


def _counter(function: str, steps: int) -> nodes.Filter:
    return _through(nodes.Const(steps, lineno=1), function)


def _statement(function: str, steps: int) -> nodes.ExprStmt:
    return nodes.ExprStmt(_counter(function, steps), lineno=1)
