"""The list of records, in adr-log's form."""

from pathlib import Path

import pytest

from policyengine.records.before import Before
from policyengine.records.checking import check_records
from policyengine.records.files import write_record
from policyengine.records.lint.faults import lint_records
from policyengine.resources import TEMPLATES
from tests.builders import make_decision

FIRST, SECOND = make_decision(title="Use *both*"), make_decision(key="next", title="Next")
EXPECTED = r"""# Decisions

<!-- adrlog -->

* [ADR-0001](0001-use-both.md) - Use \*both\*
* [ADR-0002](0002-next.md) - Next

<!-- adrlogstop -->

This list is written by `policyengine record`.
"""


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Return the index of two records, one of them in another layout."""
    write_record(FIRST, str(tmp_path), TEMPLATES)
    write_record(SECOND, str(tmp_path), TEMPLATES, "nygard")
    return tmp_path / "index.md"


def codes(index: Path) -> list[str]:
    """Check the directory."""
    checked = [
        *check_records([FIRST], str(index.parent), TEMPLATES, known=["patient-assistant/next"]),
        *check_records(
            [SECOND], str(index.parent), TEMPLATES, "nygard", known=["patient-assistant/patient-qa-serving"]
        ),
    ]
    return sorted({code for found in checked for code in found.codes})


def test_it_lists_every_record(index: Path) -> None:
    """Number, file and title as adr-log reads them; a line of text follows, or adr-log would add blank ones."""
    assert index.read_text(encoding="utf-8") == EXPECTED
    assert codes(index) == []


def test_records_by_hand_are_listed_too(index: Path) -> None:
    """The list is of the directory, not of ours alone."""
    (index.parent / "0007-by-hand.md").write_text("# By hand\n", encoding="utf-8")
    assert codes(index) == ["index-changed"]
    write_record(FIRST, str(index.parent), TEMPLATES)
    assert "* [ADR-0007](0007-by-hand.md) - By hand\n" in index.read_text(encoding="utf-8")
    assert codes(index) == []


def test_the_words_around_the_list_stay(index: Path) -> None:
    """People may write what they like before and after."""
    index.write_text(EXPECTED.replace("# Decisions", "# Ours\n\nRead these.").replace("Next", "Old"), encoding="utf-8")
    assert codes(index) == ["index-changed"]
    write_record(FIRST, str(index.parent), TEMPLATES)
    assert index.read_text(encoding="utf-8") == EXPECTED.replace("# Decisions", "# Ours\n\nRead these.")


def test_the_place_of_the_difference_is_told(index: Path) -> None:
    """The first line that differs."""
    index.write_text(EXPECTED.replace("Next", "Old"), encoding="utf-8")
    found = check_records([FIRST], str(index.parent), TEMPLATES, known=["patient-assistant/next"])[-1]

    assert found.mistakes[0].location is not None
    assert found.mistakes[0].location.line == 6


def test_an_index_of_somebody_else_is_left_alone(index: Path) -> None:
    """Without the marks of adr-log nothing is guessed."""
    index.write_text("# Ours\n", encoding="utf-8")
    assert codes(index) == []
    write_record(FIRST._replace(notes="New."), str(index.parent), TEMPLATES)
    assert index.read_text(encoding="utf-8") == "# Ours\n"


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_an_emptied_index_is_missing(index: Path, text: str) -> None:
    """It belongs to nobody, and is written again."""
    index.write_text(text, encoding="utf-8")
    (found,) = check_records([FIRST, SECOND], str(index.parent), TEMPLATES)[2].mistakes
    assert found.message == f"`index.md` in `{index.parent}` is empty"

    write_record(FIRST, str(index.parent), TEMPLATES)
    assert index.read_text(encoding="utf-8") == EXPECTED


def test_an_index_that_a_revision_has_stays_one(index: Path) -> None:
    """Another text without a list is not that of another tool."""
    before = Before("main", {"index.md": index.read_text(encoding="utf-8")}, {}, {})
    index.write_text("# Nothing was decided\n", encoding="utf-8")
    found = check_records([FIRST, SECOND], str(index.parent), TEMPLATES, before=before)[2]
    lints = lint_records(str(index.parent), before=before)

    message = "`index.md` has no list of records; it is there in `main`"
    assert [(found.codes, one.message) for one in found.mistakes] == [(("index-changed",), message)]
    assert [lint.code for lint in lints if lint.mistake.message == message] == ["ADR006"]


def test_a_missing_index_is_told(index: Path) -> None:
    """And written again."""
    index.unlink()
    assert codes(index) == ["index-missing"]
    write_record(FIRST, str(index.parent), TEMPLATES)
    assert index.read_text(encoding="utf-8") == EXPECTED


def test_a_link_is_no_index(index: Path, tmp_path: Path) -> None:
    """It is neither followed nor replaced."""
    outside = tmp_path / "outside.txt"
    index.rename(outside)
    index.symlink_to(outside)
    write_record(FIRST._replace(title="New"), str(index.parent), TEMPLATES)

    assert outside.read_text(encoding="utf-8") == EXPECTED
