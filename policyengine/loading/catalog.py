"""Read catalog files as entries: names, facts, and what else joins read of an entry."""

from collections.abc import Iterator
from typing import Any

from policyengine.document import Document
from policyengine.errors import CatalogError, Mistake
from policyengine.loading.entry import Entry
from policyengine.loading.prices import price_mistakes, price_set_entry
from policyengine.loading.schema import explain
from policyengine.loading.schemas import schema
from policyengine.location import Route
from policyengine.vocabulary.types import TYPES
from policyengine.vocabulary.values import VALUES


def catalog_entries(document: Document, folder: str) -> list[Entry]:
    """Return the entries of a catalog file; raises CatalogError. `folder` is its top folder or its name."""
    if folder not in _READERS:
        raise CatalogError(Mistake(f"{document.path} is outside the catalog's folders", None, "", _FOLDERS_HINT))
    name, read = _READERS[folder]
    mistakes = list(explain(document, schema(f"catalog/{name}"), "catalog entry"))
    if folder == "prices" and not mistakes:
        mistakes += price_mistakes(document)
    if mistakes:
        raise CatalogError(*mistakes)
    return list(read(document.value, document.path))


def license_entry(value: dict[str, Any], path: str, route: Route = ()) -> Entry:
    """Read one licence."""
    facts = _facts("license", value, skip=("aliases", "version", "steward", "prose", "sources"))
    return Entry(
        "licenses", value["id"], _aliases(value), facts, {"dates": _dates(facts)}, value["sources"], path, route
    )


def model_entry(value: dict[str, Any], family: dict[str, Any], path: str, route: Route = ()) -> Entry:
    """Read one model of a family."""
    joined = {"family": family["family"], "developer": family["developer"], "origin": family.get("origin"), **value}
    modalities = joined.pop("modalities", None) or {}
    joined["input_modalities"] = modalities.get("input")
    joined["output_modalities"] = modalities.get("output")
    facts = _facts("option.model", joined, skip=("licenses",))
    if value.get("openness") == "closed":
        facts.setdefault("option.model.contract_hostings", [])
    family_sources = family.get("sources") or {}
    extra = {
        "dates": _dates(facts),
        "available_on": value.get("available_on") or [],
        "floating_aliases": value.get("floating_aliases") or [],
        "licenses": value.get("licenses"),
        "licenses_by_provider": value.get("licenses_by_provider") or {},
        "retirements": {
            service: {"date": given["date"], "firm": given["firm"], "source": family_sources.get(given.get("source"))}
            for service, given in (value.get("retirements") or {}).items()
            if given.get("date")
        },
    }
    sources = dict(value["sources"])
    for part, source in (("origin", "origin"), ("available_on", "service-map")):
        if source in family_sources:
            sources.setdefault(part, family_sources[source])
    if "architecture" in sources:
        sources |= dict.fromkeys(_ARCHITECTURE, sources.pop("architecture"))
    return Entry("models", value["id"], _aliases(value), facts, extra, sources, path, route)


_ARCHITECTURE = ("layers", "kv_heads", "head_dim", "sliding_window", "sliding_layers", "kv_bytes_per_token_fp16")
"""What one source, `architecture`, states about a model."""


def service_entry(value: dict[str, Any], company: dict[str, Any], path: str, route: Route = ()) -> Entry:
    """Read one service of a company; its facts are those of the recipient that it is."""
    facts = _facts("recipient", value, skip=("id", "name", "role", "zero_retention", "certifications"))
    facts.update(_attested(value, company))
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
        "hostings": value.get("hostings"),
    }
    sources = dict(value.get("sources") or {})
    if "dpf" in company["sources"]:
        sources["dpf_certified"] = company["sources"]["dpf"]
    for part in ("company", "name", "hq", "entity_country"):
        sources[part] = company["sources"].get(part) or company["sources"]["default"]
    return Entry("services", value["id"], _aliases(value), facts, extra, sources, path, route)


def _attested(value: dict[str, Any], company: dict[str, Any]) -> dict[str, Any]:
    """Return what a service is certified for, in the terms of the fact table."""
    facts: dict[str, Any] = {}
    if value.get("certifications"):
        named = [given["name"].lower().replace(" ", "-") for given in value["certifications"]]
        facts["recipient.certifications"] = [name for name in named if name in VALUES["recipient.certifications"]]
    if company.get("dpf"):
        facts["recipient.dpf_certified"] = company["dpf"] == "active"
    level = (value.get("fedramp") or {}).get("commercial")
    if level:
        facts["recipient.attestations.fedramp.level"] = level
    return facts


def _licenses(value: dict[str, Any], path: str) -> Iterator[Entry]:
    yield license_entry(value, path)


def _models(value: dict[str, Any], path: str) -> Iterator[Entry]:
    for index, model in enumerate(value["models"]):
        yield model_entry(model, value, path, ("models", index))


def _companies(value: dict[str, Any], path: str) -> Iterator[Entry]:
    yield Entry("companies", value["id"], _aliases(value), {}, {"name": value["name"]}, value["sources"], path, ())
    for index, service in enumerate(value["services"]):
        yield service_entry(service, value, path, ("services", index))


def gpu_entry(value: dict[str, Any], path: str, route: Route = ()) -> Entry:
    """Read one GPU."""
    memory = value.get("memory_gb")
    facts = {} if memory is None else {"option.hardware.memory_gb": float(memory)}
    return Entry("gpus", value["id"], _aliases(value), facts, {}, value.get("sources") or {}, path, route)


def region_entry(value: dict[str, Any], path: str, route: Route = ()) -> Entry:
    """Read the regions of one cloud: each lies in a country, or spans an area."""
    places = {name: region.get("country") or region.get("area") for name, region in value["regions"].items()}
    return Entry("regions", value["id"], (), {}, {"places": places}, value["sources"], path, route)


def _gpus(value: dict[str, Any], path: str) -> Iterator[Entry]:
    for index, gpu in enumerate(value["gpus"]):
        yield gpu_entry(gpu, path, ("gpus", index))


def _regions(value: dict[str, Any], path: str) -> Iterator[Entry]:
    yield region_entry(value, path)


def _prices(value: dict[str, Any], path: str) -> Iterator[Entry]:
    yield price_set_entry(value, path)


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
    "prices": ("price-set", _prices),
    "jurisdictions.yaml": ("jurisdictions", _jurisdictions),
}
_FOLDERS_HINT = (
    "catalog files belong in licenses/, models/, companies/, regions/, hardware/, prices/ or are jurisdictions.yaml"
)


def _aliases(value: dict[str, Any]) -> tuple[str, ...]:
    return tuple(value.get("aliases") or ())


def _facts(root: str, value: dict[str, Any], skip: tuple[str, ...]) -> dict[str, Any]:
    """Flatten the keys that are in the fact table; other keys are for people or for joins."""
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
    """Name the facts that are dates; they stay text, because the cache keeps nothing else."""
    return [path for path in facts if TYPES.get(path) == "timestamp"]
