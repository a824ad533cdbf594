"""Profiles in production that fail: examples as they are shipped, and passing examples with one thing wrong."""

from typing import Any

from policyengine.loading.yaml.parsing import parse_mapping
from tests.golden.test_shown_by import VARIANTS
from tests.golden.transcripts import ROOT
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
TRACES = {"role": "observability", "provider": "langfuse"}
NOTES = {"kind": "vector-store", "provider": "pinecone", "country": "US", "classes": ["phi"], "encrypted": True}
GENES = {"kind": "tuning-set", "provider": "own", "country": "US", "classes": ["phi", "genetic"], "encrypted": True}
TEACHER = {"role": "teacher", "model": "openai/gpt-4o", "hosting": "vendor-api", "provider": "openai"}
GRADES = {"role": "evaluation", "provider": "openai", "classes": ["internal"], "training_use": "none"}
EMBEDDING = {
    "role": "embedding",
    "model": "openai/text-embedding-3-large",
    "hosting": "vendor-api",
    "provider": "openai",
}
ROUTED = {"model": "deepseek-ai/DeepSeek-R1", "hosting": "managed-open", "provider": "openrouter", "tier": "enterprise"}
CALLED = {"role": "inference", "provider": "openai", "classes": ["internal"], "training_use": "none"}

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
    "a recipient of another company": ("patient-chatbot", ((f"{QA}.recipients", [{**TRACES, "company": "amazon"}]),)),
    "a recipient of nothing": ("patient-chatbot", ((f"{QA}.recipients", [{**TRACES, "classes": []}]),)),
    "a recipient in a role that reads nothing": (
        "patient-chatbot",
        ((f"{QA}.recipients", [{**TRACES, "role": "storage", "classes": ["internal"]}]),),
    ),
    "a store at a company that is no recipient": ("patient-chatbot", ((f"{QA}.stores", [NOTES]),)),
    "a store of undeclared classes": ("patient-chatbot", ((f"{QA}.stores", [GENES]),)),
    "a tuning set of undeclared classes": ("patient-chatbot", ((f"{QA}.fine_tune.data_classes", ["genetic"]),)),
    "a teacher that is none": ("patient-chatbot", ((f"{QA}.supporting", [TEACHER]),)),
    "inference without an option": (
        "patient-chatbot",
        ((f"{QA}.recipients", [{**CALLED, "zero_retention": True}]),),
    ),
    "a model API that evaluates": (
        "patient-chatbot",
        ((f"{QA}.recipients", [{**GRADES, "zero_retention": True}]),),
    ),
    "a gateway alone": (
        "customer-support",
        ((f"{TICKETS}.supporting", [{"role": "escalation", **ROUTED, "version_pinned": True}]),),
    ),
    "a recipient outside the boundary": (
        "patient-chatbot",
        (
            (f"{QA}.recipients", [{**WATCHED, "training_use": "none", "zero_retention": True}]),
            ("agreements.datadog.baa", {"status": "signed", "date": "2026-01-01", "covers": ["datadog"]}),
        ),
    ),
    "an embedding outside the gap": (
        "patient-chatbot",
        (
            (f"{QA}.choice.hosting", "air-gapped"),
            (f"{QA}.choice.provider", None),
            (f"{QA}.choice.region", None),
            (f"{QA}.supporting", [EMBEDDING]),
        ),
    ),
    "claims called personal data": (
        "patient-chatbot",
        (
            ("organization.roles", ["hipaa-covered-entity", "insurer"]),
            (f"{QA}.data.classes", ["pii", "financial"]),
            (f"{QA}.use_case", "insurance-claims"),
            (f"{QA}.audience", ["employees"]),
        ),
    ),
    "patients' data that concerns nobody's health": (
        "patient-chatbot",
        ((f"{QA}.data.classes", ["pii"]), (f"{QA}.data.phi_exception", "not-health-information")),
    ),
    "patients' data about nobody": ("patient-chatbot", ((f"{QA}.data.subjects", []),)),
    "machines rented by the hour": (
        "patient-chatbot",
        (
            (f"{QA}.choice.hosting", "on-premises"),
            (f"{QA}.choice.provider", None),
            (f"{QA}.choice.region", None),
            (f"{QA}.choice.hardware_owned", False),
            (f"{QA}.choice.hardware.term", "on-demand"),
            (f"{QA}.choice.hardware.usd_per_hour", 2.0),
        ),
    ),
    "PHI called health data": (
        "patient-chatbot",
        (
            (f"{QA}.data.classes", ["health"]),
            (f"{QA}.use_case", "data-analysis"),
            (f"{QA}.audience", ["employees"]),
        ),
    ),
    "PHI called personal data": ("patient-chatbot", ((f"{QA}.data.classes", ["pii"]),)),
}


