"""Settings in layers: a file inherits the values that it does not state. Loaded only where there are layers."""

import os.path
from collections.abc import Sequence
from typing import Any, NamedTuple

from policyengine.errors import Mistake, SettingsError
from policyengine.loading.near_names import SETTINGS_NAME, SETTINGS_NAMES
from policyengine.loading.pack_folders import wrong_among
from policyengine.loading.settings import MalformedSettingsError, Settings, read_settings
from policyengine.loading.settings_files import settings_above
from policyengine.loading.terms import tightest

MOST_FILES = 8
"""How many settings files may extend one another."""

_PACKAGE = "package:"
_PLACE_HINT = "give the path of another policyengine.yaml, relative to this file, or `package:<name>`"


class Place(NamedTuple):
    """Where a settings file is: its absolute path, how messages name it, and the directory it must not point out of."""

    path: str
    printed: str
    prefix: str
    top: str


def layered(nearest: Settings, place: Place) -> Settings:
    """Join a settings file with those it extends, the nearest winning value by value; raises SettingsError.

    A file further up in the same repository that locks something has to be among them: leaving `extends:` out does not
    bypass a lock. Where files that it extends are malformed, MalformedSettingsError has the mistakes in all of them.
    """
    files, paths, malformed = _chain(nearest, place)
    above = settings_above(os.path.dirname(place.path))
    while above is not None:
        path = os.path.abspath(above)
        if os.path.realpath(path) not in paths:
            _refuse_locks(nearest, place, path)
        above = settings_above(os.path.dirname(path))
    whole = nearest if len(files) == 1 else merged(files)
    if malformed:
        mistakes = (mistake for error in malformed for mistake in error.mistakes)
        raise MalformedSettingsError(malformed[0].document, whole.directory, *mistakes, part=whole)
    return whole


def merged(files: Sequence[Settings]) -> Settings:
    """Return the settings in force of files, the nearest first; raises SettingsError for two packs of one name."""
    whole = files[-1]
    for file in reversed(files[:-1]):
        whole = _over(whole, file)
    return whole._replace(document=files[0].document, directory=files[0].directory, layers=tuple(files))


def _over(upper: Settings, lower: Settings) -> Settings:
    moved = {word: given for word, given in upper.severities.items() if word not in lower.severities}
    return Settings(
        lower.document,
        lower.directory,
        _facts(upper.facts, lower.facts),
        {
            owner: _facts(upper.agreements.get(owner) or {}, lower.agreements.get(owner) or {})
            for owner in {**upper.agreements, **lower.agreements}
        },
        _joined(upper.parameters, lower.parameters),
        {**moved, **lower.severities},  # the last of several selectors wins
        _packs(upper, lower),
        _joined(upper.overlay, lower.overlay),
        {**upper.records, **{key: given for key, given in lower.records.items() if given is not None}},
        tightest(upper.terms, lower.terms),
        {},
        (*lower.waivers, *upper.waivers),
        prices=lower.prices or upper.prices,
    )


def _facts(upper: dict[str, Any], lower: dict[str, Any]) -> dict[str, Any]:
    """Join facts by path; a claim goes with the fact that it is about."""
    kept = {path: claim for path, claim in upper.get("claims", {}).items() if path not in lower}
    claims = {**kept, **lower.get("claims", {})}
    facts = {**upper, **lower}
    return {**facts, "claims": claims} if claims else {path: v for path, v in facts.items() if path != "claims"}


def _joined(upper: dict[str, Any], lower: dict[str, Any]) -> dict[str, Any]:
    """Join mappings key by key, at any depth; an empty value is ignored."""
    joined = dict(upper)
    for key, given in lower.items():
        if isinstance(given, dict) and isinstance(joined.get(key), dict):
            joined[key] = _joined(joined[key], given)
        elif given is not None or key not in joined:
            joined[key] = given
    return joined


def _packs(upper: Settings, lower: Settings) -> tuple[str, ...]:
    """Return the packs of both, each once: a file may add packs but not remove any."""
    packs = list(upper.packs)
    for index, directory in enumerate(lower.packs):
        if directory in packs:
            continue
        wrong = wrong_among(directory, packs)
        if wrong and lower.document is not None:
            place = lower.document.locate_value(("packs", index))
            raise SettingsError(lower.document.mistake(wrong[0], place, wrong[1]))
        packs.append(directory)
    return tuple(packs)


