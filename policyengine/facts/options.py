"""Joins a declared option with the catalog entries of its model, provider, region and hardware."""

from typing import TYPE_CHECKING, Any

from policyengine.facts.contradictions import add_option_contradictions
from policyengine.facts.dates import days_between
from policyengine.facts.environment import Environment, Facts
from policyengine.facts.future import drop_future
from policyengine.loading.entry import Entry

if TYPE_CHECKING:
    from policyengine.sizes.sizing import Cache

EXTERNAL = frozenset({"vendor-api", "managed-open"})
"""Hostings in which a third party runs the inference."""

SERVING = frozenset({"primary", "route", "fallback", "escalation"})
"""Roles in which an option answers requests of the workload; others process tokens that it does not declare."""

BESIDE_PRIMARY = SERVING - {"primary"}
"""Roles in which an option answers some of the requests that the primary one does not."""

BOUNDARIES = ("none", "network", "vpc", "premises", "machine")
"""From the widest boundary to the tightest."""

_BOUNDARY_OF = {
    "vendor-api": "none",
    "managed-open": "none",
    "private-cloud": "vpc",
    "on-premises": "premises",
    "air-gapped": "premises",
    "on-device": "machine",
}


def option_facts(declared: Facts, environment: Environment, workload: Facts, primary: Facts | None) -> Facts:
    """Return every `option.*` fact of a declared option; the profile has precedence over the catalog.

    The model, provider, region and GPU are in the catalog: `facts.references` has checked that.
    """
    facts: Facts = {"option.role": "primary"}
    _add_model(facts, declared, environment)
    _add_service(facts, declared, environment)
    _add_hardware(facts, declared, environment)
    facts.update({path: value for path, value in declared.items() if path not in _LOOKED_UP})
    drop_future(facts, environment.latest)
    _add_hosting(facts, workload, primary)
    _add_residency(facts, workload)
    add_option_contradictions(facts, environment)
    return facts


_LOOKED_UP = frozenset({"option.model.id", "option.provider.id", "option.hardware.gpu", "claims"})
"""Keys whose catalog names are already known, and keys that are not facts."""


def _add_model(facts: Facts, declared: Facts, environment: Environment) -> None:
    entry = environment.catalog.find("models", declared["option.model.id"])
    if entry is None:
        return
    facts.update(entry.facts)
    facts["option.model.id"] = entry.id
    provider = declared.get("option.provider.id")
    service = environment.catalog.find("services", provider) if provider else None
    licenses = _licenses(entry, service.id if service else None, external=declared["option.hosting"] in EXTERNAL)
    if licenses is not None:
        facts["option.model.licenses"] = licenses
    retires = entry.extra["retirements"].get(service.id) if service else None
    if retires is not None:
        facts["option.retires"] = retires["date"]
        facts["option.retirement_firm"] = retires["firm"]
        facts["option.days_to_retirement"] = days_between(environment.today, retires["date"])


def _licenses(model: Entry, service: str | None, *, external: bool) -> list[str] | None:
    """Return the licences that apply: those of the service; without a service, all that may apply."""
    licenses: list[str] | None = model.extra["licenses"]
    by_service: dict[str, list[str]] = model.extra["licenses_by_provider"]
    if service is not None:
        licenses = by_service.get(service, licenses)
    elif external and licenses is not None:
        licenses = list(dict.fromkeys([*licenses, *(name for names in by_service.values() for name in names)]))
    return None if licenses is None else list(licenses)


