"""`policyengine.yaml` becomes settings: what the organisation states, agreed to and decided for its rules."""

import os.path
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from policyengine.document import Document
from policyengine.errors import SettingsError
from policyengine.loading.discovery import repository_root
from policyengine.loading.files import read_text
from policyengine.loading.walk import walk
from policyengine.loading.yaml import parse_mapping
from policyengine.vocabulary.shapes import SETTINGS

if TYPE_CHECKING:
    from policyengine.loading.waivers import Waiver  # few settings have any

Facts = dict[str, Any]


class Settings(NamedTuple):
    """The settings in force.

    `facts` are of the organisation and its team; `agreements` are recipient facts by company or service; `parameters`
    are values by rule id; `severities` by selector; `packs` are directories; `overlay` is the catalog's, as written.
    `terms` say what waivers and claims must fulfil: `waivers_max_days`, `waivers_warn_days`, `approvers`, `unwaivable`,
    `evidence`, as written.
    """

    document: Document | None
    directory: str
    facts: Facts
    agreements: dict[str, Facts]
    parameters: dict[str, dict[str, Any]]
    severities: dict[str, str]
    packs: tuple[str, ...]
    overlay: dict[str, Any]
    records: dict[str, Any]
    terms: dict[str, Any]
    waivers: "tuple[Waiver, ...]" = ()


TERMS = ("waivers_max_days", "waivers_warn_days", "approvers", "unwaivable", "evidence")
"""The keys of `Settings.terms`."""


def no_settings(directory: str) -> Settings:
    """Give the settings of a place without a settings file."""
    return Settings(None, directory, {}, {}, {}, {}, (), {}, {}, {})


def load_settings(path: str, printed: str) -> Settings:
    """Read a settings file; raises SettingsError or InputError. `printed` is the path that messages show."""
    document = parse_mapping(printed, read_text(path))
    facts: Facts = {}
    if not walk(document.value, SETTINGS, facts):
        from policyengine.loading.schema import explain
        from policyengine.loading.schemas import schema

        raise SettingsError(*explain(document, schema("policyengine"), "settings"))
    directory = os.path.dirname(os.path.abspath(path))
    settings = Settings(
        document,
        directory,
        facts,
        facts.pop("agreements", None) or {},
        {rule: given or {} for rule, given in (facts.pop("parameters", None) or {}).items()},
        facts.pop("severities", None) or {},
        tuple(facts.pop("packs", None) or ()),
        facts.pop("catalog", None) or {},
        facts.pop("records", None) or {},
        {key: facts.pop(key) for key in TERMS if key in facts},
    )
    facts.pop("version", None)
    waivers = facts.pop("waivers", None)
    if waivers:
        from policyengine.loading.waivers import waivers_of

        settings = settings._replace(waivers=waivers_of(document, waivers, path, own=False))
    return settings._replace(packs=_pack_directories(settings, document))


_PACK_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SELECTORS = ("force", "category")


def _pack_directories(settings: Settings, document: Document) -> tuple[str, ...]:
    """Give the packs' absolute directories; raises SettingsError with a mistake for each that cannot be one."""
    mistakes = []
    directories: list[str] = []
    top = os.path.realpath(repository_root(settings.directory) or settings.directory)
    for index, given in enumerate(settings.packs):
        directory = os.path.realpath(os.path.join(settings.directory, given))
        wrong = _wrong_with(given, directory, top) or _wrong_among(directory, directories)
        if wrong:
            mistakes.append(document.mistake(wrong[0], document.locate_value(("packs", index)), wrong[1]))
        directories.append(directory)
    if mistakes:
        raise SettingsError(*mistakes)
    return tuple(directories)


def _wrong_with(given: str, directory: str, top: str) -> tuple[str, str] | None:
    """Say what keeps a directory from being a pack, and what to do."""
    name = os.path.basename(directory)
    if not directory.startswith(top.rstrip(os.sep) + os.sep):
        return f"the pack `{given}` lies outside this repository", "a pack is a directory below the repository's root"
    if not os.path.isdir(directory):
        return f"there is no pack `{given}`", "give a directory with `rules/`"
    if not any(os.path.isdir(os.path.join(directory, part)) for part in ("rules", "catalog")):
        return f"the pack `{given}` is empty", "a pack has its rules in `rules/`, its catalog entries in `catalog/`"
    if not _PACK_NAME.fullmatch(name) or name in _SELECTORS:
        return (
            f"a pack cannot be named `{name}`",
            "use small letters, digits and hyphens: it prefixes the ids of its rules",
        )
    return None


def _wrong_among(directory: str, others: list[str]) -> tuple[str, str] | None:
    name = os.path.basename(directory)
    if name in map(os.path.basename, others):
        return f"two packs are named `{name}`", "rename one directory: a pack's name prefixes the ids of its rules"
    return None
