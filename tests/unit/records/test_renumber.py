"""A record that gets another number takes its links, its JSON file and its line of the index along."""

import os
from pathlib import Path

import pytest

from policyengine.errors import PolicyEngineError
from policyengine.records.checking import check_records
from policyengine.records.files import write_record
from policyengine.records.layouts import LAYOUTS
from policyengine.records.renumber import renumber_record
from policyengine.resources import TEMPLATES
from tests.builders import make_decision

OLD = make_decision(key="pilot", title="Pilot", status="accepted")
NEW = make_decision(key="next", title="Next", status="accepted", supersedes="pilot")


def codes(folder: Path, layout: str) -> list[str]:
    """Check both records and the directory."""
    decisions = [OLD._replace(status="superseded"), NEW]
    return [code for checked in check_records(decisions, str(folder), TEMPLATES, layout) for code in checked.codes]


@pytest.fixture(params=list(LAYOUTS))
def layout(request: pytest.FixtureRequest) -> str:
    """Return each layout."""
    return str(request.param)


@pytest.fixture
def folder(tmp_path: Path, layout: str) -> Path:
    """Return a directory with two records, one of which supersedes the other."""
    for decision in (OLD, NEW):
        write_record(decision, str(tmp_path), TEMPLATES, layout)
    assert codes(tmp_path, layout) == []
    return tmp_path


@pytest.mark.parametrize(
    ("name", "number", "left"), [("0001-pilot.md", 7, "0002-next"), ("0002-next", 0, "0001-pilot")]
)
def test_everything_follows(folder: Path, layout: str, name: str, number: int, left: str) -> None:
    """File, header, marker, both links, digests, JSON and index; nothing is stale afterwards."""
    stem = name.removesuffix(".md")
    moved = f"{number or 3:04}{stem[4:]}"
    files = renumber_record(str(folder), name, number)

    expected = sorted(f"{one}{end}" for one in (moved, left) for end in (".decision.json", ".md"))
    assert sorted(os.listdir(folder)) == [*expected, "index.md"]
    assert f"{moved}.md" in files
    assert stem not in "".join((folder / file).read_text(encoding="utf-8") for file in os.listdir(folder))
    assert codes(folder, layout) == []


def test_it_repairs_a_number_taken_twice(folder: Path, layout: str) -> None:
    """Two branches took one number: the younger one gets the next."""
    (folder / "0002-other.md").write_text("# Other\n\nSee [0002-next](0002-next.md).\n", encoding="utf-8")
    assert "number-duplicate" in codes(folder, layout)
    renumber_record(str(folder), "0002-next.md")

    assert codes(folder, layout) == []
    assert "See [0003-next](0003-next.md)." in (folder / "0002-other.md").read_text(encoding="utf-8")


def test_a_hand_edit_is_not_laundered(folder: Path, layout: str) -> None:
    """A block whose digest was wrong before is wrong after."""
    path = folder / "0002-next.md"
    text = path.read_text(encoding="utf-8")
    edited = text.replace("To reproduce this text", "To make this text")
    assert edited != text
    path.write_text(edited, encoding="utf-8")
    renumber_record(str(folder), "0001-pilot.md", 9)

    assert "hand-edited" in codes(folder, layout)


@pytest.mark.parametrize(
    ("name", "number", "message"),
    [
        ("0009-lost.md", 0, "there is no record `0009-lost.md` in "),
        ("index.md", 0, "there is no record `index.md` in "),
        ("0001-pilot.md", 2, "`0002-next.md` has the number 2 already"),
        ("0001-pilot.md", 10000, "a record cannot have the number 10000"),
        ("0001-pilot.md", -1, "a record cannot have the number -1"),
    ],
)
def test_what_cannot_be_renumbered_is_told(folder: Path, name: str, number: int, message: str) -> None:
    """And nothing is written."""
    before = {file: (folder / file).read_bytes() for file in os.listdir(folder)}

    with pytest.raises(PolicyEngineError, match=message):
        renumber_record(str(folder), name, number)
    assert {file: (folder / file).read_bytes() for file in os.listdir(folder)} == before


def test_a_failure_in_the_middle_puts_everything_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever file the disk refuses, none is changed."""
    before = {file: (folder / file).read_bytes() for file in os.listdir(folder)}
    replace, calls = os.replace, iter([True, True, False])

    def refusing(source: str, target: str) -> None:
        if not next(calls, False):
            raise OSError(5, "Input/output error")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refusing)
    with pytest.raises(PolicyEngineError, match="Input/output error"):
        renumber_record(str(folder), "0001-pilot.md", 7)
    assert {file: (folder / file).read_bytes() for file in os.listdir(folder)} == before
