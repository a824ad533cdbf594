"""Ways around the gate by leaving something out of the profile, and by declaring what cannot be."""

import re

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.cli.running import Done

CHOICE = re.compile(r"^    choice:\n(?:      .*\n)+", re.MULTILINE)
UNDECIDED = "error[consistency/choice]"
CLOSED = "error[consistency/closed-weights]"


def _rewritten(gate: Gate, pattern: re.Pattern[str] | str, new: str) -> Done:
    """Replace a part of the profile that is there once, commit, and check."""
    text, count = re.subn(pattern, lambda _: new, gate.profile.read_text(), flags=re.MULTILINE)
    assert count == 1, f"{pattern!r} is there {count} times"
    gate.profile.write_text(text)
    gate.commit()
    return gate.check()


def _chosen(gate: Gate, choice: str) -> Done:
    return _rewritten(gate, CHOICE.pattern, f"    choice: {choice}\n")


@bypass("omission", "The pull request deletes the choice", code=1, says=UNDECIDED)
def choice_deleted(gate: Gate) -> Done:
    """Delete the whole choice."""
    return _rewritten(gate, CHOICE.pattern, "")


@bypass("omission", "The choice is commented out", code=1, says=UNDECIDED)
def choice_commented_out(gate: Gate) -> Done:
    """Put a number sign before each line."""
    (choice,) = CHOICE.findall(gate.profile.read_text())
    return _rewritten(gate, CHOICE.pattern, "".join(f"#{line}\n" for line in choice.splitlines()))


@bypass("omission", "The choice is empty (`choice:`)", code=1, says=UNDECIDED)
def choice_null(gate: Gate) -> Done:
    """Write the key without a value."""
    return _rewritten(gate, CHOICE.pattern, "    choice:\n")


@bypass("omission", "The choice is an empty mapping", code=2, says="missing key `model`")
def choice_empty_mapping(gate: Gate) -> Done:
    """Write braces with nothing in them."""
    return _chosen(gate, "{}")


@bypass("omission", "The choice names no model", code=2, says="missing key `model`")
def choice_without_model(gate: Gate) -> Done:
    """Delete the model alone."""
    return _rewritten(gate, r"^      model: openai/gpt-4o\n", "")


@bypass("omission", "The choice moves to `considered`, which is not judged", code=1, says=UNDECIDED)
def choice_considered(gate: Gate) -> Done:
    """Declare the model as one that the team only looked at."""
    return _rewritten(
        gate,
        CHOICE.pattern,
        "    considered:\n      - {model: openai/gpt-4o, hosting: vendor-api, provider: openai}\n",
    )


@bypass("omission", "The choice is called a fallback, so that there is no choice", code=1, says=UNDECIDED)
def choice_as_fallback(gate: Gate) -> Done:
    """Declare an option that supports a choice, without one."""
    return _rewritten(
        gate,
        CHOICE.pattern,
        "    supporting:\n      - {role: fallback, model: meta-llama/Llama-3.1-70B-Instruct, hosting: on-premises}\n",
    )


@bypass("omission", "The decision is declared as proposed, and the choice deleted", code=1, says=UNDECIDED)
def choice_still_proposed(gate: Gate) -> Done:
    """Say that nothing is decided yet, of a workload that patients use."""
    with gate.profile.open("a") as file:
        file.write("decisions: {qa: {workloads: [patient-qa], status: proposed, date: 2026-11-20}}\n")
    return _rewritten(gate, CHOICE.pattern, "")


@bypass("omission", "The missing choice is waived", code=1, says=UNDECIDED)
def missing_choice_waived(gate: Gate) -> Done:
    """Excuse the rule that asks for a choice."""
    waiver = "waivers: [{rule: consistency/choice, workload: patient-qa, expires: 2027-01-31}]\n"
    with gate.profile.open("a") as file:
        file.write(waiver)
    return _rewritten(gate, CHOICE.pattern, "")


@bypass("omission", "The rule about choices is switched off in the pull request's settings", code=1, says=UNDECIDED)
def choice_rule_switched_off(gate: Gate) -> Done:
    """Delete the choice, and the rule with it."""
    with gate.settings.open("a") as file:
        file.write('severities: {"consistency/*": "off"}\n')
    return _rewritten(gate, CHOICE.pattern, "")


@bypass("omission", "The lifecycle is deleted, so that nothing counts fully", code=2, says="missing key `lifecycle`")
def lifecycle_deleted(gate: Gate) -> Done:
    """Delete what makes undecided rules errors."""
    return _rewritten(gate, r"^  lifecycle: production\n", "")


@bypass("omission", "The lifecycle is empty", code=2, says="lifecycle")
def lifecycle_null(gate: Gate) -> Done:
    """Leave the value out."""
    return _rewritten(gate, r"^  lifecycle: production\n", "  lifecycle:\n")


@bypass("omission", "The whole project is deleted", code=2, says="missing key `project`")
def project_deleted(gate: Gate) -> Done:
    """Delete name, owner and lifecycle together."""
    return _rewritten(gate, r"^project:\n(?:  .*\n)+", "")


