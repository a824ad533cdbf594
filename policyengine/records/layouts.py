"""The layouts of a record, for different readers of records."""

from typing import NamedTuple

from policyengine.errors import Mistake, PolicyEngineError


class Layout(NamedTuple):
    """A layout: the template that makes it, and the second-level headings that every record in it has."""

    template: str
    headings: tuple[str, ...]


LAYOUTS = {
    "madr4": Layout("madr4.md.j2", ("Context and Problem Statement", "Considered Options", "Decision Outcome")),
    "nygard": Layout("nygard.md.j2", ("Status", "Context", "Decision", "Consequences")),
    "madr2": Layout("madr2.md.j2", ("Context and Problem Statement", "Considered Options", "Decision Outcome")),
}
"""`madr4` for Backstage, log4brains, adr-log and Structurizr; `nygard` for adr-tools, adr-viewer and dotnet-adr;
`madr2` for adr-manager."""

DEFAULT = "madr4"


def layout_named(name: str) -> Layout:
    """Return a layout; raises PolicyEngineError for an unknown name."""
    if name not in LAYOUTS:
        raise PolicyEngineError(
            Mistake(f"`{name}` is not a layout of records", hint=f"the layouts are {', '.join(LAYOUTS)}")
        )
    return LAYOUTS[name]
