"""Catalog files become entries."""

from typing import Any

import pytest

from policyengine.errors import CatalogError
from policyengine.loading.catalog import catalog_entries
from policyengine.loading.entry import Entry
from policyengine.loading.files import read_text
from policyengine.loading.yaml.parsing import parse_mapping
from policyengine.policy.packs import SHIPPED, yaml_files
from policyengine.vocabulary.types import TYPES


def entries() -> list[Entry]:
    """Read the whole shipped catalog."""
    found = []
    for path in yaml_files(SHIPPED.catalog):
        folder = SHIPPED.printed(path).split("/")[1]
        found += catalog_entries(parse_mapping(SHIPPED.printed(path), read_text(path)), folder)
    return found


READ = entries()
_ACCEPTED: dict[str, type] = {
    "string": str,
    "bool": bool,
    "int": int,
    "double": float,
    "timestamp": str,
    "list<string>": list,
}


def found(kind: str, name: str) -> Entry:
    """Return one entry."""
    return next(entry for entry in READ if (entry.kind, entry.id) == (kind, name))


def test_facts_are_of_the_fact_tables_types() -> None:
    """Every fact of every entry is in the fact table and of its type, dates as text."""
    wrong = [
        (entry.id, path)
        for entry in READ
        for path, value in entry.facts.items()
        if type(value) is not _ACCEPTED[TYPES[path]]
    ]
    assert wrong == []


def test_a_licence() -> None:
    """A licence gives its coded duties; dates are named, for they travel as text."""
    llama = found("licenses", "LicenseRef-Llama-3.1-Community")
    assert llama.facts["license.mau_limit.threshold"] == 700_000_000
    assert llama.facts["license.mau_limit.release"] == "2024-07-23"
    assert llama.extra["dates"] == ["license.mau_limit.release"]
    assert "llama3.1" in llama.aliases


def test_a_model_knows_its_family_and_licences() -> None:
    """What a family says holds for its models; licences and retirements are for joins."""
    model = found("models", "mistralai/Mistral-Large-Instruct-2411")
    assert (model.facts["option.model.family"], model.facts["option.model.origin"]) == ("mistral-large", "FR")
    assert model.extra["licenses"] == ["LicenseRef-MRL-0.1"]
    assert list(model.extra["retirements"]) == ["mistral"]
    assert model.route[0] == "models"


def test_one_source_tells_the_architecture() -> None:
    """What sizes the KV cache has one source, under the name of each of its facts; services are for joins."""
    model = found("models", "google/gemma-3-27b-it")
    facts = {part: model.facts[f"option.model.{part}"] for part in ("layers", "kv_heads", "head_dim", "sliding_window")}
    assert facts == {"layers": 62, "kv_heads": 16, "head_dim": 128, "sliding_window": 1024}
    assert {model.sources[part]["title"] for part in facts} == {"config.json of google/gemma-3-27b-it"}
    assert "architecture" not in model.sources
    assert "novita" in model.extra["available_on"]


def test_a_service_carries_its_company() -> None:
    """A recipient is a service, and its company is whom agreements are made with."""
    bedrock = found("services", "aws-bedrock")
    assert (bedrock.facts["recipient.company"], bedrock.facts["recipient.name"]) == ("amazon", "Amazon Web Services")
    assert "iso-27001" in bedrock.facts["recipient.certifications"]
    assert bedrock.extra["regions"] == "aws"


@pytest.mark.parametrize(
    ("folder", "value", "expected"),
    [
        ("elsewhere", {"id": "x"}, "f.yaml is outside the catalog's folders"),
        ("licenses", {"id": "x"}, "missing key `name` in the catalog entry"),
    ],
)
def test_a_broken_file(folder: str, value: dict[str, Any], expected: str) -> None:
    """A file in no folder, or of another shape, is refused."""
    import json

    with pytest.raises(CatalogError) as caught:
        catalog_entries(parse_mapping("f.yaml", json.dumps(value)), folder)
    assert expected in [mistake.message for mistake in caught.value.mistakes]
