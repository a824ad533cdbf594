"""The source in a catalog entry that supports a fact."""

from typing import Any

from policyengine.facts.environment import Facts
from policyengine.loading.entry import Entry
from policyengine.rule import Reference


def reference_of(entry: Entry, path: str, facts: Facts) -> Reference | None:
    """Return the source of a fact: that of its part of the entry, or the default of the entry.

    A source without a URL only states its differences from the default.
    """
    own: dict[str, Any] = {}
    for part in path.split(".")[1:]:
        own = entry.sources.get(part) or own
    if path.endswith((".retires", ".retirement_firm")):
        service = facts.get(f"{path.partition('.')[0]}.provider.id", "")
        own = entry.extra["retirements"].get(service, {}).get("source") or own
    source = own if own.get("url") else {**(entry.sources.get("default") or {}), **own}
    if not source:
        return None
    title, url, checked, section = (source.get(key, "") for key in ("title", "url", "checked", "section"))
    return Reference(title, url, checked, source.get("confidence", "unverified"), section)
