"""Origins of the facts of a case, and hints for absent ones. Used only to explain a verdict."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from policyengine.case import Case
from policyengine.document import Document
from policyengine.facts.environment import Environment, Facts
from policyengine.facts.evidence.cost_gaps import beside_option, cost_gaps, is_cost
from policyengine.facts.evidence.dead_ends import dead_end, is_derived
from policyengine.facts.evidence.elements import element_inputs, own_inputs
from policyengine.facts.evidence.gaps import OF_CATALOG, entry_of, overlay_hint, wanted_first, wanted_users
from policyengine.facts.evidence.sources import reference_of
from policyengine.facts.evidence.writing import dotted, line_to_write
from policyengine.facts.licenses import (
    AFFILIATES,
    COUNTED,
    MONTHS,
    counted_users,
    needs_affiliates,
    users_path,
)
from policyengine.facts.workloads import is_in_reach, undeclared_options
from policyengine.loading.entry import Entry
from policyengine.loading.near_names import SETTINGS_NAME
from policyengine.location import Location, Route
from policyengine.option import as_option
from policyengine.policy.on_demand import BY_CASE
from policyengine.verdict import Claim, Evidence, Missing
from policyengine.vocabulary.past import PAST, SINCE
from policyengine.vocabulary.routes import FROM, INPUTS, KEYS

_DATED = PAST.union(*SINCE.values())
"""The dates of past events, and the facts that are valid from such a date on."""


class Origins:
    """Traces the facts of one profile's cases to the files that state them."""

    def __init__(self, profile: Document, environment: Environment) -> None:
        self.profile = profile
        self.environment = environment

    def evidence(self, case: Case, path: str, elements: tuple[Any, ...] = ()) -> Evidence:
        """Trace one fact of the case."""
        value = _value(case, path)
        if path == "today":
            return Evidence(path, value, "clock")
        declared = self._declared(case, path)
        if declared is not None:
            return Evidence(path, value, declared[0], declared[1], elements=elements, claim=declared[2])
        if "derived" in FROM.get(path, ()) and (inputs := self._traced(case, path)):
            return Evidence(path, value, "derived", None, inputs, None, elements)
        entry = self._entry(case, path)
        reference = reference_of(entry, path, case.facts) if entry else None
        return Evidence(path, value, "catalog" if entry else "derived", None, (), reference, elements)

    def parameter(self, ids: Iterable[str], path: str, value: Any) -> Evidence:
        """Trace a parameter of a rule, by its current or former ids, to the settings or the default of the rule."""
        place = self.environment.settings.place_of_parameter(ids, path.removeprefix("params."))
        return Evidence(path, value, "settings" if place else "parameter", place)

    def missing(self, case: Case, paths: Iterable[str]) -> tuple[Missing, ...]:
        """Return the facts to declare so that these become known: for a derived fact, its absent inputs."""
        found: dict[str, Missing] = {}
        for path in wanted_first(paths, case.facts, self.environment):
            for wanted, hint in self._wanted(case, path, frozenset()):
                gap = self._gap(beside_option(case, self.profile, wanted), wanted, hint)
                found.setdefault(gap.path, gap)
        return tuple(found.values())

    def _gap(self, case: Case, path: str, hint: str) -> Missing:
        if hint != OF_CATALOG:
            return Missing(path, self._place(case, path), hint, key=self._key(case, path))
        if is_derived(path):
            named, hint = dead_end(path, case.facts, self.environment, self.profile.path)
            return Missing(named, None, hint, of_catalog=True, derived=named == path)
        settings = self.environment.settings.document
        return Missing(path, None, overlay_hint(path, case.facts, settings.value if settings else {}), of_catalog=True)

    def subject_place(self, case: Case) -> Location:
        """Return the place of the element of a case."""
        route = case.routes[-1][1] if case.subject.scope != "profile" else ("project",)
        if case.subject.scope in ("license", "recipient"):
            return self.profile.locate_value(route)
        return self.profile.locate_key(route)

    def _wanted(self, case: Case, path: str, seen: frozenset[str]) -> list[tuple[str, str]]:
        if path in COUNTED and counted_users(case.facts) is None:
            return wanted_users(case)
        origins, routes = FROM.get(path, ()), dict(case.routes)
        if key := undeclared_options(path, case.facts, routes):
            return [("option.model.id", line_to_write(self.profile.own.value, (*routes["workload"], key)))]
        if "profile" in origins or "settings" in origins or path in seen:
            return [(path, self._where(beside_option(case, self.profile, path), path, origins))]
        if is_cost(path):
            gaps = cost_gaps(path, case.facts)
            return [pair for given in gaps for pair in self._wanted(case, given, seen)] or [(path, OF_CATALOG)]
        absent = [given for given in self._inputs(case, path) if given not in case.facts and given not in seen]
        reached = [given for given in absent if is_in_reach(given, routes)]
        wanted = [pair for given in reached for pair in self._wanted(case, given, seen | {path})]
        return wanted or [(path, OF_CATALOG)]

    def _where(self, case: Case, path: str, origins: tuple[str, ...]) -> str:
        """Return the line to write and its key, or the error in the present value."""
        if path in _DATED and self._declared(case, path) is not None:
            return f"the declared value is dated after {self.environment.latest.date().isoformat()}"
        route = self._route(case, path) if "profile" in origins else None
        if route is not None:
            return line_to_write(self.profile.own.value, route)
        settings = self.environment.settings.document
        return f"{line_to_write(settings.value if settings else {}, _route_in_settings(case, path))} in {SETTINGS_NAME}"

    def _key(self, case: Case, path: str) -> str:
        """Return the key under which a fact would be declared, in the profile if allowed."""
        route = self._route(case, path) if "profile" in FROM.get(path, ("profile",)) else None
        return dotted(route) if route is not None else f"{dotted(_route_in_settings(case, path))} ({SETTINGS_NAME})"

    def _inputs(self, case: Case, path: str) -> tuple[str, ...]:
        if path in COUNTED:
            of_license = [given for given in INPUTS[path] if given.startswith("license.")]
            affiliates = [AFFILIATES] if needs_affiliates(case.facts) else []
            return (users_path(case.facts), *affiliates, *of_license)
        return deciding_inputs(path, case.facts)

    def _traced(self, case: Case, path: str) -> tuple[Evidence, ...]:
        of_elements = tuple(self._of_elements(case, path)) if path.startswith("workload.") else ()
        given_inputs = own_inputs(self._inputs(case, path)) if of_elements else self._inputs(case, path)
        inputs = [given for given in given_inputs if given != path and _value(case, given) is not None]
        return (*(self.evidence(case, given) for given in inputs), *of_elements)

    def _of_elements(self, case: Case, path: str) -> Iterator[Evidence]:
        """Trace a fact of a workload to the declarations of its options, recipients, tools or stores."""
        routes = dict(case.routes)
        for kind, route, given in element_inputs(self.profile, routes["workload"], path):
            is_beside = routes.get(kind) != route
            if is_beside and kind in routes and path.startswith("workload.has_"):
                continue  # its presence shows that there are some
            alone = case._replace(routes=((kind, route),))
            declared = self._declared(alone, given)
            if declared is not None:
                said = self.profile.value_at(self._route(alone, given) or ())
                value = "primary" if isinstance(said, Mapping) else said  # the key `choice` shows it
                yield Evidence(given, value, declared[0], declared[1], claim=declared[2], is_beside=is_beside)

    def _declared(self, case: Case, path: str) -> tuple[str, Location, Claim | None] | None:
        route = self._route(case, path)
        if route is not None and self.profile.holds(route):
            at_key = path.endswith(".role") and route[-1] != "role"
            place = self.profile.locate_key(route) if at_key else self.profile.locate_value(route)
            origin = self.profile.origin_of(route)
            stated_by = "settings" if origin and origin.document else "profile"
            return stated_by, place, claim_at(self.profile, route) or (claim_of(origin.claim) if origin else None)
        for route in self._settings_routes(case, path):
            for document in self.environment.settings.documents:
                if document.holds(route):
                    return "settings", document.locate_value(route), claim_at(document, route)
        return None

    def _place(self, case: Case, path: str) -> Location | None:
        origins = FROM.get(path, ())
        if "profile" in origins:
            route = self._route(case, path)
            return self.profile.locate_key(route) if route is not None else None
        settings = self.environment.settings.document
        if settings is None or not path.startswith("organization."):
            return None
        return settings.locate_key(tuple(path.split(".")))

    def _route(self, case: Case, path: str) -> Route | None:
        root = path.partition(".")[0]
        key = as_option(path) if root == "primary" else path
        prefix = dict(case.routes).get(root)
        if prefix is None or key not in KEYS:
            return None
        below = prefix[2:3]  # under the workload: `choice`, `supporting`, `considered`, `recipients`, `tools`, `stores`
        if key == "option.role" and below != ("supporting",):
            return prefix  # the key `choice` or `considered` shows it
        if root == "recipient" and below != ("recipients",):
            # A recipient behind an option: the option names it, and the agreements with it are in the settings.
            said = {"recipient.id": "provider", "recipient.tier": "tier"}.get(key)
            option = prefix[:-1] if prefix[-1] == "provider" else prefix
            return (*option, said) if said else None
        return (*prefix, *KEYS[key])

    def _settings_routes(self, case: Case, path: str) -> list[Route]:
        root, _, rest = path.partition(".")
        if root in ("organization", "team"):
            return [(root, *rest.split("."))]
        if root != "recipient" or path not in KEYS:
            return []
        owners = (case.facts.get("recipient.id"), case.facts.get("recipient.company"))
        return [("agreements", owner, *KEYS[path]) for owner in owners if owner]

    def _entry(self, case: Case, path: str) -> Entry | None:
        named = entry_of(path, case.facts)
        return self.environment.catalog.find(*named) if named else None


