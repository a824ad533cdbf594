"""Ways to have another text judged than the one that is committed, and to pass options in the names of files."""

import os
from pathlib import Path

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.bypasses.ways.hooks import committed, hooked
from tests.bypasses.ways.records_withdrawn import compared, decided
from tests.cli.running import DAY, GOOD, Done, policyengine

CONVERTED = "git converts this file, so what is on disk is not what was committed"


def _attributed(gate: Gate, attributes: str) -> None:
    """Commit attributes that hold for YAML files."""
    (gate.folder / ".gitattributes").write_text(f"*.yaml {attributes}\n")
    gate.commit()


@bypass(
    "repositories",
    "`.gitattributes` gives profiles an encoding, so that curly quotes of the commit are plain ones on disk",
    code=2,
    says=CONVERTED,
)
def encoding_by_attribute(gate: Gate) -> Done:
    """Reviewers see one text, and the run another."""
    _attributed(gate, "working-tree-encoding=UTF-8")
    return gate.check()


@bypass("repositories", "The same with a filter, such as that of large files", code=2, says=CONVERTED)
def filter_by_attribute(gate: Gate) -> Done:
    """The commit holds a pointer, and the disk what the pointer leads to."""
    _attributed(gate, "filter=lfs")
    return gate.check()


@bypass("repositories", "`record --check`: records are given an encoding in the same way", code=2, says=CONVERTED)
def record_encoded_by_attribute(gate: Gate) -> Done:
    """The JSON file beside a record is read like the record."""
    decided(gate)
    (gate.folder / ".gitattributes").write_text("*.json filter=lfs\n")
    return compared(gate)


@bypass("repositories", "`.gitattributes` converts the ends of lines only", code=1, says="error[compliance/hipaa")
def line_ends_by_attribute(gate: Gate) -> Done:
    """Nothing that counts depends on these."""
    _attributed(gate, "text eol=crlf")
    return gate.check()


@bypass("hooks", "A commit adds nothing but `.gitattributes` that convert profiles", code=1, says=CONVERTED)
def commit_adds_attributes(gate: Gate) -> Done:
    """Git asks the attributes as they are on disk."""
    hooked(gate)
    (gate.folder / ".gitattributes").write_text("*.yaml filter=lfs\n")
    return committed(gate, paths=[".gitattributes"])


@bypass(
    "hooks",
    "Settings that are not in the commit accept a profile that it adds; `policyengine-check-all` runs",
    code=1,
    says="would judge profiles of this commit, and is not in it",
)
def commit_leaves_settings_behind(gate: Gate) -> Done:
    """The other hook judges the profile by what is on disk."""
    hooked(gate)
    folder = gate.folder / "svc" / "new"
    folder.mkdir()
    (folder / "llm-profile.yaml").write_text(GOOD)
    (folder / "policyengine.yaml").write_text("version: 1\n")
    return committed(gate, paths=["svc/new/llm-profile.yaml"])


def _named(gate: Gate, option: str) -> Done:
    """Put a profile where its path is an option of its own, and check both as pre-commit and xargs pass them."""
    path = Path(f"{option}llm-profile.yaml")
    (gate.folder / path).parent.mkdir(parents=True)
    (gate.folder / path).write_text(GOOD)
    gate.commit()
    paths = (os.fspath(path), "svc/chat/llm-profile.yaml")
    return policyengine(gate.folder, "check", "--policy-from", "origin/main", "--as-of", DAY, *paths)


@bypass(
    "hooks",
    "A folder is called `--allow-removed=svc`, so that the path of a profile in it is an option",
    code=2,
    says="is an option, and also a path here",
)
def path_is_an_option(gate: Gate) -> Done:
    """The names of files stand where options are read."""
    return _named(gate, "--allow-removed=svc/chat/")


@bypass(
    "branches",
    "A folder is called `--policy-from=x`, and a branch has the name of what is in it",
    code=2,
    says="is an option, and also a path here",
)
def path_names_the_judge(gate: Gate) -> Done:
    """The last of two revisions would count."""
    gate.git("branch", "x/llm-profile.yaml")
    return _named(gate, "--policy-from=x/")
