"""Ways to take a decision away from `record --check --policy-from`, while another decision is still checked."""

from pathlib import Path

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.cli.cloning import PROFILE
from tests.cli.running import DAY, Done, policyengine

GONE = "error[withdrawn]: `origin/main` has the accepted decision `care/ask`"


def decided(gate: Gate) -> Path:
    """Commit two profiles with records to the base branch, and return the one with the accepted decision."""
    for name in ("care", "other"):
        path = gate.folder / name / "llm-profile.yaml"
        path.parent.mkdir()
        text = PROFILE.replace("name: chat", f"name: {name}")
        path.write_text(text.replace("status: proposed", "status: accepted") if name == "care" else text)
        assert policyengine(gate.folder, "record", f"{name}/llm-profile.yaml", "--as-of", DAY).code == 0
    gate.commit()
    gate.git("update-ref", "refs/remotes/origin/main", "HEAD")
    return gate.folder / "care" / "llm-profile.yaml"


def compared(gate: Gate) -> Done:
    """Compare every record, as continuous integration does."""
    gate.commit()
    return policyengine(gate.folder, "record", "--check", ".", "--as-of", DAY, "--policy-from", "origin/main")


def without_records(profile: Path) -> None:
    """Delete the records beside a profile."""
    for record in (profile.parent / "docs" / "decisions").iterdir():
        record.unlink()


@bypass("omission", "`record --check`: an accepted decision is deleted with its record", code=1, says=GONE)
def decision_deleted(gate: Gate) -> Done:
    """Cut `decisions:` out of the profile; a profile without decisions has no records to compare."""
    profile = decided(gate)
    profile.write_text(profile.read_text().partition("decisions:")[0])
    without_records(profile)
    return compared(gate)


@bypass("omission", "`record --check`: the whole profile is deleted with its accepted decision", code=1, says=GONE)
def decided_profile_deleted(gate: Gate) -> Done:
    """Delete the directory."""
    decided(gate)
    gate.git("rm", "-r", "--quiet", "care")
    return compared(gate)


@bypass(
    "omission",
    "`record --check`: an accepted decision becomes a proposal again, whose record is written anew",
    code=1,
    says=f"{GONE}, which is proposed here",
)
def decision_taken_back(gate: Gate) -> Done:
    """Delete the accepted record, and write another."""
    profile = decided(gate)
    gate.edit(profile, "status: accepted", "status: proposed")
    without_records(profile)
    policyengine(gate.folder, "record", "care/llm-profile.yaml", "--as-of", DAY)
    return compared(gate)


@bypass("renaming", "`record --check`: the decision's key is changed, and a new record is written", code=1, says=GONE)
def decision_renamed(gate: Gate) -> Done:
    """Call it otherwise: the accepted record goes, and another one stands for it."""
    profile = decided(gate)
    gate.edit(profile, "  ask: {workloads: [ask],", "  asking: {workloads: [ask],")
    without_records(profile)
    policyengine(gate.folder, "record", "care/llm-profile.yaml", "--as-of", DAY)
    return compared(gate)


@bypass("look-alikes", "`record --check`: a decided profile gets a name that is not read", code=2, says="is not read")
def decided_profile_renamed(gate: Gate) -> Done:
    """Rename it to `llm_profile.yaml`."""
    profile = decided(gate)
    profile.rename(profile.with_name("llm_profile.yaml"))
    return compared(gate)
