"""Facts that are computed on demand are there wherever a rule of a pack reads them."""

from pathlib import Path
from typing import Any

import pytest

from policyengine.verdict import Outcome, Verdict
from tests.unit.engine.asked_rules import rule_text
from tests.unit.engine.judging import OPENAI, Data, judged, make_profile, verdict_of
from tests.unit.policy.test_packs import put

VOLUME = {"requests_per_day": 1000, "input_tokens": 1000, "output_tokens": 1000}


def outcome(folder: Path, require: str, **workload: Data) -> Outcome:
    """Judge a workload at OpenAI by one rule of a pack."""
    put(folder, {"acme/rules/own/it.yaml": rule_text(require=f'"{require}"')})
    report = judged(folder, make_profile(OPENAI, **workload), {"packs": ["acme"]}, passes=True)
    return verdict_of(report, "acme:own/it").outcome


@pytest.mark.parametrize("guard", ["workload.options.count == 1", "size(workload.third_parties) == 1"])
def test_what_options_have_in_common_is_known_before_costs_are_asked_for(tmp_path: Path, guard: str) -> None:
    """A requirement that needs a fact of all options finds the costs computed."""
    require = f"{guard} ? workload.cost.low_usd_per_month > 0.0 : false"
    assert outcome(tmp_path, require, volume=VOLUME) is Outcome.PASS


def test_costs_that_nothing_can_use_yet_are_not_asked_for(tmp_path: Path) -> None:
    """Without a budget costs are not computed, and only the budget is missing; with one, what the cost lacks is."""
    budget = "workload.operations.cost.budget_usd_per_month"
    without = unknown(tmp_path, reasons=["cost"])
    assert [gap.path for gap in without.missing] == [budget]
    with_one = unknown(tmp_path, reasons=["cost"], operations={"cost": {"budget_usd_per_month": 100}})
    assert {gap.path for gap in with_one.missing} >= {"workload.volume.requests_per_day"}
    assert budget not in {gap.path for gap in with_one.missing}


def unknown(folder: Path, **workload: Any) -> Verdict:
    """Ask the shipped rule about budgets of a workload that declares too little for it."""
    report = judged(folder, make_profile(OPENAI, **workload), select=("volume/budget",))
    return verdict_of(report, "volume/budget")
