"""Cases: the elements that rules are evaluated for."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from policyengine.location import Route
from policyengine.option import Option

Value = Any
"""The value of a fact: str, bool, int, float, datetime (UTC), timedelta, or a list of these; never None."""

SCOPES = ("profile", "workload", "option", "license", "recipient", "tool", "store")
"""The scopes of rules, from the outermost to the innermost."""


class Subject(NamedTuple):
    """The element that a verdict refers to.

    `workload` is empty for a profile; `element` names the option, licence, recipient, tool or store:
    `primary`, `fallback[0]`, `considered[1]`, `LicenseRef-Llama-3.1-Community`, `openai`.
    """

    scope: str
    profile: str
    workload: str = ""
    element: str = ""


class Case(NamedTuple):
    """One element with its environment: the facts that a rule of its scope may read, by path.

    `routes` are the routes of the enclosing elements in the profile, outermost first: `("workload", ("workloads",
    "chat"))`, `("option", ("workloads", "chat", "choice"))`. `option` is the option of the case: the element itself,
    the option of a licence, or the option that the recipient runs; `others` are further options that the recipient
    runs.
    """

    subject: Subject
    facts: dict[str, Value]
    routes: tuple[tuple[str, Route], ...] = ()
    option: Option | None = None
    others: tuple[Option, ...] = ()

    @property
    def considered(self) -> bool:
        """Return whether the case belongs to an option that `check` does not evaluate."""
        return self.option is not None and self.option.considered

    def is_of(self, option: Option) -> bool:
        """Return whether the case is an option, or belongs to it as its first option."""
        return self.option is not None and self.option.route == option.route

    def concerns(self, option: Option) -> bool:
        """Return whether the case is an option, or belongs to it alone or with others."""
        return self.is_of(option) or any(other.route == option.route for other in self.others)


def option_cases(cases: Iterable[Case]) -> Iterator[tuple[Case, Option]]:
    """Yield each case that is an option, with the option."""
    for case in cases:
        if case.subject.scope == "option" and case.option is not None:
            yield case, case.option
