"""Find the files that a repository's settings name, so that a commit that changes them can be judged."""

import os.path
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from policyengine.errors import PolicyEngineError
from policyengine.loading.near_names import SETTINGS_NAMES, is_profile_name
from policyengine.loading.staged import Entry

RECORDS = "docs/decisions"
"""Where records are, below the profile's directory, unless the settings say otherwise."""


class Inputs(NamedTuple):
    """What settings files name: files they extend, folders of packs and templates, and folders of records.

    Files and folders are absolute, as named and with every link resolved; a folder of records is relative to profiles:
    `docs/decisions`. The target of a link counts like the link.
    """

    files: set[str]
    folders: set[str]
    records: set[str]


def named_inputs(root: str, entries: Sequence[Entry], *, records: bool) -> Inputs | None:
    """Return what the settings files of an index name; None where one cannot be read."""
    inputs = Inputs(set(), set(), {RECORDS})
    waiting = [os.path.join(root, path) for path, _ in entries if os.path.basename(path) in SETTINGS_NAMES]
    while waiting:
        path = waiting.pop()
        if path in inputs.files:
            continue
        inputs.files.update((path, os.path.realpath(path)))
        if not os.path.isfile(path):
            continue
        try:
            value = _parsed(path)
        except (PolicyEngineError, OSError):
            return None
        waiting += _extended(path, value)
        inputs.folders.update(_folders(path, value))
        inputs.records.update(_records(value))
    _follow(root, [entry.path for entry in entries if entry.is_link], inputs, records=records)
    return inputs


def _follow(root: str, links: Sequence[str], inputs: Inputs, *, records: bool) -> None:
    """Add what the links of an index lead to: those that are profiles, and those in or above folders that are named."""
    waiting = []
    for link in links:
        path = os.path.join(root, link)
        if is_profile_name(os.path.basename(link)):
            inputs.files.add(os.path.realpath(path))
        elif records and _leads_to(link, inputs.records):
            _add_target(path, inputs)
        else:
            waiting.append((os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path)), path))
    while reached := [pair for pair in waiting if is_below(pair[0], inputs.folders)]:
        waiting = [pair for pair in waiting if pair not in reached]
        for _, path in reached:
            _add_target(path, inputs)


def _add_target(link: str, inputs: Inputs) -> None:
    target = os.path.realpath(link)
    inputs.files.add(target)
    inputs.folders.add(target)


def _leads_to(link: str, folders: set[str]) -> bool:
    """Return whether a link is in one of some folders, is one, or lies above one."""
    for folder in folders:
        parts = folder.split("/")
        above = ["/".join(parts[: depth + 1]) for depth in range(len(parts))]
        if f"/{folder}/" in f"/{link}" or any(f"/{link}".endswith(f"/{start}") for start in above):
            return True
    return False


def is_below(path: str, folders: set[str]) -> bool:
    """Return whether a path lies in one of some folders."""
    return any(path.startswith(f"{folder}{os.sep}") for folder in folders)


def _parsed(path: str) -> Any:
    from policyengine.loading.files import read_text
    from policyengine.loading.yaml.parsing import parse_mapping

    return parse_mapping(path, read_text(path)).value


def _extended(path: str, value: dict[str, Any]) -> Iterator[str]:
    """Yield the path of the file that a settings file extends; of a folder, those of its settings files."""
    extends = value.get("extends")
    if isinstance(extends, str) and not extends.startswith("package:"):
        place = os.path.normpath(os.path.join(os.path.dirname(path), extends))  # as `extends:` is read
        yield from (os.path.join(place, name) for name in SETTINGS_NAMES)
        yield place


def _folders(path: str, value: dict[str, Any]) -> Iterator[str]:
    packs, records = value.get("packs"), value.get("records")
    named = packs if isinstance(packs, list) else []
    templates = records.get("templates") if isinstance(records, dict) else None
    for name in (*named, templates):
        if isinstance(name, str):
            place = os.path.join(os.path.dirname(path), name)
            yield from (os.path.normpath(place), os.path.realpath(place))


def _records(value: dict[str, Any]) -> Iterator[str]:
    records = value.get("records")
    directory = records.get("directory") if isinstance(records, dict) else None
    if isinstance(directory, str):
        yield "/".join(part for part in os.path.normpath(directory).split(os.sep) if part not in ("", ".", ".."))
