"""The checks of rare YAML features: explicit tags and aliases. Read only where a file has the characters for them."""

import re
from typing import Any

from policyengine.loading.yaml.data import MAX_DEPTH, TOO_DEEP, TOO_DEEP_HINT, Problems, each_node
from policyengine.words.numbers import full

MAX_EXPANSION = 50_000
"""How many nodes a document with aliases may have once they are written out."""

_ANCHOR = re.compile(r"&\S+\s+")


def check_tags(root: Any, text: str, problems: Problems) -> None:
    """Note every node with an explicit tag, the non-specific `!` too."""
    for node in each_node(root):
        if node.tag is not None or _has_bare_tag(node, text):
            problems[node.start_mark.index] = (
                node,
                "explicit tag",
                "remove it; quote a value to make it text, and do not quote a number",
            )


def _has_bare_tag(node: Any, text: str) -> bool:
    start = node.start_mark.index
    if text[start : start + 1] == "&":
        anchor = _ANCHOR.match(text, start)
        start = anchor.end() if anchor else start
    return text[start : start + 1] == "!" and start < node.end_mark.index


def check_aliases(root: Any, problems: Problems) -> bool:
    """Return whether the document can be written out without its aliases; note why not.

    An anchor comes before its aliases, so no recursion here is deeper than the text.
    """
    sizes: dict[int, tuple[int, int]] = {}
    unfinished: set[int] = set()
    reused = False

    def measure(node: Any, depth: int) -> tuple[int, int]:
        """Return the number of nodes and levels of a node, written out."""
        nonlocal reused
        place = id(node)
        if node.value.__class__ is str or depth > MAX_DEPTH:
            return 1, 0
        if place in sizes:
            reused = True
            return sizes[place]
        if place in unfinished:
            problems[node.start_mark.index] = (node, "anchor contains itself", "write the value out instead of `*…`")
            return 1, 0
        unfinished.add(place)
        children = [part for pair in node.value for part in pair] if node.id == "mapping" else node.value
        parts = [measure(child, depth + 1) for child in children]
        size, levels = 1 + sum(part[0] for part in parts), 1 + max((part[1] for part in parts), default=0)
        if reused and not problems:
            _check_size(node, size, levels, problems)
        sizes[place] = size, levels
        return size, levels

    measure(root, 1)
    return not problems


def _check_size(node: Any, size: int, levels: int, problems: Problems) -> None:
    if levels > MAX_DEPTH:
        problems[node.start_mark.index] = (node, f"{TOO_DEEP} once aliases are written out", TOO_DEEP_HINT)
    elif size > MAX_EXPANSION:
        message = f"more than {full(MAX_EXPANSION)} values once aliases are written out"
        problems[node.start_mark.index] = (node, message, "write the data out, or use fewer aliases")
