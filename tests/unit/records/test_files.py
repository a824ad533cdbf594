"""The life of a record's file: proposed ones are written anew, final ones never, hand edits are not lost."""

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from policyengine.errors import PolicyEngineError
from policyengine.records import replacing
from policyengine.records.checking import Freshness
from policyengine.records.files import Writing, write_record
from policyengine.resources import TEMPLATES
from policyengine.verdict import Outcome
from tests.builders import make_decision, make_option, make_place, make_verdict, make_workload
from tests.unit.records.checks import check_record

NAME = "0001-serve-patient-questions-from-a-model-we-host.md"
SIDECAR = "0001-serve-patient-questions-from-a-model-we-host.decision.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a directory that does not exist yet."""
    return tmp_path / "docs" / "decisions"


def write(folder: Path, **fields: object) -> tuple[Writing, tuple[str, ...]]:
    """Write a decision; give what came of it and the messages."""
    written = write_record(make_decision(**fields), str(folder), TEMPLATES)
    return written.outcome, tuple(mistake.message for mistake in written.mistakes)


def check(folder: Path, **fields: object) -> tuple[Freshness, tuple[str, ...]]:
    """Check a decision's record; give its state and the codes."""
    checked = check_record(make_decision(**fields), str(folder))
    return checked.state, checked.codes


def change(path: Path, old: str, new: str) -> None:
    """Edit a file by hand."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def listed(folder: Path) -> list[str]:
    """Name the records of a directory."""
    return sorted(name for name in os.listdir(folder) if name.endswith(".md") and name != "index.md")


def test_the_first_record_is_number_one(folder: Path) -> None:
    """The directory is made, and the name comes from number and title."""
    assert write(folder) == (Writing.WRITTEN, ())
    assert sorted(os.listdir(folder)) == [SIDECAR, NAME, "index.md"]
    assert (folder / NAME).read_bytes().startswith(b"---\nnumber: 1\nstatus: proposed\n")


def test_a_second_decision_takes_the_next_number(folder: Path) -> None:
    """Numbers that others hold, with or without our front matter, stay theirs."""
    folder.mkdir(parents=True)
    (folder / "0041-by-hand.md").write_text("# By hand\n", encoding="utf-8")
    write(folder)
    write(folder, key="another", title="Ändere: das Modell!")

    assert listed(folder) == [
        "0041-by-hand.md",
        NAME.replace("0001", "0042"),
        "0043-andere-das-modell.md",
    ]


def test_decisions_of_two_projects_share_a_directory(folder: Path) -> None:
    """The project is part of a decision's identity."""
    write(folder)
    write(folder, project="other-service", title="Another")

    assert listed(folder) == [NAME, "0002-another.md"]


def test_writing_twice_changes_nothing(folder: Path) -> None:
    """The second time the file is left alone."""
    write(folder)
    before = (folder / NAME).stat().st_mtime_ns

    assert write(folder) == (Writing.UNCHANGED, ())
    assert (folder / NAME).stat().st_mtime_ns == before


def test_windows_line_ends_are_no_difference(folder: Path) -> None:
    """Git may have changed the line ends of a checkout."""
    write(folder)
    path = folder / NAME
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert write(folder) == (Writing.UNCHANGED, ())
    assert check(folder) == (Freshness.FRESH, ())


def test_a_proposed_record_is_written_anew_under_its_name(folder: Path) -> None:
    """Identity is the key: a new title changes the heading, not the file's name."""
    write(folder)

    assert write(folder, title="A better title") == (Writing.WRITTEN, ())
    assert listed(folder) == [NAME]
    assert "# A better title\n" in (folder / NAME).read_text(encoding="utf-8")


