"""Every way settings in layers can be wrong, with the whole message a person sees, at the line to be changed."""

from pathlib import Path

import pytest

from policyengine.engine.session import Question
from policyengine.errors import PolicyEngineError
from policyengine.sessions import session_for
from policyengine.snippet import render_mistake
from tests.conftest import Golden
from tests.unit.engine.judging import AS_OF

CASES = sorted((Path(__file__).parents[2] / "errors").glob("settings-*"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_message(case: Path, monkeypatch: pytest.MonkeyPatch, golden: Golden) -> None:
    """The settings of `service/` are answered with the messages beside them."""
    monkeypatch.chdir(case)
    with pytest.raises(PolicyEngineError) as caught:
        session_for("service/llm-profile.yaml", Question(AS_OF), {})
    actual = "\n\n".join(render_mistake(mistake) for mistake in caught.value.mistakes) + "\n"
    golden.assert_equal(case / "expected.txt", actual)
    assert [mistake.message for mistake in caught.value.mistakes if mistake.location is None] == []


def test_cases_are_found() -> None:
    """The folder of wrong settings is where this test looks for it."""
    assert len(CASES) > 12


def test_more_packs_than_a_file_may_name(tmp_path: Path) -> None:
    """Each is looked up on disk, so their number is bounded."""
    packs = "".join(f"  - p{number}\n" for number in range(101))
    (tmp_path / "policyengine.yaml").write_text(f"version: 1\npacks:\n{packs}")
    with pytest.raises(PolicyEngineError) as caught:
        session_for(str(tmp_path / "llm-profile.yaml"), Question(AS_OF), {})
    (mistake,) = caught.value.mistakes
    assert mistake.message == "101 packs; at most 100 can be named"
    assert mistake.location is not None
    assert mistake.location.line == 103
