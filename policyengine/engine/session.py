"""Sessions: the values loaded once for all profiles of one settings file."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from policyengine.engine.asking import ActiveRules, active_rules
from policyengine.engine.parameters import former_ids, parameter_mistakes, parameter_values
from policyengine.errors import InputError, Mistake, PolicyEngineError, SettingsError, first_mistakes
from policyengine.facts.environment import HAPPENED_SINCE, NEVER, Environment
from policyengine.facts.references import check_size, default_mistakes, reference_mistakes
from policyengine.loading.profiles import Profile, under_settings
from policyengine.loading.settings import MalformedSettingsError, Settings
from policyengine.policy.catalog import Catalog
from policyengine.policy.policy import Policy, load_policy
from policyengine.policy.selection import selected


class Question(NamedTuple):
    """The question of a run: the rules, their strictness, the evaluation date (2026-11-22), and the verdicts to keep.

    `passes` keeps verdicts that passed; `considered` also judges considered options; `policy_from` is the git revision
    of the settings and packs, empty for the working tree; `costs` also computes the costs of the options of a decision;
    `allow_removed` are paths below which profiles of the revision may be removed; `required` names settings that must
    be in force; `happened_by` is the last day of past events, if it is later than `as_of`; `edition` is the edition of
    the shipped rules for settings that pin none.
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


class UnfitSettingsError(SettingsError):
    """Settings that cannot be used, although the catalog of the profiles below them is known."""

    def __init__(self, catalog: Catalog, *mistakes: Mistake) -> None:
        super().__init__(*mistakes)
        self.catalog = catalog


class Session(NamedTuple):
    """The settings of a directory with their policy and catalog, and the active rules."""

    environment: Environment
    policy: Policy
    active: ActiveRules


_OF_TYPE = "expected "
"""The beginning of a message about the type of a value; an unknown name in it is another mistake."""

Sessions = dict[str, Session | PolicyEngineError]
"""Sessions created so far, or the errors of failed ones, by directory and by settings file."""


def session_or_error(load: Callable[[], Settings], question: Question) -> Session | PolicyEngineError:
    """Return the session of settings that are not loaded yet, or the error."""
    try:
        return session_with(load(), question)
    except MalformedSettingsError as error:
        return _with_unknown_names(error, question)
    except PolicyEngineError as error:
        return error


def _with_unknown_names(error: MalformedSettingsError, question: Question) -> SettingsError:
    """Return the mistakes of form in settings together with those in their well-formed parts, if names are known."""
    from policyengine.loading.well_formed import well_formed_settings

    part = error.part or well_formed_settings(error.document, error.directory)
    if part is None or (part.extends and not part.layers):
        return error
    others: tuple[Mistake, ...] = ()
    try:
        catalog = session_with(part, question).environment.catalog
    except UnfitSettingsError as unfit:
        catalog, others = unfit.catalog, unfit.mistakes
    except PolicyEngineError as unread:
        return SettingsError(*_in_order((*error.mistakes, *unread.mistakes)))
    explained = {mistake.location for mistake in others}
    form = [one for one in error.mistakes if one.location not in explained or one.message.startswith(_OF_TYPE)]
    return UnfitSettingsError(catalog, *_in_order((*form, *others)))


def _in_order(mistakes: Iterable[Mistake]) -> list[Mistake]:
    return sorted(dict.fromkeys(mistakes), key=lambda mistake: mistake.location[:3] if mistake.location else ())


def session_with(settings: Settings, question: Question) -> Session:
    """Load the policy and catalog of the settings; raises PolicyEngineError."""
    by_contents = bool(settings.packs and question.policy_from)
    policy = load_policy(settings.packs, by_contents=by_contents)
    catalog = policy.catalog()
    mistakes: list[Mistake] = []
    if settings.overlay:
        settings, catalog, mistakes = _overlaid(settings, catalog)
    mistakes += _settings_mistakes(settings, policy, catalog, by_contents=by_contents)
    if mistakes:
        raise UnfitSettingsError(catalog, *_in_order(mistakes))
    return _asked(settings, policy, catalog, question)


