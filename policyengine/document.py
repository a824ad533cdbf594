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

    `path` is printed in messages: relative, with forward slashes. `value` is plain dict, list, str, int, float, bool
    or None. `positions` says where its nodes sit. `inherited` are the nodes of `value` that are stated elsewhere.
    """

    path: str
    text: str
    value: Any
    lines: tuple[str, ...]
    positions: "Positions"
    inherited: "Inherited | None" = None

    @property
    def own(self) -> "Document":
        """Return the document as its file has it."""
        return self._replace(value=self.inherited.value, inherited=None) if self.inherited else self

    def origin_of(self, route: Route) -> "Origin | None":
        """Return where the node at a route, or one that it is in, is stated if it is inherited."""
        if self.inherited is None:
            return None
        origins = self.inherited.origins
        found = (origins.get(route[:length]) for length in range(len(route), 0, -1))
        return next((origin for origin in found if origin is not None), None)

    def locate_value(self, route: Route) -> Location:
        """Return the span of the node at a route; where nothing is, of the key of its nearest ancestor."""
        document, there = self._stated(route)
        return document.positions.value_at(document.path, there)

    def locate_key(self, route: Route) -> Location:
        """Return the span of the key at a route."""
        document, there = self._stated(route)
        return document.positions.key_at(document.path, there)

    def locate_content(self, route: Route, offset: int) -> Location:
        """Return the place, one column wide, of the code point with an offset (from 0) inside the text at a route."""
        document, there = self._stated(route)
        return document.positions.content_at(document.path, there, offset)

    def line(self, number: int) -> str:
        """Return the source line with this number (from 1), or an empty text beyond the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def text_at(self, place: Location) -> str:
        """Return the text of a place within one line, as the file writes it; empty for one of several lines."""
        line = self._line_of(place) if place.line == place.end_line else ""
        return line[place.column - 1 : place.end_column - 1]

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
        """Make a mistake at a place of this document, with its source line."""
        return Mistake(message, location, self._line_of(location), hint)

    def _stated(self, route: Route) -> "tuple[Document, Route]":
        """Return the document that states the node at a route, and its route there."""
        origin = self.origin_of(route)
        if origin is None:
            return self, route
        return origin.document or self, (*origin.route, *route[origin.depth :])

    def _line_of(self, place: Location) -> str:
        """Return the source line of a place in this file, or in one that states inherited nodes."""
        if place.path == self.path or self.inherited is None:
            return self.line(place.line)
        documents = (origin.document for origin in self.inherited.origins.values())
        return next((one.line(place.line) for one in documents if one is not None and one.path == place.path), "")


class Origin(NamedTuple):
    """Where an inherited node is stated: in another document, or with None in the same one.

    `route` leads to it there, and `depth` is the length of its route in the document that inherits it. `claim` has the
    `evidence`, `checked` and `by` of the facts there.
    """

    document: Document | None
    route: Route
    depth: int
    claim: dict[str, Any]


class Inherited(NamedTuple):
    """What a document inherits: its value without that, and the origin of each inherited node by its route."""

    value: Any
    origins: dict[Route, Origin]
