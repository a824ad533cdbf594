"""No production profile that fails becomes green because something is left out of it, or says nothing any more."""

import itertools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from policyengine.cli.exit_codes import CLEAN, VERDICTS
from tests.golden.variants import Files
from tests.omission.bases import ANOTHER_STATEMENT, BASES, CAUGHT
from tests.omission.edits import Route, at, emptied, nests, replaced, routes, without
from tests.omission.gate import Gate

Place = tuple[int, Route]
"""A place in the profile (0) or the settings (1)."""

SHIPPED = ("failing", "on-lambda")
"""The examples that fail as they are."""

SINGLES = (
    *SHIPPED,
    "failing below a platform",
    "nobody sees that it is Llama",
    "no choice",
    "a closed model on a device",
    "a fallback that leaks",
)
"""The bases from which everything is deleted once in every run of the tests; `verify` does so with all of them."""


def places(files: Files) -> list[Place]:
    """Return every key and list item of both files."""
    return [(which, route) for which in (0, 1) for route in routes(files[which])]


def edited(files: Files, *deleted: Place) -> Files:
    """Return the files without what stands at some places."""
    return Files(
        *(without(files[which], *(route for at_file, route in deleted if at_file == which)) for which in (0, 1))
    )


def is_another_statement(files: Files, place: Place) -> bool:
    """Return whether a deletion here declares something else."""
    stated = f"{dotted(place)}={at(files[place[0]], place[1])}"
    return any(re.search(pattern, stated) for pattern in ANOTHER_STATEMENT)


def dotted(place: Place) -> str:
    """Return a place as people write it."""
    return ".".join(map(str, place[1]))


def green(gate: Gate, files: Files, deletions: Iterable[tuple[Place, ...]]) -> list[str]:
    """Return the deletions after which `check` exits 0, without those that are another statement."""
    return [
        " and ".join(map(dotted, places))
        for places in deletions
        if not any(is_another_statement(files, place) for place in places)
        and gate.code(edited(files, *places)) == CLEAN
    ]


def pairs(first: Iterable[Place], second: Iterable[Place]) -> Iterator[tuple[Place, Place]]:
    """Yield each two places of which none lies inside the other, once."""
    seen = set()
    for one, other in itertools.product(first, second):
        if one[0] == other[0] and nests(one[1], other[1]):
            continue
        key = frozenset((one, other))
        if key not in seen:
            seen.add(key)
            yield one, other


def deciding(gate: Gate, files: Files) -> list[Place]:
    """Return the places that the failing rules rest on, with the groups that hold them."""
    read = {
        tuple(part for part in path.split(".")[1:])
        for verdict in gate.errors(files)
        for path in (*verdict.rule.require.reads, *(verdict.rule.when.reads if verdict.rule.when else ()))
    }
    ends = {path[-1] for path in read if path} | {"lifecycle", "choice", "data", "model", "provider", "hosting", "baa"}
    return [place for place in places(files) if place[1][-1] in ends]


def test_the_bases_fail(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Each base is in production and exits 1, so that exit 0 after a deletion means something."""
    codes = {
        name: (files.profile["project"]["lifecycle"], Gate(tmp_path_factory.mktemp("gate"), files).code(files))
        for name, files in BASES.items()
    }
    assert codes == dict.fromkeys(BASES, ("production", VERDICTS))


@pytest.mark.parametrize("name", SINGLES)
def test_no_deletion_helps(name: str, tmp_path: Path) -> None:
    """Deleting any key or list item of the profile or the settings does not lead to exit 0."""
    files = BASES[name]
    assert green(Gate(tmp_path, files), files, ((place,) for place in places(files))) == []


@pytest.mark.parametrize("name", SHIPPED)
def test_no_two_deletions_of_deciding_facts_help(name: str, tmp_path: Path) -> None:
    """Deleting any two of the places that the failing rules read does not lead to exit 0."""
    files = BASES[name]
    gate = Gate(tmp_path, files)
    chosen = deciding(gate, files)
    assert len(chosen) > 10
    assert green(gate, files, pairs(chosen, chosen)) == []


@pytest.mark.parametrize("name", SHIPPED)
def test_no_emptied_value_helps(name: str, tmp_path: Path) -> None:
    """A deciding value that is null, empty, unknown or of another type does not lead to exit 0."""
    files = BASES[name]
    gate = Gate(tmp_path, files)
    assert _emptied_green(gate, files, deciding(gate, files)) == []


@pytest.mark.parametrize("name", CAUGHT)
def test_deletions_that_contradict_the_rest_fail(name: str, tmp_path: Path) -> None:
    """They look like another statement, and something else in the profile shows that they are not."""
    files, place = CAUGHT[name]
    (found,) = (one for one in places(files) if dotted(one) == place)
    assert Gate(tmp_path, files).code(edited(files, found)) == VERDICTS


@pytest.mark.verify
@pytest.mark.parametrize("name", BASES)
def test_nothing_left_out_or_emptied_anywhere_helps(name: str, tmp_path: Path) -> None:
    """The same for every base, every place and every way to empty it."""
    files = BASES[name]
    gate = Gate(tmp_path, files)
    assert green(gate, files, ((place,) for place in places(files))) == []
    assert _emptied_green(gate, files, places(files)) == []


@pytest.mark.verify
@pytest.mark.parametrize("name", BASES)
def test_no_two_deletions_help(name: str, tmp_path: Path) -> None:
    """Every pair of places of the shipped examples; elsewhere every place with each that the failing rules read."""
    files = BASES[name]
    gate = Gate(tmp_path, files)
    first = places(files) if name in SHIPPED else deciding(gate, files)
    assert green(gate, files, pairs(first, places(files))) == []


def _emptied_green(gate: Gate, files: Files, chosen: Iterable[Place]) -> list[str]:
    found = []
    for which, route in chosen:
        for value in emptied(at(files[which], route)):
            both = list(files)
            both[which] = replaced(files[which], route, value)
            if not is_another_statement(files, (which, route)) and gate.code(Files(*both)) == CLEAN:
                found.append(f"{dotted((which, route))} = {value!r}")
    return found
