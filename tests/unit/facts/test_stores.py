"""Who runs a store, which of its classes that company receives, and whether its region and its country agree."""

from pathlib import Path
from typing import Any

import pytest

from tests.unit.engine.judging import OPENAI, OWN, Data, facts_of, laid_out, make_profile

CLOUD: Data = {"model": OWN["model"], "hosting": "private-cloud", "provider": "aws", "region": "us-east-1"}
TRACES = {"role": "observability", "provider": "datadog"}


def store(tmp_path: Path, stated: Data, choice: Data = CLOUD, settings: Data | None = None, **more: Any) -> Data:
    """Return the facts of a store of a workload that handles patients' data."""
    profile = make_profile(choice, data={"classes": ["phi", "internal"]}, stores=[{"kind": "log", **stated}], **more)
    return facts_of(laid_out(tmp_path, profile, settings)[2], "store")


ACME = {"organization": {"name": "Acme"}}
RUN_BY_ACME = {**ACME, "catalog": {"services": {"langfuse": {"company": "Acme"}}}}


@pytest.mark.parametrize(
    ("provider", "settings", "company", "third_party"),
    [
        ("pinecone", ACME, "pinecone", True),
        ("amazon-web-services", ACME, "amazon", True),
        ("own", ACME, None, False),
        ("own", {}, None, False),
        ("Acme", ACME, None, False),
        ("langfuse", RUN_BY_ACME, "Acme", False),
        (None, ACME, None, None),
    ],
)
def test_who_runs_a_store(
    tmp_path: Path, provider: str | None, settings: Data, company: str | None, *, third_party: bool | None
) -> None:
    """A company of the catalog, or the organisation: by its name, by `own`, or because its settings say so."""
    facts = store(tmp_path, {"provider": provider} if provider else {}, settings=settings)
    assert (facts.get("store.company"), facts.get("store.third_party")) == (company, third_party)


@pytest.mark.parametrize(
    ("stated", "more", "unlisted"),
    [
        ({"provider": "pinecone"}, {}, ["phi", "internal"]),
        ({"provider": "pinecone", "classes": []}, {}, ["phi", "internal"]),
        ({"provider": "pinecone", "classes": ["phi", "public"]}, {}, ["phi"]),
        ({"provider": "pinecone", "classes": ["public"]}, {}, []),
        ({"provider": "datadog", "classes": ["phi"]}, {"recipients": [{**TRACES}]}, []),
        ({"provider": "datadog", "classes": ["phi"]}, {"recipients": [{**TRACES, "classes": ["internal"]}]}, ["phi"]),
        ({"provider": "datadog", "classes": ["internal"]}, {"recipients": [{**TRACES, "classes": ["phi"]}]}, []),
        ({"provider": "pinecone"}, {"recipients": [{**TRACES, "company": "pinecone"}]}, ["phi", "internal"]),
        ({"provider": "aws"}, {}, []),
        ({"provider": "openai"}, {"considered": [OPENAI]}, ["phi", "internal"]),
        ({"provider": "openai"}, {"supporting": [{"role": "fallback", **OPENAI}]}, []),
        ({"provider": "own", "classes": ["genetic"]}, {}, []),
        ({}, {}, ["phi", "internal"]),
    ],
)
def test_what_the_company_does_not_receive(tmp_path: Path, stated: Data, more: Data, unlisted: list[str]) -> None:
    """Options in use and listed recipients count, under the company of the catalog; undeclared classes are all."""
    assert store(tmp_path, stated, **more)["store.unlisted"] == unlisted


def test_an_empty_list_of_classes_states_nothing(tmp_path: Path) -> None:
    """A store holds something."""
    assert "store.classes" not in store(tmp_path, {"classes": []})
    assert store(tmp_path, {"classes": ["phi"]})["store.classes"] == ["phi"]


@pytest.mark.parametrize(
    ("stated", "elsewhere"),
    [
        ({"provider": "aws", "region": "eu-central-1", "country": "US"}, True),
        ({"provider": "aws", "region": "eu-central-1", "country": "DE"}, False),
        ({"provider": "aws", "region": "eu-central-1"}, False),
        ({"provider": "aws", "country": "US"}, False),
        ({"provider": "openai", "region": "eu", "country": "DE"}, False),
        ({"provider": "openai", "region": "eu", "country": "US"}, True),
        ({"provider": "pinecone", "region": "us-west-2", "country": "US"}, False),
        ({"provider": "pinecone", "region": "us-west-2", "country": "DE"}, True),
        ({"provider": "own", "region": "cellar", "country": "US"}, False),
        ({"provider": "own", "region": "eu1", "country": "NL"}, False),
        ({"provider": "own", "region": "global", "country": "NL"}, False),
        ({"provider": "own", "region": "us-east-1", "country": "US"}, False),
        ({"provider": "own", "region": "us-east-1", "country": "DE"}, True),
        ({"provider": "own", "region": "us-east-1a", "country": "DE"}, True),
        ({"provider": "own", "region": "us-east1-b", "country": "DE"}, True),
        ({"provider": "own", "region": "US East 2", "country": "DE"}, False),
        ({"provider": "own", "region": "East US 2", "country": "DE"}, True),
        ({"provider": "own", "region": "FR", "country": "DE"}, True),
        ({"provider": "own", "region": "eu", "country": "DE"}, False),
        ({"provider": "own", "region": "us-east-1"}, False),
        ({"provider": "wasabi", "region": "eu-central-1", "country": "NL"}, None),
        ({"provider": "wasabi", "region": "eu-central-1", "country": "DE"}, False),
        ({"region": "us-east-1", "country": "DE"}, None),
        ({"region": "cellar", "country": "DE"}, False),
        ({}, False),
    ],
)
def test_region_and_country(tmp_path: Path, stated: Data, *, elsewhere: bool | None) -> None:
    """They contradict each other where the catalog knows the region, and the country lies outside.

    Without a list of the provider's regions, those of clouds count; nobody knows where the provider is unknown.
    """
    assert store(tmp_path, stated).get("store.elsewhere") is elsewhere


def test_regions_of_a_company_in_the_settings(tmp_path: Path) -> None:
    """A list of the provider's own comes before those of clouds."""
    services = {"wasabi": {"company": "wasabi", "regions": "wasabi"}}
    regions = {"wasabi": {"eu-central-1": {"country": "NL"}}}
    stated = {"provider": "wasabi", "region": "eu-central-1", "country": "NL"}
    facts = store(tmp_path, stated, settings={"catalog": {"services": services, "regions": regions}})
    assert facts["store.elsewhere"] is False


@pytest.mark.parametrize(
    ("provider", "expected"), [("pinecone", "vector-store"), ("aws", "cloud-compute"), ("own", None), ("nobody", None)]
)
def test_kind_of_the_service(tmp_path: Path, provider: str, expected: str | None) -> None:
    """The catalog states the kind; it is not known of a service that the catalog does not have."""
    assert store(tmp_path, {"provider": provider}).get("store.service") == expected
