"""Records from the command line: layouts, amendments, lint and renumbering, on the chatbot of the examples."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.running import EXAMPLE, policyengine

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
    assert policyengine(chatbot, "records", "lint", "docs/decisions") == (0, "every record has its form\n", "")


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
    assert before[before.index("## Context") : before.index("## More Information")] in after
    assert policyengine(chatbot, "record", "llm-profile.yaml", "--check", "--as-of", "2026-12-01").code == 0


def test_a_record_gets_another_number(chatbot: Path) -> None:
    """The file, its sidecar and the index carry the new number; nothing of the old one stays."""
    assert policyengine(chatbot, "record", "llm-profile.yaml").code == 0
    done = policyengine(chatbot, "records", "renumber", "docs/decisions", f"{NAME}.md", "--number", "7")
    assert done.code == 0
    names = sorted(path.name for path in (chatbot / "docs" / "decisions").iterdir())
    moved = NAME.replace("0001", "0007")
    assert names == [f"{moved}.decision.json", f"{moved}.md", "index.md"]
    assert policyengine(chatbot, "record", "llm-profile.yaml", "--check", "--as-of", "2026-11-22").code == 0


def test_templates_of_ones_own_stay_inside(chatbot: Path) -> None:
    """A directory of templates outside the settings' own is refused at its line."""
    with (chatbot / "policyengine.yaml").open("a", encoding="utf-8") as settings:
        settings.write("records: {templates: ../elsewhere}\n")
    done = policyengine(chatbot, "record", "llm-profile.yaml")
    assert (done.code, "the templates lie outside this directory" in done.err) == (2, True)


def test_an_empty_directory_has_nothing_to_lint(tmp_path: Path) -> None:
    """Nothing found is not success."""
    assert policyengine(tmp_path, "records", "lint", ".") == (3, "no records in .\n", "")
