"""The effect of raising the edition of the shipped rules."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import chain

from policyengine.case import Case
from policyengine.engine.judging import explained
from policyengine.engine.session import Question, Session
from policyengine.loading.profiles import Profile
from policyengine.preview import Preview
from policyengine.report import verdict_order
from policyengine.verdict import Verdict

Changes = tuple[tuple[Verdict, ...], tuple[Verdict, ...]]
"""The verdicts that raising the edition adds, and those that it removes."""


def preview_of(judged: Mapping[str, Session], changes: Iterable[Changes]) -> Preview | None:
    """Return the changes that raising the editions in force would cause, or None if no rule is newer.

    `judged` are the sessions of the profiles by absolute path, `changes` those of each profile.
    """
    editions: set[str] = set()
    rules: set[str] = set()
    for session in judged.values():
        if session.active.preview is not None:
            editions.add(session.environment.settings.edition)
            rules.update(session.active.preview.names())
    if not rules:
        return None
    sides = zip(*changes, _strays(judged), strict=True)
    added, removed = (tuple(sorted(chain(*side), key=verdict_order)) for side in sides)
    return Preview(tuple(sorted(editions)), tuple(sorted(rules)), added, removed)


def previewed(
    profile: Profile, cases: Sequence[Case], session: Session, question: Question, verdicts: Sequence[Verdict]
) -> Changes:
    """Return the verdicts that adopting the newest edition would add to the report and those it would remove.

    `verdicts` are those of the rules in force, before waivers and comments. Both states are settled with the waivers
    and comments of profile and settings, so that the difference matches a run after the adoption. It does not affect
    the exit code.
    """
    preview = session.active.preview
    if preview is None:
        return (), ()
    from policyengine.engine.settling import settle

    _, _, newer = explained(cases, profile, session._replace(active=preview), question)
    raised = session._replace(active=session.active.raised)
    in_force = frozenset(raised.active.names())
    kept = [verdict for verdict in verdicts if verdict.rule.id in in_force]
    before, after = (
        settle(unsettled, profile, state, question.as_of).shown(passes=False)
        for unsettled, state in (([*verdicts], session), ([*kept, *newer], raised))
    )
    return _beyond(after, before), _beyond(before, after)


def _strays(judged: Mapping[str, Session]) -> Changes:
    """Return the changes in the verdicts on waivers of the settings that reach no profile."""
    if not any(session.environment.settings.waivers for session in judged.values()):
        return (), ()
    from policyengine.engine.settling import waivers_astray

    raised = {path: session._replace(active=session.active.raised) for path, session in judged.items()}
    before, after = ([verdict for verdict, _ in waivers_astray(sessions)] for sessions in (judged, raised))
    return _beyond(after, before), _beyond(before, after)


def _beyond(verdicts: Iterable[Verdict], others: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """Return the verdicts that need attention and are not among others."""
    left = Counter(map(_identity, others))
    found = []
    for verdict in verdicts:
        left[_identity(verdict)] -= 1
        if left[_identity(verdict)] < 0 and verdict.needs_attention:
            found.append(verdict)
    return tuple(found)


def _identity(verdict: Verdict) -> Hashable:
    return verdict.rule.id, verdict.outcome, verdict.severity, verdict.subject, verdict.location, verdict.message
