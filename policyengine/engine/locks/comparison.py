"""Compares the resolution of locked facts with and without a settings file, and finds the statement that differs."""

from collections.abc import Iterator, Sequence

from policyengine.engine.locks.aspects import Resolved, differences
from policyengine.engine.locks.blame import blamed, part_of, pieces
from policyengine.engine.locks.keys import Key, key_of
from policyengine.engine.locks.layers import Layer, Layers
from policyengine.engine.locks.lock import Lock, refused
from policyengine.engine.locks.resolved import resolved
from policyengine.engine.locks.wording import worded
from policyengine.errors import Mistake
from policyengine.loading.schema_words import written_at
from policyengine.loading.settings import Settings
from policyengine.location import Route

_MOST = 20
_MOST_PIECES = 4000
"""Maximum errors per lock in one file, and maximum pieces in total, so that huge files end soon."""

Above = tuple[Sequence[Settings], Lock, Layers]
"""The files above the compared one, the locking file among them, and the source of their layers."""


def indirect_changes(file: Settings, direct: Sequence[Route], above: Above) -> Iterator[Mistake]:
    """Return an error for each statement of a file that changes the resolution of a locked fact.

    Statements at the routes `direct` already have errors.
    """
    rest = _without(file, direct)
    if pieces(rest):
        files, lock, layers = above
        at = layers.layer(lock.there.files)
        keys = [key_of(word, at) for word in lock.words.get("facts") or ()]
        yield from _Below(rest, files, layers).mistakes(lock, keys)


def _without(file: Settings, routes: Sequence[Route]) -> Settings:
    """Return a file without the pieces that contain these routes: they already have errors."""
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
        """Return an error for each statement that changes the resolution of one of the keys."""
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
            document = self.file.document
            stated = (document.value_at(route), written_at(document, route)) if document else (None, None)
            message, hint = worded(differences(before, resolved(key, self._layer(upto))), key, where, stated)
            yield refused(self.file, route, message, hint)
            order = [piece for piece in order if route[: len(piece)] != piece]
            if not changes(part_of(self.file, order)):
                return
