"""What an option or a workload declares that excludes each other, or that the catalog excludes."""

from pathlib import Path
from typing import Any

import pytest

from tests.unit.engine.judging import LLAMA, OPENAI, OWN, Data, facts_of, laid_out, make_profile

AWS = {"model": LLAMA, "hosting": "private-cloud", "provider": "aws"}
GPT = "openai/gpt-4.1"


def option(tmp_path: Path, choice: Data, settings: Data | None = None) -> dict[str, Any]:
    """Return the facts of a profile's primary option."""
    return facts_of(laid_out(tmp_path, make_profile(choice), settings)[2], "option", "primary")


def workload(tmp_path: Path, **declared: Any) -> dict[str, Any]:
    """Return the facts of a workload."""
    return facts_of(laid_out(tmp_path, make_profile(**declared))[2], "workload")


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ({}, []),
        ({"hardware": {"gpu": "A100-80GB", "count": 4}}, []),
        ({"hardware": {"term": "on-demand"}}, ["rented-by-the-hour"]),
        ({"hardware": {"term": "spot"}, "hardware_owned": False}, ["rented-by-the-hour"]),
        ({"hardware": {"usd_per_hour": 2.0}, "hardware_owned": False}, ["rented-by-the-hour"]),
        ({"hardware": {"usd_per_hour": 2.0}}, []),
        ({"hardware": {"term": "on-demand", "usd_per_hour": 2.0}, "hardware_owned": True}, []),
        ({"hardware": {"term": "reserved", "usd_per_hour": 2.0}, "hardware_owned": False}, []),
        ({"tenancy": "dedicated"}, []),
        ({"tenancy": "shared", "hardware": {"term": "spot"}}, ["rented-by-the-hour", "shared-with-other-customers"]),
    ],
)
@pytest.mark.parametrize("hosting", ["on-premises", "air-gapped", "on-device"])
def test_own_hardware(tmp_path: Path, hosting: str, declared: Data, expected: list[str]) -> None:
    """Own hardware may have an internal price or a lease, and is not given back by the hour."""
    facts = option(tmp_path, {"model": LLAMA, "hosting": hosting, **declared})
    assert facts["option.hosting_contradictions"] == expected


def test_rented_machines_are_rented(tmp_path: Path) -> None:
    """In a cloud, machines are rented by the hour and shared."""
    facts = option(tmp_path, {**AWS, "hardware": {"term": "on-demand"}, "hardware_owned": False, "tenancy": "shared"})
    assert facts["option.hosting_contradictions"] == []


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({}, []),
        ({"version": "latest"}, []),
        ({"version": "latest", "version_pinned": False}, []),
        ({"version": "latest", "version_pinned": True}, ["moving-version-pinned"]),
        ({"version": "stable", "version_pinned": True}, ["moving-version-pinned"]),
        ({"version": "auto-update", "version_pinned": True}, ["moving-version-pinned"]),
        ({"version": "HEAD", "version_pinned": True}, ["moving-version-pinned"]),
        ({"version": "registry.corp.example/llama:latest", "version_pinned": True}, ["moving-version-pinned"]),
        ({"version": "support-8b-7", "version_pinned": True}, []),
        ({"version": "main-2026-03-01", "version_pinned": True}, []),
        ({"version": "Llama-3.1-70B-Instruct-int4", "version_pinned": True}, []),
        ({"version": "deepseek-ai/DeepSeek-R1"}, ["version-of-another-model"]),
        ({"version": "meta-llama/Llama-3.1-8B-Instruct"}, []),
        ({"artifact": {"source": "company mirror"}}, []),
        ({"artifact": {"source": f"https://huggingface.co/{LLAMA}"}}, []),
        ({"artifact": {"source": "https://huggingface.co/acme/llama-3.1-70b-medqa"}}, []),
        ({"artifact": {"source": "https://huggingface.co/meta-llama/Llama-3.1-70B/tree/main"}}, []),
        ({"artifact": {"source": "deepseek-ai/DeepSeek-R1"}}, ["weights-of-another-model"]),
        (
            {"artifact": {"source": "https://huggingface.co/deepseek-ai/DeepSeek-R1/tree/main"}},
            ["weights-of-another-model"],
        ),
        ({**OPENAI, "version": "gpt-4o-2024-11-20", "version_pinned": True}, []),
        ({**OPENAI, "version": "gpt-4o-mini-2024-07-18", "version_pinned": True}, ["version-of-another-model"]),
        ({**OPENAI, "version": "gpt-4o-mini"}, ["version-of-another-model"]),
        (
            {
                "model": "mistral/codestral-2508", "hosting": "vendor-api", "provider": "mistral",
                "version": "codestral-latest", "version_pinned": True,
            },
            ["moving-version-pinned"],
        ),
    ],
)  # fmt: skip
def test_versions(tmp_path: Path, choice: Data, expected: list[str]) -> None:
    """An alias is not pinned, and a name that the catalog knows is the model of that name; other names say nothing."""
    assert option(tmp_path, {**OWN, **choice})["option.version_contradictions"] == expected


