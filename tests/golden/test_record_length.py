"""What people see of a record, in every layout: one page with the decision, its reason, its risks and the next step."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from policyengine.records.layout import read_record
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


class Written(NamedTuple):
    """A record and the JSON file beside it."""

    text: str
    data: dict[str, Any]


def records_in(folder: Path) -> dict[str, Written]:
    """Return the records in a folder."""
    return {
        path.name: Written(
            path.read_text(encoding="utf-8"),
            json.loads(path.with_name(f"{path.stem}.decision.json").read_text(encoding="utf-8")),
        )
        for path in sorted(folder.glob("0*.md"))
    }


@pytest.fixture(scope="module", params=LAYOUTS)
def records(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Written]:
    """Return the records of every example in one layout."""
    found: dict[str, Written] = {}
    for example in RECORDED:
        folder = tmp_path_factory.mktemp("records") / named(example).replace("/", "-")
        for profile in (*sorted(example.glob("llm-profile.*.yaml")), example / "llm-profile.yaml"):
            path = profile.relative_to(ROOT).as_posix()
            done = run("record", path, "--directory", str(folder), "--layout", request.param)
            assert done.returncode == 0, done.stdout
        found |= {f"{named(example)}/{name}": written for name, written in records_in(folder).items()}
    return found


def test_a_record_is_one_page(records: dict[str, Written]) -> None:
    """At most so many words are visible."""
    counts = {name: words(visible(written.text)) for name, written in records.items()}

    assert len(counts) == 9
    assert {name: count for name, count in counts.items() if count > MOST_WORDS} == {}


def test_tables_fit_a_page(records: dict[str, Written]) -> None:
    """At most so many columns, also where they are folded away, and short cells where they are not."""
    for name, (text, _) in records.items():
        assert {len(cells) for cells in rows(text)} <= {*range(1, MOST_COLUMNS + 1)}, name
        assert [cell for cells in rows(visible(text)) for cell in cells if len(cell) > MOST_CHARACTERS] == [], name


def test_no_sentence_of_a_record_is_said_twice(records: dict[str, Written]) -> None:
    """Nothing that people see is said in two places; what `madr2` says of options may hold for several."""
    for name, (text, _) in records.items():
        if "layout=madr2" in text:
            continue
        lines = [line for line in visible(text).split("\n") if len(line.split()) > 6 and not line.startswith("|")]
        assert len(lines) == len(set(lines)), name


def plain(text: str) -> str:
    """Return a text without marks and line breaks."""
    return " ".join(re.sub(r"[\\*`]", "", text).split())


def unanswered(written: Written) -> Iterator[str]:
    """Yield what a reader of the visible text would have to ask."""
    text, data = written
    seen, record = plain(visible(text)), read_record(text)
    primaries = [one for workload in data["workloads"] for one in workload["options"] if one["role"] == "primary"]
    full = [title.partition(" (")[0].rstrip("…") for title in record.in_full.chosen]
    if [one["title"][: len(title)] for title, one in zip(full, primaries, strict=True)] != full:
        yield "what is decided"
    yield from (f"whether `{title}` is decided" for title in record.chosen if f'"{title}"' not in seen)
    supporting = [one["role"] for workload in data["workloads"] for one in workload["options"]]
    yield from (f"which option is the {role}" for role in {*supporting} - {"primary", "considered"} if role not in seen)
    if data["status"] not in seen.lower():
        yield "whether it is decided"
    if plain(data["because"]).partition(" ")[2] not in seen:
        yield "why"
    yield from (f"whether {name} decided" for name in data["makers"] if name not in seen)
    yield from (f"what `{rule}` means for the choice" for rule in sorted(risks(data)) if rule not in seen)
    if not re.search(r"Drawbacks to accept:|Negative Consequences|# Consequences", seen):
        yield "what is risky"
    if not re.search(r"Next step: \w.* Review by 20\d\d-\d\d-\d\d", seen):
        yield "what to do now"


def risks(data: dict[str, Any]) -> set[str]:
    """Return the rules that fail, are undecided or waived for the choice; notes are not risks."""
    return {
        verdict["rule"]
        for verdict in data["verdicts"]
        if verdict["outcome"] in ("fail", "unknown", "broken", "waived")
        and verdict["severity"] != "note"
        and not str(verdict["option"]).startswith("considered[")
        and not verdict["rule"].startswith("waiver/")
    }


def test_a_reader_learns_what_is_decided_why_what_is_risky_and_what_to_do(records: dict[str, Written]) -> None:
    """Nothing has to be unfolded for that."""
    assert {name: asked for name, written in records.items() if (asked := [*unanswered(written)])} == {}


def test_no_example_decides_for_an_excluded_option(records: dict[str, Written]) -> None:
    """A mandatory rule that fails excludes an option, and so do GPUs that do not carry its load."""
    assert {written.data["status"] for written in records.values()} <= {"accepted", "proposed", "superseded"}
    for name, (text, data) in records.items():
        options = [option for workload in data["workloads"] for option in workload["options"]]
        chosen = [option for option in options if option["role"] != "considered"]

        assert [workload["choice"] for workload in data["workloads"] if workload["choice"] == "refused"] == [], name
        assert [one["title"] for one in chosen if (one["size"] or {}).get("fit") == "does-not-fit"] == [], name
        assert "chosen, excluded" not in text
