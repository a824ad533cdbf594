"""Ways around the gate by a third party that receives data where no rule looks: behind a gateway, or in another role.

Each starts from the profile of `contradictions.py`, which passes with the settings of the base branch, or adds another
one to its repository.
"""

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.bypasses.ways.contradictions import changed
from tests.bypasses.ways.words import CLOUD, STAFF, assistant
from tests.cli.running import Done

GATEWAY = "error[consistency/gateway]"
OFFER = "error[consistency/offer]"
OPTION = "error[consistency/recipient-option]"
BOUNDARY = "error[compliance/recipient-boundary]"
STORE_BOUNDARY = "error[stores/boundary]"
AIR_GAPPED_OPTION = "error[consistency/air-gapped-option]"
AIR_GAPPED_RECIPIENT = "error[consistency/air-gapped-recipient]"
PHI = "error[compliance/hipaa/phi-declared]"

R1 = "model: deepseek-ai/DeepSeek-R1, hosting: managed-open, provider: openrouter"
TERMS = "training_use: none, zero_retention: true"
STAFF_AUDIENCE = ("audience: [patients]", "audience: [employees]")


def _behind(gate: Gate, recipient: str, choice: str = R1) -> Done:
    """Call a gateway, and list one recipient."""
    return assistant(gate, f"recipients: [{{{recipient}, {TERMS}}}]\n    {STAFF}", choice)


def _received(gate: Gate, recipient: str, *changes: tuple[str, str]) -> Done:
    """List a recipient of the profile that passes."""
    return changed(gate, ("\n    choice:", f"\n    recipients: [{{{recipient}, {TERMS}}}]\n    choice:"), *changes)


def _excepted(gate: Gate, exception: str, *changes: tuple[str, str]) -> Done:
    """Call patients' data personal data, and declare why it is not PHI."""
    deid = "deid: {method: none}"
    return changed(
        gate, ("classes: [phi, pii]", "classes: [pii]"), (deid, f"{deid}\n      phi_exception: {exception}"), *changes
    )


@bypass("omission", "The service that runs the model behind a gateway is not listed", code=1, says=GATEWAY)
def gateway_alone(gate: Gate) -> Done:
    """Name the gateway only, with which there may be an agreement."""
    return assistant(gate, STAFF, R1)


@bypass("impossibility", "A gateway is listed as the service that runs the model behind it", code=1, says=GATEWAY)
def gateway_behind_itself(gate: Gate) -> Done:
    """List a recipient that is there already."""
    return _behind(gate, "provider: openrouter, role: inference")


@bypass("impossibility", "The service behind a gateway is listed for a part of the data", code=1, says=GATEWAY)
def gateway_for_public_data(gate: Gate) -> Done:
    """Declare fewer classes than the model gets."""
    return _behind(gate, "provider: deepinfra, role: inference, classes: [public]")


@bypass("impossibility", "A closed model runs behind a gateway at a company that does not have it", code=1, says=OFFER)
def closed_model_behind_gateway(gate: Gate) -> Done:
    """List a company with which there is an agreement."""
    choice = "model: openai/gpt-4.1, hosting: vendor-api, provider: openrouter"
    return _behind(gate, "provider: mistral, role: inference", choice)


@bypass("impossibility", "A model API is listed in the role of an evaluation", code=1, says=OPTION)
def inference_as_evaluation(gate: Gate) -> Done:
    """Take a role that is no inference, and leave out the model."""
    return _received(gate, "provider: openai, role: evaluation, classes: [internal]")


@bypass("impossibility", "A cloud's model API is listed in the role of a guardrail", code=1, says=OPTION)
def inference_as_guardrail(gate: Gate) -> Done:
    """Filter with a model that the profile does not have."""
    return _received(gate, "provider: aws-bedrock, role: guardrail, classes: [internal]")


@bypass("impossibility", "A model API that gets patients' data is listed in the role of support", code=1, says=OPTION)
def inference_as_support(gate: Gate) -> Done:
    """Take a role that needs no model."""
    return _received(gate, "provider: openai, role: support, classes: [phi]")


