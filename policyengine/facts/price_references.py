"""Checks that price sets refer to names of the catalog; unknown names would silently price nothing."""

from collections.abc import Iterator

from policyengine.document import Document
from policyengine.errors import Mistake, first_mistakes
from policyengine.loading.settings import Settings
from policyengine.location import Route
from policyengine.policy.catalog import Catalog

_NOUNS = {"prices": "price set", "models": "model", "gpus": "GPU", "services": "service"}
_ROWS = {"tokens": {"model": "models", "service": "services"}, "machines": {"gpu": "gpus", "service": "services"}}


def price_mistakes(settings: Settings, catalog: Catalog) -> list[Mistake]:
    """Return a mistake for each price set, model, GPU or service whose id the catalog does not know."""
    return first_mistakes(
        mistake
        for file in settings.files
        if file.document is not None
        for name, kind, route in _names(file)
        for mistake in _unknown(name, kind, route, file.document, catalog)
    )


def _names(file: Settings) -> Iterator[tuple[str, str, Route]]:
    for index, name in enumerate(file.prices):
        yield name, "prices", ("prices", index)
    for price_set, given in (file.overlay.get("prices") or {}).items():
        for table, keys in _ROWS.items():
            for index, row in enumerate((given or {}).get(table) or ()):
                for key, kind in keys.items():
                    if key in row:
                        yield row[key], kind, ("catalog", "prices", price_set, table, index, key)


def _unknown(name: str, kind: str, route: Route, document: Document, catalog: Catalog) -> Iterator[Mistake]:
    entry = catalog.find(kind, name)
    if entry is not None and entry.id == name:
        return
    from policyengine.loading.suggestion import did_you_mean

    if entry is not None:
        message, hint = f"`{name}` is another name of `{entry.id}`", f"write `{entry.id}`: prices use ids"
    else:
        message = f"the catalog has no {_NOUNS[kind]} `{name}`"
        hint = did_you_mean(name, catalog.names(kind)) or f"add it under `catalog: {{{kind}: …}}`"
    yield document.mistake(message, document.locate_value(route), hint)
