"""What a run has begun and not finished: drafts to remove, and moments to wait for, where a signal stops it.

Loaded before signals are handled, so it imports nothing that is not loaded yet.
"""

import os

_begun: set[str] = set()
_held: list[int] = []
_waiting: list[int] = []


def begin(path: str) -> None:
    """Note a file or folder that is removed where the run is stopped."""
    _begun.add(path)


def end(path: str) -> None:
    """Forget a file or folder: it is in place, or removed."""
    _begun.discard(path)


def remove_begun() -> None:
    """Remove what was begun; what cannot be removed stays."""
    for path in tuple(_begun):
        for folder, _, names in os.walk(path, topdown=False):
            for name in names:
                _remove(os.path.join(folder, name))
            _remove(folder)
        _remove(path)


def has_to_wait(signal: int) -> bool:
    """Return whether files are being put in place; the signal then comes again when they are."""
    if _held:
        _waiting.append(signal)
    return bool(_held)


class Whole:
    """Lets no signal stop the run within it: files that belong together are put in place together."""

    def __enter__(self) -> None:
        _held.append(1)

    def __exit__(self, *_error: object) -> None:
        _held.pop()
        if _waiting and not _held:
            from signal import raise_signal

            raise_signal(_waiting.pop())


def _remove(path: str) -> None:
    try:
        if os.path.isdir(path) and not os.path.islink(path):
            os.rmdir(path)
        else:
            os.unlink(path)
    except OSError:
        return
