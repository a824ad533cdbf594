"""The arithmetic of cost: what a line is, that lines add up, and that directions undo each other."""

from decimal import ROUND_HALF_EVEN, Decimal
from itertools import pairwise
from math import ceil, isclose, prod

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policyengine.costs.growth import grown, months_until
from policyengine.costs.lines import Cost, Factor, Line, engineering_line, loaded_line, payback_months
from policyengine.costs.machines import (
    copies_for_rate,
    hours_of_work,
    months_to_pay_back,
    ownership_line,
    rent_line,
)
from policyengine.costs.money import ExchangeRate, cents, converted, discounted, in_usd
from policyengine.costs.ranges import Range, exactly, total
from policyengine.costs.sensitivity import influence, turning_factors
from policyengine.costs.shares import blended, saved_fraction, share_for
from policyengine.costs.tokens import (
    Load,
    TokenPrices,
    token_lines,
    tokens_that_cost,
    usd_for_tokens,
    usd_per_million,
)
from policyengine.costs.zones import zones

AMOUNTS = st.floats(0.01, 1e6, allow_nan=False)
COUNTS = st.integers(1, 10**6)
RANGES = st.tuples(AMOUNTS, AMOUNTS).map(lambda ends: Range(min(ends), max(ends)))
SHARES = st.tuples(st.floats(0, 1), st.floats(0, 1)).map(lambda ends: Range(min(ends), max(ends)))
FACTORS = st.builds(Factor, RANGES, st.just("things"), divides=st.booleans())
LINES = st.lists(st.builds(lambda a, b: Line("x", (Factor(a, "USD"), Factor(b, "times"))), RANGES, RANGES), max_size=6)


@given(st.lists(FACTORS, min_size=1, max_size=5))
def test_a_line_is_the_product_of_its_factors(factors: list[Factor]) -> None:
    """Low ends multiply to the low end; a divisor's high end makes the low end."""
    low = prod(1 / factor.amount.high if factor.divides else factor.amount.low for factor in factors)
    high = prod(1 / factor.amount.low if factor.divides else factor.amount.high for factor in factors)
    found = Line("x", tuple(factors)).usd_per_month
    assert found.low == pytest.approx(low, rel=1e-9, abs=0.0051)
    assert found.high == pytest.approx(high, rel=1e-9, abs=0.0051)


@given(LINES)
def test_lines_add_up_to_the_cent(lines: list[Line]) -> None:
    """The total is the sum of the lines as shown, in whole cents."""
    found = Cost(tuple(lines)).usd_per_month
    assert cents(found.low) == sum(cents(line.usd_per_month.low) for line in lines)
    assert cents(found.high) == sum(cents(line.usd_per_month.high) for line in lines)


@given(st.integers(0, 10**10))
def test_cents_are_rounded_half_to_even(mills: int) -> None:
    """A tenth of a cent more or less decides, and exactly half goes to the even cent, as decimal arithmetic has it."""
    exact = (Decimal(mills) / 10).quantize(Decimal(1), ROUND_HALF_EVEN)
    assert cents(mills / 1000) == int(exact)


def test_a_discount_takes_off() -> None:
    """A line of negative sign takes its low end off what is lowest, and its high end off what is highest."""
    line = Line("off", (Factor(Range(10, 20), "USD"),), sign=-1)
    assert Range(-10, -20) == line.usd_per_month
    assert str(Line("off", (Factor(exactly(0), "USD"),), sign=-1).usd_per_month.low) == "0.0"


@given(RANGES, RANGES, RANGES)
def test_ranges_hold_what_their_members_give(first: Range, second: Range, third: Range) -> None:
    """Sum, product and quotient of members lie in the range of the sum, product and quotient."""
    assert first.plus(second).low == first.low + second.low
    assert first.times(second).low <= first.low * second.high <= first.times(second).high
    assert first.over(second).low <= first.low / second.low <= first.over(second).high
    assert total([first, second, third]) == first.plus(second).plus(third)


