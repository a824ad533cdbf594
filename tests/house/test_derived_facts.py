"""Every derived fact has a producer: without one, a user would be told that the catalog does not know the fact."""

import contextlib
from pathlib import Path

import pytest

from policyengine.engine.session import Question, check_profile
from policyengine.errors import PolicyEngineError
from policyengine.facts.cases import profile_cases
from policyengine.loading.profiles import load_profile
from policyengine.policy.on_demand import GROUPS
from policyengine.sessions import session_for
from policyengine.vocabulary.routes import FROM

ROOT = Path(__file__).parents[2]
QUESTION = Question("2026-11-22")
DERIVED = sorted(path for path, origins in FROM.items() if "derived" in origins)

SETTINGS = """\
version: 1
organization: {name: Rooms GmbH, annual_revenue_usd: 20000000}
team: {hugging_face: true}
agreements: {amazon: {entity_country: LU}}
"""
BESIDE_THE_EXAMPLES = """\
version: 1
project: {name: rooms, owner: facilities, lifecycle: production}
workloads:
  chat:
    tasks: [chat]
    data: {classes: [pii], residency: [EU]}
    volume: {requests_per_day: 100}
    fine_tune: {teacher: meta-llama/Llama-3.1-8B-Instruct}
    choice:
      model: mistralai/Devstral-2-123B-Instruct-2512
      hosting: private-cloud
      provider: aws-bedrock
      serving: {engine: vllm}
    supporting:
      - {role: fallback, model: mistralai/Devstral-2-123B-Instruct-2512, hosting: vendor-api, provider: aws-bedrock}
    recipients:
      - {provider: aws, role: storage}
    stores:
      - {kind: vector-store, provider: aws, region: eu-central-1, country: DE, classes: [pii]}
  draft:
    tasks: [chat]
    data: {classes: [internal]}
    choice: {model: openai/gpt-4o, hosting: vendor-api, provider: anthropic}
"""
"""What no example has: a licence with a revenue limit, a teacher, a store of a third party, services that differ."""


def produced(path: str) -> set[str]:
    """Return the facts of every case of a profile, with those that are computed on demand."""
    session = session_for(path, QUESTION, {})
    profile = load_profile(path, path)
    check_profile(profile, session)
    environment = session.environment._replace(demands=tuple((group, ()) for group in GROUPS))
    return {fact for case in profile_cases(profile, environment, considered=True) for fact in case.facts}


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return the facts that the examples and the profile above have."""
    folder = tmp_path_factory.mktemp("producers")
    (folder / "policyengine.yaml").write_text(SETTINGS)
    own = folder / "llm-profile.yaml"
    own.write_text(BESIDE_THE_EXAMPLES)
    found = produced(str(own))
    for path in sorted(map(str, (ROOT / "examples").rglob("*llm-profile.yaml"))):
        with contextlib.suppress(PolicyEngineError):  # some examples are broken files
            found |= produced(path)
    return found


@pytest.mark.parametrize("path", DERIVED)
def test_a_derived_fact_has_a_producer(path: str, facts: set[str]) -> None:
    """It is computed for an example, or for the profile above."""
    missing = (
        f"no function in policyengine/facts/ adds `{path}`, or no profile has what it is computed from: add that above"
    )
    assert path in facts, missing
