"""Each way around the gate in `docs/robustness.md` is tried, and ends as the page says."""

import pytest

from tests.bypasses.gate import Gate
from tests.bypasses.table import Bypass, rows


def test_the_gate_is_closed_before_anything_is_tried(gate: Gate) -> None:
    """The profile fails on the base branch: a bypass that is accepted would turn this exit code into 0."""
    assert gate.check().code == 1
    assert gate.check("svc/notes").code == 0


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.name)
def test_a_bypass_ends_as_the_page_says(row: Bypass, gate: Gate) -> None:
    """The exit code is that of the row, its words are printed, and nothing is an internal error."""
    done = row.attempt(gate)
    assert (done.code, row.says in f"{done.out}{done.err}") == (row.code, True), f"{done.out}{done.err}"
    assert "Traceback" not in done.err
    assert "internal error" not in done.err