@given(st.integers(1, 100), st.integers(1, 400), st.integers(2, 10_000))
def test_a_border_is_exact_where_machines_make_steps(price: int, machine: int, capacity: int) -> None:
    """At each border the cheaper one has changed, one request below it has not."""

    def own(volume: int) -> Range:
        return exactly(machine * copies_for_rate(volume, capacity))

    def api(volume: int) -> Range:
        return exactly(volume * price / 100)

    def word(volume: int) -> str:
        return "first" if own(volume) <= api(volume) else "second"

    found = zones(own, api, most=100_000)
    assert found.parts[0] == (1, word(1))
    for (_, before), (begin, after) in pairwise(found.parts):
        assert (word(begin - 1), word(begin)) == (before, after)
        assert before != after
    assert found.at(100_000) == word(100_000)


def test_a_flat_sum_is_cheaper_from_one_volume_on() -> None:
    """100 USD a month against 0.30 a daily request: from 334 requests a day."""
    found = zones(lambda _: exactly(100), lambda volume: exactly(volume * 0.3), most=10_000)
    assert found.parts == ((1, "second"), (334, "first"))


@given(RANGES, RANGES)
def test_tokens_that_cost_a_sum_cost_it(usd: Range, price: Range) -> None:
    """The break-even is a root: so many tokens cost the flat sum, at the price of that end."""
    found = tokens_that_cost(usd, price)
    assert usd_for_tokens(exactly(found.low), exactly(price.high)).low == pytest.approx(usd.low)
    assert usd_for_tokens(exactly(found.high), exactly(price.low)).high == pytest.approx(usd.high)
    assert usd_per_million(usd.low, found.low) == pytest.approx(price.high)


@given(st.floats(1, 1e6), st.just(-100.0) | st.floats(-50, 100), st.floats(1, 1e6))
def test_growth_and_months_until_undo_each_other(now: float, percent: float, line: float) -> None:
    """After the months the line is reached, one month earlier it is not; never is said only of what never comes."""
    months = months_until(now, percent, line)
    if months is None:
        assert abs(percent) < 1e-9 or (percent > 0) is not (line > now)
        return
    up = line > now
    after = grown(now, percent, months)
    assert (after >= line if up else after <= line) or isclose(after, line, rel_tol=1e-6)
    if months > 0:
        before = grown(now, percent, months - 1)
        assert (before < line if up else before > line) or isclose(before, line, rel_tol=1e-6)


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_payback(purchase: float, rent: float, running: float) -> None:
    """After the months, what is saved is what was paid; without a saving it never comes."""
    months = months_to_pay_back(purchase, rent, running)
    assert (months == float("inf")) is (rent <= running)
    if rent > running:
        assert months * (rent - running) == pytest.approx(purchase)
    assert payback_months(purchase, 1, rent) == months_to_pay_back(purchase, rent)
    assert payback_months(purchase, 1, 0) == float("inf")


@given(COUNTS, COUNTS, COUNTS, AMOUNTS, AMOUNTS)
def test_token_lines(requests: int, sent: int, received: int, price_in: float, price_out: float) -> None:
    """Input and output are requests x 30 x tokens x price / 10^6 each."""
    load = Load(exactly(requests), exactly(sent), exactly(received))
    lines = token_lines(load, TokenPrices(exactly(price_in), exactly(price_out)))
    expected = [requests * 30 * sent * price_in / 1e6, requests * 30 * received * price_out / 1e6]
    assert [line.usd_per_month.low for line in lines] == pytest.approx(expected, rel=1e-9, abs=0.0051)


def test_token_lines_with_cache_and_batches() -> None:
    """A cached share is paid at its own price, and a batched share takes its discount off every line."""
    load = Load(exactly(1_000), exactly(1_000), exactly(100), exactly(0.5), exactly(0.4))
    prices = TokenPrices(exactly(2), exactly(10), exactly(1), 0.5)
    found = {line.name: line.usd_per_month.low for line in token_lines(load, prices)}
    assert found == {
        "input tokens": 30.0,
        "cached input tokens": 15.0,
        "output tokens": 30.0,
        "batch discount on input tokens": -6.0,
        "batch discount on cached input tokens": -3.0,
        "batch discount on output tokens": -6.0,
    }


ALL, NOTHING = Range(1.0, 1.0), Range(0.0, 0.0)


