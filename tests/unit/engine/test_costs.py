"""What `policyengine cost` counts, by profiles on disk: each line, what is assumed, what is missing, and its laws."""

import copy
import re
from typing import Any

import pytest

from policyengine.costs.ranges import Range, exactly
from policyengine.errors import PolicyEngineError, SettingsError
from policyengine.outputs import COST
from tests.unit.engine.priced import API, DAY, PRICES, RENTED, VOLUME, Run, changed, counted, first, only


def test_tokens(run: Run) -> None:
    """Input, cached input and output at their prices; batches take their share off each."""
    volume = {**VOLUME, "cached_share": 0.25, "batch_share": 0.5}
    assert counted(run({"volume": volume, "choice": API})) == {
        "input tokens": exactly(450),  # 10,000 x 30 x 1,000 x 0.75 x 2 / 10^6
        "cached input tokens": exactly(75),
        "output tokens": exactly(600),
        "batch discount on input tokens": exactly(-112.5),
        "batch discount on cached input tokens": exactly(-18.75),
        "batch discount on output tokens": exactly(-150),
    }


def test_a_discount_on_a_range_of_prices_keeps_its_ends(run: Run) -> None:
    """All in batches at half the price: half of the least and half of the most, and the lines add up end by end."""
    prices: dict[str, Any] = copy.deepcopy(PRICES)
    prices["acme"]["tokens"][0] |= {"input": {"low": 2, "high": 3}, "output": {"low": 8, "high": 12}}
    report = run({"volume": {**VOLUME, "batch_share": 1}, "choice": API}, more={"catalog": {"prices": prices}})
    assert counted(report) == {
        "input tokens": Range(600, 900),
        "output tokens": Range(480, 720),
        "batch discount on input tokens": Range(-300, -450),
        "batch discount on output tokens": Range(-240, -360),
    }
    assert only(report).together.usd_per_month == Range(540, 810)


def test_nothing_is_saved_that_nobody_declared(run: Run) -> None:
    """Without shares of caches and batches none is counted, and the report says so."""
    report = run({"volume": VOLUME, "choice": API})
    assert counted(report) == {"input tokens": exactly(600), "output tokens": exactly(600)}
    assert first(report).cost.assumptions == (
        "no input is read from a cache: `workload.volume.cached_share` is not declared",
        "no request waits for a batch: `workload.volume.batch_share` is not declared",
    )


@pytest.mark.parametrize(
    ("hardware", "expected"),
    [
        ({}, exactly(2160)),  # 2 x 720 x 1.5
        ({"hours_per_month": 100}, exactly(300)),
        ({"spare": 1}, exactly(3240)),
        ({"usd_per_hour": None, "term": "spot"}, exactly(576)),
        ({"usd_per_hour": None, "term": "on-demand"}, Range(1440, 1728)),
        ({"usd_per_hour": None}, Range(576, 1728)),  # spot or on-demand: nobody said
        ({"usd_per_hour": None, "gpu": "L4"}, exactly(1008)),  # the market's price
    ],
)
def test_rented_machines(run: Run, hardware: dict[str, Any], expected: Range) -> None:
    """GPUs x hours x price: the declared one first, then the price set's by term, then the market's."""
    assert counted(run({"volume": VOLUME, "choice": changed(RENTED, hardware=hardware)})) == {"GPU rental": expected}


def test_a_price_of_owning_is_none_of_renting(run: Run) -> None:
    """A set that knows only what an own GPU costs an hour leaves the rent out, by name."""
    owned = {"acme": {"as_of": DAY, "machines": [{"gpu": "A10G", "usd_per_hour": {"owned": 0.2}}]}}
    choice = changed(RENTED, hardware={"usd_per_hour": None})
    report = run({"volume": VOLUME, "choice": choice}, more={"prices": ["acme"], "catalog": {"prices": owned}})
    assert first(report).cost.missing == ("option.hardware.usd_per_hour",)


def test_owned_hardware_is_counted_once(run: Run) -> None:
    """Its price over its months of use, and what running it costs; no price per hour besides."""
    owned = changed(
        RENTED,
        hosting="on-premises",
        provider=None,
        estimate={"purchase_usd": 36_000},
        hardware={"months_of_use": 24, "running_usd_per_month": 100},
    )
    report = run({"volume": VOLUME, "choice": owned})
    assert counted(report) == {"owned hardware": exactly(1500), "power, space, upkeep": exactly(100)}


def test_people_and_overhead(run: Run) -> None:
    """Engineering at its rate, overhead on machines, and running costs as declared; set-up is told apart."""
    choice = changed(
        RENTED,
        estimate={"engineering_hours_per_month": 10, "setup_hours": 24, "monthly_usd": 5000},
        running={"evaluation_usd_per_month": 60},
    )
    report = run({"volume": VOLUME, "choice": choice}, team={"engineer_hourly_usd": 100, "loaded_multiplier": 2.5})
    assert counted(report) == {
        "GPU rental": exactly(2160),
        "overhead on GPU rental": exactly(3240),
        "engineering": exactly(1000),
        "evaluation": exactly(60),
    }
    assert (first(report).setup_usd, first(report).estimate) == (2400, 5000)