@bypass("impossibility", "A model API that gets more than the tuning set is listed for tuning", code=1, says=OPTION)
def inference_as_tuning(gate: Gate) -> Done:
    """Take the role of a service that tunes a model which runs elsewhere."""
    return _received(gate, "provider: openai, role: fine-tuning, classes: [phi]")


@bypass(
    "impossibility", "PHI that stays in the organisation's own cloud goes to another company", code=1, says=BOUNDARY
)
def recipient_outside_the_boundary(gate: Gate) -> Done:
    """Declare the boundary for the models only."""
    return _received(gate, "provider: datadog, role: observability, classes: [phi]")


@bypass("omission", "The boundary that a recipient is outside of is undeclared", code=1, says=BOUNDARY)
def recipient_without_a_boundary(gate: Gate) -> Done:
    """Delete the boundary."""
    line = "      boundary: vpc # the compliance team's condition: PHI never leaves the company's own VPC\n"
    return _received(gate, "provider: datadog, role: observability, classes: [phi]", (line, ""))


@bypass(
    "impossibility", "PHI that stays in the organisation's own cloud is stored elsewhere", code=1, says=STORE_BOUNDARY
)
def store_outside_the_boundary(gate: Gate) -> Done:
    """Keep the vectors at a company whose store is encrypted and in the promised place."""
    store = "kind: vector-store, name: notes, provider: pinecone, country: US, classes: [phi, pii], encrypted: true"
    return changed(gate, ("\n    choice:", f"\n    stores: [{{{store}}}]\n    choice:"))


@bypass(
    "impossibility", "An air-gapped model retrieves by an embedding outside the gap", code=1, says=AIR_GAPPED_OPTION
)
def embedding_outside_the_gap(gate: Gate) -> Done:
    """Send every question to a model API, and every document."""
    embedding = "role: embedding, model: openai/text-embedding-3-large, hosting: vendor-api, provider: openai"
    return changed(
        gate,
        (CLOUD, "hosting: air-gapped\n"),
        ("\n    choice:", f"\n    supporting: [{{{embedding}}}]\n    choice:"),
    )


@bypass(
    "impossibility",
    "An observability service of an air-gapped model is listed in the role of support",
    code=1,
    says=AIR_GAPPED_RECIPIENT,
)
def observability_as_support(gate: Gate) -> Done:
    """Take a role that a carrier could serve."""
    return _received(gate, "provider: datadog, role: support, classes: [internal]", (CLOUD, "hosting: air-gapped\n"))


@bypass("impossibility", "Claims are called personal data, and no longer PHI", code=1, says=PHI)
def claims_called_pii(gate: Gate) -> Done:
    """Name the payment for care, and nothing of health."""
    return changed(
        gate,
        ("classes: [phi, pii]", "classes: [pii, financial]"),
        ("use_case: patient-communication", "use_case: insurance-claims"),
        STAFF_AUDIENCE,
    )


@bypass("impossibility", "What patients write is declared to concern nobody's health", code=1, says=PHI)
def patients_without_health(gate: Gate) -> Done:
    """Use the statement for the credentials of physicians."""
    return _excepted(gate, "not-health-information")


@bypass("omission", "Data that concerns nobody's health is for an undeclared audience", code=1, says=PHI)
def nobody_without_health(gate: Gate) -> Done:
    """Leave out that patients read and write it."""
    return _excepted(
        gate,
        "not-health-information",
        ("    audience: [patients]\n", ""),
        ("use_case: patient-communication", "use_case: customer-support"),
    )


@bypass(
    "omission",
    "Patients' data are called personal data, for staff, and the use and de-identification are undeclared",
    code=1,
    says=PHI,
)
def use_and_deidentification_undeclared(gate: Gate) -> Done:
    """Delete both facts that decide whether it is PHI."""
    return changed(
        gate,
        ("classes: [phi, pii]", "classes: [pii]"),
        ("    use_case: patient-communication\n", ""),
        STAFF_AUDIENCE,
        ("      deid: {method: none}\n", ""),
    )
