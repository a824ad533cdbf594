"""Ways around the gate by a store, a recipient, a tuning set or a teacher that the rest of the profile does not have.

Each starts from the profile that passes; see `contradictions.py`.
"""

from tests.bypasses.gate import Gate
from tests.bypasses.table import bypass
from tests.bypasses.ways.contradictions import changed
from tests.cli.running import Done

RECIPIENT = "error[consistency/store-recipient]"
STORE_CLASSES = "error[consistency/store-classes]"
PLACE = "error[consistency/store-place]"
NO_REGION = "is not a region of aws"
TUNING = "error[consistency/tuning-classes]"
TEACHER = "error[consistency/teacher]"
OPTION = "error[consistency/recipient-option]"
SUBJECTS = "error[consistency/data-subjects]"

UNTUNED = ("fine_tune: {data_classes: [internal], teacher: none, drift_plan: true}", "fine_tune: {drift_plan: true}")
TEACHES = "role: teacher, model: openai/gpt-4o, hosting: vendor-api, provider: openai, tier: enterprise"


def _with(gate: Gate, lines: str, *changes: tuple[str, str]) -> Done:
    """Add lines to the workload."""
    return changed(gate, ("\n    choice:", f"\n    {lines}\n    choice:"), *changes)


def _stored(gate: Gate, store: str) -> Done:
    """Add an encrypted store."""
    return _with(gate, f"stores: [{{name: notes, encrypted: true, {store}}}]")


@bypass("omission", "A company keeps PHI in a store and is not listed as a recipient", code=1, says=RECIPIENT)
def store_of_nobody(gate: Gate) -> Done:
    """Name a company where no rule about agreements looks."""
    return _stored(gate, "kind: vector-store, provider: pinecone, country: US, classes: [phi, pii]")


@bypass("omission", "A company keeps PHI, and is listed as a recipient of measurements", code=1, says=RECIPIENT)
def store_of_a_recipient_of_less(gate: Gate) -> Done:
    """List the company with a class about which no agreement is needed."""
    terms = "classes: [internal], training_use: none, zero_retention: true"
    return _with(
        gate,
        f"recipients: [{{provider: datadog, role: observability, {terms}}}]\n"
        "    stores: [{kind: log, name: traces, provider: datadog, region: us1, classes: [phi], encrypted: true}]",
    )


@bypass("omission", "Who runs the store that holds PHI is undeclared", code=1, says=RECIPIENT)
def store_without_a_provider(gate: Gate) -> Done:
    """Delete the company's name."""
    return _stored(gate, "kind: vector-store, country: US, classes: [phi, pii]")


@bypass(
    "impossibility",
    "The provider of a store exists nowhere",
    code=1,
    says=RECIPIENT,
)
def store_at_an_unknown_service(gate: Gate) -> Done:
    """Name a service that nobody can look up."""
    return _stored(gate, "kind: vector-store, provider: no-such-service, country: US, classes: [phi, pii]")


@bypass("impossibility", "A store in Frankfurt is declared to be in the US", code=1, says=PLACE)
def store_in_two_countries(gate: Gate) -> Done:
    """State the country that was promised beside the region of the service."""
    return _stored(gate, "kind: files, provider: aws, region: eu-central-1, country: US, classes: [phi, pii]")


@bypass("impossibility", "The region of a store is misspelt, so that its country counts", code=2, says=NO_REGION)
def store_in_an_unknown_region(gate: Gate) -> Done:
    """Write a region that the catalog does not know."""
    return _stored(gate, "kind: files, provider: aws, region: eu-central1, country: US, classes: [phi, pii]")


@bypass("impossibility", "An own store in the US has the region of a cloud in Germany", code=1, says=PLACE)
def own_store_in_two_countries(gate: Gate) -> Done:
    """Run the store oneself, so that no list of regions is looked up."""
    return _stored(gate, "kind: vector-store, provider: own, region: eu-central-1, country: US, classes: [phi, pii]")


@bypass("impossibility", "A store of a company without a list of regions is in two countries", code=1, says=PLACE)
def unlisted_store_in_two_countries(gate: Gate) -> Done:
    """Choose a company that stands on a cloud."""
    return _stored(gate, "kind: vector-store, provider: pinecone, region: eu-west-1, country: US, classes: [public]")


