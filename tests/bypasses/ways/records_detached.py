"""Ways to rewrite an accepted record, or to part it from its decision, past `record --check --policy-from`."""

import json
import shutil
from pathlib import Path

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.bypasses.ways.records_withdrawn import GONE, compared, decided, without_records
from tests.cli.running import DAY, Done, policyengine

MODEL = ("model: openai/gpt-4o,", "model: openai/gpt-4o-mini,")


def weaker(gate: Gate, profile: Path) -> None:
    """Choose another model than the one that was accepted."""
    gate.edit(profile, *MODEL)


def recorded(gate: Gate, profile: Path) -> None:
    """Write the records of a profile that have none."""
    assert policyengine(gate.folder, "record", str(profile.relative_to(gate.folder)), "--as-of", DAY).code == 0


def moved(gate: Gate, name: str = "assistant") -> Path:
    """Move the directory of the decided profile."""
    (gate.folder / "care").rename(gate.folder / name)
    return gate.folder / name / "llm-profile.yaml"


def _without_decisions(profile: Path) -> None:
    profile.write_text(profile.read_text().partition("decisions:")[0])


def _rename_project(gate: Gate, profile: Path) -> None:
    gate.edit(profile, "name: care,", "name: caring,")


@bypass(
    "renaming",
    "`record --check`: the folder of an accepted decision is moved, and its record is written anew there",
    code=1,
    says="error[record-changed]: it is accepted in `origin/main:care/docs/decisions/0001-",
)
def record_regenerated_after_move(gate: Gate) -> Done:
    """Nothing at the new path has anything to be compared with in its directory."""
    decided(gate)
    profile = moved(gate)
    weaker(gate, profile)
    without_records(profile)
    recorded(gate, profile)
    return compared(gate)


@bypass(
    "renaming",
    "`record --check`: the project is renamed, and the accepted record gives way to one with another title",
    code=1,
    says="error[record-gone]: the record of `care/ask` is accepted in `origin/main`, and gone here",
)
def record_replaced_after_renaming(gate: Gate) -> Done:
    """Neither key nor file name are what they were."""
    profile = decided(gate)
    weaker(gate, profile)
    _rename_project(gate, profile)
    gate.edit(profile, "  ask: {workloads: [ask],", "  ask: {workloads: [ask], title: Ask another model,")
    without_records(profile)
    recorded(gate, profile)
    return compared(gate)


@bypass(
    "renaming",
    "`record --check`: the project is renamed and weakened, its accepted record stays, and a second one is written",
    code=1,
    says="error[outcome-changed]",
)
def record_left_behind_by_renaming(gate: Gate) -> Done:
    """The old record is compared with today's decision under the name that it had."""
    profile = decided(gate)
    weaker(gate, profile)
    _rename_project(gate, profile)
    recorded(gate, profile)
    return compared(gate)


@bypass(
    "omission",
    "`record --check`: an untouched copy of the profile takes the accepted decision and its record, and the live"
    " profile loses both",
    code=1,
    says=f"{GONE}, which its profile here does not declare",
)
def decision_taken_by_a_copy(gate: Gate) -> Done:
    """The decision is declared somewhere, its record is fresh, and nobody decided on what runs."""
    profile = decided(gate)
    shutil.copytree(gate.folder / "care", gate.folder / "archive")
    shutil.rmtree(profile.parent / "docs")
    _without_decisions(profile)
    weaker(gate, profile)
    return compared(gate)


@bypass(
    "omission",
    "`record --check`: the same, and the live profile moves, too",
    code=1,
    says=f"{GONE}, which one of several new profiles of its project does not declare",
)
def decision_taken_by_a_copy_after_move(gate: Gate) -> Done:
    """Two new profiles may be the old one."""
    decided(gate)
    shutil.copytree(gate.folder / "care", gate.folder / "archive")
    profile = moved(gate)
    shutil.rmtree(profile.parent / "docs")
    _without_decisions(profile)
    weaker(gate, profile)
    return compared(gate)


@bypass(
    "omission",
    "`record --check`: an untouched copy keeps the accepted decision, and in its own profile it is a proposal again",
    code=1,
    says=f"{GONE}, which is proposed here",
)
def decision_taken_back_beside_a_copy(gate: Gate) -> Done:
    """What another profile declares is no matter while its own is here."""
    profile = decided(gate)
    shutil.copytree(gate.folder / "care", gate.folder / "archive")
    gate.edit(profile, "status: accepted", "status: proposed")
    without_records(profile)
    recorded(gate, profile)
    return compared(gate)


@bypass(
    "renaming",
    "`record --check`: the profile moves and gets a new record, and the accepted one stays where it was",
    code=1,
    says="error[record-changed]: it is accepted in `origin/main:care/docs/decisions/0001-",
)
def record_left_behind_by_move(gate: Gate) -> Done:
    """The accepted record is unchanged, and no profile is compared with it."""
    profile = decided(gate)
    (gate.folder / "assistant").mkdir()
    profile = profile.rename(gate.folder / "assistant" / "llm-profile.yaml")
    weaker(gate, profile)
    recorded(gate, profile)
    return compared(gate)


@bypass(
    "renaming",
    "`record --check`: the accepted record goes to an archive, and its profile gets a new one",
    code=1,
    says="error[record-changed]: it is accepted in `origin/main:care/docs/decisions/0001-",
)
def record_archived(gate: Gate) -> Done:
    """The profile stays, and so does the text of the record, elsewhere."""
    profile = decided(gate)
    (gate.folder / "archive").mkdir()
    (profile.parent / "docs").rename(gate.folder / "archive" / "docs")
    weaker(gate, profile)
    gate.edit(profile, "  ask: {workloads: [ask],", "  ask: {workloads: [ask], title: Ask another model,")
    recorded(gate, profile)
    return compared(gate)


@bypass(
    "renaming",
    "`record --check`: a moved record's JSON file is edited",
    code=1,
    says="error[record-changed]: `0001-",
)
def sidecar_edited_after_move(gate: Gate) -> Done:
    """In its new directory it has nothing to be compared with."""
    decided(gate)
    profile = moved(gate)
    (path,) = (profile.parent / "docs" / "decisions").glob("0*.decision.json")
    path.write_text(json.dumps({**json.loads(path.read_text()), "makers": ["Eve"]}))
    return compared(gate)


@bypass(
    "renaming",
    "`record --check`: the project is renamed, and the accepted record gets a file name that no record has",
    code=1,
    says="error[record-gone]",
)
def record_hidden(gate: Gate) -> Done:
    """Call it `notes.md`."""
    profile = decided(gate)
    (path,) = (profile.parent / "docs" / "decisions").glob("0*.md")
    path.rename(gate.folder / "notes.md")
    weaker(gate, profile)
    _rename_project(gate, profile)
    recorded(gate, profile)
    return compared(gate)
