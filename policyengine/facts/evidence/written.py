"""The document that a claim names, where one is written long."""

from collections.abc import Mapping

from policyengine.document import Document
from policyengine.location import Route
from policyengine.verdict import Claim


def claim_at(document: Document, route: Route) -> Claim | None:
    """Return the document that a fact written long names."""
    said = document.value_at(route)
    if not isinstance(said, Mapping) or "status" not in said:
        return None
    return Claim(*(said.get(key) or "" for key in ("evidence", "checked", "by")))
