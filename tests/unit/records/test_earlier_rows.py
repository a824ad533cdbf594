"""Sidecars of version 0.1.0 and of earlier development versions: read, compared, and never stale by themselves."""

import json
from pathlib import Path
from typing import Any

import pytest

from policyengine.decision import Decision
from policyengine.records.checking import Freshness
from policyengine.records.files import write_record
from policyengine.records.judged import inputs_of
from policyengine.records.judgements import facts_digest_of, judgements_in
from policyengine.records.reading import as_written, is_of_earlier_shape, loaded
from policyengine.records.sidecar import sidecar_text
from policyengine.resources import TEMPLATES
from tests.golden.sample_decision import sample_decision, several_workloads
from tests.unit.records.checks import check_record
from tests.unit.records.earlier_rows import earlier_sidecar

RELEASED = Path(__file__).parents[2] / "upgrades" / "0.1.0" / "platform" / "services"

DIGESTS = {
    "sample": "facts-sha256:c67b3698749f9e3db6aaff1074e6f3bfa2fb2db408a738725bbd065f81a806ce",
    "several": "facts-sha256:20c1e86523983b6cc1e3bef7df5177975b9b8e53f55ead07788ee81326ae6fc6",
    "claims-copilot": "facts-sha256:44b0e7f0992affbf65c0dc8ab4d2b3b13a44fa230080f12f66b514d777b5b5eb",
    "claims-copilot-madr2": "facts-sha256:72b8ee9dc7851e38a293bb6649866cd7c956387325cf06bfe499930f372e3e8f",
    "claims-copilot-nygard": "facts-sha256:72b8ee9dc7851e38a293bb6649866cd7c956387325cf06bfe499930f372e3e8f",
    "letter-sorting 0001": "facts-sha256:1d526eb6f6ed0e234535f9441e14290796e23916612b67ad7f324fd4e79ab2e9",
    "letter-sorting 0002": "facts-sha256:d7ceb049de6b23870c41e9cf0e8a96a4de929ac7b6c73e7d1c35e0bec4824126",
}
"""As the last version computed them that wrote scope and element in the place of a subject."""

DECISIONS = {"sample": sample_decision, "several": several_workloads}


@pytest.mark.parametrize("name", DECISIONS)
def test_digests_of_both_shapes_are_those_of_before(name: str) -> None:
    """What records rest on does not change because a verdict has another shape."""
    decision = DECISIONS[name]()
    present = sidecar_text(decision, "0001-a.md", "")
    earlier = earlier_sidecar(present)

    assert inputs_of(decision) == DIGESTS[name]
    assert facts_digest_of(loaded(present)) == DIGESTS[name]
    assert facts_digest_of(loaded(earlier)) == DIGESTS[name]
    assert judgements_in(loaded(earlier)) == judgements_in(loaded(present))
    assert (is_of_earlier_shape(loaded(present)), is_of_earlier_shape(loaded(earlier))) == (False, True)


@pytest.mark.parametrize("name", [name for name in DIGESTS if name not in DECISIONS])
def test_digests_of_released_files_are_those_of_before(name: str) -> None:
    """Of each sidecar of version 0.1.0."""
    service, _, number = name.partition(" ")
    (path,) = (RELEASED / service).rglob(f"{number or '0'}*.decision.json")

    assert facts_digest_of(loaded(path.read_text(encoding="utf-8"))) == DIGESTS[name]


def write_earlier(folder: Path, decision: Decision) -> Path:
    """Write a record with a sidecar of the earlier shape; return the sidecar's path."""
    path = Path(write_record(decision, str(folder), TEMPLATES).path).with_suffix(".decision.json")
    path.write_text(earlier_sidecar(path.read_text(encoding="utf-8")), encoding="utf-8")
    return path


@pytest.mark.parametrize("status", ["draft", "proposed", "accepted"])
def test_a_record_stays_fresh(status: str, tmp_path: Path) -> None:
    """In every state; `record` writes the sidecar of a proposal anew, and leaves that of an accepted one."""
    decision = sample_decision(status=status, supersedes="")
    path = write_earlier(tmp_path, decision)
    before = path.read_text(encoding="utf-8")
    checked = check_record(decision, str(tmp_path))
    write_record(decision, str(tmp_path), TEMPLATES)

    assert (checked.state, checked.codes) == (Freshness.FRESH, ())
    assert (path.read_text(encoding="utf-8") == before) == (status == "accepted")
    assert check_record(decision, str(tmp_path)).state is Freshness.FRESH


@pytest.mark.parametrize(
    ("key", "value"),
    [("scope", "workload"), ("element", "fallback[7]"), ("workload", "other"), ("option", "x"), ("outcome", "waived")],
)
def test_an_edited_row_is_found(key: str, value: str, tmp_path: Path) -> None:
    """What a verdict is about counts, under whichever keys it stands."""
    decision = sample_decision(status="accepted", supersedes="")
    path = write_earlier(tmp_path, decision)
    data = json.loads(path.read_text(encoding="utf-8"))
    row = next(row for row in data["verdicts"] if row["scope"] == "option" and row["outcome"] == "pass")
    row[key] = value
    path.write_text(json.dumps(data), encoding="utf-8")

    assert check_record(decision, str(tmp_path)).codes == ("sidecar-mismatch",)


@pytest.mark.parametrize("subject", [None, 3, "x", [], {}, {"scope": 3}, {"scope": "option", "element": 3}], ids=str)
def test_a_subject_of_another_form_is_found(subject: Any, tmp_path: Path) -> None:
    """Rather than taken for one of the earlier shape."""
    decision = sample_decision(status="accepted", supersedes="")
    path = Path(write_record(decision, str(tmp_path), TEMPLATES).path).with_suffix(".decision.json")
    data = json.loads(path.read_text(encoding="utf-8"))
    data["verdicts"][0]["subject"] = subject
    path.write_text(json.dumps(data), encoding="utf-8")

    assert check_record(decision, str(tmp_path)).codes == ("sidecar-mismatch",)


@pytest.mark.parametrize("key", ["facts_digest", "identity", "subject", "workload"])
def test_a_row_without_a_key_is_found(key: str, tmp_path: Path) -> None:
    """One row of a proposal that lacks what the others have does not make the file one of an earlier version."""
    decision = sample_decision(status="proposed", supersedes="")
    path = Path(write_record(decision, str(tmp_path), TEMPLATES).path).with_suffix(".decision.json")
    data = json.loads(path.read_text(encoding="utf-8"))
    del data["verdicts"][0][key]
    path.write_text(json.dumps(data), encoding="utf-8")

    assert "sidecar-mismatch" in check_record(decision, str(tmp_path)).codes


def test_a_retired_record_keeps_its_rows(tmp_path: Path) -> None:
    """The file says what was found then, as it was written then."""
    path = write_earlier(tmp_path, sample_decision(status="accepted", supersedes=""))
    before = as_written(path.read_text(encoding="utf-8"))
    write_record(sample_decision(status="deprecated", supersedes=""), str(tmp_path), TEMPLATES)
    after = as_written(path.read_text(encoding="utf-8"))

    assert {key for key in before if before[key] != after[key]} == {"status"}
    assert "scope" in after["verdicts"][0]
