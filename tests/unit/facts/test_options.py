"""What an option joins from the catalog and what is derived from it."""

from pathlib import Path
from typing import Any

import pytest

from tests.unit.engine.judging import LLAMA, OPENAI, OWN, Data, facts_of, laid_out, make_profile

MISTRAL = "mistralai/Mistral-Large-Instruct-2411"
AWS = {"hosting": "private-cloud", "provider": "aws"}


def option(tmp_path: Path, choice: Data, data: Data | None = None, settings: Data | None = None) -> dict[str, Any]:
    """Return the facts of a profile's primary option."""
    return facts_of(laid_out(tmp_path, make_profile(choice, data=data), settings)[2], "option", "primary")


@pytest.mark.parametrize(
    ("hosting", "boundary", "external"),
    [
        ("vendor-api", "none", True), ("managed-open", "none", True), ("private-cloud", "vpc", False),
        ("on-premises", "premises", False), ("air-gapped", "premises", False), ("on-device", "machine", False),
    ],
)  # fmt: skip
def test_boundary(tmp_path: Path, hosting: str, boundary: str, external: bool) -> None:  # noqa: FBT001 - a table's column
    """Each way of hosting keeps data within a boundary."""
    facts = option(tmp_path, {"model": LLAMA, "hosting": hosting}, {"boundary": "vpc"})
    assert (facts["option.boundary"], facts["option.external"], facts["option.self_hosted"]) == (
        boundary,
        external,
        not external,
    )
    assert facts["option.third_party"] is (external or hosting == "private-cloud")
    assert facts["option.within_boundary"] is (boundary not in ("none", "network"))


def test_a_dedicated_service_is_within_the_network(tmp_path: Path) -> None:
    """A tenancy of one's own narrows an external service; nothing is said of a boundary nobody declared."""
    facts = option(tmp_path, {**OPENAI, "tenancy": "dedicated"})
    assert facts["option.boundary"] == "network"
    assert "option.within_boundary" not in facts


@pytest.mark.parametrize(
    ("choice", "residency", "expected"),
    [
        ({"region": "eu-central-1"}, ["EU"], ("DE", True)),
        ({"region": "eu-central-1"}, ["CH"], ("DE", False)),
        ({"region": "us-east-1"}, ["EU", "US"], ("US", True)),
        ({"region": "DE"}, ["EEA"], ("DE", True)),
        ({"region": "eu-central-1"}, None, ("DE", None)),
        ({}, ["EU"], (None, None)),
        ({}, [], (None, True)),
    ],
)
def test_residency(tmp_path: Path, choice: Data, residency: list[str] | None, expected: tuple[Any, Any]) -> None:
    """A region lies in a country and all that is around it; `[]` states that any place will do."""
    facts = option(tmp_path, {"model": LLAMA, **AWS, **choice}, {} if residency is None else {"residency": residency})
    assert (facts.get("option.region.country"), facts.get("option.within_residency")) == expected


def test_an_area_is_no_country(tmp_path: Path) -> None:
    """A region that spans countries lies in what its area is."""
    settings = {"catalog": {"regions": {"aws": {"eu-all": {"area": "EU"}, "anywhere": {"area": "global"}}}}}
    facts = option(tmp_path, {"model": LLAMA, **AWS, "region": "eu-all"}, {"residency": ["EU"]}, settings)
    assert "option.region.country" not in facts
    assert (facts["option.region.groups"], facts["option.within_residency"]) == (["EU", "EEA"], True)
    facts = option(tmp_path, {"model": LLAMA, **AWS, "region": "anywhere"}, {"residency": ["EU"]}, settings)
    assert (facts["option.region.groups"], facts["option.within_residency"]) == ([], False)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({"hosting": "on-premises"}, ["LicenseRef-MRL-0.1"]),
        ({**AWS}, ["LicenseRef-MRL-0.1"]),
        ({"hosting": "vendor-api", "provider": "mistral"}, ["LicenseRef-ToS-Mistral-Commercial"]),
        ({"hosting": "vendor-api"}, ["LicenseRef-MRL-0.1", "LicenseRef-ToS-Mistral-Commercial"]),
    ],
)
def test_licences_by_provider(tmp_path: Path, choice: Data, expected: list[str]) -> None:
    """A service's own terms replace the licence there; where the service is not declared, all that may bind do."""
    profile = make_profile({"model": MISTRAL, **choice})
    cases = laid_out(tmp_path, profile)[2]
    assert facts_of(cases, "option")["option.model.licenses"] == expected
    assert [case.facts["license.id"] for case in cases if case.subject.scope == "license"] == expected


