"""Ways around the gate through the edition of the shipped rules."""

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.cli.running import Done


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
