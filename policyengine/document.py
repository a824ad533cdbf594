"""A file read: its text, its plain data, and where each node of the data sits."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from policyengine.errors import Mistake
from policyengine.location import Location, Route


class Document(NamedTuple):
    """One YAML document.

    `path` is what messages print: relative, with forward slashes. `value` is plain dict, list, str, int, float, bool
    or None. `locate_value` gives the span of the node at a route; a route that leads to nothing gives its nearest
    existing ancestor's key. `locate_key` gives the span of the key instead of the value. `locate_content` gives the
    place, one column wide, of the code point with an offset (from 0) inside the text at a route.
    """

    path: str
    text: str
    value: Any
    lines: tuple[str, ...]
    locate_value: Callable[[Route], Location]
    locate_key: Callable[[Route], Location]
    locate_content: Callable[[Route, int], Location]

    def line(self, number: int) -> str:
        """Return the source line with this number (from 1), or an empty text beyond the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def value_at(self, route: Route) -> Any:
        """Return the value at a route; None where there is none, or an empty one."""
        value = self.value
        for step in route:
            if isinstance(value, Mapping):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int):
                value = value[step] if step < len(value) else None
            else:
                return None
        return value

    def holds(self, route: Route) -> bool:
        """Return whether a value, not an empty one, stands at a route."""
        return self.value_at(route) is not None

    def mistake(self, message: str, location: Location, hint: str = "") -> Mistake:
        """Make a mistake at a place of this document, with its source line."""
        return Mistake(message, location, self.line(location.line), hint)
