"""Who receives a workload's data, and what is known and agreed about them."""

from pathlib import Path
from typing import Any

import pytest

from tests.unit.engine.judging import LLAMA, OPENAI, OWN, Data, laid_out, make_profile

CLOUD = {"model": LLAMA, "hosting": "private-cloud", "provider": "aws", "region": "us-east-1"}


def recipients(tmp_path: Path, profile: Data, settings: Data | None = None) -> dict[str, dict[str, Any]]:
    """Return the facts of each recipient by its element."""
    cases = laid_out(tmp_path, profile, settings)[2]
    return {case.subject.element: case.facts for case in cases if case.subject.scope == "recipient"}


def known(facts: dict[str, Any], *names: str) -> list[Any]:
    """Return recipient facts by their tails."""
    return [facts.get(f"recipient.{name}") for name in names]


def test_own_hardware_has_no_recipient(tmp_path: Path) -> None:
    """What runs on one's own premises reaches nobody."""
    assert recipients(tmp_path, make_profile(OWN)) == {}


def test_the_cloud_host_is_a_recipient(tmp_path: Path) -> None:
    """Whoever rents out the machines receives the data, under its company's name."""
    (facts,) = recipients(tmp_path, make_profile(CLOUD)).values()
    assert known(facts, "id", "role", "company", "third_party") == ["aws", "cloud-host", "amazon", True]


def test_a_provider_that_is_not_declared_is_still_somebody(tmp_path: Path) -> None:
    """An external option without a provider has a recipient of whom nothing is known."""
    found = recipients(tmp_path, make_profile({"model": "openai/gpt-4o", "hosting": "vendor-api"}))
    assert list(found) == ["inference of openai/gpt-4o"]
    (facts,) = found.values()
    assert known(facts, "role", "third_party", "id", "company") == ["inference", True, None, None]


def test_an_alias_is_the_service(tmp_path: Path) -> None:
    """A recipient goes by the service's id."""
    assert list(recipients(tmp_path, make_profile({**CLOUD, "provider": "ec2"}))) == ["aws"]


@pytest.mark.parametrize(
    ("agreements", "expected"),
    [
        ({"amazon": {"zero_retention": True, "notice_hours": 48}}, [True, 48]),
        ({"aws": {"zero_retention": True, "notice_hours": 48}}, [True, 48]),
        ({"amazon": {"zero_retention": True, "notice_hours": 48}, "aws": {"notice_hours": 24}}, [True, 24]),
        ({"aws-bedrock": {"zero_retention": True}}, [None, None]),
        ({}, [None, None]),
    ],
)
def test_agreements(tmp_path: Path, agreements: Data, expected: list[Any]) -> None:
    """An agreement with a company holds for its services; one about a service comes before it."""
    (facts,) = recipients(tmp_path, make_profile(CLOUD), {"agreements": agreements}).values()
    assert known(facts, "zero_retention", "notice_hours") == expected


def test_the_profile_comes_before_the_agreement_and_that_before_the_catalog(tmp_path: Path) -> None:
    """Of a listed recipient the profile knows best."""
    listed = {"role": "observability", "provider": "aws-bedrock", "notice_hours": 1}
    settings = {"agreements": {"amazon": {"notice_hours": 2, "training_use": "default"}}}
    facts = recipients(tmp_path, make_profile(OWN, recipients=[listed]), settings)["aws-bedrock"]
    assert known(facts, "notice_hours", "training_use", "baa_offered") == [1, "default", "self-serve"]


def test_one_service_behind_two_options_is_asked_about_once(tmp_path: Path) -> None:
    """The same facts make the same recipient."""
    supporting = [{"role": "fallback", **OPENAI}, {"role": "judge", **OPENAI}]
    assert list(recipients(tmp_path, make_profile(OPENAI, supporting=supporting))) == ["openai"]


def test_one_service_on_two_terms_is_asked_about_twice(tmp_path: Path) -> None:
    """Another tier or role is another question, under a name of its own."""
    supporting = [{"role": "fallback", **OPENAI, "tier": "free"}]
    listed = [{"role": "observability", "provider": "openai"}]
    found = recipients(
        tmp_path, make_profile({**OPENAI, "tier": "enterprise"}, supporting=supporting, recipients=listed)
    )
    assert [(name, *known(facts, "tier", "role")) for name, facts in found.items()] == [
        ("openai", "enterprise", "inference"), ("openai [2]", "free", "inference"),
        ("openai [3]", None, "observability"),
    ]  # fmt: skip


def test_classes_are_the_workloads_unless_stated(tmp_path: Path) -> None:
    """A recipient receives all the data, or the classes listed for it."""
    listed = [{"role": "observability", "provider": "datadog", "classes": ["internal"]}]
    found = recipients(tmp_path, make_profile(CLOUD, recipients=listed))
    assert [facts["recipient.classes"] for facts in found.values()] == [["pii"], ["internal"]]


