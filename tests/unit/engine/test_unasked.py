"""The quick count of facts to declare is the same as the evaluator's, with its evidence."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from policyengine.case import Case
from policyengine.engine.asking import ask
from policyengine.engine.explaining import explain_open
from policyengine.engine.session import Question, Session
from policyengine.engine.unasked import count_unasked
from policyengine.facts.cases import profile_cases
from policyengine.loading.profiles import Profile, load_profile
from policyengine.policy.answers import NOT_ASKED
from policyengine.sessions import session_for

EXAMPLES = Path(__file__).parents[3] / "examples"
QUESTION = Question("2026-11-22")


def poorer(cases: list[Case]) -> Iterator[Case]:
    """Yield each case with all of its facts, and with ever fewer of them."""
    chance = random.Random(20261122)  # noqa: S311 - repeatable, not secret
    for share in (0.0, 0.1, 0.3, 0.6, 0.9):
        for case in cases:
            yield case._replace(facts={path: value for path, value in case.facts.items() if chance.random() >= share})


def counts(profile: Profile, session: Session) -> Iterator[bool]:
    """Compare the two counts for every rule that is not asked; give whether the quick one knew the answer."""
    for case in poorer(profile_cases(profile, session.environment)):
        for item in ask(session.active, [case]).open:
            if item.answer != NOT_ASKED:
                continue
            quick, left = count_unasked([(case, [item.header], [item.answer], [0])], session.active)
            if not left:
                assert explain_open([item], profile, session, QUESTION)[1] == quick, item.header.id
            yield not left


@pytest.mark.parametrize("name", ["customer-support", "patient-chatbot", "productivity-tools", "smallest"])
def test_both_counts_are_the_same(name: str) -> None:
    """Whatever facts are absent, both name the same ones to declare; few conditions need the evaluator."""
    path = str(EXAMPLES / name / "llm-profile.yaml")
    answers = list(counts(load_profile(path, path), session_for(path, QUESTION, {})))
    assert len(answers) > 50
    assert sum(answers) > 0.9 * len(answers)
