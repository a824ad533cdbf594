"""Generates Python for loops: set operations for common forms, generator expressions for the rest."""

from typing import Any, Protocol

from policyengine.expressions.python_operators import literal_set

Tree = tuple[Any, ...]
_CERTAIN = {
    "all": "all({body} for e in {values})",
    "exists": "any({body} for e in {values})",
    "exists_one": "(sum(1 for e in {values} if {body}) == 1)",
    "filter": "[e for e in {values} if {body}]",
}
_UNCERTAIN = {
    "all": "all_true({body} for e in {values})",
    "exists": "any_true({body} for e in {values})",
    "exists_one": "one_true({body} for e in {values})",
    "filter": "kept((e, {body}) for e in {values})",
}


class _Constants(Protocol):
    def name(self, source: str) -> str: ...


class _Writer(Protocol):
    @property
    def constants(self) -> _Constants: ...

    def answer(self, node: Tree) -> tuple[str, bool]: ...


def loop_source(kind: str, values: str, node: Tree, writer: _Writer) -> tuple[str, bool]:
    """Write a loop over `values`, the source of a known list; also return whether it is never unknown."""
    predicate = node[3]
    if set_shape := _set_shape(kind, values, predicate, writer):
        return set_shape, True
    body, definite = writer.answer(predicate)
    return (_CERTAIN if definite else _UNCERTAIN)[kind].format(body=body, values=values), definite


def _set_shape(kind: str, values: str, predicate: Tree, writer: _Writer) -> str:
    """Write `x.all(e, e in […])` and similar loops over texts and numbers without a loop; empty for other forms."""
    if predicate[0] != "call" or predicate[2] not in {"in", "=="} or predicate[3][0][0] != "element":
        return ""
    other = predicate[3][1]
    if predicate[2] == "==":
        return f"({other[2]!r} in {values})" if kind == "exists" and _is_exact(other) else ""
    members = literal_set(other) if kind in {"all", "exists"} and all(map(_is_exact, other[2])) else ""
    if not members:
        return ""
    known = writer.constants.name(f"frozenset({members})")
    return f"{known}.issuperset({values})" if kind == "all" else f"(not {known}.isdisjoint({values}))"


def _is_exact(node: Tree) -> bool:
    return bool(node[0] == "value" and isinstance(node[2], str | int))