def _with_defaults(settings: dict[str, Any]) -> dict[str, Any]:
    """Return settings with what a platform states for the profiles below them."""
    path = ROOT / "examples" / "platform-defaults" / "policyengine.yaml"
    return {**settings, "defaults": parse_mapping(path.name, path.read_text(encoding="utf-8")).value["defaults"]}


def _bases() -> dict[str, Files]:
    found = {
        "failing": example("failing"),
        "on-lambda": example("hospital-rented-gpus", profile="on-lambda.llm-profile.yaml"),
    }
    found["failing below a platform"] = found["failing"]._replace(settings=_with_defaults(found["failing"].settings))
    found |= {name: example(base, *changes) for name, (_, base, changes) in VARIANTS.items()}
    return found | {name: example(base, *changes) for name, (base, changes) in IMPOSSIBLE.items()}


BASES = _bases()
"""Files of production profiles whose check exits 1, by what is wrong with them."""

ANOTHER_STATEMENT = {
    r"\.(data|stores\.\d+)\.classes\.\d+=(?!phi$)": "a shorter list of classes declares that the workload or store "
    "handles other data; that patients' data are PHI is not for a profile to leave out",
    r"\.data\.residency(\.\d+)?=": "an empty list states that the data may be processed anywhere",
    r"\.use\.purposes(\.\d+)?=": "an empty list states that no use that licences exclude applies; it contradicts a use "
    "case or an audience that implies one, see CAUGHT",
    r"\.(supporting|recipients|tools|stores)(\.\d+)?=": "an option, recipient, tool or store that is not declared is "
    "not used; nothing in the profile says that it was",
    r"\.fine_tune=": "a workload without a tuning set, a teacher or plans for tuning is not tuned",
    r"\.tools\.\d+\.limit=": "a limit is free text, so any words but `none` state one; people judge them",
    r"^organization\.roles(\.\d+)?=": "a shorter list of roles states what the organisation is not",
    r"^workloads\.[^.]+=": "a workload that is not declared does not exist; the last one cannot be deleted",
}
"""Places whose deletion is another statement, not an omission, each with the reason. Everything else must not help.

A pattern is searched in the place with its value: `workloads.patient-qa.data.classes.0=phi`.
"""

CAUGHT: dict[str, tuple[Files, str]] = {
    "PHI of a hospital": (example("hospital-rented-gpus"), "workloads.summarise-notes.data.classes.0"),
    "PHI of a failing hospital": (BASES["on-lambda"], "workloads.summarise-notes.data.classes.0"),
    "the only class of a recipient": (
        example("patient-chatbot", (f"{QA}.recipients", [WATCHED])),
        f"{QA}.recipients.0.classes.0",
    ),
    "the capacities of a hospital": (BASES["PHI called personal data"], "organization.roles"),
    "the only purpose of clinical decision support": (
        example(
            "patient-chatbot",
            (f"{QA}.use_case", "clinical-decision-support"),
            (f"{QA}.use.purposes", ["clinical-use"]),
        ),
        f"{QA}.use.purposes.0",
    ),
    "the teacher beside a need for tuning": (BASES["a closed model as teacher"], f"{TICKETS}.fine_tune"),
    "the need for tuning beside a teacher": (BASES["a closed model as teacher"], f"{TICKETS}.customization.need"),
    "what a router sends to": (example("customer-support"), f"{TICKETS}.supporting"),
    "one option that a router sends to": (example("customer-support"), f"{TICKETS}.supporting.0"),
}
"""Deletions that contradict what is left, so that they fail even where the profile passed before: files and place."""