@bypass("omission", "The provider of a store in two countries is undeclared", code=1, says=PLACE)
def nobodys_store_in_two_countries(gate: Gate) -> Done:
    """Delete the provider, so that no list of regions is looked up."""
    return _stored(gate, "kind: vector-store, region: eu-central-1, country: US, classes: [public]")


@bypass("omission", "An unencrypted store holds an empty list of classes", code=1, says="error[stores/encryption]")
def store_of_nothing(gate: Gate) -> Done:
    """Empty the list, as if the store held nothing."""
    return _with(
        gate, "stores: [{kind: files, name: notes, provider: aws, region: us-east-1, classes: [], encrypted: false}]"
    )


@bypass("impossibility", "A store holds classes of data that the workload does not declare", code=1, says=STORE_CLASSES)
def store_of_other_classes(gate: Gate) -> Done:
    """Declare the data where no rule about laws looks."""
    return _stored(gate, "kind: evaluation-set, provider: own, country: US, classes: [phi, cardholder]")


@bypass("impossibility", "A tuning set holds classes of data that the workload does not declare", code=1, says=TUNING)
def tuned_on_other_classes(gate: Gate) -> Done:
    """Declare the data under `fine_tune` alone."""
    return changed(gate, ("data_classes: [internal]", "data_classes: [genetic]"))


@bypass("omission", "The classes of the tuning set are undeclared", code=1, says=TUNING)
def tuned_on_undeclared_classes(gate: Gate) -> Done:
    """Delete them, beside a need for tuning and a tuned version."""
    return changed(gate, UNTUNED)


@bypass("impossibility", "An option teaches, and the teacher is declared as none", code=1, says=TEACHER)
def taught_by_nobody(gate: Gate) -> Done:
    """Leave the rule about the terms of the teacher without a teacher."""
    return _with(gate, f"supporting: [{{{TEACHES}}}]")


@bypass("impossibility", "An option teaches, and another teacher is declared", code=1, says=TEACHER)
def taught_by_another(gate: Gate) -> Done:
    """Name a teacher whose licence allows it."""
    llama = "teacher: meta-llama/Llama-3.1-70B-Instruct"
    return _with(gate, f"supporting: [{{{TEACHES}}}]", ("teacher: none", llama))


@bypass("impossibility", "A workload with a teacher is declared to need prompts only", code=1, says=TEACHER)
def taught_by_prompts(gate: Gate) -> Done:
    """Deny the need for tuning on which the rule about the teacher's terms rests."""
    return changed(gate, ("teacher: none", "teacher: openai/gpt-4o"), ("need: lora", "need: prompt"))


@bypass("omission", "A model API is listed as a recipient, without the option that calls it", code=1, says=OPTION)
def inference_without_an_option(gate: Gate) -> Done:
    """Declare a model's provider, and no model."""
    terms = "classes: [internal], training_use: none, zero_retention: true"
    return _with(gate, f"recipients: [{{provider: openai, role: inference, {terms}}}]")


@bypass("impossibility", "Personal data is declared to be about nobody", code=1, says=SUBJECTS)
def personal_data_about_nobody(gate: Gate) -> Done:
    """Empty the list of places on which the GDPR rests."""
    return changed(gate, ("subjects: [US]", "subjects: []"))


@bypass("omission", "Where the people are whom personal data is about is undeclared", code=1, says=SUBJECTS)
def personal_data_about_undeclared_people(gate: Gate) -> Done:
    """Delete the list."""
    return changed(gate, ("      subjects: [US]\n", ""))


@bypass("impossibility", "De-identified data with names is declared to be about nobody", code=1, says=SUBJECTS)
def names_about_nobody(gate: Gate) -> Done:
    """Say that the data was de-identified, and keep its classes."""
    return changed(gate, ("subjects: [US]", "subjects: []"), ("deid: {method: none}", "deid: {method: anonymised}"))


@bypass(
    "omission",
    "A workload leaves out the teacher of its tuning set, and that it needs tuning",
    code=1,
    says="error[consistency/tuning-need]",
)
def tuned_without_a_need(gate: Gate) -> Done:
    """Keep the rest of the tuning set."""
    need = "      need: lora, examples: 5000,"
    return changed(gate, (need, "      examples: 5000,"), ("teacher: none, drift_plan", "drift_plan"))
