"""What the text of a sidecar may not have, and where that is reported."""

import json
from pathlib import Path
from typing import Any

import pytest

from policyengine.records.files import write_record
from policyengine.records.lint.faults import lint_records
from policyengine.records.sidecar_flaws import Flaw, flaw_of
from policyengine.resources import TEMPLATES
from tests.golden.sample_decision import sample_decision

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ('{\n  "status": 1,\n  "status": 1}', Flaw("the key `status` appears twice in this object", 3, 3)),
        ('{"status": "a: \\"status\\": b", "title": 2}', None),
        ('{"rules": [{"id": 1}, {"i\\u0064": 2, "id": 2}]}', Flaw("the key `id` appears twice in this object", 1, 38)),
        ('{"costs": {"options": 1}, "options": 2}', Flaw("the key `options` is none that `record` writes here", 1, 27)),
        ('{"status": "x",\n "Status": 1}', Flaw("the key `Status` is none that `record` writes here", 2, 2)),
        ('{"verdicts": [{"scope": 1,\n"owner": 2}]}', Flaw("the key `owner` is none that `record` writes here", 2, 1)),
        ('{"record": {"blocks": {"any": 1}}}', None),
        ("\ufeff{}", Flaw("the file starts with a byte order mark (BOM)")),
        ("null", Flaw("the file is not one JSON object")),
        ("{\n x}", Flaw("this is not JSON: expecting property name enclosed in double quotes", 2, 2)),
        ('{"costs": NaN}', Flaw("a number in this file is infinite, has too many digits, or is none")),
        ("[" * 100_000, Flaw("lists and objects are nested too deeply")),
        ('{"a":' * 500 + "1" + "}" * 500, Flaw("lists and objects are nested too deeply")),
    ],
)  # fmt: skip
def test_a_flaw_has_its_place(text: str, flaw: Flaw | None) -> None:
    """Line and column count from 1."""
    assert flaw_of(text) == flaw


def test_what_released_and_present_versions_write_has_none() -> None:
    """The files of every example and of every released version."""
    paths = [*ROOT.glob("examples/**/*.decision.json"), *ROOT.glob("tests/upgrades/**/*.decision.json")]

    assert [(path.name, flaw) for path in paths if (flaw := flaw_of(path.read_text(encoding="utf-8")))] == []
    assert len(paths) > 8


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """Write an accepted record, and return the path of the file beside it."""
    written = write_record(sample_decision(status="accepted", supersedes=""), str(tmp_path), TEMPLATES)
    return Path(written.path).with_suffix(".decision.json")


def faults(beside: Path) -> list[tuple[str, str, int, int]]:
    """Return the faults of the code for sidecars: file suffix, message, line and column."""
    found = [lint.mistake for lint in lint_records(str(beside.parent)) if lint.code == "ADR022"]
    places = [(one, one.location) for one in found if one.location]
    return [(place.path[place.path.index(".") :], one.message, place.line, place.column) for one, place in places]


def test_a_file_that_record_wrote(beside: Path) -> None:
    """Its layout is free: a formatter may have changed it."""
    assert faults(beside) == []
    beside.write_text(json.dumps(json.loads(beside.read_text()), indent=4))
    assert faults(beside) == []


@pytest.mark.parametrize("content", [b"", b"null", b"\xef\xbb\xbf{}", b'{"title": "\xff"}'])
def test_a_file_that_cannot_be_read_back(beside: Path, content: bytes) -> None:
    """Empty, of another kind, or not in UTF-8."""
    beside.write_bytes(content)

    assert len(faults(beside)) == 1


def test_a_missing_file(beside: Path) -> None:
    """It is missed at the record."""
    beside.unlink()

    assert faults(beside) == [(".md", f"`{beside.name}` is not there", 1, 1)]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("makers", ["Eve"]),
        ("tags", []),
        ("waivers", [{"rule": "a/b", "expires": "2027-01-01"}]),
        ("status", "rejected"),
        ("pictures", {"a.svg": "0" * 64}),
        ("record", {}),
    ],
)
def test_a_key_that_contradicts_the_text(beside: Path, key: str, value: Any) -> None:
    """No revision is needed to see it."""
    beside.write_text(json.dumps({**json.loads(beside.read_text()), key: value}))

    assert faults(beside) == [(".decision.json", f"this file differs from its record in `{key}`", 1, 1)]
