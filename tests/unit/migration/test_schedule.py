"""Dates of phases."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from policyengine.costs.ranges import Range
from policyengine.plan.schedule import PHASES, Lengths, Phase, schedule

PUBLISHED = Lengths(14, 14, Range(5, 10), 28, (25, 50, 75), 7)
MONDAY = date(2026, 1, 5)


def test_sys_55_the_published_weeks() -> None:
    """From 5 January 2026: to the 18th, to 1 February, to 1 March, and from the 2nd on."""
    found = [(phase.name, phase.start.isoformat(), phase.end and phase.end.isoformat()) for phase in _planned()]
    assert found == [
        ("shadow", "2026-01-05", "2026-01-18"),
        ("canary", "2026-01-19", "2026-02-01"),
        ("rollout", "2026-02-02", "2026-03-01"),
        ("full", "2026-03-02", None),
    ]


def test_x_73_three_steps_of_a_week_leave_one_week() -> None:
    """25 % at once, 50 % after a week, 75 % after two, and seven days to spare."""
    rollout = _planned()[2]
    steps = [(step.percent, step.earliest.isoformat()) for step in rollout.steps]
    assert (steps, rollout.slack_days) == ([(25, "2026-02-02"), (50, "2026-02-09"), (75, "2026-02-16")], 7)


def test_steps_that_need_more_days_get_them() -> None:
    """Three steps of 14 days make the rollout 42 days."""
    rollout = schedule(MONDAY, ["rollout"], PUBLISHED._replace(days_at_parity=14))[0]
    assert (rollout.end, rollout.slack_days) == (date(2026, 2, 15), 0)


@given(
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.lists(st.sampled_from(PHASES), unique=True),
    st.integers(0, 60),
    st.integers(1, 60),
    st.integers(1, 90),
    st.integers(0, 30),
)
def test_phases_follow_without_gap(  # noqa: PLR0913, PLR0917 - one argument for each number drawn
    start: date, names: list[str], shadow: int, canary: int, rollout: int, parity: int
) -> None:
    """Each phase begins the day after the one before ends, in the order of the method, whatever is left out."""
    phases = schedule(start, names, Lengths(shadow, canary, Range(5, 5), rollout, (25, 50, 75), parity))
    assert [phase.name for phase in phases] == [
        name for name in PHASES if name in names and (name, shadow) != ("shadow", 0)
    ]
    begins = start
    for phase in phases:
        assert begins == phase.start
        assert all(step.earliest >= begins for step in phase.steps)
        if phase.end is not None:
            assert phase.end >= phase.start
            begins = phase.end + timedelta(days=1)


def _planned() -> tuple[Phase, ...]:
    return schedule(MONDAY, PHASES, PUBLISHED)
