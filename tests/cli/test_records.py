"""Records from the command line: layouts, amendments, lint and renumbering, on the chatbot of the examples."""

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.cli.running import EXAMPLE, GOOD, policyengine

NAME = "0001-answer-patients-questions-with-llama-3-1-70b-in-our-own-vpc"


@pytest.fixture
def chatbot(tmp_path: Path) -> Path:
    """Copy the example without its records."""
    shutil.copytree(EXAMPLE, tmp_path / "chatbot", ignore=shutil.ignore_patterns("docs", "expected.txt"))
    return tmp_path / "chatbot"


def change(path: Path, old: str, new: str) -> None:
    """Change one place of a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(("layout", "first"), [("madr4", "---"), ("nygard", "# 1. Answer"), ("madr2", "# Answer")])
def test_each_layout_is_written_and_fresh(chatbot: Path, layout: str, first: str) -> None:
    """The settings choose the layout; a record has a sidecar and an index beside it, and has its form."""
    with (chatbot / "policyengine.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"records: {{layout: {layout}}}\n")
    assert policyengine(chatbot, "record", "llm-profile.yaml").code == 0
    folder = chatbot / "docs" / "decisions"
    assert (folder / f"{NAME}.md").read_text(encoding="utf-8").startswith(first)
    assert json.loads((folder / f"{NAME}.decision.json").read_text(encoding="utf-8"))["record"]["layout"] == layout
    assert f"({NAME}.md)" in (folder / "index.md").read_text(encoding="utf-8")
    done = policyengine(chatbot, "record", "llm-profile.yaml", "--check", "--as-of", "2026-11-22")
    assert done == (0, f"fresh: docs/decisions/{NAME}.md\n", "")
    assert policyengine(chatbot, "records", "lint", "docs/decisions") == (0, "every record is well-formed\n", "")


def test_an_accepted_record_is_amended_not_rewritten(chatbot: Path) -> None:
    """Facts may change while the outcome stays: a dated row says so, and the body keeps every byte."""
    profile = chatbot / "llm-profile.yaml"
    change(profile, "status: proposed", "status: accepted")
    assert policyengine(chatbot, "record", "llm-profile.yaml").code == 0
    record = chatbot / "docs" / "decisions" / f"{NAME}.md"
    before = record.read_text(encoding="utf-8")
    change(profile, "context_tokens: 6000", "context_tokens: 7000")
    assert policyengine(chatbot, "record", "llm-profile.yaml").code == 2
    assert record.read_text(encoding="utf-8") == before
    note = ("--amend", "Longer prompts", "--as-of", "2026-12-01")
    assert policyengine(chatbot, "record", "llm-profile.yaml", *note).code == 0
    after = record.read_text(encoding="utf-8")
    assert "Longer prompts" in after
    assert before[before.index("## Context") : before.index("<summary>Sources and provenance")] in after
    assert policyengine(chatbot, "record", "llm-profile.yaml", "--check", "--as-of", "2026-12-01").code == 0


TWO = """\

decisions:
  pilot: {title: Pilot, workloads: [draft-notes], status: STATUS, because: x, date: 2026-11-22, makers: [Ada Lovelace]}
  serving: {title: Serving, workloads: [draft-notes], status: accepted, because: x, date: 2026-11-22, makers: [Ada]}
"""


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Return a directory with two accepted records, of whose facts one has changed since."""
    text = (EXAMPLE.parent / "smallest" / "llm-profile.yaml").read_text(encoding="utf-8")
    profile = tmp_path / "llm-profile.yaml"
    profile.write_text(text + TWO.replace("STATUS", "accepted"), encoding="utf-8")
    assert policyengine(tmp_path, "record", "llm-profile.yaml").code == 0
    change(profile, "classes: [internal]", "classes: [internal, public]")
    return tmp_path


def amend(folder: Path, *options: str) -> tuple[int, list[str], dict[str, str]]:
    """Amend as of a day: return the exit code, the first line of each result, and the records."""
    done = policyengine(folder, "record", "llm-profile.yaml", "--amend", "In use", "--as-of", "2026-12-01", *options)
    lines = [line for line in done.out.splitlines() if line.partition(":")[0] in RESULTS]
    return done.code, lines, {path.name: path.read_text() for path in sorted((folder / "docs/decisions").iterdir())}


