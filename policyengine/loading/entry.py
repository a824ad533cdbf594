"""An entry of the catalog."""

from typing import Any, NamedTuple

from policyengine.location import Route


class Entry(NamedTuple):
    """An entry of a table.

    `kind` is the table: `licenses`, `models`, `services`, `companies`, `gpus`, `regions`, `jurisdictions`. `facts` are
    plain values by fact path; `extra` is what else joins read; `sources` maps `default` or the name of a part to
    where it comes from; `route` is the entry's place in its file.
    """

    kind: str
    id: str
    aliases: tuple[str, ...]
    facts: dict[str, Any]
    extra: dict[str, Any]
    sources: dict[str, dict[str, Any]]
    path: str
    route: Route
