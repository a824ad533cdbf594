"""What comes next in a migration."""

from datetime import date
from typing import Any

from policyengine.costs.ranges import Range
from policyengine.loading.results import Result
from policyengine.location import Location
from policyengine.migration.drops import Assessment, Thresholds, assess
from policyengine.migration.terms import Origin, Term
from policyengine.plan.actions import Action, Measured, Next, Where, next_action
from policyengine.plan.schedule import PHASES, Lengths

LENGTHS = Lengths(14, 14, Range(5, 10), 28, (25, 50, 75), 7)
PLACE = Location("status.yaml", 4, 5, 4, 9)
FIVE = Term(5.0, Origin.METHOD, "the test")
LIMITS = Thresholds(Term(None, Origin.UNDECLARED, "x"), FIVE, Term(50, Origin.METHOD, "the test"))


def scored(score: float, n: int = 400, baseline: float | None = 0.9) -> Assessment:
    """Judge an accuracy of the new option against 0.9 of the old one."""
    return assess(Result("new", "accuracy", score, n, PLACE), baseline, None, LIMITS)


def where(phase: str, since: str, **changed: Any) -> Where:
    """Say that a phase began on a day, and equal quality with it."""
    day = date.fromisoformat(since)
    return Where(phase, day, day, None, None)._replace(**changed)


def following(now: Where, today: str, *assessments: Assessment, slow: tuple[str, ...] = ()) -> Next:
    """Ask what comes next with the published lengths."""
    return next_action(now, date.fromisoformat(today), LENGTHS, PHASES, Measured(assessments, slow))


def test_sys_55_a_degraded_canary_goes_back() -> None:
    """A metric beyond its threshold sends traffic back on the first day, however long the canary was to last."""
    found = following(where("canary", "2026-01-19"), "2026-01-20", scored(0.84))
    assert (found.action, found.reasons) == (Action.REVERT, ("accuracy fell by 6.67 %, beyond its threshold",))


def test_a_slow_answer_goes_back_too() -> None:
    """Latency is a metric like quality."""
    found = following(where("canary", "2026-01-19"), "2026-01-20", scored(0.9), slow=("too slow",))
    assert (found.action, found.reasons) == (Action.REVERT, ("too slow",))


def test_sys_55_five_days_at_25_percent_block_50() -> None:
    """Equal quality has to hold a week before each increase."""
    asked = where("rollout", "2026-02-02", percent=25, wanted_percent=50)
    found = following(asked, "2026-02-07", scored(0.9))
    assert found == Next(Action.BLOCKED, ("5 days at parity of 7",), date(2026, 2, 9), "50 %")
    assert following(asked, "2026-02-09", scored(0.9)).action is Action.ADVANCE


def test_an_interrupted_parity_starts_again() -> None:
    """Days count from the last break of equal quality, not from the step's first day."""
    now = where("rollout", "2026-02-02", percent=25, parity_since=date(2026, 2, 6))
    assert following(now, "2026-02-12", scored(0.9)).not_before == date(2026, 2, 13)


def test_a_step_cannot_be_left_out() -> None:
    """Who asks for 75 % at 25 % is told that 50 % comes next, though the days are over."""
    found = following(where("rollout", "2026-02-02", percent=25, wanted_percent=75), "2026-02-20", scored(0.9))
    assert (found.action, found.reasons) == (Action.BLOCKED, ("75 % skips a step: 50 % is next",))


def test_parity_counts_from_the_step_at_the_earliest() -> None:
    """Equal quality at 25 % says nothing of 50 %: a week of it is due at each step."""
    now = where("rollout", "2026-02-09", percent=50, parity_since=date(2026, 2, 2))
    found = following(now, "2026-02-10", scored(0.9))
    assert (found.action, found.not_before) == (Action.HOLD, date(2026, 2, 16))


def test_nobody_leaps_from_the_shadow() -> None:
    """After the shadow comes the canary, with what it may have at most; who asks for more leaves it out."""
    for wanted, action in ((10, Action.ADVANCE), (11, Action.BLOCKED), (100, Action.BLOCKED)):
        found = following(where("shadow", "2026-01-05", wanted_percent=wanted), "2026-02-01", scored(0.9))
        assert (action, "canary") == (found.action, found.to)


def test_more_within_the_canary_is_no_step() -> None:
    """From 5 to 10 % is the canary still: nothing is blocked, and nothing goes on."""
    found = following(where("canary", "2026-01-19", percent=5, wanted_percent=10), "2026-01-20", scored(0.9))
    assert (found.action, found.to) == (Action.HOLD, "25 %")


def test_the_last_phase_planned_stays() -> None:
    """A move that ends with the canary stays there, and does not say that it serves every request."""
    day = date(2026, 2, 10)
    found = next_action(where("canary", "2026-01-19"), day, LENGTHS, ["shadow", "canary"], Measured((scored(0.9),), ()))
    assert found == Next(Action.STAY, ("no phase is planned after canary",))


def test_nothing_goes_on_without_results() -> None:
    """Time alone shows no parity; too small a sample neither, nor a score without one to compare it with."""
    now = where("canary", "2026-01-19")
    for measured in ((), (scored(0.9, n=30),), (scored(0.9, baseline=None),)):
        found = following(now, "2026-02-10", *measured)
        assert (found.action, found.to) == (Action.HOLD, "25 %")


def test_phases_follow_each_other() -> None:
    """With its days over and nothing worse, each phase leads to the next, and the last stays."""
    steps = [
        following(where("shadow", "2026-01-05"), "2026-01-19", scored(0.9)),
        following(where("canary", "2026-01-19"), "2026-02-02", scored(0.9)),
        following(where("rollout", "2026-02-02", percent=75), "2026-02-09", scored(0.9)),
        following(where("full", "2026-03-02"), "2026-03-05", scored(0.9)),
    ]
    assert [(found.action, found.to) for found in steps] == [
        (Action.ADVANCE, "canary"),
        (Action.ADVANCE, "25 %"),
        (Action.ADVANCE, "full"),
        (Action.STAY, ""),
    ]


def test_a_bad_shadow_reaches_nobody_and_waits() -> None:
    """In the shadow no user sees the new option: there is nothing to send back."""
    found = following(where("shadow", "2026-01-05"), "2026-02-01", scored(0.8))
    assert (found.action, found.to) == (Action.HOLD, "canary")
