"""Checklists: required items and missing items, either of which may be undeclared.

The list of missing items exists only if no undeclared fact could lengthen it. A list of only the declared gaps would
shrink if such a declaration were deleted, and would suggest that everything is in place.
"""

from collections.abc import Iterable
from typing import NamedTuple

from policyengine.facts.environment import Facts


class Item(NamedTuple):
    """One item of a checklist: whether it is required and whether it is in place, None if unknown.

    `asked_by` and `shown_by` are the facts that determine this; `asked_by` is empty for items that are always required.
    """

    name: str
    asked: bool | None
    in_place: bool | None
    shown_by: str
    asked_by: tuple[str, ...] = ()

    @property
    def missing(self) -> bool | None:
        """Return whether it is required and not in place; None if the declared facts do not decide it."""
        return all_hold(self.asked, None if self.in_place is None else not self.in_place)

    @property
    def inputs(self) -> tuple[str, ...]:
        """Return every fact that it depends on."""
        return (*self.asked_by, self.shown_by)


def all_hold(*answers: bool | None) -> bool | None:
    """Return the `and` of answers that may be unknown (Kleene's three-valued logic)."""
    if False in answers:
        return False
    return None if None in answers else True


class Checklist(NamedTuple):
    """The items for one option, in order, and the facts that select the items."""

    items: tuple[Item, ...]
    chosen_by: tuple[str, ...] = ()

    @property
    def required(self) -> list[str] | None:
        """Return the required items; None if that is unknown for an item."""
        return _named((item.name, item.asked) for item in self.items)

    @property
    def missing(self) -> list[str] | None:
        """Return the required items that are not in place; None if that is unknown for an item."""
        return _named((item.name, item.missing) for item in self.items)

    @property
    def lacking(self) -> list[str]:
        """Return the items known to be missing, regardless of undeclared facts: for people, never for a rule."""
        return [item.name for item in self.items if item.missing]

    @property
    def undeclared(self) -> list[str]:
        """Return the items that may be missing: for people, never for a rule."""
        return [item.name for item in self.items if item.missing is None]

    @property
    def complete(self) -> bool | None:
        """Return whether nothing is missing: false if one item is missing, unknown if one may be."""
        return False if self.lacking else None if self.undeclared else True

    def facts(self, prefix: str) -> Facts:
        """Return the facts `….required`, `….missing` and `….complete`, without unknown ones."""
        values = {"required": self.required, "missing": self.missing, "complete": self.complete}
        return {f"{prefix}.{leaf}": value for leaf, value in values.items() if value is not None}

    def deciding(self, leaf: str) -> tuple[str, ...]:
        """Return the facts that determine one of these three, or that are missing for it."""
        if leaf == "required":
            unknown = [item for item in self.items if item.asked is None]
            inputs = [path for item in unknown or self.items for path in item.asked_by]
        else:
            unknown = [item for item in self.items if item.missing is None]
            lacking = [item for item in self.items if item.missing]
            first, then = (lacking, unknown) if leaf == "complete" else (unknown, lacking)
            inputs = [path for item in first or then or self.items for path in item.inputs]
        return tuple(dict.fromkeys((*self.chosen_by, *inputs)))


def _named(answers: Iterable[tuple[str, bool | None]]) -> list[str] | None:
    given = list(answers)
    return None if any(answer is None for _, answer in given) else [name for name, answer in given if answer]
