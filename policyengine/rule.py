"""What a rule says."""

from typing import Any, NamedTuple

from policyengine.severity import Severity

FORCES = ("law", "contract", "license", "guidance", "framework", "practice", "organization-policy", "consistency")
"""By whose authority a rule speaks."""


class Reference(NamedTuple):
    """A source a rule or a catalog fact rests on; `confidence` is primary, secondary or unverified."""

    title: str
    url: str
    checked: str
    confidence: str
    section: str = ""


class Phase(NamedTuple):
    """A span of days in which a rule is in force, first and last day included; an empty text is open."""

    start: str
    until: str
    severity: str = ""
    state: str = "in-force"


class Parameter(NamedTuple):
    """A number or choice that a rule leaves to the organisation.

    `tighter` says which values ask more: `lower`, `higher`, `fewer`, `more`, `true` or `false`; or nothing.
    """

    name: str
    type: str
    default: Any
    description: str
    tighter: str = ""


class Example(NamedTuple):
    """A case in which the rule's outcome is known; documentation and test at once."""

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
"""What a rule requires that the program itself evaluates."""


class Rule(NamedTuple):
    """One rule file, its conditions compiled. `severity` is a ladder of (severity, condition); the last has none.

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
        """Return whether the program itself evaluates the rule: it has no condition, and no settings switch it off."""
        return self.require == NO_CONDITION

    @property
    def category(self) -> str:
        """Return the first part of the id: `license` of `license/user-limit`."""
        return self.id.rpartition(":")[2].partition("/")[0]