@pytest.mark.parametrize(
    ("model", "provider", "expected"),
    [
        (GPT, "openai", "offered"),
        (GPT, "azure-openai", "offered"),
        (GPT, "azure-ai-foundry", "offered"),
        (GPT, "mistral", "not-offered"),
        (GPT, "aws-bedrock", "others-offered"),
        (GPT, "groq", "not-offered"),
        (GPT, "openrouter", "not-stated"),
        (GPT, "corp-gateway", "not-stated"),
        ("anthropic/claude-sonnet-4-6", "aws-bedrock", "offered"),
        ("anthropic/claude-sonnet-4-6", "google-vertex", "offered"),
        ("anthropic/claude-sonnet-4-6", "google-gemini-api", "not-offered"),
        ("anthropic/claude-opus-4-1", "azure-ai-foundry", "others-offered"),
        ("google/gemini-2.5-pro", "google-vertex", "offered"),
        ("openai/gpt-4", "mistral", "not-offered"),
        ("xai/grok-4", "xai", "offered"),
        ("xai/grok-4", "oracle-oci", "not-stated"),
        ("openai/text-embedding-3-small", "mistral", "not-stated"),
        ("mistral/codestral-2508", "mistral-free", "offered"),
    ],
)
def test_offers(tmp_path: Path, model: str, provider: str, expected: str) -> None:
    """Services, those of their kind at the same company, and the developer offer a model; gateways are left out."""
    settings = {"catalog": {"services": {"corp-gateway": {"company": "acme"}}}}
    facts = option(tmp_path, {"model": model, "hosting": "vendor-api", "provider": provider}, settings)
    assert facts["option.provider.offer"] == expected


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        ([], ("not-stated", None)),
        (["azure-openai"], ("offered", None)),
        (["mistral", "openai"], ("offered", None)),
        (["mistral"], ("not-offered", ["azure-ai-foundry", "azure-openai", "openai"])),
    ],
)
def test_offers_behind_a_gateway(tmp_path: Path, behind: list[str], expected: Any) -> None:
    """Behind a gateway, the listed services offer the model."""
    listed = [{"provider": name, "role": "inference"} for name in behind]
    choice = {"model": GPT, "hosting": "vendor-api", "provider": "openrouter"}
    facts = facts_of(laid_out(tmp_path, make_profile(choice, recipients=listed))[2], "option", "primary")
    assert (facts["option.provider.offer"], facts.get("option.model.offered_by")) == expected


@pytest.mark.parametrize(
    ("name", "model", "described", "expected"),
    [
        ("Acme", "acme/ledger-7b", {}, True),
        ("Acme GmbH", "acme-gmbh/ledger-7b", {}, True),
        ("Acme GmbH", "acme/ledger-7b", {}, False),
        ("Acme GmbH", "acme/ledger-7b", {"developer": "Acme GmbH"}, True),
        ("Acme", "ledger-7b", {}, False),
        ("Acme", "ledger-7b", {"developer": "acme"}, True),
        ("OpenAI", "openai/gpt-4o", {}, False),
        ("Acme", "openai/gpt-4o", {"developer": "Acme"}, False),
        (None, "acme/ledger-7b", {}, False),
    ],
)
def test_own_models(tmp_path: Path, name: str | None, model: str, described: Data, *, expected: bool) -> None:
    """A model is the organisation's own where its settings describe it under its name, and no company has the name."""
    settings = {"catalog": {"models": {model: {"openness": "closed", **described}}}}
    organization = {} if name is None else {"organization": {"name": name}}
    facts = option(tmp_path, {"model": model, "hosting": "on-premises"}, {**settings, **organization})
    assert facts["option.model.own"] is expected


