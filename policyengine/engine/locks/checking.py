"""Checks that settings files keep the locks of the files that they extend: they may tighten, never loosen."""

from collections.abc import Iterator, Mapping
from typing import Any

from policyengine.document import Document
from policyengine.engine.locks.facts import fact_locks
from policyengine.engine.locks.layers import Layers
from policyengine.engine.locks.lock import Lock, as_written, hint_for, refused
from policyengine.engine.locks.rules import parameter_locks, severity_locks
from policyengine.engine.parameters import Kinds, former_ids, kinds_of
from policyengine.engine.selectors import hint_for as hint_for_selector
from policyengine.errors import Mistake, first_mistakes
from policyengine.loading.layers import merged
from policyengine.loading.settings import Settings
from policyengine.loading.statements import dotted, stated
from policyengine.loading.suggestion import did_you_mean
from policyengine.loading.terms import direction_of
from policyengine.loading.tightness import is_as_tight
from policyengine.location import Route
from policyengine.policy.policy import Policy
from policyengine.policy.selection import UNRELEASED, matches
from policyengine.waivers.limits import MAX_DAYS, WARN_DAYS


def lock_mistakes(settings: Settings, policy: Policy, *, by_contents: bool = False) -> list[Mistake]:
    """Return an error for each lock that matches nothing, and for each value that loosens a lock, at its place.

    `by_contents` is that of `load_policy`, for the packs of the locking files.
    """
    mistakes: list[Mistake] = []
    layers = Layers(settings.files, policy, by_contents=by_contents)
    for index, file in enumerate(settings.files):
        if file.locked and file.document is not None:
            below = tuple(reversed(settings.files[:index]))
            lock = Lock(file.document, file.locked, merged(settings.files[index:]), below)
            mistakes += first_mistakes(unnamed_locks(lock.document, lock.words, policy))
            mistakes += first_mistakes(parameter_locks(lock, policy))
            mistakes += first_mistakes(fact_locks(lock, layers))
            mistakes += first_mistakes(severity_locks(lock, policy))
            mistakes += first_mistakes(term_locks(lock))
    return mistakes


_DEFAULTS = {
    "edition": UNRELEASED,
    "waivers_max_days": MAX_DAYS,
    "waivers_warn_days": WARN_DAYS,
    "approvers": {"legal": []},
}
"""The locked value if the locking file states none; without an edition every shipped rule counts."""


def term_locks(lock: Lock) -> Iterator[Mistake]:
    """Return an error for each term that a file below loosens."""
    words = lock.words.get("terms") or ()
    for file in lock.below if words else ():
        for route, value in stated(file):
            if route[0] in words:
                bound, way = _asked(lock.there.terms, route), direction_of(route)
                if bound is not None and not is_as_tight(value, bound, way):
                    where = lock.place("terms", words.index(route[0]))
                    yield refused(
                        file,
                        route,
                        f"`{dotted(route)}` is locked by {where}",
                        _hint(as_written(lock.there, [route], bound), way),
                    )


def _hint(bound: Any, way: str) -> str:
    return "remove this line: every shipped rule counts here" if bound == UNRELEASED else hint_for(bound, way)


def _asked(terms: dict[str, Any], route: Route) -> Any:
    """Return the requirement at a route, by default the value without a statement; None if there is none."""
    for asked in (terms, _DEFAULTS):
        value: Any = asked
        for step in route:
            value = value.get(step) if isinstance(value, dict) else None
        if value is not None:
            return value
    return False if route[-1] == "required" else None


Words = Mapping[str, Any]
"""The content of `locked:`."""


def unnamed_locks(document: Document, words: Words, policy: Policy) -> Iterator[Mistake]:
    """Return an error for each lock of a document that matches no rule or parameter."""
    headers = policy.all_headers
    for kind in ("severities", "waivable"):
        for index, word in enumerate(words.get(kind) or ()):
            if not any(matches(word, header) for header in headers):
                place = document.locate_value(("locked", kind, index))
                yield document.mistake(f"no rule matches `{word}`", place, hint_for_selector(word, headers))
    yield from _parameters(document, words, kinds_of(policy.parameters, former_ids(headers)))


def _parameters(document: Document, words: Words, known: Kinds) -> Iterator[Mistake]:
    for rule, names in (words.get("parameters") or {}).items():
        route = ("locked", "parameters", rule)
        if rule not in known:
            hint = did_you_mean(rule, list(known)) or "`policyengine rules list` names the rules"
            yield document.mistake(f"no rule `{rule}` has parameters", document.locate_key(route), hint)
            continue
        for index, name in enumerate(() if names == "all" else names or ()):
            if name not in known[rule]:
                hint = did_you_mean(name, list(known[rule])) or f"it has {', '.join(sorted(known[rule]))}"
                place = document.locate_value((*route, index))
                yield document.mistake(f"the rule `{rule}` has no parameter `{name}`", place, hint)
