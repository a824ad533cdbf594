"""Where a migration stands, as its owner writes it: phase, since when, and what was measured."""

from datetime import date
from typing import NamedTuple

from policyengine.errors import InputError
from policyengine.loading.discovery import display_path
from policyengine.loading.files import read_text
from policyengine.loading.results import Result, results_of
from policyengine.loading.schema import explain
from policyengine.loading.schemas import schema
from policyengine.loading.yaml import parse_mapping


class Status(NamedTuple):
    """A status file: the phase and its first day, since when quality is equal, shares in percent, and results."""

    phase: str
    since: date
    parity_since: date
    percent: float | None
    wanted_percent: float | None
    results: tuple[Result, ...]


def read_status(path: str) -> Status:
    """Read a status file; raises InputError with every mistake in it."""
    document = parse_mapping(display_path(path), read_text(path))
    mistakes = explain(document, schema("migration-status"), "status file")
    if mistakes:
        raise InputError(*mistakes)
    given = document.value
    since = date.fromisoformat(given["since"])
    parity = given.get("parity_since")
    return Status(
        given["phase"],
        since,
        date.fromisoformat(parity) if parity else since,
        given.get("percent"),
        given.get("wanted_percent"),
        results_of(document),
    )
