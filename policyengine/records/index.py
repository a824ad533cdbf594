"""The list of records in `index.md`, in the very form that adr-log writes."""

import os
import re
from collections.abc import Mapping

from policyengine.errors import PolicyEngineError
from policyengine.records.before import Before
from policyengine.records.directory import Directory
from policyengine.records.drift import Reason

INDEX = "index.md"
_START, _STOP = "<!-- adrlog -->", "<!-- adrlogstop -->"
# adr-log adds blank lines to a file that ends with its list, so some words have to follow.
_FRAME = f"# Decisions\n\n{_START}\n\n{_STOP}\n\nThis list is written by `policyengine record`.\n"


def index_text(records: Directory, changed: Mapping[str, str]) -> str | None:
    """Return the index of the records as they will be; `changed` are texts, by name, that are about to be written.

    The text around the list is kept. None if another tool owns the index: it has no place for the list, or is a
    symbolic link.
    """
    old = read_index(records)
    if old is None:
        return None
    texts = {entry.name: "" for entry in records.entries if entry.number} | {
        name: text for name, text in changed.items() if name.endswith(".md") and name != INDEX
    }
    lines = [_line(name, text or _first_lines(records, name)) for name, text in sorted(texts.items())]
    listed = "\n".join((_START, "", *lines, *([""] if lines else []), _STOP))
    environment = old or _FRAME
    begin, end = _list_in(environment) or (0, 0)
    made = f"{environment[:begin]}{listed}{environment[end:]}"
    return old if old and _is_reflowed(old, made) else made


def _is_reflowed(old: str, made: str) -> bool:
    """Return whether a formatter at most tells two texts of the index apart."""
    if old == made:
        return True
    from policyengine.markdown_parsing import normal_form

    return normal_form(old) == normal_form(made)


def read_index(records: Directory) -> str | None:
    """Return the index that is there, nothing if there is none or an empty file, or None if another tool owns it."""
    path = os.path.join(records.path, INDEX)
    if os.path.islink(path):
        return None
    if not os.path.exists(path):
        return ""
    text = records.text(INDEX)
    return text if _list_in(text) else None if text.strip() else ""


def _list_in(text: str) -> tuple[int, int] | None:
    """Return where the list begins and ends in an index; None if it has no place for one."""
    begin = text.find(_START)
    stop = text.find(_STOP, begin) if begin >= 0 else -1
    return (begin, stop + len(_STOP)) if stop >= 0 else None


def index_reasons(records: Directory, before: Before | None = None) -> tuple[Reason, ...]:
    """Return whether the index lists the records as they are.

    One that another tool owns lists nothing, but an index that listed the records in a revision still has to.
    """
    old, new = read_index(records), index_text(records, {})
    if old is None and before is not None and _list_in(before.texts.get(INDEX, "")):
        return (Reason("index-changed", f"`{INDEX}` has no list of records; it is there in `{before.ref}`"),)
    if old is None or old == new:
        return ()
    if not old:
        is_there = os.path.lexists(os.path.join(records.path, INDEX))
        message = f"`{INDEX}` in `{records.path}` is empty" if is_there else f"`{records.path}` has no `{INDEX}`"
        return (Reason("index-missing", message),)
    assert new is not None  # noqa: S101 - as `old` is not
    pairs = zip(old.split("\n"), new.split("\n"), strict=False)
    line = next((number for number, (a, b) in enumerate(pairs, 1) if a != b), 1)
    return (Reason("index-changed", "the list of records differs from here on", line),)


def _line(name: str, text: str) -> str:
    number = re.match(r"[\d_-]*\d", name)
    return f"* [ADR-{number[0] if number else ''}]({name}) - {_title(text)}"


def _title(text: str) -> str:
    """Take the title as adr-log does: the first line after front matter, from its third character, without a number.

    A formatter may have left a blank line before it.
    """
    front = re.match(r"---\n.*?\n---\n", text, re.DOTALL)
    first = text[front.end() if front else 0 :].lstrip("\n").split("\n", maxsplit=1)[0]
    return re.sub(r"^\d+\. ", "", first[2:])


def _first_lines(records: Directory, name: str) -> str:
    """Read a record for its title; one that cannot be read has none."""
    try:
        return records.text(name)
    except PolicyEngineError:
        return ""
