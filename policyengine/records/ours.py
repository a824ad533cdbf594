"""Find the files that are records or belong to them, so that nothing overwrites them and no record is written twice."""

import os
import re

from policyengine.errors import Mistake, PolicyEngineError
from policyengine.loading.files import names_in
from policyengine.records.directory import RECORD_LIMIT, Directory
from policyengine.records.naming import RECORD_NAME, sidecar_name, slug_of

_OURS = re.compile(rb"^(?:<!-- policyengine:(?:begin|end|record) |x-policyengine-key: |<!-- adrlog -->)", re.MULTILINE)
_SIDECAR = re.compile(rb'\A\s*\{\s*"format": "decision/\d')
_PICTURE = re.compile(r"(\d{4}-.+)\.(?:curve|breakdown)\.svg", re.IGNORECASE)
_ENDING = ".decision.json"


def ours(path: str) -> str:
    """Return why a file counts as a decision record or as part of one; empty if it does not."""
    folder, name = os.path.split(os.path.realpath(path))
    if name.lower().endswith(_ENDING):
        return "has the name of the JSON file beside a decision record"
    if _PICTURE.fullmatch(name) and _has_record(folder, name):
        return "is named as a picture of the decision record beside it"
    if RECORD_NAME.fullmatch(name) and os.path.lexists(os.path.join(folder, sidecar_name(name))):
        return "is the decision record of the JSON file beside it"
    return _by_content(path)


def _has_record(folder: str, picture: str) -> bool:
    return any(
        RECORD_NAME.fullmatch(name) and picture.startswith(f"{name.removesuffix('.md')}.") for name in names_in(folder)
    )


def _by_content(path: str) -> str:
    if not os.path.isfile(path):
        return ""
    with open(path, "rb") as file:
        text = file.read(RECORD_LIMIT)
    if _OURS.search(text):
        return "is a decision record, or the list of them"
    return "is the JSON file of a decision record" if _SIDECAR.match(text) else ""


def refuse_unreadable(records: Directory, title: str) -> None:
    """Raise PolicyEngineError for files that have the name of a record and cannot be read as one.

    These are files with a JSON file beside them, and those named as a new record with this title would be.
    """
    slug = slug_of(title)
    mistakes = []
    for entry in records.entries:
        if not entry.number or entry.key:
            continue
        is_named = entry.stem.partition("-")[2] == slug
        if is_named or os.path.lexists(os.path.join(records.path, sidecar_name(entry.name))):
            message = f"`{entry.name}` has the name of a record and cannot be read as one, so no other is written"
            hint = "restore it from version control; or, where it is not a record of this tool, rename it"
            mistakes.append(Mistake(message, records.place(entry.name), hint=hint))
    if mistakes:
        raise PolicyEngineError(*mistakes)