@bypass("omission", "The profile has no workloads (`workloads: {}`)", code=2, says="workloads")
def no_workloads(gate: Gate) -> Done:
    """Leave a profile that asks for nothing."""
    gate.profile.write_text(
        "version: 1\nproject: {name: patient-assistant, owner: clinical-ai, lifecycle: production}\nworkloads: {}\n"
    )
    gate.commit()
    return gate.check()


@bypass("omission", "The classes of data are an empty list", code=2, says="classes")
def classes_empty(gate: Gate) -> Done:
    """State that the workload handles no data at all."""
    return _rewritten(gate, r"^      classes: \[phi, pii\]\n", "      classes: []\n")


@bypass("omission", "The classes of data are deleted", code=2, says="missing key `classes`")
def classes_deleted(gate: Gate) -> Done:
    """Delete what decides which rules are asked."""
    return _rewritten(gate, r"^      classes: \[phi, pii\]\n", "")


@bypass(
    "omission", "The provider is deleted, so that no rule about it can be asked", code=1, says="error[vendor/named]"
)
def provider_deleted(gate: Gate) -> Done:
    """Do not say who runs the model, nor in which of its regions."""
    return _rewritten(gate, r"^      provider: openai\n      region: us\n", "")


@bypass("omission", "The hosting is deleted", code=2, says="missing key `hosting`")
def hosting_deleted(gate: Gate) -> Done:
    """Do not say where the model runs."""
    return _rewritten(gate, r"^      hosting: vendor-api\n", "")


@bypass("omission", "The choice is written twice, the second one empty", code=2, says="duplicate key `choice`")
def choice_twice(gate: Gate) -> Done:
    """Let a later key replace an earlier one."""
    (choice,) = CHOICE.findall(gate.profile.read_text())
    return _rewritten(gate, CHOICE.pattern, f"{choice}    choice:\n")


@bypass("impossibility", "GPT-4o runs on the users' devices", code=1, says=CLOSED)
def closed_on_device(gate: Gate) -> Done:
    """Change one word, and the data never leaves."""
    return _rewritten(gate, r"^      hosting: vendor-api\n", "      hosting: on-device\n")


@bypass("impossibility", "GPT-4o runs on the organisation's own GPUs", code=1, says=CLOSED)
def closed_on_premises(gate: Gate) -> Done:
    """Declare everything that own hardware is asked for."""
    return _chosen(
        gate,
        "{model: gpt-4o, hosting: air-gapped, hardware: {gpu: H100-80GB, count: 64}, "
        "serving: {engine: vllm, quantization: fp8}, version_pinned: true}",
    )


@bypass("impossibility", "Claude runs in the organisation's own cloud account", code=1, says=CLOSED)
def closed_in_private_cloud(gate: Gate) -> Done:
    """Call Bedrock a machine of one's own."""
    return _chosen(
        gate,
        "{model: anthropic/claude-sonnet-4-6, hosting: private-cloud, provider: aws, region: us-east-1}",
    )


@bypass("impossibility", "A separate licence is claimed for weights that nobody sells", code=1, says=CLOSED)
def closed_with_a_claimed_license(gate: Gate) -> Done:
    """Claim a contract that the developer does not offer."""
    return _chosen(gate, "{model: openai/gpt-4o, hosting: on-device, separate_license: true}")


@bypass("impossibility", "Gemini runs on premises, which Google offers, without a contract", code=1, says=CLOSED)
def offered_without_contract(gate: Gate) -> Done:
    """Use an offer that exists, and say that there is no licence."""
    return _chosen(gate, "{model: google/gemini-2.5-flash, hosting: on-premises, separate_license: false}")


@bypass("impossibility", "Gemini runs on premises, and nothing is said of a contract", code=1, says=CLOSED)
def offered_and_undeclared(gate: Gate) -> Done:
    """Use an offer that exists, and leave the licence out."""
    return _chosen(gate, "{model: google/gemini-2.5-flash, hosting: on-premises}")


@bypass("impossibility", "The pull request states an offer of the developer in its own catalog", code=1, says=CLOSED)
def offer_in_own_overlay(gate: Gate) -> Done:
    """Let the overlay say that OpenAI delivers its weights."""
    with gate.settings.open("a") as file:
        file.write('catalog: {models: {"openai/gpt-4o": {contract_hostings: [on-device]}}}\n')
    return _chosen(gate, "{model: openai/gpt-4o, hosting: on-device, separate_license: true}")


@bypass(
    "impossibility",
    "Bedrock is declared under the name of Amazon's machines, which see no prompts",
    code=1,
    says="error[consistency/service-hosting]",
)
def api_named_after_machines(gate: Gate) -> Done:
    """Name `aws` for a model behind `aws-bedrock`."""
    return _chosen(
        gate,
        "{model: anthropic/claude-sonnet-4-6, hosting: vendor-api, provider: aws, region: us-east-1}",
    )


@bypass(
    "impossibility",
    "Open weights are said to run on rented machines of a company that only sells an API",
    code=1,
    says="error[consistency/service-hosting]",
)
def machines_of_an_api(gate: Gate) -> Done:
    """Turn a third party's API into one's own machines."""
    return _chosen(
        gate,
        "{model: meta-llama/Llama-3.1-70B-Instruct, hosting: private-cloud, provider: groq, region: us}",
    )
