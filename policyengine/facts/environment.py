"""The environment of a profile: settings, catalog and evaluation date."""

from datetime import UTC, datetime
from typing import Any, NamedTuple

from policyengine.loading.settings import Settings
from policyengine.policy.catalog import Catalog

Facts = dict[str, Any]


HAPPENED_SINCE = "2026-11-30"
"""The first edition in which dates of past events must be in the past."""

NEVER = datetime.max.replace(tzinfo=UTC)
"""A day after all others."""


class Environment(NamedTuple):
    """The settings and the catalog in force, and the evaluation date (midnight UTC).

    `demands` are groups of derived facts, each with prerequisite facts: rules read a group in a workload that has all
    of these. `happened_by` is the last day of past events: that of the run, or the evaluation date. `latest` is the
    same, except in editions that accepted future dates of past events, which have no last day. `price_sets` names the
    only price sets to read; empty for those in force.
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
        """Return whether the edition in force accepts dates of past events that are in the future."""
        return self.latest > self.happened_by

    @property
    def under_every_rule(self) -> "Environment":
        """Return the environment without a pinned edition."""
        terms = {term: stated for term, stated in self.settings.terms.items() if term != "edition"}
        return self._replace(settings=self.settings._replace(terms=terms), latest=self.happened_by)

    def groups_demanded(self, facts: Facts) -> set[str]:
        """Return the groups of derived facts that a rule may need in a workload with these facts."""
        return {group for group, needed in self.demands if all(path in facts for path in needed)}