def test_what_a_hand_changed_is_written_anew_only_where_that_is_asked_for(folder: Path) -> None:
    """And never in a final record."""
    write(folder)
    path = folder / NAME
    ours = path.read_bytes()
    path.write_bytes(ours.replace(b"answers patients", b"answers customers"))
    refused = write_record(make_decision(), str(folder), TEMPLATES)
    assert (refused.outcome, [mistake.hint for mistake in refused.mistakes]) == (
        Writing.REFUSED,
        [
            (
                "put the words into `because`, `context` or `notes` of `decisions.patient-qa-serving` and restore the "
                "file, or lose them with `policyengine record llm-profile.yaml --overwrite`"
            )
        ],
    )
    assert b"answers customers" in path.read_bytes()
    assert write_record(make_decision(), str(folder), TEMPLATES, overwrite=True).outcome is Writing.WRITTEN
    assert path.read_bytes() == ours
    write(folder, status="accepted")
    path.write_bytes(path.read_bytes().replace(b"answers patients", b"answers customers"))
    final = write_record(make_decision(status="accepted"), str(folder), TEMPLATES, overwrite=True)
    assert (final.outcome, [mistake.hint for mistake in final.mistakes]) == (
        Writing.REFUSED,
        ["put the words into `because`, `context` or `notes` of `decisions.patient-qa-serving` and restore the file"],
    )


def test_a_proposed_record_becomes_accepted(folder: Path) -> None:
    """People accept in the profile; the proposed file follows."""
    write(folder)

    assert write(folder, status="accepted") == (Writing.WRITTEN, ())
    assert check(folder, status="accepted") == (Freshness.FRESH, ())


@pytest.mark.parametrize("status", ["accepted", "rejected", "deprecated"])
def test_a_final_record_is_left_alone(folder: Path, status: str) -> None:
    """What is still true is unchanged, to the byte, even where line numbers moved."""
    write(folder, status=status)
    before = (folder / NAME).read_bytes()
    moved = make_workload(options=(make_option(location="llm-profile.yaml:99"),))

    assert write(folder, status=status, workloads=(moved,)) == (Writing.UNCHANGED, ())
    assert (folder / NAME).read_bytes() == before


def test_an_accepted_record_whose_inputs_changed_is_not_rewritten(folder: Path) -> None:
    """The way on is a new decision that supersedes it."""
    write(folder, status="accepted")
    before = (folder / NAME).read_bytes()
    written = write_record(make_decision(status="accepted", facts="c" * 64), str(folder), TEMPLATES)

    assert written.outcome == Writing.REFUSED
    why = "what the record rests on has changed: "
    why += "`capability/output-format` for `patient-qa` was not-applicable and is now pass"
    assert [mistake.message for mistake in written.mistakes] == [f"`{NAME}` is accepted and never rewritten: {why}"]
    assert written.mistakes[0].hint == (
        "declare a new decision with `supersedes: patient-qa-serving`; "
        "as the outcome is the same, `policyengine record llm-profile.yaml --amend NOTE` will do"
    )
    assert written.mistakes[0].source.startswith("x-policyengine-inputs: ")
    assert (folder / NAME).read_bytes() == before


def test_an_accepted_record_does_not_become_proposed_again(folder: Path) -> None:
    """The profile cannot take an acceptance back."""
    write(folder, status="accepted")

    assert write(folder, status="proposed") == (
        Writing.REFUSED,
        (f"`{NAME}` is accepted and never rewritten: the record says `accepted`, the profile says `proposed`",),
    )


def test_superseding_changes_two_lines_of_the_old_record(folder: Path) -> None:
    """Body and title of the old record stay as people accepted them; status and pointer are new."""
    write(folder, status="accepted")
    old = (folder / NAME).read_text(encoding="utf-8").split("\n")
    write(folder, key="next", title="Next", status="proposed", supersedes="patient-qa-serving")
    assert (folder / NAME).read_text(encoding="utf-8").split("\n") == old
    write(folder, key="next", title="Next", status="accepted", supersedes="patient-qa-serving")

    new = (folder / NAME).read_text(encoding="utf-8").split("\n")
    changed = [(before, after) for before, after in zip(old, new, strict=True) if before != after]
    assert changed == [
        ("status: accepted", "status: superseded by ADR-0002"),
        ("* Status: accepted", "* Status: superseded by [0002-next](0002-next.md)"),
    ]
    assert write(folder, status="superseded", facts="d" * 64) == (Writing.UNCHANGED, ())
    assert check(folder, status="superseded", facts="d" * 64) == (Freshness.FRESH, ())
    assert check(folder, status="accepted")[1] == ("status-mismatch",)
    assert "* Supersedes [0001-" in (folder / "0002-next.md").read_text(encoding="utf-8")


