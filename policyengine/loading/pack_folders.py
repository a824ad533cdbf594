"""The directories that `packs:` names."""

import os.path
from collections.abc import Sequence

from policyengine.document import Document
from policyengine.errors import SettingsError
from policyengine.words.numbers import full

MOST_PACKS = 100
"""How many packs a settings file may name: each is looked up on disk and compared with the others."""

_SELECTORS = ("force", "category")


def pack_directories(packs: Sequence[str], document: Document, beside: str, top: str) -> tuple[str, ...]:
    """Return the packs' absolute directories; raises SettingsError with a mistake for each that cannot be one.

    They are relative to the directory `beside` and lie below `top`.
    """
    if len(packs) > MOST_PACKS:
        place = document.locate_value(("packs", MOST_PACKS))
        hint = "join some of them: a pack may have any number of rules"
        raise SettingsError(
            document.mistake(f"{full(len(packs))} packs; at most {MOST_PACKS} can be named", place, hint)
        )
    mistakes = []
    directories: list[str] = []
    for index, given in enumerate(packs):
        directory = os.path.realpath(os.path.join(beside, given))
        wrong = _wrong_with(given, directory, top) or wrong_among(directory, directories)
        if wrong:
            mistakes.append(document.mistake(wrong[0], document.locate_value(("packs", index)), wrong[1]))
        directories.append(directory)
    if mistakes:
        raise SettingsError(*mistakes)
    return tuple(directories)


def wrong_among(directory: str, others: Sequence[str]) -> tuple[str, str] | None:
    """Return why a pack cannot be used with others, and what to do."""
    name = os.path.basename(directory)
    if name in map(os.path.basename, others):
        return f"two packs are named `{name}`", "rename one directory: a pack's name prefixes the ids of its rules"
    return None


def _wrong_with(given: str, directory: str, top: str) -> tuple[str, str] | None:
    """Return what keeps a directory from being a pack, and what to do."""
    name = os.path.basename(directory)
    if not directory.startswith(top.rstrip(os.sep) + os.sep):
        return f"the pack `{given}` lies outside this repository", "a pack is a directory below the repository's root"
    if not os.path.isdir(directory):
        return f"there is no pack `{given}`", "name a directory that has `rules/`"
    if not any(os.path.isdir(os.path.join(directory, part)) for part in ("rules", "catalog")):
        return f"the pack `{given}` is empty", "a pack has its rules in `rules/`, its catalog entries in `catalog/`"
    if not all(map(_is_word, name.split("-"))) or name in _SELECTORS:
        return (
            f"a pack cannot be named `{name}`",
            "use small letters, digits and hyphens: it prefixes the ids of its rules",
        )
    return None


def _is_word(part: str) -> bool:
    """Return whether a part of a name is made of small letters and digits."""
    return part.isascii() and part.isalnum() and part == part.lower()
