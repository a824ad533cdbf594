"""What a workload does, for whom and with which data, in two sentences."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from policyengine.costs.report import WorkloadCost
from policyengine.decision import JudgedWorkload
from policyengine.records.wording import message_part
from policyengine.words.lists import listed
from policyengine.words.names import place_name
from policyengine.words.numbers import full

_NONE: tuple[Any, ...] = (None, [], (), "none")
_VERB = re.compile(r"[A-Z][a-z]+s(?= )")
"""How a purpose begins that continues the name of a workload: `Classifies tickets`."""

_USERS = {"machines": "other systems", "public": "the public"}
_CLASSES = {
    "pii": "personal",
    "phi": "PHI",
    "special-category": "special-category personal",
    "health": "health",
    "children": "children's",
    "credentials": "credential",
    "student-records": "student record",
    "nonpublic-personal": "nonpublic personal",
    **{name: name.upper() for name in ("cui", "cji", "itar", "ear")},
}
"""Classes of data before the word `data`; of others, the dashes become spaces."""

_BOUNDARIES = {
    "network": "within networks under contract",
    "vpc": "in our own cloud tenancy",
    "premises": "on our own premises",
    "machine": "on a single device",
}


def situation_of(workload: JudgedWorkload, cost: WorkloadCost | None = None) -> str:
    """Return its purpose, then its users, volume and data as they are declared; backticks mark code."""
    facts: dict[str, Any] = {need.path: need.value for need in workload.needs}
    if cost is not None:
        facts.setdefault("workload.volume.requests_per_day", cost.requests_per_day)
    users, volume, data = _users(facts), _volume(facts), _data(facts)
    first = _purpose(workload)
    if not volume and not data:
        return f"{first} Its users are {users}." if users else first
    parts = " with ".join(part for part in (f"handles {volume}" if volume else "", data) if part)
    does = parts if volume else f"processes {data}"
    return f"{first} {f'For {users}, it' if users else 'It'} {does}."


def _purpose(workload: JudgedWorkload) -> str:
    purpose = message_part(" ".join(workload.purpose.split()))
    if not purpose:
        return f"`{workload.name}` has no declared purpose."
    if _VERB.match(purpose):
        return f"`{workload.name}` {purpose[0].lower()}{purpose[1:]}."
    return f"`{workload.name}`: {purpose}."


def _users(facts: Mapping[str, Any]) -> str:
    return listed(_USERS.get(user, user.replace("-", " ")) for user in _list(facts, "workload.audience"))


def _volume(facts: Mapping[str, Any]) -> str:
    requests = facts.get("workload.volume.requests_per_day")
    if requests is None:
        return ""
    tokens = [
        f"{full(count)} {way}"
        for way in ("in", "out")
        if (count := facts.get(f"workload.volume.{way}put_tokens")) is not None
    ]
    each = f" (tokens each: {', '.join(tokens)})" if tokens else ""
    return f"{full(requests)} requests a day{each}"


def _data(facts: Mapping[str, Any]) -> str:
    """Return the classes of data, whose they are and where they must stay; empty if no class is declared."""
    classes = [_CLASSES.get(name, name.replace("-", " ")) for name in _list(facts, "workload.data.classes")]
    if not classes:
        return ""
    subjects = [place_name(place) for place in _list(facts, "workload.data.subjects")]
    people = f" of people in {listed(subjects)}" if subjects else ""
    residency = [place_name(place) for place in _list(facts, "workload.data.residency")]
    boundary = _BOUNDARIES.get(str(facts.get("workload.data.boundary")), "")
    bounds = listed(part for part in (f"in {listed(residency)}" if residency else "", boundary) if part)
    return f"{listed(classes)} data{people}{f' that must stay {bounds}' if bounds else ''}"


def _list(facts: Mapping[str, Any], path: str) -> Iterable[str]:
    value = facts.get(path)
    return () if value in _NONE else map(str, value or ())
