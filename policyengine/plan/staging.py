"""A phase of a move as a profile, so that the rules evaluate a plan like the options in use."""

from collections.abc import Sequence

from policyengine.case import Case, Subject
from policyengine.facts.cases import profile_cases
from policyengine.facts.environment import Environment, Facts
from policyengine.facts.options import BESIDE_PRIMARY, SERVING
from policyengine.loading.profiles import Profile
from policyengine.location import Route
from policyengine.option import Option, declared_options
from policyengine.plan.move import Move

_ASKED = SERVING | {"shadow"}


def staged_cases(profile: Profile, name: str, move: Move, phase: str, environment: Environment) -> list[Case]:
    """Return the cases of a workload in a phase, with the places where the profile declares its options.

    Until the last phase the old option is primary and the new one is a shadow or a route. In the last phase, the new
    option is primary, and the old one has its declared role, or else that of a fallback, unless it is declared as
    removed.
    """
    workload = profile.workloads[name]
    choice, supporting = _staged(workload, name, move, phase)
    declared = {
        **workload,
        "choice": choice.declared,
        "supporting": [option.declared for option in supporting],
        "considered": None,
    }
    staged = profile._replace(workloads={name: declared})
    cases = profile_cases(staged, environment, options={name: (choice, *supporting)})
    return [case for case in cases if case.subject.workload]


def served_subjects(cases: Sequence[Case]) -> frozenset[Subject]:
    """Return the options that receive requests or copies of them, and the recipients that run them."""
    asked = [case.option for case in cases if case.subject.scope == "option" and case.facts["option.role"] in _ASKED]
    return frozenset(
        case.subject
        for case in cases
        if case.subject.scope in ("option", "recipient") and any(option and case.concerns(option) for option in asked)
    )


def _staged(workload: Facts, name: str, move: Move, phase: str) -> tuple[Option, list[Option]]:
    """Return the primary option in a phase, and its supporting options."""
    if phase == "full":
        return _as(move.new, "primary"), _supporting(workload, name, move.old.route, _kept(workload, move))
    role = "shadow" if phase == "shadow" else "route"
    return _as(move.old, "primary"), _supporting(workload, name, move.old.route, _as(move.new, role))


def _kept(workload: Facts, move: Move) -> Option | None:
    """Return the old option in its role after the move, None if it is removed."""
    if workload.get("workload.migration.rollback") is False:
        return None
    role = move.old.declared.get("option.role")
    return _as(move.old, role if role in BESIDE_PRIMARY else "fallback")


def _supporting(workload: Facts, name: str, old: Route, other: Option | None) -> list[Option]:
    """Return the supporting options, with the other of the two at the position of the old one, or at the end.

    So an element has the same name in each phase as in the profile, and a waiver for it also covers it in a phase.
    """
    declared = [option for option in declared_options(name, workload) if option.supports]
    found = [other if option.route == old else option for option in declared]
    if other is not None and other not in found:
        found.append(other)
    kept = (option for option in found if option is not None)
    return [option._replace(element=f"{option.role}[{index}]") for index, option in enumerate(kept)]


def _as(option: Option, role: str) -> Option:
    """Return an option in its own role, in use, with all of its requests."""
    bare = {path: value for path, value in option.declared.items() if path not in ("option.role", "option.share")}
    declared = bare if role == "primary" else {**bare, "option.role": role}
    return option._replace(element=role, declared=declared, considered=False)
