"""A number that a plan or an alert goes by, and who said it."""

from enum import StrEnum
from typing import Any, NamedTuple

from policyengine.case import Case
from policyengine.engine.session import Session
from policyengine.facts.evidence.origins import Origins


class Origin(StrEnum):
    """Who said a number."""

    DECLARED = "declared"
    ASKED = "asked"
    SETTINGS = "settings"
    METHOD = "method"
    UNDECLARED = "undeclared"


class Term(NamedTuple):
    """A value, who said it, and where: a place in a file, an option of the command line, or a method's name.

    An undeclared one has the value None, and `said` names the fact to declare.
    """

    value: Any
    origin: Origin
    said: str


class Terms:
    """The terms of one workload: what its profile declares before what a rule's parameter or a method says."""

    def __init__(self, case: Case, origins: Origins, session: Session) -> None:
        self._case, self._origins, self._session = case, origins, session

    def declared(self, path: str) -> Term:
        """Return a declared fact, or that it is not declared."""
        value = self._case.facts.get(path)
        if value is None:
            return Term(None, Origin.UNDECLARED, path)
        return Term(value, Origin.DECLARED, str(self._origins.evidence(self._case, path).location))

    def or_parameter(self, path: str, rule_id: str, name: str) -> Term:
        """Return a declared fact, or else the value of a rule's parameter: the settings' or the method's."""
        term = self.declared(path)
        return parameter(self._session, rule_id, name) if term.value is None else term

    def or_published(self, path: str, value: Any, source: str) -> Term:
        """Return a declared fact, or else what a published method of this name says."""
        term = self.declared(path)
        return Term(value, Origin.METHOD, source) if term.value is None else term


def parameter(session: Session, rule_id: str, name: str) -> Term:
    """Return the value of a rule's parameter, by the settings or by the method that the rule's default follows."""
    ids = (rule_id, *session.policy.rule(rule_id).formerly)
    place = session.environment.settings.place_of_parameter(ids, name)
    origin = Origin.METHOD if place is None else Origin.SETTINGS
    said = f"{rule_id}, params.{name}" if place is None else str(place)
    return Term(session.active.parameters_of(rule_id)[name], origin, said)
