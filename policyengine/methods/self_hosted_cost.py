"""The monthly cost of a self-hosted, always-on server (003:L110-134)."""

from typing import NamedTuple

from policyengine.costs import DAYS_PER_MONTH, HOURS_PER_MONTH, MONTHS_PER_YEAR
from policyengine.costs.lines import Factor, Line
from policyengine.costs.machines import hours_of_work, ownership_line, peak_rate
from policyengine.costs.money import cents
from policyengine.costs.ranges import exactly
from policyengine.methods.articles import SEED_003
from policyengine.methods.forms import amount
from policyengine.methods.method import Input, Method
from policyengine.methods.units import REQUESTS_PER_DAY, REQUESTS_PER_SECOND, SECONDS, USD, USD_PER_HOUR


class Machine(NamedTuple):
    """A server: its load in requests per day, its price and its speed; Llama 70B on 2 RTX 3090 (003:L140-145)."""

    requests_per_day: float
    usd_per_hour: float = 0.50
    requests_per_second: float = 2.0
    setup_usd: float = 4_000
    inference_seconds: float = 3.0


class SelfHostedCost(NamedTuple):
    """The monthly cost: at least 720 hours, and a twelfth of the purchase; each amount is rounded separately."""

    requests_per_month: float
    gpu_hours: float
    compute_usd_per_month: float
    setup_usd_per_month: float
    usd_per_month: float
    working: tuple[Line, ...]
    notes: tuple[str, ...] = ()


DEAD = "inference_seconds has no effect: it is in the numerator and the denominator and cancels out"
FULL = "the average rate is above requests_per_second: the article adds hours beyond 720, that is, more servers"


def self_hosted_cost(machine: Machine) -> SelfHostedCost:
    """Return the monthly cost of a server: max(hours of work, 720) x price + setup / 12."""
    at_once = machine.requests_per_second * machine.inference_seconds
    work = hours_of_work(machine.requests_per_day, machine.inference_seconds, at_once)
    hours = max(work, HOURS_PER_MONTH)
    running = Line("server", (Factor(exactly(hours), "hours"), Factor(exactly(machine.usd_per_hour), "USD per hour")))
    setup = ownership_line(exactly(machine.setup_usd), MONTHS_PER_YEAR)
    given = machine.inference_seconds != Machine._field_defaults["inference_seconds"]
    over = peak_rate(machine.requests_per_day, 1.0) > machine.requests_per_second
    return SelfHostedCost(
        machine.requests_per_day * DAYS_PER_MONTH,
        round(hours, 1),
        running.usd_per_month.low,
        setup.usd_per_month.low,
        cents(hours * machine.usd_per_hour + machine.setup_usd / MONTHS_PER_YEAR) / 100,
        (running, setup),
        tuple(note for note, applies in ((DEAD, given), (FULL, over)) if applies),
    )


METHOD = Method(
    id="seed-003/self-hosted-cost",
    title="Self-hosted cost calculator",
    articles=(SEED_003,),
    sources=("003:L81-86", "003:L110-134", "003:L140-152"),
    computes="USD per month of a purchased always-on server, from its load, hourly price, speed and purchase price",
    formula=(
        "hours = requests_per_day x 30 x inference_seconds / 3600 / (requests_per_second x inference_seconds)",
        "gpu_hours = max(hours, 720)",
        "compute_usd_per_month = gpu_hours x usd_per_hour",
        "usd_per_month = compute_usd_per_month + setup_usd / 12",
    ),
    shape=Machine,
    inputs=(
        Input("requests_per_day", amount(REQUESTS_PER_DAY), "requests a day"),
        Input("usd_per_hour", amount(USD_PER_HOUR), "electricity and amortisation of the server", "003:L142"),
        Input("requests_per_second", amount(REQUESTS_PER_SECOND), "capacity of the server", "003:L143"),
        Input("setup_usd", amount(USD), "purchase, spread over 12 months", "003:L144"),
        Input("inference_seconds", amount(SECONDS), "time of one request; has no effect", "003:L113"),
    ),
    function=self_hosted_cost,
    example=("requests_per_day=200_000",),
    limits=(
        "the hourly price already includes amortisation (003:L142), and setup / 12 adds the purchase again",
        "hours beyond 720 are a fraction of a second server; servers are not rounded up",
        "no peak: 100,000 requests/day are 58 % of 2 requests/second on average, so it cannot serve twice the average",
        "no engineering time, although 003:L284 requires it",
    ),
)
