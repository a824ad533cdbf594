"""What is in use against what was considered: where they cost the same, by which margin, and what would turn it."""

from itertools import pairwise
from math import ceil
from typing import Any

import pytest

from policyengine.costs.ranges import Range, exactly
from policyengine.costs.report import Assumed
from policyengine.costs.words.comparisons import comparison_sentences, uncompared_sentence
from policyengine.costs.zones import cheaper
from tests.unit.engine.priced import API, PRICES, RENTED, VOLUME, Run, changed, compared, only

# RENTED costs 2,160 USD a month up to 172,800 requests a day, API 0.12 USD for each request a day.
AGAINST = {"choice": RENTED, "considered": [API]}
UNPRICED = changed(RENTED, hardware={"usd_per_hour": None})


def test_zones_are_exact(run: Run) -> None:
    """At the border the cheaper option is another than one request below; today's volume lies in one zone."""
    comparison = compared(run({"volume": VOLUME, **AGAINST}))
    (_, below), (border, above) = comparison.zones.parts[:2]
    assert (below, above, comparison.zones.at(VOLUME["requests_per_day"])) == ("second", "first", "second")

    def at(requests: int) -> list[float]:
        report = run({"volume": {**VOLUME, "requests_per_day": requests}, **AGAINST})
        return [option.cost.usd_per_month.low for option in only(report).options]

    machines, tokens = at(border)
    assert machines <= tokens
    machines, tokens = at(border - 1)
    assert machines > tokens


def test_a_margin_keeps_apart_what_is_too_close(run: Run) -> None:
    """Within a tenth of the higher cost it depends: from 0.9 x 2,160 / 0.12 to 2,160 / 0.9 / 0.12 requests a day."""
    comparison = compared(run({"volume": VOLUME, **AGAINST}, margin=0.1))
    assert comparison.zones.parts == ((1, "second"), (16_201, "depends"), (20_000, "first"))
    assert comparison.break_evens[0].zones.parts == ((1, "second"), (18_000, "first"))
    assert comparison.saved == exactly(-960)


def test_fractions_of_a_cent_decide(run: Run) -> None:
    """A tenth of the price is cheaper from the first request on, though both then cost 0.00 USD a month."""
    cheap = {"model": "openai/gpt-4o-mini", "service": "openai", "input": 0.2, "output": 1}
    prices = {"acme": {**PRICES["acme"], "tokens": [*PRICES["acme"]["tokens"], cheap]}}
    volume = {"requests_per_day": 1, "input_tokens": 10, "output_tokens": 1}
    workload = {"volume": volume, "choice": API, "considered": [{**API, "model": "openai/gpt-4o-mini"}]}
    report = run(workload, more={"catalog": {"prices": prices}})
    assert [option.cost.usd_per_month for option in only(report).options] == [exactly(0), exactly(0)]
    assert compared(report).zones.parts == ((1, "second"),)


@pytest.mark.parametrize("requests", [1_013, 12_345, 15_991, 50_001])
def test_what_is_saved_is_in_whole_cents(run: Run, requests: int) -> None:
    """The difference of two sums of cents is one."""
    volume = {**VOLUME, "requests_per_day": requests, "input_tokens": 333}
    saved = compared(run({"volume": volume, "choice": UNPRICED, "considered": [API]})).saved
    assert saved == Range(round(saved.low, 2), round(saved.high, 2))


@pytest.mark.parametrize(
    ("first", "second", "margin", "expected"),
    [
        (exactly(90), exactly(100), 0.1, "first"),
        (exactly(90.01), exactly(100), 0.1, "depends"),
        (exactly(100), exactly(90), 0.1, "second"),
        (exactly(100), exactly(90.01), 0.1, "depends"),
        (exactly(100), exactly(100), 0.0, "first"),
        (exactly(100), exactly(99.99), 0.0, "second"),
        (Range(80, 120), exactly(100), 0.0, "depends"),
        (exactly(0), exactly(0), 0.1, "depends"),
        (exactly(0), exactly(0), 0.0, "first"),
    ],
)
def test_cheaper(first: Range, second: Range, margin: float, expected: str) -> None:
    """One side is cheaper where it is for certain, by the margin or more; where both are the same it is the first."""
    assert cheaper(first, second, margin) == expected


def test_break_even_by_term_and_discount(run: Run) -> None:
    """576 USD on spot, 1,440 to 1,728 on demand; all requests in batches halve the bill for tokens."""
    comparison = compared(run({"volume": VOLUME, "choice": UNPRICED, "considered": [API]}))
    assert [(each.label, each.zones.parts) for each in comparison.break_evens] == [
        ("", ((1, "second"), (4_800, "depends"), (14_400, "first"))),
        ("GPUs paid on-demand", ((1, "second"), (12_000, "depends"), (14_400, "first"))),
        ("GPUs paid spot", ((1, "second"), (4_800, "first"))),
        ("every request in a batch", ((1, "second"), (9_600, "depends"), (28_800, "first"))),
    ]


