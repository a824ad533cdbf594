"""Where a store stands."""

from policyengine.facts.surroundings import Facts, Surroundings


def store_facts(declared: Facts, workload: Facts, around: Surroundings) -> Facts:
    """Return the facts of a store, declared and derived."""
    facts = {path: value for path, value in declared.items() if path != "claims"}
    provider = declared.get("store.provider")
    service = around.catalog.find("services", provider) if provider else None
    if "store.country" not in facts:
        regions = service.extra.get("regions") if service else None
        place = around.catalog.region_place(regions, declared.get("store.region"))
        if place is not None and around.catalog.is_country(place):
            facts["store.country"] = place
    if "store.country" in facts:
        groups = facts["store.groups"] = around.catalog.closure([facts["store.country"]])
        residency = workload.get("workload.data.residency")
        if residency:
            facts["store.within_residency"] = any(place in residency for place in groups)
    if workload.get("workload.data.residency") == []:
        facts["store.within_residency"] = True
    return facts
