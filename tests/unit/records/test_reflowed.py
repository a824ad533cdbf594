"""What formatters of Markdown make of a record is the same record: no fact, no rule and no word has changed."""

import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import mdformat
import pytest

from policyengine.decision import Decision
from policyengine.records.amendments import with_amendment
from policyengine.records.files import Writing, write_record
from policyengine.records.layout import read_record
from policyengine.records.layouts import LAYOUTS
from policyengine.records.record import record_text
from policyengine.records.status import with_status
from policyengine.resources import TEMPLATES
from tests.builders import make_decision
from tests.golden.sample_costs import priced_decision
from tests.golden.sample_decision import sample_decision, several_workloads
from tests.npm import installed, ran
from tests.unit.records.checks import check_record

NAME = "0001-serve-patient-questions-from-a-model-we-host.md"
EXTENSIONS = ("gfm", "frontmatter")
NPM = {"prettier": "3.10.1", "markdownlint-cli2": "0.24.1"}


def kept(text: str) -> str:
    """Format with mdformat, lines as they are."""
    return mdformat.text(text, extensions=EXTENSIONS)


def wrapped(text: str) -> str:
    """Format with mdformat, lines wrapped."""
    return mdformat.text(text, extensions=EXTENSIONS, options={"wrap": 80})


def by_hand(text: str) -> str:
    """Wrap paragraphs, mark lists with dashes and pad tables, as an editor may."""
    lines = []
    for line in text.split("\n"):
        if re.match(r"\* ", line):
            lines += textwrap.wrap(
                f"- {line[2:]}", 60, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
            )
        elif line.startswith("| "):
            lines.append(re.sub(r"(?<!\\) \|", "    |", line))
        else:
            lines.append(line)
    return "\n".join(lines)


FORMATTERS = [kept, wrapped, by_hand]
DECISIONS = [sample_decision(supersedes=""), several_workloads(), priced_decision()]


@pytest.mark.parametrize("formatter", FORMATTERS)
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("decision", DECISIONS)
def test_a_formatted_record_reads_as_it_was_written(
    decision: Decision, layout: str, formatter: Callable[[str], str]
) -> None:
    """Outcome, options and blocks are the same, and nothing counts as an edit by hand."""
    text = record_text(decision, 1, TEMPLATES, layout)
    old, new = read_record(text), read_record(formatter(text))

    assert new.edits == ()
    assert (new.outcome, new.options, new.chosen) == (old.outcome, old.options, old.chosen)
    assert new.says_the_same_as(old)


@pytest.mark.parametrize("status", ["proposed", "accepted"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_formatted_record_is_fresh_and_stays_formatted(tmp_path: Path, layout: str, status: str) -> None:
    """`record --check` finds nothing, and `record` leaves the text and the index as the formatter left them."""
    decision = make_decision(status=status)
    write_record(decision, str(tmp_path), TEMPLATES, layout)
    for name in (NAME, "index.md"):
        path = tmp_path / name
        path.write_text(wrapped(path.read_text(encoding="utf-8")), encoding="utf-8")
    before = sorted((path.name, path.read_bytes()) for path in tmp_path.iterdir())

    assert check_record(decision, str(tmp_path), layout).codes == ()
    assert write_record(decision, str(tmp_path), TEMPLATES, layout).outcome is Writing.UNCHANGED
    assert sorted((path.name, path.read_bytes()) for path in tmp_path.iterdir()) == before


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_word_changed_in_a_formatted_record_is_an_edit(layout: str) -> None:
    """Only form may differ."""
    text = kept(record_text(sample_decision(), 1, TEMPLATES, layout, supersedes="0001-pilot"))

    assert read_record(text.replace("The patient portal", "The clinic portal")).edits != ()
    assert read_record(text.replace("six minutes", "sixteen minutes").replace("six\nminutes", "x")).edits != ()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_formatted_record_is_retired_and_amended(layout: str) -> None:
    """Its state is where it was, and the amendment is read."""
    text = kept(record_text(make_decision(status="accepted"), 1, TEMPLATES, layout))
    amended = with_amendment(text, "2026-11-01", f"facts-sha256:{'a' * 64}", "the contract was renewed")

    assert read_record(with_status(text, "superseded", "0002-next")).status == "superseded"
    assert read_record(kept(amended)).inputs == f"facts-sha256:{'a' * 64}"
    assert read_record(kept(amended)).edits == ()


@pytest.mark.slow
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("command", [("prettier", "--write", "--prose-wrap", "always"), ("markdownlint-cli2", "--fix")])
def test_formatters_from_npm_change_nothing(tmp_path: Path, layout: str, command: tuple[str, ...]) -> None:
    """The real programs, in the versions named here."""
    npm = installed(NPM)
    for number, decision in enumerate(DECISIONS, 1):
        text = record_text(decision, number, TEMPLATES, layout)
        path = tmp_path / f"{number}.md"
        path.write_text(text, encoding="utf-8")
        ran(str(npm / "node_modules" / ".bin" / command[0]), *command[1:], path.name, cwd=tmp_path)
        record = read_record(path.read_text(encoding="utf-8"))

        assert record.edits == (), decision.key
        assert record.says_the_same_as(read_record(text)), decision.key
