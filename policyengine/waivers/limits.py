"""What waivers must fulfil, as the settings have it."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple, TypeVar

from policyengine.loading.settings import Settings
from policyengine.policy.selection import RuleHeader, matches

MAX_DAYS = {"error": 180, "warning": 365, "note": 365}
"""The longest term of a waiver by the severity of what it excuses, where the settings say nothing."""

WARN_DAYS = 30
"""How many days before its end a waiver becomes a warning, where the settings say nothing."""

HUMAN_PARTS = ("owner", "reason", "approved_by", "ticket")
"""What only people can fill in for any waiver."""

CONTROL = "compensating_control"
"""What they fill in besides where the rule has force law, or the settings ask for it."""


MOST_COMPARED = 16_384
"""How many sets of facts are compared for the digests of version 0.1.0 in the waivers of one profile."""

T = TypeVar("T")


class Search:
    """What is left of `MOST_COMPARED`; the waivers of a profile take from it in the order of the files."""

    def __init__(self) -> None:
        self.left = MOST_COMPARED

    @property
    def is_over(self) -> bool:
        """Return whether nothing is left, so that a digest may match facts that were not compared."""
        return self.left <= 0

    def limited(self, found: Iterable[T], most: int) -> Iterator[T]:
        """Yield at most so many items, and no more than are left."""
        for item in islice(found, most):
            if self.is_over:
                return
            self.left -= 1
            yield item


class Limits(NamedTuple):
    """What waivers must fulfil, and the day (2026-11-22) they are judged as of; `legal` may waive the law.

    `unwaivable` and `need_control` select rules: those that nobody may waive, and those whose waivers must say what is
    done instead. `search` is that of the profile whose waivers are judged.
    """

    day: str
    max_days: Mapping[str, int]
    warn_days: int
    legal: tuple[str, ...]
    unwaivable: tuple[str, ...] = ()
    need_control: tuple[str, ...] = ()
    search: Search | None = None


def limits_of(settings: Settings, day: str) -> Limits:
    """Return the limits that the settings set."""
    terms = settings.terms
    legal = (terms.get("approvers") or {}).get("legal") or ()
    max_days = {**MAX_DAYS, **(terms.get("waivers_max_days") or {})}
    warn_days = terms.get("waivers_warn_days", WARN_DAYS)
    return Limits(day, max_days, warn_days, tuple(legal), settings.unwaivable, settings.waivers_need_control)


def human_parts(header: RuleHeader, limits: Limits) -> tuple[str, ...]:
    """Return the keys that only people can fill in for a waiver of a rule."""
    return (*HUMAN_PARTS, CONTROL) if control_reason(header, limits) else HUMAN_PARTS


def control_reason(header: RuleHeader, limits: Limits) -> str:
    """Return why waivers of a rule must name what is done instead; empty where they need not."""
    if header.force == "law":
        return "the rule has force law"
    return "the settings ask for it" if any(matches(selector, header) for selector in limits.need_control) else ""
