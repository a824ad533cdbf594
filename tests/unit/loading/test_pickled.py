"""What a run holds are plain values: documents, profiles, settings, reports and decisions pickle."""

import pickle
from pathlib import Path
from typing import Any

import pytest

from policyengine.engine.deciding import decide, decision_question
from policyengine.engine.session import Question, check_profile
from policyengine.engine.sessions import session_for
from policyengine.errors import PolicyEngineError
from policyengine.loading.profiles import load_profile
from policyengine.loading.results import read_results
from policyengine.pipeline import check

ROOT = Path(__file__).parents[3]
PROFILES = sorted(str(path) for path in (ROOT / "examples").rglob("*llm-profile.yaml"))
AS_OF = "2026-11-22"


def copied(value: Any) -> Any:
    """Send a value through pickle."""
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - our own value


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: str(Path(path).relative_to(ROOT / "examples")))
def test_a_profile_and_what_comes_of_it(path: str) -> None:
    """A report has the documents that its verdicts point into; places are the same after the round trip."""
    report = check([(path, None)], Question(AS_OF, passes=True, considered=True))
    assert copied(report) == report
    try:
        profile = load_profile(path, path)
    except PolicyEngineError:
        return
    copy = copied(profile)
    assert copy == profile
    routes = [("workloads", name, key) for name in profile.workloads for key in ("data", "choice", "nothing")]
    assert [copy.document.locate_value(route) for route in routes] == list(map(profile.document.locate_value, routes))


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: str(Path(path).relative_to(ROOT / "examples")))
def test_decisions(path: str) -> None:
    """They hold verdicts and costs."""
    try:
        profile = load_profile(path, path)
        check_profile(profile, session_for(path, Question(AS_OF), {}))
    except PolicyEngineError:
        return
    for key, declared in profile.decisions.items():
        question = decision_question(declared)._replace(costs=True)
        session = session_for(path, question, {})
        decision = decide(profile, key, session, question)
        assert copied(decision) == decision


def test_settings() -> None:
    """Layers and their documents."""
    settings = session_for(
        str(ROOT / "examples/claims-platform/services/payouts/x"), Question(AS_OF), {}
    ).environment.settings
    assert copied(settings) == settings


def test_results_of_evaluations(tmp_path: Path) -> None:
    """Rows of CSV and JSON Lines have places, too."""
    path = tmp_path / "results.csv"
    path.write_text("path,metric,score,n,baseline,baseline_n\nopen,accuracy,0.9,500,0.91,500\n")
    results = read_results(str(path))
    assert copied(results) == results