@pytest.mark.parametrize(
    ("agreement", "expected"),
    [
        ({"entity_country": "DE"}, ["EEA", "EU"]),
        ({"entity_country": "DE", "countries": ["IN"]}, []),
        ({"entity_country": "GB"}, ["EEA", "EU"]),
        ({"entity_country": "US", "dpf_certified": True}, ["EEA", "EU"]),
        ({"entity_country": "US", "dpf_certified": False}, []),
        ({"entity_country": "CN"}, []),
    ],
)
def test_adequacy(tmp_path: Path, agreement: Data, expected: list[str]) -> None:
    """Data may go where every country is in the EEA or adequate; in the United States only to certified companies."""
    (facts,) = recipients(tmp_path, make_profile(CLOUD), {"agreements": {"amazon": agreement}}).values()
    assert facts.get("recipient.adequate_for") == expected


def test_claims_are_no_facts(tmp_path: Path) -> None:
    """Who confirmed a fact, and when, is not what rules read."""
    claim = {"status": True, "by": "legal", "checked": "2026-09-01"}
    settings = {"agreements": {"amazon": {"zero_retention": claim}}, "organization": {"ai_literacy": claim}}
    cases = laid_out(tmp_path, make_profile(CLOUD, stores=[{"kind": "log"}], tools=[{"name": "t"}]), settings)[2]
    assert [case.subject for case in cases if "claims" in case.facts] == []


def test_what_the_catalog_says_of_a_listed_recipient(tmp_path: Path) -> None:
    """The catalog's company and kind are known beside what the profile declares."""
    listed = {"role": "storage", "provider": "langfuse-cloud", "company": "amazon"}
    facts = recipients(tmp_path, make_profile(CLOUD, recipients=[listed]))
    found = known(facts["langfuse"], "company", "catalog_company", "service", "listed")
    assert found == ["amazon", "langfuse", "observability", True]
    assert known(facts["aws"], "catalog_company", "service", "listed") == ["amazon", "cloud-compute", False]


def test_the_settings_catalog_names_the_company(tmp_path: Path) -> None:
    """A service that the organisation runs itself belongs to it, by its own catalog."""
    settings = {"organization": {"name": "Acme"}, "catalog": {"services": {"langfuse": {"company": "Acme"}}}}
    listed = {"role": "observability", "provider": "langfuse"}
    facts = recipients(tmp_path, make_profile(OWN, recipients=[listed]), settings)["langfuse"]
    assert known(facts, "company", "catalog_company", "third_party") == ["Acme", "Acme", False]


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ([], []),
        ([{"provider": "openai", "role": "inference"}], ["openai"]),
        ([{"provider": "openai", "role": "inference", "classes": ["pii"]}], ["openai"]),
        ([{"provider": "openai", "role": "inference", "classes": ["internal"]}], []),
        ([{"provider": "openai", "role": "guardrail"}], []),
        ([{"provider": "openrouter", "role": "inference"}], []),
        ([{"provider": "aws", "role": "inference"}], []),
        ([{"provider": "acme-models", "role": "inference"}], ["acme-models"]),
        ([{"provider": "of-no-kind", "role": "inference"}], None),
        ([{"provider": "of-no-kind", "role": "inference"}, {"provider": "openai", "role": "inference"}], ["openai"]),
    ],
)
def test_inference_recipients(tmp_path: Path, listed: list[Data], expected: list[str] | None) -> None:
    """A listed service runs the inference of a workload where it runs models and receives all of the data."""
    services = {"acme-models": {"company": "Acme", "kind": "model-api"}, "of-no-kind": {"company": "acme"}}
    settings = {"organization": {"name": "Acme"}, "catalog": {"services": services}}
    cases = laid_out(tmp_path, make_profile(OWN, recipients=listed), settings)[2]
    (facts,) = [case.facts for case in cases if case.subject.scope == "workload"]
    assert facts.get("workload.inference_recipients") == expected


def test_storage_of_the_same_company(tmp_path: Path) -> None:
    """The settings' own catalog adds the tables of a company whose models the shipped catalog has."""
    profile = make_profile(OWN, recipients=[{"provider": name, "role": "storage"} for name in ("snowflake", "tables")])
    settings = {"catalog": {"services": {"tables": {"company": "snowflake", "kind": "storage"}}}}
    found = recipients(tmp_path, profile, settings)
    assert known(found["snowflake"], "service", "storage_services") == ["cloud-model-api", ["tables"]]
    assert known(found["tables"], "service", "company") == ["storage", "snowflake"]
