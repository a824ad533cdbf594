"""Compare final records with a revision: only their status, links and amendments may change."""

import re
from collections.abc import Iterator, Mapping

from policyengine.records.amendments import Amendment, without_amendments, wrong_rows
from policyengine.records.before import Before
from policyengine.records.blocks import BEGIN
from policyengine.records.drift import FINAL, retires
from policyengine.records.fault import Fault
from policyengine.records.layout import Record, read_record
from policyengine.records.lint.states import States, states_of
from policyengine.records.marker import find_marker
from policyengine.records.status import STATES

Line = tuple[int, str]

_LINK = r"\[[\w.-]+\]\([\w.-]+\.md\)"
_STATE = f"(?:{'|'.join(STATES)})"
_SET_ANEW = re.compile(
    rf"number: \d+|status: {_STATE}(?: by ADR-\d{{4}})?|[*+-] Status: {_STATE}(?: by {_LINK})?", re.ASCII
)
_STATUS_SECTION = re.compile(rf"## Status|(?i:{_STATE})(?: by {_LINK})?|Super[sc]ed(?:es|ed by) {_LINK}", re.ASCII)
"""What `record` writes again when it retires or renumbers a record, in the header and below the heading."""

_BY_HAND = re.compile(r"status: .*|\* Status: .*|number: \d+")
_IDENTITY = ("x-policyengine-key", "x-policyengine-inputs")


def faults_since(before: Before, texts: Mapping[str, str], latest: str = "") -> Iterator[tuple[str, Fault]]:
    """Compare the records of a directory with those of a revision; both are texts by file name.

    No amendment is later than the day `latest`, if one is given.
    """
    renamed = renamed_since(before, texts)
    for old_name, old_text in before.texts.items():
        state = _state(states_of(read_record(old_text), old_text))
        if state not in FINAL:
            continue
        name = renamed.get(old_name, old_name)
        if name not in texts:
            yield name, Fault("ADR014", f"it is {state} in `{before.ref}`, and gone here")
            continue
        faults = changes_since(before.ref, old_text, texts[name], renamed, latest)
        yield from ((name, fault) for fault in faults)
    yield from _taken(before, texts)


def changes_since(
    ref: str, old_text: str, new_text: str, renamed: Mapping[str, str], latest: str = ""
) -> Iterator[Fault]:
    """Yield how the text of a record that is final in a revision differs from its text here.

    `renamed` has the new file names of records beside it that were given another number. No amendment is later than
    the day `latest`, if one is given.
    """
    old, new = read_record(old_text), read_record(new_text)
    then, now = states_of(old, old_text), states_of(new, new_text)
    if _state(now) != _state(then) and not retires(_state(then), _state(now)):
        told = f"it is {_state(then)} in `{ref}`, and {_state(now) or 'without a status'} here"
        yield Fault("ADR014", told, now.line)
    line = _first_change(_relinked(old_text, renamed), new_text, is_ours=bool(old.key))
    line = line or _lost_amendment(old, new, new_text)
    if not line and any(old.front.get(name) != new.front.get(name) for name in _IDENTITY):
        line = find_marker(new_text.split("\n"))[1] + 1
    if line:
        yield Fault("ADR014", f"it is {_state(then)} in `{ref}`, and differs here", line)
    else:
        yield from _amendment_faults(ref, old, new, new_text, latest)


def _amendment_faults(ref: str, old: Record, new: Record, text: str, latest: str) -> Iterator[Fault]:
    """Yield what is wrong with the amendments that a record has since a revision."""
    lines = text.split("\n")
    added = new.amendments[len(old.amendments) :]
    if added and (old.status != "accepted" or not old.key):
        why = f"it is {old.status} in `{ref}`, and only accepted records of a decision are amended"
        yield Fault("ADR014", why, _row_line(lines, added[0]))
        return
    written = (str(old.front.get("date", "")), str(old.front.get("x-policyengine-inputs", "")))
    for row, why in wrong_rows(old.amendments, new.amendments, written, latest):
        yield Fault("ADR014", f"nobody can have amended it so since `{ref}`: {why}", _row_line(lines, row))


