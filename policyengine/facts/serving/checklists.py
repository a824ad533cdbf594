"""Checklists: what is asked for, and what of it is missing, where some of both may be undeclared.

A list of what is missing is given only when nothing undeclared could lengthen it. One that told what is declared to be
missing, and no more, would shrink when such a line is deleted, and read as if all were well.
"""

from collections.abc import Iterable
from typing import NamedTuple

from policyengine.facts.environment import Facts


class Item(NamedTuple):
    """One thing on a checklist: whether it is asked for and whether it is in place, None where that is not known.

    `asked_by` and `shown_by` are the facts that say so; nothing asks for an item that is asked for always.
    """

    name: str
    asked: bool | None
    in_place: bool | None
    shown_by: str
    asked_by: tuple[str, ...] = ()

    @property
    def missing(self) -> bool | None:
        """Return whether it is asked for and not in place; None where what is declared leaves both answers open."""
        return all_hold(self.asked, None if self.in_place is None else not self.in_place)

    @property
    def inputs(self) -> tuple[str, ...]:
        """Return every fact it rests on."""
        return (*self.asked_by, self.shown_by)


def all_hold(*answers: bool | None) -> bool | None:
    """Return the `and` of answers that may be unknown (Kleene's three-valued logic)."""
    if False in answers:
        return False
    return None if None in answers else True


class Checklist(NamedTuple):
    """The items for one option, in their order, and the facts that choose which items there are."""

    items: tuple[Item, ...]
    chosen_by: tuple[str, ...] = ()

    @property
    def required(self) -> list[str] | None:
        """Name what is asked for; None while that is not known of an item."""
        return _named((item.name, item.asked) for item in self.items)

    @property
    def missing(self) -> list[str] | None:
        """Name what is asked for and not in place; None while that is not known of an item."""
        return _named((item.name, item.missing) for item in self.items)

    @property
    def lacking(self) -> list[str]:
        """Name what is known to be missing, whatever is undeclared: for people to read, never for a rule."""
        return [item.name for item in self.items if item.missing]

    @property
    def undeclared(self) -> list[str]:
        """Name what may be missing: for people to read, never for a rule."""
        return [item.name for item in self.items if item.missing is None]

    @property
    def complete(self) -> bool | None:
        """Return whether nothing is missing: false as soon as one item is, unknown while one may be."""
        return False if self.lacking else None if self.undeclared else True

    def facts(self, prefix: str) -> Facts:
        """Return the facts `….required`, `….missing` and `….complete`, without those that are not known."""
        values = {"required": self.required, "missing": self.missing, "complete": self.complete}
        return {f"{prefix}.{leaf}": value for leaf, value in values.items() if value is not None}

    def deciding(self, leaf: str) -> tuple[str, ...]:
        """Return the facts that decide one of these three here, or that are missing to decide it."""
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
