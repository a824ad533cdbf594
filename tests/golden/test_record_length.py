"""How much of a record people see: one page, in every layout; everything else is folded away."""

import re
from pathlib import Path

import pytest

from policyengine.records.layouts import LAYOUTS
from tests.golden.test_examples import RECORDED, named
from tests.golden.transcripts import ROOT, run

MOST_WORDS = 700
"""The most words of a record that nobody has to unfold."""

MOST_CHARACTERS = 80
"""The most characters of a cell that people see, without marks."""

MOST_COLUMNS = 4


def visible(text: str) -> str:
    """Return what is left of a record without front matter, comments, pictures and what is folded away."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    text = re.sub(r"<!--.*?-->|<details>.*?</details>", "", text, flags=re.DOTALL)
    return re.sub(r"^!\[.*\]\(.*\)$", "", text, flags=re.MULTILINE)


def words(text: str) -> int:
    """Count the words of a text; the lines of a table count without its marks."""
    plain = re.sub(r"^\|[ :|-]+\|$", "", text, flags=re.MULTILINE).replace("|", " ")
    return sum(1 for word in plain.split() if re.search(r"\w", word))


def rows(text: str) -> list[list[str]]:
    """Return the cells of every row of every table."""
    lines = (line for line in text.split("\n") if line.startswith("| ") and not line.startswith("| ---"))
    return [[cell.strip(" *`") for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def records_in(folder: Path) -> dict[str, str]:
    """Return the texts of the records in a folder."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("0*.md"))}


@pytest.fixture(scope="module", params=LAYOUTS)
def records(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the records of every example in one layout."""
    found: dict[str, str] = {}
    for example in RECORDED:
        folder = tmp_path_factory.mktemp("records") / named(example).replace("/", "-")
        for profile in (*sorted(example.glob("llm-profile.*.yaml")), example / "llm-profile.yaml"):
            path = profile.relative_to(ROOT).as_posix()
            done = run("record", path, "--directory", str(folder), "--layout", request.param)
            assert done.returncode == 0, done.stdout
        found |= {f"{named(example)}/{name}": text for name, text in records_in(folder).items()}
    return found


def test_a_record_is_one_page(records: dict[str, str]) -> None:
    """At most so many words are visible."""
    counts = {name: words(visible(text)) for name, text in records.items()}

    assert len(counts) == 9
    assert {name: count for name, count in counts.items() if count > MOST_WORDS} == {}


def test_tables_fit_a_page(records: dict[str, str]) -> None:
    """At most so many columns, also where they are folded away, and short cells where they are not."""
    for name, text in records.items():
        assert {len(cells) for cells in rows(text)} <= {*range(1, MOST_COLUMNS + 1)}, name
        assert [cell for cells in rows(visible(text)) for cell in cells if len(cell) > MOST_CHARACTERS] == [], name


def test_no_sentence_of_a_record_is_said_twice(records: dict[str, str]) -> None:
    """Nothing that people see is said in two places; what `madr2` says of options may hold for several."""
    for name, text in records.items():
        if "layout=madr2" in text:
            continue
        lines = [line for line in visible(text).split("\n") if len(line.split()) > 6 and not line.startswith("|")]
        assert len(lines) == len(set(lines)), name
