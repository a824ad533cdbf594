"""The unfinished work of a run: drafts to remove, and steps to finish before a signal stops it.

This module is loaded before signals are handled, so it imports only modules that are already loaded.
"""

import os

_begun: set[str] = set()
_held: list[int] = []
_waiting: list[int] = []


def begin(path: str) -> None:
    """Register a file or folder to remove if the run is stopped."""
    _begun.add(path)


def end(path: str) -> None:
    """Unregister a file or folder that is in place or removed."""
    _begun.discard(path)


def remove_begun() -> None:
    """Remove the registered files and folders; ignore those that cannot be removed."""
    for path in tuple(_begun):
        for folder, _, names in os.walk(path, topdown=False):
            for name in names:
                _remove(os.path.join(folder, name))
            _remove(folder)
        _remove(path)


def has_to_wait(signal: int) -> bool:
    """Return whether files are being put in place; the signal is then sent again afterwards."""
    if _held:
        _waiting.append(signal)
    return bool(_held)


class Whole:
    """Defers signals while related files are put in place together."""

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