def test_break_even_by_price_set(run: Run) -> None:
    """A second set in force that asks twice as much moves it to half the volume."""
    dear = {"model": "openai/gpt-4o", "service": "openai", "input": 4, "output": 20}
    sets = {**PRICES, "dear": {"as_of": "2026-10-01", "tokens": [dear]}}
    report = run({"volume": VOLUME, **AGAINST}, more={"prices": ["acme", "dear"], "catalog": {"prices": sets}})
    found = {each.label: each.zones.parts[1] for each in compared(report).break_evens}
    assert found == {
        "": (18_000, "first"),
        "prices of dear first": (9_000, "first"),
        "every request in a batch": (36_000, "first"),
    }


def test_what_would_turn_it(run: Run) -> None:
    """Each input is named with the factor at which the other side becomes cheaper, the nearest first."""
    comparison = compared(run({"volume": VOLUME, **AGAINST}))
    found = {each.name: (each.lower, each.higher) for each in comparison.turnings}
    assert found == {
        "price of an hour of A10G": (pytest.approx(1200 / 2160, rel=1e-4), None),
        "price of the tokens of openai/gpt-4o": (None, pytest.approx(2160 / 1200, rel=1e-4)),
        "workload.volume.requests_per_day": (None, pytest.approx(1.8, rel=1e-4)),
        "workload.volume.input_tokens": (None, pytest.approx(2.6, rel=1e-4)),
        "workload.volume.output_tokens": (None, pytest.approx(2.6, rel=1e-4)),
    }
    nearness = [each.nearness for each in comparison.turnings]
    assert nearness == sorted(nearness, reverse=True)


@pytest.mark.parametrize("name", ["input_tokens", "requests_per_day"])
def test_a_turning_factor_turns_it(run: Run, name: str) -> None:
    """A little more than the factor, and the report says another side; a little less, and it says the same."""
    turning = next(each for each in compared(run({"volume": VOLUME, **AGAINST})).turnings if each.name.endswith(name))
    assert turning.higher is not None

    def word(factor: float) -> str:
        volume = {**VOLUME, name: round(VOLUME[name] * factor)}
        return compared(run({"volume": volume, **AGAINST})).zones.at(volume["requests_per_day"])

    assert (word(turning.higher * 1.01), word(turning.higher * 0.99)) == ("first", "second")


def test_an_input_that_options_declare_differently(run: Run) -> None:
    """It is moved for all of them together, also where the first declares none, and no one amount is said."""
    routes = [
        {"role": "route", "share": 0.25, **changed(RENTED, serving={"requests_per_second": rate})}
        for rate in (0.1, 0.11)
    ]
    uses = {"choice": changed(RENTED, serving={"requests_per_second": 0}), "supporting": routes, "considered": [API]}
    report = run({"volume": {**VOLUME, "requests_per_day": 1_000_000}, **uses})
    amounts = {each.name: each.amount for each in compared(report).turnings}
    assert amounts["workload.volume.requests_per_day"] == 1_000_000
    assert amounts["option.serving.requests_per_second"] is None


def test_growth_reaches_the_border(run: Run) -> None:
    """10,000 requests a day, 10 % more each month, reach 18,000 in seven months: 1.1^6 is 1.77, 1.1^7 is 1.95."""
    comparison = compared(run({"volume": {**VOLUME, "growth_percent_per_month": 10}, **AGAINST}))
    assert (comparison.zones.parts[1], comparison.months, comparison.month) == ((18_000, "first"), 7, "2027-06")


def test_shrinking_reaches_the_border_below(run: Run) -> None:
    """20,000 requests a day, 10 % fewer each month, are 18,000 after one month, and below after two."""
    volume = {**VOLUME, "requests_per_day": 20_000, "growth_percent_per_month": -10}
    comparison = compared(run({"volume": volume, **AGAINST}))
    assert (comparison.months, comparison.month) == (2, "2027-01")


@pytest.mark.parametrize(("percent", "months"), [(0.05, 1176), (0.01, None), (-10, None), (0, None)])
def test_what_takes_more_than_a_century_is_not_foreseen(run: Run, percent: float, months: int | None) -> None:
    """1.0005^1176 is 1.8; at a hundredth of a percent a month it takes 490 years, and shrinking leads away."""
    comparison = compared(run({"volume": {**VOLUME, "growth_percent_per_month": percent}, **AGAINST}))
    assert (comparison.months, bool(comparison.month)) == (months, months is not None)


