"""The next step of a migration: go back, hold, go on, or refuse a requested share."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from policyengine.facts.dates import moved
from policyengine.migration.drops import Assessment, Standing
from policyengine.plan.schedule import PHASES, Lengths
from policyengine.words.numbers import counted, declared, measured


class Action(StrEnum):
    """The possible steps."""

    REVERT = "revert"
    BLOCKED = "blocked"
    HOLD = "hold"
    ADVANCE = "advance"
    STAY = "stay"


class Where(NamedTuple):
    """The status of a migration: its phase, the first days of the phase and of equal quality, and the shares."""

    phase: str
    since: date
    parity_since: date
    percent: float | None
    wanted_percent: float | None


class Next(NamedTuple):
    """The step, its reasons, and the day from which it may change; `to` is the next phase or share."""

    action: Action
    reasons: tuple[str, ...]
    not_before: date | None = None
    to: str = ""


class Measured(NamedTuple):
    """The measurements: results compared with the old option, and sentences about latencies beyond their limit."""

    results: tuple[Assessment, ...]
    slow: tuple[str, ...]


def next_action(where: Where, today: date, lengths: Lengths, names: Sequence[str], measured: Measured) -> Next:
    """Return the next step in the given phases.

    Any metric beyond its threshold sends traffic back at once, regardless of other conditions. A phase continues until
    its days are over, with a result from a sufficient sample.
    """
    worse = [_told(one) for one in measured.results if one.standing is Standing.ALERT] + list(measured.slow)
    if worse and where.phase != "shadow":
        return Next(Action.REVERT, tuple(worse))
    step = _next_step(where, lengths, names)
    needed = _days(where.phase, lengths)
    since = max(where.since, where.parity_since) if where.phase == "rollout" else where.since
    earliest = moved(since, needed)
    if not step:
        full = "every request is served by the new option"
        return Next(Action.STAY, (full if where.phase == "full" else f"no phase is planned after {where.phase}",))
    open_reasons = [*worse, *_unsettled(measured.results)]
    days = (today - since).days
    if days < needed:
        kind = "at parity" if where.phase == "rollout" else f"of {where.phase}"
        open_reasons.insert(0, f"{counted(days, 'day')} {kind} of {needed}")
    wanted = _wanted(where, lengths)
    if wanted is not None and wanted > _share(step, lengths):
        open_reasons.insert(0, f"{declared(wanted)} % skips a step: {step} is next")
    if open_reasons:
        action = Action.HOLD if wanted is None else Action.BLOCKED
        return Next(action, tuple(open_reasons), max(earliest, today) if days < needed else None, step)
    return Next(
        Action.ADVANCE,
        (f"{counted(days, 'day')} of {needed} are over, and no metric is beyond its threshold",),
        None,
        step,
    )


def _told(one: Assessment) -> str:
    drops = [f"{measured(one.points)} points"] if one.over_points and one.points is not None else []
    drops += [f"{measured(one.percent)} %"] if one.over_percent and one.percent is not None else []
    chance = "" if one.is_told_apart is not False else ", which this sample cannot tell from chance"
    return f"{one.result.metric} fell by {' or '.join(drops)}, beyond its threshold{chance}"


def _unsettled(measured: Sequence[Assessment]) -> list[str]:
    if not measured:
        return ["no result is given, so equal quality is not shown"]
    small = [
        f"{one.result.metric}: {one.result.n} examples are too few to tell"
        for one in measured
        if one.standing is Standing.TOO_SMALL
    ]
    return small + [
        f"{one.result.metric} has no score of the old option to compare with"
        for one in measured
        if one.standing is Standing.NO_BASELINE
    ]


def _next_step(where: Where, lengths: Lengths, names: Sequence[str]) -> str:
    """Return the next share of the rollout or the next phase, an empty text after the last."""
    later = [name for name in PHASES[PHASES.index(where.phase) + 1 :] if name in names]
    if where.phase == "rollout":
        higher = [percent for percent in lengths.steps_percent if percent > (where.percent or 0)]
        if higher:
            return f"{higher[0]} %"
    if not later:
        return ""
    if later[0] == "rollout" and lengths.steps_percent:
        return f"{lengths.steps_percent[0]} %"
    return later[0]


def _wanted(where: Where, lengths: Lengths) -> float | None:
    """Return the requested share, None for one that the canary may have without a further step."""
    wanted = where.wanted_percent
    return None if where.phase == "canary" and wanted is not None and wanted <= lengths.canary_percent.high else wanted


def _share(step: str, lengths: Lengths) -> float:
    """Return the maximum share of traffic, in percent, of the new option in a step."""
    if step == "canary":
        return lengths.canary_percent.high
    return float(step.removesuffix(" %")) if step.endswith(" %") else 100.0


def _days(phase: str, lengths: Lengths) -> int:
    days = {"shadow": lengths.shadow_days, "canary": lengths.canary_days, "rollout": lengths.days_at_parity}
    return days.get(phase, 0)
