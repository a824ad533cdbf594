"""The JSON file beside a record may hold anything: it is reported, and nothing crashes."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from policyengine.decision import Decision
from policyengine.records.belonging import belongs, changed_facts
from policyengine.records.checking import Freshness
from policyengine.records.directory import read_directory
from policyengine.records.files import amend_record, write_record
from policyengine.records.freshness import rests_on
from policyengine.records.layout import read_record
from policyengine.records.lint.faults import lint_records
from policyengine.records.renumber import renumber_record
from policyengine.resources import TEMPLATES
from policyengine.snippet import render_mistake
from tests.builders import make_evidence, with_facts
from tests.golden.sample_decision import sample_decision
from tests.unit.records.checks import check_record

LEGACY = f"sha256:{'b' * 64}"
VALUES: tuple[Any, ...] = (None, True, 3, 1.5, "x", "\ud800", [], [1], [None], [[1]], {}, {"a": [1]}, [{}])
READ = ("verdicts", "evidence", "not_applicable", "rules", "to_do", "in_force", "workloads", "tool")


def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of each part of some data, of a list only the first two elements'."""
    below = node.items() if isinstance(node, dict) else enumerate(node[:2]) if isinstance(node, list) else ()
    for key, value in below:
        yield (*path, key)
        yield from places(value, (*path, key))


def replaced(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    """Return a copy of data with another value in one place."""
    *above, last = path
    changed = copy.deepcopy(data)
    holder = changed
    for key in above:
        holder = holder[key]
    holder[last] = value
    return changed


def accepted(value: str = "text") -> Decision:
    """Make an accepted decision with verdicts of every kind."""
    return with_facts(sample_decision(status="accepted", supersedes=""), value)


@pytest.fixture(params=["present", "0.1.0"])
def record(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a record, and return its text's path; one of 0.1.0 has a digest that does not cover the file beside it."""
    if request.param == "present":
        return Path(write_record(accepted(), str(tmp_path), TEMPLATES).path)
    with monkeypatch.context() as patch:
        patch.setattr("policyengine.records.record.inputs_of", lambda _: LEGACY)
        patch.setattr("policyengine.records.sidecar.facts_digest_of", lambda _: LEGACY)
        path = Path(write_record(accepted(), str(tmp_path), TEMPLATES).path)
    beside = path.with_suffix(".decision.json")
    data = json.loads(beside.read_text())
    del data["in_force"]
    beside.write_text(json.dumps(data | {"tool": {"name": "policyengine", "version": "0.1.0"}}))
    return path


def assert_reported(record: Path, decision: Decision) -> bool:
    """Check and lint a record, and return whether it is fresh."""
    folder = str(record.parent)
    checked = check_record(decision, folder)
    for mistake in checked.mistakes:
        render_mistake(mistake)
    lint_records(folder, decisions=(decision,))
    return checked.state is Freshness.FRESH


@pytest.mark.parametrize("record", ["0.1.0"], indirect=True)
def test_any_part_may_have_another_type(record: Path) -> None:
    """At every depth, where no digest says that the file was changed."""
    beside = record.with_suffix(".decision.json")
    data = json.loads(beside.read_text())
    assert assert_reported(record, accepted())
    now, text = accepted("json"), beside.read_text()
    entry = read_directory(str(record.parent)).entries[0]
    shapes = {tuple("#" if isinstance(part, int) else part for part in path): path for path in places(data)}
    assert len(shapes) > 100
    for number, path in enumerate(shapes.values()):
        for value in (VALUES[(number + step) % len(VALUES)] for step in (0, 4, 8)):
            changed = json.dumps(replaced(data, path, value))
            rests_on(read_record(record.read_text()), changed, now)
            belongs(changed, entry, record.read_text())
            changed_facts(changed, text)
        if number % 10 == 0:
            beside.write_text(changed)
            assert_reported(record, now)


@pytest.mark.parametrize("key", READ)
@pytest.mark.parametrize("value", [3, "x", True, [1], [[1]], {"a": 1}], ids=str)
def test_what_is_read_back_has_its_form(record: Path, key: str, value: Any) -> None:
    """A part of another form is a mismatch, not something to overlook."""
    beside = record.with_suffix(".decision.json")
    data = json.loads(beside.read_text())
    beside.write_text(json.dumps({**data, key: value}))

    assert "sidecar-mismatch" in check_record(accepted(), str(record.parent)).codes


@pytest.mark.parametrize(
    "path",
    [
        ("not_applicable", 0, "rules"),
        ("to_do", 0, "path"),
        ("verdicts", 0, "facts"),
        ("verdicts", 0, "facts", 0),
        ("evidence", 0, "from"),
        ("rules", 0, "id"),
    ],
    ids=lambda path: "-".join(map(str, path)),
)
def test_what_is_read_back_has_its_form_further_down(record: Path, path: tuple[Any, ...]) -> None:
    """The same below."""
    beside = record.with_suffix(".decision.json")
    beside.write_text(json.dumps(replaced(json.loads(beside.read_text()), path, [3])))
    checked = check_record(accepted(), str(record.parent))

    assert "sidecar-mismatch" in checked.codes
    assert f"in `{'verdicts' if path[0] == 'evidence' else path[0]}`" in checked.mistakes[-1].message


@pytest.mark.parametrize(
    "text",
    ["", "[]", "3", "{", "NaN", '{"costs": NaN}', '{"costs": 1e999}', "[" * 100_000, '{"a":' * 500 + "1" + "}" * 500],
    ids=("empty", "list", "number", "broken", "nan", "nan in it", "infinite", "deep list", "deep"),
)
def test_what_is_no_json(record: Path, text: str) -> None:
    """Neither read nor written on."""
    record.with_suffix(".decision.json").write_text(text)

    assert not assert_reported(record, accepted())


@pytest.mark.parametrize("value", [3, [3], [{"evidence": 3}], [{"evidence": [3]}], None], ids=str)
def test_it_is_no_obstacle_to_writing(record: Path, value: Any) -> None:
    """A record is amended, retired and renumbered whatever stands beside it."""
    beside = record.with_suffix(".decision.json")
    folder = str(record.parent)
    beside.write_text(json.dumps({**json.loads(beside.read_text()), "verdicts": value}))

    amend_record(accepted("json"), folder, TEMPLATES, "2026-11-22")
    beside.write_text(json.dumps({**json.loads(beside.read_text()), "verdicts": value}))
    write_record(accepted()._replace(status="deprecated"), folder, TEMPLATES)
    assert renumber_record(folder, record.name, 7)


def test_evidence_may_be_computed_from_evidence(tmp_path: Path) -> None:
    """As deep as facts are computed from one another, and more."""
    fact = make_evidence("workload.output.format", "text", 3)
    for _ in range(12):
        fact = fact._replace(inputs=(fact,))
    decision = accepted()
    first = decision.workloads[0]
    verdict = first.verdicts[-1]._replace(evidence=(fact,))
    decision = decision._replace(workloads=(first._replace(verdicts=(verdict,)), *decision.workloads[1:]))
    write_record(decision, str(tmp_path), TEMPLATES)

    assert check_record(decision, str(tmp_path)).state is Freshness.FRESH
