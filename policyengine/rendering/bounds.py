"""Limits the work of a template: one count of steps for loops, values and text.

The count depends only on the template and its values, never on the clock, so every machine accepts or refuses the same
templates.
"""

from collections.abc import Mapping
from itertools import islice
from typing import Any

from jinja2 import Undefined
from jinja2.environment import TemplateModule
from jinja2.exceptions import TemplateRuntimeError

from policyengine.words.numbers import full

OUTPUT_LIMIT = 1 << 20
"""Maximum code points of the text of a template."""

STEP_LIMIT = 2_000_000
"""Maximum steps of a template; a step is one evaluation of one template element."""

TEXT_PER_STEP = 16
"""Number of code points that one step creates, copies or compares."""

INCLUDE_DEPTH = 20
"""Maximum depth of includes."""

TEMPLATE_LIMIT = 1 << 16
"""Maximum code points of a template, and of all templates of one text together."""

CALL_STEPS = 10
"""Steps of a call of a macro or a block, in addition to its elements."""


class BoundError(TemplateRuntimeError):
    """A template exceeds its steps or its text length."""


class Budget:
    """The usage of one rendering: steps, templates, and the current depth of includes."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Start again for another text."""
        self.steps = 0
        self.depth = 0
        self.read: dict[str, int] = {}

    def charge(self, steps: int) -> None:
        """Count steps; raise BoundError above the limit."""
        self.steps += steps
        if self.steps > STEP_LIMIT:
            raise BoundError(f"it takes more than {full(STEP_LIMIT)} steps")

    def charge_text(self, text: str) -> None:
        """Count the created text; raise BoundError if it is too long."""
        check_length(len(text))
        self.charge(1 + len(text) // TEXT_PER_STEP)

    def charge_value(self, value: Any) -> None:
        """Count the steps of printing or hashing a value with all of its content."""
        self.charge(weight(value, STEP_LIMIT))

    def charge_size(self, value: Any) -> None:
        """Count the steps of visiting each item of a value once."""
        self.charge(1 + _size(value))

    def charge_pair(self, left: Any, right: Any) -> None:
        """Count the steps of comparing two values, up to the size of the smaller one."""
        most = 2
        self.charge(most)
        while weight(left, most) >= most and weight(right, most) >= most:
            most *= 2
            self.charge(most)

    def charge_search(self, item: Any, values: Any) -> None:
        """Count the steps of searching for an item among values."""
        self.charge(weight(item, STEP_LIMIT) * (1 + (0 if isinstance(values, Mapping | set) else _size(values))))

    def use(self, name: str, length: int) -> None:
        """Count the text of a template once, for its compilation; raise BoundError if it is too long."""
        self.read[name] = length
        if sum(self.read.values()) > TEMPLATE_LIMIT:
            raise BoundError(f"it and the templates it uses have more than {full(TEMPLATE_LIMIT)} characters")

    def enter(self) -> None:
        """Count the start of a template."""
        self.depth += 1
        if self.depth > INCLUDE_DEPTH:
            raise BoundError(f"templates include one another more than {INCLUDE_DEPTH} deep, as in a recursion")

    def leave(self) -> None:
        """Count the end of a template."""
        self.depth -= 1


def weight(value: Any, most: int) -> int:
    """Return the number of steps to visit a value and its content, at least `most` if there are more."""
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
    """Raise BoundError for a text that would exceed the maximum length."""
    if length > OUTPUT_LIMIT:
        raise BoundError(f"it makes more than {full(OUTPUT_LIMIT)} characters")


def check_printable(value: Any) -> None:
    """Reject values without a text of their own: a loop, a macro, a method, a module, an iterator."""
    if isinstance(value, Undefined) or value.__class__ is str:
        return
    if callable(value) or isinstance(value, TemplateModule) or hasattr(value, "__next__"):
        raise TemplateRuntimeError(f"a value of type `{type(value).__name__}` cannot be printed")


def _size(value: Any) -> int:
    if isinstance(value, str):
        return len(value) // TEXT_PER_STEP
    return len(value) if isinstance(value, Mapping | list | tuple | set | frozenset) else 0
