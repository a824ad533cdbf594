"""Locked facts: a file below must not change their resolution in any way.

The values that a file states under a locked key are compared first, because their place is the most precise. Then the
resolution of the key is compared, so that aliases, companies, licences, packs and price sets are covered, too.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from policyengine.engine.locks.layers import Layers
from policyengine.engine.locks.lock import Lock, refused
from policyengine.engine.locks.unnamed_facts import unnamed_facts
from policyengine.errors import Mistake
from policyengine.loading.settings import Settings
from policyengine.loading.statements import dotted, stated
from policyengine.location import Route
from policyengine.words.numbers import full

MOST_WORDS = 1000
"""Maximum number of facts that a file may lock: each is resolved with and without every file below."""


def fact_locks(lock: Lock, layers: Layers) -> Iterator[Mistake]:
    """Return an error for each lock on an unknown fact, and for each statement below that changes a resolution."""
    words: Sequence[str] = lock.words.get("facts") or ()
    if not words:
        return
    if len(words) > MOST_WORDS:
        place = lock.document.locate_value(("locked", "facts", MOST_WORDS))
        hint = "lock a whole section, such as `catalog.models` or `agreements`"
        yield lock.document.mistake(
            f"{full(len(words))} locked facts; at most {full(MOST_WORDS)} can be named", place, hint
        )
        return
    above = lock.there.files
    yield from unnamed_facts(lock.document, words, lambda: layers.layer(above))
    values = {route: value for file in reversed(above) for route, value in stated(file)}
    for file in lock.below:
        direct = list(_direct(file, words, values))
        for route, index in direct:  # a place takes time to find, and few mistakes are shown
            yield refused(file, route, f"`{dotted(route)}` is locked by {lock.place('facts', index)}")
        if _may_reach_facts(file):
            from policyengine.engine.locks.comparison import indirect_changes

            yield from indirect_changes(file, [route for route, _ in direct], (above, lock, layers))
        above = (file, *above)


def _may_reach_facts(file: Settings) -> bool:
    """Return whether a file states anything except facts of a team, parameters, severities and terms."""
    of_others = any(not path.startswith("team.") for path in file.facts if path != "claims")
    return bool(of_others or file.agreements or file.overlay or file.packs or file.prices)


def _direct(file: Settings, words: Sequence[str], values: dict[Route, Any]) -> Iterator[tuple[Route, int]]:
    """Return the statements under a locked key that differ from the locking file, with the index of the lock."""
    for route, value in stated(file):
        key = dotted(route)
        locked = next((index for index, word in enumerate(words) if _overlap(key, word)), None)
        if locked is not None and value != values.get(route):
            yield route, locked


def _overlap(key: str, word: str) -> bool:
    return f"{key}.".startswith(f"{word}.") or f"{word}.".startswith(f"{key}.")
