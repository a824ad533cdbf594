"""Ways to commit past the hook `policyengine-check-all`, whose command runs as a hook of real git.

A profile of the repository fails, so a commit that the hook judges is refused, and one that it takes for unrelated is
not.
"""

import os
import subprocess
import sys
from collections.abc import Sequence

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.cli.cloning import RULE
from tests.cli.running import DAY, Done, surroundings

REFUSED = "error[compliance/hipaa/self-hosting]"
HOOK = f'#!/bin/sh\nexec "{sys.executable}" -m policyengine check . --on-commit --as-of {DAY}\n'


def hooked(gate: Gate) -> None:
    """Commit settings that extend a file and name a pack, install the hook, and see it pass an unrelated commit."""
    rules = gate.folder / "policy" / "acme" / "rules" / "own"
    rules.mkdir(parents=True)
    (rules / "hosting.yaml").write_text(RULE)
    (gate.folder / "policy" / "base.txt").write_text(f"{gate.settings.read_text()}packs: [acme]\n")
    gate.settings.write_text("version: 1\nextends: policy/base.txt\n")
    gate.commit()
    hook = gate.folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(HOOK)
    hook.chmod(0o755)
    (gate.folder / "app.py").write_text("print()\n")
    assert committed(gate).code == 0


def committed(gate: Gate, *arguments: str, paths: Sequence[str] = (".",)) -> Done:
    """Stage paths and commit."""
    if paths:
        gate.git("add", "--all", "--", *paths)
    done = subprocess.run(
        ["git", "commit", "--message=Change", *arguments],
        cwd=gate.folder,
        env=surroundings(),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return Done(done.returncode, done.stdout, done.stderr)


@bypass("hooks", "A commit deletes the settings, and no pattern of pre-commit sees deleted files", code=1, says=REFUSED)
def commit_deletes_settings(gate: Gate) -> Done:
    """Delete the file; the other profiles are in no commit."""
    hooked(gate)
    gate.settings.unlink()
    return committed(gate)


@bypass("hooks", "A commit changes a file that settings extend, whose name no pattern knows", code=1, says=REFUSED)
def commit_changes_the_extended_file(gate: Gate) -> Done:
    """Allow more in `policy/base.txt`."""
    hooked(gate)
    with (gate.folder / "policy" / "base.txt").open("a") as file:
        file.write("severities: {vendor/retention: off}\n")
    return committed(gate)


@bypass("hooks", "A commit deletes the file that settings extend", code=1, says="there is no settings file")
def commit_deletes_the_extended_file(gate: Gate) -> Done:
    """Delete `policy/base.txt`."""
    hooked(gate)
    (gate.folder / "policy" / "base.txt").unlink()
    return committed(gate)


@bypass("hooks", "A commit replaces the file that settings extend by a symbolic link", code=1, says=REFUSED)
def commit_links_the_extended_file(gate: Gate) -> Done:
    """Let `policy/base.txt` point at a laxer file of the same commit."""
    hooked(gate)
    base = gate.folder / "policy" / "base.txt"
    base.rename(base.with_name("lax.txt"))
    base.symlink_to("lax.txt")
    return committed(gate)


@bypass("hooks", "A commit deletes a rule of a pack", code=1, says=REFUSED)
def commit_deletes_a_rule(gate: Gate) -> Done:
    """Take the rule out of the pack, and leave one that asks nothing."""
    hooked(gate)
    rules = gate.folder / "policy" / "acme" / "rules" / "own"
    (rules / "hosting.yaml").rename(gate.folder / "hosting.yaml")
    return committed(gate)


@bypass("hooks", "A commit adds a catalog entry to a pack", code=1, says="policy/acme/catalog")
def commit_changes_an_overlay(gate: Gate) -> Done:
    """Add a model to the pack's catalog; here one that is no entry."""
    hooked(gate)
    models = gate.folder / "policy" / "acme" / "catalog" / "models"
    models.mkdir(parents=True)
    (models / "mine.yaml").write_text("{}\n")
    return committed(gate)


@bypass("hooks", "A commit adds settings spelled `policyengine.yml`", code=1, says=REFUSED)
def commit_adds_yml_settings(gate: Gate) -> Done:
    """Put the other spelling beside a profile."""
    hooked(gate)
    (gate.folder / "svc" / "chat" / "policyengine.yml").write_text("version: 1\nextends: ../../policyengine.yaml\n")
    return committed(gate)


@bypass("hooks", "A commit renames a profile to `llm_profile.yaml`", code=1, says=REFUSED)
def commit_renames_a_profile(gate: Gate) -> Done:
    """Rename the profile that passes: whoever judges everything finds the one that fails."""
    hooked(gate)
    notes = gate.folder / "svc" / "notes"
    (notes / "llm-profile.yaml").rename(notes / "llm_profile.yaml")
    return committed(gate)


@bypass("hooks", "A commit adds a profile's directory to `.gitignore`", code=1, says=REFUSED)
def commit_ignores_a_profile(gate: Gate) -> Done:
    """Ignore the profile that passes."""
    hooked(gate)
    (gate.folder / ".gitignore").write_text("svc/notes/\n")
    return committed(gate)


@bypass("hooks", "A commit sets the hooks back to a version with fewer rules", code=1, says=REFUSED)
def commit_changes_the_version_of_the_hook(gate: Gate) -> Done:
    """Change `rev` in the configuration of pre-commit."""
    hooked(gate)
    (gate.folder / ".pre-commit-config.yaml").write_text('repos: [{repo: x, rev: "0", hooks: []}]\n')
    return committed(gate)


@bypass("hooks", "`git commit FILE` commits the settings by an index of its own", code=1, says=REFUSED)
def partial_commit(gate: Gate) -> Done:
    """Stage something unrelated, and name only the settings."""
    hooked(gate)
    (gate.folder / "app.py").write_text("print(1)\n")
    gate.git("add", "app.py")
    gate.settings.unlink()
    return committed(gate, "policyengine.yaml", paths=())


@bypass("hooks", "`git commit --amend` adds the deletion of the settings to an unrelated commit", code=1, says=REFUSED)
def amended_commit(gate: Gate) -> Done:
    """Amend the unrelated commit that the hook has passed."""
    hooked(gate)
    gate.settings.unlink()
    return committed(gate, "--amend")


@bypass("hooks", "CI runs the hook outside a commit, where the index holds no change", code=1, says=REFUSED)
def nothing_is_staged_in_ci(gate: Gate) -> Done:
    """Commit without the hook, and run the hook's command as `pre-commit run --all-files` does."""
    hooked(gate)
    gate.settings.unlink()
    committed(gate, "--no-verify")
    assert "GIT_INDEX_FILE" not in os.environ
    return gate.check(".", "--on-commit", revision="")