def _row_line(lines: list[str], row: Amendment) -> int:
    """Return the line of an amendment."""
    known = (number for number, line in enumerate(lines, 1) if row.inputs in line and row.date in line)
    return max(known, default=len(lines))


def _taken(before: Before, texts: Mapping[str, str]) -> Iterator[tuple[str, Fault]]:
    """Find the records of this branch alone whose number another has at the revision; git merges the two in silence."""
    numbers = {name[:4]: name for name in before.newest if re.match(r"\d{4}-", name)}
    for name in texts:
        other = numbers.get(name[:4], name)
        if name not in before.newest and other not in texts and other not in before.texts:
            yield name, Fault("ADR002", f"`{other}` has the same number in `{before.ref}`")


def renamed_since(before: Before, texts: Mapping[str, str]) -> dict[str, str]:
    """Return the new names of the records that were given another number."""
    return dict(_renamed(before, texts))


def _renamed(before: Before, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Pair the records that another number was given: the same decision, or the same words, under another name."""
    keys = {record.key: name for name, record in _read(texts) if record.key}
    for name, record in _read(before.texts):
        if name not in texts:
            same = [other for other in texts if other[4:] == name[4:] and other not in before.texts]
            found = keys.get(record.key) or next(iter(same), "")
            if found:
                yield name, found


def _read(texts: Mapping[str, str]) -> Iterator[tuple[str, Record]]:
    return ((name, read_record(text)) for name, text in texts.items())


def _state(states: States) -> str:
    return states.words[0] if states.words else ""


def _relinked(text: str, renamed: Mapping[str, str]) -> str:
    for old, new in renamed.items():
        text = re.sub(rf"(?<![\w-]){re.escape(old.removesuffix('.md'))}(?![\w-])", new.removesuffix(".md"), text)
    return text


def _first_change(old: str, new: str, *, is_ours: bool) -> int:
    """Return the line of the new text from which the two bodies differ, or 0."""
    before, after = [text for _, text in _body(old, is_ours=is_ours)], list(_body(new, is_ours=is_ours))
    for index, (number, text) in enumerate(after):
        if index >= len(before) or before[index] != text:
            return number
    return (after[-1][0] if after else 1) if len(after) < len(before) else 0


def _body(text: str, *, is_ours: bool) -> Iterator[Line]:
    """Yield the lines that are never to change: without state, number, digests, amendments, and without blank ones.

    In a record of a decision, only what `record` may write there counts as its state.
    """
    section = ""
    for number, line in enumerate(without_amendments(text.split("\n")), 1):
        if line.startswith("## "):
            section = line
        if line.strip() and not _is_state(line, section, is_ours=is_ours):
            yield number, _undigested(line)


def _is_state(line: str, section: str, *, is_ours: bool) -> bool:
    """Return whether a line states the number of a record or, also in its section, the status."""
    if not is_ours:
        return section == "## Status" or (not section and bool(_BY_HAND.fullmatch(line)))
    form = _STATUS_SECTION if section == "## Status" else _SET_ANEW
    return section in ("", "## Status") and bool(form.fullmatch(line))


def _undigested(line: str) -> str:
    """Return a line without the number and the digests in it."""
    if begin := BEGIN.fullmatch(line):
        return f"begin {begin[1]}"
    marker, _ = find_marker([line])
    return marker._replace(number=0, sections={}).line() if marker else re.sub(r"^# \d+\. ", "# ", line)


def _lost_amendment(old: Record, new: Record, text: str) -> int:
    """Return the line of the amendments where an earlier one is missing, or 0."""
    if new.amendments[: len(old.amendments)] == old.amendments:
        return 0
    lines = text.split("\n")
    return next((number for number, line in enumerate(lines, 1) if "Amend" in line), len(lines))
