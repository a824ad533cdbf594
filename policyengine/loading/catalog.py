"""Catalog files become entries: what an entry is called, the facts it states, and what else joins need of it."""

from collections.abc import Iterator
from typing import Any

from policyengine.document import Document
from policyengine.errors import CatalogError, Mistake
from policyengine.loading.entry import Entry
from policyengine.loading.schema import explain
from policyengine.loading.schemas import schema
from policyengine.location import Route
from policyengine.vocabulary.types import TYPES

def catalog_entries(document: Document, folder: str) -> list[Entry]:
    """Give the entries of a catalog file; raises CatalogError. `folder` is its top folder or file name in the catalog."""
    if folder not in _READERS:
        raise CatalogError(Mistake(f"{document.path} stands outside the catalog's folders", None, "", _FOLDERS_HINT))
    name, read = _READERS[folder]
    mistakes = explain(document, schema(f"catalog/{name}"), "catalog entry")
    if mistakes:
        raise CatalogError(*mistakes)
    return list(read(document.value, document.path))


def license_entry(value: dict[str, Any], path: str, route: Route = ()) -> Entry:
    """Read one licence."""
    facts = _facts("license", value, skip=("aliases", "version", "steward", "prose", "sources"))
    return Entry("licenses", value["id"], _aliases(value), facts, {"dates": _dates(facts)}, value["sources"], path, route)


def model_entry(value: dict[str, Any], family: dict[str, Any], path: str, route: Route = ()) -> Entry:
    """Read one model of a family."""
    joined = {"family": family["family"], "developer": family["developer"], "origin": family.get("origin"), **value}
    modalities = joined.pop("modalities", None) or {}
    joined["input_modalities"] = modalities.get("input")
    joined["output_modalities"] = modalities.get("output")
    facts = _facts("option.model", joined, skip=("licenses",))
    extra = {
        "dates": _dates(facts),
        "licenses": list(value["licenses"]),
        "licenses_by_provider": value.get("licenses_by_provider") or {},
        "retirements": {service: given["date"] for service, given in (value.get("retirements") or {}).items() if given.get("date")},
    }
    return Entry("models", value["id"], _aliases(value), facts, extra, value["sources"], path, route)


def service_entry(value: dict[str, Any], company: dict[str, Any], path: str, route: Route = ()) -> Entry:
    """Read one service of a company; its facts are those of the recipient it makes."""
    facts = _facts("recipient", value, skip=("id", "name", "role", "zero_retention"))
    facts["recipient.id"] = value["id"]
    facts["recipient.company"] = company["id"]
    facts["recipient.name"] = company["name"]
    for key in ("hq", "entity_country"):
        if company.get(key):
            facts[f"recipient.{key}"] = company[key]
    extra = {
        "dates": _dates(facts),
        "company": company["id"],
        "kind": value.get("kind"),
        "regions": value.get("regions"),
        "hostings": list(value.get("hostings") or ()),
    }
    sources = dict(value.get("sources") or {})
    for part in ("company", "name", "hq", "entity_country"):
        sources[part] = company["sources"].get(part) or company["sources"]["default"]
    return Entry("services", value["id"], _aliases(value), facts, extra, sources, path, route)


def _licenses(value: dict[str, Any], path: str) -> Iterator[Entry]:
    yield license_entry(value, path)


def _models(value: dict[str, Any], path: str) -> Iterator[Entry]:
    for index, model in enumerate(value["models"]):
        yield model_entry(model, value, path, ("models", index))


def _companies(value: dict[str, Any], path: str) -> Iterator[Entry]:
    yield Entry("companies", value["id"], _aliases(value), {}, {"name": value["name"]}, value["sources"], path, ())
    for index, service in enumerate(value["services"]):
        yield service_entry(service, value, path, ("services", index))


def _gpus(value: dict[str, Any], path: str) -> Iterator[Entry]:
    for index, gpu in enumerate(value["gpus"]):
        facts = {"option.hardware.memory_gb": float(gpu["memory_gb"])}
        sources = {**(value.get("sources") or {}), **(gpu.get("sources") or {})}
        yield Entry("gpus", gpu["id"], _aliases(gpu), facts, {}, sources, path, ("gpus", index))


def _regions(value: dict[str, Any], path: str) -> Iterator[Entry]:
    places = {name: region.get("country") or region.get("area") for name, region in value["regions"].items()}
    yield Entry("regions", value["id"], (), {}, {"places": places}, value["sources"], path, ())


def _jurisdictions(value: dict[str, Any], path: str) -> Iterator[Entry]:
    extra = {
        "countries": list(value["countries"]),
        "groups": {name: list(group["members"]) for name, group in value["groups"].items()},
        "within": {name: given["within"] for name, given in value["subdivisions"].items()},
        "adequacy": {
            country: {"scope": given["scope"], "from": given["date"], "until": given.get("until") or ""}
            for country, given in value["adequacy"].items()
        },
    }
    yield Entry("jurisdictions", "places", (), {}, extra, value.get("sources") or {}, path, ())


_READERS = {
    "licenses": ("license", _licenses),
    "models": ("model-family", _models),
    "companies": ("company", _companies),
    "hardware": ("gpus", _gpus),
    "regions": ("regions", _regions),
    "jurisdictions.yaml": ("jurisdictions", _jurisdictions),
}
_FOLDERS_HINT = "catalog files stand in licenses/, models/, companies/, regions/, hardware/ or are jurisdictions.yaml"


def _aliases(value: dict[str, Any]) -> tuple[str, ...]:
    return tuple(value.get("aliases") or ())


def _facts(root: str, value: dict[str, Any], skip: tuple[str, ...]) -> dict[str, Any]:
    """Flatten the keys that the fact table knows; keys it does not know are for people or for joins."""
    facts: dict[str, Any] = {}
    for key, given in value.items():
        path = f"{root}.{key}"
        if given is None or key in skip:
            continue
        if isinstance(given, dict):
            facts.update(_facts(path, given, ()))
        elif path in TYPES:
            facts[path] = float(given) if TYPES[path] == "double" else given
    return facts


def _dates(facts: dict[str, Any]) -> list[str]:
    """Name the facts that are dates; they travel as text, which is all that the cache keeps."""
    return [path for path in facts if TYPES.get(path) == "timestamp"]
