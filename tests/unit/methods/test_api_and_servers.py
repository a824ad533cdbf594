"""The calculators of article 003: API, own server, both at several volumes."""

from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policyengine.methods.api_cost import ApiUse, api_cost
from policyengine.methods.self_hosted_cost import DEAD, Machine, self_hosted_cost
from policyengine.methods.volume_comparison import APIS, Comparison, api_usd, server_usd, volume_comparison
from policyengine.methods.volume_comparison_method import PRINTED

SONNET = (3.00, 15.00)
EIGHT_B = (0.25, 15.0, 2_500)
REQUESTS = st.integers(0, 10_000_000)
TOKENS = st.integers(0, 10_000)
PRICES = st.floats(0.01, 100)
CENTS = st.integers(1, 10_000)


def test_sys_20_api_cost() -> None:
    """GPT-4o at 1,000 requests a day, Sonnet at 10,000, and both at 400 tokens in, as the article printed."""
    gpt = api_cost(ApiUse(1_000))
    assert gpt[:4] == (30_000, 37.50, 90.00, 127.50)
    assert api_cost(ApiUse(10_000, 500, 300, *SONNET)).usd_per_month == 1_800.00
    assert api_cost(ApiUse(1_000, 400)).usd_per_month == 120.00
    assert api_cost(ApiUse(1_000, 400, 300, *SONNET)).usd_per_month == 171.00


@pytest.mark.parametrize("requests", [1_000, 10_000, 100_000])
def test_sys_21_self_hosted_cost_is_flat(requests: int) -> None:
    """70B and 8B cost the same at all three volumes of the article: 720 hours and a twelfth of the purchase."""
    assert (requests * 30, 720.0, 360.00, 333.33, 693.33) == self_hosted_cost(Machine(requests))[:5]
    assert self_hosted_cost(Machine(requests, *EIGHT_B)).usd_per_month == 388.33


def test_sys_21_self_hosted_cost_above_capacity() -> None:
    """Beyond 720 hours of work the hours count; the time of one request never does, and is flagged when given."""
    busy = self_hosted_cost(Machine(200_000))
    assert busy[1:5] == (833.3, 416.67, 333.33, 750.00)
    assert self_hosted_cost(Machine(2_000_000, *EIGHT_B)).usd_per_month == 486.11
    slow = self_hosted_cost(Machine(200_000, inference_seconds=30.0))
    assert slow.usd_per_month == busy.usd_per_month
    assert (DEAD in slow.notes, DEAD in busy.notes) == (True, False)


def test_sys_22_crossovers() -> None:
    """Where each server becomes cheaper than each API, to the request."""
    found = volume_comparison(Comparison()).crossovers
    assert [pair.requests_per_day for pair in found] == [5_438, 3_852, 3_046, 2_158]
    assert [pair.api for pair in found[:2]] == ["GPT-4o", "Claude 3.5 Sonnet"]


def test_sys_22_no_published_cell_follows() -> None:
    """None of the twelve printed cells is what the article's own code gives; the API's come from 400 tokens in."""
    cells = [round(cell.usd_per_month) for cell in volume_comparison(Comparison()).table]
    assert cells == [128, 180, 693, 388, 1_275, 1_800, 693, 388, 12_750, 18_000, 693, 388]
    assert [printed for printed, cell in zip(PRINTED, cells, strict=True) if printed == cell] == []
    shorter = [round(cell.usd_per_month) for cell in volume_comparison(Comparison(input_tokens=400)).table]
    for row in range(0, 12, 4):
        assert tuple(shorter[row : row + 2]) == PRINTED[row : row + 2]
        assert tuple(shorter[row + 2 : row + 4]) != PRINTED[row + 2 : row + 4]


