"""Locked terms: what is asked of waivers and claims may become stricter below, never looser.

A new term needs its key in `loading.settings.TERMS`, its depth and its stricter direction in `loading.terms`, its name
under `locked: terms` in schemas/structure/settings.yaml, and its default here.
"""

from collections.abc import Iterator
from typing import Any

from policyengine.engine.locks.lock import Lock, hint_for, refused
from policyengine.errors import Mistake
from policyengine.loading.statements import dotted, stated
from policyengine.loading.terms import direction_of
from policyengine.loading.tightness import is_as_tight
from policyengine.location import Route
from policyengine.policy.selection import UNRELEASED
from policyengine.waivers.limits import MAX_DAYS, WARN_DAYS

_DEFAULTS = {
    "edition": UNRELEASED,
    "waivers_max_days": MAX_DAYS,
    "waivers_warn_days": WARN_DAYS,
    "approvers": {"legal": []},
}
"""What a lock holds where the locking file states nothing; without an edition every shipped rule counts."""


def term_locks(lock: Lock) -> Iterator[Mistake]:
    """Return an error for each term that a file below makes looser than the locked one."""
    words = lock.words.get("terms") or ()
    for file in lock.below if words else ():
        for route, value in stated(file):
            if route[0] in words:
                bound, way = _asked(lock.there.terms, route), direction_of(route)
                if bound is not None and not is_as_tight(value, bound, way):
                    where = lock.place("terms", words.index(route[0]))
                    yield refused(file, route, f"`{dotted(route)}` is locked by {where}", _hint(bound, way))


def _hint(bound: Any, way: str) -> str:
    return "remove this line: every shipped rule counts here" if bound == UNRELEASED else hint_for(bound, way)


def _asked(terms: dict[str, Any], route: Route) -> Any:
    """Return what is asked at a route, by default what holds where nothing is stated; None where that is nothing."""
    for asked in (terms, _DEFAULTS):
        value: Any = asked
        for step in route:
            value = value.get(step) if isinstance(value, dict) else None
        if value is not None:
            return value
    return False if route[-1] == "required" else None
