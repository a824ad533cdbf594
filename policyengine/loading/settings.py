"""`policyengine.yaml` becomes settings: what the organisation states, agreed to and decided for its rules."""

import os.path
from typing import Any, NamedTuple

from policyengine.document import Document
from policyengine.errors import SettingsError
from policyengine.loading.files import read_text
from policyengine.loading.walk import walk
from policyengine.loading.yaml import parse_mapping
from policyengine.vocabulary.shapes import SETTINGS

Facts = dict[str, Any]


class Settings(NamedTuple):
    """The settings in force.

    `facts` are of the organisation and its team; `agreements` are recipient facts by company or service; `parameters`
    are values by rule id; `severities` by selector; `packs` are directories; `overlay` is the catalog's, as written.
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


def no_settings(directory: str) -> Settings:
    """Give the settings of a place without a settings file."""
    return Settings(None, directory, {}, {}, {}, {}, (), {}, {})


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
    )
    facts.pop("version", None)
    return settings._replace(packs=_pack_directories(settings, document))


def _pack_directories(settings: Settings, document: Document) -> tuple[str, ...]:
    """Give the packs' absolute directories; one that is missing or leaves the settings' directory is a mistake."""
    mistakes = []
    directories: list[str] = []
    top = os.path.realpath(settings.directory)
    for index, given in enumerate(settings.packs):
        directory = os.path.realpath(os.path.join(top, given))
        place = document.locate_value(("packs", index))
        if os.path.commonpath([top, directory]) != top:
            hint = "a pack stands below the directory of policyengine.yaml"
            mistakes.append(document.mistake(f"the pack `{given}` lies outside this repository", place, hint))
        elif not os.path.isdir(directory):
            mistakes.append(document.mistake(f"there is no pack `{given}`", place, "give a directory with `rules/`"))
        elif os.path.basename(directory) in {os.path.basename(other) for other in directories}:
            hint = "rename one directory: a pack's name prefixes the ids of its rules"
            mistakes.append(document.mistake(f"two packs are named `{os.path.basename(directory)}`", place, hint))
        else:
            directories.append(directory)
    if mistakes:
        raise SettingsError(*mistakes)
    return tuple(directories)
