"""Costs in every format, with names that would do something else; `test_every_output.py` has the golden files."""

import csv
import re
from io import StringIO
from pathlib import Path

import pytest

from policyengine.costs.money import ExchangeRate
from policyengine.costs.report import CostReport
from policyengine.engine.costs import costs
from policyengine.engine.session import Question
from policyengine.outputs import COST
from policyengine.pipeline import opened
from tests.strict_schemas import mistakes
from tests.unit.charts.reports import HOSTILE, WORKLOADS, line, option

ROOT = Path(__file__).parents[3]
HOSTILE_OPTION = option(
    "primary",
    (line("=1+1", 5), line("=1+1", 2.5)._replace(sign=-1, name="a discount on =1+1")),
    "=cmd|' /C calc'!A0" + HOSTILE,
)
HOSTILE_REPORT = CostReport(
    "2026-11-22",
    (WORKLOADS["hostile and long names"]._replace(options=(HOSTILE_OPTION,), curve=None),),
    ExchangeRate("IN\u202eR", 93, "2026-11-20", "x|y"),
    (("gpu-rental", 200),),
)


def test_json_is_what_its_schema_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """And has no key that the schema does not name."""
    monkeypatch.chdir(ROOT)
    support = costs(*opened("examples/customer-support/llm-profile.yaml", Question("2026-11-22")))
    for report in (support, HOSTILE_REPORT):
        assert mistakes("cost", COST.render("json", report)) == []


def test_a_row_says_that_it_is_not_all() -> None:
    """A spreadsheet that adds rows up can tell a lower bound; a share is written one way."""
    lines = (line("storage", 5), line("evaluation", 7))
    whole, part, none = option("primary", lines), option("route[0]", lines[:1]), option("considered[0]", ())
    part = part._replace(share=1.0, cost=part.cost._replace(missing=("workload.volume.input_tokens", "a price of `x`")))
    none = none._replace(cost=none.cost._replace(missing=("option.hardware.gpu",)))
    report = CostReport(
        "2026-11-22", (WORKLOADS["one option, exact"]._replace(options=(whole._replace(share=1), part, none)),)
    )
    rows = list(csv.DictReader(StringIO(COST.render("csv", report))))
    assert [(row["share"], row["line"], row["missing"]) for row in rows] == [
        ("1", "storage", ""),
        ("1", "evaluation", ""),
        ("1", "storage", "workload.volume.input_tokens a price of `x`"),
        ("1", "", "option.hardware.gpu"),
    ]


def test_no_cell_is_a_formula() -> None:
    """A spreadsheet shows each cell as it stands; the header names each column."""
    rows = list(csv.reader(StringIO(COST.render("csv", HOSTILE_REPORT))))
    assert {len(row) for row in rows} == {13}
    formulas = ("=", "+", "-", "@", "\t", "\r")
    assert [cell for row in rows for cell in row if cell.startswith(formulas)] == ["-2.50", "-2.50"]


def test_a_name_makes_no_line_of_its_own() -> None:
    """On a terminal nobody takes a model's name for what a report says, nor is the terminal steered by it."""
    forged = option("primary", (line("storage", 5),), "x\nin use against considered[0]\n\x1b[2J")
    report = CostReport("2026-11-22", (WORKLOADS["one option, exact"]._replace(options=(forged,)),))
    for name in ("text", "csv"):
        text = COST.render(name, report)
        assert r"x\u{a}in use against considered[0]\u{a}\u{1b}[2J" in text
        assert "\nin use against" not in text


@pytest.mark.parametrize("name", ["text", "csv", "markdown", "html"])
def test_names_are_text(name: str) -> None:
    """Nothing that a file says steers a terminal, makes markup, or turns text around."""
    text = COST.render(name, HOSTILE_REPORT)
    assert "\u202e" not in text
    assert name in ("text", "csv") or re.search(r"(?<!\\)<script>", text) is None
    assert name == "csv" or "200 days old" in text
