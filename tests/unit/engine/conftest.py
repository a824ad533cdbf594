"""Profiles on disk with prices of their own."""

import json
from pathlib import Path
from typing import Any

import pytest

from policyengine.costs.report import CostReport
from policyengine.engine.costs import costs
from policyengine.engine.session import Question
from policyengine.pipeline import opened
from tests.unit.engine.priced import DAY, PRICES, Run


@pytest.fixture(name="run")
def run_fixture(tmp_path: Path) -> Run:
    """Return what reports a workload's costs: keys of the workload, of the team, and of the settings."""
    (tmp_path / ".git").mkdir()

    def report(  # noqa: PLR0913 - one parameter for each thing a person can say
        workload: dict[str, Any],
        *,
        team: Any = None,
        more: Any = None,
        only: Any = (),
        sets: Any = (),
        margin: float = 0.0,
    ) -> CostReport:
        profile = {
            "version": 1,
            "project": {"name": "p", "lifecycle": "production"},
            "team": team or {},
            "workloads": {"w": {"data": {"classes": ["internal"]}, **workload}},
        }
        text = {"version": 1, "prices": ["acme"], "catalog": {"prices": PRICES}, **(more or {})}
        (tmp_path / "llm-profile.yaml").write_text(json.dumps(profile))
        (tmp_path / "policyengine.yaml").write_text(json.dumps(text))
        return costs(*opened(str(tmp_path / "llm-profile.yaml"), Question(DAY)), sets, only, margin)

    return report
