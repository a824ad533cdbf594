"""The location and operator of a store, and the data that its company does not otherwise receive."""

from collections.abc import Sequence

from policyengine.facts.environment import Environment, Facts
from policyengine.facts.recipients import Recipient
from policyengine.loading.entry import Entry
from policyengine.policy.catalog import Catalog

OWN = "own"
"""Names by which a profile refers to the organisation itself as a provider."""


def store_facts(declared: Facts, workload: Facts, recipients: Sequence[Recipient], environment: Environment) -> Facts:
    """Return the facts of a store, declared and derived; `recipients` receive data of the workload."""
    facts = {path: value for path, value in declared.items() if path != "claims"}
    if not facts.get("store.classes", True):
        del facts["store.classes"]  # a store contains data, so an empty list states nothing
    provider = declared.get("store.provider")
    service = environment.catalog.find("services", provider) if provider else None
    _add_place(facts, service, environment)
    if "store.country" in facts:
        groups = facts["store.groups"] = environment.catalog.closure([facts["store.country"]])
        residency = workload.get("workload.data.residency")
        if residency:
            facts["store.within_residency"] = any(place in residency for place in groups)
    if workload.get("workload.data.residency") == []:
        facts["store.within_residency"] = True
    _add_company(facts, service, environment)
    _add_unlisted(facts, workload, recipients)
    return facts


def _add_place(facts: Facts, service: Entry | None, environment: Environment) -> None:
    """Add the country of the region, or whether the declared country differs, if known."""
    catalog = environment.catalog
    regions, region = service.extra.get("regions") if service else None, facts.get("store.region")
    place = catalog.region_place(regions, region)
    country = facts.get("store.country")
    if country is None:
        if place is not None and catalog.is_country(place):
            facts["store.country"] = place
    elif place is not None:
        facts["store.elsewhere"] = _is_apart(place, country, catalog)
    elif region is not None and _is_of_clouds_elsewhere(region, country, catalog):
        if service is None and not _is_own(facts, environment):
            return  # the provider of the region is unknown
        facts["store.elsewhere"] = True
    facts.setdefault("store.elsewhere", False)


def _is_apart(place: str, country: str, catalog: Catalog) -> bool:
    if not catalog.is_place(place):
        return False
    return place not in catalog.closure([country]) and country not in catalog.closure([place])


def _is_of_clouds_elsewhere(region: str, country: str, catalog: Catalog) -> bool:
    """Return whether clouds of the catalog have a region of this name, but none of them in the country.

    The company of the store has no list of regions: it may use a cloud, and its own region names differ from those of
    clouds. A name may be in capitals, with spaces, or that of a zone: `West Europe`, `us-east-1a`.
    """
    name = "".join(region.lower().split())
    written = (name, name[:-1], name[:-2]) if name[-1:].isalpha() else (name,)
    lists = {
        service.extra.get("regions")
        for service in catalog.entries("services")
        if service.extra.get("kind") == "cloud-compute"
    }
    places = [catalog.region_place(cloud, one) for cloud in sorted(filter(None, lists)) for one in written]
    known = [place for place in places if place is not None and place not in written]
    return bool(known) and all(_is_apart(place, country, catalog) for place in known)


def _is_own(facts: Facts, environment: Environment) -> bool:
    organization = environment.settings.facts.get("organization.name")
    return facts.get("store.provider") in ((OWN,) if organization is None else (OWN, organization))


def _add_company(facts: Facts, service: Entry | None, environment: Environment) -> None:
    """Add the company that runs the store, and whether it differs from the organisation, if known."""
    provider = facts.get("store.provider")
    if provider is None:
        return
    if service is not None:
        facts["store.company"] = service.extra["company"]
        if service.extra.get("kind"):
            facts["store.service"] = service.extra["kind"]
        facts["store.third_party"] = service.extra["company"] != environment.settings.facts.get("organization.name")
    elif _is_own(facts, environment):
        facts["store.third_party"] = False


def _add_unlisted(facts: Facts, workload: Facts, recipients: Sequence[Recipient]) -> None:
    """Add the classes in the store that its company does not receive, by default of all classes of the workload.

    A company that receives any data may store internal data, such as measurements; anyone may store public data.
    """
    held: list[str] = facts.get("store.classes") or workload["workload.data.classes"]
    if facts.get("store.third_party") is False:
        facts["store.unlisted"] = []
        return
    company = facts.get("store.company")
    received = {"public"}
    for recipient in recipients:
        if company is not None and recipient.facts.get("recipient.catalog_company") == company:
            received |= {"internal", *recipient.facts["recipient.classes"]}
    facts["store.unlisted"] = [item for item in held if item not in received]
