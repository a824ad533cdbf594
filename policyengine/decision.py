"""The chosen and considered options of a decision, with their verdicts."""

from typing import NamedTuple

from policyengine.case import Subject
from policyengine.costs.report import CostReport
from policyengine.location import Location
from policyengine.option import Option
from policyengine.report import Todo
from policyengine.sizes.report import OptionSize
from policyengine.verdict import Evidence, Verdict


class JudgedOption(NamedTuple):
    """One option of a workload with all verdicts on it, passes included, but not those of the workload and profile.

    `size` is its required and available memory; None if the organisation does not serve it.
    """

    option: Option
    location: str
    verdicts: tuple[Verdict, ...]
    size: OptionSize | None = None

    @property
    def workload(self) -> str:
        """Return the name of the workload."""
        return self.option.workload

    @property
    def role(self) -> str:
        """Return `primary`, a supporting role, or `considered`."""
        return self.option.role

    @property
    def element(self) -> str:
        """Return the position in the workload: `primary`, `fallback[0]`, `considered[1]`."""
        return self.option.element

    @property
    def title(self) -> str:
        """Return the title for people: model, hosting, provider and region."""
        return self.option.title

    @property
    def supports(self) -> bool:
        """Return whether the option belongs to the choice but is not the primary option."""
        return self.option.supports


class JudgedWorkload(NamedTuple):
    """A workload of a decision: its declared needs as evidence, and the verdicts on the workload.

    `verdicts` are those of profile, workload, recipient, tool and store scope that concern the workload.
    """

    name: str
    purpose: str
    needs: tuple[Evidence, ...]
    verdicts: tuple[Verdict, ...]
    options: tuple[JudgedOption, ...]


class Digest(NamedTuple):
    """The SHA-256 of one input, in hex; `name` is its kind: `profile`, `settings`, `rules`, `catalog`."""

    name: str
    path: str
    sha256: str


class RecordedWaiver(NamedTuple):
    """A waiver that affects a decision: the waived rule, the subject, the reason, the approval and the expiry.

    `subject` describes the waived element (`patient-qa`); `expires` is the last day of validity, `2026-12-31`; `state`
    is the state on the day of the decision: `active`, `expired`, `unused`, or another reason why the waiver is not
    valid; `control` is the compensating control. Undeclared texts are empty.
    """

    rule: str
    subject: str
    reason: str
    owner: str
    approved_by: str
    ticket: str
    expires: str
    state: str
    control: str
    location: Location | None


class Exceptions(NamedTuple):
    """The exceptions on the day of the run, if it is later than the day of the decision.

    `waived` are the verdicts that a waiver covers on that day, by rule id and subject. `unused` are the places of
    waivers that excuse no verdict on that day, because another waiver does or because the rule does not fail.
    """

    waived: frozenset[tuple[str, Subject]] = frozenset()
    unused: frozenset[Location] = frozenset()


class Decision(NamedTuple):
    """The declaration `decisions.<key>` of a profile, with the verdicts on its workloads as of `date`.

    `because` is the reason stated by its makers. `inputs` is the digest of the inputs of the rules in the form of
    version 0.1.0: facts, rule conditions and parameters. It is compared only for records of that version. `not_asked`
    counts the cases for which it is unknown whether the rule applies. `costs` are the costs of the options as of
    `date`, None if they were not requested. `in_force` are the ids of the rules in force. `place` is the position for
    messages, relative to the working directory. `exceptions` are those of the day of the run. `aliases` are the paths
    of facts that name entries of the catalog, the other names of the entries in use, and the ids that they refer to.
    `edition` is that of the shipped rules, empty if none is pinned, and `packs` are the names of the organisation's own
    packs.
    """

    key: str
    project: str
    profile: str
    title: str
    status: str
    date: str
    makers: tuple[str, ...]
    consulted: tuple[str, ...]
    informed: tuple[str, ...]
    tags: tuple[str, ...]
    context: str
    notes: str
    workloads: tuple[JudgedWorkload, ...]
    todo: tuple[Todo, ...]
    digests: tuple[Digest, ...]
    inputs: str
    supersedes: str = ""
    because: str = ""
    not_asked: int = 0
    waivers: tuple[RecordedWaiver, ...] = ()
    costs: CostReport | None = None
    in_force: tuple[str, ...] = ()
    place: Location | None = None
    exceptions: Exceptions = Exceptions()
    aliases: frozenset[tuple[str, str, str]] = frozenset()
    edition: str = ""
    packs: tuple[str, ...] = ()
