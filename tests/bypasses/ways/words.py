"""More ways around the gate by one word about an option: who serves it, on whose machines, where, and which version.

Each starts from the profile of `contradictions.py`, which passes with the settings of the base branch, or adds another
one to its repository.
"""

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.bypasses.ways.contradictions import changed, passing
from tests.cli.running import Done

OFFER = "error[consistency/offer]"
HOSTING = "error[consistency/hosting]"
TOOL = "error[consistency/air-gapped-tool]"
RECIPIENT = "error[consistency/air-gapped-recipient]"
VERSION = "error[consistency/version]"
REGION = "error[consistency/region]"

CLOUD = "hosting: private-cloud\n      provider: aws\n      region: us-east-1\n      tenancy: dedicated\n"
GPUS = "hardware: {gpu: A100-80GB, count: 4}"
VERSIONED = "      version: llama-3.1-70b-medqa-4\n"
ASSISTANT = """\
version: 1
project: {name: assistant, owner: clinic, lifecycle: production, jurisdictions: [US]}
workloads:
  notes:
    purpose: Answers questions of the staff
    decision_effect: informs
    data: {classes: [internal], subjects: [], residency: []}
"""
STAFF = "audience: [employees]\n    use: {commercial: true, outputs_train: none, purposes: []}"


def assistant(gate: Gate, needs: str, choice: str) -> Done:
    """Add a profile in production to a repository that passes, commit, and check."""
    passing(gate)
    folder = gate.profile.parent.with_name("assistant")
    folder.mkdir()
    profile = folder / "llm-profile.yaml"
    profile.write_text(f"{ASSISTANT}    {needs}\n    choice: {{{choice}, tier: business, version_pinned: true}}\n")
    gate.commit()
    return gate.check()


def _on_own_hardware(gate: Gate, declared: str, *changes: tuple[str, str]) -> Done:
    """Say that the machines are the organisation's own, with something beside it."""
    return changed(gate, (CLOUD, declared), *changes)


@bypass("impossibility", "A closed model is declared at a company that does not offer it", code=1, says=OFFER)
def closed_model_of_another_company(gate: Gate) -> Done:
    """Name a company with which there is an agreement, and call another."""
    return assistant(
        gate,
        STAFF,
        "model: openai/gpt-4.1, hosting: vendor-api, provider: mistral, region: us, cross_region: none",
    )


@bypass("impossibility", "A closed model is declared at a company that serves open weights", code=1, says=OFFER)
def closed_model_as_open_weights(gate: Gate) -> Done:
    """Call it open weights, too."""
    return assistant(
        gate,
        STAFF,
        "model: anthropic/claude-sonnet-4-6, hosting: managed-open, provider: groq",
    )


@bypass("overlays", "The pull request's own catalog says that the company offers the closed model", code=1, says=OFFER)
def offer_in_own_overlay(gate: Gate) -> Done:
    """State the offer in the settings of the branch, which do not count."""
    with gate.settings.open("a") as file:
        file.write("catalog: {models: {openai/gpt-4.1: {available_on: [mistral]}}}\n")
    return closed_model_of_another_company(gate)


@bypass("impossibility", "Machines that are rented by the hour are called on-premises", code=1, says=HOSTING)
def rented_called_on_premises(gate: Gate) -> Done:
    """Leave the provider out, so that nobody receives anything."""
    rented = "hardware: {gpu: A100-80GB, count: 4, term: on-demand, usd_per_hour: 2.0}"
    return _on_own_hardware(gate, "hosting: on-premises\n      hardware_owned: false\n", (GPUS, rented))


@bypass("omission", "The term under which machines called on-premises are rented is undeclared", code=1, says=HOSTING)
def rented_without_a_term(gate: Gate) -> Done:
    """Keep the price by the hour, and who owns the machines."""
    rented = "hardware: {gpu: A100-80GB, count: 4, usd_per_hour: 2.0}"
    return _on_own_hardware(gate, "hosting: on-premises\n      hardware_owned: false\n", (GPUS, rented))


@bypass("impossibility", "Machines that other customers share are called on-premises", code=1, says=HOSTING)
def multi_tenant_called_on_premises(gate: Gate) -> Done:
    """Keep the tenancy of a cloud."""
    return _on_own_hardware(gate, "hosting: on-premises\n      tenancy: shared\n")


@bypass("impossibility", "An air-gapped model searches the web", code=1, says=TOOL)
def air_gapped_with_web_search(gate: Gate) -> Done:
    """Keep the tool that reaches out."""
    tools = "\n    tools: [{name: web-search, web: true, external_send: true, approval: human}]\n    choice:"
    return _on_own_hardware(gate, "hosting: air-gapped\n", ("\n    choice:", tools))


@bypass("impossibility", "An air-gapped model is observed by an online service", code=1, says=RECIPIENT)
def air_gapped_with_observability(gate: Gate) -> Done:
    """Keep the service to which measurements go."""
    sent = "{provider: datadog, role: observability, classes: [internal], training_use: none, zero_retention: true}"
    return _on_own_hardware(
        gate, "hosting: air-gapped\n", ("\n    choice:", f"\n    recipients: [{sent}]\n    choice:")
    )


@bypass("impossibility", "The pinned version is `latest`", code=1, says=VERSION)
def latest_is_pinned(gate: Gate) -> Done:
    """Say that what moves cannot move."""
    return changed(gate, (VERSIONED, "      version: latest\n"))


@bypass("impossibility", "The version in use is another model", code=1, says=VERSION)
def version_of_another_model(gate: Gate) -> Done:
    """Keep the model that passed, and run another."""
    return changed(gate, (VERSIONED, "      version: deepseek-ai/DeepSeek-R1\n"))


@bypass("impossibility", "The weights were fetched from another model's page", code=1, says=VERSION)
def weights_of_another_model(gate: Gate) -> Done:
    """Name the source truthfully, and the model not."""
    return changed(gate, ("source: company mirror", "source: https://huggingface.co/deepseek-ai/DeepSeek-R1"))


@bypass("impossibility", "The region is a country in which the cloud has none", code=1, says=REGION)
def region_in_no_region(gate: Gate) -> Done:
    """Promise a place and declare it, wherever the machines are."""
    return changed(gate, ("residency: [US]", "residency: [IS]"), ("region: us-east-1", "region: IS"))