@example(5238, exactly(28573), exactly(10329), exactly(10331), NOTHING, Range(0.0, 1.0), 1.0)
@example(1298, Range(1.0, 28326.0), Range(1.0, 10298.0), Range(172.0, 10459.0), ALL, ALL, 1.0)
@given(st.integers(1, 10**6), RANGES, RANGES, RANGES, SHARES, SHARES, st.floats(0.01, 1))
def test_token_ranges_are_no_wider_than_what_is_unknown(  # noqa: PLR0913, PLR0917 - one for each thing that moves a bill
    requests: int, sent: Range, received: Range, output: Range, cached: Range, batch: Range, discount: float
) -> None:
    """The least is paid with the lowest prices and most batches, the most with the highest and fewest; nothing else.

    Input has one price with and without a cache, so that the cache moves nothing.
    """
    load = Load(exactly(requests), sent, received, exactly(cached.low), batch)
    prices = TokenPrices(exactly(2), output, exactly(2), discount)
    found = total(line.unrounded_usd_per_month for line in token_lines(load, prices))
    month = requests * 30 / 1e6
    least = month * (sent.low * 2 + received.low * output.low)
    most = month * (sent.high * 2 + received.high * output.high)
    # a discount of nearly everything leaves what floating point lost of the price before it
    assert found.low == pytest.approx(least * (1 - batch.high * discount), rel=1e-9, abs=1e-12 * most)
    assert found.high == pytest.approx(most * (1 - batch.low * discount), rel=1e-9, abs=1e-12 * most)


@given(AMOUNTS, st.floats(0.001, 1e5))
def test_currency_round_trip(usd: float, per_usd: float) -> None:
    """There and back is the same amount."""
    rate = ExchangeRate("INR", per_usd, "2026-05-01", "x")
    assert in_usd(converted(usd, rate), rate) == pytest.approx(usd)


@given(AMOUNTS, st.floats(0, 1), AMOUNTS)
def test_shares(dear: float, share: float, other: float) -> None:
    """The share behind a blended cost is the one that made it; a discount of nothing changes nothing."""
    cost = blended(dear, share, other)
    assert share_for(cost, dear, other) == pytest.approx(share, abs=1e-6)
    assert saved_fraction(dear, dear) == 0
    assert discounted(exactly(dear), exactly(0)) == exactly(dear)


@given(AMOUNTS, st.floats(0.1, 1e4))
def test_whole_machines(needed: float, each: float) -> None:
    """So many serve it, and one fewer would not."""
    count = copies_for_rate(needed, each)
    assert count == max(1, ceil(needed / each - 1e-9))
    assert count * each >= needed * (1 - 1e-6)
    assert count == 1 or (count - 1) * each < needed


def test_lines_of_machines_and_people() -> None:
    """Rent, purchase, engineering and the loaded multiplier, each by hand."""
    rent = rent_line(exactly(2), Range(2, 3))
    assert Range(2_880, 4_320) == rent.usd_per_month
    assert Range(2_880, 8_640) == loaded_line(rent, Range(2, 3)).usd_per_month
    assert exactly(333.33) == ownership_line(exactly(4_000), 12).usd_per_month
    assert exactly(1_000) == engineering_line(exactly(10), exactly(100)).usd_per_month
    assert hours_of_work(200_000, 3, 6) == pytest.approx(833.333, abs=0.001)


@given(AMOUNTS, AMOUNTS)
def test_an_influence_moves_a_fifth(moved: float, rest: float) -> None:
    """The cost with four fifths and with six fifths of an input, within what the input may be."""
    found = influence("x", lambda factor: exactly(rest + moved * factor))
    assert found.spread == pytest.approx(0.4 * moved)
    bounded = influence("x", lambda factor: exactly(rest + moved * factor), 0.9, 1.0)
    assert (bounded.lower, bounded.higher) == (rest + moved * 0.9, rest + moved)


@given(st.floats(0.011, 99), st.floats(0, 1), st.floats(1, 200))
def test_a_turning_factor_is_where_the_word_changes(at: float, least: float, most: float) -> None:
    """It is found on its side of 1, within the bounds of the input and a hundred times, and nowhere else."""
    lower, higher = turning_factors(lambda factor: "a" if factor < at else "b", least, most)
    expected_lower = at if max(least, 0.01) < at <= 1 else None
    expected_higher = at if 1 < at <= min(most, 100) else None
    assert (lower, higher) == (
        None if expected_lower is None else pytest.approx(at, rel=1e-6),
        None if expected_higher is None else pytest.approx(at, rel=1e-6),
    )
