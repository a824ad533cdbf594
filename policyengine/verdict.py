"""The result of a rule for a case, and its evidence."""

from enum import StrEnum
from typing import Any, NamedTuple

from policyengine.case import Subject
from policyengine.location import Location
from policyengine.rule import Reference, Rule
from policyengine.severity import Severity


class Outcome(StrEnum):
    """The outcome of evaluating a rule."""

    PASS = "pass"  # noqa: S105 - an outcome, not a password
    FAIL = "fail"
    NOT_APPLICABLE = "not-applicable"
    UNKNOWN = "unknown"
    WAIVED = "waived"
    BROKEN = "broken"

    @property
    def words(self) -> str:
        """Return the outcome as texts for people name it; programs read the value."""
        return "undecided" if self is Outcome.UNKNOWN else self.value.replace("-", " ")


def outcome_word(outcome: object) -> str:
    """Return an outcome for people: `unknown` is *undecided* in text."""
    return "undecided" if outcome == Outcome.UNKNOWN else str(outcome)


_LOUD = (Outcome.FAIL, Outcome.UNKNOWN, Outcome.BROKEN)


class Claim(NamedTuple):
    """The evidence of a declared fact: path or address, the day it was checked (2026-10-01), and by whom."""

    document: str
    checked: str
    by: str

    @property
    def check(self) -> str:
        """Return the day and the person of the check: `checked 2026-10-01 by legal`, or an empty text."""
        day = f" {self.checked}" if self.checked else ""
        person = f" by {self.by}" if self.by else ""
        return f"checked{day}{person}" if day or person else ""


class Excuse(NamedTuple):
    """The reason why a verdict is waived; `kind` is `waiver` or `ignore`, and an ignore has only a reason and a place.

    `expires` is the last day of validity (2026-12-31).
    """

    kind: str
    reason: str
    location: Location
    owner: str = ""
    approved_by: str = ""
    ticket: str = ""
    expires: str = ""


class Evidence(NamedTuple):
    """A fact that determined a verdict.

    `origin` is `profile`, `settings`, `catalog`, `derived`, `parameter`, `clock` or `given` (in an example). `location`
    is the position of its declaration; `inputs` are the inputs of a derived fact; `reference` is the source of a
    catalog fact; `elements` are the elements of a list that determined the verdict; `claim` is the document that the
    declaration names. `is_beside` marks a fact that another element declares: another store of the workload.
    """

    path: str
    value: Any
    origin: str
    location: Location | None = None
    inputs: tuple["Evidence", ...] = ()
    reference: Reference | None = None
    elements: tuple[Any, ...] = ()
    claim: Claim | None = None
    is_beside: bool = False


class Missing(NamedTuple):
    """A fact to declare so that the rule can be decided; `location` is the position for it, `hint` what to write.

    `key` is its path in the YAML of the profile or of the settings: `workloads.chat.data.boundary`,
    `agreements.amazon.baa.status (policyengine.yaml)`. It is empty for facts that cannot be declared. `of_catalog`
    marks a fact that profiles do not declare: the catalog does not know it, or, with `derived`, it cannot be computed.
    """

    path: str
    location: Location | None = None
    hint: str = ""
    of_catalog: bool = False
    derived: bool = False
    key: str = ""


class Verdict(NamedTuple):
    """The result of one rule for one case. `location` is the primary place; `capped` says why the severity was lowered.

    `excuse` is the waiver, `unproven` the claim without evidence on which a rule would pass. `read` pairs the facts and
    parameters that the conditions of the rule read with their values, whether or not they determined the verdict, and
    includes the known inputs of the derived facts among them. `served_by` pairs `model` and `provider` with the ids of
    the option that the element belongs to, and `provider` and `kind` with those of a store, if they are known; it is
    empty for other elements.
    """

    rule: Rule
    outcome: Outcome
    severity: Severity
    subject: Subject
    message: str
    location: Location | None
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[Missing, ...] = ()
    capped: str = ""
    excuse: Excuse | None = None
    unproven: str = ""
    read: tuple[tuple[str, Any], ...] = ()
    served_by: tuple[tuple[str, str], ...] = ()

    @property
    def needs_attention(self) -> bool:
        """Return whether the verdict needs attention: it failed, is unknown or broken."""
        return self.outcome in _LOUD

    @property
    def is_mandatory(self) -> bool:
        """Return whether a record counts the rule as mandatory: an error, or a law that is undecided.

        Outside production, what is undecided is at most a warning; a law holds there, too.
        """
        is_lowered = self.outcome in (Outcome.UNKNOWN, Outcome.BROKEN) and self.rule.force == "law"
        return self.severity is Severity.ERROR or (is_lowered and self.rule.severity[0][0] is Severity.ERROR)

    @property
    def is_undecided(self) -> bool:
        """Return whether declaring facts would decide the verdict."""
        return self.outcome is Outcome.UNKNOWN
