"""The real log4brains and adr-log read our records as `readers.py` says they do.

Their packages come from the npm registry, in the versions named here.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from policyengine.records.files import write_record
from policyengine.records.layouts import LAYOUTS
from policyengine.resources import TEMPLATES
from tests.builders import make_decision
from tests.golden.sample_costs import sample_costs
from tests.golden.sample_decision import sample_decision, several_workloads
from tests.npm import installed, ran
from tests.unit.records.readers import log4brains

pytestmark = pytest.mark.slow

PACKAGES = {"@log4brains/core": "1.1.0", "adr-log": "2.2.0"}
TITLE = "Serve patient questions from a model we host"
PROGRAM = """
const { Log4brains } = require("@log4brains/core");
Log4brains.create(process.argv[1]).searchAdrs().then((adrs) => {
  console.log(JSON.stringify(adrs.map((adr) => ({
    file: adr.file.relativePath.split("/").pop(), title: adr.title, status: adr.status, tags: adr.tags,
    deciders: adr.deciders, date: adr.publicationDate || adr.creationDate, superseder: adr.supersededBy,
  }))));
}).catch((error) => { console.error(error); process.exit(1); });
"""


@pytest.fixture(scope="module")
def npm() -> Path:
    """Return a directory where the packages are installed."""
    return installed(PACKAGES)


def records(folder: Path, layout: str) -> Path:
    """Write records of every state, one superseding another, one with pictures, as log4brains wants a repository."""
    decisions = folder / "docs" / "decisions"
    pilot = several_workloads()._replace(key="patient-qa-pilot", title="Pilot", project="patient-assistant")
    for decision in (
        pilot,
        sample_decision(status="accepted", costs=sample_costs()),
        *(
            make_decision(key=status, title=f"A {status} one", status=status)
            for status in ("draft", "rejected", "deprecated")
        ),
        make_decision(key="open", title="Use *both* `models`"),
    ):
        assert write_record(decision, str(decisions), TEMPLATES, layout).mistakes == ()
    assert len(list(decisions.glob("*.svg"))) == 2
    settings = "project:\n  name: x\n  tz: Etc/UTC\n  adrFolder: ./docs/decisions\n"
    (folder / ".log4brains.yml").write_text(settings, encoding="utf-8")
    return decisions


def read_by_log4brains(npm: Path, folder: Path) -> dict[str, dict[str, Any]]:
    """Return what log4brains finds, by file; it wants to be within a git repository with a commit."""
    author = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    for arguments in (("init", "-q"), ("add", "."), (*author, "commit", "-qm", "x")):
        assert ran("git", *arguments, cwd=folder).returncode == 0
    done = ran("node", "-e", PROGRAM, str(folder), cwd=npm)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.strip().split("\n")[-1])
    return {adr["file"]: adr for adr in found}


@pytest.mark.parametrize("layout", ["madr4", "madr2"])
def test_log4brains_reads_what_the_profile_says(npm: Path, tmp_path: Path, layout: str) -> None:
    """Title, status, deciders, tags and successor of every record."""
    folder = records(tmp_path, layout)
    found = read_by_log4brains(npm, tmp_path)
    expected = {path.name: log4brains(path.read_text(encoding="utf-8")) for path in folder.glob("0*.md")}

    assert {name: (adr["title"], adr["status"]) for name, adr in found.items()} == {
        name: (seen.title, seen.status) for name, seen in expected.items()
    }
    assert {name: (tuple(adr["deciders"]), tuple(adr["tags"])) for name, adr in found.items()} == {
        name: (seen.deciders, seen.tags) for name, seen in expected.items()
    }
    assert {adr["date"][:10] for adr in found.values()} == {"2026-10-01"}
    assert str(found["0001-pilot.md"]["superseder"]).endswith("0002-serve-patient-questions-from-a-model-we-host")
    assert sorted(adr["status"] for adr in found.values()) == [
        "accepted", "deprecated", "draft", "proposed", "rejected", "superseded",
    ]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_adr_log_finds_nothing_to_change_in_the_index(npm: Path, tmp_path: Path, layout: str) -> None:
    """The index is, byte for byte, what adr-log would write."""
    folder = records(tmp_path, layout)
    before = (folder / "index.md").read_bytes()
    done = ran("node", str(npm / "node_modules/adr-log/cli.js"), "-d", str(folder), "-i", cwd=folder)

    assert done.returncode == 0, done.stderr
    assert before.count(b"* [ADR-000") == 6
    assert (folder / "index.md").read_bytes() == before
