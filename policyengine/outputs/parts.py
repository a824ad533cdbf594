"""The parts of a condition as a tree, one line each: whether it determines the answer, its value, its text."""

from collections.abc import Iterator
from typing import Any

from policyengine.explanation import Part
from policyengine.expressions.answers import Broken
from policyengine.outputs.values import fact_text
from policyengine.words.lists import more

TURNS_SHOWN = 5
"""Maximum number of printed iterations of a loop, or operands; the rest is counted."""

LONGEST_PART = 110
"""Maximum code points of the printed text of a part; the page of the rule has the rest."""

_LOGICAL = {"and": "all of", "or": "any of", "if": "one of two, by the first"}
_BRANCHES = ("if ", "then ", "else ")
_LOOPS = frozenset({"all", "exists", "exists_one", "filter"})


def part_lines(part: Part, depth: int = 0, lead: str = "") -> Iterator[str]:
    """Print a part on a line with the values that it compares, and below it the parts that are answers themselves."""
    beside = [child for child in part.children if _is_value(child, part)]
    below = [child for child in part.children if not _is_value(child, part)]
    label = _LOGICAL.get(part.kind) or _shortened(part.text)
    notes = ", ".join([*(note for child in beside for note in _notes(child)), *_own(part)])
    mark = "*" if part.deciding else " "
    yield f"{mark} {word(part.value):<7}  {'  ' * depth}{lead}{label}" + (f"  ({notes})" if notes else "")
    leads = _BRANCHES if part.kind == "if" else [""] * len(below)
    shown = TURNS_SHOWN if part.kind in _LOOPS else len(below)
    for child, branch in list(zip(below, leads, strict=True))[:shown]:
        yield from part_lines(child, depth + 1, branch)
    if len(below) > shown:
        yield f"{'':10} {'  ' * depth}  ... {more(len(below) - shown, 'element')}"


def _own(part: Part) -> Iterator[str]:
    """Yield further information on a part's word: why it has no answer, or which value it has."""
    if isinstance(part.value, Broken):
        if not any(isinstance(child.value, Broken) for child in part.children):
            yield part.value.message
    elif part.value is not None and not isinstance(part.value, bool):
        yield f"it is {_value(part.value)}"


def _is_value(child: Part, parent: Part) -> bool:
    """Return whether a part is read for its value, not for an answer: a side of a comparison, the list of a loop."""
    computed = child.kind in ("call", "list") and not isinstance(child.value, bool)
    facts = all(given.kind == "fact" for given in child.children)
    return parent.kind not in _LOGICAL and (child.kind == "fact" or (computed and facts))


def _notes(part: Part) -> Iterator[str]:
    yield f"{_shortened(part.text)} is {_value(part.value)}"
    for child in part.children:
        yield from _notes(child)


def word(value: Any) -> str:
    """Return an answer as a word; other values are `value`."""
    if value is None or isinstance(value, Broken):
        return "broken" if value is not None else "unknown"
    return str(value).lower() if isinstance(value, bool) else "value"


def _value(value: Any) -> str:
    if isinstance(value, Broken):
        return f"broken: {value.message}"
    # 1.2 * 141.2 is 169.44 to people, but compared values must not look equal if they differ
    return "unknown" if value is None else fact_text(value, digits=12)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_PART else text[:LONGEST_PART] + " ..."
