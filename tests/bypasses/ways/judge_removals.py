"""Ways around the gate by which a profile is no longer found."""

import shutil

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.bypasses.ways.judge_branches import STILL_FAILS
from tests.cli.running import DAY, GOOD, Done, policyengine

GONE = "error[removed/profile]: `origin/main` has `svc/chat/llm-profile.yaml`"
WORKLOAD_GONE = "error[removed/workload]: `origin/main` has the workload `patient-qa`"
NOT_READ = "is not read"


def renamed(gate: Gate, name: str) -> Done:
    """Return the failing profile another path, and check."""
    target = gate.folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    gate.profile.rename(target)
    gate.commit()
    return gate.check()


@bypass("renaming", "The profile is deleted", code=1, says=GONE)
def deleted(gate: Gate) -> Done:
    """Another profile is left, so the run checked something."""
    gate.profile.unlink()
    gate.commit()
    return gate.check()


@bypass("renaming", "Every profile is deleted", code=1, says=GONE)
def all_deleted(gate: Gate) -> Done:
    """Nothing is left to check."""
    shutil.rmtree(gate.folder / "svc")
    gate.commit()
    return gate.check()


@bypass("renaming", "The profile is called `llm-profile.yaml.bak`", code=1, says=GONE)
def backup(gate: Gate) -> Done:
    """Nobody reads such a file, and its name is not near."""
    return renamed(gate, "svc/chat/llm-profile.yaml.bak")


@bypass("renaming", "The profile moves to a folder where the base branch has weaker settings", code=1, says=GONE)
def moved_to_weaker_settings(gate: Gate) -> Done:
    """The same file, judged by less."""
    weak = gate.folder / "lab"
    weak.mkdir()
    off = "{'category:compliance': off, 'category:license': off, 'category:governance': off}"
    (weak / "policyengine.yaml").write_text(f"version: 1\nseverities: {off}\n")
    gate.commit()
    gate.git("update-ref", "refs/remotes/origin/main", "HEAD")
    return renamed(gate, "lab/llm-profile.yaml")


@bypass("renaming", "The profile moves to a folder where the same settings hold", code=1, says=STILL_FAILS)
def moved(gate: Gate) -> Done:
    """It is judged there, and nothing is missing."""
    return renamed(gate, "services/chat/llm-profile.yaml")


@bypass("renaming", "The profile moves, and its project gets another name", code=1, says=GONE)
def moved_and_renamed(gate: Gate) -> Done:
    """Nobody could tell that it is the same."""
    gate.edit(gate.profile, "name: patient-assistant", "name: other")
    return renamed(gate, "services/chat/llm-profile.yaml")


@bypass("renaming", "The content of the profile is replaced by that of another project", code=1, says=WORKLOAD_GONE)
def replaced(gate: Gate) -> Done:
    """The path is still judged, and the workload is gone."""
    gate.profile.write_text(GOOD)
    gate.commit()
    return gate.check()


@bypass("renaming", "The profile becomes a link to one that passes", code=1, says=WORKLOAD_GONE)
def linked(gate: Gate) -> Done:
    """The path is still judged, and the workload is gone."""
    gate.profile.unlink()
    gate.profile.symlink_to("../notes/llm-profile.yaml")
    gate.commit()
    return gate.check()


@bypass("renaming", "The failing workload gets another name and harmless data", code=1, says=WORKLOAD_GONE)
def workload_renamed(gate: Gate) -> Done:
    """A new workload stands for an old one only with the same content."""
    text = gate.profile.read_text()
    gate.profile.write_text(
        text.replace("patient-qa", "other").replace("[phi, pii]", "[public]").replace("[phi]", "[public]")
    )
    gate.commit()
    return gate.check()


@bypass("omission", "The profile keeps its path and loses its only workload", code=2, says="workloads")
def emptied(gate: Gate) -> Done:
    """A profile has workloads, or is none."""
    text = gate.profile.read_text()
    gate.profile.write_text(f"{text[: text.index('workloads:')]}workloads: {{}}\n")
    gate.commit()
    return gate.check()


@bypass(
    "ignored-directories",
    "An empty `pyvenv.cfg` makes the folder look like a virtual environment",
    code=1,
    says=STILL_FAILS,
)
def virtual_environment(gate: Gate) -> Done:
    """No marker file leaves a folder out."""
    (gate.profile.parent / "pyvenv.cfg").touch()
    gate.commit()
    return gate.check()


@bypass("ignored-directories", "The profile moves below `node_modules`", code=1, says=STILL_FAILS)
def below_node_modules(gate: Gate) -> Done:
    """No name of a folder leaves it out."""
    return renamed(gate, "svc/node_modules/chat/llm-profile.yaml")


@bypass("ignored-directories", "The profile moves below `venv/lib/site-packages`", code=1, says=STILL_FAILS)
def below_site_packages(gate: Gate) -> Done:
    """The same."""
    return renamed(gate, "venv/lib/site-packages/llm-profile.yaml")


@bypass("ignored-directories", "The profile moves to a hidden folder", code=1, says=STILL_FAILS)
def hidden(gate: Gate) -> Done:
    """A dot at the beginning hides from people only."""
    return renamed(gate, ".svc/chat/llm-profile.yaml")


@bypass(
    "ignored-directories", "`.gitignore` lists the folder of the profile, which is tracked", code=1, says=STILL_FAILS
)
def ignored(gate: Gate) -> Done:
    """Git ignores no tracked file."""
    (gate.folder / ".gitignore").write_text("svc/chat/\n")
    gate.commit()
    return gate.check()


