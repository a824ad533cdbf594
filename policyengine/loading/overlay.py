"""The settings' `catalog:`: new entries, and other values for shipped entries."""

from collections.abc import Callable
from typing import Any

from policyengine.errors import Mistake, SettingsError
from policyengine.loading.catalog import gpu_entry, license_entry, model_entry, region_entry, service_entry
from policyengine.loading.entry import Entry
from policyengine.loading.fitting import fits
from policyengine.loading.prices import price_mistakes, price_set_entry
from policyengine.loading.settings import Settings
from policyengine.vocabulary.overlay import DEFS, OVERLAY

Find = Callable[[str, str], Entry | None]


class MalformedOverlayError(SettingsError):
    """An overlay has the wrong form; `part` are its well-formed values, None if it may have more names."""

    def __init__(self, part: dict[str, Any] | None, *mistakes: Mistake) -> None:
        super().__init__(*mistakes)
        self.part = part


_NAMED = ("models", "services", "licenses", "gpus")
"""The kinds of entries whose names count even if nothing else of them is well-formed."""


def _well_formed_part(overlay: Any) -> dict[str, Any] | None:
    part: dict[str, Any] = {}
    for kind, values in overlay.items() if isinstance(overlay, dict) else [("", None)]:
        schema = OVERLAY["properties"].get(kind)
        if schema is None:
            return None
        if fits(values, schema, DEFS):
            part[kind] = values
        elif kind not in _NAMED or not isinstance(values, dict):
            return None
        else:
            properties = schema["additionalProperties"]["properties"]
            named = ((name, value) for name, value in values.items() if isinstance(name, str))
            part[kind] = {name: _fitting(value, properties) for name, value in named}
    return part


def _fitting(value: Any, properties: dict[str, Any]) -> dict[str, Any]:
    items = value.items() if isinstance(value, dict) else ()
    return {key: item for key, item in items if key in properties and fits(item, properties[key], DEFS)}


def overlay_entries(settings: Settings, find: Find, names: Callable[[str], list[str]]) -> list[Entry]:
    """Return the overlay's entries, each joined with the shipped entry of the same id; raises SettingsError.

    `find` looks an entry of the shipped catalog up by kind and id; `names` returns the names of a kind.
    """
    document = settings.document
    if document is None:
        return []
    if not fits(settings.overlay, OVERLAY, DEFS):
        from policyengine.loading.overlay_schema import overlay_schema
        from policyengine.loading.schema import explanation

        read, mistakes = explanation(document, overlay_schema(names("licenses")), "settings")
        if mistakes:
            raise MalformedOverlayError(_well_formed_part(read.value["catalog"]), *mistakes)
    sets = settings.overlay.get("prices") or {}
    contradictions = [one for name in sets for one in price_mistakes(document, ("catalog", "prices", name))]
    if contradictions:
        raise SettingsError(*contradictions)
    return joined_entries(settings, find)


def joined_entries(settings: Settings, find: Find) -> list[Entry]:
    """Return the entries of an overlay that `overlay_entries` accepts."""
    path = settings.document.path if settings.document is not None else ""
    return [
        _joined(_READERS[kind](name, value or {}, path), find(kind, name), value or {})
        for kind, values in settings.overlay.items()
        for name, value in (values or {}).items()
    ]


def _joined(own: Entry, shipped: Entry | None, value: dict[str, Any]) -> Entry:
    sources = value.get("sources") or {"default": _OWN_WORD}
    if shipped is None:
        return own._replace(sources=sources)
    from_id = _NAMED_AFTER_ID - {f"recipient.{key}" for key in value}
    facts = {path: given for path, given in own.facts.items() if path not in from_id}
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
"""Values of a service that follow from its id where it does not state them."""

_OWN_WORD = {
    "title": "the organisation's own catalog entry", "section": "", "url": "", "checked": "", "confidence": "primary",
}  # fmt: skip
"""The source of values in an organisation's settings: the organisation is responsible for them."""


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
    "prices": lambda name, value, path: price_set_entry({"title": name, "sources": {}, **value, "id": name}, path),
    "regions": lambda name, value, path: region_entry({"id": name, "regions": value, "sources": {}}, path),
}
