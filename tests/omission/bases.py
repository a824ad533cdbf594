"""Profiles in production that fail: examples as they are shipped, and passing examples with one thing wrong."""

from tests.golden.test_shown_by import VARIANTS
from tests.golden.variants import Change, Files, example

QA = "workloads.patient-qa"
TICKETS = "workloads.ticket-triage"
DEVICE = {"model": "openai/gpt-4o", "hosting": "on-device"}
AT_MACHINES = {
    "model": "anthropic/claude-sonnet-4-6",
    "hosting": "vendor-api",
    "provider": "aws",
    "region": "us-east-1",
}
SENDS = {"name": "send_email", "write": True, "external_send": True, "web": True, "approval": "none", "limit": "none"}
PLAIN = {"kind": "vector-store", "provider": "pinecone", "region": "us", "classes": ["phi"], "encrypted": False}
WATCHED = {"role": "observability", "provider": "datadog", "classes": ["phi"]}

IMPOSSIBLE: dict[str, tuple[str, tuple[Change, ...]]] = {
    "a closed model on a device": ("patient-chatbot", ((f"{QA}.choice", DEVICE),)),
    "a closed model beside the choice": (
        "patient-chatbot",
        ((f"{QA}.supporting", [{"role": "fallback", **DEVICE}]),),
    ),
    "a model API named after the cloud's machines": ("patient-chatbot", ((f"{QA}.choice", AT_MACHINES),)),
    "no choice": ("patient-chatbot", ((f"{QA}.choice", None),)),
    "no choice, and one considered": (
        "customer-support",
        ((f"{TICKETS}.choice", None), (f"{TICKETS}.considered.0", DEVICE)),
    ),
    "a tool that nobody approves": ("patient-chatbot", ((f"{QA}.tools", [SENDS]),)),
    "a store outside the boundary": ("patient-chatbot", ((f"{QA}.stores", [PLAIN]),)),
    "a recipient without an agreement": ("patient-chatbot", ((f"{QA}.recipients", [WATCHED]),)),
}


def _bases() -> dict[str, Files]:
    found = {
        "failing": example("failing"),
        "on-lambda": example("hospital-rented-gpus", profile="on-lambda.llm-profile.yaml"),
    }
    found |= {name: example(base, *changes) for name, (_, base, changes) in VARIANTS.items()}
    return found | {name: example(base, *changes) for name, (base, changes) in IMPOSSIBLE.items()}


BASES = _bases()
"""Files of production profiles whose check exits 1, by what is wrong with them."""

ANOTHER_STATEMENT = {
    r"\.classes\.\d+$": "a shorter list of classes declares that the workload, store or recipient handles other data",
    r"\.data\.residency(\.\d+)?$": "an empty list states that the data may be processed anywhere",
    r"\.use\.purposes(\.\d+)?$": "an empty list states that no use that licences exclude applies",
    r"\.(supporting|recipients|tools|stores)(\.\d+)?$": "an option, recipient, tool or store that is not declared is "
    "not used; nothing in the profile says that it was",
    r"^workloads\.[^.]+$": "a workload that is not declared does not exist; the last one cannot be deleted",
}
"""Places whose deletion is another statement, not an omission, each with the reason. Everything else must not help."""
