"""What records say of costs: the same in every layout, nothing where nothing was counted, and pictures in words."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyengine.costs.lines import STATED, Cost
from policyengine.costs.zones import Zones
from policyengine.decision import Decision
from policyengine.records.layout import read_record
from policyengine.records.layouts import LAYOUTS
from policyengine.records.picture_links import pictures_shown
from policyengine.records.pictures import pictures_of
from policyengine.records.record import record_text
from policyengine.records.sidecar import sidecar_text
from policyengine.resources import TEMPLATES
from tests.builders import make_decision, option_of
from tests.conftest import Golden
from tests.golden.sample_costs import priced_decision, sample_costs
from tests.golden.sample_decision import sample_decision
from tests.unit.records.readers import adr_log, adrmanager, log4brains
from tests.unit.records.test_sidecar import validate

GOLDEN = Path(__file__).parents[2] / "golden" / "records"
STEM = "0002-serve"
PICTURES = [f"{STEM}.patient-qa.{kind}.svg" for kind in ("curve", "breakdown")]


def text_of(decision: Decision, layout: str = "madr4") -> str:
    """Return the record that stands in `0002-serve.md`."""
    return record_text(decision, 2, TEMPLATES, layout, pictures=pictures_of(decision, STEM))


def part_of(text: str, mark: str = "###") -> str:
    """Return what stands below the heading of the costs, up to the next heading or the end of the block."""
    _, _, rest = text.partition(f"\n{mark} What the options cost\n")
    part = re.split(r"\n(?=#|<!--|</details>)", rest, maxsplit=1)[0]
    return re.sub(r"^!\[.*\n+", "", part, flags=re.MULTILINE).strip()


def test_the_block_is_the_expected_one(golden: Golden) -> None:
    """A range, a lower bound, one unknown, the sum, where the answer changes, the team's figure, prices, pictures."""
    block = read_record(text_of(priced_decision())).blocks.text("costs")

    golden.assert_equal(GOLDEN / "costs.md", re.sub(r"sha256:[0-9a-f]{64}", "sha256:…", block))


@pytest.mark.parametrize(("layout", "mark"), [("madr4", "###"), ("nygard", "###"), ("madr2", "####")])
def test_every_layout_says_the_same_and_reads_back(layout: str, mark: str) -> None:
    """Nothing is taken for a hand's edit, and what else the record says is what it says without costs."""
    text = text_of(priced_decision(), layout)
    record, without = read_record(text), read_record(text_of(sample_decision(supersedes=""), layout))
    fields = ("front", "title", "metadata", "chosen", "options", "standings", "forced", "edits", "outcome")

    assert part_of(text, mark) == part_of(text_of(priced_decision()))
    assert part_of(text, mark).count("\n| ") == 7
    assert [getattr(record, field) for field in fields] == [getattr(without, field) for field in fields]
    assert list(record.pictures) == PICTURES


def test_other_readers_are_not_led_astray() -> None:
    """Titles, states and lists are theirs as before; adr-manager's grammar has a place for it."""
    plain = sample_decision(supersedes="")

    for reader in (log4brains, adr_log):
        assert reader(text_of(plain)) == reader(text_of(priced_decision()))
    before, after = (adrmanager(text_of(one, "madr2")) for one in (plain, priced_decision()))
    assert (before.seen, before.options, before.chosen) == (after.seen, after.options, after.chosen)
    assert (before.drivers, before.pros, before.links) == (after.drivers, after.pros, after.links)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("costs", [None, sample_costs(workloads=())])
def test_nothing_counted_is_nothing_said(layout: str, costs: Any) -> None:
    """The record is the one that it was before there were costs."""
    (workload,) = sample_costs().workloads
    unknown = workload._replace(
        options=tuple(option._replace(cost=Cost(())) for option in workload.options), curve=None
    )

    for given_costs in (costs, sample_costs(workloads=(unknown,))):
        assert text_of(priced_decision(costs=given_costs), layout) == text_of(sample_decision(supersedes=""), layout)


def test_of_many_zones_those_around_today_are_told() -> None:
    """Costs of machines cross those of tokens at many volumes; a record says how many more there are."""
    (workload,) = sample_costs().workloads
    (compared,) = workload.comparisons
    begins = (1, 10_000, 20_000, 40_000, 60_000, 80_000, 160_000)
    zones = Zones(tuple((begin, "first" if index % 2 else "second") for index, begin in enumerate(begins)))
    many = workload._replace(comparisons=(compared._replace(zones=zones, months=None),))
    said = part_of(text_of(priced_decision(costs=sample_costs(workloads=(many,)))))
    _, _, listed = said.partition('In use against "GPT-4o, vendor-api at openai":\n\n')

    assert [line.partition(":")[0] for line in listed.partition("\n\n")[0].split("\n")] == [
        "* from 20,000 requests/day (780M tokens/month) to below 40,000 requests/day (1.56G tokens/month)",
        "* from 40,000 requests/day (1.56G tokens/month) to below 60,000 requests/day (2.34G tokens/month)",
        "* from 60,000 requests/day (2.34G tokens/month) to below 80,000 requests/day (3.12G tokens/month)",
        "* and 4 further zones of volumes",
        "* break-even",
        "* sensitivity",
    ]


