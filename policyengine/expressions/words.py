"""Texts in a condition that a closed vocabulary lacks: such a comparison can never be true, or never false."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Tree = tuple[Any, ...]
Vocabularies = Mapping[str, Sequence[str]]

_LOOPS = frozenset({"all", "exists", "exists_one", "filter"})


class ForeignWord(NamedTuple):
    """A text compared with a fact that never has this value; `offset` counts code points in the condition."""

    word: str
    path: str
    offset: int


def foreign_words(tree: Tree, vocabularies: Vocabularies) -> tuple[ForeignWord, ...]:
    """Yield the texts that are compared with a fact, or with its elements, but are missing in its vocabulary."""
    return tuple(_found(tree, vocabularies, ""))


def _found(node: Tree, vocabularies: Vocabularies, element: str) -> Iterator[ForeignWord]:
    if node[0] in _LOOPS:
        element = _named(node[2], element)
    elif node[0] == "call" and node[2].split(" ")[0] in {"==", "!=", "in"}:
        yield from _compared(node[3], vocabularies, element)
    for part in node[2:]:
        if isinstance(part, tuple):
            yield from _parts(part, vocabularies, element)


def _parts(part: Tree, vocabularies: Vocabularies, element: str) -> Iterator[ForeignWord]:
    if part and isinstance(part[0], str):
        yield from _found(part, vocabularies, element)
    else:
        for inner in part:
            yield from _found(inner, vocabularies, element)


def _compared(operands: Sequence[Tree], vocabularies: Vocabularies, element: str) -> Iterator[ForeignWord]:
    for mine, other in ((operands[0], operands[1]), (operands[1], operands[0])):
        path = _named(mine, element)
        words = vocabularies.get(path)
        if words is None:
            continue
        for node in (other, *(other[2] if other[0] == "list" else ())):
            if node[0] == "value" and isinstance(node[2], str) and node[2] not in words:
                yield ForeignWord(node[2], path, node[1])


def _named(node: Tree, element: str) -> str:
    """Return the fact that a node reads, or whose elements the loop variable iterates over."""
    if node[0] == "fact":
        path: str = node[2]
        return path
    return element if node[0] == "element" else ""
