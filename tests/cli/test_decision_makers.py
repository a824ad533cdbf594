"""People who decide have one key, `decision-makers`; the former one is read, and others are answered with it."""

from pathlib import Path

import pytest

from tests.cli.running import DAY, GOOD, policyengine

DECISIONS = "decisions:\n  draft: {{workloads: [draft], status: proposed, date: 2026-10-01, {people}}}\n"


def recorded(folder: Path, people: str) -> tuple[int, str, str]:
    """Return the exit code, what is printed, and the record of a profile whose decision names people."""
    (folder / "llm-profile.yaml").write_text(GOOD + DECISIONS.format(people=people))
    done = policyengine(folder, "record", "llm-profile.yaml", "--as-of", DAY)
    records = sorted((folder / "docs" / "decisions").glob("0*.md"))
    return done.code, done.out + done.err, records[0].read_text() if records else ""


def test_the_former_key_is_read(tmp_path: Path) -> None:
    """A profile of 0.1.0 has the same people in its record as one with the key of today."""
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    old = recorded(tmp_path / "old", "makers: [Ada Lovelace]")
    new = recorded(tmp_path / "new", "decision-makers: [Ada Lovelace]")
    assert old[:2] == new[:2]
    assert new[0] == 0
    for _, _, record in (old, new):
        assert 'decision-makers: ["Ada Lovelace"]\n' in record


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("deciders", "write `decision-makers`"),
        ("decision_makers", "write `decision-makers`"),
        ("decisionMakers", "write `decision-makers`"),
        ("decided_by", "write `decision-makers`"),
        ("maker", "write `decision-makers`"),
    ],
)
def test_near_keys(tmp_path: Path, key: str, hint: str) -> None:
    """What people call them elsewhere is answered with the key."""
    code, printed, _ = recorded(tmp_path, f"{key}: [Ada Lovelace]")
    assert code == 2
    assert f"error: unknown key `{key}`\n" in printed
    assert f"  = help: {hint}\n" in printed


def test_both_keys(tmp_path: Path) -> None:
    """One of two lists would not count, so both together are an error."""
    code, printed, _ = recorded(tmp_path, "makers: [Ada Lovelace], decision-makers: [Grace Hopper]")
    assert code == 2
    assert "`makers` is the former name of `decision-makers`, and both are here" in printed
