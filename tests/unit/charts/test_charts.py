"""The templates cost-curve, cost-breakdown, chart-style and cost: well-formed, self-contained, the same bytes."""

import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyengine.charts.breakdown import breakdown_svg, net_lines
from policyengine.charts.curve import axis_over, curve_svg
from policyengine.charts.files import description_of
from policyengine.charts.text_rows import apart, cut, width_of, wrapped
from policyengine.costs.lines import Factor, Line
from policyengine.costs.ranges import exactly
from policyengine.costs.report import BreakEven, CostReport, WorkloadCost
from policyengine.costs.zones import Zones
from policyengine.outputs.cost.html import render_cost_html
from tests.unit.charts.reports import HOSTILE, WORKLOADS, line, workload

SVG = "{http://www.w3.org/2000/svg}"
ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("workload", WORKLOADS.values(), ids=WORKLOADS)
def test_pictures_are_well_formed_and_described(workload: WorkloadCost) -> None:
    """Each is one image with a title and a text alternative; names from files are text and nothing else."""
    for svg in (curve_svg(workload), breakdown_svg(workload)):
        root = ET.fromstring(svg)  # noqa: S314 - made by the code under test
        title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert root.get("role") == "img"
        assert title is not None
        assert description is not None
        assert all((title.text, description.text))
        assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
        assert [node.tag for node in root.iter() if node.tag in (f"{SVG}script", f"{SVG}image", f"{SVG}a")] == []
        assert "\u202e" not in svg


def test_lines_are_where_costs_meet_only_if_that_is_certain() -> None:
    """Between two lines of a range both may cost the same; at neither of them do they for certain."""
    drawn = WORKLOADS["two options"]
    (exact,) = drawn.comparisons
    unsure = Zones(((1, "second"), (100_000, "depends"), (300_000, "first")))
    assert "Both cost the same at the numbered lines, in requests a day: 1 at 100,000" in description_of(
        curve_svg(drawn)
    )
    ranged = drawn._replace(comparisons=(exact._replace(break_evens=(BreakEven("", unsure),)),))
    said = "The answer changes at the numbered lines, in requests a day: 1 at 100,000, 2 at 300,000."
    assert said in description_of(curve_svg(ranged))


def test_a_workload_without_costs_has_no_picture() -> None:
    """Nothing is drawn of nothing."""
    empty = WorkloadCost("p", "w", None, None, ())
    assert (curve_svg(empty), breakdown_svg(empty)) == ("", "")


def test_the_page_loads_nothing() -> None:
    """The HTML has no script, link, image or address to load, whatever models are called."""
    page = render_cost_html(CostReport("2026-11-22", tuple(WORKLOADS.values())))
    assert [word for word in ("<script", "<link", "<img", "src=", "href=", "@import", "url(") if word in page] == []
    assert page.count("<svg") == 2 * len(WORKLOADS)
    assert HOSTILE not in page


def test_a_discount_is_taken_off_its_line() -> None:
    """A bar shows what is paid."""
    discount = Line("batch discount on input tokens", (Factor(exactly(30), "USD"),), sign=-1)
    assert net_lines((line("input tokens", 100), line("output tokens", 5), discount)) == [
        ("input tokens", exactly(70)),
        ("output tokens", exactly(5)),
    ]


@given(st.floats(0.01, 1e9), st.floats(1, 1e6))
def test_an_axis_holds_its_values(low: float, factor: float) -> None:
    """Both ends lie on it, in order, with between two and twelve ticks inside."""
    axis = axis_over(low, low * factor, 0, 100)
    assert axis.low <= low * (1 + 1e-9)
    assert axis.high >= low * factor * (1 - 1e-9)
    assert 0 <= axis.place(low) <= axis.place(low * factor) <= 100
    assert 2 <= len(axis.ticks()) <= 12


@given(st.lists(st.floats(0, 500), max_size=20))
def test_labels_are_moved_apart(places: list[float]) -> None:
    """Sorted places keep their order and distance, and stay inside where there is room."""
    moved = apart(sorted(places), 16, 0, 500)
    assert all(later - sooner >= 15.98 for sooner, later in pairwise(moved))
    assert all(0 <= place <= 500 for place in moved)


def test_amounts_are_whole_and_what_is_cut_shows() -> None:
    """A heading goes on in a second row rather than lose the end of a range; a legend says where it was cut."""
    drawn = workload(
        "chat", 200_000, [(12_345, 0.02), (0.02, 0.09)], "a-developer/" + "a-model-of-many-words-" * 3 + "x"
    )
    heading = " ".join(re.findall(r'class="caption" x="24"[^>]*>([^<]*)<', breakdown_svg(drawn)))
    assert " at OpenAI, 16,300 to 17,100 A Model" in heading
    legend = re.findall(r'class="caption" x="98"[^>]*>([^<]*)<', curve_svg(drawn))
    assert [text[-1] for text in legend] == ["…", "…"]


def test_wrapped_text_fits() -> None:
    """Lines are no wider than the width allows; a long word is cut with an ellipsis."""
    rows = wrapped("one two three four " + "x" * 50, 100, 12)
    assert rows == ["one two three", "four", "x" * 11 + "…"]
    assert max(width_of(row, 12) for row in rows) <= 100
    assert [cut(text, 100, 12) for text in ("one two three four", "x" * 50, "one two", "")] == [
        "one two thre…", "x" * 11 + "…", "one two", "",
    ]  # fmt: skip


def test_pictures_are_the_same_bytes_anywhere(tmp_path: Path) -> None:
    """Another directory, time zone, locale and hash seed change nothing."""
    command = [sys.executable, "-m", "policyengine", "cost", "examples/customer-support/llm-profile.yaml"]
    found = []
    for number, more in enumerate(({}, {"TZ": "Asia/Tokyo", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "7"})):
        folder = tmp_path / str(number)
        folder.mkdir()
        arguments = [*command, "--as-of", "2026-11-22", "--charts", str(folder), "--output-format", "html"]
        done = subprocess.run(arguments, cwd=ROOT, env={**os.environ, **more}, capture_output=True, check=True)
        found.append((done.stdout, {path.name: path.read_bytes() for path in folder.iterdir()}))
    assert found[0] == found[1]
    assert sorted(found[0][1]) == ["ticket-triage-breakdown.svg", "ticket-triage-curve.svg"]
