"""Dates of past events that are after the evaluation date: verdicts on them, for profiles and settings."""

from collections.abc import Iterator, Mapping

from policyengine.case import Subject
from policyengine.document import Document
from policyengine.engine.session import Session
from policyengine.facts.future import Future, future_in_profile, future_in_settings
from policyengine.loading.paths import display_path
from policyengine.loading.profiles import Profile
from policyengine.location import Route
from policyengine.severity import Severity
from policyengine.verdict import Evidence, Outcome, Verdict
from policyengine.vocabulary.routes import KEYS

RULE = "consistency/date-in-future"
"""The rule about dates of past events."""


def verdicts_on_dates(profile: Profile, session: Session, *, decisions: bool = True) -> list[Verdict]:
    """Return a verdict for each date of a past event in a profile that is after the evaluation date.

    Without `decisions`, skip the dates of decisions.
    """
    return [
        _verdict(found, profile.document, profile.document.path, session, "profile")
        for found in future_in_profile(profile, session.environment, decisions=decisions)
    ]


def dates_in_settings(judged: Mapping[str, Session]) -> Iterator[tuple[Verdict, Document]]:
    """Yield a verdict, and its file, for each date of a past event in settings that is after the evaluation date.

    `judged` are the sessions of the profiles of this run, by absolute path. A file that is in force for several
    profiles is reported for the first.
    """
    first: dict[int, tuple[str, Session]] = {}
    for path, session in sorted(judged.items(), key=lambda pair: pair[0]):
        first.setdefault(id(session), (path, session))
    seen: set[tuple[str, Route]] = set()
    for path, session in first.values():
        settings = session.environment.settings
        for found in future_in_settings(session.environment):
            route = _route(found)
            document = found.document or next((held for held in settings.documents if held.holds(route)), None)
            if document is not None and (document.path, route) not in seen:
                seen.add((document.path, route))
                yield _verdict(found, document, display_path(path), session, "settings"), document


def _route(found: Future) -> Route:
    """Return the place of a date in its file."""
    root, *rest = found.path.split(".")
    keys = found.keys or KEYS.get(found.path, tuple(rest))  # which does not contain those of decisions
    within = (*found.element, *keys) if found.element else (root, *keys)
    return (*within, "checked") if found.is_check else within


def _verdict(found: Future, document: Document, profile: str, session: Session, origin: str) -> Verdict:
    route = _route(found)
    place = document.locate_value(route)
    day, today = found.day.date().isoformat(), session.environment.latest.date().isoformat()
    is_of_workload = route[0] == "workloads"
    workload, keys = (str(route[1]), route[2:]) if is_of_workload else ("", route)
    name = _dotted(keys)
    return Verdict(
        rule=session.policy.rule(RULE)._replace(scope="workload" if is_of_workload else "profile"),
        outcome=Outcome.FAIL,
        severity=Severity.ERROR,
        subject=Subject("workload" if is_of_workload else "profile", profile, workload, name),
        message=f"`{name}` is {day}, after the evaluation date {today}: rules ignore it until then",
        location=place,
        evidence=(Evidence(f"{found.path}.checked" if found.is_check else found.path, found.day, origin, place),),
    )


def _dotted(route: Route) -> str:
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in route).removeprefix(".")
