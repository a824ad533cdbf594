"""Digests that version 0.1.0 wrote, and lists of the policy that have become longer or shorter since."""

from pathlib import Path

import pytest

from policyengine.engine.session import Question
from policyengine.loading.profiles import load_profile
from policyengine.pipeline import judge
from policyengine.sessions import session_for
from policyengine.verdict import Verdict
from policyengine.waivers.digests import digest_of, still_holds
from policyengine.waivers.limits import MOST_COMPARED, Search
from tests.cli.running import DAY, ROOT

RULE = "customization/tuning-data"
FAILING = ROOT / "examples" / "failing"


def found(folder: Path, classes: str) -> list[Verdict]:
    """Judge a model that is tuned on `phi` and `pii` where these classes must not be used."""
    folder.mkdir(exist_ok=True)
    profile = (FAILING / "llm-profile.yaml").read_text().replace("data_classes: [internal]", "data_classes: [phi, pii]")
    path = folder / "llm-profile.yaml"
    path.write_text(
        profile.replace("      version_pinned: true\n", "      version_pinned: true\n      fine_tuned: true\n")
    )
    settings = (FAILING / "policyengine.yaml").read_text()
    (folder / "policyengine.yaml").write_text(f"{settings}parameters: {{{RULE}: {{classes: {classes}}}}}\n")
    question = Question(DAY, select=(RULE,), strict=True)
    verdicts = judge(load_profile(str(path), str(path)), session_for(str(path), question, {}), question).verdicts
    assert verdicts, "the rule does not fail"
    return list(verdicts)


@pytest.mark.parametrize(
    ("before", "now", "holds"),
    [
        ("[phi]", "[phi]", True),
        ("[phi]", "[phi, itar]", True),
        ("[phi, itar]", "[phi]", True),
        ("[phi]", "[phi, pii]", False),
        ("[phi, pii]", "[phi]", False),
        ("[phi]", "[pii]", False),
    ],
)
def test_only_members_that_no_fact_names_may_differ(tmp_path: Path, before: str, now: str, holds: object) -> None:
    """A class that the workload is tuned on decides, so a waiver from before it was added excuses nothing after."""
    approved = digest_of(found(tmp_path / "before", before))
    assert still_holds(approved, found(tmp_path / "now", now), Search()) is holds


def test_the_waivers_of_a_profile_share_a_search(tmp_path: Path) -> None:
    """Once it has compared all that a profile may, only a digest of exactly the facts of today holds."""
    search = Search()
    before, now = found(tmp_path / "before", "[phi]"), found(tmp_path / "now", "[phi, itar]")
    for _ in range(MOST_COMPARED):
        assert not search.is_over
        still_holds("0" * 64, now, search)
        if search.is_over:
            break
    assert search.left == 0
    assert not still_holds(digest_of(before), now, search)
    assert still_holds(digest_of(now), now, search)
