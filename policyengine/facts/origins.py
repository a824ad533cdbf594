"""Where a fact of a case comes from, and what to declare when it is absent. Asked only when a verdict is explained."""

from collections.abc import Iterable, Mapping
from typing import Any

from policyengine.case import Case
from policyengine.document import Document
from policyengine.facts.licenses import AFFILIATES, MONTHS, PRODUCT, counted_users, users_path
from policyengine.facts.surroundings import Facts, Surroundings
from policyengine.loading.entry import Entry
from policyengine.location import Location, Route
from policyengine.rule import Reference
from policyengine.verdict import Evidence, Missing
from policyengine.vocabulary.routes import FROM, INPUTS, KEYS

_COUNTED = frozenset({"license.mau_limit.counted_users", "license.mau_limit.exceeded"})


NOT_IN_CATALOG = "the catalog does not know it: add it to `catalog:` in policyengine.yaml"
"""The hint for a fact that nobody can declare in a profile."""


class Origins:
    """Traces the facts of one profile's cases back to the files that state them."""

    def __init__(self, profile: Document, around: Surroundings) -> None:
        self.profile = profile
        self.around = around

    def evidence(self, case: Case, path: str, elements: tuple[Any, ...] = ()) -> Evidence:
        """Trace one fact that the case has."""
        value = _value(case, path)
        if path == "today":
            return Evidence(path, value, "clock")
        declared = self._declared(case, path)
        if declared is not None:
            return Evidence(path, value, declared[0], declared[1], elements=elements)
        derived = "derived" in FROM.get(path, ())
        inputs = [given for given in self._inputs(case, path) if given != path and _value(case, given) is not None]
        if derived and inputs:
            traced = tuple(self.evidence(case, given) for given in inputs)
            return Evidence(path, value, "derived", None, traced, None, elements)
        entry = self._entry(case, path)
        reference = _reference(entry, path, case.facts) if entry else None
        return Evidence(path, value, "catalog" if entry else "derived", None, (), reference, elements)

    def missing(self, case: Case, paths: Iterable[str]) -> tuple[Missing, ...]:
        """Say which facts to declare so that these would be known: a derived fact's absent inputs in its stead."""
        found: dict[str, Missing] = {}
        for path in paths:
            for wanted, hint in self._wanted(case, path, frozenset()):
                found.setdefault(wanted, Missing(wanted, self._place(case, wanted), hint))
        return tuple(found.values())

    def subject_place(self, case: Case) -> Location:
        """Give the place of the element that a case is about."""
        route = case.routes[-1][1] if case.subject.scope != "profile" else ("project",)
        if case.subject.scope in ("license", "recipient"):
            return self.profile.locate_value(route)
        return self.profile.locate_key(route)

    def _wanted(self, case: Case, path: str, seen: frozenset[str]) -> list[tuple[str, str]]:
        if path in _COUNTED and counted_users(case.facts) is None:
            return _wanted_users(case)
        origins = FROM.get(path, ())
        if "profile" in origins or "settings" in origins or path in seen:
            return [(path, self._where(case, path, origins))]
        absent = [given for given in INPUTS.get(path, ()) if given not in case.facts and given not in seen]
        wanted = [pair for given in absent for pair in self._wanted(case, given, seen | {path})]
        return wanted or [(path, NOT_IN_CATALOG)]

    def _where(self, case: Case, path: str, origins: tuple[str, ...]) -> str:
        """Say in which file and under which key a fact belongs, where its place alone does not."""
        if path.startswith("recipient.") and "settings" in origins:
            owner = case.facts.get("recipient.company") or case.facts.get("recipient.id") or "<company>"
            return f"under `agreements: {{{owner}: …}}` in policyengine.yaml"
        return "" if "profile" in origins else "in policyengine.yaml"

    def _inputs(self, case: Case, path: str) -> tuple[str, ...]:
        if path in _COUNTED:
            return (users_path(case.facts), *(given for given in INPUTS[path] if given.startswith("license.")))
        return INPUTS.get(path, ())

    def _declared(self, case: Case, path: str) -> tuple[str, Location] | None:
        route = self._route(case, path)
        if route is not None and _holds(self.profile.value, route):
            at_key = path.endswith(".role") and route[-1] != "role"
            return "profile", self.profile.locate_key(route) if at_key else self.profile.locate_value(route)
        settings = self.around.settings.document
        for route in self._settings_routes(case, path):
            if settings is not None and _holds(settings.value, route):
                return "settings", settings.locate_value(route)
        return None

    def _place(self, case: Case, path: str) -> Location | None:
        origins = FROM.get(path, ())
        if "profile" in origins:
            route = self._route(case, path)
            return self.profile.locate_key(route) if route is not None else None
        settings = self.around.settings.document
        if settings is None or not path.startswith("organization."):
            return None
        return settings.locate_key(tuple(path.split(".")))

    def _route(self, case: Case, path: str) -> Route | None:
        root = path.partition(".")[0]
        key = f"option{path[7:]}" if root == "primary" else path
        prefix = dict(case.routes).get(root)
        if key == "option.role" and prefix is not None and "supporting" not in prefix:
            return prefix  # the key `choice` or `considered` says it
        if root == "recipient" and prefix is not None and prefix[-1] == "provider":
            # A recipient behind an option: the option names it, and what was agreed with it stands in the settings.
            return prefix if key == "recipient.id" else None
        return None if prefix is None or key not in KEYS else (*prefix, *KEYS[key])

    def _settings_routes(self, case: Case, path: str) -> list[Route]:
        root, _, rest = path.partition(".")
        if root in ("organization", "team"):
            return [(root, *rest.split("."))]
        if root != "recipient" or path not in KEYS:
            return []
        owners = (case.facts.get("recipient.id"), case.facts.get("recipient.company"))
        return [("agreements", owner, *KEYS[path]) for owner in owners if owner]

    def _entry(self, case: Case, path: str) -> Entry | None:
        root, _, rest = path.partition(".")
        facts = case.facts
        name, kind = {
            "license": (facts.get("license.id"), "licenses"),
            "recipient": (facts.get("recipient.id"), "services"),
            "option": (facts.get("option.model.id"), "models"),
            "primary": (facts.get("primary.model.id"), "models"),
        }.get(root, (None, ""))
        if rest.startswith("hardware."):
            name, kind = facts.get(f"{root}.hardware.gpu"), "gpus"
        if rest.startswith("provider."):
            name, kind = facts.get(f"{root}.provider.id"), "services"
        return self.around.catalog.find(kind, name) if name else None


