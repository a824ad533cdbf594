"""All inputs of the cases of a profile, and copies of them with one fact declared differently."""

from typing import Any, NamedTuple

from policyengine.facts.environment import Environment, Facts
from policyengine.facts.licenses import MONTHS
from policyengine.loading.profiles import Profile
from policyengine.location import Location, Route
from policyengine.vocabulary.routes import KEYS


class World(NamedTuple):
    """All inputs of cases."""

    profile: Profile
    environment: Environment


class Place(NamedTuple):
    """The place where a fact is or could be declared: its `path` in conditions, its `key` in the facts of `holder`.

    `holder` is `("profile",)`, `("settings",)`, `("agreements", company)` or the route of a workload or its element.
    """

    path: str
    key: str
    holder: Route

    @property
    def in_settings(self) -> bool:
        """Return whether the settings file holds it."""
        return self.holder[0] in ("settings", "agreements")


def value_at(world: World, place: Place) -> Any:
    """Return the declared value at a place, or None."""
    facts = _holder(world, place.holder)
    month = _month(place.key)
    return (facts.get(MONTHS) or {}).get(month) if month else facts.get(place.key)


def _holder(world: World, holder: Route) -> Facts:
    profile, settings = world.profile, world.environment.settings
    match holder:
        case ("profile",):
            return profile.facts
        case ("settings",):
            return settings.facts
        case ("agreements", str(owner)):
            return settings.agreements.get(owner) or {}
    node: Any = profile.workloads
    for step in holder[1:]:
        node = node[step]
    facts: Facts = node
    return facts


def with_value(world: World, place: Place, value: Any) -> World:
    """Return the world in which a place declares this value; the original is not changed."""
    held = _holder(world, place.holder)
    month = _month(place.key)
    facts = {**held, MONTHS: {**(held.get(MONTHS) or {}), month: value}} if month else {**held, place.key: value}
    profile, environment = world
    match place.holder:
        case ("profile",):
            return World(profile._replace(facts=facts), environment)
        case ("settings",):
            return World(profile, environment._replace(settings=environment.settings._replace(facts=facts)))
        case ("agreements", str(owner)):
            agreements = {**environment.settings.agreements, owner: facts}
            return World(profile, environment._replace(settings=environment.settings._replace(agreements=agreements)))
    workloads = _replaced(profile.workloads, place.holder[1:], facts)
    return World(profile._replace(workloads=workloads), environment)


def _replaced(node: Any, route: Route, facts: Facts) -> Any:
    """Copy the containers on the way to a holder."""
    if not route:
        return facts
    copied = node.copy()
    copied[route[0]] = _replaced(node[route[0]], route[1:], facts)
    return copied


def location_of(world: World, place: Place) -> Location | None:
    """Return the position of a place in its file, actual or possible; None without a settings file."""
    holder = place.holder
    month = _month(place.key)
    root: Route = (place.key.partition(".")[0],) if holder in (("profile",), ("settings",)) else holder
    route = (*root, *KEYS[fact_of(place.key)], *([month] if month else []))
    stated = world.environment.settings.place_of(route) if place.in_settings else None
    document = world.environment.settings.document if place.in_settings else world.profile.document
    if stated is not None or document is None:
        return stated
    return document.locate_key(route) if value_at(world, place) is None else document.locate_value(route)


def _month(key: str) -> str:
    return key.rpartition(".")[2] if key.startswith(f"{MONTHS}.") else ""


def fact_of(path: str) -> str:
    """Return the fact that a path belongs to: a month of the user counts is declared under their map."""
    return MONTHS if _month(path) else path