def test_prices_say_their_day() -> None:
    """Old ones are told as in every report of costs, and so are those newer than the decision, or without a day."""
    report = sample_costs(fresh_days=20)
    (workload,) = report.workloads
    *others, last = workload.options
    undated = last._replace(cost=last.cost._replace(price_days=((STATED, ""),)))
    costs = report._replace(workloads=(workload._replace(options=(*others, undated)),))
    said = part_of(text_of(priced_decision(costs=costs)))

    assert (
        "* Prices: `genai-prices` of 2026-11-09 (dated after this decision), `gpu-rental` of 2026-09-09 "
        "and the profile, without a day\n"
    ) in said
    assert "* the prices of gpu-rental are 22 days old; prices count as fresh for 20 days" in said


def test_a_workload_without_a_volume_says_so() -> None:
    """There is then no curve, and no comparison."""
    (workload,) = sample_costs().workloads
    unmeasured = workload._replace(requests_per_day=None, tokens_per_request=None, comparisons=(), curve=None)
    text = text_of(priced_decision(costs=sample_costs(workloads=(unmeasured,))))

    assert part_of(text).startswith("Today's volume is not declared. Amounts are USD per month.\n")
    assert list(pictures_shown(text)) == PICTURES[1:]


def test_a_picture_is_shown_in_words_too() -> None:
    """The alternative is the picture's own, in one line, with no bracket that would end it for some readers."""
    lines = [line for line in text_of(priced_decision()).split("\n") if line.startswith("![")]
    curve, breakdown = (re.fullmatch(r'!\[([^\[\]]+)\]\((\S+) "sha256:[0-9a-f]{64}"\)', line) for line in lines)

    assert curve is not None
    assert breakdown is not None
    assert curve[1].startswith(
        "USD per month against requests a day; today 50,000 requests a day. "
        "Current choice compared with GPT-4o at OpenAI: "
    )
    assert "Llama 3.1 70B at AWS, 5,470 to 6,910: GPU rental" in breakdown[1]
    assert [curve[2], breakdown[2]] == PICTURES


@given(model=st.text(min_size=1, max_size=40), note=st.text(max_size=60))
def test_hostile_names_stay_text(model: str, note: str) -> None:
    """Whatever a model is called and a sentence says, the record has the same lines and pictures."""
    (workload,) = sample_costs().workloads
    first, *others = workload.options
    named = option_of("primary", model, "private-cloud at aws")
    hostile = first._replace(option=named, cost=first.cost._replace(assumptions=(f"x{note}",)))
    costs = sample_costs(workloads=(workload._replace(options=(hostile, *others)),))
    text = text_of(priced_decision(costs=costs))
    record = read_record(text)

    assert record.edits == ()
    assert list(record.pictures) == PICTURES
    assert text.count("\n") == text_of(priced_decision()).count("\n")
    assert (
        len(re.findall(r"(?<!\\)\|", next(line for line in part_of(text).split("\n") if "the choice, 100" in line)))
        == 4
    )


@pytest.mark.parametrize(
    "stem", ["0007-serve", "0007-a (b) [c]", '0007-"é"', "0007-a.curve", "0007-100%25"],
)  # fmt: skip
def test_a_link_leads_to_its_file(stem: str) -> None:
    """Whatever a record is called."""
    decision = priced_decision()
    text = record_text(decision, 7, TEMPLATES, pictures=pictures_of(decision, stem))

    assert pictures_shown(text) == {picture.name: picture.sha256 for picture in pictures_of(decision, stem)}


def test_a_link_out_of_the_directory_is_none() -> None:
    """A record's text comes from a pull request."""
    digest = "0" * 64
    hostile = ("../x.svg", "..%2Fx.svg", "%2Fetc%2Fx.svg", "a%5Cx.svg", "x%00.svg", "https://example.org/x.svg")

    assert pictures_shown("\n".join(f'![a]({name} "sha256:{digest}")' for name in (*hostile, "x.svg"))) == {
        "x.svg": digest
    }


def test_a_long_name_of_a_workload_is_cut() -> None:
    """No file's name is longer than a disk allows, and two workloads never share one."""
    (workload,) = sample_costs().workloads
    both = tuple(workload._replace(workload=f"{'w' * 300}{end}") for end in "ab")
    names = [picture.name for picture in pictures_of(make_decision(costs=sample_costs(workloads=both)), STEM)]

    assert len(set(names)) == 4
    assert max(map(len, names)) < 120


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_sidecar_has_everything(layout: str) -> None:
    """By the schema, in which costs are those of `policyengine cost`, and every key is described."""
    decision = priced_decision()
    data = json.loads(sidecar_text(decision, f"{STEM}.md", text_of(decision, layout)))

    validate(data)
    assert data["pictures"] == {picture.name: picture.sha256 for picture in pictures_of(decision, STEM)}
    assert [option["complete"] for option in data["costs"][0]["options"]] == [True, False, True, False]
    assert data["costs"][0]["in_use"] == {"low": 5472.0, "high": 6912.0}
