"""What lint finds where a git revision, a decision or a day is given: records changed, overtaken, or due."""

import re
import subprocess
from pathlib import Path

import pytest

from policyengine.errors import UsageError
from policyengine.records.before import read_before
from policyengine.records.files import amend_record, write_record
from policyengine.records.judged import inputs_of
from policyengine.records.layouts import LAYOUTS
from policyengine.records.lint.faults import lint_records
from policyengine.records.renumber import renumber_record
from policyengine.resources import TEMPLATES
from policyengine.snippet import render_mistake
from tests.builders import make_decision, make_evidence, make_workload, with_facts
from tests.golden.sample_costs import priced_decision

NAME = "0001-serve-patient-questions-from-a-model-we-host.md"
REVIEW = make_evidence("workload.review_by", "2027-03-31", 14)
ACCEPTED = make_decision(status="accepted", workloads=(make_workload(needs=(REVIEW,)),))
BY_HAND = """\
# 7. Use Kafka

Date: 2026-10-01

## Status

Accepted

## Context

We have events.

## Decision

Use it.

## Consequences

It needs care.
"""


def git(folder: Path, *arguments: str) -> None:
    """Run git."""
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.com")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    """Commit everything."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "records")


@pytest.fixture(params=LAYOUTS)
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a directory in a repository whose `main` has an accepted record in each layout, and one by hand."""
    git(tmp_path, "init", "-q", "-b", "main")
    folder = tmp_path / "docs"
    write_record(ACCEPTED, str(folder), TEMPLATES, request.param)
    (folder / "0007-use-kafka.md").write_text(BY_HAND, encoding="utf-8")
    write_record(ACCEPTED, str(folder), TEMPLATES)
    commit(tmp_path)
    git(tmp_path, "checkout", "-q", "-b", "feature")
    return folder


def found(folder: Path, *codes: str) -> list[tuple[str, str, str]]:
    """Lint against `main`; give file, message and source line of each fault of these codes."""
    lints = lint_records(str(folder), before=read_before(str(folder), "main"))
    return [
        (lint.mistake.location.path.rpartition("/")[2], lint.mistake.message, lint.mistake.source)
        for lint in lints
        if lint.mistake.location and lint.code in codes
    ]


def change(path: Path, old: str, new: str) -> None:
    """Edit a file by hand, in one place."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_may_change_of_an_accepted_record(folder: Path) -> None:
    """Its number, its links, its amendments, and its state for a later one; all else is as it was."""
    amend_record(with_facts(ACCEPTED, "e" * 64), str(folder), TEMPLATES, "2026-11-22", "Prompts grew")
    renumber_record(str(folder), NAME, 3)
    successor = make_decision(key="next", title="Next", status="accepted", supersedes=ACCEPTED.key)
    write_record(successor, str(folder), TEMPLATES)
    renumber_record(str(folder), "0007-use-kafka.md", 5)
    change(folder / "0005-use-kafka.md", "Accepted", "Superseded by [8. Next](0008-next.md)")

    assert found(folder, "ADR002", "ADR014") == []


def test_a_changed_body_is_told_at_its_first_line(folder: Path) -> None:
    """Whoever wrote it."""
    change(folder / NAME, "answers patients", "answers customers")
    change(folder / "0007-use-kafka.md", "Use it.", "Use it. Or not.")
    source = next(
        line for line in (folder / NAME).read_text(encoding="utf-8").split("\n") if "answers customers" in line
    )

    assert found(folder, "ADR014") == [
        (NAME, "it is accepted in `main`, and differs here", source),
        ("0007-use-kafka.md", "it is accepted in `main`, and differs here", "Use it. Or not."),
    ]