def test_setting_up_pays_back(run: Run) -> None:
    """96 hours at 100 USD against 4,800 - 2,160 saved a month; where nothing is saved it never does."""
    choice = changed(RENTED, estimate={"setup_hours": 96})
    for requests, expected in ((40_000, pytest.approx(9_600 / 2_640)), (10_000, None)):
        workload = {"volume": {**VOLUME, "requests_per_day": requests}, "choice": choice, "considered": [API]}
        assert compared(run(workload, team={"engineer_hourly_usd": 100})).payback_months == expected


def test_the_strongest_influence_comes_first(run: Run) -> None:
    """A fifth of the requests moves all of a bill for tokens; a fifth of the output tokens half of this one."""
    found = only(run({"volume": VOLUME, "choice": API})).influences
    assert [(each.name, round(each.spread)) for each in found[:3]] == [
        ("price of the tokens of openai/gpt-4o", 480),
        ("workload.volume.requests_per_day", 480),
        ("workload.volume.input_tokens", 240),
    ]


def test_every_amount_that_is_declared_has_its_influence(run: Run) -> None:
    """A fifth of each line moves the cost by a fifth of it, down and up; hours end at those of the longest month."""
    choice = changed(
        RENTED,
        hardware={"hours_per_month": 700},
        estimate={"engineering_hours_per_month": 10},
        running={"fine_tuning_usd_per_month": 50, "evaluation_usd_per_month": 60, "storage_usd_per_month": 70},
    )
    team = {"engineer_hourly_usd": 80, "loaded_multiplier": 1.5}
    found = {
        each.name: (each.lower, each.higher)
        for each in only(run({"volume": VOLUME, "choice": choice}, team=team)).influences
    }
    machines = 2 * 700 * 1.5 * 1.5
    total = machines + 800 + 180
    assert found == {
        "price of an hour of A10G": (total - machines / 5, total + machines / 5),
        "option.hardware.hours_per_month": (total - machines / 5, total + machines * 44 / 700),
        "team.loaded_multiplier": (total - 2100 * 0.3, total + 2100 * 0.3),
        "option.estimate.engineering_hours_per_month": (total - 160, total + 160),
        "team.engineer_hourly_usd": (total - 160, total + 160),
        "option.running.storage_usd_per_month": (total - 14, total + 14),
        "option.running.evaluation_usd_per_month": (total - 12, total + 12),
        "option.running.fine_tuning_usd_per_month": (total - 10, total + 10),
    }


def test_what_nobody_declared_could_make_of_it(run: Run) -> None:
    """Input from a cache at half the price, requests in batches at half the price; not where a share is declared."""
    assert only(run({"volume": VOLUME, "choice": API})).assumed == (
        Assumed("workload.volume.cached_share", 0, exactly(1200), 1, exactly(900)),
        Assumed("workload.volume.batch_share", 0, exactly(1200), 1, exactly(600)),
    )
    declared = {**VOLUME, "cached_share": 0, "batch_share": 0.5}
    assert only(run({"volume": declared, "choice": API})).assumed == ()


