"""Read settings and packs from a git revision, so that a pull request cannot change what it is judged by.

Only files that a place can reach are read: the settings files above it, what they extend, their packs and templates.
Nothing is checked out, no hook or filter runs, and what is read is bounded.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from policyengine import unfinished
from policyengine.errors import Mistake, PolicyEngineError, SettingsError, UsageError
from policyengine.loading.files import LIMIT, text_of
from policyengine.loading.git.objects import (
    TreeFile,
    files_at,
    files_below,
    names_at,
    pack_contents,
    settings_contents,
    settings_files,
)
from policyengine.loading.git.revisions import Revision
from policyengine.loading.near_names import SETTINGS_NAMES
from policyengine.loading.settings_files import unread
from policyengine.loading.yaml.parsing import parse_mapping
from policyengine.words.numbers import full

MOST_BYTES = 32 * 1024 * 1024
"""How much is read from a revision."""

MOST_FILES = 10_000
"""How many files are read from a revision."""

_MOST_ROUNDS = 16
_YAML = (".yaml", ".yml")


@contextmanager
def exported(revision: Revision, directory: str) -> Iterator[str]:
    """Yield a private copy of a directory with the settings and packs that hold there, and remove it afterwards.

    The copy lies in a folder that looks like the repository's root. One with templates, which are read only when a
    record is written, stays until the program ends. Raises UsageError for what cannot be read.
    """
    top = os.path.realpath(tempfile.mkdtemp(prefix="policyengine-"))
    unfinished.begin(top)
    copy = _Copy(revision, top)
    try:
        os.mkdir(os.path.join(top, ".git"))
        inside = os.path.relpath(os.path.abspath(directory), revision.root).replace(os.sep, "/")
        copy.bring_all([f"{place}{name}" for place in upward(inside) for name in SETTINGS_NAMES])
        yield os.path.normpath(os.path.join(top, inside))
    finally:
        if copy.has_templates:
            atexit.register(shutil.rmtree, top, ignore_errors=True)
        else:
            shutil.rmtree(top, ignore_errors=True)
            unfinished.end(top)


def refuse_unread_at(revision: Revision, directory: str) -> None:
    """Raise SettingsError for settings of a revision that the search from a directory upward would pass over."""
    inside = os.path.relpath(os.path.abspath(directory), revision.root).replace(os.sep, "/")
    for place in upward(inside):
        wrong = unread(names_at(revision).get(place, ()), f"{revision.ref}:{place}")
        if wrong:
            raise SettingsError(*wrong)


def settings_at(revision: Revision, directory: str) -> str:
    """Return the path of the nearest settings of a revision, from a directory upward; empty where there are none."""
    inside = os.path.relpath(os.path.abspath(directory), revision.root).replace(os.sep, "/")
    names = names_at(revision)
    found = (f"{place}{name}" for place in upward(inside) for name in SETTINGS_NAMES if name in names.get(place, ()))
    return next(found, "")


def upward(inside: str) -> list[str]:
    """Return a directory of a repository and those above it as prefixes of paths, the root last and empty."""
    parts = [] if inside == "." else inside.split("/")
    return ["".join(f"{part}/" for part in parts[:depth]) for depth in range(len(parts), -1, -1)]


class _Copy:
    """Writes files of a revision below a folder."""

    def __init__(self, revision: Revision, top: str) -> None:
        self.revision = revision
        self.top = top
        self.bytes = 0
        self.known: set[str] = set()
        self.has_templates = False

    def bring_all(self, paths: Iterable[str]) -> None:
        """Copy settings files and the files that they name."""
        waiting = list(paths)
        for _ in range(_MOST_ROUNDS):  # the loader refuses longer chains with their place
            found = self._files(self._new(waiting))
            waiting = []
            for path, data in self._brought(found):
                extends, packs, templates = _named(path, data)
                waiting += extends
                self._bring_below(packs, _YAML)
                self._bring_below(templates)
                self.has_templates = self.has_templates or bool(templates)

    def _files(self, paths: Sequence[str]) -> list[TreeFile]:
        """Return the files at some paths; those called like settings are known already."""
        settings = settings_files(self.revision)
        others = [path for path in paths if path.rpartition("/")[2] not in SETTINGS_NAMES]
        known = [settings[path] for path in paths if path in settings]
        return known + (files_at(self.revision, others) if others else [])

    def _contents(self, files: Sequence[TreeFile]) -> Iterator[bytes]:
        known = settings_contents(self.revision)
        others = iter(pack_contents(self.revision, tuple(file for file in files if file.object not in known)))
        return (known[file.object] if file.object in known else next(others) for file in files)

    def _new(self, paths: Iterable[str]) -> list[str]:
        """Return the paths inside the repository that were not requested yet."""
        new = [path for path in dict.fromkeys(paths) if path not in self.known and _is_inside(path)]
        self.known.update(new)
        return new

    def _bring_below(self, folders: Iterable[str], suffixes: tuple[str, ...] = ("",)) -> None:
        new = self._new(folders)
        if new:
            files = files_below(self.revision, tuple(new))
            self._brought([file for file in files if file.path.endswith(suffixes)])

    def _brought(self, files: Sequence[TreeFile]) -> list[tuple[str, bytes]]:
        """Write files, and return their paths and contents."""
        ref = self.revision.ref
        self.bytes += sum(file.size for file in files)
        for file in files:
            if file.is_link:
                message, hint = f"`{ref}:{file.path}` is a link", "what is read from a revision has to be plain files"
                raise UsageError(Mistake(message, hint=hint))
            if file.size > LIMIT:
                message = f"`{ref}:{file.path}`: larger than {full(LIMIT)} bytes"
                raise UsageError(Mistake(message, hint="split the file; comments count too"))
        if self.bytes > MOST_BYTES or len(files) > MOST_FILES:
            hint = f"packs and settings have at most {full(MOST_FILES)} files and {full(MOST_BYTES)} bytes"
            raise UsageError(Mistake(f"too much to read from `{ref}`", hint=hint))
        brought = []
        for file, data in zip(files, self._contents(files), strict=True):
            self._write(file.path, data)
            brought.append((file.path, data))
        return brought

    def _write(self, path: str, data: bytes) -> None:
        parts = path.split("/")
        if any(part in ("", ".", "..") or part.lower() == ".git" for part in parts):
            raise UsageError(Mistake(f"`{self.revision.ref}` has a file at `{path}`", hint="git itself refuses such"))
        target = os.path.join(self.top, *parts)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "wb") as file:
            file.write(data)


def _named(path: str, data: bytes) -> tuple[list[str], list[str], list[str]]:
    """Return the settings files, packs and templates that a settings file names; its mistakes are reported later."""
    try:
        value = parse_mapping(path, text_of(data, path)).value
    except PolicyEngineError:
        return [], [], []
    extends, packs, records = value.get("extends"), value.get("packs"), value.get("records")
    above = [extends, *(f"{extends}/{name}" for name in SETTINGS_NAMES)] if isinstance(extends, str) else []
    templates = [records.get("templates")] if isinstance(records, dict) else []
    return _beside(path, above), _beside(path, packs if isinstance(packs, list) else []), _beside(path, templates)


def _beside(path: str, given: Sequence[Any]) -> list[str]:
    """Return paths from the root of those that a file names relative to itself."""
    folder = os.path.dirname(path)
    names = [name for name in given if isinstance(name, str) and not os.path.isabs(name)]
    return [os.path.normpath(os.path.join(folder, name)).replace(os.sep, "/") for name in names]


def _is_inside(path: str) -> bool:
    return path != "." and not path.startswith("..")
