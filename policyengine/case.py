"""What a rule is asked about."""

from typing import Any, NamedTuple

from policyengine.location import Route

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
    "chat"))`, `("option", ("workloads", "chat", "choice"))`. `considered` marks options that the gate does not judge.
    """

    subject: Subject
    facts: dict[str, Value]
    routes: tuple[tuple[str, Route], ...] = ()
    considered: bool = False
