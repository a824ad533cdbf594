"""Files that released versions wrote are read by this one: no waiver lapses and no record becomes stale.

The same is held of files that this version writes now. Then the policy is changed as policies are, in a copy of the
shipped rules: another rule, a neutral condition, other words, an unrelated member of a list, another version.
"""

import json
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from policyengine import __version__
from tests.cli.running import ROOT
from tests.upgrades.newer import Newer, newer
from tests.upgrades.write import AS_OF, write

RELEASED = sorted(path.parent for path in Path(__file__).parent.glob("*/expected.json"))
FINAL = ("accepted", "superseded")


class Written(NamedTuple):
    """A copy of files that one version wrote, and what that version said of them."""

    folder: Path
    expected: dict[str, Any]

    def verdicts(self, program: Newer, part: str) -> dict[str, str]:
        """Return the outcome of each verdict of one part of the files, by what it is about."""
        arguments = ("check", ".", "--as-of", self.expected["as_of"], "--output-format", "json", "--show-passes")
        done = program.run(self.folder / part, *arguments)
        assert done.code in {0, 1}, done.err
        return {_about(one): one["outcome"] for one in json.loads(done.out)["verdicts"]}

    def stale(self, program: Newer, *, proposals: bool = True) -> list[str]:
        """Return the accepted and retired records that are not fresh, and the proposals."""
        lines = []
        for service in self.expected["records"]:
            done = program.run(self.folder / service, "record", "--check", "llm-profile.yaml", "--as-of", AS_OF)
            assert done.code in {0, 1}, done.err
            assert "sidecar-" not in done.out
            records = self.folder.joinpath(service).rglob("0*.md")
            final = {path.name for path in records if proposals or _status(path) in FINAL}
            found = re.findall(r"^(\w+): \S*?([^/\s]+\.md)$", done.out, re.MULTILINE)
            lines += [f"{service}: {done.out}" for state, name in found if name in final and state != "fresh"]
            assert {name for _, name in found} >= final
        return lines


def _about(verdict: dict[str, Any]) -> str:
    subject = verdict["subject"]
    parts = (subject["profile"], verdict["rule"], subject["workload"], subject["element"])
    return " ".join(map(str, parts))


def _status(path: Path) -> str:
    found = re.search(
        r"^status: (\w+)|^(?:\* Status: )?(Accepted|Superseded|Proposed)|^## Status\n\n(\w+)",
        path.read_text(),
        re.MULTILINE,
    )
    return next(part for part in found.groups() if part).lower() if found else ""


@pytest.fixture(scope="module")
def present(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the files that this version would leave behind."""
    folder = tmp_path_factory.mktemp("present") / "files"
    write(str(Path(sys.executable).with_name("policyengine")), ROOT / "examples", folder)
    return folder


@pytest.fixture(params=[*RELEASED, None], ids=[*(path.name for path in RELEASED), "present"])
def written(request: pytest.FixtureRequest, tmp_path: Path, present: Path) -> Written:
    """Copy the files of one version."""
    folder = tmp_path / "repository"
    shutil.copytree(request.param or present, folder)
    (folder / ".git").mkdir()
    return Written(folder, json.loads((folder / "expected.json").read_text()))


def assert_nothing_changed(written: Written, program: Newer, *, proposals: bool = True) -> None:
    """Every verdict of the rules of then has its outcome, every waiver holds, and every record is fresh.

    Proposals of the same version and the same rules are compared by text: only where these differ are they asked.
    """
    for part, expected in written.expected["outcomes"].items():
        found = written.verdicts(program, part)
        assert {about: found.get(about) for about in expected} == expected
    assert written.stale(program, proposals=proposals) == []


def test_a_later_version(written: Written) -> None:
    """The program as it is."""
    assert_nothing_changed(written, newer())


def test_there_are_waivers_and_records_in_each_layout() -> None:
    """The fixtures hold what the tests are about."""
    for folder in RELEASED:
        outcomes = json.loads((folder / "expected.json").read_text())["outcomes"]
        assert {"waived", "pass", "fail"} <= {one for part in outcomes.values() for one in part.values()}
        texts = [path.read_text() for path in folder.rglob("docs/decisions/0*.md")]
        assert [any(mark in text for text in texts) for mark in ("layout=nygard", "layout=madr2", "---\nnumber")] == [
            True
        ] * 3


ADDED = """\
title: No production workload is without a name for its successor
severity: error
force: organization-policy
scope: workload
require: |
  "cji" in workload.data.classes
message: "`{workload.name}` names no successor"
rationale: Because.
remediation: Name one.
references: [{title: Handbook, url: "https://example.com/x", checked: 2026-11-22, confidence: primary}]
examples:
  - {name: none, given: {workload.name: w, workload.data.classes: [pii]}, expect: fail}
"""


def _rule_added(program: Newer) -> None:
    program.add("vendor/successor", ADDED)


def _each(edit: Callable[[str], str]) -> Callable[[Newer], None]:
    return lambda program: program.edit_rules(edit)


def _block(text: str, key: str, change: Callable[[str], str]) -> str:
    return re.sub(
        rf"^{key}: \|\n((?:  .*\n)+)", lambda m: f"{key}: |\n  {change(_joined(m[1]))}\n", text, flags=re.MULTILINE
    )


def _joined(block: str) -> str:
    return " ".join(line.strip() for line in block.splitlines())


NEUTRAL: dict[str, Callable[[Newer], None]] = {
    "a rule is added": _rule_added,
    "a conjunct that is true in `when`": _each(
        lambda text: _block(text, "when", lambda said: f'({said}) && project.name != "nobody"')
    ),
    "a disjunct that is false in `when`": _each(
        lambda text: _block(text, "when", lambda said: f'({said}) || project.name == "nobody"')
    ),
    "a conjunct that is true in `require`": _each(
        lambda text: _block(text, "require", lambda said: f'({said}) && project.name != "nobody"')
    ),
    "a disjunct that is false in `require`": _each(
        lambda text: _block(text, "require", lambda said: f'({said}) || project.name == "nobody"')
    ),
    "a severity step that does not apply": _each(
        lambda text: (
            re.sub(
                r"^severity: (error|warning|note)$",
                r'severity:\n  - note: project.name == "nobody"\n  - \1',
                text,
                flags=re.MULTILINE,
            )
            if "\nrequire:" in text  # the program itself evaluates the others, and they have one severity
            else text
        )
    ),
    "other words": _each(
        lambda text: re.sub(
            r"^(title|message|rationale|remediation): (?![>|])(.*\w)$", r"\1: \2 indeed", text, flags=re.MULTILINE
        )
    ),
    "a shipped list is longer": lambda program: program.edit_lists(lambda members: [*members, "itar"]),
    "another version": lambda program: program.replace_in("policyengine/__init__.py", f'"{__version__}"', '"9.9.9"'),
}


QUICK = ("a rule is added", "a conjunct that is true in `require`", "a shipped list is longer")
"""The changes that every run tries; each compiles the shipped rules anew, so the others wait for `make verify`."""


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name in QUICK else [pytest.mark.verify]) for name in NEUTRAL]
)
def test_a_neutral_change_of_the_policy(written: Written, name: str, tmp_path: Path) -> None:
    """Whatever policy owners add, people need not approve anew what has not changed."""
    program = newer(tmp_path / "program")
    NEUTRAL[name](program)
    others = written.expected["version"] != __version__ or name in ("a rule is added", "another version")
    assert_nothing_changed(written, program, proposals=others)
