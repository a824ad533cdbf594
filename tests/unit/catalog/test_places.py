"""Jurisdictions, regions, services and hardware: the facts that decide where data go and what fits."""

from typing import Any

import pytest

Entry = dict[str, Any]


def closure(place: str, places: Entry) -> list[str]:
    """Return a place and all it lies within, as catalog/README.md defines it."""
    part = places["subdivisions"].get(place)
    if part is not None:
        return [place, *closure(part["within"], places)]
    groups = [name for name, group in places["groups"].items() if place in group["members"]]
    return [place, *sorted(groups, key=lambda name: len(places["groups"][name]["members"]))]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("DE", ["DE", "EU", "EEA"]),
        ("NO", ["NO", "EEA"]),
        ("GB", ["GB"]),
        ("us-ca", ["us-ca", "US"]),
        ("us-ny-nyc", ["us-ny-nyc", "us-ny", "US"]),
    ],
)
def test_closure(places: Entry, place: str, expected: list[str]) -> None:
    """The data carry the closure of a place."""
    assert closure(place, places) == expected


def test_adequacy(places: Entry) -> None:
    """Sixteen countries have a decision; the United States only for certified organisations, Canada only in part."""
    scopes = {country: entry["scope"] for country, entry in places["adequacy"].items() if entry["scope"] != "all"}
    assert len(places["adequacy"]) == 16
    assert scopes == {"CA": "commercial-organisations", "JP": "private-sector", "US": "certified-organisations"}
    assert places["adequacy"]["GB"]["until"] == "2031-12-27"
    assert not places["adequacy"].keys() & set(places["groups"]["EEA"]["members"])


@pytest.mark.parametrize(
    ("provider", "region", "country"),
    [
        ("aws", "us-east-1", "US"),
        ("aws", "eu-central-1", "DE"),
        ("aws", "eu-central-2", "CH"),
        ("aws", "eu-west-2", "GB"),
        ("azure", "westeurope", "NL"),
        ("azure", "northeurope", "IE"),
        ("azure", "norwayeast", "NO"),
        ("gcp", "europe-west2", "GB"),
        ("gcp", "europe-west6", "CH"),
        ("gcp", "europe-west4", "NL"),
    ],
)
def test_a_region_lies_in_a_country(
    regions: dict[str, dict[str, Entry]], provider: str, region: str, country: str
) -> None:
    """A name with `eu` or `europe` in it is not proof of the European Union."""
    assert regions[provider][region]["country"] == country


def test_regions_apart_are_flagged(regions: dict[str, dict[str, Entry]]) -> None:
    """Government, Chinese and sovereign regions are no commercial regions; a global endpoint has no country."""
    assert {name for name, entry in regions["aws"].items() if entry.get("partition") == "gov"} == {
        "us-gov-east-1",
        "us-gov-west-1",
    }
    assert {regions[name]["global"]["area"] for name in ("aws", "azure", "gcp", "anthropic")} == {"global"}


@pytest.mark.parametrize(
    ("name", "hosting", "company"),
    [
        ("aws", "private-cloud", "amazon"),
        ("aws-bedrock", "vendor-api", "amazon"),
        ("azure", "private-cloud", "microsoft"),
        ("azure-openai", "vendor-api", "microsoft"),
        ("gcp", "private-cloud", "google"),
        ("google-vertex", "managed-open", "google"),
        ("openai", "vendor-api", "openai"),
        ("together", "managed-open", "together"),
    ],
)
def test_a_provider_is_a_service(services: dict[str, Entry], name: str, hosting: str, company: str) -> None:
    """What a profile writes as provider is one service of one company, with the hostings it can be combined with."""
    assert (services[name]["id"], hosting in services[name]["hostings"], services[name]["company"]) == (
        name,
        True,
        company,
    )


@pytest.mark.parametrize(
    ("name", "training_use"),
    [
        ("openai", "none"),
        ("azure-openai", "none"),
        ("aws-bedrock", "none"),
        ("cohere", "opt-out"),
        ("mistral-free", "opt-out"),
        ("google-gemini-api", "none"),
        ("google-gemini-api-unpaid", "default"),
    ],
)
def test_who_trains_on_customer_data(services: dict[str, Entry], name: str, training_use: str) -> None:
    """Cohere trains unless told not to, and the unpaid Gemini API is another service than the paid one."""
    assert services[name]["training_use"] == training_use


def test_retention_that_depends_is_left_out(services: dict[str, Entry]) -> None:
    """Azure states no number of days, and Bedrock's depends on model and mode: the catalog gives none."""
    assert [
        name for name in ("azure-openai", "aws-bedrock", "google-vertex") if "retention_days" in services[name]
    ] == []


@pytest.mark.parametrize(
    ("name", "memory"),
    [
        ("RTX-4090", "24"),
        ("L4", "24"),
        ("A10G", "24"),
        ("L40S", "48"),
        ("A100-40GB", "40"),
        ("A100-80GB", "80"),
        ("H100-80GB", "80"),
        ("H200", "141"),
        ("B200", "180"),
        ("MI300X", "192"),
    ],
)
def test_memory_of_gpus(gpus: dict[str, Entry], name: str, memory: str) -> None:
    """Memory of one GPU in GB."""
    assert gpus[name]["memory_gb"] == memory
