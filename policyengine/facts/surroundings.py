"""What surrounds a profile when it is judged."""

from datetime import datetime
from typing import Any, NamedTuple

from policyengine.loading.settings import Settings
from policyengine.policy.catalog import Catalog

Facts = dict[str, Any]


class Surroundings(NamedTuple):
    """The settings and the catalog in force, and the day judged as of (midnight UTC).

    `demands` are groups of derived facts, each with other facts: for a workload that has all of these, rules read it.
    `happened_by` is the day after which nothing has happened yet, where that is later than the day judged as of.
    `price_sets` names the price sets to read and no others; empty for those in force by themselves.
    """

    settings: Settings
    catalog: Catalog
    today: datetime
    price_sets: tuple[str, ...] = ()
    demands: tuple[tuple[str, tuple[str, ...]], ...] = ()
    happened_by: datetime | None = None

    @property
    def latest(self) -> datetime:
        """Return the last day on which an event can have happened: that of the run, or the day judged as of."""
        return self.today if self.happened_by is None else max(self.today, self.happened_by)

    def groups_demanded(self, facts: Facts) -> set[str]:
        """Return the groups of derived facts that a rule can need in a workload with these facts."""
        return {group for group, needed in self.demands if all(path in facts for path in needed)}
