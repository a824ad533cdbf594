"""Everything that is loaded once for all profiles under one settings file."""

import os.path
from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

from policyengine.engine.asking import Panel, panel
from policyengine.engine.parameters import former_ids, parameter_mistakes, parameter_values
from policyengine.errors import InputError, Mistake, PolicyEngineError, SettingsError, first_mistakes
from policyengine.facts.references import check_size, reference_mistakes
from policyengine.facts.surroundings import HAPPENED_SINCE, NEVER, Surroundings
from policyengine.loading.discovery import display_path
from policyengine.loading.profiles import Profile
from policyengine.loading.settings import Settings, load_settings, no_settings
from policyengine.loading.settings_files import find_sole_settings, is_boundary, settings_in
from policyengine.policy.catalog import Catalog
from policyengine.policy.policy import Policy, load_policy
from policyengine.policy.selection import selected


class Question(NamedTuple):
    """What a run is asked: which rules, how strictly, as of which day (2026-11-22), and what to keep.

    `passes` keeps the verdicts that passed; `considered` also judges the options that a team considered; `policy_from`
    is the git revision that settings and packs are read from, empty for the files as they are; `costs` also computes
    for a decision what its options cost; `allow_removed` are paths below which the revision may have profiles that are
    gone; `required` names settings that have to be in force; `happened_by` is the day after which nothing has happened
    yet, where that is later than `as_of`; `edition` is the edition of the shipped rules that holds where settings pin
    none.
    """

    as_of: str
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool = False
    passes: bool = False
    considered: bool = False
    policy_from: str = ""
    costs: bool = False
    allow_removed: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    happened_by: str = ""
    edition: str = ""


class Bench(NamedTuple):
    """The settings of a place with the policy and catalog they bring, and the rules that take part."""

    around: Surroundings
    policy: Policy
    board: Panel


Benches = dict[str, Bench | PolicyEngineError]
"""Benches made so far, or why one could not be made, by directory and by settings file."""


def bench_beside(path: str, question: Question) -> Bench:
    """Return the bench of a profile's settings file, which messages and records name as seen from the profile.

    A record must not depend on where it is made from. Raises PolicyEngineError as `bench_for`.
    """
    directory = os.path.dirname(os.path.abspath(path))
    if question.policy_from:
        from policyengine.engine.revision import bench_at_revision

        return _unless_error(bench_at_revision(directory, question, {}, beside=True))
    found = find_sole_settings(directory)
    if found is None:
        return bench_with(no_settings(directory), question)
    printed = os.path.relpath(os.path.abspath(found), directory).replace(os.sep, "/")
    return bench_with(load_settings(found, printed), question)


def bench_for(path: str, question: Question, benches: Benches) -> Bench:
    """Return the bench of a profile's settings file, from `benches` if it is there.

    Raises PolicyEngineError when the settings, the packs or the catalog are broken.
    """
    return _unless_error(_bench_at(os.path.dirname(os.path.abspath(path)), question, benches))


def _bench_at(directory: str, question: Question, benches: Benches) -> Bench | PolicyEngineError:
    if directory not in benches:
        if question.policy_from:
            from policyengine.engine.revision import bench_at_revision

            benches[directory] = bench_at_revision(directory, question, benches)
        else:
            benches[directory] = _bench_found(directory, question, benches)
    return benches[directory]


def _bench_found(directory: str, question: Question, benches: Benches) -> Bench | PolicyEngineError:
    try:
        if not settings_in(directory) and not is_boundary(directory):
            return _bench_at(os.path.dirname(directory), question, benches)
        found = find_sole_settings(directory)
    except PolicyEngineError as error:
        return error
    key = os.path.abspath(found) if found else "no settings"
    if key not in benches:
        benches[key] = bench_or_error(
            lambda: load_settings(found, display_path(found)) if found else no_settings(directory), question
        )
    return benches[key]


def bench_or_error(load: Callable[[], Settings], question: Question) -> Bench | PolicyEngineError:
    """Return the bench of settings yet to be loaded, or why there is none."""
    try:
        return bench_with(load(), question)
    except PolicyEngineError as error:
        return error


