"""Sizes in every format: of a model and of an example as golden files, and with names that would do something else."""

import csv
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from policyengine.costs.ranges import Range, exactly
from policyengine.engine.session import Question, Session
from policyengine.engine.sizes import size_of_model, sizes
from policyengine.outputs import SIZE
from policyengine.pipeline import opened
from policyengine.sessions import session_for
from policyengine.sizes.report import Machines, ModelSize, Need, OptionSize, Serving, SizeReport, Wanted
from tests.builders import option_of
from tests.conftest import Golden
from tests.strict_schemas import mistakes
from tests.unit.charts.reports import HOSTILE

ROOT = Path(__file__).parents[3]
GOLDEN = Path(__file__).parent
DAY = "2026-11-22"
NAME = f"=cmd|' /C calc'!A0{HOSTILE}"
HOSTILE_MODEL = ModelSize(
    NAME,
    8,
    2,
    None,
    8192,
    8,
    0.9,
    (),
    (Need("int4", 4, None, 4.8, (Machines(NAME, 24, 1, 3, price_set=NAME),)),),
    (NAME,),
)
HOSTILE_OPTION = OptionSize(
    option_of("primary", NAME, "private-cloud", NAME),
    Serving("int4", 1, 1, NAME, 1),
    least_gb=4,
    memory_gb=24,
    usable_gb=exactly(24),
    remarks=(NAME,),
)


def here() -> Session:
    """Return the session of the working directory."""
    return session_for("llm-profile.yaml", Question(DAY), {})


BY_NAME: dict[str, Callable[[], SizeReport]] = {
    "size_model": lambda: size_of_model("llama3.1:8b", here(), Wanted(("int4",), 16384, 4, ("L4", "A100-80GB", "T4"))),
    "size_lower_bound": lambda: size_of_model("xai-org/grok-1", here(), Wanted(("fp8",))),
    "size_hospital": lambda: sizes(*opened("examples/hospital-rented-gpus/llm-profile.yaml", Question(DAY)), Wanted()),
}


@pytest.mark.parametrize("form", SIZE.formats)
@pytest.mark.parametrize("name", BY_NAME)
def test_sizes(name: str, form: str, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model on three GPUs, one whose cache is not known, and the options of a profile."""
    monkeypatch.chdir(ROOT)
    golden.assert_equal(GOLDEN / f"{name}.{form}", SIZE.render(form, BY_NAME[name]()))


def test_json_is_what_its_schema_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """And has no key that the schema does not name."""
    monkeypatch.chdir(ROOT)
    reports = [make() for make in BY_NAME.values()]
    whole = HOSTILE_OPTION._replace(need_gb=Range(1, 2), copies=1)
    for report in (*reports, SizeReport(DAY, (HOSTILE_MODEL,)), SizeReport(DAY, (), (HOSTILE_OPTION, whole))):
        assert mistakes("size", SIZE.render("json", report)) == []


@pytest.mark.parametrize("report", [SizeReport(DAY, (HOSTILE_MODEL,)), SizeReport(DAY, (), (HOSTILE_OPTION,))])
def test_names_are_text(report: SizeReport) -> None:
    """Nothing that a file says steers a terminal or a spreadsheet, makes markup, or turns text around."""
    texts = {name: SIZE.render(name, report) for name in SIZE.formats}
    rows = list(csv.reader(StringIO(texts["csv"])))
    assert len({len(row) for row in rows}) == 1
    assert [cell for row in rows for cell in row if cell.startswith("=")] == []
    assert "\u202e" not in texts["text"] + texts["markdown"] + texts["json"]
    assert re.search(r"(?<!\\)<script>", texts["markdown"]) is None
