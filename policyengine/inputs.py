"""Detects whether a run has read a file that it is about to overwrite."""

import os
import stat
import sys
from collections.abc import Iterable
from typing import Any

_watched: dict[tuple[int, int], str] = {}
_read: set[tuple[int, int]] = set()
_hooks: list[bool] = []


def watch(paths: Iterable[str]) -> None:
    """Record from now on whether one of these files is opened for reading, under any name.

    Python reports every opened file to an audit hook, so no module can read a file unnoticed. Files that do not exist
    yet cannot be read.
    """
    for path in paths:
        identity = _identity(path)
        if identity is not None:
            _watched[identity] = path
    if _watched and not _hooks:
        _hooks.append(True)
        sys.addaudithook(_heard)


def note(paths: Iterable[str]) -> None:
    """Mark files as read that were not opened: the sources of a cache."""
    if _watched:
        _read.update(identity for path in paths if (identity := _identity(path)) in _watched and identity is not None)


def was_read(path: str) -> bool:
    """Return whether a watched file, or the standard input, is this file."""
    identity = _identity(path)
    return identity is not None and (identity in _read or identity == _identity(0))


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and isinstance(arguments[0], str | bytes) and _is_reading(arguments[1], arguments[2]):
        identity = _identity(arguments[0])
        if identity in _watched and identity is not None:
            _read.add(identity)


def _is_reading(mode: str | None, flags: int) -> bool:
    if mode is None:
        return flags & (os.O_WRONLY | os.O_RDWR) != os.O_WRONLY
    return "r" in mode or "+" in mode


def _identity(path: str | bytes | int) -> tuple[int, int] | None:
    """Return the identity shared by all names of a file; None for devices, pipes and sockets."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    if any(is_kind(status.st_mode) for is_kind in (stat.S_ISCHR, stat.S_ISFIFO, stat.S_ISSOCK)):
        return None
    return status.st_dev, status.st_ino
