"""The laws of catalog/: files are valid, ids unique, references lead somewhere, facts have sources."""

import json
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from policyengine.loading.yaml.parsing import parse_mapping

ROOT = Path(__file__).parents[2]
CATALOG, SCHEMAS = ROOT / "catalog", ROOT / "schemas" / "catalog"
KINDS = {
    "licenses/*.yaml": "license",
    "models/*.yaml": "model-family",
    "companies/*.yaml": "company",
    "regions/*.yaml": "regions",
    "hardware/gpus.yaml": "gpus",
    "prices/*.yaml": "price-set",
    "jurisdictions.yaml": "jurisdictions",
}
FILES = {path: schema for pattern, schema in KINDS.items() for path in sorted(CATALOG.glob(pattern))}
Entry = dict[str, Any]


def named(path: Path) -> str:
    """Name a file in test ids and messages."""
    return path.relative_to(ROOT).as_posix()


DOCUMENTS: dict[Path, Entry] = {
    path: parse_mapping(named(path), path.read_text(encoding="utf-8")).value for path in FILES
}


def of_kind(schema: str) -> list[Entry]:
    """Return the documents of one kind."""
    return [document for path, document in DOCUMENTS.items() if FILES[path] == schema]


def priced(file: Entry, table: str) -> list[str]:
    """Name what a table of a price set prices, by which its rows are sorted."""
    return [f"{row[TABLES[table]]} at {row.get('service', '')}" for row in file.get(table, ())]


LICENSES, FAMILIES, COMPANIES = of_kind("license"), of_kind("model-family"), of_kind("company")
MODELS = [model for family in FAMILIES for model in family["models"]]
SERVICES = [service for company in COMPANIES for service in company["services"]]
REGIONS = {document["id"]: document for document in of_kind("regions")}
REGION_ENTRIES = [(name, entry) for name, file in REGIONS.items() for entry in file["regions"].values()]
(GPUS,) = (document["gpus"] for document in of_kind("gpus"))
(PLACES,) = of_kind("jurisdictions")
PRICE_SETS, TABLES = of_kind("price-set"), {"tokens": "model", "machines": "gpu"}
PRICED = [(file["id"], row) for file in PRICE_SETS for table in TABLES for row in file.get(table, ())]
SOURCED: list[Entry] = [
    *chain(LICENSES, MODELS, COMPANIES, SERVICES, GPUS, REGIONS.values(), PRICE_SETS, (PLACES,)),
    *chain(PLACES["groups"].values(), PLACES["adequacy"].values()),
]


@pytest.mark.parametrize("path", FILES, ids=named)
def test_file_is_valid(path: Path) -> None:
    """Every catalog file keeps its schema."""
    schema = json.loads((SCHEMAS / f"{FILES[path]}.schema.json").read_text(encoding="utf-8"))
    errors = jsonschema.Draft202012Validator(schema).iter_errors(DOCUMENTS[path])
    assert [f"{'.'.join(map(str, error.path))}: {error.message}" for error in errors] == []


@pytest.mark.parametrize("path", FILES, ids=named)
def test_file_reads_alike_in_both_yaml_versions(path: Path) -> None:
    """`yes`, `no` and `NO` are quoted, so that only dates depend on the reader's YAML version."""
    older = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert json.loads(json.dumps(older, default=str)) == DOCUMENTS[path]


@pytest.mark.parametrize("name", KINDS.values())
def test_schema_describes_every_property(name: str) -> None:
    """Every property has a description, objects are closed, and oneOf and anyOf are not used."""

    def faults(node: Any, route: str) -> Iterator[str]:
        if isinstance(node, list):
            yield from chain.from_iterable(faults(item, route) for item in node)
        if not isinstance(node, dict):
            return
        yield from (f"{route}: {word}" for word in ("oneOf", "anyOf") if word in node)
        if node.get("type") == "object" and node.get("additionalProperties") is not False:
            yield f"{route}: open object"
        for key, value in node.get("properties", {}).items():
            yield from () if value.get("description") else (f"{route}.{key}: no description",)
        yield from chain.from_iterable(faults(value, f"{route}.{key}") for key, value in node.items())

    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert list(faults(schema, name)) == []


def test_files_are_named_after_what_they_hold() -> None:
    """A file is named in kebab case after its id or family, and no file lies outside the known kinds."""
    assert set(CATALOG.rglob("*.yaml")) == set(FILES)
    names = {path: str(entry.get("family") or entry.get("id") or path.stem) for path, entry in DOCUMENTS.items()}
    plain = {path: re.sub(r"licenseref-(scancode-)?", "", name.lower()) for path, name in names.items()}
    assert {named(path): path.stem for path in FILES} == {
        named(path): re.sub(r"[^a-z0-9]+", "-", name) for path, name in plain.items()
    }


