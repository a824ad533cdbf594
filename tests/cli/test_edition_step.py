"""The preview says what raising the edition changes: it is compared with the runs before and after the step."""

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from policyengine.policy.editions import load_editions
from tests.cli.running import DAY, Done
from tests.cli.shipping import Release

FIRST = load_editions().dates[-1]
SECOND = "2099-01-15"
OLD, NEW = "governance/purpose-length", "governance/long-purpose"
PROFILE = """\
version: 1
project: {name: notes, owner: docs, lifecycle: production}
workloads:
  draft:
    purpose: Drafts release notes
    data: {classes: [internal]}
"""


class Step(NamedTuple):
    """A repository with one profile, and a program in whose second edition a rule replaces one of the first.

    A purpose needs 1000 letters by either rule, unless a parameter says otherwise.
    """

    release: Release
    folder: Path

    @property
    def profile(self) -> Path:
        """Return the profile."""
        return self.folder / "llm-profile.yaml"

    def pin(self, edition: str, more: str = "") -> None:
        """Write the settings."""
        (self.folder / "policyengine.yaml").write_text(f"version: 1\nedition: {edition}\n{more}")

    def run(self, *arguments: str) -> Done:
        """Run this release's command in the repository."""
        return self.release.run(self.folder, *arguments, "--as-of", DAY)

    def report(self) -> dict[str, Any]:
        """Check the profile by the two rules and one that every edition has."""
        selected = ("--select", f"{OLD},{NEW},governance/owner")
        done = self.run("check", *selected, "--output-format", "json")
        assert done.code in (0, 1), done.out + done.err
        found: dict[str, Any] = json.loads(done.out)
        return found

    def waive(self, rule: str) -> None:
        """Write a waiver and complete it."""
        done = self.run("waive", rule, "llm-profile.yaml")
        assert done.code == 0, done.err
        assert f"added a waiver of {rule}" in done.out
        text = self.profile.read_text()
        for key, said in (("owner", "Ada"), ("reason", "May"), ("approved_by", "Grace"), ("ticket", "T-1")):
            text = re.sub(rf"\b{key}:\s*$", f"{key}: {said}", text, flags=re.MULTILINE)
        self.profile.write_text(text)

    def ignore(self, rule: str) -> None:
        """Write a comment that ignores a rule at the purpose."""
        text = self.profile.read_text()
        line = "    purpose: Drafts release notes"
        self.profile.write_text(text.replace(line, f"{line} # policyengine: ignore[{rule}] soon"))


@pytest.fixture
def step(tmp_path: Path) -> Step:
    """Make the repository and the release."""
    release = Release(tmp_path / "release")
    release.add_limit(OLD, 1000, more=f"until: {SECOND}\n")
    release.add_limit(NEW, 1000, more=f"formerly: [{OLD}]\n")
    release.add_edition(SECOND, NEW)
    editions = release.folder / "rules" / "editions.yaml"
    editions.write_text(editions.read_text().replace("  rules:\n", f"  rules:\n    {OLD}: 000000000000\n", 1))
    folder = tmp_path / "service"
    (folder / ".git").mkdir(parents=True)
    (folder / "llm-profile.yaml").write_text(PROFILE)
    return Step(release, folder)


def loud(verdicts: list[dict[str, Any]]) -> Counter[tuple[str, ...]]:
    """Return the verdicts that need attention: rule, severity, outcome and message."""
    return Counter(
        (verdict["rule"], verdict["severity"], verdict["outcome"], verdict["message"])
        for verdict in verdicts
        if verdict["outcome"] not in ("pass", "waived", "not-applicable")
    )


OLD_PASSES = f"parameters: {{{OLD}: {{letters: 5}}, {NEW}: {{letters: 1000}}}}\n"
NEW_PASSES = f"parameters: {{{OLD}: {{letters: 1000}}, {NEW}: {{letters: 5}}}}\n"
WARNS = f"severities: {{{OLD}: warning}}\n"

CASES: dict[str, tuple[str, Callable[[Step], None], list[str], list[str]]] = {
    "nothing waived": ("", lambda _: None, [NEW], [OLD]),
    "nothing waived, and only the new rule fails": (OLD_PASSES, lambda _: None, [NEW], []),
    "nothing waived, and only the old rule fails": (NEW_PASSES, lambda _: None, [], [OLD]),
    "waived under the new id": ("", lambda step: step.waive(NEW), [], [OLD]),
    "waived under the former id": ("", lambda step: step.waive(OLD), [], []),
    "waived under the former id, which the new rule does not need": (
        NEW_PASSES,
        lambda step: step.waive(OLD),
        ["waiver/unused"],
        [],
    ),
    "waived under the former id, for another limit": (
        f"parameters: {{{OLD}: {{letters: 900}}, {NEW}: {{letters: 1000}}}}\n",
        lambda step: step.waive(OLD),
        [NEW, "waiver/lapsed"],
        [],
    ),
    "waived under both ids": ("", lambda step: (step.waive(NEW), step.waive(OLD))[0], ["waiver/unused"], []),
    "ignored under the new id": (WARNS, lambda step: step.ignore(NEW), [], [OLD]),
    "ignored under the former id": (WARNS, lambda step: step.ignore(OLD), [], []),
    "severity off under the former id": (f"severities: {{{OLD}: off}}\n", lambda _: None, [], []),
    "severity off under the new id": (f"severities: {{{NEW}: off}}\n", lambda _: None, [], [OLD]),
    "a locked parameter": (
        f"parameters: {{{OLD}: {{letters: 5}}}}\nlocked: {{parameters: {{{OLD}: all}}}}\n",
        lambda _: None,
        [],
        [],
    ),
    "a locked parameter of the new rule": (
        f"{OLD_PASSES}locked: {{parameters: {{{NEW}: all}}}}\n",
        lambda _: None,
        [NEW],
        [],
    ),
}


