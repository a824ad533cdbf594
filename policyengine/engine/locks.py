"""Whether settings files keep what those they extend have locked: they may tighten it, never loosen it."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from policyengine.document import Document
from policyengine.engine.lock_names import declared_parameters, unnamed_locks
from policyengine.engine.selectors import loudest_of
from policyengine.errors import Mistake, first_mistakes
from policyengine.loading.layers import merged
from policyengine.loading.settings import Settings
from policyengine.loading.statements import statements
from policyengine.loading.terms import direction_of
from policyengine.loading.tightness import is_as_tight
from policyengine.loading.value_types import fits
from policyengine.location import Route
from policyengine.policy.policy import Policy
from policyengine.policy.selection import OFF, Head, deciding_selector, matches
from policyengine.rule import RANK, Severity
from policyengine.waivers.limits import MAX_DAYS, WARN_DAYS


class _Lock(NamedTuple):
    """A file that locks something: its document, the settings in force there, and the files below, nearest last."""

    document: Document
    words: dict[str, Any]
    there: Settings
    below: tuple[Settings, ...]

    def place(self, *route: str | int) -> str:
        """Name the place of a lock: file and line."""
        at = self.document.locate_value(("locked", *route))
        return f"{at.path}:{at.line}"


def lock_mistakes(settings: Settings, policy: Policy) -> list[Mistake]:
    """Give a mistake for each lock that names nothing, and for each value that loosens one, where it stands."""
    mistakes: list[Mistake] = []
    for index, file in enumerate(settings.files):
        if file.locked and file.document is not None:
            below = tuple(reversed(settings.files[:index]))
            lock = _Lock(file.document, file.locked, merged(settings.files[index:]), below)
            mistakes += first_mistakes(unnamed_locks(lock.document, lock.words, lock.there, policy))
            mistakes += [*_parameters(lock, policy), *_facts(lock), *_severities(lock, policy), *_terms(lock)]
    return mistakes


def _parameters(lock: _Lock, policy: Policy) -> Iterator[Mistake]:
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
                    yield _refused(file, ("parameters", rule, name), message, _hint(bound, way))


def _terms(lock: _Lock) -> Iterator[Mistake]:
    words = lock.words.get("terms") or ()
    for file in lock.below if words else ():
        for given in statements(file):
            if given.route[0] in words:
                bound, way = _asked(lock.there.terms, given.route), direction_of(given.route)
                if bound is not None and not is_as_tight(given.value, bound, way):
                    where = lock.place("terms", words.index(given.route[0]))
                    yield _refused(file, given.route, f"`{given.key}` is locked by {where}", _hint(bound, way))


def _asked(terms: dict[str, Any], route: Route) -> Any:
    """Give what is asked at a route, where nothing is said the default; None where that is nothing."""
    for asked in (terms, _DEFAULTS):
        value: Any = asked
        for step in route:
            value = value.get(step) if isinstance(value, dict) else None
        if value is not None:
            return value
    return False if route[-1] == "required" else None


_DEFAULTS = {"waivers_max_days": MAX_DAYS, "waivers_warn_days": WARN_DAYS, "approvers": {"legal": []}}


def _facts(lock: _Lock) -> Iterator[Mistake]:
    words = lock.words.get("facts") or ()
    if not words:
        return
    above = {given.route: given.value for file in reversed(lock.there.files) for given in statements(file)}
    for file in lock.below:
        for given in statements(file):
            locked = [index for index, word in enumerate(words) if _overlap(given.key, word)]
            if locked and given.value != above.get(given.route):
                yield _refused(file, given.route, f"`{given.key}` is locked by {lock.place('facts', locked[0])}")


def _overlap(key: str, word: str) -> bool:
    return f"{key}.".startswith(f"{word}.") or f"{word}.".startswith(f"{key}.")


def _severities(lock: _Lock, policy: Policy) -> Iterator[Mistake]:
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
            yield _refused(file, ("severities", word), message, "remove this line; it may make the rule louder")


def _first(words: Sequence[str], head: Head) -> int | None:
    return next((index for index, word in enumerate(words) if matches(word, head)), None)


def _loudness(settings: Settings, head: Head, policy: Policy) -> str:
    word = deciding_selector(settings.severities, head)
    return settings.severities[word] if word else loudest_of(policy.rule(head.id))


def _rank(severity: str) -> int:
    return -1 if severity == OFF else RANK[Severity(severity)]


_HOLDS = "remove this line: the value of the locking file holds"


def _hint(bound: Any, way: str) -> str:
    """Say what may stand in the place of a value that is looser than a bound."""
    shown = f"[{', '.join(bound)}]" if isinstance(bound, list) else bound
    may = {
        "lower": f"at most {shown}",
        "higher": f"at least {shown}",
        "fewer": f"a part of {shown}",
        "more": f"{shown} and more",
    }
    return f"remove this line, or make it {may[way]}" if way in may and bound != [] else _HOLDS


def _refused(file: Settings, route: Route, message: str, hint: str = _HOLDS) -> Mistake:
    document = file.document
    if document is None:
        return Mistake(message, None, "", hint)
    return document.mistake(message, document.locate_value(route), hint)