@pytest.mark.parametrize(("old", "new"), [("Use it.\n", ""), ("It needs care.\n", "It needs care.\n\nMuch.\n")])
def test_a_line_more_or_less_is_a_change(folder: Path, old: str, new: str) -> None:
    """Also the last."""
    change(folder / "0007-use-kafka.md", old, new)

    assert [(name, message) for name, message, _ in found(folder, "ADR014")] == [
        ("0007-use-kafka.md", "it is accepted in `main`, and differs here")
    ]


def test_an_accepted_record_does_not_come_back_or_go(folder: Path) -> None:
    """It is retired, never proposed again, and its file stays."""
    change(folder / "0007-use-kafka.md", "Accepted", "Proposed")
    (folder / NAME).unlink()

    assert found(folder, "ADR014") == [
        (NAME, "it is accepted in `main`, and gone here", ""),
        ("0007-use-kafka.md", "it is accepted in `main`, and proposed here", "Proposed"),
    ]


def test_an_amendment_stays(folder: Path) -> None:
    """Rows are added below, and none is taken out."""
    amend_record(with_facts(ACCEPTED, "e" * 64), str(folder), TEMPLATES, "2026-11-22", "Prompts grew")
    commit(folder)
    git(folder, "branch", "-f", "main")
    amend_record(with_facts(ACCEPTED, "f" * 64), str(folder), TEMPLATES, "2026-11-23", "More")
    assert found(folder, "ADR014") == []
    change(folder / NAME, "Prompts grew", "Prompts shrank")

    assert [(name, message) for name, message, _ in found(folder, "ADR014")] == [
        (NAME, "it is accepted in `main`, and differs here")
    ]


def test_a_proposal_may_change(folder: Path) -> None:
    """Nothing is decided yet, so anything may be said otherwise."""
    proposal = make_decision(key="next", title="Next")
    write_record(proposal, str(folder), TEMPLATES)
    commit(folder)
    git(folder, "branch", "-f", "main")
    write_record(proposal._replace(title="Another", notes="New."), str(folder), TEMPLATES)

    assert found(folder, "ADR014") == []


def test_what_came_to_the_revision_since_is_not_missed_here(folder: Path) -> None:
    """A branch is compared with where it began; only a number that both gave is told."""
    git(folder, "checkout", "-q", "main")
    (folder / "0009-theirs.md").write_text(BY_HAND.replace("7.", "9."), encoding="utf-8")
    (folder / "0010-theirs-too.md").write_text(BY_HAND.replace("7.", "10."), encoding="utf-8")
    commit(folder)
    git(folder, "checkout", "-q", "feature")
    (folder / "0009-ours.md").write_text(BY_HAND.replace("7.", "9."), encoding="utf-8")

    assert found(folder, "ADR002", "ADR014") == [
        ("0009-ours.md", "`0009-theirs.md` has the same number in `main`", "# 9. Use Kafka")
    ]


def test_a_revision_that_is_none(folder: Path) -> None:
    """What git does not know is no reason to pass."""
    with pytest.raises(UsageError) as caught:
        read_before(str(folder), "nowhere")
    assert caught.value.mistakes[0].message == "`nowhere` is not a revision of this repository"


def test_outside_a_repository_there_is_no_revision(tmp_path: Path) -> None:
    """The option that asked for it is named."""
    with pytest.raises(UsageError) as caught:
        read_before(str(tmp_path), "main")
    assert caught.value.mistakes[0].message.endswith(
        "is in no git repository, so there is no `main` to read records from"
    )
    assert caught.value.mistakes[0].hint == "leave --base out, or run in a clone"


