"""The ways around the gate that were tried: each is a function that tries one, and what has to come of it.

`docs/robustness.md` is made from this table and `test_bypasses.py` tries every row, so the page cannot promise what the
program does not do.
"""

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.bypasses.gate import Gate
from tests.cli.running import Done

KINDS = {
    "omission": "Leaving something out",
    "impossibility": "Declaring what cannot be",
    "renaming": "Renaming or moving a profile",
    "ignored-directories": "Hiding a profile in a directory that is skipped",
    "look-alikes": "Names that look alike",
    "branches": "Branches and tags that stand in for the base branch",
    "repositories": "Submodules, nested repositories and git's own redirections",
    "settings": "Settings, packs and extended files",
    "overlays": "Catalog overlays",
    "aliases": "Aliases of catalog entries",
    "services": "Services and companies",
    "waivers": "Waivers, ignore comments and dates",
    "editions": "Editions of the shipped rules",
    "hooks": "Changes that no hook sees",
    "formats": "Output, links and file formats",
    "exhaustion": "Input that never ends",
}
"""Each kind of bypass with its heading on the page, in the page's order."""


class Bypass(NamedTuple):
    """One way around the gate: what is tried, the exit code, and words of the output that explain it."""

    kind: str
    way: str
    code: int
    says: str
    attempt: Callable[[Gate], Done]

    @property
    def name(self) -> str:
        """Return the name of the test: kind and function."""
        return f"{self.kind}-{self.attempt.__name__}"


_rows: list[Bypass] = []


def bypass(kind: str, way: str, *, code: int, says: str) -> Callable[[Callable[[Gate], Done]], Callable[[Gate], Done]]:
    """Register a function that tries one way around the gate.

    `way` is one sentence of Markdown without a full stop. The function gets a `Gate`, changes its repository, and
    returns the finished run; `code` is the exit code and `says` a part of its output that names the reason.
    """
    if kind not in KINDS:
        raise ValueError(f"`{kind}` is not a kind of bypass")

    def register(attempt: Callable[[Gate], Done]) -> Callable[[Gate], Done]:
        _rows.append(Bypass(kind, way, code, says, attempt))
        return attempt

    return register


def rows() -> tuple[Bypass, ...]:
    """Return every row, in the order of the kinds, then of the modules below `ways/`."""
    for path in sorted(Path(__file__).with_name("ways").glob("*.py")):
        importlib.import_module(f"tests.bypasses.ways.{path.stem}")
    return tuple(sorted(_rows, key=lambda row: list(KINDS).index(row.kind)))
