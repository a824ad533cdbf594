"""Every term of the settings in two files, one above the other: stated, empty, or with no value."""

from pathlib import Path

import pytest

from policyengine.engine.session import Question
from policyengine.loading.profiles import load_profile
from policyengine.loading.settings import TERMS
from policyengine.outputs.settings.text import settings_text
from policyengine.pipeline import judge
from policyengine.sessions import session_for
from tests.cli.running import DAY

VALUES = {
    "edition": "2026-11-28",
    "waivers_max_days": "{error: 90, warning: 90, note: 90}",
    "waivers_warn_days": "7",
    "approvers": "{legal: [Grace Hopper]}",
    "unwaivable": "['force:law']",
    "waivers_need_control": "['license/*']",
    "evidence": "{license: {required: true}}",
}
PARTS = {
    "waivers_max_days": "{error: null, warning: null}",
    "approvers": "{legal: null}",
    "evidence": "{license: null}",
    "unwaivable": "[]",
    "waivers_need_control": "[]",
}
PROFILE = """\
version: 1
project: {name: notes, owner: docs, lifecycle: production}
workloads:
  draft: {purpose: Drafts release notes, data: {classes: [internal]}}
waivers:
  - {rule: capability/evaluation, workload: draft, owner: Ann, reason: r, approved_by: Bob, ticket: T-1,
     granted: 2026-11-01, expires: 2026-12-24, facts: "00"}
"""


def write(folder: Path, upper: str, lower: str) -> Path:
    """Write a profile below two settings files."""
    path = folder / "service" / "llm-profile.yaml"
    path.parent.mkdir()
    path.write_text(PROFILE)
    (folder / ".git").mkdir()
    (folder / "policyengine.yaml").write_text(f"version: 1\n{upper}\n")
    (path.parent / "policyengine.yaml").write_text(f"version: 1\nextends: ..\n{lower}\n")
    return path


def test_every_term_is_tried() -> None:
    """A term that is added needs a value here."""
    assert sorted(VALUES) == sorted(TERMS)


@pytest.mark.parametrize("term", TERMS)
def test_two_files_state_a_term(tmp_path: Path, term: str) -> None:
    """None of them stops a run; what one of the files states holds, whatever is empty in the other."""
    empty = () if term == "edition" else ("", PARTS.get(term, "null"))  # an edition left empty is a mistake
    forms = dict.fromkeys((VALUES[term], *empty))
    for number, (upper, lower) in enumerate((a, b) for a in forms for b in forms):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = str(write(folder, f"{term}: {upper}", f"{term}: {lower}"))
        question = Question(DAY)
        session = session_for(path, question, {})
        judge(load_profile(path, path), session, question)
        stated = f"\n{term}" in settings_text(session.environment.settings, path)
        assert stated is (VALUES[term] in (upper, lower)), (upper, lower)
