"""The places in a profile and its settings where a fact of a case is or could be declared."""

from collections.abc import Iterator

from policyengine.case import Case
from policyengine.engine.flipping.world import Place, World, fact_of, value_at
from policyengine.location import Route
from policyengine.vocabulary.routes import FROM


def places(case: Case, path: str, world: World, *, wide: bool = False) -> list[Place]:
    """Return the places where a fact of a case is declared, or else the one where it could be.

    With `wide`, an option is any option of the workload, as the summary facts of a workload require.
    """
    found = list(_places(case, path, world, wide=wide))
    return [place for place in found if value_at(world, place) is not None] or found[:1]


def _places(case: Case, path: str, world: World, *, wide: bool) -> Iterator[Place]:
    root = path.partition(".")[0]
    routes = dict(case.routes)
    if root in ("project", "team", "organization"):
        for holder, origin in (("profile", "profile"), ("settings", "settings")):
            if origin in FROM.get(fact_of(path), ()):
                yield Place(path, path, (holder,))
                if value_at(world, Place(path, path, (holder,))) is not None:
                    return
    elif root in ("option", "primary"):
        key = f"option{path[len(root) :]}"
        for route in _option_routes(case, root, world, wide=wide):
            yield Place(path, key, route)
    elif root == "recipient" and "recipient" in routes:
        yield from _recipient_places(case, path, routes["recipient"])
    elif root in ("workload", "tool", "store") and root in routes:
        yield Place(path, path, routes[root])


def _option_routes(case: Case, root: str, world: World, *, wide: bool) -> list[Route]:
    routes = dict(case.routes)
    given = routes.get(root) or (_behind(routes["recipient"]) if "recipient" in routes else None)
    if given is not None and not wide:
        return [given]
    name = case.subject.workload
    workload = world.profile.workloads.get(name, {})
    found: list[Route] = [("workloads", name, "choice")] if workload.get("choice") else []
    for key in ("supporting", "considered"):
        found += [("workloads", name, key, index) for index in range(len(workload.get(key) or ()))]
    return found


def _behind(route: Route) -> Route | None:
    """Return the option that a recipient belongs to; None for a recipient in the profile's list."""
    if route[2] == "recipients":
        return None
    return route[:-1] if route[-1] == "provider" else route


def _recipient_places(case: Case, path: str, route: Route) -> Iterator[Place]:
    """Yield the places by precedence: the profile before the agreements with the service, then the company."""
    option = _behind(route)
    if option is None and "profile" in FROM.get(path, ()):
        yield Place(path, path, route)
    if option is not None and path == "recipient.tier":
        yield Place(path, "option.tier", option)
    elif "settings" in FROM.get(path, ()):
        service, company = case.facts.get("recipient.id"), case.facts.get("recipient.company")
        for owner in dict.fromkeys(name for name in (service, company) if name):
            yield Place(path, path, ("agreements", owner))
