"""Locked parameters and severities: a file below may tighten a parameter, and raise the severity of a rule."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from policyengine.engine.locks.lock import Lock, as_written, hint_for, refused
from policyengine.engine.parameters import Former, former_ids, value_set
from policyengine.engine.selectors import loudest_of
from policyengine.errors import Mistake
from policyengine.loading.layers import merged
from policyengine.loading.settings import Settings
from policyengine.loading.tightness import is_as_tight
from policyengine.loading.value_types import fits
from policyengine.policy.policy import Policy
from policyengine.policy.selection import OFF, RuleHeader, deciding_selector, matches, names
from policyengine.rule import Parameter
from policyengine.severity import RANK, Severity


def parameter_locks(lock: Lock, policy: Policy) -> Iterator[Mistake]:
    """Return an error for each parameter that a file below loosens.

    A lock on a rule also covers the rules that it replaced and that replaced it: the edition determines which of them
    is evaluated. A value counts under each current or former id of its rule.
    """
    words: Mapping[str, Any] = lock.words.get("parameters") or {}
    refused_already: set[tuple[int, str, str]] = set()
    former = former_ids(policy.all_headers) if words else {}
    for word, locked in words.items():
        for rule in _relatives(word, policy, former):
            ids = (rule, *former.get(rule, ()))
            for given in policy.rule(rule).parameters:
                if locked == "all" or given.name in (locked or ()):
                    bound = value_set(lock.there.parameters, ids, given.name, given.type, given.default)
                    for depth, word_below in product(range(len(lock.below)), ids):
                        file, key = lock.below[depth], (depth, word_below, given.name)
                        value = file.parameters.get(word_below, {}).get(given.name)
                        if key not in refused_already and _is_looser(value, bound, given):
                            refused_already.add(key)
                            message = f"`{given.name}` of `{word_below}` is locked by {lock.place('parameters', word)}"
                            routes = [("parameters", one, given.name) for one in ids]
                            hint = hint_for(as_written(lock.there, routes, bound), given.tighter)
                            yield refused(file, ("parameters", word_below, given.name), message, hint)


def _relatives(word: str, policy: Policy, former: Former) -> list[str]:
    """Return the rules with a current or former id, and those that the rule with this id replaced."""
    old = former.get(word, ())
    return [header.id for header in policy.all_headers if names(word, header) or header.id in old]


def _is_looser(value: Any, bound: Any, given: Parameter) -> bool:
    return fits(value, given.type) and fits(bound, given.type) and not is_as_tight(value, bound, given.tighter)


def severity_locks(lock: Lock, policy: Policy) -> Iterator[Mistake]:
    """Return an error for each selector of a file below that lowers the severity of a locked rule."""
    words: Sequence[str] = lock.words.get("severities") or ()
    locked = [(header, index) for header in policy.all_headers if (index := _first(words, header)) is not None]
    floors = {header.id: _loudness(lock.there, header, policy) for header, _ in locked}
    for depth, file in enumerate(lock.below):
        now = merged((*reversed(lock.below[: depth + 1]), *lock.there.files))
        lowered: dict[str, list[tuple[RuleHeader, int]]] = {}
        for header, index in locked:
            word = deciding_selector(now.severities, header)
            if word in file.severities and _rank(file.severities[word]) < _rank(floors[header.id]):
                lowered.setdefault(word, []).append((header, index))
        for word, ((header, index), *others) in lowered.items():
            more = f" and {len(others)} more" if others else ""
            change = f"from {floors[header.id]} to {file.severities[word]}"
            message = f"this lowers `{header.id}`{more} {change}, which {lock.place('severities', index)} locks"
            yield refused(file, ("severities", word), message, "remove this line; it may only raise the severity")


def _first(words: Sequence[str], header: RuleHeader) -> int | None:
    return next((index for index, word in enumerate(words) if matches(word, header)), None)


def _loudness(settings: Settings, header: RuleHeader, policy: Policy) -> str:
    word = deciding_selector(settings.severities, header)
    return settings.severities[word] if word else loudest_of(policy.rule(header.id))


def _rank(severity: str) -> int:
    return -1 if severity == OFF else RANK[Severity(severity)]
