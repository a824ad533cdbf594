"""What raising the edition of the shipped rules would change."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import chain

from policyengine.case import Case
from policyengine.engine.asking import ask
from policyengine.engine.bench import Bench, Question
from policyengine.loading.profiles import Profile
from policyengine.report import Preview, verdict_order
from policyengine.verdict import Verdict

Changes = tuple[tuple[Verdict, ...], tuple[Verdict, ...]]
"""The verdicts that raising the edition adds, and those that it removes."""


def preview_of(judged: Mapping[str, Bench], changes: Iterable[Changes]) -> Preview | None:
    """Return what raising the editions in force would change, or None where no rule is newer.

    `judged` are the benches of the profiles by absolute path, `changes` those of each profile.
    """
    editions: set[str] = set()
    rules: set[str] = set()
    for bench in judged.values():
        if bench.board.preview is not None:
            editions.add(bench.around.settings.edition)
            rules.update(bench.board.preview.names())
    if not rules:
        return None
    sides = zip(*changes, _strays(judged), strict=True)
    added, removed = (tuple(sorted(chain(*side), key=verdict_order)) for side in sides)
    return Preview(tuple(sorted(editions)), tuple(sorted(rules)), added, removed)


def previewed(
    profile: Profile, cases: Sequence[Case], bench: Bench, question: Question, verdicts: Sequence[Verdict]
) -> Changes:
    """Return what adopting the newest edition would add to the report and what it would remove.

    `verdicts` are those of the rules in force, before waivers and comments. Both states are settled with the waivers
    and comments of profile and settings, so that the difference is what a run after the step shows. It counts for
    nothing.
    """
    preview = bench.board.preview
    if preview is None:
        return (), ()
    from policyengine.engine.explaining import explain_open
    from policyengine.engine.settling import settle, to_explain
    from policyengine.policy.answers import NOT_ASKED, PASSED

    has_proof = bool(bench.around.settings.terms.get("evidence"))
    given = ask(preview, cases, also=(PASSED,) if has_proof else ()).open
    waiting = [item for item in to_explain(given, bench) if item.answer != NOT_ASKED]
    newer = explain_open(waiting, profile, bench, question)[0] if waiting else []
    raised = bench._replace(board=bench.board.raised)
    in_force = frozenset(raised.board.names())
    kept = [verdict for verdict in verdicts if verdict.rule.id in in_force]
    before, after = (
        settle(unsettled, profile, state, question.as_of).shown(passes=False)
        for unsettled, state in (([*verdicts], bench), ([*kept, *newer], raised))
    )
    return _beyond(after, before), _beyond(before, after)


def _strays(judged: Mapping[str, Bench]) -> Changes:
    """Return what changes in the verdicts on waivers of the settings that reach no profile."""
    if not any(bench.around.settings.waivers for bench in judged.values()):
        return (), ()
    from policyengine.engine.settling import waivers_astray

    raised = {path: bench._replace(board=bench.board.raised) for path, bench in judged.items()}
    before, after = ([verdict for verdict, _ in waivers_astray(benches)] for benches in (judged, raised))
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
