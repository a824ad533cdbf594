"""Every way a rule file can be broken, with the whole message a person sees; all files of a pack in one run."""

from pathlib import Path

import pytest

from policyengine.errors import PolicyEngineError
from policyengine.policy.compiling import compiled_sections
from policyengine.policy.packs import Pack
from policyengine.snippet import render_mistake
from tests.conftest import Golden

CASES = sorted((Path(__file__).parents[2] / "errors").glob("rule-*"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_message(case: Path, monkeypatch: pytest.MonkeyPatch, golden: Golden) -> None:
    """A broken pack is answered with the messages beside it, at file, line and column."""
    monkeypatch.chdir(case)
    with pytest.raises(PolicyEngineError) as caught:
        compiled_sections((Pack("acme", "rules", "catalog"),))
    actual = "\n\n".join(render_mistake(mistake) for mistake in caught.value.mistakes) + "\n"
    golden.assert_equal(case / "expected.txt", actual)
    assert [mistake.message for mistake in caught.value.mistakes if mistake.location is None] == []


def test_cases_are_found() -> None:
    """The folder of broken packs is where this test looks for it."""
    assert len(CASES) > 12
