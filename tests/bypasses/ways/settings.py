"""Ways around the gate through settings that a pull request edits."""

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.cli.running import Done


@bypass(
    "settings",
    "The pull request accepts business associates in its own `policyengine.yaml`",
    code=1,
    says="error[compliance/hipaa/self-hosting]",
)
def parameter_edited(gate: Gate) -> Done:
    """Edit the parameter that the failing rule reads."""
    with gate.settings.open("a") as file:
        file.write("parameters: {compliance/hipaa/self-hosting: {accept_baa: true, hosting: [vendor-api]}}\n")
    gate.commit()
    return gate.check()


@bypass("settings", "The pull request deletes `policyengine.yaml`", code=1, says="error[compliance/hipaa/self-hosting]")
def settings_deleted(gate: Gate) -> Done:
    """Delete the settings."""
    gate.settings.unlink()
    gate.commit()
    return gate.check()
