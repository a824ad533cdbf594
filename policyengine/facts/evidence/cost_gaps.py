"""The facts to declare so that a cost becomes known, and the option to declare them in."""

from policyengine.case import Case
from policyengine.document import Document
from policyengine.facts.environment import Facts
from policyengine.facts.evidence.elements import option_routes
from policyengine.facts.options import EXTERNAL
from policyengine.facts.volume import INPUT_TOKENS, OUTPUT_TOKENS, REQUESTS
from policyengine.location import Route
from policyengine.vocabulary.routes import FROM, KEYS


def is_cost(path: str) -> bool:
    """Return whether a fact is derived from costs."""
    return (".cost." in path or ".break_even." in path) and FROM.get(path) == ("derived",)


def cost_gaps(path: str, facts: Facts) -> list[str]:
    """Return the missing facts of a cost; none if only a price is missing.

    If no cost was computed at all, only the volume can be listed.
    """
    root, _, name = path.partition(".")
    missing = facts.get(f"{root}.cost.missing")
    if missing is None:
        return [given for given in (REQUESTS, INPUT_TOKENS, OUTPUT_TOKENS) if given not in facts]
    if name == "cost.price_age_days" and not missing:
        return ["option.estimate.price_checked"]
    return [given for given in missing if given in FROM]


def beside_option(case: Case, profile: Document, path: str) -> Case:
    """Return a workload's case with the option in use for which a fact can be declared.

    It is the first option that lacks the fact; the choice if none lacks it, or if no option is declared.
    """
    routes = dict(case.routes)
    if not path.startswith("option.") or "option" in routes or "workload" not in routes:
        return case
    at = _option_lacking(profile, routes["workload"], path) or (*routes["workload"], "choice")
    return case._replace(routes=(*case.routes, ("option", at)))


def _option_lacking(profile: Document, workload: Route, path: str) -> Route | None:
    for route in option_routes(profile, workload):
        external = profile.value_at((*route, "hosting")) in EXTERNAL
        if not profile.holds((*route, *KEYS[path])) and not (external and path.startswith("option.hardware.")):
            return route
    return None
