"""Dates of past events that are after the evaluation date: the events have not happened, so they are undeclared."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from policyengine.document import Document
from policyengine.facts.environment import Environment, Facts
from policyengine.loading.profiles import Profile
from policyengine.location import Route
from policyengine.vocabulary.past import PAST, SINCE


class Future(NamedTuple):
    """A date of a past event that is after the evaluation date.

    `element` is the route of the mapping that contains the fact at `path`; `is_check` marks the day on which a claim
    was checked. `keys` is the route of a date that is not a fact, and `document` its file if several may have it.
    """

    element: Route
    path: str
    day: datetime
    is_check: bool = False
    keys: Route = ()
    document: Document | None = None


def drop_future(facts: Facts, latest: datetime) -> None:
    """Remove dates of past events after the evaluation date, and facts that are valid only from such a date on."""
    if facts.keys().isdisjoint(PAST):
        return
    for path in PAST & facts.keys():
        if path in facts and facts[path] > latest:
            for other in SINCE.get(path, ()):
                facts.pop(other, None)
            del facts[path]


def future_dates(declared: Facts, latest: datetime, element: Route = ()) -> Iterator[Future]:
    """Yield the dates of past events in declared facts, and in their elements, that are after the evaluation date."""
    if not declared.keys().isdisjoint(PAST):
        for path in sorted(PAST & declared.keys()):
            if declared[path] > latest:
                yield Future(element, path, declared[path])
    for path, claim in declared["claims"].items() if "claims" in declared else ():
        checked = claim.get("checked")
        if checked is not None and checked > latest:
            yield Future(element, path, checked, is_check=True)
    for key in _ELEMENTS & declared.keys():
        below = declared[key]
        if isinstance(below, list):
            for index, each in enumerate(below):
                yield from future_dates(each, latest, (*element, key, index))
        else:
            yield from future_dates(below, latest, (*element, key))


_ELEMENTS = frozenset({"choice", "supporting", "considered", "recipients", "tools", "stores"})
_NONE: dict[str, Any] = {}


def future_in_profile(profile: Profile, environment: Environment, *, decisions: bool = True) -> list[Future]:
    """Return the future dates of past events in a profile; with `decisions`, including those of accepted decisions."""
    latest = environment.latest
    found = list(future_dates(profile.facts, latest))
    for name, declared in profile.workloads.items():
        found += future_dates(declared, latest, ("workloads", name))
    for name, declared in profile.decisions.items() if decisions else ():
        if declared["decision.status"] not in _OPEN and declared["decision.date"] > latest:
            found.append(Future(("decisions", name), "decision.date", declared["decision.date"]))
    return found


_OPEN = ("draft", "proposed")
"""The states of a decision that is not accepted yet."""


def future_in_settings(environment: Environment) -> list[Future]:
    """Return the future dates of past events in the settings in force, and in their catalog."""
    settings, latest = environment.settings, environment.latest
    found = list(future_dates(settings.facts, latest))
    for owner, declared in settings.agreements.items():
        found += future_dates(declared, latest, ("agreements", owner))
    for file in settings.files:
        for entry in file.defaults:
            if (day := entry.claim.get("checked") or "") > latest.date().isoformat():
                dated = datetime.fromisoformat(day).replace(tzinfo=UTC)
                found.append(Future(entry.route, "defaults.checked", dated, keys=("checked",), document=file.document))
    for name, prices in (settings.overlay.get("prices") or _NONE).items():
        found += _in_prices(("catalog", "prices", name), prices, latest.date().isoformat())
    return found


def _in_prices(element: Route, prices: dict[str, Any], latest: str) -> Iterator[Future]:
    """Yield the dates in the settings' own price sets, or in their rows, that are after the last allowed day."""
    rows = [((key, index), row) for key in ("tokens", "machines") for index, row in enumerate(prices.get(key) or ())]
    for keys, stated in (((), prices), *rows):
        day = stated.get("as_of")
        if day and day > latest:
            dated = datetime.fromisoformat(day).replace(tzinfo=UTC)
            yield Future(element, "catalog.prices.as_of", dated, keys=(*keys, "as_of"))
