"""Whether a service offers a model, according to the catalog, which need not list each service of a company."""

from collections.abc import Iterator

from policyengine.facts.environment import Facts
from policyengine.loading.entry import Entry
from policyengine.policy.catalog import Catalog


def add_offer(facts: Facts, model: Entry, service: Entry | None, catalog: Catalog) -> None:
    """Add whether the provider offers the model and, if it does not, the services that do."""
    if service is None:
        return
    facts["option.provider.offer"] = offer = _offer(model, service, catalog)
    if offer in ("not-offered", "others-offered") and _is_closed(model):
        facts["option.model.offered_by"] = _offering(model, catalog)


def add_offer_behind_gateway(facts: Facts, names: list[str], catalog: Catalog) -> None:
    """Add whether a service behind the gateway offers the model; `names` are those that the profile lists."""
    model = catalog.find("models", facts["option.model.id"])
    services = [service for name in names if (service := catalog.find("services", name)) is not None]
    if model is None or not services:
        return
    offers = {_offer(model, service, catalog) for service in services}
    found = next((word for word in ("offered", "not-stated", "others-offered") if word in offers), "not-offered")
    facts["option.provider.offer"] = found
    if found in ("not-offered", "others-offered"):
        facts["option.model.offered_by"] = _offering(model, catalog)


def _offer(model: Entry, service: Entry, catalog: Catalog) -> str:
    """Return the word for a service and a model.

    The services of a developer offer its models, and so do services of one company and kind: azure-openai and
    azure-ai-foundry. A gateway forwards requests. A service without a kind, which only settings can state, has no
    offers in the catalog.
    """
    if _offers(model, service, catalog):
        return "offered"
    stated = bool(model.facts.get("option.model.available_on") or model.extra["retirements"])
    if not stated or service.extra.get("kind") in (None, "gateway"):
        return "not-stated"
    return "others-offered" if _is_closed(model) and _offers_others(model, service, catalog) else "not-offered"


def _is_closed(model: Entry) -> bool:
    """Return whether other services may not serve the model; for open weights, catalog lists are not searched."""
    return model.facts.get("option.model.openness") == "closed"


def _offers_others(model: Entry, service: Entry, catalog: Catalog) -> bool:
    """Return whether the service has another closed model of the developer; anyone may serve open weights."""
    names = (name for name in catalog.names("models") if _developer(name) == _developer(model.id))
    others = (other for name in names if (other := catalog.find("models", name)) is not None)
    return any(_is_closed(other) and _kind(service) in _sellers(other, catalog) for other in others)


def _offering(model: Entry, catalog: Catalog) -> list[str]:
    return [service.id for service in catalog.entries("services") if _offers(model, service, catalog)]


def _offers(model: Entry, service: Entry, catalog: Catalog) -> bool:
    developer = catalog.find("companies", _developer(model.id))
    own = developer is not None and developer.id == service.extra["company"]
    return own or _kind(service) in _sellers(model, catalog)


def _sellers(model: Entry, catalog: Catalog) -> set[tuple[str, str | None]]:
    return {_kind(entry) for name in _named(model) if (entry := catalog.find("services", name)) is not None}


def _named(model: Entry) -> Iterator[str]:
    yield from model.facts.get("option.model.available_on", ())
    yield from model.extra["retirements"]
    yield from model.extra["licenses_by_provider"]


def _kind(service: Entry) -> tuple[str, str | None]:
    return service.extra["company"], service.extra.get("kind")


def _developer(name: str) -> str:
    return name.partition("/")[0]