def test_the_whole_message_of_a_changed_record(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Heading, line, and what to do."""
    monkeypatch.chdir(folder)
    change(folder / "0007-use-kafka.md", "Use it.", "Use it. Or not.")
    lints = lint_records(".", before=read_before(".", "main"))

    told = [render_mistake(lint.mistake, f"{lint.severity}[{lint.code}]") for lint in lints if lint.code == "ADR014"]
    assert told == [
        """\
error[ADR014]: it is accepted in `main`, and differs here
  --> ./0007-use-kafka.md:15:1
   |
15 | Use it. Or not.
   | ^
   |
   = help: restore the text, and write a new record that supersedes this one"""
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_inputs_are_those_of_the_profile(tmp_path: Path, layout: str) -> None:
    """A record rests on what its decision rests on today, unless it is retired or another project's."""
    write_record(ACCEPTED, str(tmp_path), TEMPLATES, layout)
    later = with_facts(ACCEPTED, "e" * 64)
    assert (
        lint_records(str(tmp_path), decisions=[ACCEPTED, later._replace(project="other")])[:1]
        == lint_records(str(tmp_path))[:1]
    )
    codes = [lint.code for lint in lint_records(str(tmp_path), decisions=[later])]
    assert codes.count("ADR015") == 1
    amend_record(later, str(tmp_path), TEMPLATES, "2026-11-22")

    assert "ADR015" not in [lint.code for lint in lint_records(str(tmp_path), decisions=[later])]


def test_the_whole_message_of_a_record_overtaken_and_due(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each at its line; the day of review is the last on which nothing is said."""
    monkeypatch.chdir(tmp_path)
    write_record(ACCEPTED, ".", TEMPLATES)
    codes = ("ADR015", "ADR017")
    assert [lint for lint in lint_records(".", "2027-03-31", decisions=[ACCEPTED]) if lint.code in codes] == []
    lints = lint_records(".", "2027-04-01", decisions=[with_facts(ACCEPTED, "e" * 64)])

    told = [render_mistake(lint.mistake, f"{lint.severity}[{lint.code}]") for lint in lints if lint.code in codes]
    assert told == [
        f"""\
error[ADR015]: what it rests on has changed since: outcomes, or facts that decided them
  --> ./{NAME}:10:1
   |
10 | x-policyengine-inputs: "{inputs_of(ACCEPTED)}"
   | ^
   |
   = help: `policyengine record --check PROFILE` says what to do""",
        f"""\
warning[ADR017]: the choice was to be reviewed by 2027-03-31
  --> ./{NAME}:66:1
   |
66 | Review by 2027-03-31.
   | ^
   |
   = help: look at the choice again, and set a new `review_by`""",
    ]


@pytest.mark.parametrize(("state", "due"), [("accepted", True), ("deprecated", False)])
def test_a_record_by_hand_may_name_its_day_of_review(tmp_path: Path, state: str, due: bool) -> None:  # noqa: FBT001 - a parameter of a test
    """In its front matter; what is retired is never due."""
    text = f"---\nstatus: {state}\nreview-by: 2026-12-31\n\n---\n# Use Kafka\n"
    (tmp_path / "0001-use-kafka.md").write_text(text, encoding="utf-8")

    assert ("ADR017" in [lint.code for lint in lint_records(str(tmp_path), "2027-01-01")]) is due


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_renumbered_record_with_pictures_is_the_same_record(tmp_path: Path, layout: str) -> None:
    """Its links follow; a picture that was exchanged, digest and all, is a change of what people decided."""
    git(tmp_path, "init", "-q", "-b", "main")
    folder = tmp_path / "docs"
    write_record(priced_decision(status="accepted"), str(folder), TEMPLATES, layout)
    commit(tmp_path)
    git(tmp_path, "checkout", "-q", "-b", "feature")
    renumber_record(str(folder), NAME, 7)
    moved = NAME.replace("0001", "0007")

    assert found(folder, "ADR014", "ADR020", "ADR021") == []
    text = (folder / moved).read_text(encoding="utf-8")
    digest = re.findall(r'curve\.svg "sha256:([0-9a-f]{64})"', text)[0]
    (folder / moved).write_text(text.replace(digest, "0" * 64), encoding="utf-8")
    assert [(file, message) for file, message, _ in found(folder, "ADR014")] == [
        (moved, "it is accepted in `main`, and differs here")
    ]
