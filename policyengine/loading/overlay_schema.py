"""The schema of the settings' `catalog:`: those of the catalog's files, with nothing required."""

import copy
from collections.abc import Sequence
from typing import Any

from policyengine.loading.schemas import schema


def overlay_schema(licenses: Sequence[str] = ()) -> dict[str, Any]:
    """Make the schema of a settings file, as far as its `catalog:` goes; hints spell names as in `licenses`."""
    family, company = schema("catalog/model-family"), schema("catalog/company")
    license_, gpus, regions = schema("catalog/license"), schema("catalog/gpus"), schema("catalog/regions")
    model = _item(
        family["properties"]["models"], {k: family["properties"][k] for k in ("family", "developer", "origin")}
    )
    model["properties"]["licenses"]["items"]["x-names"] = list(licenses)
    about_company = {"company": {"type": "string", "minLength": 1}, "hq": company["properties"]["hq"]}
    kinds = {
        "models": model,
        "services": _item(company["properties"]["services"], about_company),
        "licenses": {"type": ["object", "null"], "additionalProperties": False, "properties": license_["properties"]},
        "gpus": _item(gpus["properties"]["gpus"], {}),
        "regions": _regions(regions["properties"]["regions"]),
        "prices": _price_set(schema("catalog/price-set")),
    }
    properties = {kind: {"type": ["object", "null"], "additionalProperties": item} for kind, item in kinds.items()}
    overlay = {"type": ["object", "null"], "properties": properties, "additionalProperties": False}
    defs = {**family["$defs"], **schema("catalog/price-set").get("$defs", {})}
    return {"type": "object", "properties": {"catalog": overlay}, "$defs": defs}


def _price_set(of_file: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a set whose id is its key; in addition, only the day of the prices is required."""
    properties = {key: given for key, given in of_file["properties"].items() if key != "id"}
    return {"type": "object", "additionalProperties": False, "required": ["as_of"], "properties": properties}


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
