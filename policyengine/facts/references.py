"""Checks that the catalog knows the names in a profile: an unknown model, provider or region is an error."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from policyengine.document import Document
from policyengine.errors import InputError, Mistake, first_mistakes
from policyengine.facts.environment import Facts
from policyengine.loading.long_values import MOST_ELEMENTS, long_value_mistakes
from policyengine.loading.profiles import MALFORMED, MalformedProfileError, Profile
from policyengine.loading.settings import Settings
from policyengine.location import Route
from policyengine.policy.catalog import Catalog
from policyengine.words.numbers import full

if TYPE_CHECKING:
    from policyengine.loading.defaults import Defaults  # few settings have any

_LISTS = ("supporting", "considered")
_ELEMENTS = (*_LISTS, "recipients", "tools", "stores")
_NAMED: dict[Route, str] = {
    ("option", "model"): "models",
    ("option", "provider"): "services",
    ("option", "hardware", "gpu"): "gpus",
    ("workload", "fine_tune", "teacher"): "models",
}
"""Facts in `defaults` that name an entry of the catalog, with its table."""

_PROVIDER, _REGION = ("option", "provider"), ("option", "region")
_MOST_LISTED = 12


def check_size(profile: Profile) -> None:
    """Raise InputError for a profile with more than `MOST_ELEMENTS` workloads and elements, or with a long list."""
    elements = 0
    for name, workload in profile.workloads.items():
        elements += elements_of(workload)
        if elements > MOST_ELEMENTS:
            message = (
                f"this profile has more than {full(MOST_ELEMENTS)} workloads, options, recipients, tools and stores"
            )
            hint = "split it: each project, in a folder of its own, has its profile"
            raise InputError(profile.document.mistake(message, profile.document.locate_key(("workloads", name)), hint))
    if mistakes := long_value_mistakes(profile.document):
        raise InputError(*mistakes)


def elements_of(workload: Facts) -> int:
    """Return the number of elements of a workload: options, recipients, tools and stores."""
    return 1 + sum(len(workload.get(key) or ()) for key in _ELEMENTS)


def reference_mistakes(profile: Profile, catalog: Catalog) -> list[Mistake]:
    """Return a mistake for every name that the catalog does not know, with its place and the nearest known one.

    A name in `defaults` is looked up too if no element inherits it.
    """
    document = profile.document
    mistakes = first_mistakes(_reference_mistakes(profile, catalog))
    places = {mistake.location for mistake in mistakes}
    stated = _named_in(document.value.get("defaults"), ("defaults",), (), document, catalog)
    return [*mistakes, *(mistake for mistake in stated if mistake.location not in places)]


def all_mistakes(
    error: MalformedProfileError, mistakes_in: Callable[[Profile], Iterable[Mistake]], *, inherits: bool
) -> InputError:
    """Return the mistakes of form in a profile together with other mistakes in its well-formed parts.

    `inherits` is whether its elements may inherit from settings.
    """
    from policyengine.loading.well_formed import well_formed_part

    others = mistakes_in(well_formed_part(error.document, error.path, inherits=inherits))
    found = dict.fromkeys((*error.mistakes, *others))
    return InputError(*sorted(found, key=lambda mistake: mistake.location[1:3] if mistake.location else (math.inf,)))


def _reference_mistakes(profile: Profile, catalog: Catalog) -> Iterator[Mistake]:
    for name, workload in profile.workloads.items():
        route: Route = ("workloads", name)
        for option, place in _options(workload, route):
            yield from _option_mistakes(option, place, profile, catalog)
        for index, recipient in enumerate(workload.get("recipients") or ()):
            place = (*route, "recipients", index, "provider")
            yield from _unknown(recipient.get("recipient.id"), "services", place, profile.document, catalog)
        for index, store in enumerate(workload.get("stores") or ()):
            provider = store.get("store.provider")
            if provider is not None:  # else the provider of the region is unknown, which rules report
                place = (*route, "stores", index)
                yield from _region_mistakes(
                    store.get("store.region"), provider, (*place, "region"), profile.document, catalog
                )
        teacher = workload.get("workload.fine_tune.teacher")
        if teacher is not None and teacher != "none":
            yield from _unknown(teacher, "models", (*route, "fine_tune", "teacher"), profile.document, catalog)
    yield from _twice_named(profile)
    for key, decision in profile.decisions.items():
        for index, name in enumerate(decision.get("decision.workloads") or ()):
            if name and name not in profile.workloads:
                yield _no_workload(name, ("decisions", key, "workloads", index), profile)


def _twice_named(profile: Profile) -> Iterator[Mistake]:
    """Yield a mistake for each decision that declares its makers under the current and the former key."""
    for key in profile.decisions:
        route = ("decisions", key, "makers")
        if profile.document.holds(route) and profile.document.holds((*route[:-1], "decision-makers")):
            place = profile.document.locate_key(route)
            message = "`makers` is the former name of `decision-makers`, and both are here"
            yield profile.document.mistake(message, place, "join them under `decision-makers`")


def _options(workload: Facts, route: Route) -> Iterator[tuple[Facts, Route]]:
    if workload.get("choice"):
        yield workload["choice"], (*route, "choice")
    for key in _LISTS:
        for index, option in enumerate(workload.get(key) or ()):
            yield option, (*route, key, index)


def _option_mistakes(option: Facts, route: Route, profile: Profile, catalog: Catalog) -> Iterator[Mistake]:
    document = profile.document
    yield from _unknown(option.get("option.model.id"), "models", (*route, "model"), document, catalog)
    yield from _unknown(option.get("option.provider.id"), "services", (*route, "provider"), document, catalog)
    yield from _unknown(option.get("option.hardware.gpu"), "gpus", (*route, "hardware", "gpu"), document, catalog)
    region, provider = option.get("option.region.id"), option.get("option.provider.id")
    if provider is None and MALFORMED in option:  # the provider may be the malformed part, or be inherited
        yield from _region_of_none(region, (*route, "region"), document, catalog)
    else:
        yield from _region_mistakes(region, provider, (*route, "region"), document, catalog)


def default_mistakes(entries: Iterable["Defaults"], catalog: Catalog) -> Iterator[Mistake]:
    """Yield the names in the defaults of settings, and in their conditions, that the catalog does not know."""
    for entry in entries:
        document = entry.document
        if document is None:
            continue
        from policyengine.loading.defaults import meant_fact, route_of  # loaded with the entries

        where = {route_of(meant_fact(path)): path for path in entry.where}
        names = entry.where[where[_PROVIDER]] if _PROVIDER in where else ()
        providers = tuple(name for name in names if isinstance(name, str))
        for fact, path in where.items():
            route = (*entry.route, "where", path)
            is_list = isinstance(document.value_at(route), list)
            for index, value in enumerate(entry.where[path]):
                there = (*route, index) if is_list else route
                yield from _named(fact, value, there, document, catalog)
                yield from _region_of_any(value if fact == _REGION else None, providers, there, document, catalog)
        yield from _named_in(entry.facts, entry.route, providers, document, catalog)


def _named_in(
    stated: Any, route: Route, providers: Sequence[str], document: Document, catalog: Catalog
) -> Iterator[Mistake]:
    """Yield the unknown names in defaults as written; without a provider of their own, regions are of `providers`."""
    if not isinstance(stated, dict):
        return
    for fact in _NAMED:
        yield from _named(fact, _value_at(stated, fact), (*route, *fact), document, catalog)
    own, region = _value_at(stated, _PROVIDER), _value_at(stated, _REGION)
    yield from _region_of_any(
        region, [own] if isinstance(own, str) else providers, (*route, *_REGION), document, catalog
    )


def _named(fact: Route, value: Any, route: Route, document: Document, catalog: Catalog) -> Iterator[Mistake]:
    """Yield a mistake for a value of a fact that names an entry which the catalog does not have."""
    kind = _NAMED.get(fact)
    if kind and isinstance(value, str) and value and not (value == "none" and fact[-1] == "teacher"):
        yield from _unknown(value, kind, route, document, catalog)


def _region_of_any(
    region: Any, providers: Sequence[str], route: Route, document: Document, catalog: Catalog
) -> Iterator[Mistake]:
    """Yield a mistake for a region that none of the providers has, or no provider at all where none is named."""
    if not isinstance(region, str) or not region:
        return
    wrong = [[*_region_mistakes(region, provider, route, document, catalog)] for provider in providers]
    if not wrong:
        yield from _region_of_none(region, route, document, catalog)
    elif all(wrong):
        yield from wrong[0]


def _value_at(stated: Any, fact: Route) -> Any:
    for key in fact:
        stated = stated.get(key) if isinstance(stated, dict) else None
    return stated


def _region_of_none(region: str | None, route: Route, document: Document, catalog: Catalog) -> Iterator[Mistake]:
    """Yield a mistake for a region that no cloud has, where it is not known which provider it is of."""
    if region is None or any(catalog.region_place(cloud, region) for cloud in (None, *catalog.names("regions"))):
        return
    from policyengine.facts.name_hints import any_region_hint

    hint = any_region_hint(region, catalog) or "write a region of the provider, or the code of a country"
    yield document.mistake(f"`{region}` is not a region of any provider", document.locate_value(route), hint)


def _region_mistakes(
    region: str | None, provider: str | None, route: Route, document: Document, catalog: Catalog
) -> Iterator[Mistake]:
    """Yield a mistake for a region that is neither in the list of its provider nor the code of a place."""
    service = catalog.find("services", provider) if provider else None
    cloud = service.extra.get("regions") if service else None
    regions = catalog.find("regions", cloud) if cloud else None
    if region is not None and catalog.region_place(cloud, region) is None and (regions is not None or provider is None):
        from policyengine.facts.name_hints import region_hint
        from policyengine.loading.suggestion import did_you_mean
        from policyengine.words.lists import either

        known = sorted(regions.extra["places"]) if regions else []
        alike = [name for name in known if name.startswith(region.rstrip("0123456789"))] or known
        of = f"a region of {provider}, such as {either(alike[:2])}" if known else "a region of the provider"
        hint = region_hint(region, cloud, catalog) or did_you_mean(region, known)
        hint = hint or f"write {of}, or the code of a country"
        place = document.locate_value(route)
        yield document.mistake(f"`{region}` is not a region of {provider or 'any provider'}", place, hint)


def agreement_mistakes(settings: Settings, catalog: Catalog) -> list[Mistake]:
    """Return a mistake for every name under `agreements:` that is not the id of a company or service."""
    own = {(given or {}).get("company") for given in (settings.overlay.get("services") or {}).values()}
    return first_mistakes(
        _no_owner(name, file.document, catalog)
        for file in settings.files
        for name in file.agreements
        if file.document is not None and name not in own and not _is_id(name, catalog)
    )


def _is_id(name: str, catalog: Catalog) -> bool:
    found = catalog.find("companies", name) or catalog.find("services", name)
    return found is not None and found.id == name


def _no_owner(name: str, document: Document, catalog: Catalog) -> Mistake:
    from policyengine.facts.name_hints import entry_hint
    from policyengine.loading.suggestion import did_you_mean

    found = catalog.find("companies", name) or catalog.find("services", name)
    known = [*catalog.names("companies"), *catalog.names("services")]
    hint = did_you_mean(name, known) or entry_hint(name, "services")
    message = f"the catalog has no company or service `{name}`"
    if found is not None:
        message, hint = f"`{name}` is another name of `{found.id}`", f"write `{found.id}`: agreements use ids"
    return document.mistake(message, document.locate_key(("agreements", name)), hint)


def overlay_mistakes(settings: Settings, catalog: Catalog) -> list[Mistake]:
    """Return a mistake for every licence of an overlay's model that the catalog does not know.

    A licence outside a list, whose name is certain, is another mistake, which corrects the name.
    """
    return first_mistakes(
        mistake
        for file in settings.files
        for model, given in (file.overlay.get("models") or {}).items()
        for index, name in enumerate((given or {}).get("licenses") or ())
        if file.document is not None and catalog.find("licenses", name) is None
        for route in [("catalog", "models", model, "licenses", index)]
        for mistake in [_no_license(name, route, file.document, catalog)]
        if file.document.holds(route) or not mistake.hint.startswith("write `")
    )


def _no_license(name: str, route: Route, document: Document, catalog: Catalog) -> Mistake:
    from policyengine.facts.name_hints import entry_hint
    from policyengine.loading.suggestion import did_you_mean

    hint = did_you_mean(name, catalog.names("licenses")) or entry_hint(name, "licenses")
    return document.mistake(f"the catalog has no licence `{name}`", document.locate_value(route), hint)


_NOUNS = {"models": "model", "services": "provider", "gpus": "GPU"}


def _unknown(name: str | None, kind: str, route: Route, document: Document, catalog: Catalog) -> Iterator[Mistake]:
    if name is None or catalog.find(kind, name) is not None:
        return
    from policyengine.facts.name_hints import catalog_hint

    hint = catalog_hint(name, kind, catalog)
    place = document.locate_value(route)
    yield document.mistake(f"the catalog has no {_NOUNS[kind]} `{name}`", place, hint)


def _no_workload(name: str, route: Route, profile: Profile) -> Mistake:
    from policyengine.loading.suggestion import did_you_mean

    known = list(profile.workloads)
    listed = ", ".join(f"`{one}`" for one in known[:_MOST_LISTED])
    hint = did_you_mean(name, known) or (f"workloads of this profile: {listed}" if known else "")
    return profile.document.mistake(f"the profile has no workload `{name}`", profile.document.locate_value(route), hint)