def test_a_total_of_tokens_gives_a_range(run: Run) -> None:
    """Five million tokens a month cost from all input to all output; the split of a request makes it exact."""
    alone = run({"volume": {"total_tokens_per_month": 5_000_000}, "choice": API})
    assert counted(alone) == {"tokens": Range(10, 50)}
    assert (only(alone).tokens_per_month, only(alone).comparisons) == (5_000_000, ())
    assert first(alone).cost.assumptions[0].startswith("any token may be input or output")
    split = {"total_tokens_per_month": 5_000_000, "input_tokens": 900, "output_tokens": 100}
    assert counted(run({"volume": split, "choice": API})) == {"input tokens": exactly(9), "output tokens": exactly(5)}


def test_requests_beat_a_total(run: Run) -> None:
    """Where requests and their tokens are declared, a total beside them is not used."""
    both = {**VOLUME, "total_tokens_per_month": 1}
    report = run({"volume": both, "choice": API})
    assert only(report).together == only(run({"volume": VOLUME, "choice": API})).together
    said = "requests make 360,000,000 tokens per month; the total of 1 that is also declared is not used"
    assert first(report).cost.assumptions[0] == said


def test_shares(run: Run) -> None:
    """A route serves its share, the primary what is left, and a fallback without a share nothing."""
    supporting = [{"role": "route", "share": 0.25, **API}, {"role": "fallback", **API}]
    report = run({"volume": VOLUME, "choice": API, "supporting": supporting})
    found = [(option.share, option.cost.usd_per_month.low) for option in only(report).in_use]
    assert found == [(0.75, 900), (0.25, 300), (0.0, 0)]
    assert only(report).together.usd_per_month == exactly(1200)


def test_shares_that_add_up_to_one_leave_nothing(run: Run) -> None:
    """0.7 and three times 0.1: floats added one after the other would leave the primary option 1.1e-16 of requests.

    `sum` adds that way up to Python 3.11 and makes up for the error from 3.12 on: the report may not depend on it.
    """
    supporting = [{"role": "route", "share": share, **API} for share in (0.7, 0.1, 0.1, 0.1)]
    report = run({"volume": VOLUME, "choice": API, "supporting": supporting})
    assert [option.share for option in only(report).in_use] == [0.0, 0.7, 0.1, 0.1, 0.1]


@pytest.mark.parametrize(("share", "said"), [(0.7, True), (0.4, False), (None, False)])
def test_shares_that_are_too_many_or_none(run: Run, share: float | None, said: bool) -> None:  # noqa: FBT001 - a case
    """More than all requests, and a share that nobody declared, are said where they are counted with."""
    supporting = [{"role": "route", "share": 0.6, **API}, {"role": "escalation", "share": share, **API}]
    report = run({"volume": VOLUME, "choice": API, "supporting": supporting})
    primary, _, last = only(report).in_use
    more = "options in use serve 130 % of requests together, each its `option.share` as declared"
    none = "it serves no requests in an ordinary month: `option.share` is not declared"
    assert (more in primary.cost.assumptions, none in last.cost.assumptions) == (said, share is None)


def test_what_is_missing_is_named(run: Run) -> None:
    """A volume, a price or a machine that nobody declared leaves the line out, and makes the rest a lower bound."""
    assert first(run({"choice": API})).cost.missing == (
        "workload.volume.requests_per_day", "workload.volume.input_tokens", "workload.volume.output_tokens",
    )  # fmt: skip
    other = {**API, "model": "openai/gpt-4o-mini"}
    assert first(run({"volume": VOLUME, "choice": other})).cost.missing == ("a price of `openai/gpt-4o-mini`",)
    for form, end in (("text", "\n"), ("markdown", "."), ("html", "<")):
        said = COST.render(form, run({"volume": VOLUME, "choice": other}))
        assert re.search(rf"missing inputs: a price of `?openai/gpt-4o-mini`?{re.escape(end)}", said)
    bare = {key: RENTED[key] for key in ("model", "hosting", "provider")}
    assert first(run({"volume": VOLUME, "choice": bare})).cost.missing == ("option.hardware.gpu",)
    unsized = {**bare, "model": "openai/gpt-4o", "hardware": {"gpu": "A10G"}}
    assert first(run({"volume": VOLUME, "choice": unsized})).cost.missing == ("option.hardware.count",)


