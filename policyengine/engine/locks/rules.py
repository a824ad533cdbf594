"""Locked parameters and severities: a file below may tighten a parameter, and make a rule louder."""

from collections.abc import Iterator, Sequence

from policyengine.engine.locks.lock import Lock, hint_for, refused
from policyengine.engine.locks.unnamed import declared_parameters
from policyengine.engine.selectors import loudest_of
from policyengine.errors import Mistake
from policyengine.loading.layers import merged
from policyengine.loading.settings import Settings
from policyengine.loading.tightness import is_as_tight
from policyengine.loading.value_types import fits
from policyengine.policy.policy import Policy
from policyengine.policy.selection import OFF, Head, deciding_selector, matches
from policyengine.rule import RANK, Severity


def parameter_locks(lock: Lock, policy: Policy) -> Iterator[Mistake]:
    """Return an error for each parameter that a file below makes looser than the locked value."""
    known = declared_parameters(policy)
    for rule, names in (lock.words.get("parameters") or {}).items():
        in_force = {**known.get(rule, {}), **lock.there.parameters.get(rule, {})}
        declared = {given.name: given for given in policy.rule(rule).parameters} if rule in known else {}
        for file in lock.below:
            for name, value in file.parameters.get(rule, {}).items():
                if name not in declared or not (names == "all" or name in (names or ())):
                    continue
                bound, way, kind = in_force[name], declared[name].tighter, declared[name].type
                if fits(value, kind) and fits(bound, kind) and not is_as_tight(value, bound, way):
                    message = f"`{name}` of `{rule}` is locked by {lock.place('parameters', rule)}"
                    yield refused(file, ("parameters", rule, name), message, hint_for(bound, way))


def severity_locks(lock: Lock, policy: Policy) -> Iterator[Mistake]:
    """Return an error for each selector of a file below that makes a locked rule quieter."""
    words: Sequence[str] = lock.words.get("severities") or ()
    locked = [(head, index) for head in policy.all_heads if (index := _first(words, head)) is not None]
    floors = {head.id: _loudness(lock.there, head, policy) for head, _ in locked}
    for depth, file in enumerate(lock.below):
        now = merged((*reversed(lock.below[: depth + 1]), *lock.there.files))
        lowered: dict[str, list[tuple[Head, int]]] = {}
        for head, index in locked:
            word = deciding_selector(now.severities, head)
            if word in file.severities and _rank(file.severities[word]) < _rank(floors[head.id]):
                lowered.setdefault(word, []).append((head, index))
        for word, ((head, index), *others) in lowered.items():
            more = f" and {len(others)} more" if others else ""
            change = f"from {floors[head.id]} to {file.severities[word]}"
            message = f"this lowers `{head.id}`{more} {change}, which {lock.place('severities', index)} locks"
            yield refused(file, ("severities", word), message, "remove this line; it may make the rule louder")


def _first(words: Sequence[str], head: Head) -> int | None:
    return next((index for index, word in enumerate(words) if matches(word, head)), None)


def _loudness(settings: Settings, head: Head, policy: Policy) -> str:
    word = deciding_selector(settings.severities, head)
    return settings.severities[word] if word else loudest_of(policy.rule(head.id))


def _rank(severity: str) -> int:
    return -1 if severity == OFF else RANK[Severity(severity)]
