"""Locked facts about recipients in a profile: the profile may repeat them, but not change them.

A profile cannot state facts of the organisation or of catalog entries. It can state agreements with a recipient.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from policyengine.errors import Mistake
from policyengine.facts.environment import Environment, Facts
from policyengine.loading.entry import Entry
from policyengine.loading.profiles import Profile
from policyengine.location import Location, Route
from policyengine.vocabulary.routes import FROM, KEYS


class _Lock(NamedTuple):
    """A locked key of the settings, including the keys below it, and the place of the lock."""

    key: str
    place: Location

    def covers(self, key: str) -> bool:
        """Return whether a key is this one or below it."""
        return f"{key}.".startswith(f"{self.key}.")

    def touches(self, key: str) -> bool:
        """Return whether a key is this one, below it or above it."""
        return self.covers(key) or f"{self.key}.".startswith(f"{key}.")


def locked_fact_mistakes(profile: Profile, environment: Environment) -> Iterator[Mistake]:
    """Return an error for each value of a profile that contradicts locked settings."""
    locks = [
        _Lock(word, file.document.locate_value(("locked", "facts", index)))
        for file in environment.settings.files
        if file.document is not None
        for index, word in enumerate(file.locked.get("facts") or ())
    ]
    for name, workload in profile.workloads.items():
        for index, declared in enumerate(workload.get("recipients") or ()):
            service = _service(environment, declared.get("recipient.id"))
            if service is not None:
                known = _Known(service, environment, locks)
                yield from _recipient(profile, ("workloads", name, "recipients", index), declared, known)
        yield from _tiers(profile, ("workloads", name), workload, environment, locks)


def _service(environment: Environment, name: str | None) -> Entry | None:
    """Return a service by its name; None for one that is unknown or, in a malformed profile, missing."""
    return environment.catalog.find("services", name) if name else None


class _Known:
    """The facts of the catalog and the settings about a service, and which of them are locked."""

    def __init__(self, service: Entry, environment: Environment, locks: Sequence[_Lock]) -> None:
        self.id = service.id
        self.names = (service.id, *service.aliases)
        self.company: str = service.facts.get("recipient.company", "")
        self.catalog: Facts = service.facts
        self.agreed: Facts = {}
        self.claims: Facts = {}
        for owner in (self.company, self.id):
            stated = environment.settings.agreements.get(owner) or {}
            self.claims = {path: claim for path, claim in self.claims.items() if path not in stated}
            self.claims.update(stated.get("claims", {}))
            self.agreed.update(stated)
        self.locks = locks

    def lock_on(self, path: str) -> _Lock | None:
        """Return a lock on a fact of the service or of its company."""
        key = ".".join(map(str, KEYS[path]))
        keys = [f"agreements.{owner}.{key}" for owner in (self.id, self.company)]
        if path in self.catalog:
            keys += [f"catalog.services.{name}.{key}" for name in self.names]
        return next((lock for lock in self.locks if any(map(lock.covers, keys))), None)

    def lock_on_company(self, other: str) -> _Lock | None:
        """Return a lock that another company would bypass: a lock on any part of the agreements of either company."""
        owners = [f"agreements.{owner}" for owner in (self.id, self.company, other)]
        return next((lock for lock in self.locks if any(map(lock.touches, owners))), self.lock_on("recipient.company"))

    def states(self, path: str, value: Any, claim: Any) -> bool:
        """Return whether the settings or the catalog state this value, with the same evidence if there is any."""
        same = value == self.agreed.get(path, self.catalog.get(path))
        return same and (not claim or claim == self.claims.get(path))


def _recipient(profile: Profile, route: Route, declared: Facts, known: _Known) -> Iterator[Mistake]:
    claims = declared.get("claims", {})
    for path, value in declared.items():
        lock = None
        if path == "recipient.company" and value != known.company:  # it determines whose agreements apply
            lock = known.lock_on_company(value)
        elif "settings" in FROM.get(path, ()) and not known.states(path, value, claims.get(path)):
            lock = known.lock_on(path)
        if lock is not None:
            yield _refused(profile, route, KEYS[path], known.id, lock)


def _tiers(
    profile: Profile, route: Route, workload: Facts, environment: Environment, locks: Sequence[_Lock]
) -> Iterator[Mistake]:
    """Return an error for each option whose terms differ from those in the settings for its provider."""
    options = [((*route, "choice"), workload["choice"])] if workload.get("choice") else []
    for key in ("supporting", "considered"):
        options += [((*route, key, index), option) for index, option in enumerate(workload.get(key) or ())]
    for place, option in options:
        provider, tier = option.get("option.provider.id"), option.get("option.tier")
        service = environment.catalog.find("services", provider) if provider and tier else None
        if service is not None:
            known = _Known(service, environment, locks)
            lock = known.lock_on("recipient.tier")
            if lock is not None and known.agreed.get("recipient.tier", tier) != tier:
                yield _refused(profile, place, ("tier",), known.id, lock)


def _refused(profile: Profile, element: Route, key: Route, owner: str, lock: _Lock) -> Mistake:
    document, route = profile.document, (*element, *key)
    said = ".".join(map(str, key))
    message = f"`{said}` of `{owner}` is locked by {lock.place.path}:{lock.place.line}"
    hint = "remove this line: what the settings say holds, and only they can say more"
    return document.mistake(message, document.locate_value(route), hint)
