"""A rule as a value."""

from typing import Any, NamedTuple

from policyengine.severity import Severity

FORCES = ("law", "contract", "license", "guidance", "framework", "practice", "organization-policy", "consistency")
"""The authorities behind a rule."""


class Reference(NamedTuple):
    """A source of a rule or of a catalog fact; `confidence` is primary, secondary or unverified."""

    title: str
    url: str
    checked: str
    confidence: str
    section: str = ""


class Phase(NamedTuple):
    """A span of days in which a rule is in force, first and last day included; an empty text means no limit."""

    start: str
    until: str
    severity: str = ""
    state: str = "in-force"


class Parameter(NamedTuple):
    """A number or choice that a rule leaves to the organisation.

    `tighter` is the direction of stricter values: `lower`, `higher`, `fewer`, `more`, `true` or `false`; empty if there
    is none.
    """

    name: str
    type: str
    default: Any
    description: str
    tighter: str = ""


class Example(NamedTuple):
    """A case with the expected outcome of the rule; both documentation and test."""

    name: str
    given: dict[str, Any]
    expect: str
    severity: str = ""
    message: str = ""
    missing: tuple[str, ...] = ()


class Condition(NamedTuple):
    """A CEL expression as written, its checked tree, and the facts and parameters it reads (sorted paths)."""

    source: str
    tree: tuple[Any, ...]
    reads: tuple[str, ...]


NO_CONDITION = Condition("", (), ())
"""The requirement of a rule that the program evaluates."""


class Rule(NamedTuple):
    """One rule file, compiled. `severity` is a list of (severity, condition); the last one has no condition.

    `until` is the edition of the shipped rules in which another rule replaces this one.
    """

    id: str
    path: str
    title: str
    scope: str
    force: str
    severity: tuple[tuple[Severity, Condition | None], ...]
    when: Condition | None
    require: Condition
    message: str
    rationale: str
    remediation: str
    references: tuple[Reference, ...]
    controls: tuple[str, ...] = ()
    phases: tuple[Phase, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    examples: tuple[Example, ...] = ()
    formerly: tuple[str, ...] = ()
    waivable: bool = True
    until: str = ""

    def phase_at(self, day: str) -> Phase | None:
        """Return the phase on a day (2026-11-22), or None before, between and after the phases."""
        for phase in self.phases:
            if phase.start <= day and (not phase.until or day <= phase.until):
                return phase
        return None

    @property
    def is_builtin(self) -> bool:
        """Return whether the program evaluates the rule: it has no condition, and settings cannot turn it off."""
        return self.require == NO_CONDITION

    @property
    def category(self) -> str:
        """Return the first part of the id: `license` of `license/user-limit`."""
        return self.id.rpartition(":")[2].partition("/")[0]