def test_the_largest_numbers_are_counted(run: Run) -> None:
    """Nothing that a profile may say makes a cost that a number cannot hold."""
    most, least = 1e30, 1e-30
    volume = dict.fromkeys(("requests_per_day", "input_tokens", "output_tokens"), 2**53)
    rented = changed(
        RENTED,
        hardware={"count": 2**53, "spare": 2**53, "usd_per_hour": most},
        serving={"requests_per_second": least, "utilization": 0.01},
        estimate={"engineering_hours_per_month": most, "setup_hours": most, "monthly_usd": least},
    )
    team = {"loaded_multiplier": most, "engineer_hourly_usd": most}
    for growth in (most, least, -100, -least):
        uses = {**volume, "peak_factor": most, "growth_percent_per_month": growth}
        report = run({"volume": uses, "choice": rented, "considered": [API]}, team=team)
        assert only(report).together.usd_per_month.low > most


def test_a_capacity_of_nothing_is_said(run: Run) -> None:
    """No number of copies follows from it."""
    report = run({"volume": VOLUME, "choice": changed(RENTED, serving={"requests_per_second": 0})})
    said = "one copy serves 10,000 requests/day: `option.serving.requests_per_second` is 0"
    assert first(report).cost.assumptions[0] == said


def test_the_organisations_currency_and_old_prices(run: Run) -> None:
    """The rate comes with its day and source; prices older than the rule's parameter are told."""
    currency = {"code": "INR", "per_usd": 93, "date": "2026-11-20", "source": "ECB"}
    report = run({"volume": VOLUME, "choice": API}, more={"organization": {"name": "A", "currency": currency}})
    assert report.rate == ("INR", 93, "2026-11-20", "ECB")
    assert (report.ages, report.fresh_days) == ((("acme", 325),), 180)


@pytest.mark.parametrize(
    ("currency", "said"),
    [
        ({"code": "INR", "per_usd": 0, "date": DAY}, ["to INR: `organization.currency.per_usd` is 0"]),
        ({"per_usd": 93, "date": DAY}, [": `organization.currency.code` is not declared"]),
        ({"code": "INR", "date": DAY}, ["to INR: `organization.currency.per_usd` is not declared"]),
        ({"code": "INR", "per_usd": 93}, ["to INR: `organization.currency.date` is not declared"]),
        ({}, []),
    ],
)
def test_a_currency_without_a_rate(run: Run, currency: dict[str, Any], said: list[str]) -> None:
    """What it lacks is said wherever any of it is declared."""
    report = run({"volume": VOLUME, "choice": API}, more={"organization": {"name": "A", "currency": currency}})
    assert [note.removeprefix("costs are not converted").lstrip() for note in report.notes] == said


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_every_format_for_people_says_the_same(run: Run, form: str) -> None:
    """The other currency, what is paid once, prices of a later day, a workload without options."""
    currency = {"code": "INR", "per_usd": 93, "date": "2026-11-20", "source": "ECB"}
    prices = copy.deepcopy(PRICES)
    prices["acme"]["as_of"] = "2030-01-01"
    settings = {"organization": {"name": "A", "currency": currency}, "catalog": {"prices": prices}}
    choice = changed(API, estimate={"setup_hours": 24})
    report = run({"volume": VOLUME, "choice": choice}, team={"engineer_hourly_usd": 100}, more=settings)
    text = COST.render(form, report._replace(notes=("nothing of `other` can be counted",)))
    wanted = (
        "111,600.00",
        "at 93 per USD, 2026-11-20, ECB",
        "2,400" if form == "html" else "2,400.00",
        f"2030-01-01, and costs are computed as of {DAY}",
    )
    quoted = "nothing of other" if form == "html" else "nothing of `other`"
    assert [part for part in (*wanted, quoted) if part not in text] == []


def test_a_workload_without_options_is_named(run: Run) -> None:
    """It is not left out of a report without a word."""
    report = run({"volume": VOLUME})
    assert report.workloads == ()
    assert report.notes == ("`w` has no cost: no option is in use or considered",)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"only": ["v"]}, "no workload `v`"),
        ({"sets": ["acne"]}, "no price set `acne`"),
        ({"more": {"prices": ["acne"]}}, "the catalog has no price set `acne`"),
        (
            {
                "more": {
                    "catalog": {
                        "prices": {"acme": {"as_of": DAY, "tokens": [{"model": "gpt-4o", "input": 1, "output": 1}]}}
                    }
                }
            },
            "`gpt-4o` is another name of `openai/gpt-4o`",
        ),
        ({"more": {"catalog": {"prices": {"acme": {"tokens": []}}}}}, "missing key `as_of` in `acme`"),
    ],
)
def test_names_that_there_are_not(run: Run, given: dict[str, Any], said: str) -> None:
    """A workload, a price set or a model in one that nobody knows is a mistake, not an empty report."""
    with pytest.raises(PolicyEngineError) as raised:
        run({"volume": VOLUME, "choice": API}, **given)
    assert said in [mistake.message for mistake in raised.value.mistakes]
    assert isinstance(raised.value, SettingsError) == ("more" in given)
