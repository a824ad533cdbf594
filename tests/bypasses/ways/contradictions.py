"""Ways around the gate by one word that contradicts the catalog, or another part of the profile.

Each starts from a profile that passes with the settings of the base branch: PHI on rented machines, under an agreement.
"""

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.cli.running import ROOT, Done

PASSING = ROOT / "examples" / "patient-chatbot" / "llm-profile.yaml"
OWN = "error[consistency/own-hardware]"
COMPANY = "error[consistency/recipient-company]"
CLASSES = "error[consistency/recipient-classes]"
ROLE = "error[consistency/recipient-role]"
PHI = "error[compliance/hipaa/phi-declared]"
ROUTING = "error[consistency/routing]"


def passing(gate: Gate) -> None:
    """Replace the profile that fails by one that passes, so that what is tried next is all that is wrong."""
    gate.profile.write_text(PASSING.read_text())
    gate.commit()
    done = gate.check()
    assert done.code == 0, done.out + done.err


def changed(gate: Gate, *changes: tuple[str, str]) -> Done:
    """Change parts of the passing profile, commit, and check."""
    passing(gate)
    for old, new in changes:
        gate.edit(gate.profile, old, new)
    gate.commit()
    return gate.check()


def _hosted(gate: Gate, hosting: str, provider: str) -> Done:
    """Change who holds the machines, and what that is called."""
    return changed(
        gate,
        ("hosting: private-cloud\n      provider: aws\n      region: us-east-1\n", _on(hosting, provider)),
        ("residency: [US]", "residency: []"),
    )


def _on(hosting: str, provider: str) -> str:
    return f"hosting: {hosting}\n      provider: {provider}\n"


def _received(gate: Gate, recipient: str) -> Done:
    """List a recipient with which no agreement is signed."""
    return changed(gate, ("\n    choice:", f"\n    recipients: [{{{recipient}}}]\n    choice:"))


@bypass("impossibility", "Machines of a cloud without an agreement are called the organisation's own", code=1, says=OWN)
def cloud_called_on_premises(gate: Gate) -> Done:
    """Change one word, and the cloud is no recipient."""
    return _hosted(gate, "on-premises", "lambda")


@bypass("impossibility", "A cloud is said to have no connection outward", code=1, says=OWN)
def cloud_called_air_gapped(gate: Gate) -> Done:
    """Use the strictest word there is, and another name of the cloud."""
    return _hosted(gate, "air-gapped", "lambda-labs")


@bypass("impossibility", "A model API is called the users' device", code=1, says=OWN)
def api_called_a_device(gate: Gate) -> Done:
    """Name a service that sees every prompt."""
    return _hosted(gate, "on-device", "groq")


@bypass(
    "impossibility",
    "The pull request's own catalog says that the cloud offers the organisation's own hardware",
    code=1,
    says=OWN,
)
def on_premises_in_own_overlay(gate: Gate) -> Done:
    """State the offer in the settings of the branch, which do not count."""
    with gate.settings.open("a") as file:
        file.write("catalog: {services: {lambda: {hostings: [on-premises]}}}\n")
    return _hosted(gate, "on-premises", "lambda")


@bypass(
    "services", "A listed recipient is put under the name of a company that signed an agreement", code=1, says=COMPANY
)
def recipient_of_another_company(gate: Gate) -> Done:
    """Inherit the agreement of the cloud."""
    return _received(gate, "provider: langfuse, role: observability, company: amazon")


@bypass("services", "A listed recipient is put under the organisation's own name", code=1, says=COMPANY)
def recipient_of_the_organisation(gate: Gate) -> Done:
    """Say that nobody else receives anything."""
    return _received(gate, "provider: datadog, role: observability, company: Meridian Health Inc.")


@bypass("impossibility", "A recipient is listed that receives nothing", code=1, says=CLASSES)
def recipient_of_nothing(gate: Gate) -> Done:
    """Empty the list that decides which rules are asked."""
    return _received(gate, "provider: langfuse, role: observability, classes: []")


@bypass("impossibility", "A recipient gets public data of a workload that handles none", code=1, says=CLASSES)
def recipient_of_public_data(gate: Gate) -> Done:
    """Name a class about which no rule asks."""
    return _received(gate, "provider: langfuse, role: observability, classes: [public]")


@bypass("impossibility", "An observability service is listed as storage, which reads nothing", code=1, says=ROLE)
def observability_as_storage(gate: Gate) -> Done:
    """Take a role that rules about training and retention leave out."""
    return _received(gate, "provider: datadog, role: storage, classes: [internal]")


@bypass("impossibility", "A model API is listed as a host of machines", code=1, says=ROLE)
def model_api_as_host(gate: Gate) -> Done:
    """Take the other role that is left out."""
    return _received(gate, "provider: groq, role: cloud-host, classes: [internal]")


@bypass("impossibility", "Patients' data are called personal data, and no longer PHI", code=1, says=PHI)
def phi_called_pii(gate: Gate) -> Done:
    """Delete the class on which every HIPAA rule rests."""
    return changed(gate, ("classes: [phi, pii]", "classes: [pii]"))


@bypass("impossibility", "Patients' data are called confidential, and no longer personal", code=1, says=PHI)
def phi_called_confidential(gate: Gate) -> Done:
    """Name a class that is about nobody."""
    return changed(gate, ("classes: [phi, pii]", "classes: [confidential]"))


@bypass("omission", "PHI is undeclared, and so are the use and the audience", code=1, says=PHI)
def phi_use_and_audience_undeclared(gate: Gate) -> Done:
    """Delete everything that shows whose data it is."""
    return changed(
        gate,
        ("classes: [phi, pii]", "classes: [pii]"),
        ("    use_case: patient-communication\n", ""),
        ("    audience: [patients]\n", ""),
    )


@bypass("omission", "The option to which a router sends requests is not declared", code=1, says=ROUTING)
def routed_to_nobody(gate: Gate) -> Done:
    """Leave the router in the profile without what it routes to."""
    return changed(
        gate, ("\n    choice:", "\n    routing: {router: confidence, threshold: 0.8, default: escalation}\n    choice:")
    )


@bypass("omission", "A router has one option to choose from", code=1, says=ROUTING)
def routed_to_one(gate: Gate) -> Done:
    """Name a default that is there, and nothing else."""
    return changed(gate, ("\n    choice:", "\n    routing: {router: rules, default: primary}\n    choice:"))
