"""The verdicts of a plan that exceptions cover, by day: every day is settled as `check` settles today."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from policyengine.case import Subject
from policyengine.engine.session import Session
from policyengine.engine.settling import Settled, settle
from policyengine.loading.profiles import Profile
from policyengine.verdict import Excuse, Outcome, Verdict


class Days(NamedTuple):
    """The first and last of a range of days; a last day of None means no end."""

    first: date
    last: date | None


def days_of(day: str) -> Days:
    """Return one ISO day as a range."""
    return Days(date.fromisoformat(day), date.fromisoformat(day))


class Excused(NamedTuple):
    """A verdict before exceptions, with the exceptions that cover it from the first of some days on.

    `until` is the last day they cover, None if they cover all. `ends_early` is whether days remain after it.
    """

    verdict: Verdict
    excuses: tuple[Excuse, ...]
    until: date | None
    ends_early: bool


class Excusing:
    """Settles the verdicts on the elements of one workload as of any day."""

    def __init__(self, verdicts: Sequence[Verdict], profile: Profile, session: Session, workload: str) -> None:
        self._verdicts, self._profile, self._session, self._workload = list(verdicts), profile, session, workload
        self._settled: dict[date, Settled] = {}

    def on(self, day: date) -> Settled:
        """Return the settled verdicts of a day."""
        if day not in self._settled:
            given = (self._verdicts, self._profile, self._session, day.isoformat(), (self._workload,))
            self._settled[day] = settle(*given)
        return self._settled[day]

    def unexcused(self, day: date) -> list[Verdict]:
        """Return the verdicts of a day without exceptions."""
        return [self._without_excuse(place, day) for place in range(len(self._verdicts))]

    def _without_excuse(self, place: int, day: date) -> Verdict:
        verdict = self.on(day).verdicts[place]
        if verdict.excuse is None:
            return verdict
        outcome = Outcome.UNKNOWN if verdict.unproven else self._verdicts[place].outcome
        return verdict._replace(outcome=outcome, excuse=None)

    def excused(self, place: int, days: Days) -> Excused | None:
        """Return the exceptions that cover a verdict from the first day on, in order; None if there are none."""
        excuses: list[Excuse] = []
        day = days.first
        while days.last is None or day <= days.last:
            excuse = self.on(day).verdicts[place].excuse
            if excuse is None:
                break
            excuses.append(excuse)
            if not excuse.expires or date.fromisoformat(excuse.expires) == date.max:
                return Excused(self._without_excuse(place, days.first), tuple(excuses), None, ends_early=False)
            day = date.fromisoformat(excuse.expires) + timedelta(days=1)
        if not excuses:
            return None
        verdict = self._without_excuse(place, days.first)
        covers_all = days.last is not None and day > days.last
        until = None if covers_all else day - timedelta(days=1)
        return Excused(verdict, tuple(excuses), until, ends_early=not covers_all and days.last is not None)

    def unheld(self, day: date, subjects: Collection[Subject]) -> tuple[Verdict, ...]:
        """Return the verdicts on invalid waivers for some elements on a day."""
        settled = self.on(day)
        if not settled.judged:
            return ()
        from policyengine.waivers.applying import verdicts_about
        from policyengine.waivers.states import State

        concerned = [
            item
            for item in settled.judged
            if item.found.state is not State.ACTIVE
            and any(settled.verdicts[place].subject in subjects for place in item.places)
        ]
        return tuple(verdicts_about(concerned, self._verdicts, self._profile, self._session.policy))
