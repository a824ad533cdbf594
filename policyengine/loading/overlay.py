"""The settings' `catalog:`: entries of one's own, and other words for what the shipped catalog says of an entry."""

import copy
from collections.abc import Callable
from typing import Any

from policyengine.errors import SettingsError
from policyengine.loading.catalog import gpu_entry, license_entry, model_entry, region_entry, service_entry
from policyengine.loading.entry import Entry
from policyengine.loading.schema import explain
from policyengine.loading.schemas import schema
from policyengine.loading.settings import Settings

Find = Callable[[str, str], Entry | None]


def overlay_entries(settings: Settings, find: Find) -> list[Entry]:
    """Give the overlay's entries, each joined with the shipped entry of the same id; raises SettingsError.

    `find` looks an entry of the shipped catalog up by kind and id.
    """
    document = settings.document
    if document is None:
        return []
    mistakes = explain(document, _overlay_schema(), "settings")
    if mistakes:
        raise SettingsError(*mistakes)
    return [
        _joined(_READERS[kind](name, value or {}, document.path), find(kind, name), value or {})
        for kind, values in settings.overlay.items()
        for name, value in (values or {}).items()
    ]


def _joined(own: Entry, shipped: Entry | None, value: dict[str, Any]) -> Entry:
    sources = value.get("sources") or {"default": _OWN_WORD}
    if shipped is None:
        return own._replace(sources=sources)
    facts = {path: given for path, given in own.facts.items() if path not in _NAMED_AFTER_ID or path[10:] in value}
    extra = {key: given for key, given in own.extra.items() if given and (key != "company" or key in value)}
    if "places" in extra:
        extra["places"] = {**shipped.extra["places"], **extra["places"]}
    extra["dates"] = sorted({*shipped.extra.get("dates", ()), *own.extra.get("dates", ())})
    parts = {path.rpartition(".")[2]: sources["default"] for path in facts}
    return own._replace(
        id=shipped.id,
        aliases=tuple(dict.fromkeys((*shipped.aliases, *own.aliases))),
        facts={**shipped.facts, **facts},
        extra={**shipped.extra, **extra},
        sources={**shipped.sources, **parts},
    )


_NAMED_AFTER_ID = frozenset({"recipient.id", "recipient.company", "recipient.name"})
"""What a service that says nothing of it has from its id."""

_OWN_WORD = {
    "title": "the organisation's own catalog entry", "section": "", "url": "", "checked": "", "confidence": "primary",
}  # fmt: skip
"""What an organisation states in its own settings is its own responsibility, and needs no other source."""


def _model(name: str, value: dict[str, Any], path: str) -> Entry:
    family = {"family": value.get("family"), "developer": value.get("developer"), "origin": value.get("origin")}
    return model_entry({"sources": {}, **value, "id": name}, family, path, ("catalog", "models", name))


def _service(name: str, value: dict[str, Any], path: str) -> Entry:
    company = {"id": value.get("company") or name, "name": value.get("name") or name, "hq": value.get("hq")}
    return service_entry({**value, "id": name}, {**company, "sources": {"default": _OWN_WORD}}, path)


_READERS: dict[str, Callable[[str, dict[str, Any], str], Entry]] = {
    "models": _model,
    "services": _service,
    "licenses": lambda name, value, path: license_entry({**value, "id": name, "sources": {}}, path),
    "gpus": lambda name, value, path: gpu_entry({**value, "id": name}, path),
    "regions": lambda name, value, path: region_entry({"id": name, "regions": value, "sources": {}}, path),
}


def _overlay_schema() -> dict[str, Any]:
    """Make the schema of `catalog:` from those of the catalog's files, with nothing required."""
    family, company = schema("catalog/model-family"), schema("catalog/company")
    license_, gpus, regions = schema("catalog/license"), schema("catalog/gpus"), schema("catalog/regions")
    model = _item(
        family["properties"]["models"], {k: family["properties"][k] for k in ("family", "developer", "origin")}
    )
    about_company = {"company": {"type": "string", "minLength": 1}, "hq": company["properties"]["hq"]}
    kinds = {
        "models": model,
        "services": _item(company["properties"]["services"], about_company),
        "licenses": {"type": ["object", "null"], "additionalProperties": False, "properties": license_["properties"]},
        "gpus": _item(gpus["properties"]["gpus"], {}),
        "regions": _regions(regions["properties"]["regions"]),
    }
    properties = {kind: {"type": ["object", "null"], "additionalProperties": item} for kind, item in kinds.items()}
    overlay = {"type": ["object", "null"], "properties": properties, "additionalProperties": False}
    return {"type": "object", "properties": {"catalog": overlay}, "$defs": family["$defs"]}


def _item(array: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    item: dict[str, Any] = copy.deepcopy(array["items"])
    item.pop("required", None)
    item["properties"].update(more)
    item["type"] = ["object", "null"]
    return item


def _regions(mapping: dict[str, Any]) -> dict[str, Any]:
    mapping = copy.deepcopy(mapping)
    for region in mapping["patternProperties"].values():
        region.pop("required", None)
    return mapping
