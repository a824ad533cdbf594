"""Everything that one rule's word on one case rests on: conditions part by part, facts, and what would change it."""

from typing import Any, NamedTuple

from policyengine.case import Subject
from policyengine.location import Location
from policyengine.rule import Rule
from policyengine.severity import Severity
from policyengine.verdict import Evidence, Excuse, Missing, Outcome


class Part(NamedTuple):
    """A part of a condition as CEL text, and its value: None when unknown, `Broken` when it has none.

    `deciding` marks what the whole condition's answer rests on. `kind` is the tree's: `and`, `or`, `if`, `fact`, …;
    the turns of a loop are parts of their own, with the element in the place of the loop variable.
    """

    text: str
    value: Any
    deciding: bool
    children: tuple["Part", ...] = ()
    kind: str = ""


class Flip(NamedTuple):
    """One changed declaration and the outcome it leads to, confirmed by judging again.

    `path` is the fact to declare otherwise, `old` None where it is not declared; `location` is where it stands or would
    stand.
    """

    path: str
    old: Any
    new: Any
    outcome: Outcome
    location: Location | None = None


class InForce(NamedTuple):
    """The value of a rule's parameter and where it was set; `location` is None for the rule's own default."""

    name: str
    value: Any
    location: Location | None = None


class Explanation(NamedTuple):
    """One rule asked about one case.

    `outcome` is unknown too where it is unknown whether the rule applies (`when` has no value then). `severity` is how
    loud a failure is, and `capped` why it was lowered. `phase` says in words since when the rule is in force, or that
    it is not. `facts` are all that the conditions read, `missing` what to declare. `excuse` says why it is waived, and
    `exceptions` what is wrong with waivers of it. `considered`: an option not chosen, judged as if it
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
