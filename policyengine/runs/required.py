"""`--require-policy`: whether required settings are in force for each profile of a run."""

import os.path
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from policyengine.case import Subject
from policyengine.document import Document
from policyengine.engine.session import Session
from policyengine.errors import Mistake, PolicyEngineError, UsageError
from policyengine.loading.near_names import SETTINGS_NAME
from policyengine.loading.packages import package_directory
from policyengine.loading.paths import display_path, repository_root
from policyengine.loading.profiles import load_profile
from policyengine.loading.settings import Settings
from policyengine.location import Location
from policyengine.rule import Rule
from policyengine.severity import Severity
from policyengine.verdict import Evidence, Outcome, Verdict

RULE = "settings/required-policy"
"""The rule about settings that are not in force."""

_PACKAGE = "package:"
_YAML = (".yaml", ".yml")
_HINT = "name the settings to extend: `package:acme_policy`, or a path from the repository's root"


class Required(NamedTuple):
    """Settings that a run requires: the package and the path inside it, or the path from the repository's root."""

    package: str
    path: str

    @property
    def shown(self) -> str:
        """Return the name in the form of `extends:`."""
        if not self.package:
            return self.path
        inside = "" if self.path == SETTINGS_NAME else f"/{self.path}"
        return f"{_PACKAGE}{self.package}{inside}"


def required_settings(name: str) -> Required:
    """Return the settings that a name refers to; raises UsageError for an invalid name.

    A single word is a package: `acme_policy` is `package:acme_policy`. It is never a folder of the repository, because
    anyone who edits the repository can add one: a folder has a slash, a file a slash or a YAML suffix.
    """
    given = name.strip()
    if not given:
        raise UsageError(Mistake("--require-policy names no settings", hint=_HINT))
    is_path = given == "." or "/" in given.replace(os.sep, "/") or given.endswith(_YAML)
    if given.startswith(_PACKAGE) or not is_path:
        package, _, inside = given.removeprefix(_PACKAGE).partition("/")
        if not package.isidentifier():
            raise UsageError(_no_package(package, "" if given.startswith(_PACKAGE) else given))
        return Required(package, _file(name, inside))
    return Required("", _file(name, given))


def _no_package(package: str, word: str) -> Mistake:
    """Return the mistake for a name that Python cannot import; a word without a prefix may refer to a folder."""
    importable = re.sub(r"[-.]+", "_", package)
    hint = f"write `{_PACKAGE}{importable}`: the name that Python imports, with `_` for `-`"
    if not importable.isidentifier():
        hint = _HINT
    elif word:
        hint += f"; a folder of the repository is `./{word}`"
    return Mistake(f"`{package}` cannot be a package", hint=hint)


def _file(name: str, path: str) -> str:
    """Return the path of a settings file; a path without a YAML suffix is a directory with a `policyengine.yaml`."""
    normal = os.path.normpath(path or ".").replace(os.sep, "/")
    if os.path.isabs(normal) or normal.split("/")[0] == ".." or ":" in normal:
        raise UsageError(Mistake(f"`{name}` is not a path in a repository or package", hint=_HINT))
    if normal.endswith(_YAML):
        return normal
    return SETTINGS_NAME if normal == "." else f"{normal}/{SETTINGS_NAME}"


def not_in_force(
    names: Sequence[str], judged: Mapping[str, Session], revision: str = ""
) -> Iterator[tuple[Verdict, Document | None]]:
    """Yield a verdict, and its file, for each required name and each settings file that does not extend it.

    `judged` are the sessions of the profiles of this run, by absolute path, and `revision` is the origin of their
    settings. A profile without settings has its own verdict.
    """
    for required in dict.fromkeys(required_settings(name) for name in names):
        seen: dict[str, list[str]] = {}
        for path, session in judged.items():
            settings = session.environment.settings
            if not _holds(required, settings, path, revision):
                key = settings.document.path if settings.document else f"\0{path}"
                seen.setdefault(key, []).append(path)
        for paths in seen.values():
            session = judged[paths[0]]
            yield _verdict(required, session.environment.settings, session.policy.rule(RULE), paths, revision)


def _holds(required: Required, settings: Settings, profile: str, revision: str) -> bool:
    """Return whether the required file is among those in force for a profile."""
    if required.package:
        top, _ = package_directory(required.package)
        expected = os.path.realpath(os.path.join(top, required.path)) if top else ""
        return bool(expected) and expected in (os.path.realpath(path) for _, path in _files(settings))
    if revision:
        return f"{revision}:{required.path}" in (document.path for document, _ in _files(settings))
    root = repository_root(os.path.dirname(profile)) or os.getcwd()
    expected = os.path.realpath(os.path.join(root, required.path))
    return expected in (os.path.realpath(path) for _, path in _files(settings))


def _files(settings: Settings) -> Iterator[tuple[Document, str]]:
    """Yield each settings file in force, the nearest first, with its absolute path."""
    for file in settings.files:
        if file.document is not None:
            yield file.document, os.path.join(file.directory, os.path.basename(file.document.path))


def _verdict(
    required: Required, settings: Settings, rule: Rule, profiles: Sequence[str], revision: str
) -> tuple[Verdict, Document | None]:
    """Return the verdict about the settings of some profiles, or about a profile without settings."""
    shown = display_path(profiles[0])
    document = settings.document or _profile_document(profiles[0], shown)
    place = document.locate_key(("extends",)) if document else Location(shown, 1, 1, 1, 1)
    in_force = [found.path for found, _ in _files(settings)]
    if settings.document is None:
        which = f" at `{revision}`" if revision else ""
        message = f"`{required.shown}` is not in force for `{shown}`: no {SETTINGS_NAME} holds there{which}"
    else:
        others = f" and {len(profiles) - 1} more" if len(profiles) > 1 else ""
        message = (
            f"`{required.shown}` is not in force for `{shown}`{others}: `{settings.document.path}` does not extend it"
        )
    verdict = Verdict(
        rule=rule._replace(remediation=_remedy(required, settings, profiles[0], revision)),
        outcome=Outcome.FAIL,
        severity=Severity.ERROR,
        subject=Subject("profile", shown, "", required.shown),
        message=message,
        location=place,
        evidence=(Evidence("settings.files", in_force, "settings"),),
    )
    return verdict, document


def _profile_document(path: str, shown: str) -> Document | None:
    try:
        return load_profile(path, shown).document
    except PolicyEngineError:  # read from standard input
        return None


def _remedy(required: Required, settings: Settings, profile: str, revision: str) -> str:
    """Return what to add and where."""
    root = repository_root(os.path.dirname(profile)) or os.getcwd()
    name, start = required.shown, settings.directory if settings.document is not None and not revision else root
    if required.package:
        top, why = package_directory(required.package)
        if not top:
            return f"there is no package `{required.package}` here: {why}"
        if not os.path.isfile(os.path.join(top, required.path)):
            return f"the package `{required.package}` has no `{required.path}`: check the spelling"
    elif not revision:
        if not os.path.isfile(os.path.join(root, required.path)):
            return f"there is no file `{required.path}` in the repository: check the spelling, and {_HINT}"
        name = os.path.relpath(os.path.join(root, required.path), start).replace(os.sep, "/")
    merged = f", and merge that into `{revision}`, whose settings count here" if revision else ""
    match [document.path for document in settings.documents]:
        case []:
            return f"add a {SETTINGS_NAME} with `extends: {name}` to the repository's root{merged}"
        case [one]:
            return f"add `extends: {name}` to `{one}`{merged}"
        case several:
            return f"let one of these files extend `{required.shown}`: {', '.join(several)}{merged}"