def _value(case: Case, path: str) -> Any:
    """Return a fact's value; a month of the user counts is a fact here, for evidence."""
    months, _, month = path.rpartition(".")
    if months == MONTHS:
        return (case.facts.get(MONTHS) or {}).get(month)
    return case.facts.get(path)


def claim_at(document: Document, route: Route) -> Claim | None:
    """Return the document named by a fact in its long form."""
    said = document.value_at(route)
    if not isinstance(said, Mapping) or "status" not in said:
        return None
    return claim_of(said)


def claim_of(stated: Mapping[str, Any]) -> Claim | None:
    """Return the claim of a mapping with its keys; None for an empty one."""
    claim = Claim(*(stated.get(key) or "" for key in ("evidence", "checked", "by")))
    return claim if stated else None


_NEEDED = ("option.hosting", "project.lifecycle")

_BY_CHOICE = ("option.sizing.", "workload.volume.")
_REFINING = frozenset(
    {
        "option.serving.tensor_parallel",
        "option.serving.engine",
        "option.serving.memory_utilization",
        "workload.volume.total_tokens_per_month",
    }
)
"""Facts that sizes and volumes use if they are declared, and do not need otherwise."""


def deciding_inputs(path: str, facts: Facts) -> tuple[str, ...]:
    """Return the facts that determine a derived fact here; for an unknown one, those it needs."""
    if path.startswith("primary."):
        mirrored = deciding_inputs(as_option(path), _as_option(facts))
        return tuple(_of_primary(given) for given in mirrored)
    if path.startswith(BY_CASE) and all(needed in facts for needed in _NEEDED):
        return _by_case(path, facts)
    given = INPUTS.get(path, ())
    if path.startswith(_BY_CHOICE):
        return tuple(name for name in given if name not in _REFINING or name in facts)
    return given


