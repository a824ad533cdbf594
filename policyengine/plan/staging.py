"""A phase of a move as the profile it would be: so that the rules judge a plan as they judge what is in use."""

from collections.abc import Sequence

from policyengine.case import Case, Subject
from policyengine.facts.cases import profile_cases
from policyengine.facts.environment import Environment, Facts
from policyengine.facts.options import BESIDE_PRIMARY, SERVING
from policyengine.loading.profiles import Profile
from policyengine.location import Route
from policyengine.plan.move import Move

_ASKED = SERVING | {"shadow"}

_Placed = tuple[Facts, Route]
"""An option, and where the profile declares it."""


def staged_cases(profile: Profile, name: str, move: Move, phase: str, environment: Environment) -> list[Case]:
    """Return the cases of a workload as it serves in a phase, with their true places.

    Until the last phase the old option is the primary and the new one a shadow or a route; then the new one is the
    primary and the old one, unless it is declared that it does not stay, what it is declared as or else the fallback.
    """
    options, routes = _options(profile.workloads[name], name, move, phase)
    workload = {**profile.workloads[name], **options, "considered": None}
    staged = profile._replace(workloads={name: workload})
    return [_placed(case, routes) for case in profile_cases(staged, environment) if case.subject.workload]


def served_subjects(cases: Sequence[Case]) -> frozenset[Subject]:
    """Return the options that get requests, or copies of them, and the recipients that run them."""
    told = [case for case in cases if case.subject.scope in ("option", "recipient")]
    asked = [case.routes[-1][1] for case in told if case.facts.get("option.role") in _ASKED]
    return frozenset(case.subject for case in told if any(is_about(case, option) for option in asked))


def is_about(case: Case, option: Route) -> bool:
    """Return whether a case is an option at a place, or the recipient that runs it."""
    return case.routes[-1][1][: len(option)] == option


def _options(workload: Facts, name: str, move: Move, phase: str) -> tuple[dict[str, object], dict[Route, Route]]:
    """Return `choice` and `supporting` in a phase, and for each place in them the place that it stands for."""
    base: Route = ("workloads", name)
    if phase == "full":
        choice, other = (_bare(move.new.facts), move.new.route), _kept(workload, move)
    else:
        role = "shadow" if phase == "shadow" else "route"
        choice, other = (
            (_bare(move.old.facts), move.old.route),
            ({**_bare(move.new.facts), "option.role": role}, move.new.route),
        )
    supporting = _supporting(workload, base, move.old.route, other)
    routes: dict[Route, Route] = {(*base, "choice"): choice[1]}
    routes |= {(*base, "supporting", index): route for index, (_, route) in enumerate(supporting)}
    return {"choice": choice[0], "supporting": [facts for facts, _ in supporting]}, routes


def _kept(workload: Facts, move: Move) -> _Placed | None:
    """Return the old option as it stays after the move, None where it does not."""
    if workload.get("workload.migration.rollback") is False:
        return None
    role = move.old.facts.get("option.role")
    return {**_bare(move.old.facts), "option.role": role if role in BESIDE_PRIMARY else "fallback"}, move.old.route


def _supporting(workload: Facts, base: Route, old: Route, other: _Placed | None) -> list[_Placed]:
    """Return the supporting options with the other of the two at the old one's place, or else at the end.

    So an element has the same name in each phase as in the profile, and a waiver of it is one of it in a phase too.
    """
    declared = [(facts, (*base, "supporting", index)) for index, facts in enumerate(workload.get("supporting") or ())]
    found = [other if route == old else (facts, route) for facts, route in declared]
    if other is not None and other not in found:
        found.append(other)
    return [placed for placed in found if placed is not None]


def _bare(facts: Facts) -> Facts:
    return {path: value for path, value in facts.items() if path not in ("option.role", "option.share")}


def _placed(case: Case, routes: dict[Route, Route]) -> Case:
    return case._replace(routes=tuple((root, _true(route, routes)) for root, route in case.routes))


def _true(route: Route, routes: dict[Route, Route]) -> Route:
    for length in (3, 4):
        if route[:length] in routes:
            return (*routes[route[:length]], *route[length:])
    return route
