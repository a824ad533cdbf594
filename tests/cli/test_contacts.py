"""Another name for a contact, or for the same entry of the catalog, does not make an accepted record stale."""

from pathlib import Path

import pytest

from policyengine.records.alike import CONTACTS
from policyengine.vocabulary.types import TYPES
from policyengine.vocabulary.values import VALUES
from tests.cli.own_rules import RULE
from tests.cli.running import DAY, FAILING, policyengine
from tests.cli.test_renewals import edit, found, recorded

DECIDED = """\
decisions:
  ask: {title: Ask, workloads: [chat], status: STATUS, because: x, date: 2026-11-22, makers: [Ada Lovelace]}
"""
NAMED = "another name, which no rule can tell from the one recorded: `project.owner` was clinical-ai and is now team-b"


def decide(folder: Path, status: str = "accepted") -> None:
    """Write a decision and its record."""
    (folder / ".git").mkdir()
    (folder / "llm-profile.yaml").write_text(FAILING + DECIDED.replace("STATUS", status))
    done = policyengine(folder, "record", "llm-profile.yaml", "--as-of", DAY)
    assert done.code == 0, done.err


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("openai/gpt-4o", "gpt-4o"),
        ("openai/gpt-4o", "azure/gpt-4o"),
        ("provider: openai", "provider: openai-api"),
    ],
)
def test_another_name_of_an_entry(tmp_path: Path, old: str, new: str) -> None:
    """Aliases mean the same model and the same service, in both directions."""
    decide(tmp_path)
    edit(tmp_path, old, new)
    assert found(recorded(tmp_path, DAY)) == (0, [])
    for path in (tmp_path / "docs" / "decisions").iterdir():
        path.unlink()
    assert policyengine(tmp_path, "record", "llm-profile.yaml", "--as-of", DAY).code == 0
    edit(tmp_path, new, old)
    assert found(recorded(tmp_path, DAY)) == (0, [])


def test_another_model(tmp_path: Path) -> None:
    """A name that is no alias is another decision."""
    decide(tmp_path)
    edit(tmp_path, "openai/gpt-4o", "gpt-4o-mini")
    assert found(recorded(tmp_path, DAY)) == (1, ["outcome-changed"])


def test_another_owner(tmp_path: Path) -> None:
    """It is a note where the rule only asks that there is one, and an error where that is no longer so."""
    decide(tmp_path)
    edit(tmp_path, "owner: clinical-ai", "owner: team-b")
    done = recorded(tmp_path, DAY)
    assert (found(done), f"note[inputs-changed]: {NAMED}\n" in done.out) == ((0, ["inputs-changed"]), True)
    edit(tmp_path, "owner: team-b", "owner: tbd")
    assert found(recorded(tmp_path, DAY)) == (1, ["inputs-changed"])
    edit(tmp_path, "owner: tbd, ", "")
    assert found(recorded(tmp_path, DAY)) == (1, ["inputs-changed"])


def test_another_owner_under_a_proposal(tmp_path: Path) -> None:
    """A proposal is written anew."""
    decide(tmp_path, "proposed")
    edit(tmp_path, "owner: clinical-ai", "owner: team-b")
    assert found(recorded(tmp_path, DAY)) == (1, ["inputs-changed"])


@pytest.mark.parametrize(
    ("require", "codes"),
    [
        ('project.owner != "nobody"', (0, ["inputs-changed"])),
        ('project.owner in ["clinical-ai", "team-b"]', (1, ["inputs-changed"])),
        ('project.owner.startsWith("clinical") || project.owner == "team-b"', (1, ["inputs-changed"])),
        ("project.owner != project.name", (1, ["inputs-changed"])),
        ('project.owner == "clinical-ai"', (1, ["inputs-changed"])),
    ],
)
def test_a_rule_that_asks_who_it_is(tmp_path: Path, require: str, codes: tuple[int, list[str]]) -> None:
    """An organisation's own rule may tell the names apart; then they are another fact."""
    rules = tmp_path / "acme" / "rules" / "own"
    rules.mkdir(parents=True)
    rule = RULE.format(require=f"'{require}'", message="no").replace("scope: option", "scope: workload")
    (rules / "it.yaml").write_text(rule)
    (tmp_path / "policyengine.yaml").write_text("version: 1\npacks: [acme]\n")
    decide(tmp_path)
    edit(tmp_path, "owner: clinical-ai", "owner: team-b")
    assert found(recorded(tmp_path, DAY)) == codes


def test_what_a_contact_is() -> None:
    """It is one free text, and says nothing of an option, of data or of an agreement."""
    assert [path for path in CONTACTS if TYPES[path] != "string" or path in VALUES] == []
    assert [path for path in CONTACTS if path.startswith(("option.", "workload.data", "agreement", "recipient."))] == []
