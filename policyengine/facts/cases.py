"""Creates the cases of a profile: one for each element that rules can be evaluated for, with all its facts.

Precedence of a fact: profile, settings, the settings' catalog overlay, catalog.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from policyengine.case import Case, Subject
from policyengine.facts.dates import months_between
from policyengine.facts.environment import Environment, Facts
from policyengine.facts.future import drop_future
from policyengine.facts.licenses import license_facts
from policyengine.facts.offers import add_offer_behind_gateway
from policyengine.facts.options import option_facts
from policyengine.facts.recipients import (
    Recipient,
    declared_recipients,
    inference_recipients,
    option_recipient,
    without_repeats,
)
from policyengine.facts.tuning import add_tuning
from policyengine.facts.workloads import add_elements, workload_facts
from policyengine.loading.profiles import Profile
from policyengine.location import Route
from policyengine.option import Option, as_primary, declared_options

Routes = tuple[tuple[str, Route], ...]

NO_OPTIONS: Mapping[str, Sequence[Option]] = MappingProxyType({})
"""No replacement: every workload has its declared options."""


def profile_cases(
    profile: Profile,
    environment: Environment,
    *,
    considered: bool = False,
    options: Mapping[str, Sequence[Option]] = NO_OPTIONS,
) -> list[Case]:
    """Return every case of a profile; with `considered`, also those of options that `check` does not evaluate.

    `options` replace the declared options of workloads, by name.
    """
    path = profile.document.path
    base = project_facts(profile, environment)
    routes: Routes = (("project", ("project",)), ("team", ("team",)))
    cases = [Case(Subject("profile", path), base, routes)]
    for name, declared in profile.workloads.items():
        given = options.get(name) or declared_options(name, declared)
        workload = _Workload(path, name, declared, given, base, environment)
        cases.extend(_told_apart(workload.cases(routes, considered=considered)))
    return cases


def _told_apart(cases: Iterable[Case]) -> Iterator[Case]:
    """Number the elements of one scope with equal names: a service in two roles, two stores called `logs`."""
    times: dict[Subject, int] = {}
    for case in cases:
        subject = case.subject
        number = times.get(subject, 0) + 1
        times[subject] = number
        if number == 1:
            yield case
        else:
            yield case._replace(subject=subject._replace(element=f"{subject.element} [{number}]"))


def project_facts(profile: Profile, environment: Environment) -> Facts:
    """Return the facts of project, team and organisation, and the evaluation date."""
    facts = {**environment.settings.facts, **profile.facts, "today": environment.today}
    facts.pop("claims", None)  # the people who confirmed claims, which no rule reads
    drop_future(facts, environment.latest)
    started = facts.get("project.started")
    if started is not None:
        facts["project.age_months"] = months_between(started, environment.today)
    for root in ("project", "organization"):
        places = facts.get(f"{root}.jurisdictions")
        if places:
            facts[f"{root}.jurisdictions_closure"] = environment.catalog.closure(places)
        elif places is not None:
            del facts[
                f"{root}.jurisdictions"
            ]  # every project and organisation has a place: an empty list states nothing
    return facts


class _Workload:
    """One workload, joined with its elements."""

    def __init__(  # noqa: PLR0913, PLR0917 - the environment of a workload
        self,
        path: str,
        name: str,
        declared: Facts,
        options: Sequence[Option],
        base: Facts,
        environment: Environment,
    ) -> None:
        self.path, self.name, self.declared, self.environment = path, name, declared, environment
        self.route: Route = ("workloads", name)
        self.facts = {**base, **workload_facts(declared, name, environment)}
        self.options = self._resolved(options)
        used = [option for option in self.options if not option.considered]
        self.recipients = without_repeats(self._recipients(used))
        add_elements(
            self.facts,
            [option.facts for option in used],
            [option.facts for option in self.options if option.considered],
            self.recipients,
        )
        self._add_behind_gateways()
        add_tuning(self.facts, declared, [option.facts for option in used], environment)
        demanded = environment.groups_demanded(self.facts)
        if demanded:
            from policyengine.facts.on_demand import add_on_demand

            add_on_demand(demanded, self.facts, self.options, environment)

    def _add_behind_gateways(self) -> None:
        """Add the services that run the inference behind gateways, and whether they offer the models."""
        names = inference_recipients(self.recipients, self.facts)
        if names is None:
            return
        self.facts["workload.inference_recipients"] = names
        for option in self.options:
            if option.facts.get("option.provider.service") == "gateway":
                add_offer_behind_gateway(option.facts, names, self.environment.catalog)

    def _resolved(self, options: Iterable[Option]) -> list[Option]:
        """Join the options with catalog and settings; the primary one comes first, because others depend on it."""
        primary = None
        resolved = []
        for option in options:
            facts = option_facts(option.declared, self.environment, self.facts, primary)
            if option.element == "primary":
                primary = facts
            resolved.append(option._replace(facts=facts))
        return resolved

    def _recipients(self, options: list[Option]) -> Iterator[Recipient]:
        for option in options:
            recipient = option_recipient(option, self.facts, self.environment)
            if recipient is not None:
                yield recipient
        yield from declared_recipients(self.declared, self.route, self.environment)

    def cases(self, outer: Routes, *, considered: bool) -> Iterator[Case]:
        """Yield the cases of the workload and of its elements."""
        routes: Routes = (*outer, ("workload", self.route))
        yield Case(Subject("workload", self.path, self.name), self.facts, routes)
        primary: Facts = {}
        primary_route: Routes = ()
        if self.options and not self.options[0].considered:
            primary = as_primary(self.options[0].facts)
            primary_route = (("primary", self.options[0].route),)
        for option in self.options:
            if not option.considered or considered:
                yield from self._option_cases(option, primary, (*routes, *primary_route))
        yield from self._recipient_cases(self.recipients, routes)
        if considered:
            yield from self._recipient_cases(self._would_receive(), (*routes, *primary_route))
        yield from self._listed_cases(routes)

    def _option_cases(self, option: Option, primary: Facts, routes: Routes) -> Iterator[Case]:
        facts = {**self.facts, **primary, **option.facts}
        here: Routes = (*routes, ("option", option.route))
        yield Case(Subject("option", self.path, self.name, option.element), facts, here, option)
        for name in option.facts.get("option.model.licenses", ()):
            entry = self.environment.catalog.find("licenses", name)
            if entry is None:
                continue
            licensed = {**facts, **entry.facts, "license.id": entry.id}
            licensed.update(license_facts(licensed))
            subject = Subject("license", self.path, self.name, f"{option.element}: {entry.id}")
            yield Case(subject, licensed, (*here, ("license", (*option.route, "model"))), option)

    def _would_receive(self) -> Iterator[Recipient]:
        for option in self.options:
            recipient = option_recipient(option, self.facts, self.environment)
            if option.considered and recipient is not None:
                yield recipient._replace(element=f"{option.element}: {recipient.element}")

    def _recipient_cases(self, recipients: Iterable[Recipient], routes: Routes) -> Iterator[Case]:
        for recipient in recipients:
            subject = Subject("recipient", self.path, self.name, recipient.element)
            here: Routes = (*routes, ("recipient", recipient.route))
            yield Case(subject, {**self.facts, **recipient.facts}, here, recipient.option, recipient.others)

    def _listed_cases(self, routes: Routes) -> Iterator[Case]:
        for index, given in enumerate(self.declared.get("tools") or ()):
            subject = Subject("tool", self.path, self.name, given["tool.name"])
            facts = {**self.facts, **{path: value for path, value in given.items() if path != "claims"}}
            yield Case(subject, facts, (*routes, ("tool", (*self.route, "tools", index))))
        stores = self.declared.get("stores") or ()
        if stores:
            from policyengine.facts.stores import store_facts
        for index, given in enumerate(stores):
            name = given.get("store.name") or f"{given['store.kind']}[{index}]"
            subject = Subject("store", self.path, self.name, name)
            facts = {**self.facts, **store_facts(given, self.facts, self.recipients, self.environment)}
            yield Case(subject, facts, (*routes, ("store", (*self.route, "stores", index))))
