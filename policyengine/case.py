"""What a rule is asked about."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from policyengine.location import Route
from policyengine.option import Option

Value = Any
"""A fact's value: str, bool, int, float, datetime (UTC), timedelta, or a list of these; never None."""

SCOPES = ("profile", "workload", "option", "license", "recipient", "tool", "store")
"""What a rule can be asked about, outermost first."""


class Subject(NamedTuple):
    """The element a verdict is about.

    `workload` is empty for a profile; `element` names the option, licence, recipient, tool or store:
    `primary`, `fallback[0]`, `considered[1]`, `LicenseRef-Llama-3.1-Community`, `openai`.
    """

    scope: str
    profile: str
    workload: str = ""
    element: str = ""


class Case(NamedTuple):
    """One element with what surrounds it: the facts a rule of its scope may read, by path.

    `routes` says where the surrounding elements stand in the profile, outermost first: `("workload", ("workloads",
    "chat"))`, `("option", ("workloads", "chat", "choice"))`. `option` is the option that the case is about: one itself,
    a licence of its model, or the recipient that runs it; `others` are more options that the recipient runs.
    """

    subject: Subject
    facts: dict[str, Value]
    routes: tuple[tuple[str, Route], ...] = ()
    option: Option | None = None
    others: tuple[Option, ...] = ()

    @property
    def considered(self) -> bool:
        """Return whether it is about an option that the gate does not judge."""
        return self.option is not None and self.option.considered

    def is_of(self, option: Option) -> bool:
        """Return whether it is about an option, or about what that option, as the first, brings."""
        return self.option is not None and self.option.route == option.route

    def concerns(self, option: Option) -> bool:
        """Return whether it is about an option, or about what that option brings, alone or with others."""
        return self.is_of(option) or any(other.route == option.route for other in self.others)


def option_cases(cases: Iterable[Case]) -> Iterator[tuple[Case, Option]]:
    """Yield each case that is about an option itself, with the option."""
    for case in cases:
        if case.subject.scope == "option" and case.option is not None:
            yield case, case.option