@bypass("ignored-directories", "`.gitignore` lists the folder, and the profile is no longer tracked", code=1, says=GONE)
def ignored_and_untracked(gate: Gate) -> Done:
    """The file is still there, and would not be found."""
    (gate.folder / ".gitignore").write_text("svc/chat/\n")
    gate.git("rm", "--quiet", "--cached", "svc/chat/llm-profile.yaml")
    gate.commit()
    return gate.check()


@bypass("ignored-directories", "A sparse checkout leaves the folder out", code=1, says=GONE)
def sparse(gate: Gate) -> Done:
    """The profile is tracked and not on disk."""
    gate.git("sparse-checkout", "set", "svc/notes")
    return gate.check()


@bypass(
    "ignored-directories",
    "A new failing profile is added where the sparse checkout has nothing",
    code=1,
    says="error[removed/profile]: git tracks `lab/llm-profile.yaml`, which is not on disk",
)
def sparse_and_new(gate: Gate) -> Done:
    """The base branch does not know it, and git does."""
    (gate.folder / "lab").mkdir()
    shutil.copy(gate.profile, gate.folder / "lab")
    gate.commit()
    gate.git("sparse-checkout", "set", "svc")
    return gate.check()


@bypass("look-alikes", "The profile is called `llm-profile.YAML`", code=2, says=NOT_READ)
def upper_case(gate: Gate) -> Done:
    """Letter case."""
    return renamed(gate, "svc/chat/llm-profile.YAML")


@bypass("look-alikes", "The profile is called `llm_profile.yaml`", code=2, says=NOT_READ)
def underscore(gate: Gate) -> Done:
    """Another separator."""
    return renamed(gate, "svc/chat/llm_profile.yaml")


@bypass("look-alikes", "The profile is called `llm-profiles.yml`", code=2, says=NOT_READ)
def plural(gate: Gate) -> Done:
    """One letter more."""
    return renamed(gate, "svc/chat/llm-profiles.yml")


@bypass("look-alikes", "The profile is called `llm-profile.yaml.txt`", code=2, says=NOT_READ)
def extension(gate: Gate) -> Done:
    """As an editor may save it."""
    return renamed(gate, "svc/chat/llm-profile.yaml.txt")


@bypass("look-alikes", "The name of the profile has a Cyrillic letter", code=2, says=NOT_READ)
def cyrillic(gate: Gate) -> Done:
    """It looks the same."""
    return renamed(gate, "svc/chat/llm-profil\u0435.yaml")


@bypass("look-alikes", "The name of the profile has an invisible character", code=2, says=NOT_READ)
def invisible(gate: Gate) -> Done:
    """A zero-width space."""
    return renamed(gate, "svc/chat/llm-pro\u200bfile.yaml")


@bypass("look-alikes", "The name of the profile has a capital I for the first letter", code=2, says=NOT_READ)
def capital(gate: Gate) -> Done:
    """`Ilm-profile.yaml`."""
    return renamed(gate, "svc/chat/Ilm-profile.yaml")


@bypass(
    "look-alikes",
    "The base branch has a second settings file, `policyengine.yml`, in the directory of `policyengine.yaml`",
    code=2,
    says="are both here, and only one can be read",
)
def settings_twice(gate: Gate) -> Done:
    """One of them would not be read."""
    (gate.folder / "policyengine.yml").write_text("version: 1\n")
    gate.commit()
    gate.git("update-ref", "refs/remotes/origin/main", "HEAD")
    return gate.check()


@bypass("look-alikes", "The settings of the base branch are called `policy-engine.yaml`", code=2, says=NOT_READ)
def settings_misnamed(gate: Gate) -> Done:
    """Nobody would read what legal wrote."""
    gate.git("mv", "policyengine.yaml", "policy-engine.yaml")
    gate.commit()
    gate.git("update-ref", "refs/remotes/origin/main", "HEAD")
    return gate.check()


@bypass(
    "renaming",
    "The profile is deleted, and whoever runs the check allows it with `--allow-removed svc/chat`",
    code=0,
    says="which --allow-removed allows",
)
def allowed(gate: Gate) -> Done:
    """Nothing in the pull request can say so."""
    gate.profile.unlink()
    gate.commit()
    command = ("check", ".", "--as-of", DAY, "--policy-from", "origin/main", "--allow-removed", "svc/chat")
    return policyengine(gate.folder, *command)


@bypass(
    "renaming",
    "The base branch has moved the profile since, and its lifecycle is lowered at the old path",
    code=1,
    says="error[removed/lifecycle]",
)
def lowered_where_it_was(gate: Gate) -> Done:
    """A merge would apply the change to the profile where it is now."""
    gate.git("checkout", "--quiet", "-b", "later")
    (gate.folder / "svc" / "assistant").mkdir()
    gate.git("mv", "svc/chat/llm-profile.yaml", "svc/assistant/llm-profile.yaml")
    gate.commit()
    gate.git("update-ref", "refs/remotes/origin/main", "HEAD")
    gate.git("checkout", "--quiet", "pull-request")
    gate.edit(gate.profile, "lifecycle: production", "lifecycle: prototype")
    gate.commit()
    return gate.check()


@bypass(
    "omission",
    "A place of the project is left out",
    code=1,
    says="warning[removed/declaration]: `origin/main` declares `jurisdictions: US` of the project",
)
def a_place_left_out(gate: Gate) -> Done:
    """A licence may exclude it; the reviewer is told."""
    gate.edit(gate.profile, "jurisdictions: [US]", "jurisdictions: [CA]")
    gate.commit()
    return gate.check()