@given(REQUESTS, TOKENS, TOKENS, CENTS, CENTS)
@example(1, 333, 333, 50, 50)  # 0.004995 twice: the parts are 0.00, the total is 0.01
@example(1, 500, 0, 500, 1)  # 0.075, which the article's floats take for less
@example(737, 0, 10_000, 1, 3_795)  # 8,390.745
def test_sys_20_api_cost_is_the_articles_code(requests: int, sent: int, received: int, first: int, second: int) -> None:
    """Parts and total are what the article's code gives; only half a cent may be rounded the other way.

    The code rounds each part, and the sum of the parts before they are rounded.
    """
    prices = first / 100, second / 100
    month = requests * 30
    theirs = month * sent / 1_000_000 * prices[0], month * received / 1_000_000 * prices[1]
    exact = Fraction(month * sent * first, 10**6), Fraction(month * received * second, 10**6)  # in cents
    found = api_cost(ApiUse(requests, sent, received, *prices))
    for ours, other, cents in zip(found[1:4], (*theirs, sum(theirs)), (*exact, sum(exact)), strict=True):
        assert round(other, 2) == ours or cents % 1 == Fraction(1, 2)
        assert round(ours * 100) in {floor(cents), ceil(cents)}


@given(REQUESTS, CENTS, CENTS, st.integers(1, 50))
def test_sys_21_self_hosted_cost_is_the_articles_code(requests: int, hourly: int, setup: int, speed: int) -> None:
    """Hours, parts and total are what the article's code gives, half cents apart."""
    seconds = requests * 30 * 3.0 / 3600
    hours = max(seconds / (speed * 3.0), 720)
    theirs = hours * (hourly / 100), setup / 12
    busy = max(Fraction(requests * 30, 3600 * speed), Fraction(720))
    exact = busy * hourly, Fraction(setup * 100, 12)  # in cents
    found = self_hosted_cost(Machine(requests, hourly / 100, speed, setup))
    assert found.gpu_hours == pytest.approx(hours, abs=0.0501)
    for ours, other, cents in zip(found[2:5], (*theirs, sum(theirs)), (*exact, sum(exact)), strict=True):
        assert round(other, 2) == ours or cents % 1 == Fraction(1, 2)
        assert round(ours * 100) in {floor(cents), ceil(cents)}


@given(REQUESTS, REQUESTS, PRICES)
def test_api_cost_grows_with_volume_and_price(first: int, second: int, price: float) -> None:
    """More requests never cost less; twice the price costs twice as much."""
    low, high = sorted((first, second))
    assert api_cost(ApiUse(low)).usd_per_month <= api_cost(ApiUse(high)).usd_per_month
    once = api_cost(ApiUse(first, 500, 300, price, price)).usd_per_month
    assert api_cost(ApiUse(first, 500, 300, 2 * price, 2 * price)).usd_per_month == pytest.approx(2 * once, abs=0.031)


@given(REQUESTS, REQUESTS, st.floats(0.1, 50), st.floats(0.1, 60))
def test_self_hosted_cost_grows_with_volume(first: int, second: int, speed: float, seconds: float) -> None:
    """More requests never cost less, and the time of one request changes nothing."""
    low, high = sorted((first, second))
    cheap, dear = (self_hosted_cost(Machine(volume, 0.5, speed)) for volume in (low, high))
    assert cheap.usd_per_month <= dear.usd_per_month
    other = self_hosted_cost(Machine(high, 0.5, speed, inference_seconds=seconds))
    assert other.usd_per_month == pytest.approx(dear.usd_per_month, abs=0.011)


def test_crossovers_are_roots() -> None:
    """At each crossover the server costs less than the API, one request below it does not."""
    asked = Comparison()
    for pair in volume_comparison(asked).crossovers:
        server = next(server for server in asked.servers if server.name == pair.server)
        api = next(api for api in asked.apis if api.name == pair.api)
        here = pair.requests_per_day or 0
        assert server_usd(server, here) < api_usd(asked, api, here)
        assert server_usd(server, here - 1) >= api_usd(asked, api, here - 1)


def test_a_server_that_never_pays() -> None:
    """Against free tokens there is no crossover; against a free server it is one request."""
    dear = Comparison(apis=(APIS[0]._replace(input_usd_per_million=0, output_usd_per_million=0),))
    assert [pair.requests_per_day for pair in volume_comparison(dear).crossovers] == [None, None]
    free = Comparison(servers=(Comparison().servers[0]._replace(usd_per_hour=0, setup_usd=0),))
    assert {pair.requests_per_day for pair in volume_comparison(free).crossovers} <= {1, 2}
