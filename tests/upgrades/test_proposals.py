"""A proposal that an older version wrote, or that was written before rules were added, is no failure by itself."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import ROOT, Done, policyengine
from tests.cli.shipping import Release
from tests.editions import pin_no_edition
from tests.upgrades.write import AS_OF

PLATFORM = Path(__file__).with_name("0.1.0") / "platform"
CHECK = ("record", "--check", "llm-profile.yaml", "--as-of", AS_OF)


def file_in(service: Path, ending: str) -> Path:
    """Return the one file of a service's records whose name ends so."""
    (path,) = service.joinpath("docs", "decisions").glob(f"0*{ending}")
    return path


def chatbot(folder: Path) -> Path:
    """Copy an example with a proposal, where every shipped rule counts."""
    service = folder / "service"
    shutil.copytree(ROOT / "examples" / "patient-chatbot", service)
    pin_no_edition(service)
    return service


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """Copy the proposal of version 0.1.0."""
    shutil.copytree(PLATFORM, tmp_path / "platform")
    (tmp_path / "platform" / ".git").mkdir()
    return tmp_path / "platform" / "services" / "claims-copilot"


def only(done: Done) -> str:
    """Return the line of the one finding."""
    (found,) = [line for line in done.out.splitlines() if line.startswith(("note[", "error[", "warning["))]
    return found


def test_an_older_proposal_is_worth_a_note(older: Path) -> None:
    """It is fresh until somebody writes it anew, and afterwards."""
    done = policyengine(older, *CHECK)

    assert (done.code, only(done)) == (
        0,
        "note[text-outdated]: the text is older: policyengine 0.1.0 wrote it; outcomes and deciding facts are the same",
    )
    assert "help: run `policyengine record llm-profile.yaml` to write it anew" in done.out
    assert policyengine(older, "records", "lint", "docs/decisions", "--profile", "llm-profile.yaml").code == 0
    assert policyengine(older, "record", "llm-profile.yaml").code == 0
    again = policyengine(older, *CHECK)
    assert (again.code, "text-outdated" in again.out) == (0, False)


STATED = {
    "title": ("title: Summarise", "title: Sum up", "header-mismatch"),
    "date": ("date: 2026-11-20", "date: 2026-11-19", "header-mismatch"),
    "makers": ("makers: [Emmy Noether]", "makers: [Max Born]", "header-mismatch"),
    "context": ("status: proposed", "status: proposed\n    context: Why", "text-changed"),
    "notes": ("status: proposed", "status: proposed\n    notes: More", "text-changed"),
    "status": ("status: proposed", "status: accepted", "status-mismatch"),
    "a deciding fact": ("classes: [pii, health]", "classes: [pii]", "inputs-changed"),
    "a purpose": ("purpose: Summarises the file", "purpose: Reads the file", "text-changed"),
}


@pytest.mark.parametrize("name", STATED)
def test_what_people_change_is_an_error(older: Path, name: str) -> None:
    """Whoever wrote the record."""
    old, new, code = STATED[name]
    profile = older / "llm-profile.yaml"
    text = profile.read_text()
    assert old in text
    profile.write_text(text.replace(old, new))
    done = policyengine(older, *CHECK)

    assert (done.code, f"error[{code}]" in done.out, "text-outdated" in done.out) == (1, True, False)


def _edit_text(service: Path) -> None:
    path = file_in(service, ".md")
    path.write_text(path.read_text().replace("Which model serves", "What model serves"))


def _add_text(service: Path) -> None:
    path = file_in(service, ".md")
    path.write_text(f"{path.read_text()}\nApproved.\n")


def _change_format(service: Path) -> None:
    path = file_in(service, ".decision.json")
    path.write_text(path.read_text().replace('"format": "decision/0"', '"format": "decision/1"'))


EDITS: dict[str, tuple[Callable[[Path], None], str]] = {
    "a block": (_edit_text, "error[hand-edited]"),
    "below the blocks": (_add_text, "error[hand-edited]"),
    "the file beside it": (_change_format, "error[sidecar-mismatch]"),
    "no file beside it": (
        lambda service: file_in(service, ".decision.json").unlink(),
        "the JSON file beside it, which would name them, is missing or altered",
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_edits_are_errors(older: Path, name: str) -> None:
    """A hand's changes are found whatever the version."""
    edit, words = EDITS[name]
    edit(older)
    done = policyengine(older, *CHECK)

    assert (done.code, words in done.out) == (1, True)


def test_a_rule_is_added(tmp_path: Path) -> None:
    """A proposal of this version rests on the rules of then; the new one is named."""
    service = chatbot(tmp_path)
    assert policyengine(service, "record", "llm-profile.yaml").code == 0
    release = Release(tmp_path / "program")
    release.add_rule("vendor/purpose")
    done = release.run(service, *CHECK)

    assert done.code == 0
    assert "note[text-outdated]: the text is older: it was written by another set of rules" in done.out
    assert "note[rules-added]: added since, and not satisfied by the choice: `vendor/purpose`" in done.out
    data = json.loads(file_in(service, ".decision.json").read_text())
    file_in(service, ".decision.json").write_text(json.dumps({**data, "context": "other"}))
    assert "error[text-changed]: the decision of today and the JSON file" in release.run(service, *CHECK).out


def test_a_changed_fact_of_this_version_is_named(tmp_path: Path) -> None:
    """The message does not say that the file beside the record is missing when it is there."""
    service = chatbot(tmp_path)
    profile = service / "llm-profile.yaml"
    assert policyengine(service, "record", "llm-profile.yaml").code == 0
    profile.write_text(profile.read_text().replace("classes: [phi, pii]", "classes: [phi, pii, genetic]"))
    done = policyengine(service, *CHECK)

    assert (done.code, "missing or altered" in done.out) == (1, False)
    assert "`workload.data.classes`" in only(done)


def test_rules_are_reworded(tmp_path: Path) -> None:
    """What a rule says of itself is nothing that a proposal rests on."""
    service = chatbot(tmp_path)
    assert policyengine(service, "record", "llm-profile.yaml").code == 0
    release = Release(tmp_path / "program")
    path = release.folder / "rules" / "vendor" / "named.yaml"
    path.write_text(re.sub("(?m)^title: ", "title: In other words, ", path.read_text()))
    done = release.run(service, *CHECK)

    assert (done.code, "it was written by another set of rules" in done.out) == (0, True), done.out


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "says"),
    [
        ("policyengine.yaml", "version: 1\n", "version: 1\nwaivers_warn_days: 9\n", 0, "the settings had another text"),
        ("policyengine.yaml", "version: 1\n", "# A comment.\nversion: 1\n", 0, "the settings had another text"),
        ("llm-profile.yaml", "version: 1\n", "# A comment.\nversion: 1\n", 0, "the profile had another text"),
        ("llm-profile.yaml", "requests_per_day: 50000", "requests_per_day: 50001", 1, "was 50,000 and is now 50,001"),
    ],
)  # fmt: skip
def test_files_have_another_text(  # noqa: PLR0913, PLR0917 - a change and what becomes of it
    tmp_path: Path, name: str, old: str, new: str, code: int, says: str
) -> None:
    """A comment and a term that decides nothing here are worth a note, other costs an error."""
    service = chatbot(tmp_path)
    assert policyengine(service, "record", "llm-profile.yaml").code == 0
    text = (service / name).read_text()
    assert old in text
    (service / name).write_text(text.replace(old, new, 1))
    done = policyengine(service, *CHECK)

    assert (done.code, says in done.out) == (code, True), done.out
