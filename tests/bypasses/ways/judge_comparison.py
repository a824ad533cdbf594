"""Ways around the comparison with the base branch: twins, links, lifecycles, old histories and empty variables."""

import shutil

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.bypasses.ways.judge_branches import STILL_FAILS
from tests.bypasses.ways.judge_removals import GONE, WORKLOAD_GONE, renamed
from tests.cli.cloning import git
from tests.cli.running import DAY, Done, policyengine

LOWERED = "error[removed/lifecycle]: the lifecycle is `production` at `origin/main` and `prototype` here"


def on_main(gate: Gate) -> None:
    """Commit everything, and make it what `origin/main` has."""
    gate.commit()
    gate.git("update-ref", "refs/remotes/origin/main", "HEAD")


def linked_on_main(gate: Gate) -> None:
    """Let the failing profile be a link to a shared file on the base branch."""
    shared = gate.folder / "shared" / "chat.yaml"
    shared.parent.mkdir()
    gate.profile.rename(shared)
    gate.profile.symlink_to("../../shared/chat.yaml")
    on_main(gate)


BOUNDARY = "boundary: vpc # the compliance team's condition: PHI never leaves the company's own VPC"
"""The line of the failing profile that states the boundary."""


@bypass(
    "renaming", "The profile is deleted, and `--allow-removed` gets an empty variable", code=2, says="names no path"
)
def empty_permission(gate: Gate) -> Done:
    """An empty path would be the current directory, and allow everything."""
    gate.profile.unlink()
    gate.commit()
    return gate.check(".", "--allow-removed", "")


@bypass(
    "renaming", "The same, and the variable is followed by a slash: `--allow-removed /`", code=2, says="names no path"
)
def root_permission(gate: Gate) -> Done:
    """Every repository lies below it."""
    gate.profile.unlink()
    gate.commit()
    return gate.check(".", "--allow-removed", "/")


@bypass("renaming", "One profile that moves stands in for a deleted one with the same names, too", code=1, says=GONE)
def one_for_two(gate: Gate) -> Done:
    """Each new file stands for one profile."""
    notes = gate.folder / "svc" / "notes" / "llm-profile.yaml"
    text = gate.profile.read_text()
    safe = text.replace("[phi, pii]", "[public]").replace("[phi]", "[public]")
    notes.write_text(safe.replace("lifecycle: production", "lifecycle: prototype"))
    on_main(gate)
    gate.git("mv", "svc/notes", "svc/other")
    gate.git("rm", "-r", "--quiet", "svc/chat")
    gate.commit()
    return gate.check()


@bypass("renaming", "The profile is a link, and what it leads to is replaced", code=1, says=WORKLOAD_GONE)
def linked_target_replaced(gate: Gate) -> Done:
    """A link is compared by what it leads to."""
    linked_on_main(gate)
    shutil.copy(gate.folder / "svc" / "notes" / "llm-profile.yaml", gate.folder / "shared" / "chat.yaml")
    gate.commit()
    return gate.check()


@bypass("renaming", "The profile is a link, and becomes a file that passes", code=1, says=WORKLOAD_GONE)
def link_replaced_by_a_file(gate: Gate) -> Done:
    """The same from the other side."""
    linked_on_main(gate)
    gate.profile.unlink()
    shutil.copy(gate.folder / "svc" / "notes" / "llm-profile.yaml", gate.profile)
    gate.commit()
    return gate.check()


@bypass("renaming", "The profile is a link to a link through a linked folder, and what it leads to is replaced", code=1,
        says=WORKLOAD_GONE)  # fmt: skip
def chain_of_links_replaced(gate: Gate) -> Done:
    """Git follows links in folders and in chains."""
    linked_on_main(gate)
    (gate.folder / "common").symlink_to("shared")
    gate.profile.unlink()
    gate.profile.symlink_to("../../common/now.yaml")
    (gate.folder / "shared" / "now.yaml").symlink_to("chat.yaml")
    on_main(gate)
    shutil.copy(gate.folder / "svc" / "notes" / "llm-profile.yaml", gate.folder / "shared" / "chat.yaml")
    gate.commit()
    return gate.check()


@bypass("renaming", "Continuous integration names a linked folder, and the profile below it is deleted", code=1,
        says="error[removed/profile]: `origin/main` has `teams/chat/llm-profile.yaml`")  # fmt: skip
def deleted_below_a_linked_folder(gate: Gate) -> Done:
    """The folder that the link leads to is compared."""
    gate.git("mv", "svc", "teams")
    (gate.folder / "svc").symlink_to("teams")
    on_main(gate)
    gate.git("rm", "-r", "--quiet", "teams/chat")
    gate.commit()
    return gate.check("svc")


@bypass("settings", "Continuous integration names a linked folder, whose settings lie where the link leads", code=1,
        says=STILL_FAILS)  # fmt: skip
def settings_behind_a_link(gate: Gate) -> Done:
    """They hold, whichever way leads to the profile."""
    gate.git("mv", "svc", "teams")
    gate.git("mv", "policyengine.yaml", "teams/policyengine.yaml")
    (gate.folder / "svc").symlink_to("teams")
    on_main(gate)
    return gate.check("svc/chat/llm-profile.yaml", "--require-policy", "teams/policyengine.yaml")


@bypass("omission", "The lifecycle falls from production to prototype, and the choice is deleted", code=1, says=LOWERED)
def lifecycle_lowered(gate: Gate) -> Done:
    """Fewer rules apply to a prototype."""
    text = gate.profile.read_text()
    start = text.index("    choice:")
    end = text.index("\n\n", start) if "\n\n" in text[start:] else len(text)
    gate.profile.write_text(f"{text[:start]}{text[end:]}".replace("lifecycle: production", "lifecycle: prototype"))
    gate.commit()
    return gate.check()


