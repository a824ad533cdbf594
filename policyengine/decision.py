"""An option chosen, what the rules say of it and of the options considered."""

from typing import NamedTuple

from policyengine.case import Subject
from policyengine.costs.report import CostReport
from policyengine.location import Location
from policyengine.option import Option
from policyengine.report import Todo
from policyengine.sizes.report import OptionSize
from policyengine.verdict import Evidence, Verdict


class JudgedOption(NamedTuple):
    """One option of a workload with every verdict on it: passes too, workload and profile verdicts not.

    `size` is the memory that it needs and has; None where others serve it.
    """

    option: Option
    location: str
    verdicts: tuple[Verdict, ...]
    size: OptionSize | None = None

    @property
    def workload(self) -> str:
        """Return the name of its workload."""
        return self.option.workload

    @property
    def role(self) -> str:
        """Return `primary`, a supporting role, or `considered`."""
        return self.option.role

    @property
    def element(self) -> str:
        """Return its name in the workload: `primary`, `fallback[0]`, `considered[1]`."""
        return self.option.element

    @property
    def title(self) -> str:
        """Return its name for people: model, hosting, provider and region."""
        return self.option.title

    @property
    def supports(self) -> bool:
        """Return whether it is part of the choice beside the primary option."""
        return self.option.supports


class JudgedWorkload(NamedTuple):
    """A workload a decision is about: its declared needs as evidence, and the verdicts on the workload itself.

    `verdicts` are those of profile, workload, recipient, tool and store scope that concern the workload.
    """

    name: str
    purpose: str
    needs: tuple[Evidence, ...]
    verdicts: tuple[Verdict, ...]
    options: tuple[JudgedOption, ...]


class Digest(NamedTuple):
    """The SHA-256 of one input, in hex; `name` says what it is: `profile`, `settings`, `rules`, `catalog`."""

    name: str
    path: str
    sha256: str


class RecordedWaiver(NamedTuple):
    """A waiver that bears on a decision: which rule it excepts for whom, why, by whose word, and until when.

    `subject` names what is excepted in words (`patient-qa`); `expires` is the last day it holds, `2026-12-31`; `state`
    is what it was on the decision's day: `active`, `expired`, `unused`, or another word for why it does not hold;
    `control` is what is done instead of keeping the rule. A text that is not declared is empty.
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
    """The exceptions on the day of the run, where that is later than the decision's own day.

    `waived` are the verdicts that a waiver covers on that day, by the ids of their rules and their subjects; `unused`
    are the places of waivers that excuse nothing then, because another one does or because the rule does not fail.
    """

    waived: frozenset[tuple[str, Subject]] = frozenset()
    unused: frozenset[Location] = frozenset()


class Decision(NamedTuple):
    """What `decisions.<key>` of a profile declares, with the judgement of its workloads as of `date`.

    `because` is the reason that its makers state. `inputs` is the digest of what the rules read, as version 0.1.0 made
    it: facts, rule conditions and parameters. Only records of that version are compared by it. `not_asked` counts the
    cases of which nobody knows whether the rule applies. `costs` is what the options cost as of `date`, None where
    nobody asked. `in_force` are the ids of the rules in force. `place` is where messages show it, as seen from the
    working directory. `exceptions` are those of the day of the run. `aliases` are the paths of facts that name entries
    of the catalog, the other names of the entries in use, and the ids that these mean. `edition` is that of the shipped
    rules, empty where none is pinned, and `packs` are the names of the organisation's own packs.
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
