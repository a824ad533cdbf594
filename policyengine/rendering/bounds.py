"""Bounds the work of a template: one count of steps, which loops, values and text use up alike.

The count depends on the template and its values alone, never on the clock, so a template that one machine refuses is
refused by every machine.
"""

from collections.abc import Mapping
from itertools import islice
from typing import Any

from jinja2 import Undefined
from jinja2.environment import TemplateModule
from jinja2.exceptions import TemplateRuntimeError

from policyengine.words.numbers import full

OUTPUT_LIMIT = 1 << 20
"""The longest text that a template may make, in code points."""

STEP_LIMIT = 2_000_000
"""The most steps that a template may take; a step is one element of the template evaluated once."""

TEXT_PER_STEP = 16
"""How many code points are made, copied or compared in one step."""

INCLUDE_DEPTH = 20
"""How deep templates may include one another."""

TEMPLATE_LIMIT = 1 << 16
"""The longest template, and the most that all templates of one text may have together, in code points."""

CALL_STEPS = 10
"""What a call of a macro or a block takes beyond its elements."""


class BoundError(TemplateRuntimeError):
    """A template takes more steps, or makes more text, than it may."""


class Budget:
    """What one rendering has used so far: steps, templates, and how deep these include one another now."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Begin again for another text."""
        self.steps = 0
        self.depth = 0
        self.read: dict[str, int] = {}

    def charge(self, steps: int) -> None:
        """Count steps; raise BoundError beyond the limit."""
        self.steps += steps
        if self.steps > STEP_LIMIT:
            raise BoundError(f"it takes more than {full(STEP_LIMIT)} steps")

    def charge_text(self, text: str) -> None:
        """Count a text that was made; raise BoundError when it is too long."""
        check_length(len(text))
        self.charge(1 + len(text) // TEXT_PER_STEP)

    def charge_value(self, value: Any) -> None:
        """Count what it takes to print or hash a value with everything in it."""
        self.charge(weight(value, STEP_LIMIT))

    def charge_size(self, value: Any) -> None:
        """Count what it takes to look at each item of a value once."""
        self.charge(1 + _size(value))

    def charge_pair(self, left: Any, right: Any) -> None:
        """Count what it takes to compare two values, which ends with the smaller one."""
        most = 2
        self.charge(most)
        while weight(left, most) >= most and weight(right, most) >= most:
            most *= 2
            self.charge(most)

    def charge_search(self, item: Any, values: Any) -> None:
        """Count what it takes to look for an item among values."""
        self.charge(weight(item, STEP_LIMIT) * (1 + (0 if isinstance(values, Mapping | set) else _size(values))))

    def use(self, name: str, length: int) -> None:
        """Count the text of a template once, as it has to be compiled; raise BoundError where it is too much."""
        self.read[name] = length
        if sum(self.read.values()) > TEMPLATE_LIMIT:
            raise BoundError(f"it and the templates it uses have more than {full(TEMPLATE_LIMIT)} characters")

    def enter(self) -> None:
        """Count that a template begins."""
        self.depth += 1
        if self.depth > INCLUDE_DEPTH:
            raise BoundError(f"templates include one another more than {INCLUDE_DEPTH} deep, as in a recursion")

    def leave(self) -> None:
        """Count that a template has ended."""
        self.depth -= 1


def weight(value: Any, most: int) -> int:
    """Return the number of steps it takes to visit a value and everything in it, at least `most` where it is more."""
    if value.__class__ is str:
        return 1 + len(value) // TEXT_PER_STEP
    total = 0
    pending: list[Any] = [value]
    while pending and total < most:
        item = pending.pop()
        total += 1
        if isinstance(item, str | bytes):
            total += len(item) // TEXT_PER_STEP
        elif isinstance(item, Mapping):
            pending += islice((part for pair in item.items() for part in pair), most)
        elif isinstance(item, list | tuple | set | frozenset):
            pending += islice(item, most)
    return total


def check_length(length: int) -> None:
    """Raise BoundError for a text that would be longer than a template may make."""
    if length > OUTPUT_LIMIT:
        raise BoundError(f"it makes more than {full(OUTPUT_LIMIT)} characters")


def check_printable(value: Any) -> None:
    """Refuse to print what has no text of its own: a loop, a macro, a method, a module, an iterator."""
    if isinstance(value, Undefined) or value.__class__ is str:
        return
    if callable(value) or isinstance(value, TemplateModule) or hasattr(value, "__next__"):
        raise TemplateRuntimeError(f"a value of type `{type(value).__name__}` cannot be printed")


def _size(value: Any) -> int:
    if isinstance(value, str):
        return len(value) // TEXT_PER_STEP
    return len(value) if isinstance(value, Mapping | list | tuple | set | frozenset) else 0
