"""Find the comments of a YAML text; loaded only for a profile that has comments for this program."""

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate
from typing import Any

from policyengine.document import Document
from policyengine.loading.yaml.parsing import compose
from policyengine.loading.yaml.places import BREAK


def comment_test(document: Document) -> Callable[[int, int], bool]:
    """Return a function that says whether a `#` in a line (from 1), at a column (from 0), begins a comment.

    A `#` inside a scalar is text. The document is parsed once more, however many comments it has.
    """
    text = document.text.removeprefix("\ufeff")
    starts = [0, *accumulate(map(len, text.splitlines(keepends=True)))]
    root = compose(document.path, text, list(document.lines))
    spans = sorted(_texts(root, text))
    begins = [start for start, _ in spans]

    def begins_comment(line: int, column: int) -> bool:
        offset = starts[line - 1] + column
        before = bisect_right(begins, offset) - 1
        return before < 0 or spans[before][1] <= offset

    return begins_comment


def _texts(root: Any, text: str) -> list[tuple[int, int]]:
    """Return where each scalar begins and ends; one in a block begins on the line after its `|` or `>`."""
    spans = []
    seen: set[int] = set()
    pending = [root]
    while pending:
        node = pending.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if node.id == "scalar":
            start = node.start_mark.index
            if node.style in ("|", ">"):
                header = BREAK.search(text, start)
                start = header.end() if header else len(text)
            spans.append((start, node.end_mark.index))
        else:
            pending += node.value if node.id == "sequence" else [part for pair in node.value for part in pair]
    return spans