def _unless_error(bench: Bench | PolicyEngineError) -> Bench:
    if isinstance(bench, PolicyEngineError):
        raise bench
    return bench


def bench_with(settings: Settings, question: Question) -> Bench:
    """Load the policy and catalog that settings ask for; raises PolicyEngineError."""
    by_contents = bool(settings.packs and question.policy_from)
    policy = load_policy(settings.packs, by_contents=by_contents)
    catalog = policy.catalog()
    if settings.overlay:
        from policyengine.loading.overlay import overlay_entries

        for file in reversed(settings.files):
            catalog = catalog.with_overlay(overlay_entries(file, catalog.raw))
    mistakes = _settings_mistakes(settings, policy, catalog, by_contents=by_contents)
    if mistakes:
        raise SettingsError(*sorted(mistakes, key=lambda mistake: mistake.location[:3] if mistake.location else ()))
    if question.edition:
        from policyengine.engine.pinned_editions import with_default_edition

        settings = with_default_edition(settings, question.edition, policy.editions)
    today = datetime.fromisoformat(question.as_of).replace(tzinfo=UTC)
    values = parameter_values(policy.parameters, settings.parameters, former_ids(policy.all_heads))
    chosen = selected(policy.all_heads, question.select, question.ignore)
    board = panel(policy, values, chosen, settings.severities, question.as_of, settings.edition)
    happened_by = max(today, datetime.fromisoformat(question.happened_by or question.as_of).replace(tzinfo=UTC))
    latest = NEVER if "" < settings.edition < HAPPENED_SINCE else happened_by
    around = Surroundings(settings, catalog, today, settings.prices, policy.demands, happened_by, latest)
    return Bench(around, policy, board)


def check_profile(profile: Profile, bench: Bench) -> None:
    """Raise InputError with everything in a profile that the catalog does not know, or that contradicts a lock."""
    around = bench.around
    check_size(profile)
    mistakes = reference_mistakes(profile, around.catalog)
    if not mistakes and any(file.locked.get("facts") for file in around.settings.files):
        from policyengine.engine.locks.profiles import locked_fact_mistakes

        mistakes += locked_fact_mistakes(profile, around)
    if mistakes:
        raise InputError(*mistakes)


def _settings_mistakes(settings: Settings, policy: Policy, catalog: Catalog, *, by_contents: bool) -> list[Mistake]:
    """Return every entry of the settings that names nothing that exists, or that lowers what it must not."""
    if settings.severities or settings.terms or any(file.locked for file in settings.files):
        from policyengine.engine.selector_limits import many_selectors

        if many := [*many_selectors(settings)]:
            return many
    mistakes: list[Mistake] = []
    if settings.agreements or settings.overlay:
        from policyengine.facts.references import agreement_mistakes, overlay_mistakes

        mistakes += [*agreement_mistakes(settings, catalog), *overlay_mistakes(settings, catalog)]
    if settings.prices or settings.overlay.get("prices"):
        from policyengine.facts.price_references import price_mistakes

        mistakes += first_mistakes(price_mistakes(settings, catalog))
    if settings.parameters:
        mistakes += first_mistakes(parameter_mistakes(policy.parameters, settings, former_ids(policy.all_heads)))
    if settings.severities:
        from policyengine.engine.selectors import severity_mistakes

        mistakes += first_mistakes(severity_mistakes(settings, policy.all_heads, policy.rule))
    if any("edition" in document.value for document in settings.documents):
        from policyengine.engine.pinned_editions import edition_mistakes

        mistakes += edition_mistakes(settings, policy.editions)
    if settings.waivers or settings.terms.keys() - {"edition"}:
        from policyengine.waivers.mistakes import terms_mistakes

        mistakes += first_mistakes(terms_mistakes(settings, policy))
    if any(file.locked for file in settings.files):
        from policyengine.engine.locks.checking import lock_mistakes

        mistakes += first_mistakes(lock_mistakes(settings, policy, by_contents=by_contents))
    return mistakes
