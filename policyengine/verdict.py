"""What a rule says about a case, and what that rests on."""

from enum import StrEnum
from typing import Any, NamedTuple

from policyengine.case import Subject
from policyengine.location import Location
from policyengine.rule import Reference, Rule
from policyengine.severity import Severity


class Outcome(StrEnum):
    """What came of asking a rule."""

    PASS = "pass"  # noqa: S105 - an outcome, not a password
    FAIL = "fail"
    NOT_APPLICABLE = "not-applicable"
    UNKNOWN = "unknown"
    WAIVED = "waived"
    BROKEN = "broken"


_LOUD = (Outcome.FAIL, Outcome.UNKNOWN, Outcome.BROKEN)


class Claim(NamedTuple):
    """The document that a declared fact rests on: path or address, the day it was checked (2026-10-01), by whom."""

    document: str
    checked: str
    by: str

    @property
    def check(self) -> str:
        """Return that and when somebody checked it: `checked 2026-10-01 by legal`, or nothing."""
        day = f" {self.checked}" if self.checked else ""
        person = f" by {self.by}" if self.by else ""
        return f"checked{day}{person}" if day or person else ""


class Excuse(NamedTuple):
    """Why a verdict is waived; `kind` is `waiver` or `ignore`, and an ignore has only a reason and a place.

    `expires` is the last day on which it holds (2026-12-31).
    """

    kind: str
    reason: str
    location: Location
    owner: str = ""
    approved_by: str = ""
    ticket: str = ""
    expires: str = ""


class Evidence(NamedTuple):
    """A fact a verdict rests on.

    `origin` is `profile`, `settings`, `catalog`, `derived`, `parameter`, `clock` or `given` (an example's). `location`
    is where it is declared; `inputs` are what a derived fact was computed from; `reference` is a catalog fact's source;
    `elements` are the elements of a list that decided; `claim` is the document that whoever declared it names.
    `is_beside` says that another element than the one judged declares it: another store of its workload.
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
    """A fact to declare so that the rule can be settled; `location` is where it would stand, `hint` what to write.

    `key` leads to it in the YAML of the profile or of the settings: `workloads.chat.data.boundary`,
    `agreements.amazon.baa.status (policyengine.yaml)`. It is empty for what cannot be declared.
    `of_catalog` says that nobody declares it in a profile: it is the catalog that does not know it, or, where `derived`
    is set, it cannot be computed.
    """

    path: str
    location: Location | None = None
    hint: str = ""
    of_catalog: bool = False
    derived: bool = False
    key: str = ""


class Verdict(NamedTuple):
    """One rule's word on one case. `location` is the primary place; `capped` says why the severity was lowered.

    `excuse` says why a verdict is waived, `unproven` on which claim without proof a rule would pass. `read` pairs the
    facts and parameters that the rule's conditions read with their values, whether or not they decided, and also the
    known inputs of the derived facts among them. `served_by` pairs `model` and `provider` with the ids of the option
    that the element belongs to, and `provider` and `kind` with those of a store, as far as they are known; it is empty
    for other elements.
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
        """Return whether somebody has something to do: it failed, is unknown or broken."""
        return self.outcome in _LOUD

    @property
    def is_undecided(self) -> bool:
        """Return whether facts are missing that would decide."""
        return self.outcome is Outcome.UNKNOWN
