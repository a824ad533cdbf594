"""The catalog: entries by id or alias, and places with the larger places that contain them."""

import marshal
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from policyengine.loading.entry import Entry

NOTHING_OVERLAID: Mapping[tuple[str, str], Entry] = MappingProxyType({})
"""An overlay without entries."""


class Catalog:
    """The compiled entries, preceded by the settings' overlay. Entries are decoded on demand.

    `starts` is the position of each entry in `entries`, by kind and id.
    """

    def __init__(
        self,
        starts: Mapping[str, Mapping[str, int]],
        entries: bytes | memoryview,
        aliases: Mapping[str, Mapping[str, str]],
        overlaid: Mapping[tuple[str, str], Entry] = NOTHING_OVERLAID,
    ) -> None:
        self._starts = starts
        self._entries = entries
        self._aliases = aliases
        self._overlaid = overlaid
        self._found: dict[tuple[str, str], Entry | None] = {}
        self._ids: dict[str, dict[str, str]] = {}
        self._every: dict[str, tuple[Entry, ...]] = {}
        self._known_places: _Places | None = None

    def __reduce__(self) -> tuple[Callable[..., "Catalog"], tuple[Any, ...]]:
        return Catalog, (self._starts, bytes(self._entries), dict(self._aliases), dict(self._overlaid))

    def with_overlay(self, entries: Iterable[Entry]) -> "Catalog":
        """Return a catalog with these additional entries; they replace entries with the same ids."""
        given = {(entry.kind, name): entry for entry in entries for name in (entry.id, *entry.aliases)}
        return Catalog(self._starts, self._entries, self._aliases, {**self._overlaid, **given})

    def find(self, kind: str, name: str) -> Entry | None:
        """Return the entry of a kind with this id or alias, its dates as datetimes, or None."""
        key = (kind, name)
        if key not in self._found:
            entry = self.raw(kind, name)
            self._found[key] = None if entry is None else _dated(entry)
        return self._found[key]

    def raw(self, kind: str, name: str) -> Entry | None:
        """Return the entry in the form of the packs and the overlay, its dates as text, or None."""
        if (kind, name) in self._overlaid:
            return self._overlaid[(kind, name)]
        starts = self._starts.get(kind, {})
        start = starts.get(name, starts.get(self._aliases.get(kind, {}).get(name, "")))
        return None if start is None else Entry(*marshal.loads(self._entries[start:]))  # noqa: S302 - from the checksummed cache

    def ids(self, kind: str) -> Mapping[str, str]:
        """Return every id and alias of a kind with the id of its entry."""
        if kind not in self._ids:
            own = {name: name for name in self._starts.get(kind, {})}
            overlaid = {name: entry.id for (of_kind, name), entry in self._overlaid.items() if of_kind == kind}
            self._ids[kind] = {**self._aliases.get(kind, {}), **own, **overlaid}
        return self._ids[kind]

    def entries(self, kind: str) -> tuple[Entry, ...]:
        """Return every entry of a kind once, sorted by id."""
        if kind not in self._every:
            found = (self.find(kind, name) for name in sorted(set(self.ids(kind).values())))
            self._every[kind] = tuple(entry for entry in found if entry is not None)
        return self._every[kind]

    def is_overlaid(self, entry: Entry) -> bool:
        """Return whether an entry is from the settings' overlay."""
        return (entry.kind, entry.id) in self._overlaid

    def names(self, kind: str) -> list[str]:
        """Return every id and alias of a kind, sorted."""
        overlaid = (name for found, name in self._overlaid if found == kind)
        return sorted({*self._starts.get(kind, {}), *self._aliases.get(kind, {}), *overlaid})

    def is_place(self, name: str) -> bool:
        """Return whether this is the code of a country, a subdivision or a group of countries."""
        places = self._places()
        return name in places.countries or name in places.parents or name in places.groups

    def is_country(self, name: str) -> bool:
        """Return whether this is the code of a country."""
        return name in self._places().countries

    def closure(self, places: Iterable[str]) -> list[str]:
        """Return the places and every larger jurisdiction that contains them, each once: DE gives DE, EEA and EU."""
        parents = self._places().parents
        closed: dict[str, None] = {}
        pending = list(dict.fromkeys(places))
        while pending:
            place = pending.pop(0)
            if place not in closed:
                closed[place] = None
                pending.extend(parents.get(place, ()))
        return list(closed)

    def members(self, places: Iterable[str]) -> list[str]:
        """Return the places and every country inside them: the EU and its member states for EU."""
        groups = self._places().groups
        closed: dict[str, None] = {}
        for place in places:
            closed[place] = None
            closed.update(dict.fromkeys(groups.get(place, ())))
        return list(closed)

    def region_place(self, cloud: str | None, region: str | None) -> str | None:
        """Return the country or area of a cloud region, None for an unknown region; a place is its own region."""
        if region is None:
            return None
        entry = self.find("regions", cloud) if cloud else None
        place: str | None = entry.extra["places"].get(region) if entry else None
        return region if place is None and self.is_place(region) else place

    def is_adequate(self, country: str, day: str, *, dpf_certified: bool | None) -> bool | None:
        """Return whether data may go from the EEA to this country without further safeguards (GDPR Art. 45) on a day.

        In the United States only companies certified under the Data Privacy Framework are covered; None if the
        certification is unknown. The decisions on Canada and Japan cover private companies, which recipients are here.
        """
        places = self._places()
        if "EEA" in places.parents.get(country, ()):
            return True
        decision = places.adequacy.get(country)
        if decision is None or day < decision["from"] or (decision["until"] and day > decision["until"]):
            return False
        return dpf_certified if decision["scope"] == "certified-organisations" else True

    def _places(self) -> "_Places":
        if self._known_places is None:
            entry = self.find("jurisdictions", "places")
            self._known_places = _places_of(entry.extra if entry else {})
        return self._known_places


class _Places(NamedTuple):
    countries: frozenset[str]
    groups: dict[str, list[str]]
    parents: dict[str, tuple[str, ...]]
    adequacy: dict[str, dict[str, str]]


def _places_of(extra: Mapping[str, Any]) -> _Places:
    parents: dict[str, tuple[str, ...]] = {name: (within,) for name, within in extra.get("within", {}).items()}
    groups = extra.get("groups", {})
    for group, members in sorted(groups.items()):
        for member in members:
            parents[member] = (*parents.get(member, ()), group)
    for group, members in sorted(groups.items()):
        larger = tuple(other for other, all_members in sorted(groups.items()) if set(members) < set(all_members))
        if larger:
            parents[group] = larger
    return _Places(frozenset(extra.get("countries", ())), groups, parents, extra.get("adequacy", {}))


def _dated(entry: Entry) -> Entry:
    """Convert the entry's dates to midnight UTC."""
    extra = entry.extra
    facts = {**entry.facts, **{path: _day(entry.facts[path]) for path in extra.get("dates", ())}}
    if "retirements" in extra:
        retirements = {name: {**given, "date": _day(given["date"])} for name, given in extra["retirements"].items()}
        extra = {**extra, "retirements": retirements}
    return entry._replace(facts=facts, extra=extra)


def _day(text: Any) -> datetime:
    return text if isinstance(text, datetime) else datetime.fromisoformat(text).replace(tzinfo=UTC)
