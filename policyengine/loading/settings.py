"""Read `policyengine.yaml` as settings: facts of the organisation, agreements, and decisions about rules."""

import os.path
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from policyengine.document import Document
from policyengine.errors import Mistake, SettingsError, first_mistakes
from policyengine.loading.files import read_text
from policyengine.loading.long_values import long_value_mistakes
from policyengine.loading.paths import repository_root
from policyengine.loading.walk import walk
from policyengine.loading.yaml.parsing import MisreadError, parse_mapping
from policyengine.loading.yaml.values import may_group
from policyengine.location import Location, Route
from policyengine.vocabulary.shapes import SETTINGS

if TYPE_CHECKING:
    from policyengine.loading.defaults import Defaults
    from policyengine.loading.waivers import Waiver  # few settings have any

Facts = dict[str, Any]


class Settings(NamedTuple):
    """The settings in force, or those of one file.

    `facts` are of the organisation and its team; `agreements` are recipient facts by company or service; `parameters`
    are values by rule id; `severities` by selector; `packs` are directories; `overlay` is the catalog's, as written.
    `terms` are the edition and what waivers and claims must fulfil, by the keys of `TERMS`, as written; `locked` is
    what files below must not loosen, as written; `extends` names the file above; `prices` the price sets to count with,
    empty for those of the catalog; `defaults` what elements of profiles inherit from this file.
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
    locked: dict[str, Any]
    waivers: "tuple[Waiver, ...]" = ()
    extends: str = ""
    prices: tuple[str, ...] = ()
    layers: "tuple[Settings, ...]" = ()
    defaults: "tuple[Defaults, ...]" = ()

    @property
    def files(self) -> "tuple[Settings, ...]":
        """Return what each file states by itself, the nearest first; `document` is that of the nearest."""
        return self.layers or ((self,) if self.document is not None else ())

    @property
    def documents(self) -> tuple[Document, ...]:
        """Return the documents of the files, the nearest first."""
        return tuple(file.document for file in self.files if file.document is not None)

    @property
    def has_defaults(self) -> bool:
        """Return whether elements of profiles inherit from any of the files."""
        return any(file.defaults for file in self.files)

    @property
    def edition(self) -> str:
        """Return the edition of the shipped rules in force, empty where every shipped rule counts."""
        return self.terms.get("edition") or ""

    @property
    def unwaivable(self) -> tuple[str, ...]:
        """Return the selectors of the rules that cannot be waived: those that any file states or locks."""
        locked = [word for file in self.files for word in file.locked.get("waivable") or ()]
        return (*self._stated("unwaivable"), *locked)

    @property
    def waivers_need_control(self) -> tuple[str, ...]:
        """Return the selectors of the rules whose waivers need a compensating control: those that any file states."""
        return self._stated("waivers_need_control")

    def _stated(self, term: str) -> tuple[str, ...]:
        return tuple(word for file in self.files for word in file.terms.get(term) or ())

    def place_of(self, route: Route) -> Location | None:
        """Return the place of the value in force at a route such as `("organization", "name")`: in the nearest file."""
        return next((document.locate_value(route) for document in self.documents if document.holds(route)), None)

    def place_of_parameter(self, ids: Iterable[str], name: str) -> Location | None:
        """Return the place of a rule's parameter under the first of the rule's ids, present or former, that has one."""
        places = (self.place_of(("parameters", rule, name)) for rule in ids)
        return next((place for place in places if place is not None), None)


TERMS = (
    "edition",
    "waivers_max_days",
    "waivers_warn_days",
    "approvers",
    "unwaivable",
    "waivers_need_control",
    "evidence",
)
"""The keys of `Settings.terms`."""


class MalformedSettingsError(SettingsError):
    """A settings file has the wrong form, or conditions that never hold; `document` has the names to look up.

    `part` are the settings in force with those that it extends, as far as they can be read; None for a file alone.
    """

    def __init__(self, document: Document, directory: str, *mistakes: Mistake, part: Settings | None = None) -> None:
        super().__init__(*mistakes)
        self.document = document
        self.directory = directory
        self.part = part


def no_settings(directory: str) -> Settings:
    """Return the settings of a place without a settings file."""
    return Settings(None, directory, {}, {}, {}, {}, (), {}, {}, {}, {})


def read_settings(path: str, printed: str, top: str = "") -> Settings:
    """Read one settings file by itself; its packs lie below `top`, by default the root of the repository."""
    directory = os.path.dirname(os.path.abspath(path))
    document, facts = _facts_of(path, printed, directory)
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
        facts.pop("locked", None) or {},
        extends=facts.pop("extends", None) or "",
        prices=tuple(facts.pop("prices", None) or ()),
    )
    facts.pop("version", None)
    if facts.pop("defaults", None):
        settings = settings._replace(defaults=_defaults(document, directory))
    waivers = facts.pop("waivers", None)
    if waivers:
        from policyengine.loading.waivers import waivers_of

        settings = settings._replace(waivers=waivers_of(document, waivers, path, own=False))
    if settings.packs:
        from policyengine.loading.pack_folders import pack_directories

        top = os.path.realpath(top or repository_root(directory) or directory)
        settings = settings._replace(packs=pack_directories(settings.packs, document, directory, top))
    return settings


def _facts_of(path: str, printed: str, directory: str) -> tuple[Document, Facts]:
    """Return the document of a settings file and its facts; raises SettingsError or InputError."""
    try:
        document = parse_mapping(printed, read_text(path, shown=printed))
    except MisreadError as misread:
        raise _malformed(misread.document, directory, misread.mistakes) from None
    facts: Facts = {}
    if not walk(document.value, SETTINGS, facts):
        raise _malformed(document, directory)
    if may_group(document.text) and (error := _malformed(document, directory)).mistakes:
        raise error
    if mistakes := long_value_mistakes(document):
        raise SettingsError(*mistakes)
    return document, facts


def _defaults(document: Document, directory: str) -> "tuple[Defaults, ...]":
    from policyengine.loading.defaults import defaults_mistakes, defaults_of_settings, size_mistake

    defaults = defaults_of_settings(document)
    if defaults is None:
        raise _malformed(document, directory)
    if large := size_mistake(document, defaults):
        raise SettingsError(large)
    if wrong := first_mistakes(defaults_mistakes(document, defaults)):
        raise MalformedSettingsError(document, directory, *wrong)
    return defaults


def _malformed(document: Document, directory: str, others: tuple[Mistake, ...] = ()) -> MalformedSettingsError:
    from policyengine.loading.schema import explanation
    from policyengine.loading.schemas import schema

    read, mistakes = explanation(document, schema("policyengine"), "settings", others)
    if read.holds(("defaults",)):
        from policyengine.loading.defaults import defaults_mistakes, readable_defaults

        mistakes += tuple(first_mistakes(defaults_mistakes(read, readable_defaults(read))))
    return MalformedSettingsError(read, directory, *mistakes)