@pytest.mark.parametrize("requests", [100, 100_000, 3_000_000])
def test_steps_of_machines_are_drawn_as_steps(run: Run, requests: int) -> None:
    """Between two points of the curve the cost lies on the line between them, to a hundredth."""
    volume = {**VOLUME, "requests_per_day": requests}
    curve = only(run({"volume": volume, **AGAINST})).curve
    assert curve is not None
    points = list(zip(curve.requests_per_day, *(costs for _, costs in curve.costs), strict=True))
    assert ((172_800, exactly(2160)) in [(at, own) for at, own, _ in points]) is (10**2 * requests > 172_800)

    def between(low: tuple[Any, ...], high: tuple[Any, ...]) -> None:
        at = (low[0] + high[0]) // 2
        part = (at - low[0]) / (high[0] - low[0])
        copies = -(-at // 172_800)
        assert 2160 * copies == pytest.approx(low[1].low + part * (high[1].low - low[1].low), rel=0.011)

    for low, high in pairwise(points):
        if high[0] - low[0] > 1:
            between(low, high)


def test_what_options_declare_differently_moves_within_the_bounds_of_all(run: Run) -> None:
    """Copies used to a half and to nine tenths can be used to ten ninths of that, no further: 1 is all of a copy.

    1.16 requests a second take two copies at a half of 2 and one at nine tenths, until that one is used too little.
    """
    volume = {**VOLUME, "requests_per_day": 100_000}
    half, most = (changed(RENTED, serving={"utilization": share}) for share in (0.5, 0.9))
    comparison = compared(run({"volume": volume, "choice": half, "considered": [most]}))
    (found,) = [each for each in comparison.turnings if each.name == "option.serving.utilization"]
    assert (comparison.zones.at(100_000), found.amount, found.higher) == ("second", None, None)
    assert found.lower == pytest.approx(100_000 / 86_400 / 2 / 0.9, rel=1e-6)


def test_no_step_of_machines_is_missed(run: Run) -> None:
    """A copy that is full is cheaper by 0.8 %, a new one is dearer until it is full too, fifty times over.

    k copies cost 2,160 k USD and serve 86,400 k requests a day; tokens cost 0.0252 USD for each request a day.
    """
    volume = {**VOLUME, "input_tokens": 0, "output_tokens": 84}
    choice = changed(RENTED, serving={"requests_per_second": 1})
    report = run({"volume": volume, "choice": choice, "considered": [API]})
    expected = [(1, "second")]
    for copies in range(1, 51):
        expected += [(ceil(2160 * copies / 0.0252), "first"), (86_400 * copies + 1, "second")]
    zones = compared(report).zones
    assert zones.parts[: len(expected)] == tuple(expected)
    assert compared(report).break_evens[0].zones == zones


@pytest.mark.parametrize(
    ("requests", "considered", "today", "same"),
    [
        (17_000, API, "the considered option is cheaper by 120 USD/month", "at 18,000 requests/day"),
        (18_000, API, "both cost the same", "at 18,000 requests/day"),
        (19_000, API, "the current choice is cheaper by 120 USD/month", "at 18,000 requests/day"),
        (40_000, API, "by 2,640 USD/month", "at 18,000 requests/day"),
        (40_000, RENTED, "both cost the same", "today, and the current choice is never more expensive"),
    ],
)
def test_today_in_words(run: Run, requests: int, considered: dict[str, Any], today: str, same: str) -> None:
    """Within the margin it is said which side is cheaper, and of equal costs that they are."""
    serving = {"requests_per_second": None}
    uses = {"choice": changed(RENTED, serving=serving), "considered": [changed(considered, serving=serving)]}
    report = run({"volume": {**VOLUME, "requests_per_day": requests}, **uses}, margin=0.1)
    said = comparison_sentences(compared(report), only(report))
    assert [sentence.partition(" (today, ")[2] for sentence in said if " (today, " in sentence] == [f"{today})"]
    assert next(each for each in said if each.startswith("break-even")).startswith(f"break-even: {same}")


def test_what_is_never_certain_is_not_denied(run: Run) -> None:
    """Where two ranges overlap at any volume nobody is told that the costs are the same nowhere."""
    uses = {"choice": changed(UNPRICED, serving={"requests_per_second": None})}
    report = run({"volume": VOLUME, **uses, "considered": [uses["choice"]]})
    said = "break-even: at no volume is it certain which is cheaper"
    assert said in comparison_sentences(compared(report), only(report))


def test_growth_belongs_to_the_costs_as_counted(run: Run) -> None:
    """What it reaches stands before it; nobody is told what growth does in the year 3000."""
    volume = {**VOLUME, "growth_percent_per_month": 5}
    report = run({"volume": volume, **AGAINST})
    said = comparison_sentences(compared(report), only(report))
    index = said.index("at the declared growth the next break-even is reached in 13 months, in 2027-12")
    assert said[index - 1].startswith("break-even: at 18,000 requests/day")
    slow = {**VOLUME, "growth_percent_per_month": 0.01}
    assert compared(run({"volume": slow, **AGAINST})).months is None


@pytest.mark.parametrize(
    ("volume", "choice", "considered", "said"),
    [
        (VOLUME, RENTED, [API], ""),
        (VOLUME, RENTED, [], ""),
        (VOLUME, RENTED, [API, {**API, "model": "openai/gpt-4o-mini"}],
         "not compared, because the cost is incomplete: GPT-4o mini at OpenAI"),
        (VOLUME, {**API, "model": "openai/gpt-4o-mini"}, [API],
         "no comparison: the cost of the current choice is incomplete"),
        ({"total_tokens_per_month": 1000}, API, [RENTED], "no comparison: the number of requests is undeclared"),
    ],
)  # fmt: skip
def test_what_is_not_compared_is_said(
    run: Run, volume: dict[str, Any], choice: dict[str, Any], considered: list[dict[str, Any]], said: str
) -> None:
    """An option that stands in the table and in no comparison has a reason."""
    assert uncompared_sentence(only(run({"volume": volume, "choice": choice, "considered": considered}))) == said
