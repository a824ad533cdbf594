"""A number used by a plan or an alert, with its origin."""

from enum import StrEnum
from typing import Any, NamedTuple

from policyengine.case import Case
from policyengine.engine.session import Session
from policyengine.facts.evidence.origins import Origins


class Origin(StrEnum):
    """The origin of a number."""

    DECLARED = "declared"
    ASKED = "asked"
    SETTINGS = "settings"
    METHOD = "method"
    UNDECLARED = "undeclared"


class Term(NamedTuple):
    """A value, its origin, and its position: a place in a file, an option of the command line, or the name of a method.

    An undeclared one has the value None, and `said` names the fact to declare.
    """

    value: Any
    origin: Origin
    said: str


class Terms:
    """The terms of one workload: its declarations have precedence over rule parameters and methods."""

    def __init__(self, case: Case, origins: Origins, session: Session) -> None:
        self._case, self._origins, self._session = case, origins, session

    def declared(self, path: str) -> Term:
        """Return a declared fact, or an undeclared term."""
        value = self._case.facts.get(path)
        if value is None:
            return Term(None, Origin.UNDECLARED, path)
        return Term(value, Origin.DECLARED, str(self._origins.evidence(self._case, path).location))

    def or_parameter(self, path: str, rule_id: str, name: str) -> Term:
        """Return a declared fact, or the value of a rule parameter from the settings or the method."""
        term = self.declared(path)
        return parameter(self._session, rule_id, name) if term.value is None else term

    def or_published(self, path: str, value: Any, source: str) -> Term:
        """Return a declared fact, or the value of a published method with this name."""
        term = self.declared(path)
        return Term(value, Origin.METHOD, source) if term.value is None else term


def parameter(session: Session, rule_id: str, name: str) -> Term:
    """Return the value of a rule parameter, from the settings or from the method that its default follows."""
    ids = (rule_id, *session.policy.rule(rule_id).formerly)
    place = session.environment.settings.place_of_parameter(ids, name)
    origin = Origin.METHOD if place is None else Origin.SETTINGS
    said = f"{rule_id}, params.{name}" if place is None else str(place)
    return Term(session.active.parameters_of(rule_id)[name], origin, said)
