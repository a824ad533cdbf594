"""What a settings file locks as `waivable` takes no waiver."""

from pathlib import Path

import pytest

from tests.cli.running import DAY, policyengine

RULE = "compliance/hipaa/business-associate-agreement"
WAIVER = f"rule: {RULE}, workload: draft, owner: Ada, reason: x, expires: 2026-12-01"
PROFILE = """\
version: 1
project: {name: notes, owner: docs, lifecycle: pilot}
workloads:
  draft: {data: {classes: [internal]}}
"""
LOCK = 'version: 1\nlocked: {waivable: ["force:law"]}\n'


@pytest.mark.parametrize("holder", ["llm-profile.yaml", "policyengine.yaml"])
def test_a_locked_rule_takes_no_waiver(tmp_path: Path, holder: str) -> None:
    """The waiver is an error at its line once the settings above lock rules of force law, wherever it stands."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "policyengine.yaml").write_text("version: 1\n")
    below = tmp_path / "chat"
    below.mkdir()
    texts = {"llm-profile.yaml": PROFILE, "policyengine.yaml": "version: 1\nextends: ../policyengine.yaml\n"}
    of = "" if holder == "llm-profile.yaml" else ", profile: llm-profile.yaml"
    texts[holder] += f"waivers:\n  - {{{WAIVER}{of}}}\n"
    for name, text in texts.items():
        (below / name).write_text(text)
    assert policyengine(tmp_path, "check", "--as-of", DAY).code == 0
    (tmp_path / "policyengine.yaml").write_text(LOCK)
    done = policyengine(tmp_path, "check", "--as-of", DAY)
    line = len(texts[holder].splitlines())
    assert done.code == 1
    assert f"error[waiver/not-waivable]: `{RULE}` cannot be waived\n --> chat/{holder}:{line}:12\n" in done.out
