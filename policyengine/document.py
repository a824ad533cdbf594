"""A file as read: its text, its plain data, and the position of each node of the data."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from policyengine.errors import Mistake
from policyengine.location import Location, Route

if TYPE_CHECKING:  # importing `Protocol` takes long, at every start
    from typing import Protocol

    class Positions(Protocol):
        """The positions of the nodes of a text; a plain value, which can be pickled."""

        def value_at(self, path: str, route: Route) -> Location:
            """Return the span of the node at a route; if there is none, of the key of its nearest ancestor."""

        def key_at(self, path: str, route: Route) -> Location:
            """Return the span of the key at a route."""

        def content_at(self, path: str, route: Route, offset: int) -> Location:
            """Return the place, one column wide, of the code point with an offset (from 0) in the text at a route."""


class Document(NamedTuple):
    """One YAML document.

    `path` is the path in messages: relative, with forward slashes. `value` is plain dict, list, str, int, float, bool
    or None. `positions` are the positions of its nodes.
    """

    path: str
    text: str
    value: Any
    lines: tuple[str, ...]
    positions: "Positions"

    def locate_value(self, route: Route) -> Location:
        """Return the span of the node at a route; if there is none, of the key of its nearest ancestor."""
        return self.positions.value_at(self.path, route)

    def locate_key(self, route: Route) -> Location:
        """Return the span of the key at a route."""
        return self.positions.key_at(self.path, route)

    def locate_content(self, route: Route, offset: int) -> Location:
        """Return the place, one column wide, of the code point with an offset (from 0) inside the text at a route."""
        return self.positions.content_at(self.path, route, offset)

    def line(self, number: int) -> str:
        """Return the source line with this number (from 1), or an empty text beyond the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def text_at(self, place: Location) -> str:
        """Return the source text of a place within one line; empty for a place that spans lines."""
        return self.line(place.line)[place.column - 1 : place.end_column - 1] if place.line == place.end_line else ""

    def value_at(self, route: Route) -> Any:
        """Return the value at a route; None if it is missing or empty."""
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
        """Return whether there is a non-empty value at a route."""
        return self.value_at(route) is not None

    def mistake(self, message: str, location: Location, hint: str = "") -> Mistake:
        """Return a mistake at a place of this document, with its source line."""
        return Mistake(message, location, self.line(location.line), hint)