@pytest.mark.parametrize(
    "kind", [LICENSES, MODELS, SERVICES, GPUS, COMPANIES, PRICE_SETS], ids=lambda kind: kind[0]["id"]
)
def test_names_are_unique(kind: list[Entry]) -> None:
    """No id or alias names two entries of one kind, in any letter case."""
    keys = ("aliases", "floating_aliases")
    names = [name.casefold() for entry in kind for name in chain((entry["id"],), *(entry.get(key, ()) for key in keys))]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_a_service_named_like_a_company_belongs_to_it() -> None:
    """Agreements are keyed by company or service: one word never means one company and another's service."""
    companies = {company["id"] for company in COMPANIES}
    for company in COMPANIES:
        names = {name for service in company["services"] for name in (service["id"], *service.get("aliases", ()))}
        assert names & companies <= {company["id"]}


def test_references_lead_somewhere() -> None:
    """Models name licences and services, services terms and region files, prices what is priced: all exist."""
    by_provider = [(model["id"], group) for model in MODELS for group in model.get("licenses_by_provider", {}).values()]
    used = {
        "licence": {
            *((model["id"], name) for model in MODELS for name in model["licenses"]),
            *((model, name) for model, group in by_provider for name in group),
            *((service["id"], service["terms"]) for service in SERVICES if "terms" in service),
        },
        "service": {
            (model["id"], name)
            for model in MODELS
            for key in ("available_on", "retirements", "licenses_by_provider")
            for name in model.get(key, ())
        },
        "regions": {(service["id"], service["regions"]) for service in SERVICES if "regions" in service},
        "model": {(name, row["model"]) for name, row in PRICED if "model" in row},
        "gpu": {(name, row["gpu"]) for name, row in PRICED if "gpu" in row},
    }
    used["service"] |= {(name, row["service"]) for name, row in PRICED if "service" in row}
    kinds = {"licence": LICENSES, "service": SERVICES, "model": MODELS, "gpu": GPUS}
    known = {"regions": set(REGIONS), **{kind: {entry["id"] for entry in entries} for kind, entries in kinds.items()}}
    assert [(kind, *pair) for kind, pairs in used.items() for pair in sorted(pairs) if pair[1] not in known[kind]] == []


def test_named_sources_exist() -> None:
    """Where a fact names a source by key, the file has that source."""
    lost = [name for name, entry in REGION_ENTRIES if entry.get("source", "default") not in REGIONS[name]["sources"]]
    for family in FAMILIES:
        wanted = {entry["source"] for model in family["models"] for entry in model.get("retirements", {}).values()}
        wanted |= {"service-map" for model in family["models"] if "available_on" in model}
        wanted |= {"origin"} & family.keys()
        lost += [f"{family['family']}: {name}" for name in sorted(wanted - family.get("sources", {}).keys())]
    assert lost == []


def test_places_are_known() -> None:
    """Every country the catalog names is in jurisdictions.yaml; a region has a country or an area."""
    places = {
        *(company["hq"] for company in COMPANIES if "hq" in company),
        *(family["origin"] for family in FAMILIES if "origin" in family),
        *(entry["country"] for _, entry in REGION_ENTRIES if "country" in entry),
        *chain.from_iterable(entry.get("excluded_jurisdictions", ()) for entry in LICENSES),
        *chain.from_iterable(group["members"] for group in PLACES["groups"].values()),
        *(part["within"] for part in PLACES["subdivisions"].values()),
        *chain(PLACES["aliases"].values(), PLACES["adequacy"]),
    }
    assert sorted(places - PLACES["countries"].keys() - PLACES["groups"].keys() - PLACES["subdivisions"].keys()) == []
    assert [entry for _, entry in REGION_ENTRIES if ("country" in entry) == ("area" in entry)] == []


@pytest.mark.parametrize("entry", SOURCED, ids=lambda entry: str(entry.get("id") or entry.get("name") or "place"))
def test_sources_are_complete(entry: Entry) -> None:
    """An entry has a default source with title, url, day and confidence; so has every other page."""
    assert "url" in entry["sources"]["default"]
    whole = {"title", "url", "checked", "confidence"}
    assert [fact for fact, source in entry["sources"].items() if "url" in source and not whole <= source.keys()] == []


def test_the_union_and_the_area_have_their_members() -> None:
    """The EU has 27 members and the EEA 30, which adds Iceland, Liechtenstein and Norway."""
    union, area = (set(PLACES["groups"][name]["members"]) for name in ("EU", "EEA"))
    assert (len(union), len(area), area - union) == (27, 30, {"IS", "LI", "NO"})


def test_lists_that_grow_are_sorted() -> None:
    """Maps and lists that grow are kept in order, so that additions do not collide."""
    grown: dict[str, list[str]] = {
        **{key: list(PLACES[key]) for key in ("countries", "groups", "subdivisions", "adequacy")},
        "gpus": [gpu["id"] for gpu in GPUS],
        **{f"regions {name}": list(file["regions"]) for name, file in REGIONS.items()},
        **{f"services of {company['id']}": [service["id"] for service in company["services"]] for company in COMPANIES},
        **{f"prices of {table} in {file['id']}": priced(file, table) for file in PRICE_SETS for table in TABLES},
        **{f"sources of {file['id']}": list(file["sources"])[1:] for file in PRICE_SETS},
        **{f"uses of {entry['id']}": entry.get("excluded_uses", []) for entry in LICENSES},
    }
    assert [name for name, values in grown.items() if values != sorted(values)] == []