def _chain(nearest: Settings, place: Place) -> tuple[list[Settings], list[str], list[MalformedSettingsError]]:
    """Return the files from the nearest upward, their real paths, and the errors of those that are read in part."""
    files, paths, malformed = [nearest], [os.path.realpath(place.path)], []
    while files[-1].extends:
        place = _next(files[-1], place)
        path = os.path.realpath(place.path)
        if path in paths:
            circle = [file.document.path for file in files[paths.index(path) :] if file.document is not None]
            message = f"settings that extend themselves: {' -> '.join([*circle, circle[0]])}"
            raise _wrong(files[-1], message, "take `extends:` out of one of the files")
        if len(files) == MOST_FILES:
            raise _wrong(files[-1], f"more than {MOST_FILES} settings files extend one another", "join some of them")
        try:
            files.append(read_settings(place.path, place.prefix + place.printed, place.top))
        except MalformedSettingsError as error:
            from policyengine.loading.well_formed import well_formed_settings

            part = well_formed_settings(error.document, error.directory)
            if part is None:
                raise
            files.append(part)
            malformed.append(error)
        paths.append(path)
    return files, paths, malformed


def _next(file: Settings, place: Place) -> Place:
    """Return the place of the file that a file extends."""
    given = file.extends
    if given.startswith(_PACKAGE):
        from policyengine.loading.packages import package_directory

        name, _, inside = given.removeprefix(_PACKAGE).partition("/")
        top, why = package_directory(name)
        if not top:
            raise _wrong(file, f"there is no package `{name}`", why)
        return _at(file, Place(os.path.join(top, "-"), f"{name}/-", _PACKAGE, top), inside or ".")
    if os.path.isabs(given) or ":" in given:
        raise _wrong(file, f"`{given}` is not a relative path", _PLACE_HINT)
    return _at(file, place, given)


def _at(file: Settings, place: Place, given: str) -> Place:
    """Return the place that a path leads to from another place."""
    folder = os.path.dirname(place.path)
    path = os.path.normpath(os.path.join(folder, given))
    if os.path.isdir(path):
        there = [name for name in SETTINGS_NAMES if os.path.lexists(os.path.join(path, name))]
        if len(there) > 1:
            message = f"`{given}` has `{there[0]}` and `{there[1]}`, and only one can be read"
            raise _wrong(file, message, "join them in one file")
        name = there[0] if there else SETTINGS_NAME
        path, given = os.path.join(path, name), f"{given}/{name}"
    top = os.path.realpath(place.top)
    if not os.path.realpath(path).startswith(top.rstrip(os.sep) + os.sep):
        where = "the package" if place.prefix == _PACKAGE else "this repository"
        raise _wrong(file, f"`{file.extends}` lies outside {where}", "settings outside come as an installed package")
    if not os.path.isfile(path):
        raise _wrong(file, f"there is no settings file `{file.extends}`", _PLACE_HINT)
    printed = os.path.normpath(os.path.join(os.path.dirname(place.printed), given)).replace(os.sep, "/")
    return Place(path, printed, place.prefix, place.top)


def _wrong(file: Settings, message: str, hint: str) -> SettingsError:
    return SettingsError(_at_extends(file, message, hint))


def _at_extends(file: Settings, message: str, hint: str) -> Mistake:
    document = file.document
    if document is None:
        return Mistake(message, None, "", hint)
    return document.mistake(message, document.locate_value(("extends",)), hint)


def _refuse_locks(nearest: Settings, place: Place, path: str) -> None:
    """Raise SettingsError when a file above, which the nearest does not extend, locks something or extends a lock."""
    relative = os.path.relpath(path, os.path.dirname(place.path)).replace(os.sep, "/")
    printed = os.path.normpath(os.path.join(os.path.dirname(place.printed), relative)).replace(os.sep, "/")
    upper = Place(path, printed, place.prefix, place.top)
    try:
        files, _, malformed = _chain(read_settings(path, place.prefix + printed, place.top), upper)
    except MalformedSettingsError as error:
        raise SettingsError(*error.mistakes) from None
    if malformed:
        raise SettingsError(*(mistake for error in malformed for mistake in error.mistakes))
    locking = next((file for file in files if file.locked or any(entry.locked for entry in file.defaults)), None)
    if locking is not None and locking.document is not None:
        locked = next((entry.route for entry in locking.defaults if entry.locked), ())
        at = locking.document.locate_key(("locked",) if locking.locked else (*locked, "locked"))
        message = f"`{at.path}:{at.line}` locks what is below it, and this file does not extend it"
        raise _wrong(nearest, message, f"add `extends: {relative}`")
