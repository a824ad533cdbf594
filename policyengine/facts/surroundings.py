"""What surrounds a profile when it is judged."""

from datetime import datetime
from typing import Any, NamedTuple

from policyengine.loading.settings import Settings
from policyengine.policy.catalog import Catalog

Facts = dict[str, Any]


class Surroundings(NamedTuple):
    """The settings and the catalog in force, and the day judged as of (midnight UTC)."""

    settings: Settings
    catalog: Catalog
    today: datetime
