"""The smallest single changes of declared facts that would change the outcome of a rule, each verified by evaluation.

Facts are changed where they are declared: derived facts through their inputs. The values of `candidates` are tried, at
most `MOST_JUDGED` of them. A change that only makes the rule undecided or broken is not proposed.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from policyengine.case import Case, Subject
from policyengine.engine.flipping.candidates import candidates
from policyengine.engine.flipping.clues import clues_of
from policyengine.engine.flipping.edges import nearer
from policyengine.engine.flipping.places import places
from policyengine.engine.flipping.rejudging import Judge
from policyengine.engine.flipping.world import Place, World, fact_of, location_of, value_at, with_value
from policyengine.engine.session import Session
from policyengine.explanation import Flip
from policyengine.facts.evidence.origins import Origins
from policyengine.facts.licenses import AFFILIATES, COUNTED, needs_affiliates, users_path
from policyengine.loading.profiles import Profile
from policyengine.loading.walk import CHECKS, CLAIM, ELEMENT, GROUP, LIST, MAP
from policyengine.verdict import Outcome
from policyengine.vocabulary.routes import INPUTS
from policyengine.vocabulary.shapes import PROFILE, SETTINGS

__all__ = ["Flip", "flips"]

MOST_JUDGED = 500
"""Maximum number of evaluated changes over all facts; at most a fifth of them for one fact."""

SHOWN = 5
"""Maximum number of returned flips."""

_OF_ONE_KIND = 2
"""Maximum number of returned words of one fact with the same outcome; of numbers and days only the nearest is
returned.
"""

_RANKS = {bool: 0, str: 1, list: 2, int: 3, float: 3, datetime: 4}
_MENDED = (Outcome.PASS, Outcome.NOT_APPLICABLE, Outcome.FAIL)
_HOLDS = frozenset({Outcome.PASS, Outcome.NOT_APPLICABLE})


class _Wanted(NamedTuple):
    """A fact to try: `wide` if it is read for any option of the workload, `direct` if the conditions read it."""

    path: str
    wide: bool = False
    direct: bool = True


class _Found(NamedTuple):
    """A flip and its sort key; `again` counts the better ones with the same fact and outcome, which come first."""

    order: tuple[Any, ...]
    flip: Flip
    again: int = 0


def flips(profile: Profile, session: Session, rule_id: str, subject: Subject) -> tuple[Flip, ...]:
    """Return the smallest changes, sorted by outcome, then bools, words, lists, numbers and days by distance.

    For a failure, changes that fix it come first; for a pass, changes that would break it.

    Raises LookupError for a subject that the rule is not evaluated for.
    """
    world = World(profile, session.environment)
    judge = Judge(session.policy.rule(rule_id), session.active.parameters_of(rule_id), world, subject)
    gaps = Origins(profile.document, session.environment).missing(judge.case, judge.missing)
    missing = tuple(gap.path for gap in gaps)
    search = _Search(judge, world, frozenset(missing))
    found = [flip for wanted in _wanted(judge, missing) for flip in search.tried(wanted)]
    chosen = sorted(found, key=lambda each: (each.again, each.order))[:SHOWN]
    return tuple(each.flip for each in sorted(chosen, key=lambda each: each.order))


def _wanted(judge: Judge, missing: Iterable[str]) -> list[_Wanted]:
    """Yield the facts behind the conditions: missing ones, those they read, then their inputs."""
    pending = [_Wanted(path) for path in (*missing, *judge.reads)]
    found: dict[tuple[str, bool], _Wanted] = {}
    while pending:
        wanted = pending.pop(0)
        if (wanted.path, wanted.wide) not in found:
            found[wanted.path, wanted.wide] = wanted
            wide = wanted.wide or wanted.path.startswith("workload.")
            pending += [_Wanted(path, wide, direct=False) for path in _inputs(judge.case, wanted.path)]
    return list(found.values())


def _inputs(case: Case, path: str) -> Iterable[str]:
    if path in COUNTED:
        return (users_path(case.facts), *([AFFILIATES] if needs_affiliates(case.facts) else ()))
    return INPUTS.get(path, ())


class _Search:
    """Tries values of facts until the search is complete or the limit is reached."""

    def __init__(self, judge: Judge, world: World, missing: frozenset[str]) -> None:
        self.judge, self.world, self.missing = judge, world, missing
        self.clues = clues_of(judge.trees, judge.facts)
        self.left = MOST_JUDGED
        self.outcomes = _MENDED[::-1] if judge.outcome in _HOLDS else _MENDED
        self.tried_places: set[tuple[Any, ...]] = set()

    def tried(self, wanted: _Wanted) -> Iterator[_Found]:
        """Yield the flips of one fact at all places of its declaration."""
        for place in places(self.judge.case, wanted.path, self.world, wide=wanted.wide):
            old = value_at(self.world, place)
            if (old is not None or wanted.path in self.missing) and place[1:] not in self.tried_places:
                self.tried_places.add(place[1:])
                yield from self._at(place, old, wanted)

    def _at(self, place: Place, old: Any, wanted: _Wanted) -> Iterator[_Found]:
        end = max(self.left - MOST_JUDGED // 5, 0)
        found = []
        for index, value in enumerate(candidates(place.key, old, self.clues, direct=wanted.direct)):
            if self.left <= end:
                break
            outcome = self._outcome(place, value)
            if outcome is not None:
                near = self._nearest(place, old, value, outcome)
                order = (
                    self.outcomes.index(outcome),
                    _RANKS[type(near)],
                    not wanted.direct,
                    _distance(old, near, index),
                )
                flip = Flip(place.path, old, near, outcome, location_of(self.world, place))
                found.append(_Found((*order, place.path, repr(place.holder), repr(near)), flip))
        yield from _best(found)

    def _outcome(self, place: Place, value: Any) -> Outcome | None:
        """Evaluate the rule with a value; return None if the rule stays undecided or unchanged."""
        if not is_valid(place, value) or self.left <= 0:
            return None
        self.left -= 1
        outcome = self.judge.outcome_in(with_value(self.world, place, value))
        return outcome if outcome in self.outcomes and outcome is not self.judge.outcome else None

    def _nearest(self, place: Place, old: Any, far: Any, outcome: Outcome) -> Any:
        """Move from a changing value towards the declared one while the outcome stays the same."""
        still = old
        while still is not None and (middle := nearer(still, far)) is not None and self.left > 0:
            if self._outcome(place, middle) is outcome:
                far = middle
            else:
                still = middle
        return far


def _distance(old: Any, new: Any, index: int) -> float:
    if isinstance(old, datetime):
        return float(abs((new - old).days))
    if isinstance(old, int | float) and not isinstance(old, bool):
        return float(abs(new - old) / max(abs(old), 1))
    return float(index)


def _best(found: Iterable[_Found]) -> Iterator[_Found]:
    """Keep the best flips of those with the same outcome."""
    given: dict[Outcome, list[Any]] = {}
    for each in sorted(found, key=lambda each: each.order):
        others = given.setdefault(each.flip.outcome, [])
        most = 1 if isinstance(each.flip.new, int | float | datetime) else _OF_ONE_KIND
        if len(others) < most and each.flip.new not in others:
            yield each._replace(again=len(others))
            others.append(each.flip.new)


def is_valid(place: Place, value: Any) -> bool:
    """Return whether the schema accepts a value here: for example, no negative count and no empty list of classes."""
    entry = _entries(settings=place.in_settings).get(fact_of(place.key))
    if entry is None or value is None:
        return False
    kind, constraint = entry
    if kind == MAP:
        kind, _, constraint, _ = constraint[2]
    written = value.date().isoformat() if isinstance(value, datetime) else value
    return CHECKS[kind](written, constraint) is not None


@cache
def _entries(*, settings: bool) -> dict[str, tuple[int, Any]]:
    """Return the type and constraint of every fact that a file may declare."""
    return dict(_walked(SETTINGS if settings else PROFILE))


def _walked(shape: Any) -> Iterator[tuple[str, tuple[int, Any]]]:
    for kind, name, constraint, _ in shape[0].values():
        inner, below = kind, constraint
        if kind == CLAIM:
            inner, below, _ = constraint
        elif kind in (LIST, MAP):
            inner, below = constraint[:2] if kind == LIST else (constraint[2][0], constraint[2][2])
        if inner in (GROUP, ELEMENT):
            yield from _walked(below)
        elif kind == CLAIM:
            yield name, (inner, below)
        else:
            yield name, (kind, constraint)
