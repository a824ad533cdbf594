"""What a run holds are plain values: documents, profiles, settings, sessions, reports and decisions pickle."""

import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from policyengine.engine.deciding import decide, decision_question
from policyengine.engine.session import Question, Session, check_profile
from policyengine.errors import PolicyEngineError
from policyengine.loading.profiles import Profile, load_profile
from policyengine.loading.results import read_results
from policyengine.pipeline import judge, opened
from policyengine.sessions import session_for
from policyengine.whole_report import check

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


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: str(Path(path).relative_to(ROOT / "examples")))
def test_sessions(path: str) -> None:
    """A session that went to another process judges as the one it was."""
    question = Question(AS_OF, passes=True, considered=True)
    try:
        profile, session = opened(path, question)
    except PolicyEngineError:
        return
    there = copied(session)
    assert found(profile, there, question) == found(profile, session, question)
    assert there.environment.settings == session.environment.settings
    assert there.active.names() == session.active.names()


def found(profile: Profile, session: Session, question: Question) -> Any:
    """Return what comes of judging: what was found, or what is wrong."""
    try:
        return judge(profile, session, question)
    except PolicyEngineError as error:
        return error.mistakes


def test_a_session_of_another_process() -> None:
    """Nothing of it leans on the process that made it."""
    path = str(ROOT / "examples" / "patient-chatbot" / "llm-profile.yaml")
    question = Question(AS_OF, passes=True)
    program = (
        "import pickle, sys; from policyengine.pipeline import judge\n"
        "print(len(judge(*pickle.load(sys.stdin.buffer)).verdicts))"
    )
    profile, session = opened(path, question)
    given = pickle.dumps((profile, session, question))
    done = subprocess.run([sys.executable, "-c", program], input=given, capture_output=True, check=True)
    assert int(done.stdout) == len(judge(profile, session, question).verdicts) > 0
