"""Ways around `check --require-policy`, with which a platform team's CI insists on the organisation's settings."""

import os
from pathlib import Path

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.cli.running import DAY, ROOT, Done, policyengine

REFUSED = "error[settings/required-policy]: `package:acme_policy` is not in force for"


def installed(gate: Gate) -> Path:
    """Install the organisation's package beside the clone, and extend it on the branch of the pull request."""
    packages = gate.folder.parent / "site-packages"
    (packages / "acme_policy").mkdir(parents=True)
    (packages / "acme_policy" / "policyengine.yaml").write_text("version: 1\n")
    (packages / "acme_policy" / "lax.yaml").write_text("version: 1\n")
    gate.settings.write_text("version: 1\nextends: package:acme_policy\n")
    assert required(gate).code == 0
    return packages


def required(gate: Gate, *arguments: str, beside: str = "svc/notes") -> Done:
    """Check the profile that passes, with the organisation's package required."""
    path = os.pathsep.join(map(str, (ROOT, gate.folder.parent / "site-packages")))
    command = ("check", beside, "--as-of", DAY, "--require-policy", "package:acme_policy", *arguments)
    return policyengine(gate.folder, *command, PYTHONPATH=path)


@bypass("settings", "With `--require-policy`, the repository has no settings at all", code=1, says=REFUSED)
def no_settings_but_a_policy_required(gate: Gate) -> Done:
    """Delete the settings that extend the policy."""
    installed(gate)
    gate.settings.unlink()
    return required(gate)


@bypass("settings", "With `--require-policy`, `extends:` is taken out of the settings", code=1, says=REFUSED)
def extends_removed(gate: Gate) -> Done:
    """Keep the settings, and extend nothing."""
    installed(gate)
    gate.settings.write_text("version: 1\n")
    return required(gate)


@bypass(
    "settings",
    "With `--require-policy`, nearer settings beside the profile extend nothing",
    code=1,
    says="`svc/notes/policyengine.yaml` does not extend it",
)
def nearer_settings_without_the_policy(gate: Gate) -> Done:
    """Put settings of its own beside the profile."""
    installed(gate)
    (gate.folder / "svc" / "notes" / "policyengine.yaml").write_text("version: 1\n")
    return required(gate)


@bypass(
    "look-alikes",
    "With `--require-policy`, a folder of the repository is called like the required package",
    code=1,
    says=REFUSED,
)
def folder_called_like_the_package(gate: Gate) -> Done:
    """Extend a folder `acme_policy` instead of the package."""
    installed(gate)
    (gate.folder / "acme_policy").mkdir()
    (gate.folder / "acme_policy" / "policyengine.yaml").write_text("version: 1\n")
    gate.settings.write_text("version: 1\nextends: acme_policy\n")
    return required(gate)


@bypass(
    "look-alikes",
    "With `--require-policy`, a profile lies in a folder whose path prints like the required settings",
    code=1,
    says="`package:acme_policy/policyengine.yaml` does not extend it",
)
def folder_that_prints_like_the_package(gate: Gate) -> Done:
    """Call the folder `package:acme_policy`."""
    installed(gate)
    (gate.folder / "svc" / "notes").rename(gate.folder / "package:acme_policy")
    (gate.folder / "package:acme_policy" / "policyengine.yaml").write_text("version: 1\n")
    return required(gate, beside="package:acme_policy")


@bypass("settings", "With `--require-policy`, a laxer file of the same package is extended", code=1, says=REFUSED)
def laxer_file_of_the_package(gate: Gate) -> Done:
    """Extend `package:acme_policy/lax.yaml`, which extends nothing."""
    installed(gate)
    gate.settings.write_text("version: 1\nextends: package:acme_policy/lax.yaml\n")
    return required(gate)


@bypass(
    "settings",
    "With `--require-policy`, a comment in the profile ignores the rule that reports it",
    code=1,
    says=REFUSED,
)
def comment_ignores_the_requirement(gate: Gate) -> Done:
    """Write the comment on the line that the verdict names."""
    installed(gate)
    gate.settings.unlink()
    profile = gate.folder / "svc" / "notes" / "llm-profile.yaml"
    text = profile.read_text().replace("version: 1", "version: 1 # policyengine: ignore[settings/required-policy] ours")
    profile.write_text(text)
    return required(gate)


@bypass(
    "settings",
    "With `--require-policy` and `--policy-from`, the pull request extends what the base branch does not",
    code=1,
    says="no policyengine.yaml applies there at `origin/main`",
)
def extended_by_the_pull_request_alone(gate: Gate) -> Done:
    """The settings that count are those of the revision, which here has none for the profile."""
    installed(gate)
    gate.git("checkout", "--quiet", "-b", "base")
    gate.settings.unlink()
    gate.commit()
    gate.git("update-ref", "refs/remotes/origin/main", "HEAD")
    gate.settings.write_text("version: 1\nextends: package:acme_policy\n")
    gate.commit()
    return required(gate, "--policy-from", "origin/main")


@bypass(
    "settings",
    "With `--require-policy`, an unset variable of the CI script requires nothing",
    code=2,
    says="--require-policy names no settings",
)
def requirement_left_empty(gate: Gate) -> Done:
    """Pass an empty name beside the required one."""
    installed(gate)
    return required(gate, "--require-policy", "")


@bypass(
    "settings",
    "With `--require-policy`, settings set the severity of the rule that reports it to `off`",
    code=2,
    says="no rule matches `settings/required-policy`",
)
def requirement_switched_off(gate: Gate) -> Done:
    """Name the rule under `severities:`."""
    installed(gate)
    gate.settings.write_text("version: 1\nseverities: {settings/required-policy: off}\n")
    return required(gate)


@bypass(
    "look-alikes",
    "With `--require-policy acme-policy`, pip's name of the package, a folder of that name is extended",
    code=2,
    says="`acme-policy` cannot be a package",
)
def folder_called_like_the_distribution(gate: Gate) -> Done:
    """Add the folder with settings that lock nothing; a single word never is a folder."""
    (gate.folder / "acme-policy").mkdir()
    (gate.folder / "acme-policy" / "policyengine.yaml").write_text("version: 1\n")
    gate.settings.write_text("version: 1\nextends: acme-policy\n")
    return gate.check("svc/notes", "--require-policy", "acme-policy", revision="")
