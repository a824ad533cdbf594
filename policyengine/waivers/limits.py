"""Requirements for waivers, from the settings."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple, TypeVar

from policyengine.loading.settings import Settings
from policyengine.policy.selection import RuleHeader, matches

MAX_DAYS = {"error": 180, "warning": 365, "note": 365}
"""Default maximum term of a waiver, by the severity of the excused verdict."""

WARN_DAYS = 30
"""Default number of days before its end from which a waiver is reported as a warning."""

HUMAN_PARTS = ("owner", "reason", "approved_by", "ticket")
"""Keys that people must fill in for every waiver."""

CONTROL = "compensating_control"
"""Further keys that people must fill in if the rule has force law, or the settings require it."""


MOST_COMPARED = 16_384
"""Maximum sets of facts compared for the digests of version 0.1.0 in the waivers of one profile."""

T = TypeVar("T")


class Search:
    """The rest of `MOST_COMPARED`; the waivers of a profile use it in the order of the files."""

    def __init__(self) -> None:
        self.left = MOST_COMPARED

    @property
    def is_over(self) -> bool:
        """Return whether the limit is reached, so that a digest may match facts that were not compared."""
        return self.left <= 0

    def limited(self, found: Iterable[T], most: int) -> Iterator[T]:
        """Yield at most this many items, within the remaining limit."""
        for item in islice(found, most):
            if self.is_over:
                return
            self.left -= 1
            yield item


class Limits(NamedTuple):
    """Requirements for waivers, and the evaluation date (2026-11-22); `legal` may waive rules of force law.

    `unwaivable` and `need_control` select rules: those that cannot be waived, and those whose waivers need a
    compensating control. `search` is that of the profile with the waivers.
    """

    day: str
    max_days: Mapping[str, int]
    warn_days: int
    legal: tuple[str, ...]
    unwaivable: tuple[str, ...] = ()
    need_control: tuple[str, ...] = ()
    search: Search | None = None


def limits_of(settings: Settings, day: str) -> Limits:
    """Return the requirements that the settings set."""
    terms = settings.terms
    legal = (terms.get("approvers") or {}).get("legal") or ()
    max_days = {**MAX_DAYS, **(terms.get("waivers_max_days") or {})}
    warn_days = terms.get("waivers_warn_days", WARN_DAYS)
    return Limits(day, max_days, warn_days, tuple(legal), settings.unwaivable, settings.waivers_need_control)


def human_parts(header: RuleHeader, limits: Limits) -> tuple[str, ...]:
    """Return the keys that people must fill in for a waiver of a rule."""
    return (*HUMAN_PARTS, CONTROL) if control_reason(header, limits) else HUMAN_PARTS


def control_reason(header: RuleHeader, limits: Limits) -> str:
    """Return the reason why waivers of a rule need a compensating control; empty if they do not."""
    if header.force == "law":
        return "the rule has force law"
    return "the settings require it" if any(matches(selector, header) for selector in limits.need_control) else ""
