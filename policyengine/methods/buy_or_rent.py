"""The months after which a purchased GPU costs less than a rented one (004:L47)."""

from typing import NamedTuple

from policyengine.costs.machines import months_to_pay_back
from policyengine.costs.ranges import Range
from policyengine.methods.articles import SEED_004
from policyengine.methods.forms import amount, between
from policyengine.methods.method import Figure, Input, Method
from policyengine.methods.units import PAID_PER_MONTH, USD, USD_PER_MONTH


class Purchase(NamedTuple):
    """By default the price of an A6000 and the rent of an A100, both unverified in the article; and running costs."""

    purchase_usd: Range = Range(4_000, 5_000)
    rent_usd_per_month: Range = Range(720, 1_440)
    running_usd_per_month: float = 0


class Payback(NamedTuple):
    """Months until the purchase has paid for itself; infinite if the running cost equals the rent."""

    months: Range
    notes: tuple[str, ...] = ()


def buy_or_rent(purchase: Purchase) -> Payback:
    """Return purchase / (rent - running): the lowest purchase price with the highest rent, and vice versa."""
    price, rent, running = purchase
    low = months_to_pay_back(price.low, rent.high, running)
    high = months_to_pay_back(price.high, rent.low, running)
    free = "power, space and engineering time are not included: set running_usd_per_month"
    return Payback(Range(low, high), () if running else (free,))


ONE_RENT = "the rents of 004:L33, 720 to 1,440 USD per month, result in 2.8 to 6.9 months; 4 to 6 requires 833 to 1,000"


METHOD = Method(
    id="seed-004/buy-or-rent",
    title="Buy or rent a GPU",
    articles=(SEED_004,),
    sources=("004:L47", "004:L33"),
    computes="months until a purchased GPU costs less than a rented one",
    formula=("months = purchase_usd / (rent_usd_per_month - running_usd_per_month)",),
    shape=Purchase,
    inputs=(
        Input("purchase_usd", between(USD), "price of the GPU; an A6000 by default", "004:L47"),
        Input("rent_usd_per_month", between(PAID_PER_MONTH), "rent of one like it; an A100 by default", "004:L33"),
        Input("running_usd_per_month", amount(USD_PER_MONTH), "power, space and maintenance of the purchased GPU"),
    ),
    function=buy_or_rent,
    example=("purchase_usd=4500", "rent_usd_per_month=900"),
    figures=lambda: (
        Figure(
            "A6000 against cloud rental", "004:L47", Range(4, 6), buy_or_rent(Purchase()).months, "months", ONE_RENT
        ),
    ),
    limits=(
        "the article marks both prices for verification: look them up before use",
        "compares an A6000 with the rent of an A100, a different GPU, running day and night",
    ),
)