def test_retirement_is_per_provider(tmp_path: Path) -> None:
    """A service retires a model on its day; the weights elsewhere know none."""
    at_mistral = option(tmp_path, {"model": MISTRAL, "hosting": "vendor-api", "provider": "mistral"})
    assert at_mistral["option.retires"].date().isoformat() == "2026-05-31"
    assert at_mistral["option.days_to_retirement"] == -175
    assert "option.retires" not in option(tmp_path, {"model": MISTRAL, "hosting": "on-premises"})


def test_sizing(tmp_path: Path) -> None:
    """Weights take all parameters at their width; memory is that of all GPUs."""
    facts = option(tmp_path, {**OWN, "hardware": {"gpu": "A100-80GB", "count": 4}, "serving": {"quantization": "int4"}})
    assert (facts["option.sizing.weights_gb"], facts["option.sizing.available_gb"]) == (70.6 / 2, 320.0)


def test_a_gpu_without_known_memory(tmp_path: Path) -> None:
    """A GPU of the overlay whose memory nobody stated leaves the memory at hand unknown."""
    facts = option(tmp_path, {**OWN, "hardware": {"gpu": "X1", "count": 4}}, None, {"catalog": {"gpus": {"X1": {}}}})
    assert "option.sizing.available_gb" not in facts


def test_aliases_give_ids(tmp_path: Path) -> None:
    """Facts carry the catalog's own names, whatever the profile calls things."""
    facts = option(tmp_path, {"model": "mistral-large-2411", "hosting": "managed-open", "provider": "bedrock"})
    assert (facts["option.model.id"], facts["option.provider.id"], facts["option.provider.company"]) == (
        MISTRAL, "aws-bedrock", "amazon",
    )  # fmt: skip


def test_the_primary_is_mirrored(tmp_path: Path) -> None:
    """Every option of a workload sees its primary, and whether it is weaker than that."""
    profile = make_profile({"model": LLAMA, **AWS}, supporting=[{"role": "fallback", **OPENAI}])
    cases = laid_out(tmp_path, profile)[2]
    fallback = facts_of(cases, "option", "fallback[0]")
    assert (fallback["primary.model.id"], fallback["primary.boundary"], fallback["option.weaker_than_primary"]) == (
        LLAMA,
        "vpc",
        True,
    )
    assert "option.weaker_than_primary" not in facts_of(cases, "option", "primary")


def test_considered_options_are_no_cases_of_the_gate(tmp_path: Path) -> None:
    """What a team considered is judged only when asked for, with its licences and its recipient."""
    profile = make_profile(OWN, considered=[OPENAI])
    assert not any("considered" in case.subject.element for case in laid_out(tmp_path, profile)[2])
    cases = [case for case in laid_out(tmp_path, profile, considered=True)[2] if case.considered]
    assert [tuple(case.subject[i] for i in (0, 3)) for case in cases] == [
        ("option", "considered[0]"),
        ("license", "considered[0]: LicenseRef-ToS-OpenAI-Services-Agreement"),
        ("recipient", "considered[0]: openai"),
    ]


@pytest.mark.parametrize(
    ("provider", "services", "expected"),
    [
        ("lambda", {}, False),
        ("lambda", {"lambda": {"hostings": ["on-premises"]}}, True),
        ("lambda", {"lambda": {"hostings": ["air-gapped"]}}, False),
        ("corp-llm", {"corp-llm": {"company": "Acme"}}, True),
        ("corp-llm", {"corp-llm": {"company": "Acme", "hostings": ["private-cloud"]}}, False),
        ("corp-llm", {"corp-llm": {"company": "other"}}, False),
    ],
)
def test_a_provider_beside_own_hardware(tmp_path: Path, provider: str, services: Data, *, expected: bool) -> None:
    """Only a service of the organisation, or one whose catalog entry states it, stands beside own hardware."""
    settings = {"organization": {"name": "Acme"}, "catalog": {"services": services}}
    facts = option(tmp_path, {**OWN, "provider": provider}, settings=settings)
    assert (facts["option.names_provider"], facts["option.provider.on_own_hardware"]) == (True, expected)


def test_no_provider(tmp_path: Path) -> None:
    """Where none is named, nothing is said of one."""
    facts = option(tmp_path, OWN)
    assert (facts["option.names_provider"], "option.provider.on_own_hardware" in facts) == (False, False)