RESULTS = ("amended", "unchanged", "refused", "left out", "note", "error")


def test_records_that_are_not_accepted_are_left_out_of_amendments(two: Path) -> None:
    """The others are amended; a record that is named alone is refused."""
    change(two / "llm-profile.yaml", "status: accepted", "status: deprecated")
    assert policyengine(two, "record", "llm-profile.yaml", "--decision", "pilot").code == 0
    code, lines, after = amend(two)
    assert (code, lines) == (
        0,
        [
            "left out: docs/decisions/0001-pilot.md",
            "note: `0001-pilot.md` is deprecated; only accepted records are amended",
            "amended: docs/decisions/0002-serving.md",
        ],
    )
    assert ["### Amendments" in after[name] for name in ("0001-pilot.md", "0002-serving.md")] == [False, True]
    assert amend(two, "--decision", "pilot")[:2] == (
        2,
        [
            "refused: docs/decisions/0001-pilot.md",
            "error: `0001-pilot.md` is deprecated; only accepted records are amended",
        ],
    )


def test_nothing_is_amended_where_an_accepted_record_is_refused(two: Path) -> None:
    """An exit code of 2 never follows a change."""
    record = two / "docs" / "decisions" / "0002-serving.md"
    change(record, "## Context", "Approved.\n\n## Context")
    before = {path.name: path.read_text() for path in sorted(record.parent.iterdir())}
    code, lines, after = amend(two)
    assert (code, lines[0], after) == (2, "refused: docs/decisions/0002-serving.md", before)


def test_a_record_is_not_amended_before_its_day(two: Path) -> None:
    """The check would report such a row."""
    done = policyengine(two, "record", "llm-profile.yaml", "--amend", "In use", "--as-of", "2026-11-21")
    message = "error: `0001-pilot.md` is of 2026-11-22, and nothing amends it as of 2026-11-21\n"
    assert (done.code, message in done.out) == (2, True)


def test_a_record_gets_another_number(chatbot: Path) -> None:
    """The file, its sidecar and the index carry the new number; nothing of the old one stays."""
    assert policyengine(chatbot, "record", "llm-profile.yaml").code == 0
    done = policyengine(chatbot, "records", "renumber", "docs/decisions", f"{NAME}.md", "--number", "7")
    assert done.code == 0
    names = sorted(path.name for path in (chatbot / "docs" / "decisions").iterdir())
    moved = NAME.replace("0001", "0007")
    pictures = [f"{moved}.patient-qa.{kind}.svg" for kind in ("breakdown", "curve")]
    assert names == [f"{moved}.decision.json", f"{moved}.md", *pictures, "index.md"]
    assert policyengine(chatbot, "record", "llm-profile.yaml", "--check", "--as-of", "2026-11-22").code == 0


def test_templates_of_ones_own_stay_inside(chatbot: Path) -> None:
    """A directory of templates outside the settings' own is refused at its line."""
    with (chatbot / "policyengine.yaml").open("a", encoding="utf-8") as settings:
        settings.write("records: {templates: ../elsewhere}\n")
    done = policyengine(chatbot, "record", "llm-profile.yaml")
    assert (done.code, "the templates lie outside this directory" in done.err) == (2, True)


def test_what_is_out_of_date_is_told_like_a_verdict(chatbot: Path) -> None:
    """With its word, how loud it is, and its line as seen from here, whichever file it is in."""
    path = "chatbot/llm-profile.yaml"
    line = next(
        n for n, text in enumerate((chatbot / "llm-profile.yaml").read_text().split("\n"), 1) if "qa-serving:" in text
    )
    missing = policyengine(chatbot.parent, "record", path, "--check", "--as-of", "2026-11-22")
    assert missing.code == 1
    assert (
        missing.out
        == f"""\
missing: decision patient-qa-serving

error[unrecorded]: decision `patient-qa-serving` has no record in `chatbot/docs/decisions`
   --> {path}:{line}:3
    |
{line} |   patient-qa-serving:
    |   ^^^^^^^^^^^^^^^^^^
    |
    = help: run `policyengine record {path}` to write it
"""
    )
    assert policyengine(chatbot.parent, "record", path).code == 0
    due = policyengine(chatbot.parent, "record", path, "--check", "--as-of", "2027-04-01")
    assert due.code == 0
    assert (
        due.out
        == f"""\
fresh: chatbot/docs/decisions/{NAME}.md

warning[review-due]: the choice was to be reviewed by 2027-03-31
  --> {path}:31:16
   |
31 |     review_by: 2027-03-31
   |                ^^^^^^^^^^
   |
   = help: look at the choice again, and set a new `review_by`
"""
    )