def test_nothing_is_superseded_by_a_record_that_is_not_there(folder: Path) -> None:
    """Both sides of the relation have to exist."""
    write(folder, status="accepted")

    with pytest.raises(PolicyEngineError, match="is superseded, but no record says that it supersedes"):
        write(folder, status="superseded")
    with pytest.raises(PolicyEngineError, match="supersedes `lost`, which has no record"):
        write(folder, key="next", supersedes="lost")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("answers patients", "answers customers", "block `context` was edited by hand"),
        ("## Considered", "A remark.\n\n## Considered", "block `options` was edited by hand"),
        (
            "<!-- policyengine:begin id=options",
            "A remark.\n\n<!-- policyengine:begin id=options",
            "text written outside",
        ),
        ("<!-- policyengine:end id=outcome -->", "", "block `outcome` does not end before the next begins"),
        ("<!-- policyengine:end id=information -->", "", "block `information` never ends"),
        ("<!-- policyengine:begin id=options", "<!-- policyengine:start id=options", "a damaged marker"),
        ("* Status: proposed", "* Status: accepted", "the front matter says status `proposed`"),
        ("tags: ", "reviewed: yes\ntags: ", "front matter has the key `reviewed`"),
        ("* Date:", "Note well.\n* Date:", "text written outside the generated blocks"),
    ],
)
def test_a_hand_edit_is_refused_and_kept(folder: Path, old: str, new: str, message: str) -> None:
    """Nobody's words are overwritten; the message names the block and its line."""
    write(folder)
    change(folder / NAME, old, new)
    edited = (folder / NAME).read_bytes()
    written = write_record(make_decision(title="New"), str(folder), TEMPLATES)

    assert written.outcome == Writing.REFUSED
    assert message in written.mistakes[0].message
    assert written.mistakes[0].location is not None
    lines = edited.decode().split("\n")
    assert written.mistakes[0].source == lines[written.mistakes[0].location.line - 1]
    assert (folder / NAME).read_bytes() == edited
    assert check(folder)[1][0] == "hand-edited"


def test_a_failure_in_the_middle_leaves_the_old_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full costs nothing."""
    write(folder)
    before = (folder / NAME).read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PolicyEngineError, match="No space left on device"):
        write(folder, title="New")
    assert sorted(os.listdir(folder)) == [SIDECAR, NAME, "index.md"]
    assert (folder / NAME).read_bytes() == before


def test_a_symbolic_link_is_neither_read_nor_written(folder: Path, tmp_path: Path) -> None:
    """A link in place of a record is an error: its decision gets no second number."""
    write(folder)
    outside = tmp_path / "outside.md"
    (folder / NAME).rename(outside)
    (folder / NAME).symlink_to(outside)
    before = outside.read_bytes()

    with pytest.raises(PolicyEngineError, match="cannot be read as one"):
        check(folder, title="New")
    with pytest.raises(PolicyEngineError, match="cannot be read as one"):
        write(folder, title="New")
    assert outside.read_bytes() == before
    assert listed(folder) == [NAME]


def test_a_missing_record_is_reported(folder: Path) -> None:
    """Checking writes nothing, not even the directory."""
    assert check(folder) == (Freshness.MISSING, ("unrecorded",))
    assert not folder.exists()


FAILING = make_workload(options=(make_option(verdicts=(make_verdict(outcome=Outcome.FAIL, message="no BAA"),)),))


@pytest.mark.parametrize(
    ("status", "fields", "codes"),
    [
        ("proposed", {"facts": "c" * 64}, ("inputs-changed",)),
        ("proposed", {"status": "accepted"}, ("status-mismatch",)),
        ("proposed", {"workloads": (FAILING,)}, ("outcome-changed",)),
        ("proposed", {"notes": "New."}, ("text-changed",)),
        ("accepted", {"facts": "c" * 64}, ("inputs-changed",)),
        ("accepted", {"workloads": (FAILING,)}, ("outcome-changed",)),
        ("accepted", {"makers": ("Eve",)}, ("header-mismatch",)),
        ("accepted", {"because": "It is cheaper."}, ("header-mismatch",)),
        ("accepted", {"because": ""}, ("header-mismatch",)),
        ("accepted", {"status": "rejected"}, ("status-mismatch",)),
    ],
)
def test_a_stale_record_says_why(folder: Path, status: str, fields: dict[str, object], codes: tuple[str, ...]) -> None:
    """Each way of being out of date has its word."""
    write(folder, status=status)
    before = (folder / NAME).read_bytes()

    assert check(folder, **{"status": status, **fields}) == (Freshness.STALE, codes)
    assert (folder / NAME).read_bytes() == before


def test_an_accepted_record_is_compared_by_digest_and_outcome(folder: Path) -> None:
    """Notes and places may change; a hand's edit may not."""
    write(folder, status="accepted")

    checked = check_record(make_decision(status="accepted", notes="New."), str(folder))
    assert (checked.state, checked.compared) == (Freshness.FRESH, "compared by digest and outcome")
    change(folder / NAME, "answers patients", "answers customers")
    assert check(folder, status="accepted") == (Freshness.STALE, ("hand-edited",))