@pytest.mark.parametrize(("settings", "excuse", "added", "removed"), CASES.values(), ids=CASES.keys())
def test_the_preview_is_what_raising_the_edition_changes(
    step: Step, settings: str, excuse: Callable[[Step], None], added: list[str], removed: list[str]
) -> None:
    """What it announces comes, what it does not announce does not, and so it is for what goes.

    Without a preview, nothing comes.
    """
    step.pin(FIRST, settings)
    excuse(step)
    before = step.report()
    step.pin(SECOND, settings)
    after = step.report()
    assert after["preview"] is None
    then, now = loud(after["verdicts"]), loud(before["verdicts"])
    preview = before["preview"] or {"verdicts": [], "removed": [verdict for verdict in before["verdicts"] if not added]}
    assert loud(preview["verdicts"]) == then - now
    assert loud(preview["removed"]) == now - then
    assert sorted(rule for rule, *_ in then - now) == added
    assert sorted(rule for rule, *_ in now - then) == removed
    assert "waiver/unused" not in {rule for rule, *_ in now}


def test_the_line_that_sums_up_counts_both(step: Step) -> None:
    """People see that an error takes the place of another one."""
    step.pin(FIRST)
    line = f"preview: 1 rule is newer than edition {FIRST}: it would add 1 error and remove 1 error; see"
    assert line in step.run("check", "--select", f"{OLD},{NEW}").out
    step.pin(FIRST, NEW_PASSES)
    assert f"edition {FIRST}: it would remove 1 error; see" in step.run("check", "--select", f"{OLD},{NEW}").out


def test_a_waiver_is_prepared_before_the_edition_is_raised(step: Step) -> None:
    """`waive` writes it and says that it does not count yet; `check` does not report it as unused."""
    step.pin(FIRST, OLD_PASSES)
    done = step.run("waive", NEW, "llm-profile.yaml")
    assert done.code == 0
    assert done.out.startswith(f"added a waiver of {NEW} to llm-profile.yaml; to be completed: owner, ")
    later = "which is in force here: the waiver counts once the edition is raised"
    assert done.err == f"note: `{NEW}` is newer than edition {FIRST}, {later}\n"
    assert loud(step.report()["verdicts"]) == Counter()
    again = step.run("waive", NEW, "llm-profile.yaml")
    assert (again.code, f"a waiver of `{NEW}` for this exists already" in again.err) == (2, True)


@pytest.mark.parametrize("name", ["governance/a-purpose", "governance/z-purpose"])
def test_the_former_id_means_the_rule_in_force(step: Step, name: str) -> None:
    """Both rules have the id `OLD`: whichever file comes first, waivers and comments are for the one that is asked."""
    (step.release.folder / "rules" / f"{NEW}.yaml").rename(step.release.folder / "rules" / f"{name}.yaml")
    editions = step.release.folder / "rules" / "editions.yaml"
    editions.write_text(editions.read_text().replace(NEW, name))
    for edition, rule in ((FIRST, OLD), (SECOND, name)):
        step.profile.write_text(PROFILE)
        step.pin(edition, WARNS)
        step.ignore(OLD)
        done = step.run("check", "--select", f"{OLD},{name}", "--show-passes")
        assert f"waived[{rule}]" in done.out
        step.profile.write_text(PROFILE)
        done = step.run("waive", OLD, "llm-profile.yaml")
        assert f"added a waiver of {rule}" in done.out, done.err


@pytest.mark.parametrize(("rule", "strays"), [(NEW, (0, 1)), (OLD, (1, 1))])
def test_a_waiver_of_the_settings_that_reaches_no_profile(step: Step, rule: str, strays: tuple[int, int]) -> None:
    """It is announced where it is for a newer rule, and reported at once under the former id."""
    stray = f"waivers: [{{rule: {rule}, profile: gone.yaml, workload: draft, expires: 2026-12-31}}]\n"
    reports = []
    for edition in (FIRST, SECOND):
        step.pin(edition, f"{OLD_PASSES}{stray}")
        reports.append(step.report())
    found = [[verdict["message"] for verdict in report["verdicts"]] for report in reports]
    assert tuple(sum("there is no file `gone.yaml`" in message for message in each) for each in found) == strays
    before, after = (loud(report["verdicts"]) for report in reports)
    assert loud(reports[0]["preview"]["verdicts"]) == after - before


def test_what_judges_exceptions_is_not_waived(step: Step) -> None:
    """A verdict on a waiver is no verdict on facts."""
    step.pin(SECOND)
    done = step.run("waive", NEW, "llm-profile.yaml")
    assert (done.code, done.err) == (0, "")
    done = step.run("waive", "waiver/incomplete", "llm-profile.yaml")
    assert (done.code, done.out) == (2, "")
    assert "`waiver/incomplete` cannot be waived" in done.err