def _add_service(facts: Facts, declared: Facts, environment: Environment) -> None:
    provider = declared.get("option.provider.id")
    service = environment.catalog.find("services", provider) if provider else None
    if service is not None:
        facts["option.provider.id"] = service.id
        facts["option.provider.company"] = service.extra["company"]
        if service.extra.get("kind"):
            facts["option.provider.service"] = service.extra["kind"]
        _add_hostings(facts, service, declared["option.hosting"], environment)
        own = service.extra["company"] == environment.settings.facts.get("organization.name")
        facts["option.provider.on_own_hardware"] = declared["option.hosting"] in facts.get(
            "option.provider.hostings", (declared["option.hosting"],) if own else ()
        )
    region = declared.get("option.region.id")
    place = environment.catalog.region_place(service.extra.get("regions") if service else None, region)
    if place is not None:
        facts["option.region.groups"] = (
            environment.catalog.closure([place]) if environment.catalog.is_place(place) else []
        )
        if environment.catalog.is_country(place):
            facts["option.region.country"] = place


def _add_hostings(facts: Facts, service: Entry, hosting: str, environment: Environment) -> None:
    """Add the hostings that a service offers and, if the declared one is missing, the services that offer it."""
    offered = service.extra.get("hostings")
    if offered is None:
        return
    facts["option.provider.hostings"] = list(offered)
    if hosting not in offered:
        facts["option.provider.offered_by"] = [
            other.id
            for other in environment.catalog.entries("services")
            if other.extra["company"] == service.extra["company"] and hosting in (other.extra.get("hostings") or ())
        ]


def _add_hardware(facts: Facts, declared: Facts, environment: Environment) -> None:
    gpu = declared.get("option.hardware.gpu")
    entry = environment.catalog.find("gpus", gpu) if gpu else None
    if entry is not None:
        facts.update(entry.facts)
        facts["option.hardware.gpu"] = entry.id
        memory, count = facts.get("option.hardware.memory_gb"), declared.get("option.hardware.count")
        if memory is not None and count is not None:
            from policyengine.sizes.sizing import available_gb

            parallel = declared.get("option.serving.tensor_parallel", count)
            facts["option.sizing.available_gb"] = available_gb(memory, min(parallel, count))
    quantization = declared.get("option.serving.quantization")
    total = facts.get("option.model.params_total_b")
    if quantization is not None and total is not None:
        from policyengine.sizes.sizing import weights_gb

        weights = weights_gb(total, quantization)
        if weights is not None:
            facts["option.sizing.weights_gb"] = weights


def cache_of(facts: Facts) -> "Cache":
    """Return the inputs for the size of the key-value cache of an option's model."""
    from policyengine.sizes.sizing import Cache

    return Cache(*(facts.get(f"option.model.{name}") for name in _CACHE))


_CACHE = ("layers", "kv_heads", "head_dim", "sliding_window", "sliding_layers", "kv_bytes_per_token_fp16")


def boundary_of(facts: Facts) -> str:
    """Return the narrowest boundary that keeps an option's data; a dedicated external service is in the network."""
    hosting: str = facts["option.hosting"]
    if hosting in EXTERNAL and facts.get("option.tenancy") == "dedicated":
        return "network"
    return _BOUNDARY_OF[hosting]


def _add_hosting(facts: Facts, workload: Facts, primary: Facts | None) -> None:
    hosting: str = facts["option.hosting"]
    facts["option.external"] = hosting in EXTERNAL
    facts["option.self_hosted"] = hosting not in EXTERNAL
    facts["option.names_provider"] = facts.get("option.provider.id") is not None
    facts["option.third_party"] = hosting in EXTERNAL or hosting == "private-cloud"
    boundary = facts["option.boundary"] = boundary_of(facts)
    needed: str | None = workload.get("workload.data.boundary")
    if needed is not None:
        facts["option.within_boundary"] = BOUNDARIES.index(boundary) >= BOUNDARIES.index(needed)
    if primary is not None:
        facts["option.weaker_than_primary"] = BOUNDARIES.index(boundary) < BOUNDARIES.index(primary["option.boundary"])


def _add_residency(facts: Facts, workload: Facts) -> None:
    residency: list[Any] | None = workload.get("workload.data.residency")
    if residency is None:
        return
    if not residency:
        facts["option.within_residency"] = True
    elif "option.region.groups" in facts:
        facts["option.within_residency"] = any(place in residency for place in facts["option.region.groups"])
