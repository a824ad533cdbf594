"""The facts of a profile's cases as they are where some rule reads every group that is computed on demand."""

from pathlib import Path
from typing import Any

from policyengine.case import Case
from policyengine.facts.cases import profile_cases
from policyengine.policy.on_demand import GROUPS
from tests.unit.engine.judging import Data, facts_of, laid_out, make_profile


def demanded_facts(
    folder: Path, choice: Data, *, lifecycle: str = "production", team: Data | None = None, **workload: Any
) -> dict[str, Any]:
    """Return the facts of the primary option of a profile."""
    profile = {**make_profile(choice, **workload), "project": {"name": "p", "lifecycle": lifecycle}, "team": team or {}}
    return facts_of(demanded_cases(folder, profile), "option", "primary")


def demanded_cases(folder: Path, profile: Data) -> list[Case]:
    """Return the cases of a profile."""
    loaded, session, _ = laid_out(folder, profile)
    environment = session.environment._replace(demands=tuple((group, ()) for group in GROUPS))
    return profile_cases(loaded, environment, considered=True)


def under(facts: dict[str, Any], *beginnings: str) -> dict[str, Any]:
    """Return the facts whose paths begin so, by the last part of their paths."""
    return {path.rpartition(".")[2]: value for path, value in facts.items() if path.startswith(beginnings)}
