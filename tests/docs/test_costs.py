"""docs/costs.md is executed: its settings are accepted, its commands work, and it names every kind of line."""

import re
from pathlib import Path

from policyengine.engine.session import Question
from policyengine.sessions import session_for
from tests.cli.running import ROOT, policyengine

PAGE = ROOT / "docs" / "costs.md"


def test_the_settings_of_the_page_are_accepted(tmp_path: Path) -> None:
    """What a reader copies from the page works."""
    (text,) = re.findall(r"^```yaml settings\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    (tmp_path / ".git").mkdir()
    (tmp_path / "policyengine.yaml").write_text(text, encoding="utf-8")

    environment = session_for(str(tmp_path / "llm-profile.yaml"), Question("2026-11-22"), {}).environment

    assert environment.price_sets == ("acme", "genai-prices", "gpu-rental")


def test_the_commands_of_the_page_work() -> None:
    """Each command in a block ends with 0 and says nothing on standard error."""
    (block,) = re.findall(r"^```sh\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    inline = re.findall(r"`policyengine (methods [^`]+)`", PAGE.read_text(encoding="utf-8"))
    commands = [line.removeprefix("policyengine ") for line in block.splitlines()] + inline

    done = [policyengine(ROOT, *command.split()) for command in commands]

    assert [(one.code, one.err) for one in done] == [(0, "")] * 3
