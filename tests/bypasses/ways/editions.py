"""Ways around the gate through the edition of the shipped rules."""

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.cli.running import DAY, Done
from tests.cli.shipping import Release


@bypass(
    "editions",
    "The pull request pins the oldest edition of the shipped rules in its settings",
    code=1,
    says="error[compliance/hipaa/self-hosting]",
)
def edition_pinned(gate: Gate) -> Done:
    """Pin an edition in the settings that the pull request edits."""
    with gate.settings.open("a") as file:
        file.write("edition: 2026-11-28\n")
    gate.commit()
    return gate.check()


@bypass(
    "editions",
    "The settings pin an edition older than every rule (without `--policy-from`)",
    code=2,
    says="there is no edition `1999-01-01` of the shipped rules",
)
def edition_before_every_rule(gate: Gate) -> Done:
    """Pin a date on which there were no rules."""
    with gate.settings.open("a") as file:
        file.write("edition: 1999-01-01\n")
    return gate.check(revision="")


@bypass(
    "editions",
    "The settings pin an edition that this version does not know (without `--policy-from`)",
    code=2,
    says="install a newer version, or pin that edition",
)
def edition_of_a_later_version(gate: Gate) -> Done:
    """Pin an edition of a later version, whose rules this one does not have."""
    with gate.settings.open("a") as file:
        file.write("edition: 2099-01-01\n")
    return gate.check(revision="")


@bypass(
    "editions",
    "Settings of the organisation lock `edition` without stating one, and a service below pins an old one",
    code=2,
    says="`edition` is locked by policyengine.yaml",
)
def edition_below_a_lock(gate: Gate) -> Done:
    """Pin an edition in nearer settings, below a lock."""
    with gate.settings.open("a") as file:
        file.write("locked: {terms: [edition]}\n")
    nearer = "version: 1\nextends: ../../policyengine.yaml\nedition: 2026-11-28\n"
    (gate.profile.parent / "policyengine.yaml").write_text(nearer)
    return gate.check(revision="")


UNDECIDED = "  later: {purpose: Answers mail, data: {classes: [internal]}}\n"
"""A workload that fails by `consistency/choice`, which came with the second edition."""


def _on_main(gate: Gate, settings: str) -> None:
    """Add to the settings of the base branch; the pull request adds a workload without a choice."""
    with gate.settings.open("a") as file:
        file.write(f"{settings}\n# merged\n")
    gate.commit()
    gate.git("update-ref", "refs/remotes/origin/main", "HEAD")
    gate.git("branch", "--force", "main", "HEAD")
    gate.edit(gate.profile, "workloads:\n", f"workloads:\n{UNDECIDED}")


@bypass(
    "editions",
    "The pull request pins the oldest edition, and CI gives a later one with `--edition`",
    code=1,
    says="error[consistency/choice]",
)
def edition_pinned_below_the_option(gate: Gate) -> Done:
    """Pin an edition that would count if settings of the branch did."""
    _on_main(gate, "")
    with gate.settings.open("a") as file:
        file.write("edition: 2026-11-28\n")
    gate.commit()
    return gate.check(".", "--edition", "2026-11-30")


@bypass(
    "editions",
    "CI still gives the oldest edition with `--edition`, and the base branch pins a later one",
    code=1,
    says="error[consistency/choice]",
)
def option_left_after_the_upgrade(gate: Gate) -> Done:
    """Leave the option of the upgrade in CI."""
    _on_main(gate, "edition: 2026-11-30\n")
    gate.commit()
    return gate.check(".", "--edition", "2026-11-28")


@bypass(
    "editions",
    "The base branch locks `edition` without stating one, and CI gives an old one with `--edition`",
    code=1,
    says="error[consistency/choice]",
)
def option_below_a_lock(gate: Gate) -> Done:
    """Give an edition where the settings lock every shipped rule."""
    _on_main(gate, "locked: {terms: [edition]}\n")
    gate.commit()
    return gate.check(".", "--edition", "2026-11-28")


@bypass(
    "editions",
    "The pull request leaves `edition:` empty in its settings",
    code=2,
    says="`edition` is empty",
)
def edition_emptied(gate: Gate) -> Done:
    """Empty a pin, which would mean every shipped rule or none."""
    _on_main(gate, "edition: 2026-11-30\n")
    gate.edit(gate.settings, "edition: 2026-11-30", "edition:")
    gate.commit()
    return gate.check(".")


@bypass(
    "editions",
    "CI gives an edition with `--edition` that this version does not know",
    code=2,
    says="--edition: there is no edition `2099-01-01` of the shipped rules",
)
def option_of_a_later_version(gate: Gate) -> Done:
    """Ask for an edition whose rules this version does not have."""
    return gate.check(".", "--edition", "2099-01-01")


@bypass(
    "editions",
    "A service sets a locked parameter under the id of the rule that replaced the locked one",
    code=2,
    says="is locked by policyengine.yaml",
)
def parameter_of_the_successor(gate: Gate) -> Done:
    """Loosen a locked parameter under a rule's later id, which the lock does not name."""
    release = Release(gate.folder.parent / "release")
    release.add_limit("governance/purpose-length", more="until: 2099-01-15\n")
    release.add_limit("governance/purpose-size", more="formerly: [governance/purpose-length]\n")
    release.add_edition("2099-01-15", "governance/purpose-size")
    with gate.settings.open("a") as file:
        file.write("parameters: {governance/purpose-length: {letters: 1000}}\n")
    arguments = ("check", "svc/chat", "--as-of", DAY, "--select", "governance/purpose-size")
    assert release.run(gate.folder, *arguments).code == 1
    with gate.settings.open("a") as file:
        file.write("locked: {parameters: {governance/purpose-length: all}}\n")
    nearer = "version: 1\nextends: ../../policyengine.yaml\nparameters: {governance/purpose-size: {letters: 1}}\n"
    (gate.profile.parent / "policyengine.yaml").write_text(nearer)
    return release.run(gate.folder, *arguments)