def _same_number(folder: Path) -> None:
    (folder / "0001-other.md").write_text("# Other\n", encoding="utf-8")


def _same_decision(folder: Path) -> None:
    text = (folder / NAME).read_text(encoding="utf-8").replace("number: 1", "number: 2")
    (folder / "0002-copy.md").write_text(text, encoding="utf-8")


def _other_number(folder: Path) -> None:
    (folder / NAME).rename(folder / "0003-moved.md")


@pytest.mark.parametrize(
    ("disorder", "message"),
    [
        (_same_number, "have the same number"),
        (_same_decision, "are records of the same decision `patient-assistant/patient-qa-serving`"),
        (_other_number, "`0003-moved.md` says number `1`"),
    ],
)
def test_a_directory_in_disorder_is_a_mistake(folder: Path, disorder: Callable[[Path], None], message: str) -> None:
    """Nothing is written before people have put it in order."""
    write(folder)
    disorder(folder)

    with pytest.raises(PolicyEngineError, match=message):
        write(folder, title="New")


@pytest.mark.parametrize(
    ("number", "hint"),
    [
        (errno.ENOSPC, "free some space and run the command again: nothing was changed"),
        (errno.EROFS, "make `docs/decisions` writable"),
        (errno.EIO, "correct what the system reports and run the command again: nothing was changed"),
    ],
)
def test_a_disk_that_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, hint: str) -> None:
    """The mistake says what to do, and folders that the run made are gone again; those that were there stay."""

    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(replacing, "write_draft", refuse)
    (tmp_path / "docs").mkdir()
    with pytest.raises(PolicyEngineError) as caught:
        replacing.replace_files("docs/decisions", {"0001-a.md": "text"})
    assert caught.value.mistakes[0].hint == hint
    assert [path.name for path in tmp_path.rglob("*")] == ["docs"]


@pytest.mark.parametrize("before", ["", "draft", "proposed"])
def test_a_decision_without_a_reason_does_not_become_accepted(tmp_path: Path, before: str) -> None:
    """Nothing is written, and the mistake is at the decision, whether its record is new or was a proposal."""
    place = make_place(181)
    if before:
        write_record(make_decision(status=before, because="", place=place), str(tmp_path), TEMPLATES)
    was = sorted((path.name, path.read_bytes()) for path in tmp_path.iterdir())
    written = write_record(make_decision(status="accepted", because=" ", place=place), str(tmp_path), TEMPLATES)

    assert (written.outcome, [mistake.location for mistake in written.mistakes]) == (Writing.REFUSED, [place])
    assert written.mistakes[0].message == "decision `patient-qa-serving` is accepted without a reason"
    assert written.mistakes[0].hint.startswith("add `because: …` to the decision")
    assert was == sorted((path.name, path.read_bytes()) for path in tmp_path.iterdir())


def test_an_accepted_record_stays_accepted_without_a_reason(tmp_path: Path) -> None:
    """Version 0.1.0 accepted decisions without one, and its JSON files have no such key."""
    write_record(make_decision(status="accepted"), str(tmp_path), TEMPLATES)
    (sidecar,) = tmp_path.glob("*.decision.json")
    data = json.loads(sidecar.read_text(encoding="utf-8"))
    del data["because"]
    sidecar.write_text(json.dumps(data), encoding="utf-8")

    written = write_record(make_decision(status="accepted", because=""), str(tmp_path), TEMPLATES)

    assert written.outcome == Writing.UNCHANGED
