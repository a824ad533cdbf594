"""What surrounds a profile when it is judged."""

from datetime import UTC, datetime
from typing import Any, NamedTuple

from policyengine.loading.settings import Settings
from policyengine.policy.catalog import Catalog

Facts = dict[str, Any]


HAPPENED_SINCE = "2026-11-30"
"""The first edition in which a date of a past event has to lie in the past."""

NEVER = datetime.max.replace(tzinfo=UTC)
"""A day after all others."""


class Environment(NamedTuple):
    """The settings and the catalog in force, and the day judged as of (midnight UTC).

    `demands` are groups of derived facts, each with other facts: for a workload that has all of these, rules read it.
    `happened_by` is the last day on which an event can have happened: that of the run, or the day judged as of. So is
    `latest`, but under an edition that counted dates in the future as past, which has no last day.
    `price_sets` names the price sets to read and no others; empty for those in force by themselves.
    """

    settings: Settings
    catalog: Catalog
    today: datetime
    price_sets: tuple[str, ...] = ()
    demands: tuple[tuple[str, tuple[str, ...]], ...] = ()
    happened_by: datetime = NEVER
    latest: datetime = NEVER

    @property
    def counts_future(self) -> bool:
        """Return whether the edition in force counts a date of a past event that lies in the future."""
        return self.latest > self.happened_by

    @property
    def under_every_rule(self) -> "Environment":
        """Return the same without a pinned edition."""
        terms = {term: stated for term, stated in self.settings.terms.items() if term != "edition"}
        return self._replace(settings=self.settings._replace(terms=terms), latest=self.happened_by)

    def groups_demanded(self, facts: Facts) -> set[str]:
        """Return the groups of derived facts that a rule can need in a workload with these facts."""
        return {group for group, needed in self.demands if all(path in facts for path in needed)}