def test_settings_correct_the_offers(tmp_path: Path) -> None:
    """The settings' own catalog lists where a model is offered, or that a service is a gateway."""
    choice = {"model": GPT, "hosting": "vendor-api", "provider": "mistral"}
    offers = {"catalog": {"models": {GPT: {"available_on": ["openai", "mistral"]}}}}
    gateway = {"catalog": {"services": {"mistral": {"kind": "gateway"}}}}
    assert option(tmp_path, choice, offers)["option.provider.offer"] == "offered"
    assert option(tmp_path, choice, gateway)["option.provider.offer"] == "not-stated"


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({**AWS}, False),
        ({**AWS, "region": "us-east-1"}, False),
        ({**AWS, "region": "US"}, False),
        ({**AWS, "region": "EU"}, False),
        ({**AWS, "region": "IS"}, True),
        ({**OWN, "region": "IS"}, False),
        ({**OPENAI, "region": "JP"}, False),
        ({"model": LLAMA, "hosting": "managed-open", "provider": "mistral", "region": "FR"}, False),
        ({"model": LLAMA, "hosting": "managed-open", "provider": "mistral", "region": "JP"}, True),
        ({"model": LLAMA, "hosting": "managed-open", "provider": "groq", "region": "IS"}, False),
    ],
)
def test_regions(tmp_path: Path, choice: Data, expected: bool) -> None:  # noqa: FBT001 - a table's column
    """A country is contradicted by a verified list that has neither it nor an area around it."""
    assert option(tmp_path, choice)["option.region.contradicted"] is expected


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ({}, []),
        ({"ai_act": {"class": "prohibited"}}, ["prohibited-without-hit"]),
        ({"ai_act": {"class": "prohibited", "prohibited_screen": "clear"}}, ["prohibited-without-hit"]),
        ({"ai_act": {"class": "prohibited", "prohibited_screen": "hit"}}, []),
        ({"ai_act": {"class": "minimal", "prohibited_screen": "clear"}}, []),
        ({"use_case": "hiring-decision", "decision_effect": "none"}, ["decision-without-effect"]),
        ({"use_case": "hiring-decision", "decision_effect": "informs"}, []),
        ({"use_case": "housing", "decision_effect": "none"}, []),
        ({"decision_effect": "none"}, []),
        ({"interaction": "none", "tasks": ["chat"]}, ["chat-without-interaction"]),
        ({"interaction": "none", "use_case": "companion-chatbot"}, ["chat-without-interaction"]),
        ({"interaction": "none", "tasks": ["summarization"], "audience": ["customers"]}, []),
        ({"interaction": "chat", "tasks": ["chat"]}, []),
    ],
)
def test_statements(tmp_path: Path, declared: Data, expected: list[str]) -> None:
    """Words of a workload that exclude each other; what is not declared contradicts nothing."""
    assert workload(tmp_path, **declared)["workload.contradictions"] == expected


@pytest.mark.parametrize(("exception", "expected"), [(None, False), ("none", False), ("employment-records", True)])
def test_exceptions_from_phi(tmp_path: Path, exception: str | None, expected: bool) -> None:  # noqa: FBT001 - a table's column
    """Nobody has an exception without declaring it."""
    data = {} if exception is None else {"phi_exception": exception}
    assert workload(tmp_path, data=data)["workload.data.phi_excepted"] is expected


@pytest.mark.parametrize(
    ("method", "expected"),
    [(None, False), ("none", False), ("anonymised", False), ("hipaa-safe-harbor", True)],
)
def test_deidentified_under_hipaa(tmp_path: Path, method: str | None, *, expected: bool) -> None:
    """Nobody's data is de-identified without a method of 45 CFR 164.514 being declared."""
    data = {} if method is None else {"deid": {"method": method}}
    assert workload(tmp_path, data=data)["workload.data.hipaa_deidentified"] is expected


@pytest.mark.parametrize(
    ("supporting", "expected"),
    [
        ([], True),
        ([{"role": "embedding", "model": LLAMA, "hosting": "on-premises"}], True),
        ([{"role": "fallback", "model": LLAMA, "hosting": "air-gapped"}], True),
        ([{"role": "fallback", "model": LLAMA, "hosting": "on-premises"}], False),
    ],
)
def test_air_gapped(tmp_path: Path, supporting: list[Data], expected: bool) -> None:  # noqa: FBT001 - a table's column
    """A workload is air-gapped where each option that answers is."""
    profile = make_profile({"model": LLAMA, "hosting": "air-gapped"}, supporting=supporting)
    facts = facts_of(laid_out(tmp_path, profile)[2], "workload")
    assert facts["workload.options.air_gapped"] is expected