def _by_case(path: str, facts: Facts) -> tuple[str, ...]:
    """Return the inputs from the module that computes the fact, loaded here because few profiles need it."""
    prefix, _, leaf = path.removeprefix("option.").rpartition(".")
    if prefix == "readiness":
        from policyengine.facts.serving.readiness import readiness

        return readiness(facts).deciding(leaf)
    if prefix == "reliability":
        from policyengine.facts.serving.reliability import reliability

        return reliability(facts).deciding(leaf)
    from policyengine.facts.serving.engines import deciding

    return deciding(path, facts)


def _of_primary(path: str) -> str:
    """Return the path of an option's fact as a fact of the primary option; other paths are unchanged."""
    root, _, rest = path.partition(".")
    return f"primary.{rest}" if root == "option" else path


def _as_option(facts: Facts) -> Facts:
    """Return the facts in the form that a case of the primary option has."""
    others = {path: value for path, value in facts.items() if not path.startswith("option.")}
    return others | {as_option(path): value for path, value in facts.items() if path.startswith("primary.")}


def _route_in_settings(case: Case, path: str) -> Route:
    """Return the route of a fact in the settings: agreements with a recipient are under the company's name."""
    if path.startswith("recipient."):
        owner = case.facts.get("recipient.company") or case.facts.get("recipient.id") or "<company>"
        return ("agreements", owner, *KEYS[path])
    return tuple(path.split("."))