def test_an_accepted_record_waits_for_its_successor(chatbot: Path) -> None:
    """While the successor is a proposal, the old record is refused and says which decision to accept."""
    profile = chatbot / "llm-profile.yaml"
    change(profile, "status: proposed", "status: accepted")
    assert policyengine(chatbot, "record", "llm-profile.yaml").code == 0
    change(profile, "context_tokens: 6000", "context_tokens: 7000")
    after = "\n  patient-qa-v2: {title: Longer prompts, workloads: [patient-qa], status: proposed, date: 2026-11-23,"
    with profile.open("a", encoding="utf-8") as file:
        file.write(f"{after} makers: [Ada Lovelace], supersedes: patient-qa-serving}}\n")
    policyengine(chatbot, "record", "llm-profile.yaml")
    done = policyengine(chatbot, "record", "llm-profile.yaml", "--check", "--as-of", "2026-11-23")
    assert (done.code, done.out.splitlines()[-1]) == (1, "fresh: docs/decisions/0002-longer-prompts.md")
    assert "   = help: `0002-longer-prompts.md` is to supersede it: accept that decision\n" in done.out


def test_overwriting_and_comparing_exclude_each_other(chatbot: Path) -> None:
    """A comparison writes nothing."""
    done = policyengine(chatbot, "record", "llm-profile.yaml", "--check", "--overwrite")
    assert done == (
        2,
        "",
        "error: --check writes nothing, so --overwrite cannot go with it\n  = help: leave one of them out\n\n",
    )


def test_lint_compares_with_a_profile(chatbot: Path) -> None:
    """What the rules read then, and what they read now."""
    assert policyengine(chatbot, "record", "llm-profile.yaml").code == 0
    lint = ("records", "lint", "docs/decisions", "--profile", "llm-profile.yaml", "--as-of", "2026-11-22")
    assert policyengine(chatbot, *lint) == (0, "every record is well-formed\n", "")
    change(chatbot / "llm-profile.yaml", "context_tokens: 6000", "context_tokens: 7000")
    done = policyengine(chatbot, *lint)
    assert (done.code, done.out.splitlines()[0]) == (
        1,
        "error[ADR015]: what it rests on has changed since: outcomes, or facts that decided them",
    )


def test_an_empty_directory_has_nothing_to_lint(tmp_path: Path) -> None:
    """Nothing found is not success."""
    assert policyengine(tmp_path, "records", "lint", ".") == (3, "no records in .\n", "")


def test_a_check_takes_several_profiles_and_directories(chatbot: Path) -> None:
    """Below a directory, a profile without decisions is passed over; one that is wrong does not stop the others."""
    folder = chatbot.parent
    assert policyengine(chatbot, "record", "llm-profile.yaml").code == 0
    fresh = f"fresh: chatbot/docs/decisions/{NAME}.md\n"
    command = ("record", "--check", "--as-of", "2026-11-22")
    (folder / "notes").mkdir()
    (folder / "notes" / "llm-profile.yaml").write_text(GOOD)
    assert policyengine(folder, *command, ".") == (0, fresh, "")
    assert policyengine(folder, *command, "chatbot", "chatbot/llm-profile.yaml") == (0, fresh, "")
    (folder / "notes" / "llm-profile.yaml").write_text("version: 1\nproject: [\n")
    done = policyengine(folder, *command, ".")
    assert (done.code, done.out, " --> notes/llm-profile.yaml:" in done.err) == (2, fresh, True)


