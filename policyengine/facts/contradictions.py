"""Contradictory declarations, in the profile or between the profile and the catalog.

These facts are known in every case: undeclared facts contradict nothing. Rules decide on the consequences.
"""

import re

from policyengine.facts.environment import Environment, Facts
from policyengine.facts.offers import add_offer
from policyengine.loading.entry import Entry
from policyengine.policy.catalog import Catalog

OWN_HARDWARE = frozenset({"on-premises", "air-gapped", "on-device"})
"""Hostings in which no third party operates the hardware."""

BY_THE_HOUR = frozenset({"on-demand", "spot"})
"""Terms under which hardware can be returned or withdrawn at any time."""

DECIDING = frozenset(
    {
        "hiring-screen",
        "hiring-decision",
        "promotion",
        "termination",
        "credit-decision",
        "credit-limit",
        "collections-action",
        "insurance-underwriting",
        "utilization-management",
    }
)
"""Uses whose name implies decisions about people; others, such as `housing`, only name a field."""

_MOVING = frozenset(
    {"auto", "auto-update", "current", "default", "head", "latest", "main", "master", "newest", "nightly", "stable"}
)
_LATEST = tuple(f"{mark}latest" for mark in "-:@/_.")
_HUB = ".co/"  # few sources have it, so the expression is compiled on demand
_ON_HUB = r"^(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co)/([\w.-]+/[\w.-]+)"


def add_option_contradictions(facts: Facts, environment: Environment) -> None:
    """Add the contradictions of an option's hosting, version, provider and region; `facts` has its other facts."""
    facts["option.hosting_contradictions"] = _against_hosting(facts)
    model = environment.catalog.find("models", facts["option.model.id"])
    facts["option.version_contradictions"] = (
        [] if model is None else _against_version(facts, model, environment.catalog)
    )
    provider = facts.get("option.provider.id")
    service = environment.catalog.find("services", provider) if provider else None
    if model is not None:
        add_offer(facts, model, service, environment.catalog)
        facts["option.model.own"] = _is_own(model, environment)
    facts["option.region.contradicted"] = service is not None and _no_region(facts, service, environment.catalog)


def workload_contradictions(facts: Facts) -> list[str]:
    """Return contradictory declarations of a workload."""
    use_case = facts.get("workload.use_case")
    found = []
    if facts.get("workload.ai_act.class") == "prohibited" and facts.get("workload.ai_act.prohibited_screen") != "hit":
        found.append("prohibited-without-hit")
    if facts.get("workload.decision_effect") == "none" and use_case in DECIDING:
        found.append("decision-without-effect")
    talks = "chat" in facts.get("workload.tasks", ()) or use_case == "companion-chatbot"
    if facts.get("workload.interaction") == "none" and talks:
        found.append("chat-without-interaction")
    return found


def implied_purposes(facts: Facts) -> list[str]:
    """Return the purposes implied by the use case and the audience of a workload."""
    use_case, minors = facts.get("workload.use_case"), {"children-under-13", "minors"}
    found = ["clinical-use"] if use_case in ("diagnosis", "clinical-decision-support") else []
    found += ["critical-infrastructure"] if use_case == "critical-infrastructure" else []
    return found + (["users-under-18"] if minors.intersection(facts.get("workload.audience", ())) else [])


def _against_hosting(facts: Facts) -> list[str]:
    if facts["option.hosting"] not in OWN_HARDWARE:
        return []
    found = []
    term, owned = facts.get("option.hardware.term"), facts.get("option.hardware_owned")
    paid = "option.hardware.usd_per_hour" in facts and owned is False and term != "reserved"
    if paid or (term in BY_THE_HOUR and owned is not True):
        found.append("rented-by-the-hour")
    if facts.get("option.tenancy") == "shared":
        found.append("shared-with-other-customers")
    return found


def _against_version(facts: Facts, model: Entry, catalog: Catalog) -> list[str]:
    version, source = facts.get("option.version", ""), facts.get("option.artifact.source", "")
    if not version and not source:
        return []
    found = []
    if facts.get("option.version_pinned") is True and _moves(version, model):
        found.append("moving-version-pinned")
    if _names_another(_without_date(version), model, catalog) or _names_another(version, model, catalog):
        found.append("version-of-another-model")
    on_hub = re.match(_ON_HUB, source) if _HUB in source else None
    if _names_another(on_hub[1] if on_hub else source, model, catalog):
        found.append("weights-of-another-model")
    return found


def _without_date(version: str) -> str:
    """Return a version without the date at its end, as in `-2024-10-22`, `-20241022` and `@20241022`."""
    for date in (version[-10:], version[-8:]):
        name, digits = version[: -len(date)], date.replace("-", "") if date[4:5] == "-" == date[7:8] else date
        if name.endswith(("-", "@")) and len(digits) == len("20241022") and digits.isascii() and digits.isdecimal():
            return name[:-1]
    return version


def _moves(version: str, model: Entry) -> bool:
    word = version.lower()
    return word in _MOVING or word.endswith(_LATEST) or version in model.extra["floating_aliases"]


def _names_another(name: str, model: Entry, catalog: Catalog) -> bool:
    """Return whether a name belongs to another model that is neither a base nor a derivative of this one.

    Weights of one family are not distinguished: a tuned model is often named after the base or the chat model.
    """
    other = catalog.find("models", name) if name else None
    if other is None or other.id == model.id:
        return False
    if other.id in _lineage(model, catalog) or model.id in _lineage(other, catalog):
        return False
    closed = model.facts.get("option.model.openness") == "closed"
    return closed or other.facts.get("option.model.family") != model.facts.get("option.model.family")


def _lineage(model: Entry, catalog: Catalog) -> set[str]:
    named = model.facts.get("option.model.lineage", ())
    return {entry.id if (entry := catalog.find("models", name)) else name for name in named}


def _is_own(model: Entry, environment: Environment) -> bool:
    """Return whether the settings describe a model of the organisation whose name no catalog company has."""
    name = environment.settings.facts.get("organization.name")
    if not name or not environment.catalog.is_overlaid(model):
        return False
    prefix, _, rest = model.id.partition("/")
    developer = model.facts.get("option.model.developer") or (prefix if rest else "")
    return _words(developer) == _words(name) != "" and environment.catalog.find("companies", prefix) is None


def _words(name: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", name.casefold()))


def _no_region(facts: Facts, service: Entry, catalog: Catalog) -> bool:
    """Return whether a region is the code of a country without a region of the service, by a verified list."""
    region, table = facts.get("option.region.id"), service.extra.get("regions")
    regions = catalog.find("regions", table) if table else None
    if region is None or regions is None or not catalog.is_country(region):
        return False
    if regions.sources.get("default", {}).get("confidence") == "unverified":
        return False
    places = set(regions.extra["places"].values())
    return places.isdisjoint(catalog.closure([region]))
