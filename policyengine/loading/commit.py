"""Whether the commit in progress changes what verdicts depend on, asked by the hooks for pre-commit.

pre-commit matches no pattern with a deleted file, and an extended file or a pack may have any name. So the hooks always
run, and this decides.
"""

import os.path
import subprocess
from collections.abc import Iterator
from typing import Any, NamedTuple

from policyengine.errors import PolicyEngineError
from policyengine.loading.discovery import repository_root
from policyengine.loading.near_names import SETTINGS_NAMES, is_profile_name

RECORDS = "docs/decisions"
"""Where records are, below the profile's directory, unless the settings say otherwise."""

_SECONDS = 60
_CONFIGURATION = frozenset({".gitignore", ".gitmodules", ".pre-commit-config.yaml"})
"""Files that decide which profiles are found, and by which version of the shipped rules they are judged."""


class Inputs(NamedTuple):
    """What settings files name: files they extend, folders of packs and templates, and folders of records.

    Files and folders are real paths; a folder of records is relative to profiles: `docs/decisions`.
    """

    files: set[str]
    folders: set[str]
    records: set[str]


def is_due(directory: str, *, records: bool = False) -> bool:
    """Return whether the commit in progress changes settings, anything they name, or which profiles there are.

    A profile that is added or changed counts only with `records`, as records do: another hook judges it by itself. True
    outside a commit, where somebody asks for everything, and where git or the settings cannot tell.
    """
    if "GIT_INDEX_FILE" not in os.environ:  # git sets it for its hooks
        return True
    root = repository_root(directory)
    changed = _listed(root, "diff", "--cached", "--name-only", "--no-renames", "--no-ext-diff") if root else None
    if root is None or changed is None:
        return True
    if any(_is_named_like_input(path, root, records=records) for path in changed):
        return True
    inputs = _inputs(root) if changed else Inputs(set(), set(), set())
    return inputs is None or any(_is_input(path, root, inputs, records=records) for path in changed)


def _listed(root: str, *command: str) -> list[str] | None:
    """Return the paths that git lists, from the root; None where it cannot. The index is that of the commit."""
    safe = ("git", "-C", root, "-c", "core.fsmonitor=false", "--literal-pathspecs", "--no-optional-locks")
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and no argument is the user's but the root
            (*safe, *command, "-z"), capture_output=True, check=False, timeout=_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if done.returncode else [os.fsdecode(path) for path in done.stdout.split(b"\0") if path]


def _is_named_like_input(path: str, root: str, *, records: bool) -> bool:
    """Say whether a path is an input by its name: settings, a profile, a configuration, a submodule, or nearly so."""
    name = os.path.basename(path)
    if is_profile_name(name) and os.path.isfile(os.path.join(root, path)):
        return records
    near = name.lower()
    looks = near.endswith((".yaml", ".yml")) and ("policyengine" in near or ("llm" in near and "profile" in near))
    return looks or name in _CONFIGURATION or os.path.isdir(os.path.join(root, path))


def _is_input(path: str, root: str, inputs: Inputs, *, records: bool) -> bool:
    absolute = os.path.join(root, path)
    for place in {absolute, os.path.realpath(absolute)}:
        if place in inputs.files or any(place.startswith(f"{folder}{os.sep}") for folder in inputs.folders):
            return True
    return records and any(f"/{folder}/" in f"/{path}" for folder in inputs.records)


def _inputs(root: str) -> Inputs | None:
    """Return what the settings files of a repository name; None where one cannot be read."""
    listed = _listed(root, "ls-files")
    if listed is None:
        return None
    inputs = Inputs(set(), set(), {RECORDS})
    waiting = [os.path.join(root, path) for path in listed if os.path.basename(path) in SETTINGS_NAMES]
    while waiting:
        path = waiting.pop()
        try:
            value = _parsed(path)
        except (PolicyEngineError, OSError):
            return None
        for extended in _extended(path, value):
            if extended not in inputs.files:
                inputs.files.add(extended)
                waiting += [extended] if os.path.isfile(extended) else []
        inputs.folders.update(_folders(path, value))
        inputs.records.update(_records(value))
    return inputs


def _parsed(path: str) -> Any:
    from policyengine.loading.files import read_text
    from policyengine.loading.yaml import parse_mapping

    return parse_mapping(path, read_text(path)).value


def _extended(path: str, value: dict[str, Any]) -> Iterator[str]:
    """Yield the real paths of the file that a settings file extends; of a folder, those of its settings files."""
    extends = value.get("extends")
    if isinstance(extends, str) and not extends.startswith("package:"):
        place = _beside(path, extends)
        yield from (os.path.join(place, name) for name in SETTINGS_NAMES)
        yield place


def _folders(path: str, value: dict[str, Any]) -> Iterator[str]:
    packs, records = value.get("packs"), value.get("records")
    named = packs if isinstance(packs, list) else []
    templates = records.get("templates") if isinstance(records, dict) else None
    yield from (_beside(path, name) for name in (*named, templates) if isinstance(name, str))


def _records(value: dict[str, Any]) -> Iterator[str]:
    records = value.get("records")
    directory = records.get("directory") if isinstance(records, dict) else None
    if isinstance(directory, str):
        yield "/".join(part for part in os.path.normpath(directory).split(os.sep) if part not in ("", ".", ".."))


def _beside(path: str, name: str) -> str:
    return os.path.realpath(os.path.join(os.path.dirname(path), name))
