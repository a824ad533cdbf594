"""Read the status of a migration, as its owner writes it: phase, start and measurements."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from policyengine.document import Document
from policyengine.errors import InputError, Mistake
from policyengine.loading.files import read_text
from policyengine.loading.paths import display_path
from policyengine.loading.results import Result, results_of
from policyengine.loading.schema import explain
from policyengine.loading.schema_words import show_at
from policyengine.loading.schemas import schema
from policyengine.loading.yaml.parsing import parse_mapping
from policyengine.words.numbers import full

MOST_RESULTS = 1_000
"""How many results a status file may have: each is judged by the limits of each move."""


class Status(NamedTuple):
    """A status file: the phase and its first day, since when quality is equal, shares in percent, and results."""

    phase: str
    since: date
    parity_since: date
    percent: float | None
    wanted_percent: float | None
    results: tuple[Result, ...]


def read_status(path: str, day: str) -> Status:
    """Read a status file as of an ISO day; raises InputError with every mistake in it."""
    document = parse_mapping(display_path(path), read_text(path))
    results = document.value.get("results")
    if isinstance(results, list) and len(results) > MOST_RESULTS:
        message = f"`results` has more than {full(MOST_RESULTS)} items"
        place = document.locate_value(("results", MOST_RESULTS))
        raise InputError(document.mistake(message, place, "give the latest result of each metric"))
    mistakes = explain(document, schema("migration-status"), "status file") or list(_impossible(document, day))
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


def _impossible(document: Document, day: str) -> Iterator[Mistake]:
    """Find dates in the future, and a wanted share that is not above the current one."""
    given = document.value
    for key in ("since", "parity_since"):
        if (given.get(key) or "") > day:
            hint = "correct it, or set the day with --as-of"
            yield document.mistake(f"`{key}` lies after {day}", document.locate_value((key,)), hint)
    percent, wanted = given.get("percent"), given.get("wanted_percent")
    if percent is not None and wanted is not None and wanted <= percent:
        shown = show_at(document, ("wanted_percent",)), show_at(document, ("percent",))
        message = f"`wanted_percent` is {shown[0]}, not more than the current {shown[1]}"
        yield document.mistake(message, document.locate_value(("wanted_percent",)), "less traffic needs no approval")
