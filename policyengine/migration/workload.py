"""One workload of a profile with all inputs of a plan."""

from typing import Any, NamedTuple

from policyengine.case import Case
from policyengine.engine.names import check_names
from policyengine.engine.session import Session
from policyengine.errors import Mistake, UsageError
from policyengine.facts.cases import profile_cases
from policyengine.facts.evidence.origins import Origins
from policyengine.loading.profiles import Profile
from policyengine.migration.terms import Terms


class Planned(NamedTuple):
    """A workload to plan: its name, its case, the cases of its elements, and its terms."""

    name: str
    profile: Profile
    session: Session
    case: Case
    cases: tuple[Case, ...]
    terms: Terms

    @property
    def options(self) -> tuple[Case, ...]:
        """Return the cases of its options, including considered ones."""
        return tuple(case for case in self.cases if case.subject.scope == "option")

    def fact(self, path: str) -> Any:
        """Return a fact of the workload, None if it is unknown."""
        return self.case.facts.get(path)


def planned_workloads(profile: Profile, session: Session, only: tuple[str, ...] = ()) -> tuple[Planned, ...]:
    """Return the workloads of a profile, or the named ones; raises UsageError for an unknown name."""
    check_names("workload", only, list(profile.workloads))
    own: dict[str, list[Case]] = {name: [] for name in profile.workloads}
    for case in profile_cases(profile, session.environment, considered=True):
        if case.subject.workload:
            own[case.subject.workload].append(case)
    return tuple(_planned(name, profile, session, cases) for name, cases in own.items() if not only or name in only)


def one_workload(profile: Profile, name: str | None, session: Session) -> Planned:
    """Return the named workload, or the only one; raises UsageError if there are several and none is named."""
    found = planned_workloads(profile, session, () if name is None else (name,))
    if len(found) > 1:
        names = ", ".join(one.name for one in found)
        raise UsageError(Mistake("the profile has several workloads", hint=f"choose one with --workload: {names}"))
    return found[0]


def _planned(name: str, profile: Profile, session: Session, own: list[Case]) -> Planned:
    (case,) = (case for case in own if case.subject.scope == "workload")
    return Planned(
        name, profile, session, case, tuple(own), Terms(case, Origins(profile.document, session.environment), session)
    )
