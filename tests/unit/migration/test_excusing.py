"""A plan excuses a day exactly where `check` would on that day."""

from datetime import date, timedelta
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from policyengine.engine.session import Question
from policyengine.grounds import facts_digest
from policyengine.pipeline import opened
from policyengine.plan.excusing import Excused
from policyengine.plan.plan import plan_of, plan_question
from policyengine.verdict import Outcome, Verdict
from policyengine.whole_report import check
from tests.cli.migrating import write

RULE = "hybrid/fallback-boundary"
FIRST = date(2026, 12, 1)
SPANS = st.lists(st.tuples(st.integers(-10, 40), st.integers(0, 25)), max_size=4)
"""Waivers, each with the day it is granted, counted from the first, and the days it lasts after that."""


def plan_of_last_phase(path: str, day: date) -> tuple[list[Verdict], list[Excused]]:
    """Return what the rule says of the last phase, refused and waived, of a plan as of a day."""
    move = plan_of(*opened(path, plan_question(day.isoformat())), None).workloads[0].move
    assert move is not None
    judged = move.phases[-1].judged
    return (
        [verdict for verdict in judged.refused if verdict.rule.id == RULE],
        [excused for excused in judged.waived if excused.verdict.rule.id == RULE],
    )


def is_waived(path: str, day: date) -> bool:
    """Return whether `check` waives the rule on a day."""
    report = check([(path, None)], Question(day.isoformat(), select=(RULE,)))
    outcomes = {verdict.outcome for verdict in report.verdicts if verdict.rule.id == RULE}
    return Outcome.FAIL not in outcomes


def profile_with(folder: Path, spans: list[tuple[int, int]], digest: str) -> str:
    """Write a profile whose last phase fails the rule, with waivers of it; the phase is all that is planned."""
    write(
        folder,
        ("classes: [internal], boundary: none", "classes: [confidential], boundary: vpc"),
        ("phases: [shadow, canary, rollout, full], start: 2026-01-05", f"phases: [full], start: {FIRST}"),
    )
    lines = []
    for granted, lasts in spans:
        begins = FIRST + timedelta(days=granted)
        lines.append(
            f"  - {{rule: {RULE}, workload: tickets, owner: Ann, reason: May, approved_by: Bob, ticket: R, "
            f"granted: {begins}, expires: {begins + timedelta(days=lasts)}, facts: '{digest}'}}\n"
        )
    path = folder / "llm-profile.yaml"
    path.write_text(path.read_text() + ("waivers:\n" + "".join(lines) if lines else ""))
    return str(path)


def test_a_plan_excuses_the_days_that_check_does(tmp_path: Path) -> None:
    """Waived until a day: on each day up to it `check` waives the same, on the next it does not; else on none."""
    path = profile_with(tmp_path, [], "")
    (refused,), nothing = plan_of_last_phase(path, FIRST)
    digest = facts_digest(refused)
    assert nothing == []

    @given(SPANS)
    @example([(0, 5), (6, 5)])
    @example([(0, 5), (7, 5)])
    @example([(1, 5)])
    @settings(max_examples=25)
    def holds(spans: list[tuple[int, int]]) -> None:
        given_path = profile_with(tmp_path, spans, digest)
        left, excused = plan_of_last_phase(given_path, FIRST)
        if not excused:
            assert (len(left), is_waived(given_path, FIRST)) == (1, False)
            return
        (one,) = excused
        assert one.until is not None
        assert left == []
        days = [FIRST + timedelta(days=number) for number in range((one.until - FIRST).days + 2)]
        assert [is_waived(given_path, day) for day in days] == [True] * (len(days) - 1) + [False]

    holds()
