"""A phase of a move as the profile it would be: so that the rules judge a plan as they judge what is in use."""

from policyengine.case import Case
from policyengine.facts.cases import profile_cases
from policyengine.facts.surroundings import Facts, Surroundings
from policyengine.loading.profiles import Profile
from policyengine.location import Route
from policyengine.migration.move import Move

_ASKED = frozenset({"primary", "fallback", "route", "escalation", "shadow"})
_KEPT = frozenset({"fallback", "route", "escalation"})


def staged_cases(profile: Profile, name: str, move: Move, phase: str, around: Surroundings) -> list[Case]:
    """Give the cases of the options that get requests in a phase, as they serve in it, with their true places.

    Until the last phase the old option is the primary and the new one a shadow or a route; then the new one is the
    primary and the old one, unless it is declared that it does not stay, what it is declared as or else the fallback.
    """
    options, routes = _options(profile.workloads[name], name, move, phase)
    workload = {**profile.workloads[name], **options, "considered": None}
    staged = profile._replace(workloads={**profile.workloads, name: workload})
    cases = [
        _placed(case, routes)
        for case in profile_cases(staged, around)
        if case.subject.workload == name and case.subject.scope in ("option", "recipient")
    ]
    asked = [case.routes[-1][1] for case in cases if case.facts.get("option.role") in _ASKED]
    return [case for case in cases if any(is_about(case, option) for option in asked)]


def is_about(case: Case, option: Route) -> bool:
    """Say whether a case is an option at a place, or the recipient that runs it."""
    return case.routes[-1][1][: len(option)] == option


def _options(workload: Facts, name: str, move: Move, phase: str) -> tuple[dict[str, object], dict[Route, Route]]:
    """Give `choice` and `supporting` in a phase, and for each place in them the place that it stands for."""
    old, new = _bare(move.old.facts), _bare(move.new.facts)
    base: Route = ("workloads", name)
    others = [
        (facts, (*base, "supporting", index))
        for index, facts in enumerate(workload.get("supporting") or ())
        if (*base, "supporting", index) != move.old.route
    ]
    if phase == "full":
        choice = (new, move.new.route)
        role = move.old.facts.get("option.role")
        stays = workload.get("workload.migration.rollback") is not False
        joined = [({**old, "option.role": role if role in _KEPT else "fallback"}, move.old.route)] if stays else []
    else:
        choice = (old, move.old.route)
        joined = [({**new, "option.role": "shadow" if phase == "shadow" else "route"}, move.new.route)]
    supporting = [*others, *joined]
    routes: dict[Route, Route] = {(*base, "choice"): choice[1]}
    routes |= {(*base, "supporting", index): route for index, (_, route) in enumerate(supporting)}
    return {"choice": choice[0], "supporting": [facts for facts, _ in supporting]}, routes


def _bare(facts: Facts) -> Facts:
    return {path: value for path, value in facts.items() if path not in ("option.role", "option.share")}


def _placed(case: Case, routes: dict[Route, Route]) -> Case:
    return case._replace(routes=tuple((root, _true(route, routes)) for root, route in case.routes))


def _true(route: Route, routes: dict[Route, Route]) -> Route:
    for length in (3, 4):
        if route[:length] in routes:
            return (*routes[route[:length]], *route[length:])
    return route