def _wanted_users(case: Case) -> list[tuple[str, str]]:
    wanted = users_path(case.facts)
    if wanted == PRODUCT:
        return [(wanted, "")]
    if case.facts.get(AFFILIATES) is False:
        return [(wanted, f"count the affiliates' users too and set `{AFFILIATES}` to true, in policyengine.yaml")]
    if wanted.startswith(MONTHS):
        return [(wanted, "monthly active users, affiliates included, in the month before the release, in policyengine.yaml")]
    return [(wanted, "monthly active users, affiliates included, in policyengine.yaml")]


def _value(case: Case, path: str) -> Any:
    """Give a fact's value; a month of the users' map is a fact here, for evidence."""
    months, _, month = path.rpartition(".")
    if months == MONTHS:
        return (case.facts.get(MONTHS) or {}).get(month)
    return case.facts.get(path)


def _holds(value: Any, route: Route) -> bool:
    for step in route:
        if isinstance(value, Mapping) and step in value:
            value = value[step]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return False
    return value is not None


def _reference(entry: Entry, path: str, facts: Facts) -> Reference | None:
    """Give the source of a fact: that of its own part of the entry, or the entry's default.

    A part's source that has no URL of its own only says how it differs from the default.
    """
    own: dict[str, Any] = {}
    for part in path.split(".")[1:]:
        own = entry.sources.get(part) or own
    if path.endswith((".retires", ".retirement_firm")):
        service = facts.get(f"{path.partition('.')[0]}.provider.id", "")
        own = entry.extra["retirements"].get(service, {}).get("source") or own
    source = own if own.get("url") else {**(entry.sources.get("default") or {}), **own}
    if not source:
        return None
    words = [source.get(key, "") for key in ("title", "url", "checked")]
    return Reference(*words, source.get("confidence", "unverified"), source.get("section", ""))
