"""Mutants of a module: its source with one small change each, such as `<` for `<=` or `or` for `and`."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


class Mutant(NamedTuple):
    """A changed source, and what was changed: `a < b -> a <= b`."""

    name: str
    source: str


def mutants_of(source: str, within: str = "") -> Iterator[Mutant]:
    """Yield every mutant of a source, or of the function of a name in it, in the order of its lines."""
    count = sum(1 for node in _nodes(ast.parse(source), within) for _ in _changes(node))
    for number in range(count):
        tree = ast.parse(source)
        nodes = [(node, change) for node in _nodes(tree, within) for change in range(len(list(_changes(node))))]
        node, change = nodes[number]
        before = ast.unparse(node)
        list(_changes(node))[change]()
        yield Mutant(f"{before} -> {ast.unparse(node)}", ast.unparse(ast.fix_missing_locations(tree)))


def _nodes(tree: ast.AST, within: str) -> list[ast.AST]:
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == within]
    assert functions or not within, f"there is no function {within}"
    roots: list[ast.AST] = [*functions] or [tree]
    return [node for root in roots for node in ast.walk(root)]


def _changes(node: ast.AST) -> Iterator["_Change"]:
    """Yield the changes that a node can suffer; each alters the node in place."""
    match node:
        case ast.Compare(ops=ops):
            for place, operator in enumerate(ops):
                yield _Change(ops, place, _COMPARISONS[type(operator)]())
        case ast.BoolOp():
            yield _Change(node, "op", ast.Or() if isinstance(node.op, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not()):
            yield _Change(node, "op", ast.UAdd())  # the operand counts as it is: `+True` is true
        case ast.Constant(value=bool(value)):
            yield _Change(node, "value", not value)
        case ast.Constant(value=int(value)):
            yield _Change(node, "value", value + 1)


class _Change(NamedTuple):
    """One change: the list or node, the place in it, and what is put there."""

    where: list[ast.cmpop] | ast.AST
    place: int | str
    value: object

    def __call__(self) -> None:
        """Make the change."""
        if isinstance(self.where, list):
            self.where[int(self.place)] = self.value  # type: ignore[call-overload]  # a list of operators takes one
        else:
            setattr(self.where, str(self.place), self.value)
