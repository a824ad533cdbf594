"""Locked facts: what they resolve to is the same with a file below as without it, whichever way the file may take.

The values that a file states under a locked key are compared first, because they have the best place. What the key
resolves to is compared after that, so that aliases, companies, licences, packs and price sets are covered too.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from policyengine.engine.locks.aspects import Resolved, differences
from policyengine.engine.locks.blame import blamed, part_of, pieces
from policyengine.engine.locks.keys import Key, key_of
from policyengine.engine.locks.layers import Layer, Layers
from policyengine.engine.locks.lock import Lock, refused
from policyengine.engine.locks.resolved import resolved
from policyengine.engine.locks.unnamed_facts import unnamed_facts
from policyengine.engine.locks.wording import worded
from policyengine.errors import Mistake
from policyengine.loading.settings import Settings
from policyengine.loading.statements import dotted, stated
from policyengine.location import Route

_MOST = 20
_MOST_PIECES = 4000
"""How many errors one lock gives in one file, and over how many pieces in all: a file full of them ends soon."""


def fact_locks(lock: Lock, layers: Layers) -> Iterator[Mistake]:
    """Return an error for each lock on no fact, and for each statement below that changes what one resolves to."""
    words: Sequence[str] = lock.words.get("facts") or ()
    if not words:
        return
    above = lock.there.files
    at = layers.layer(above)
    yield from unnamed_facts(lock.document, words, at)
    values = {route: value for file in reversed(above) for route, value in stated(file)}
    keys = [key_of(word, at) for word in words]
    for file in lock.below:
        direct = list(_direct(file, lock, words, values))
        yield from (mistake for _, mistake in direct)
        rest = _without(file, [route for route, _ in direct])
        if pieces(rest):
            yield from _Below(rest, above, layers).mistakes(lock, keys)
        above = (file, *above)


def _direct(
    file: Settings, lock: Lock, words: Sequence[str], values: dict[Route, Any]
) -> Iterator[tuple[Route, Mistake]]:
    """Return the statements under a locked key that are not those of the locking file, with their errors."""
    for route, value in stated(file):
        key = dotted(route)
        locked = [index for index, word in enumerate(words) if _overlap(key, word)]
        if locked and value != values.get(route):
            yield route, refused(file, route, f"`{key}` is locked by {lock.place('facts', locked[0])}")


def _overlap(key: str, word: str) -> bool:
    return f"{key}.".startswith(f"{word}.") or f"{word}.".startswith(f"{key}.")


def _without(file: Settings, routes: Sequence[Route]) -> Settings:
    """Return a file without the pieces that these routes lie in: they have their errors already."""
    lost = set(routes)
    return part_of(file, [route for route in pieces(file) if not any(given[: len(route)] == route for given in lost)])


class _Below:
    """A file below a lock, with the files above it."""

    def __init__(self, file: Settings, above: Sequence[Settings], layers: Layers) -> None:
        self.file, self.above, self.layers = file, above, layers
        self.before, self.after = layers.layer(above), self._layer(file)

    def _layer(self, file: Settings) -> Layer:
        return self.layers.layer((file, *self.above))

    def mistakes(self, lock: Lock, keys: Sequence[Key]) -> Iterator[Mistake]:
        """Return an error for each statement that changes what one of the keys resolves to."""
        for index, key in enumerate(keys):
            before = resolved(key, self.before)
            if differences(before, resolved(key, self.after)):
                yield from self._blamed(before, key, lock.place("facts", index))

    def _blamed(self, before: Resolved, key: Key, where: str) -> Iterator[Mistake]:
        def changes(part: Settings) -> bool:
            return bool(differences(before, resolved(key, self._layer(part))))

        order = pieces(self.file)
        for _ in range(max(1, min(_MOST, _MOST_PIECES // len(order)))):
            route, upto = blamed(self.file, order, changes)
            message, hint = worded(differences(before, resolved(key, self._layer(upto))), key, where)
            yield refused(self.file, route, message, hint)
            order = [piece for piece in order if route[: len(piece)] != piece]
            if not changes(part_of(self.file, order)):
                return
