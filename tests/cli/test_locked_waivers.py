"""What a settings file locks as `waivable` takes no waiver."""

from pathlib import Path

from tests.cli.running import policyengine

PROFILE = """\
version: 1
project: {name: notes, owner: docs, lifecycle: pilot}
waivers:
  - {rule: compliance/hipaa/business-associate-agreement, workload: draft, owner: Ada, reason: x, expires: 2026-12-01}
workloads:
  draft: {data: {classes: [internal]}}
"""


def test_a_locked_rule_takes_no_waiver(tmp_path: Path) -> None:
    """The waiver is a mistake at its line once the settings lock rules of force law."""
    (tmp_path / "llm-profile.yaml").write_text(PROFILE)
    assert policyengine(tmp_path, "check", ".", "--as-of", "2026-11-22").code != 2
    (tmp_path / "policyengine.yaml").write_text('version: 1\nlocked: {waivable: ["force:law"]}\n')
    done = policyengine(tmp_path, "check", ".", "--as-of", "2026-11-22")
    assert (done.code, "cannot be waived" in done.out, "llm-profile.yaml:4:" in done.out) == (2, True, True)
