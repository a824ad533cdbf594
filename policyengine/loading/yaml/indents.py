"""Refuse values in quotes or brackets that run on at the left of their key, where a reader sees new keys.

libyaml accepts `note: "x`, then `data: y"` on a line of its own; YAML 1.2 does not. Read only where a value in quotes
or brackets has more than one line.
"""

from collections.abc import Sequence
from typing import Any

from policyengine.loading.yaml.data import Outdents, Problems

_ENDS = frozenset("[]{}, \t\r")


def check_indentation(outdents: Outdents, lines: Sequence[str], problems: Problems) -> None:
    """Note the first line of each value that is indented no more than the key or list item it belongs to.

    A line that holds nothing but closing brackets, or the closing quote, is accepted: nobody reads it as a key.
    """
    for parent_line, column, node in outdents:
        first = node.start_mark.line + (node.start_mark.line == parent_line)
        for number in range(first, min(node.end_mark.line + 1, len(lines))):
            line = lines[number].lstrip(" ")
            indent = len(lines[number]) - len(line)
            if indent <= column and not _is_harmless(line, node, last=number == node.end_mark.line):
                message = "a value goes on in a line that is not indented under its key"
                hint = f"indent it by {column + 1} or more spaces, or close the value in line {parent_line + 1}"
                from policyengine.loading.yaml.spots import spot  # most values are indented

                place = spot(node.start_mark.index + number - first, number, indent)
                problems[place.start_mark.index] = (place, message, hint)
                break


def _is_harmless(line: str, node: Any, *, last: bool) -> bool:
    """Return whether a line without its indentation is empty, a comment, or only ends what stands above it."""
    if not line.strip():
        return True
    if node.id == "scalar":
        return last and line[0] == node.style
    return line[0] == "#" or _ENDS.issuperset(line.partition("#")[0])