def test_two_profiles_of_one_project_in_a_directory(tmp_path: Path) -> None:
    """Each may be checked alone: the record of the other's decision is no orphan while that is declared."""
    text = (EXAMPLE.parent / "smallest" / "llm-profile.yaml").read_text(encoding="utf-8")
    for name in ("a", "b"):
        decided = (
            f"\ndecisions:\n  {name}: {{title: {name}, workloads: [draft-notes], status: proposed, date: 2026-11-22}}\n"
        )
        (tmp_path / f"{name}.llm-profile.yaml").write_text(text + decided, encoding="utf-8")
        assert policyengine(tmp_path, "record", f"{name}.llm-profile.yaml").code == 0
    fresh = "fresh: docs/decisions/0001-a.md\n", "fresh: docs/decisions/0002-b.md\n"
    assert policyengine(tmp_path, "record", "--check", ".") == (0, "".join(fresh), "")
    assert policyengine(tmp_path, "record", "--check", "b.llm-profile.yaml") == (0, fresh[1], "")
    (tmp_path / "a.llm-profile.yaml").write_text(text, encoding="utf-8")
    gone = policyengine(tmp_path, "record", "--check", "b.llm-profile.yaml")
    assert (gone.code, "error[orphan]" in gone.out) == (1, True)


def test_a_check_of_no_decision_is_no_success(tmp_path: Path) -> None:
    """A directory without decisions exits 3; a profile that is named is wrong without one; nothing is 3 as well."""
    (tmp_path / "llm-profile.yaml").write_text(GOOD)
    done = policyengine(tmp_path, "record", "--check", ".")
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("error: nothing was checked: no profile in `.` declares a decision\n")
    done = policyengine(tmp_path, "record", "--check", "llm-profile.yaml")
    assert (done.code, "the profile declares no decision" in done.err) == (2, True)
    done = policyengine(tmp_path, "record", "--check", "nowhere")
    assert (done.code, "`nowhere`: no such file or directory" in done.err) == (2, True)


def test_a_directory_without_decisions_has_the_message_of_its_profile(tmp_path: Path) -> None:
    """There is a profile, so no template of one is printed."""
    (tmp_path / "llm-profile.yaml").write_text(GOOD)
    named = policyengine(tmp_path, "record", "llm-profile.yaml")
    assert (named.code, named.err.partition("\n")[0]) == (2, "error: the profile declares no decision")
    assert policyengine(tmp_path, "record", ".") == (3, "", named.err)
    (tmp_path / "b.llm-profile.yaml").write_text(GOOD)
    done = policyengine(tmp_path, "record", ".")
    assert (done.code, done.err.partition("\n")[0]) == (3, "error: the profiles declare no decision")


def test_a_hook_only_checks(chatbot: Path) -> None:
    """`--on-commit` is refused where records would be written."""
    done = policyengine(chatbot, "record", "llm-profile.yaml", "--on-commit")
    assert (done.code, done.err.startswith("error: --on-commit goes with --check\n")) == (2, True)


@pytest.mark.parametrize("kind", ["directory", "pipe"])
@pytest.mark.parametrize("name", ["index.md", f"{NAME}.md", f"{NAME}.decision.json"])
def test_what_is_no_plain_file_is_named(chatbot: Path, name: str, kind: str) -> None:
    """In the place of a record, of the file beside it, or of the index: nothing waits for it."""
    assert policyengine(chatbot, "record", "llm-profile.yaml").code == 0
    path = chatbot / "docs" / "decisions" / name
    path.unlink()
    path.mkdir() if kind == "directory" else os.mkfifo(path)
    done = policyengine(chatbot, "record", "llm-profile.yaml")
    assert (done.code, f"`docs/decisions/{name}` " in done.err or f"`{name}` " in done.err) == (2, True), done.err
    assert policyengine(chatbot, "record", "--check", ".").code in {1, 2}
    assert "internal error" not in policyengine(chatbot, "records", "lint", "docs/decisions").err


@pytest.mark.parametrize("path", ["/dev/null", "llm-profile.yaml", "llm-profile.yaml/x", "x" * 300])
def test_a_directory_that_is_none_is_named(chatbot: Path, path: str) -> None:
    """Records are written nowhere else."""
    done = policyengine(chatbot, "record", "llm-profile.yaml", "--directory", path)
    assert (done.code, done.out, done.err.startswith(f"error: `{path[:90]}")) == (2, "", True), done.err
