"""A settings file that locks something, and the errors of files below that loosen it."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from policyengine.document import Document
from policyengine.errors import Mistake
from policyengine.loading.schema_words import written_at
from policyengine.loading.settings import Settings
from policyengine.location import Route

HOLDS = "remove this line: the value of the locking file holds"
"""The hint if only the locked value is allowed."""


class Lock(NamedTuple):
    """A locking file: its document, the settings in force there, and the files below, nearest last."""

    document: Document
    words: dict[str, Any]
    there: Settings
    below: tuple[Settings, ...]

    def place(self, *route: str | int) -> str:
        """Return the place of a lock: file and line."""
        at = self.document.locate_value(("locked", *route))
        return f"{at.path}:{at.line}"


def refused(file: Settings, route: Route, message: str, hint: str = HOLDS) -> Mistake:
    """Return the error at a route of the file that loosens a lock."""
    document = file.document
    if document is None:
        return Mistake(message, None, "", hint)
    return document.mistake(message, document.locate_value(route), hint)


def as_written(settings: Settings, routes: Iterable[Route], bound: Any) -> Any:
    """Return a number in force as the file writes it that states it: `1.10` and not `1.1`; any other value as it is."""
    if isinstance(bound, bool) or not isinstance(bound, int | float):
        return bound
    places = ((document, route) for route in routes for document in settings.documents if document.holds(route))
    return next((written_at(document, route) for document, route in places), bound)


def hint_for(bound: Any, way: str) -> str:
    """Return the allowed replacements for a value that is looser than a bound."""
    shown = f"[{', '.join(bound)}]" if isinstance(bound, list) else bound
    may = {
        "lower": f"at most {shown}",
        "higher": f"at least {shown}",
        "fewer": f"a part of {shown}",
        "fewer people": f"a part of {shown}",
        "more": f"{shown} and more",
    }
    return f"remove this line, or make it {may[way]}" if way in may and bound != [] else HOLDS
