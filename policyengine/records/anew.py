"""Accepted records that a git revision does not have as decided: they have to be what the program writes today.

Nobody has reviewed them yet, and digests have no key, so only their whole text can show that nobody edited it. What
moves with the lines of a file, and the digests of the files, do not count.
"""

import re
from collections.abc import Collection, Iterator
from itertools import zip_longest
from typing import Any

from policyengine import __version__
from policyengine.decision import Decision
from policyengine.grounds import canonical
from policyengine.records.beside import read_sidecar
from policyengine.records.comparison import Comparison, text_by
from policyengine.records.directory import Directory
from policyengine.records.drift import Reason
from policyengine.records.layout import read_record
from policyengine.records.naming import sidecar_name
from policyengine.records.older import written_by_others
from policyengine.records.reading import LATER_KEYS, is_of_earlier_shape, loaded, rows_of
from policyengine.records.sidecar import sidecar_text

_LINE = re.compile(r"(\.ya?ml):\d+(?::\d+)?")
_DIGEST = re.compile(r"[0-9a-f]{16,64}")
_MARKED = ("<!-- policyengine:", "* profile ", "* rules ", "* rules: ")
_UNMARKED = ("tool", "digests")
_PLACES = ("line", "column", "end_line", "end_column")
_VERSION = re.compile(r"(\d+(?:\.\d+)*)(?:\.?(?:a|b|rc|dev|post)\d+)?", re.ASCII)


def reasons_anew(
    decision: Decision, records: Directory, now: Comparison, template_dir: str, ref: str
) -> tuple[Reason, ...]:
    """Return how a record that is accepted here, and not in a revision, differs from what the program writes.

    Where something else is wrong with the record, that is reported instead.
    """
    if now.loud:
        return ()
    text = text_by(decision, now.entry, now.relations, template_dir, now.record.layout)
    is_same = now.record.says_the_same_as(read_record(text))
    line = 0 if is_same else _first_difference(now.old_text, text)
    data, key = _sidecar_difference(decision, records, now)
    if not line and not key:
        return ()
    why = f"it is not accepted in `{ref}` yet, and differs from what the program writes"
    if others := written_by_others(data, decision):
        why += f" ({others})"
    if line:
        return (Reason("text-changed", why, line),)
    name = sidecar_name(now.entry.name)
    return (Reason("text-changed", f"`{key}` of `{name}`: {why}", 1, records.place(name)),)


def reasons_amended(decision: Decision, records: Directory, now: Comparison, ref: str) -> tuple[Reason, ...]:
    """Return how the JSON file beside a record that was amended since a revision differs from what the program writes.

    Its costs stay those of the decision, and its text is compared elsewhere.
    """
    if now.loud:
        return ()
    _, key = _sidecar_difference(decision, records, now, "costs")
    if not key:
        return ()
    name = sidecar_name(now.entry.name)
    why = f"`{key}` of `{name}`: it was amended since `{ref}`, and differs from what the program writes"
    return (Reason("text-changed", why, 1, records.place(name)),)


def _sidecar_difference(
    decision: Decision, records: Directory, now: Comparison, *kept: str
) -> tuple[dict[str, Any], str]:
    """Return the JSON file beside a record, and its first key with another value than the program writes today.

    `kept` are keys that may differ. The key is empty without such a difference, and without the file.
    """
    sidecar = read_sidecar(records, now.entry.name)
    data, today = loaded(sidecar), loaded(sidecar_text(decision, now.entry.name, now.old_text))
    left_out = LATER_KEYS if is_of_earlier_shape(data) else ()
    if not sidecar:
        return data, ""
    compared = (key for key in {**today, **data} if key not in (*_UNMARKED, *kept))
    keys = (key for key in compared if _differ(data.get(key), today.get(key), left_out))
    others = (key for key in _UNMARKED if _form_of(key, data.get(key)) != _form_of(key, today[key]))
    return data, next(keys, "") or next(others, "")


def _form_of(key: str, value: Any) -> Any:
    """Return what has to be the same in the tool or the digests: all but an earlier version, digests and settings."""
    if key == "tool":
        version = str(value.get("version")) if isinstance(value, dict) else ""
        return {**value, "version": ""} if _is_version_until_now(version) else value
    rows = [row for row in rows_of(value) if row.get("name") != "settings"]
    return [{**row, "sha256": _DIGEST.sub("", str(row.get("sha256")))} for row in rows]


def _is_version_until_now(text: str) -> bool:
    """Return whether a text is the number of a version that is not later than this one."""
    then, now = _VERSION.fullmatch(text), _VERSION.fullmatch(__version__)
    return then is not None and now is not None and _numbers(then[1]) <= _numbers(now[1])


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(".")]


def _first_difference(old: str, new: str) -> int:
    """Return the number of the first line that differs, or 0."""
    for (number, mine), (_, theirs) in zip_longest(_lines(old), _lines(new), fillvalue=(1, None)):
        if mine != theirs:
            return number
    return 0


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the numbers of lines and what has to be the same in them; the settings do not count."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.startswith("* settings "):
            yield number, _LINE.sub(r"\1", _DIGEST.sub("", line) if line.startswith(_MARKED) else line)


def _differ(left: Any, right: Any, left_out: Collection[str]) -> bool:
    return canonical(_without(left, left_out)) != canonical(_without(right, left_out))


def _without(value: Any, keys: Collection[str]) -> Any:
    """Return a value without some keys, and without the lines of files and the columns in them."""
    match value:
        case dict():
            places = {key for key in _PLACES if isinstance(value.get(key), int)}
            return {key: _without(item, keys) for key, item in value.items() if key not in {*keys, *places}}
        case list():
            return [_without(item, keys) for item in value]
        case str():
            return _LINE.sub(r"\1", value)
    return value
