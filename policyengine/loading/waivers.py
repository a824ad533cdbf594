"""Waivers as people write them, in a profile or in the settings."""

import os.path
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from policyengine.document import Document
from policyengine.location import Location, Route


class Waiver(NamedTuple):
    """An owned, dated, expiring exception for one rule; a text that is not declared is empty.

    `profile` is the absolute path of the profile it is for. `granted` and `expires` are the first and the last day on
    which it holds. `facts` are the facts that are excused, or their digest. It is at `route` in `document`.
    """

    rule: str
    profile: str
    workload: str
    subject: str
    owner: str
    reason: str
    requested_by: str
    approved_by: str
    ticket: str
    granted: str
    expires: str
    compensating_control: str
    facts: str | Mapping[str, Any]
    document: Document
    route: Route

    @property
    def location(self) -> Location:
        """Return the place of its first line."""
        return self.document.locate_key(self.route)

    def place(self, key: str) -> Location:
        """Return the place of the value of a key, or of the waiver where the key is missing."""
        return self.document.locate_value((*self.route, key))


def waivers_of(document: Document, given: Iterable[Mapping[str, Any]], path: str, *, own: bool) -> tuple[Waiver, ...]:
    """Return the waivers that `walk` found in a document.

    `path` is the document's file; its `own` waivers are a profile's, the others name their profile relative to it.
    """
    return tuple(_waiver(document, index, item, path, own=own) for index, item in enumerate(given))


def _waiver(document: Document, index: int, item: Mapping[str, Any], path: str, *, own: bool) -> Waiver:
    profile = path if own else os.path.join(os.path.dirname(path), item["profile"])
    return Waiver(
        rule=item["rule"],
        profile=os.path.abspath(profile),
        workload=item.get("workload", ""),
        subject=item.get("subject", ""),
        owner=item.get("owner", ""),
        reason=item.get("reason", ""),
        requested_by=item.get("requested_by", ""),
        approved_by=item.get("approved_by", ""),
        ticket=item.get("ticket", ""),
        granted=item["granted"].date().isoformat() if "granted" in item else "",
        expires=item["expires"].date().isoformat(),
        compensating_control=item.get("compensating_control", ""),
        facts=item.get("facts", ""),
        document=document,
        route=("waivers", index),
    )