@bypass(
    "omission", "The lifecycle becomes `retired`", code=1, says="is `production` at `origin/main` and `retired` here"
)
def retired(gate: Gate) -> Done:
    """Retiring what fails is a way to let it go, which is for whoever runs the check to allow."""
    gate.edit(gate.profile, "lifecycle: production", "lifecycle: retired")
    gate.commit()
    return gate.check()


@bypass("renaming", "The profile moves, and its lifecycle falls on the way", code=1, says=LOWERED)
def moved_and_lowered(gate: Gate) -> Done:
    """The file that stands for it is compared with it."""
    gate.edit(gate.profile, "lifecycle: production", "lifecycle: prototype")
    return renamed(gate, "services/chat/llm-profile.yaml")


@bypass("renaming", "The failing workload moves to the profile of a prototype", code=1, says=WORKLOAD_GONE)
def workload_moved_to_a_prototype(gate: Gate) -> Done:
    """A workload stays in its profile."""
    text = gate.profile.read_text()
    gate.profile.write_text(text.replace("  patient-qa:", "  other:").replace("[phi, pii]", "[public]"))
    other = gate.folder / "lab" / "llm-profile.yaml"
    other.parent.mkdir()
    other.write_text(text.replace("lifecycle: production", "lifecycle: prototype"))
    gate.commit()
    return gate.check()


@bypass("branches", "The pull request has no history in common with the base branch, and lacks the profile", code=1,
        says=GONE)  # fmt: skip
def orphan(gate: Gate) -> Done:
    """Where no common commit is known, everything is expected."""
    gate.git("checkout", "--quiet", "--orphan", "new")
    gate.git("rm", "-r", "--quiet", "--force", "svc/chat")
    gate.commit()
    return gate.check()


@bypass("branches", "A shallow clone hides the commit that brought the profile, and a merge of it", code=1, says=GONE)
def shallow_and_old(gate: Gate) -> Done:
    """An older common commit, which has no profile yet, could be taken for the newest."""
    gate.git("checkout", "--quiet", "--orphan", "old")
    gate.git("rm", "-r", "--quiet", "--force", "svc/chat")
    gate.commit()
    gate.git("checkout", "--quiet", "-b", "base")
    gate.git("checkout", "pull-request", "--", "svc/chat")
    on_main(gate)
    gate.git("rm", "-r", "--quiet", "svc/chat")
    for _ in range(4):
        gate.git("commit", "--quiet", "--allow-empty", "--message=Work")
    removed = gate.git("rev-parse", "HEAD")
    gate.git("checkout", "--quiet", "old")
    gate.git("merge", "--quiet", "--no-ff", "--message=Merge", removed)
    gate.git("branch", "--quiet", "--force", "main", "origin/main")
    folder = gate.folder.parent / "shallow"
    source = f"file://{gate.folder}"
    git(gate.folder.parent, "clone", "--quiet", "--depth=3", "--no-single-branch", "--branch=old", source, str(folder))
    return policyengine(folder, "check", ".", "--as-of", DAY, "--policy-from", "origin/main")


@bypass(
    "omission",
    "A pull request deletes a class of data and the boundary from a workload",
    code=1,
    says="error[removed/deciding-declaration]: `origin/main` declares `data.boundary: vpc` and `data.classes: phi` of",
)
def declares_less(gate: Gate) -> Done:
    """The profile is judged with both, too: where mandatory rules pass only without them, it is an error."""
    gate.edit(gate.profile, "classes: [phi, pii]", "classes: [pii]")
    gate.edit(gate.profile, "boundary: vpc", "boundary: none")
    gate.commit()
    return gate.check()


@bypass(
    "omission",
    "The line with the boundary is deleted, and defaults of the profile state `boundary: none`",
    code=1,
    says="error[removed/deciding-declaration]: `origin/main` declares `data.boundary: vpc` of",
)
def leaves_it_to_a_default(gate: Gate) -> Done:
    """What a workload inherits in place of its own declaration is compared with that declaration."""
    gate.edit(gate.profile, f"      {BOUNDARY}\n", "")
    gate.append("\ndefaults: {workload: {data: {boundary: none}}}\n")
    gate.commit()
    return gate.check()


@bypass(
    "omission",
    "The line with the boundary is deleted, and defaults of the settings state `boundary: none`",
    code=2,
    says="`data.boundary` decides which rules apply to a workload, so a default must be locked",
)
def leaves_it_to_a_default_of_the_settings(gate: Gate) -> Done:
    """Where settings are read from the branch, too, a default does not stand in for what a profile deletes."""
    gate.edit(gate.settings, "version: 1\n", "version: 1\ndefaults: [{workload: {data: {boundary: none}}}]\n")
    gate.edit(gate.profile, f"      {BOUNDARY}\n", "")
    return gate.check("svc/chat", revision="")


@bypass(
    "omission",
    "A place is added to the residency of the data, so that the region of the choice is one of them",
    code=1,
    says="error[removed/deciding-declaration]: `origin/main` declares `data.residency: [DE]` of",
)
def more_places(gate: Gate) -> Done:
    """Any of the places will do, so a longer list is laxer: the former list is judged, too."""
    gate.edit(gate.profile, "residency: [US]", "residency: [DE]")
    gate.commit()
    gate.git("update-ref", "refs/remotes/origin/main", "HEAD")
    gate.edit(gate.profile, "residency: [DE]", "residency: [DE, US]")
    gate.commit()
    return gate.check()
