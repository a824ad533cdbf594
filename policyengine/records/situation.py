"""What a workload is and needs, in two sentences."""

from collections.abc import Iterator
from typing import Any

from policyengine.decision import JudgedWorkload
from policyengine.records.wording import message_part
from policyengine.words.lists import listed
from policyengine.words.numbers import full

_NONE: tuple[Any, ...] = (None, [], (), "none")


def situation_of(workload: JudgedWorkload) -> str:
    """Return its purpose with today's volume, and which data it has and where that must stay; backticks mark code."""
    facts: dict[str, Any] = {need.path: need.value for need in workload.needs}
    purpose = message_part(" ".join(workload.purpose.split()))
    volume = _volume(facts)
    about = f": {purpose}" if purpose else " has no declared purpose"
    first = f"`{workload.name}`{about}{f' ({volume})' if volume else ''}."
    data = listed(_data(facts))
    return f"{first} Its data {data}." if data else first


def _volume(facts: dict[str, Any]) -> str:
    requests = facts.get("workload.volume.requests_per_day")
    if requests is None:
        return ""
    tokens = [
        f"{full(count)} tokens {way}"
        for way in ("in", "out")
        if (count := facts.get(f"workload.volume.{way}put_tokens")) is not None
    ]
    return f"{full(requests)} requests a day{f', {listed(tokens)} each' if tokens else ''}"


def _data(facts: dict[str, Any]) -> Iterator[str]:
    """Yield clauses after "its data"."""
    classes, subjects = facts.get("workload.data.classes", ()), facts.get("workload.data.subjects", ())
    residency, boundary = facts.get("workload.data.residency", ()), facts.get("workload.data.boundary")
    if classes not in _NONE:
        people = f" about people in {listed(map(str, subjects))}" if subjects not in _NONE else ""
        yield f"is {listed(map(str, classes))}{people}"
    if residency not in _NONE:
        yield f"must stay in {listed(map(str, residency))}"
    if boundary not in _NONE:
        yield f"must not leave the boundary `{boundary}`"
