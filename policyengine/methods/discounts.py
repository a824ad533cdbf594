"""The effect of reserved or spot GPUs and volume discounts on two bills and on the break-even (000:L372)."""

from typing import NamedTuple

from policyengine.costs import DAYS_PER_MONTH
from policyengine.costs.money import discounted, in_cents
from policyengine.costs.ranges import Range, exactly
from policyengine.costs.tokens import tokens_that_cost
from policyengine.methods.articles import SEED_000
from policyengine.methods.forms import amount, between
from policyengine.methods.method import Input, Method
from policyengine.methods.units import FRACTION, PAID_PER_MILLION, PAID_PER_MONTH

DISCOUNT = FRACTION._replace(most=0.99)


class Bills(NamedTuple):
    """The two bills before discounts, the API's price per million tokens, and the discounts as fractions."""

    self_hosted_usd_per_month: float = 3_000
    api_usd_per_month: float = 7_500
    api_usd_per_million: float = 25.0
    machines_off: Range = Range(0.30, 0.60)
    api_off: Range = Range(0.10, 0.30)


class DiscountedBills(NamedTuple):
    """Both bills with their discounts; the break-even spans from the cheapest hardware to the cheapest API."""

    self_hosted_usd_per_month: Range
    api_usd_per_month: Range
    break_even_tokens_per_day: Range


def discounts(bills: Bills) -> DiscountedBills:
    """Return the discounted bills, and the break-even over all cases from no discount to the largest on either side."""
    machines = exactly(bills.self_hosted_usd_per_month)
    any_machines = discounted(machines, Range(0, bills.machines_off.high))
    any_price = discounted(exactly(bills.api_usd_per_million), Range(0, bills.api_off.high))
    return DiscountedBills(
        in_cents(discounted(machines, bills.machines_off)),
        in_cents(discounted(exactly(bills.api_usd_per_month), bills.api_off)),
        tokens_that_cost(any_machines, any_price).over(exactly(DAYS_PER_MONTH)),
    )


METHOD = Method(
    id="seed-000/discounts",
    title="Discounts of GPUs and of APIs",
    articles=(SEED_000,),
    sources=("000:L372", "000:L366"),
    computes="both bills after discounts, and the range of the break-even volume",
    formula=(
        "usd_per_month = bill x (1 - discount)",
        "break-even, low end = self-hosted x (1 - largest GPU discount) / (api_usd_per_million x 30) x 10^6",
        "break-even, high end = self-hosted / (api_usd_per_million x (1 - largest API discount) x 30) x 10^6",
    ),
    shape=Bills,
    inputs=(
        Input("self_hosted_usd_per_month", amount(PAID_PER_MONTH), "on demand; 2 A100 by default", "000:L366"),
        Input("api_usd_per_month", amount(PAID_PER_MONTH), "standard tier; 10M tokens/day by default", "000:L366"),
        Input("api_usd_per_million", amount(PAID_PER_MILLION), "implied by the rows of the table", "000:L364-368"),
        Input("machines_off", between(DISCOUNT), "discount of reserved or spot instances", "000:L372"),
        Input("api_off", between(DISCOUNT), "volume discount", "000:L372"),
    ),
    function=discounts,
    example=("self_hosted_usd_per_month=3000", "api_usd_per_month=7500"),
    limits=("spot instances can be withdrawn; that cost is not included",),
)
