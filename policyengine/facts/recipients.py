"""The recipients of a workload's data: companies behind external options, cloud hosts, and declared recipients."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from policyengine.facts.environment import Environment, Facts
from policyengine.facts.future import drop_future
from policyengine.loading.entry import Entry
from policyengine.location import Route
from policyengine.option import Option


class Recipient(NamedTuple):
    """The facts of a recipient, its name, its route in the profile, and the options that it runs.

    `option` is the first of them, `others` are the rest: one service behind two options is one recipient.
    """

    element: str
    facts: Facts
    route: Route
    option: Option | None = None
    others: tuple[Option, ...] = ()


def option_recipient(given: Option, workload: Facts, environment: Environment) -> Recipient | None:
    """Return the third party behind an option's provider, or None for an option without one."""
    option = given.facts
    if not option["option.third_party"]:
        return None
    role = "inference" if option["option.external"] else "cloud-host"
    service = option.get("option.provider.id")
    declared: Facts = {"recipient.role": role}
    if option.get("option.tier") is not None:
        declared["recipient.tier"] = option["option.tier"]
    if service is None:
        facts = _complete({**declared, "recipient.listed": False, "recipient.third_party": True}, workload, environment)
        return Recipient(f"{role} of {option['option.model.id']}", facts, given.route, given)
    declared["recipient.id"] = service
    facts = recipient_facts(declared, workload, environment)
    facts["recipient.listed"] = False
    return Recipient(service, facts, (*given.route, "provider"), given)


def declared_recipients(workload: Facts, route: Route, environment: Environment) -> Iterator[Recipient]:
    """Yield the recipients that the profile lists."""
    for index, declared in enumerate(workload.get("recipients") or ()):
        facts = recipient_facts(declared, workload, environment)
        facts["recipient.listed"] = True
        service = environment.catalog.find("services", declared["recipient.id"])
        if service is not None and declared.get("recipient.role") in HOSTS:
            facts["recipient.storage_services"] = _storage_services(service, environment)
        yield Recipient(facts["recipient.id"], facts, (*route, "recipients", index))


HOSTS = frozenset({"cloud-host", "storage"})
"""Roles of recipients that only store data."""

INFERENCE = frozenset({"model-api", "cloud-model-api"})
"""Kinds of services that run models."""

_NOT_COPIED = frozenset({"recipient.id", "claims"})


def recipient_facts(declared: Facts, workload: Facts, environment: Environment) -> Facts:
    """Join a recipient with the catalog and the agreements, with precedence profile, agreement, catalog."""
    service = environment.catalog.find("services", declared["recipient.id"])
    facts: Facts = dict(service.facts) if service else {}
    company = declared.get("recipient.company") or facts.get("recipient.company")
    agreements = environment.settings.agreements
    name = service.id if service else declared["recipient.id"]
    for given in (agreements.get(company) if company else None, agreements.get(name), declared):
        facts.update({path: value for path, value in (given or {}).items() if path not in _NOT_COPIED})
    drop_future(facts, environment.latest)
    facts["recipient.id"] = name
    if service is not None:
        facts["recipient.catalog_company"] = service.extra["company"]
        if service.extra.get("kind"):
            facts["recipient.service"] = service.extra["kind"]
    if company is not None:
        facts["recipient.company"] = company
    facts["recipient.third_party"] = company != environment.settings.facts.get("organization.name")
    return _complete(facts, workload, environment)


def _storage_services(service: Entry, environment: Environment) -> list[str]:
    return [
        other.id
        for other in environment.catalog.entries("services")
        if other.extra["company"] == service.extra["company"]
        and other.extra.get("kind") in ("storage", "cloud-compute")
    ]


def _complete(facts: Facts, workload: Facts, environment: Environment) -> Facts:
    facts.setdefault("recipient.classes", workload.get("workload.data.classes"))
    countries = list(facts.get("recipient.countries") or ())
    entity = facts.get("recipient.entity_country")
    if entity is not None and entity not in countries:
        countries.append(entity)
    if countries:
        facts["recipient.countries_closure"] = environment.catalog.closure(countries)
    adequate = _adequate(countries, facts, environment) if entity is not None else None
    if adequate is not None:
        facts["recipient.adequate_for"] = ["EEA", "EU"] if adequate else []
    return facts


def _adequate(countries: list[str], facts: Facts, environment: Environment) -> bool | None:
    """Return whether adequacy decisions cover every country in which the recipient signs or operates."""
    day = environment.today.date().isoformat()
    certified = facts.get("recipient.dpf_certified")
    answers = [environment.catalog.is_adequate(country, day, dpf_certified=certified) for country in countries]
    if False in answers:
        return False
    return None if None in answers else True


def inference_recipients(recipients: Iterable[Recipient], workload: Facts) -> list[str] | None:
    """Return the listed services that run inference on all data of a workload; None if that is unknown."""
    listed = [r.facts for r in recipients if r.facts["recipient.listed"] and r.facts["recipient.role"] == "inference"]
    classes = set(workload["workload.data.classes"])
    entire = [facts for facts in listed if classes <= set(facts["recipient.classes"])]
    found = [facts["recipient.id"] for facts in entire if facts.get("recipient.service") in INFERENCE]
    if not found and any("recipient.service" not in facts for facts in entire):
        return None
    return list(dict.fromkeys(found))


def without_repeats(recipients: Iterable[Recipient]) -> list[Recipient]:
    """Keep the first of recipients with equal facts: one service behind two options is evaluated once."""
    kept: list[Recipient] = []
    for recipient in recipients:
        for place, other in enumerate(kept):
            if recipient.element == other.element and recipient.facts == other.facts:
                if recipient.option is not None:
                    kept[place] = other._replace(others=(*other.others, recipient.option))
                break
        else:
            kept.append(recipient)
    return kept
