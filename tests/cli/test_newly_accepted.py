"""A record that a pull request accepts has to be what the program writes; one that is accepted at the base has not."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from policyengine.records.blocks import reflowed_digest_of
from tests.cli.cloning import commit, git
from tests.cli.running import DAY, policyengine
from tests.cli.test_detached import publish, record, records
from tests.cli.test_withdrawn import FIRST, compare, folder
from tests.unit.records.earlier_rows import earlier_sidecar

__all__ = ["folder"]  # the fixture

ACCEPTED = FIRST.replace("first:", "third:")
LAYOUTS = ["madr4", "nygard", "madr2"]


def accept(folder: Path, layout: str = "madr4") -> Path:
    """Accept a third decision on the branch; return its record."""
    path = folder / "a" / "llm-profile.yaml"
    path.write_text(path.read_text() + ACCEPTED)
    record(folder, "a/llm-profile.yaml", "--decision", "third", "--layout", layout)
    commit(folder)
    (written,) = records(folder).glob("0003-*.md")
    return written


def forge(path: Path, old: str, new: str) -> None:
    """Edit a record, and compute again every digest of it and of the file beside it."""
    sidecar = path.with_name(f"{path.stem}.decision.json")
    text, data = path.read_text(), sidecar.read_text()
    assert old in text
    text = text.replace(old, new)

    def sealed(found: re.Match[str]) -> str:
        nonlocal data
        digest = hashlib.sha256(found[4].encode()).hexdigest()
        data = data.replace(found[2], digest)
        return found[0].replace(found[2], digest).replace(found[3], reflowed_digest_of(found[4]))

    block = (
        r"(?s)<!-- policyengine:begin id=(\S+) sha256=(\w+) reflowed=(\w+) -->\n(.*?)<!-- policyengine:end id=\1 -->"
    )
    path.write_text(re.sub(block, sealed, text))
    sidecar.write_text(data)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_the_program_wrote(folder: Path, layout: str) -> None:
    """It is fresh, also when a comment is added to the profile or to the settings later."""
    written = accept(folder, layout)
    assert (compare(folder).code, "error" in compare(folder).out) == (0, False)
    path = folder / "a" / "llm-profile.yaml"
    path.write_text(f"# what this is\n{path.read_text()}")
    (folder / "policyengine.yaml").write_text("# ours\nversion: 1\n")
    done = compare(folder)
    assert (done.code, f"fresh: a/docs/decisions/{written.name}" in done.out) == (0, True), done.out


def test_first_settings_beside_it(folder: Path) -> None:
    """Settings that change nothing may come in the same pull request; those that do have to be merged first."""
    (folder / "policyengine.yaml").write_text("version: 1\n")
    accept(folder)
    done = compare(folder)
    assert (done.code, "note: origin/main has no settings in place of `policyengine.yaml`" in done.out) == (0, True)
    (folder / "policyengine.yaml").write_text("version: 1\nseverities: {compliance/hipaa/self-hosting: warning}\n")
    for path in records(folder).glob("0003-*"):
        path.unlink()
    record(folder, "a/llm-profile.yaml", "--decision", "third")
    done = compare(folder)
    assert done.code == 1
    assert "; where this branch changes settings or waivers, merge these first\n" in done.out


@pytest.mark.parametrize("layout", ["madr4", "nygard"])
def test_a_forged_text(folder: Path, layout: str) -> None:
    """Every digest is right, and the text is not what the program writes."""
    forge(accept(folder, layout), "Judged as of", "Approved as of")
    assert policyengine(folder, "record", "--check", ".", "--as-of", DAY).code == 0
    done = compare(folder)
    said = "it is not accepted in `origin/main` yet, and differs from what the program writes"
    assert (done.code, f"error[text-changed]: {said}\n" in done.out) == (1, True), done.out
    assert "* Approved as of 2026-10-01" in done.out
    command = "policyengine record a/llm-profile.yaml"
    assert f"help: remove the record and its JSON file, and run `{command}` to write them anew; " in done.out
    for path in records(folder).glob("0003-*"):
        path.unlink()
    record(folder)
    assert compare(folder).code == 0


def test_a_forged_text_of_another_version(folder: Path) -> None:
    """The file beside it says that another version wrote it: that does not make the text right."""
    written = accept(folder)
    forge(written, "Judged as of", "Approved as of")
    sidecar = written.with_name(f"{written.stem}.decision.json")
    data = json.loads(sidecar.read_text())
    sidecar.write_text(json.dumps({**data, "tool": {"name": "policyengine", "version": "0.0.9"}}))
    done = compare(folder)
    assert (done.code, "what the program writes (policyengine 0.0.9 wrote it)" in done.out) == (1, True), done.out


def test_a_forged_json_file(folder: Path) -> None:
    """What the digest does not cover is compared as well."""
    written = accept(folder)
    sidecar = written.with_name(f"{written.stem}.decision.json")
    data = json.loads(sidecar.read_text())
    fine = [{**row, "message": "fine"} for row in data["verdicts"]]
    sidecar.write_text(json.dumps({**data, "verdicts": fine}))
    done = compare(folder)
    assert (done.code, "error[text-changed]: `verdicts` of `0003-" in done.out) == (1, True), done.out


def test_one_that_was_a_proposal_at_the_base(folder: Path) -> None:
    """Accepting it on the branch lets it say no more than the program writes."""
    path = folder / "a" / "llm-profile.yaml"
    path.write_text(
        path.read_text().replace(
            "second: {workloads: [ask], status: proposed",
            "second: {workloads: [ask], because: x, status: accepted",
        )
    )
    record(folder)
    assert compare(folder).code == 0
    (written,) = records(folder).glob("0002-*.md")
    forge(written, "Judged as of", "Approved as of")
    assert "error[text-changed]" in compare(folder).out


def test_one_that_the_base_has(folder: Path) -> None:
    """It is compared with that, whatever the program writes today."""
    forge(accept(folder), "Judged as of", "Approved as of")
    publish(folder)
    git(folder, "commit", "--quiet", "--allow-empty", "--message=Later")
    assert (compare(folder).code, "text-changed" in compare(folder).out) == (0, False)


def test_one_that_comes_from_elsewhere(folder: Path) -> None:
    """Whoever runs the check allows it with its records' path."""
    forge(accept(folder), "Judged as of", "Approved as of")
    assert compare(folder).code == 1
    assert compare(folder, ".", "--allow-removed", "a/docs/decisions").code == 0


def test_an_earlier_development_version_wrote_it(folder: Path) -> None:
    """A record that is accepted while the program is upgraded is what both write, and an edit of it is found."""
    written = accept(folder)
    sidecar = written.with_name(f"{written.stem}.decision.json")
    sidecar.write_text(earlier_sidecar(sidecar.read_text()))
    commit(folder)
    assert (compare(folder).code, "error" in compare(folder).out) == (0, False), compare(folder).out
    data = json.loads(sidecar.read_text())
    data["verdicts"][0]["message"] = "All is well"
    sidecar.write_text(json.dumps(data))
    commit(folder)
    done = compare(folder)
    assert (done.code, "error[text-changed]: `verdicts` of" in done.out) == (1, True), done.out