def _overlaid(settings: Settings, catalog: Catalog) -> tuple[Settings, Catalog, list[Mistake]]:
    """Return settings and their catalog with the overlays as far as these are well-formed, and what is wrong in them.

    Raises SettingsError if a malformed overlay may bring other names than those read.
    """
    from policyengine.loading.overlay import MalformedOverlayError, joined_entries, overlay_entries

    files = list(settings.files)
    mistakes: list[Mistake] = []
    for index, file in reversed([*enumerate(files)]):
        try:
            entries = overlay_entries(file, catalog.raw, catalog.names)
        except MalformedOverlayError as error:
            if error.part is None:
                raise
            mistakes += error.mistakes
            files[index] = file._replace(overlay=error.part)
            entries = joined_entries(files[index], catalog.raw)
        catalog = catalog.with_overlay(entries)
    if mistakes:
        settings = settings._replace(layers=tuple(files), overlay=files[0].overlay)
    return settings, catalog, mistakes


def session_on(session: Session, question: Question) -> Session:
    """Return the session of the same settings, policy and catalog for another question, without loading them again."""
    return _asked(session.environment.settings, session.policy, session.environment.catalog, question)


def _asked(settings: Settings, policy: Policy, catalog: Catalog, question: Question) -> Session:
    if question.edition:
        from policyengine.engine.pinned_editions import with_default_edition

        settings = with_default_edition(settings, question.edition, policy.editions)
    today = datetime.fromisoformat(question.as_of).replace(tzinfo=UTC)
    values = parameter_values(policy.parameters, settings.parameters, former_ids(policy.all_headers))
    chosen = selected(policy.all_headers, question.select, question.ignore)
    active = active_rules(policy, values, chosen, settings.severities, question.as_of, settings.edition)
    happened_by = max(today, datetime.fromisoformat(question.happened_by or question.as_of).replace(tzinfo=UTC))
    latest = NEVER if "" < settings.edition < HAPPENED_SINCE else happened_by
    environment = Environment(settings, catalog, today, settings.prices, policy.demands, happened_by, latest)
    return Session(environment, policy, active)


def with_defaults(profile: Profile, session: Session) -> Profile:
    """Return a profile with what it inherits from the settings of a session; raises InputError as `under_settings`."""
    environment = session.environment
    if not environment.settings.has_defaults:
        return profile
    latest = environment.latest.date().isoformat()
    return under_settings(profile, environment.settings, environment.catalog.ids, latest)


def check_profile(profile: Profile, session: Session) -> None:
    """Raise InputError with everything in a profile that the catalog does not know, or that contradicts a lock."""
    check_size(profile)
    if mistakes := mistakes_in(profile, session.environment.catalog, session):
        raise InputError(*mistakes)


def mistakes_in(profile: Profile, catalog: Catalog, session: Session | None) -> list[Mistake]:
    """Return mistakes: names in a profile that a catalog does not know and, by a session, contradictions to locks."""
    mistakes = reference_mistakes(profile, catalog)
    if session is not None and any(file.locked.get("facts") for file in session.environment.settings.files):
        from policyengine.engine.locks.profiles import locked_fact_mistakes

        mistakes += locked_fact_mistakes(profile, session.environment)
    return mistakes


def _settings_mistakes(settings: Settings, policy: Policy, catalog: Catalog, *, by_contents: bool) -> list[Mistake]:
    """Return every entry of the settings with an unknown name or a forbidden lower severity."""
    if settings.severities or settings.terms or any(file.locked for file in settings.files):
        from policyengine.engine.selector_limits import many_selectors

        if many := [*many_selectors(settings)]:
            return many
    mistakes: list[Mistake] = []
    if settings.agreements or settings.overlay:
        from policyengine.facts.references import agreement_mistakes, overlay_mistakes

        mistakes += [*agreement_mistakes(settings, catalog), *overlay_mistakes(settings, catalog)]
    stated = (entry for file in settings.files for entry in file.defaults)
    mistakes += first_mistakes(default_mistakes(stated, catalog))
    if settings.prices or settings.overlay.get("prices"):
        from policyengine.facts.price_references import price_mistakes

        mistakes += first_mistakes(price_mistakes(settings, catalog))
    if settings.parameters:
        mistakes += first_mistakes(parameter_mistakes(policy.parameters, settings, former_ids(policy.all_headers)))
    if settings.severities:
        from policyengine.engine.selectors import severity_mistakes

        mistakes += first_mistakes(severity_mistakes(settings, policy.all_headers, policy.rule))
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
