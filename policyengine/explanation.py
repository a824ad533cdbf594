"""The explanation of one rule for one case: parts of the conditions, facts, and changes that alter the outcome."""

from typing import Any, NamedTuple

from policyengine.case import Subject
from policyengine.location import Location
from policyengine.rule import Rule
from policyengine.severity import Severity
from policyengine.verdict import Evidence, Excuse, Missing, Outcome


class Part(NamedTuple):
    """A part of a condition as CEL text, with its value: None if it is unknown, `Broken` if its evaluation failed.

    `deciding` marks the parts that determine the result of the whole condition. `kind` is the kind of tree node: `and`,
    `or`, `if`, `fact`, …; iterations of a loop are separate parts, with the element instead of the loop variable.
    """

    text: str
    value: Any
    deciding: bool
    children: tuple["Part", ...] = ()
    kind: str = ""


class Flip(NamedTuple):
    """One changed declaration and the resulting outcome, confirmed by evaluating the rule again.

    `path` is the fact to change, `old` its value, None if it is undeclared; `location` is the position of its
    declaration, or the position where it would be declared.
    """

    path: str
    old: Any
    new: Any
    outcome: Outcome
    location: Location | None = None


class InForce(NamedTuple):
    """The value of a rule's parameter and the position where it was set; `location` is None for the default."""

    name: str
    value: Any
    location: Location | None = None


class Explanation(NamedTuple):
    """One rule evaluated for one case.

    `outcome` is also unknown if it is unknown whether the rule applies (`when` then has no value). `severity` is that
    of a failure, and `capped` the reason why it was lowered. `phase` describes since when the rule is in force, or that
    it is not. `facts` are all facts that the conditions read, `missing` those to declare. `excuse` is its waiver, and
    `exceptions` are the mistakes in waivers of it. `considered` marks an option that was not chosen, evaluated as if it
    were.
    """

    rule: Rule
    subject: Subject
    outcome: Outcome
    severity: Severity
    when: Part | None
    require: Part
    facts: tuple[Evidence, ...] = ()
    missing: tuple[Missing, ...] = ()
    phase: str = ""
    parameters: tuple[InForce, ...] = ()
    flips: tuple[Flip, ...] = ()
    capped: str = ""
    excuse: Excuse | None = None
    exceptions: tuple[str, ...] = ()
    considered: bool = False
