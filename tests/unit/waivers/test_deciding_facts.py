"""On real profiles and shipped rules: a waiver holds until a deciding fact is edited, and outlives every other edit."""

import copy
import re
from typing import NamedTuple

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from policyengine.verdict import Outcome, Verdict
from tests.golden.test_shown_by import SWEEPS, VARIANTS
from tests.golden.variants import Files, example
from tests.unit.engine.test_deletion import PROFILES
from tests.unit.waivers.desk import OPEN, Desk, Edit, Judged, rests_on

EXAMPLES = ("customer-support", "failing")
"""Those that have something to waive."""


class Table(NamedTuple):
    """A desk, files in which everything that fails is waived, what they say, and every edit of them."""

    desk: Desk
    files: Files
    judged: Judged
    edits: list[Edit]


def sources() -> dict[str, Files]:
    """Return profiles with their settings: examples as they are, examples with mistakes, profiles full of mistakes."""
    found = {name: example(name) for name in EXAMPLES}
    for name, several in SWEEPS.items():
        base = VARIANTS[several[0]][1]
        found[name] = example(base, *(change for variant in several for change in VARIANTS[variant][2]))
    for name, (profile, stated) in PROFILES.items():
        found[name] = Files(copy.deepcopy(profile), {"version": 1, **copy.deepcopy(stated)})
    return found


SOURCES = sources()


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Table]:
    """Return a table for each source."""
    found = {}
    for name, files in SOURCES.items():
        folder = tmp_path_factory.mktemp("desk")
        (folder / ".git").mkdir()
        desk = Desk(folder)
        waived, judged = desk.waived(files)
        found[name] = Table(desk, waived, judged, list(desk.edits(waived, judged)))
    return found


def renumbered(after: Judged, key: tuple[str, str, str]) -> Verdict | None:
    """Return the waived verdict on the element that has another number now, because another one was put above it."""
    rule, workload, element = key
    alike = [
        verdict
        for (other, where, name), verdict in after.verdicts.items()
        if (other, where) == (rule, workload) and re.sub(r" ?\[\d+\]", "", name) == re.sub(r" ?\[\d+\]", "", element)
    ]
    return next((verdict for verdict in alike if verdict.outcome is Outcome.WAIVED), None)


def compared(before: Judged, after: Judged, edit: Edit) -> int:
    """Hold every waiver against what became of its verdict; give how many still hold."""
    held = 0
    for key, old in before.verdicts.items():
        if old.outcome is not Outcome.WAIVED:
            continue
        new = after.verdicts.get(key) or renumbered(after, key)
        if new is not None and new.outcome is Outcome.WAIVED:
            assert key not in edit.deciding, (edit, key)
            assert rests_on(new) == rests_on(old)
            assert key not in after.told
            held += 1
        else:
            assert new is None or rests_on(new) != rests_on(old), (edit, key)
            assert new is None or new.outcome in OPEN
            assert after.told[key] == ["waiver/lapsed" if new is not None else "waiver/unused"]
    return held


@pytest.mark.parametrize("name", SOURCES)
def test_what_fails_can_be_waived(tables: dict[str, Table], name: str) -> None:
    """With a waiver for each verdict nothing is loud but what takes no waiver, and nothing is said of the waivers."""
    _, files, judged, _ = tables[name]
    loud = {key[0] for key, verdict in judged.verdicts.items() if verdict.outcome in OPEN and verdict.rule.waivable}
    assert (loud, judged.told) == (set(), {})
    waived = [verdict for verdict in judged.verdicts.values() if verdict.outcome is Outcome.WAIVED]
    assert len(files.profile["waivers"]) == len(waived) > 0


@pytest.mark.slow
@pytest.mark.parametrize("name", SOURCES)
def test_every_deciding_fact(tables: dict[str, Table], name: str) -> None:
    """Each is changed once, and each that is missing declared: what rested on it is loud again and says so."""
    table = tables[name]
    held = 0
    for edit in (edit for edit in table.edits if edit.deciding):
        changed = (table.desk.judged(edit.made(table.files, value)) for value in edit.values)
        after = next((judged for judged in changed if judged is not None), None)
        assert after is not None, f"nothing else can be written at {edit.route}"
        held += compared(table.judged, after, edit)
    assert held > 0


def test_a_date_to_come_is_no_date(tables: dict[str, Table]) -> None:
    """A past event that is dated after the day judged stays undeclared, so what was approved is unchanged."""
    table, key = tables["a fallback that leaks"], ("vendor/exit-plan", "w", "")
    route = ("workloads", "w", "operations", "exit", "tested")
    (edit,) = (edit for edit in table.edits if edit.route == route)
    assert key in edit.deciding
    after = table.desk.judged(edit.made(table.files, "2027-11-05"))
    assert after is not None
    assert after.verdicts[key].outcome is Outcome.WAIVED
    assert rests_on(after.verdicts[key]) == rests_on(table.judged.verdicts[key])


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(st.data())
def test_any_edit(tables: dict[str, Table], data: st.DataObject) -> None:
    """Whatever is written anywhere, a waiver holds exactly as long as what its verdict rests on stays the same."""
    table = tables[data.draw(st.sampled_from(sorted(tables)), "profile")]
    edit = data.draw(st.sampled_from([edit for edit in table.edits if edit.values]), "edit")
    after = table.desk.judged(edit.made(table.files, data.draw(st.sampled_from(edit.values), "value")))
    assume(after is not None)
    assert after is not None
    compared(table.judged, after, edit)
