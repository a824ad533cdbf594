"""Workloads that are as they should be, and that rules about contradictions once refused: each states what is true."""

from pathlib import Path

import pytest

from tests.unit.engine.judging import AS_OF, OPENAI, OWN, Data, failures, judged, make_profile

ACME = {"organization": {"name": "Acme", "roles": ["employer"], "jurisdictions": ["US"]}}
HOSPITAL = {"organization": {"name": "Acme", "roles": ["hipaa-covered-entity", "health-care-provider"]}}
PLAN = {"organization": {"name": "Acme", "roles": ["hipaa-covered-entity", "insurer"]}}
LITELLM = {**ACME, "catalog": {"services": {"litellm": {"company": "Acme", "kind": "gateway"}}}}
OWN_MODEL = {**ACME, "catalog": {"models": {"acme/ledger-7b": {"openness": "closed", "params_total_b": 7}}}}
TABLES = {**ACME, "catalog": {"services": {"snowflake-tables": {"company": "snowflake", "kind": "storage"}}}}
ANNOTATORS = {**ACME, "catalog": {"services": {"annotators": {"company": "annotators", "kind": "other"}}}}
BEDROCK = {
    "model": "anthropic/claude-sonnet-4-6",
    "hosting": "vendor-api",
    "provider": "aws-bedrock",
    "region": "us-east-1",
}
OPUS = {"model": "anthropic/claude-opus-4-1", "hosting": "vendor-api", "provider": "azure-ai-foundry"}
AIR_GAPPED = {**OWN, "hosting": "air-gapped"}
EMBEDDING = {"role": "embedding", "model": "BAAI/bge-m3", "hosting": "on-premises", "fine_tuned": True}
INTERNAL = {"data": {"classes": ["internal"]}}
CREDENTIALS = {"classes": ["pii"], "subjects": ["US"], "deid": {"method": "none"}}

PHI = "compliance/hipaa/phi-declared"
STAFF_DATA = {**CREDENTIALS, "phi_exception": "not-health-information"}

HONEST: dict[str, tuple[str, Data, Data]] = {
    "a gateway of the organisation, and what is behind it": (
        "consistency/gateway",
        make_profile(
            {**OPENAI, "provider": "litellm"},
            recipients=[{"provider": name, "role": "inference"} for name in ("openai", "azure-openai")],
        ),
        LITELLM,
    ),
    "a marketplace, and the company that runs the model": (
        "consistency/gateway",
        make_profile(
            {"model": "deepseek-ai/DeepSeek-R1", "hosting": "managed-open", "provider": "openrouter"},
            recipients=[{"provider": "deepinfra", "role": "inference"}],
        ),
        ACME,
    ),
    "speech recognition of the cloud that runs the model": (
        "consistency/recipient-option",
        make_profile(BEDROCK, recipients=[{"provider": "aws", "role": "inference"}]),
        ACME,
    ),
    "annotators, who run no model": (
        "consistency/recipient-option",
        make_profile(OWN, recipients=[{"provider": "annotators", "role": "annotation"}]),
        ANNOTATORS,
    ),
    "tuned at a service, and run on own machines": (
        "consistency/recipient-option",
        make_profile(
            {**OWN, "fine_tuned": True},
            recipients=[{"provider": "together", "role": "fine-tuning", "classes": ["pii"]}],
            customization={"need": "lora"},
            fine_tune={"data_classes": ["pii"]},
        ),
        ACME,
    ),
    "measurements of data that stays on the premises": (
        "compliance/recipient-boundary",
        make_profile(
            OWN,
            data={"boundary": "premises"},
            recipients=[{"provider": "datadog", "role": "observability", "classes": ["internal"]}],
        ),
        ACME,
    ),
    "support of an air-gapped model's developer": (
        "consistency/air-gapped-recipient",
        make_profile(
            AIR_GAPPED,
            data={"classes": ["confidential"]},
            recipients=[{"provider": "mistral", "role": "support", "classes": ["internal"]}],
        ),
        ACME,
    ),
    "retrieval with a tuned embedding": (
        "consistency/tuning-need",
        make_profile(
            {**OPENAI, "fine_tuned": False},
            **INTERNAL,
            supporting=[EMBEDDING],
            customization={"need": "rag"},
            fine_tune={"data_classes": ["internal"], "teacher": "none"},
        ),
        ACME,
    ),
    "a router that sends what can wait to a smaller model": (
        "consistency/routing",
        make_profile(
            OPENAI,
            routing={"router": "rules", "default": "primary"},
            supporting=[{"role": "batch", **OPENAI, "model": "openai/gpt-4o-mini"}],
        ),
        ACME,
    ),
    "tables at a company that also runs models": (
        "consistency/recipient-role",
        make_profile(OPENAI, recipients=[{"provider": "snowflake-tables", "role": "storage"}]),
        TABLES,
    ),
    "the organisation's own model": (
        "consistency/closed-weights",
        make_profile({"model": "acme/ledger-7b", "hosting": "on-premises"}),
        OWN_MODEL,
    ),
    "a closed model at a cloud that sells the developer's other models": (
        "consistency/offer",
        make_profile(OPUS, **INTERNAL),
        ACME,
    ),
    "credentials of a hospital's physicians": (
        PHI,
        make_profile(OPENAI, data=STAFF_DATA, use_case="document-processing", audience=["clinicians"]),
        HOSPITAL,
    ),
    "a health plan's brokers": (
        PHI,
        make_profile(OPENAI, data=STAFF_DATA, use_case="document-processing", audience=["employees"]),
        PLAN,
    ),
}


@pytest.mark.parametrize("name", HONEST)
def test_honest_statements_hold(name: str, tmp_path: Path) -> None:
    """A true statement is no error, and nothing that decides about it is missing."""
    rule, profile, settings = HONEST[name]
    report = judged(tmp_path, profile, settings, select=(rule,), as_of=AS_OF)
    assert [(verdict.rule.id, verdict.message) for verdict in failures(report)] == []
