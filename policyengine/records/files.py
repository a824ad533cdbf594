"""The life of a record's file: written while it is proposed, never again once people have decided."""

from enum import StrEnum
from typing import NamedTuple

from policyengine.decision import Decision
from policyengine.errors import Mistake
from policyengine.records.comparison import Comparison, compare_record, text_for
from policyengine.records.directory import Directory, Entry, read_directory
from policyengine.records.drift import FINAL
from policyengine.records.naming import record_name
from policyengine.records.record import record_key
from policyengine.records.replacing import replace_file


class Writing(StrEnum):
    """What came of writing a record."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class Freshness(StrEnum):
    """Whether a record is still true."""

    FRESH = "fresh"
    STALE = "stale"
    MISSING = "missing"


class Written(NamedTuple):
    """A record's path, what came of writing it, and why it was refused."""

    path: str
    outcome: Writing
    mistakes: tuple[Mistake, ...] = ()


class Checked(NamedTuple):
    """A record's path (empty when missing), whether it is still true, how that was found out, and what is not.

    `codes` are the stable words of `drift.Reason` for programs; `mistakes` say the same to people, one for each code.
    """

    path: str
    state: Freshness
    compared: str
    codes: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()


def write_record(decision: Decision, directory: str, template_dir: str) -> Written:
    """Write a decision's record into a directory, made if need be.

    Project and key say which file is its record, so a record keeps its name and number when the title changes. A
    draft or proposal is written anew, unless a hand changed it. Of a final record only the status is ever written, and
    only to retire it. Raises PolicyEngineError for a directory or a template in disorder.
    """
    records = read_directory(directory)
    entry = records.find(record_key(decision))
    if entry is None:
        name = record_name(records.next_number, decision.title or decision.key)
        new = Entry(name, records.next_number, record_key(decision))
        replace_file(directory, name, text_for(decision, records, new, template_dir))
        return Written(records.place(name).path, Writing.WRITTEN)
    now = compare_record(decision, records, entry, template_dir)
    final = now.status in FINAL
    if now.old_text == now.new_text or (final and not now.reasons):
        return Written(now.path, Writing.UNCHANGED)
    edited = any(reason.code == "hand-edited" for reason in now.reasons)
    if edited or (final and not _retires(now.status, decision.status)):
        return Written(now.path, Writing.REFUSED, _refusal(decision, records, now, edited=edited))
    replace_file(directory, entry.name, _with_new_status(now) if final else now.new_text)
    return Written(now.path, Writing.WRITTEN)


def check_record(decision: Decision, directory: str, template_dir: str) -> Checked:
    """Say whether a decision's record is still true; writes nothing.

    A draft or proposal has to be the very text that would be written. A final record is compared by digest and outcome.
    Raises PolicyEngineError for a directory or a template in disorder.
    """
    records = read_directory(directory)
    entry = records.find(record_key(decision))
    if entry is None:
        message = f"decision `{decision.key}` has no record in `{records.path}`"
        return Checked("", Freshness.MISSING, "not compared", ("missing",), (Mistake(message),))
    now = compare_record(decision, records, entry, template_dir)
    compared = "compared by digest and outcome" if now.status in FINAL else "compared by text"
    if not now.reasons:
        return Checked(now.path, Freshness.FRESH, compared)
    hint = _hint(decision, now, edited=any(reason.code == "hand-edited" for reason in now.reasons))
    mistakes = tuple(now.mistake(records, reason, hint) for reason in now.reasons)
    return Checked(now.path, Freshness.STALE, compared, tuple(reason.code for reason in now.reasons), mistakes)


def _retires(old: str, new: str) -> bool:
    return (old, new) in {("accepted", "deprecated"), ("accepted", "superseded"), ("deprecated", "superseded")}


def _with_new_status(now: Comparison) -> str:
    """Change the status in the front matter and in the list below the title, and not a byte else."""
    text = now.old_text
    for start in ("status: ", "* Status: "):
        old, new = (
            next((line for line in whole.split("\n") if line.startswith(start)), "") for whole in (text, now.new_text)
        )
        text = text.replace(f"\n{old}\n", f"\n{new}\n", 1)
    return text


def _refusal(decision: Decision, records: Directory, now: Comparison, *, edited: bool) -> tuple[Mistake, ...]:
    told = [reason for reason in now.reasons if not edited or reason.code == "hand-edited"]
    about = f"`{now.entry.name}` is {now.status} and never rewritten: " if now.status in FINAL else ""
    hint = _hint(decision, now, edited=edited)
    return tuple(now.mistake(records, reason._replace(message=f"{about}{reason.message}"), hint) for reason in told)


def _hint(decision: Decision, now: Comparison, *, edited: bool) -> str:
    if edited:
        return f"restore the file, and put the words into `context` or `notes` of `decisions.{decision.key}`"
    if now.status not in FINAL:
        return "run `policyengine record` to write it anew"
    if any(reason.code == "status-mismatch" for reason in now.reasons):
        return f"set `status: {now.status}` in the profile, or declare a decision that supersedes `{decision.key}`"
    return f"declare a new decision with `supersedes: {decision.key}`"
