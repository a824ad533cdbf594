"""docs/settings.md is executed: what it locks can be locked, and it names everything that can."""

import re
from pathlib import Path

from policyengine.engine.session import Question
from policyengine.loading.schemas import schema
from policyengine.sessions import session_for

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"
_BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_locks_of_the_page_hold(tmp_path: Path) -> None:
    """What a reader copies from the page is accepted, and names rules, facts and terms that there are."""
    (text,) = [block for block in _BLOCK.findall(PAGE.read_text(encoding="utf-8")) if "\nlocked:" in block]
    (tmp_path / ".git").mkdir()
    (tmp_path / "policyengine.yaml").write_text(text, encoding="utf-8")

    settings = session_for(str(tmp_path / "llm-profile.yaml"), Question("2026-11-22"), {}).environment.settings

    assert settings.locked.keys() == schema("policyengine")["properties"]["locked"]["properties"].keys()


def test_the_page_names_every_lock_and_term() -> None:
    """The page keeps up with the schema."""
    text = PAGE.read_text(encoding="utf-8")
    locked = schema("policyengine")["properties"]["locked"]["properties"]

    words = [*locked, *locked["terms"]["items"]["enum"]]

    assert [word for word in words if f"`{word}`" not in text] == []
