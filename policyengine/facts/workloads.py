"""The derived facts of a workload: volume, data, places, and summaries of its options and recipients."""

from collections.abc import Mapping, Sequence

from policyengine.facts.contradictions import implied_purposes, workload_contradictions
from policyengine.facts.environment import Environment, Facts
from policyengine.facts.future import drop_future
from policyengine.facts.options import SERVING
from policyengine.facts.recipients import Recipient
from policyengine.facts.volume import requests_per_second_peak, tokens_per_day, tokens_per_month
from policyengine.location import Route

PERSONAL = frozenset(
    {
        "pii",
        "special-category",
        "phi",
        "health",
        "substance-use",
        "biometric",
        "genetic",
        "children",
        "precise-geolocation",
        "financial",
        "nonpublic-personal",
        "cardholder",
        "card-authentication",
        "student-records",
        "cji",
    }
)
"""The classes of data that are personal data."""

REGULATED = (PERSONAL - {"health"}) | {"payment-system", "cui", "itar", "ear", "classified", "important-data"}
"""The classes of data that fall under a named regime."""


ABOUT_NOBODY = frozenset({"anonymised", "synthetic", "hipaa-safe-harbor", "hipaa-expert-determination"})
"""Methods of de-identification after which data is not personal; `pseudonymised` is not among them."""


UNDER_HIPAA = frozenset({"hipaa-safe-harbor", "hipaa-expert-determination"})
"""Methods of de-identification in 45 CFR 164.514."""


def workload_facts(declared: Facts, name: str, environment: Environment) -> Facts:
    """Return the workload's own facts, declared and derived, without those of its elements."""
    facts = {path: value for path, value in declared.items() if "." in path}
    facts["workload.name"] = name
    drop_future(facts, environment.latest)
    if not facts.get("workload.audience", True):
        del facts["workload.audience"]  # people or programs use the output, so an empty list states nothing
    classes = facts["workload.data.classes"]
    facts["workload.data.personal"] = any(item in PERSONAL for item in classes)
    facts["workload.data.regulated"] = any(item in REGULATED for item in classes)
    _add_deidentified(facts)
    facts["workload.data.hipaa_deidentified"] = facts.get("workload.data.deid.method") in UNDER_HIPAA
    facts["workload.data.phi_excepted"] = facts.get("workload.data.phi_exception", "none") != "none"
    subjects = facts.get("workload.data.subjects")
    if subjects is not None:
        facts["workload.data.subjects_closure"] = environment.catalog.closure(subjects)
    residency = facts.get("workload.data.residency")
    if residency is not None or facts["workload.data.regulated"]:
        facts["workload.data.place_bound"] = residency != []
    if residency is not None:
        facts["workload.data.residency_closure"] = environment.catalog.members(residency)
    facts["workload.has_choice"] = bool(declared.get("choice"))
    facts["workload.has_routing"] = (
        facts.get("workload.routing.router", "none") != "none" or facts.get("workload.routing.default") is not None
    )
    facts["workload.has_tools"] = bool(declared.get("tools"))
    facts["workload.has_stores"] = bool(declared.get("stores"))
    facts["workload.use.implied"] = implied_purposes(facts)
    facts["workload.contradictions"] = workload_contradictions(facts)
    _add_volume(facts)
    return facts


def _add_deidentified(facts: Facts) -> None:
    """Add whether the data is not personal because it was de-identified; of classes about people, only `health` is."""
    method = facts.get("workload.data.deid.method")
    if PERSONAL.intersection(facts["workload.data.classes"]) - {"health"}:
        facts["workload.data.deidentified"] = False
    elif method is not None:
        facts["workload.data.deidentified"] = method in ABOUT_NOBODY


def add_elements(
    facts: Facts, options: Sequence[Facts], considered: Sequence[Facts], recipients: Sequence[Recipient]
) -> None:
    """Add the summaries of the options in use, the considered options and the recipients."""
    facts["workload.options.considered_count"] = len(considered)
    facts["workload.options.considered_openness"] = _values(considered, "option.model.openness")
    facts["workload.third_parties"] = sorted(
        {r.facts["recipient.company"] for r in recipients if r.facts.get("recipient.company")}
    )
    facts["workload.options.count"] = len(options)
    if not options:
        return
    facts["workload.options.roles"] = _values(options, "option.role")
    facts["workload.options.models"] = _values(options, "option.model.id")
    facts["workload.options.hostings"] = _values(options, "option.hosting")
    facts["workload.options.providers"] = _values(options, "option.provider.id")
    facts["workload.options.services"] = _values(options, "option.provider.service")
    external = [option for option in options if option["option.external"]]
    facts["workload.options.companies"] = _values(external, "option.provider.company")
    facts["workload.options.external"] = bool(external)
    facts["workload.options.self_hosted"] = len(external) < len(options)
    serving = [option for option in options if option["option.role"] in SERVING]
    facts["workload.options.hybrid"] = len({option["option.external"] for option in serving}) > 1
    facts["workload.options.air_gapped"] = bool(serving) and all(
        option["option.hosting"] == "air-gapped" for option in serving
    )


def _values(options: Sequence[Facts], path: str) -> list[str]:
    return list(dict.fromkeys(option[path] for option in options if path in option))


def _add_volume(facts: Facts) -> None:
    for path, value in (
        ("workload.volume.tokens_per_day", tokens_per_day(facts)),
        ("workload.volume.tokens_per_month", tokens_per_month(facts)),
        ("workload.volume.requests_per_second_peak", requests_per_second_peak(facts)),
    ):
        if value is not None:
            facts[path] = value


_OF_OPTIONS = ("workload.options.", "workload.cost.", "workload.break_even.")
_COMPARED = ("workload.cost.considered_high_usd_per_month", "workload.break_even.tokens_per_day")
_OF_ELEMENTS = frozenset({"recipient", "tool", "store", "primary"})


def undeclared_options(path: str, facts: Facts, routes: Mapping[str, Route]) -> str:
    """Return the key of a workload that is required to compute a fact from options, or None."""
    if path.startswith("primary."):
        return "" if "primary" in routes else "choice"
    if "workload" not in routes or not path.startswith(_OF_OPTIONS):
        return ""
    if not facts.get("workload.options.count"):
        return "choice"
    return "considered" if path in _COMPARED and not facts.get("workload.options.considered_count") else ""


def is_in_reach(path: str, routes: Mapping[str, Route]) -> bool:
    """Return whether a fact can be declared in a case: of a recipient, tool or store, only in a case of one."""
    root = path.partition(".")[0]
    return root not in _OF_ELEMENTS or root in routes
