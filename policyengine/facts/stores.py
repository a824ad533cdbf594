"""Where a store stands, who runs it, and what of its data that company receives by the profile."""

from collections.abc import Sequence

from policyengine.facts.recipients import Recipient
from policyengine.facts.surroundings import Facts, Surroundings
from policyengine.loading.entry import Entry

OWN = "own"
"""What a profile calls the organisation itself where it asks for a provider."""


def store_facts(declared: Facts, workload: Facts, recipients: Sequence[Recipient], around: Surroundings) -> Facts:
    """Return the facts of a store, declared and derived; `recipients` receive data of the workload."""
    facts = {path: value for path, value in declared.items() if path != "claims"}
    if not facts.get("store.classes", True):
        del facts["store.classes"]  # a store holds something, so an empty list states nothing
    provider = declared.get("store.provider")
    service = around.catalog.find("services", provider) if provider else None
    _add_place(facts, service, around)
    if "store.country" in facts:
        groups = facts["store.groups"] = around.catalog.closure([facts["store.country"]])
        residency = workload.get("workload.data.residency")
        if residency:
            facts["store.within_residency"] = any(place in residency for place in groups)
    if workload.get("workload.data.residency") == []:
        facts["store.within_residency"] = True
    _add_company(facts, service, around)
    _add_unlisted(facts, workload, recipients)
    return facts


def _add_place(facts: Facts, service: Entry | None, around: Surroundings) -> None:
    """Add the country of the region, or whether the declared country lies elsewhere."""
    catalog = around.catalog
    regions, region = service.extra.get("regions") if service else None, facts.get("store.region")
    place = catalog.region_place(regions, region)
    country = facts.get("store.country")
    if country is None:
        if place is not None and catalog.is_country(place):
            facts["store.country"] = place
    elif place is not None and catalog.is_place(place):
        facts["store.elsewhere"] = place not in catalog.closure([country]) and country not in catalog.closure([place])
    if region is None or regions is None or place is not None:  # else the provider has no such region
        facts.setdefault("store.elsewhere", False)


def _add_company(facts: Facts, service: Entry | None, around: Surroundings) -> None:
    """Add the company that runs the store, and whether it is another one than the organisation, as far as is known."""
    provider = facts.get("store.provider")
    if provider is None:
        return
    organization = around.settings.facts.get("organization.name")
    if service is not None:
        facts["store.company"] = service.extra["company"]
        facts["store.third_party"] = service.extra["company"] != organization
    elif provider in (OWN, organization):
        facts["store.third_party"] = False


def _add_unlisted(facts: Facts, workload: Facts, recipients: Sequence[Recipient]) -> None:
    """Add the classes that the store holds and its company does not receive, of the workload's where none is declared.

    A company that receives anything may keep internal data, such as measurements; anyone may keep what is public.
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
