"""The zones of all five articles as a method, with the contradictions within an article."""

from policyengine.costs.ranges import exactly
from policyengine.costs.volumes import Volume, tokens_per_month
from policyengine.methods.articles import EVERY
from policyengine.methods.cost_by_volume import BANDS
from policyengine.methods.forms import VOLUME, amount
from policyengine.methods.list_prices import REQUEST_TOKENS
from policyengine.methods.method import Figure, Input, Method
from policyengine.methods.units import TOKENS_EACH, USD_PER_MONTH
from policyengine.methods.volume_zones import Placed, Zones, volume_zones

SLIP = "the headline uses tokens per month, question 4 tokens per day: thirty times more"
LISTS = "5M tokens per month are under 10M, so the list recommends closed; its table recommends open"


def _zones(amount_per_month: float) -> Zones:
    return volume_zones(Placed(Volume(amount_per_month)))


def _side(zones: Zones, seed: str, name: str) -> str:
    return next(" and ".join(word.sides) for word in zones.words if (word.seed, word.name) == (seed, name))


def _figures() -> tuple[Figure, ...]:
    daily = exactly(tokens_per_month(Volume(5_000_000, period="day"), REQUEST_TOKENS))
    saas = BANDS[1]
    return (
        Figure(
            "threshold of question 4 compared with the headline",
            "001:L14,L167",
            exactly(5e6),
            daily,
            "tokens/month",
            SLIP,
        ),
        Figure(
            saas.name,
            "002:L145,L208",
            saas.recommended,
            _side(_zones(saas.tokens_per_month), "002", "choose lists"),
            why=LISTS,
        ),
    )


METHOD = Method(
    id="seeds/volume-zones",
    title="The five articles' volume zones side by side",
    articles=EVERY,
    sources=(
        "000:L46,L60,L130-134,L208,L370", "001:L14,L54,L98,L167", "002:L139-141,L201,L208", "003:L257-258,L271,L294",
        "004:L37,L77-81",
    ),
    computes="a volume in every unit, the recommendations of each article for it, and their disagreements",
    formula=(
        "tokens_per_month = tokens_per_day x 30 = requests_per_day x tokens_per_request x 30",
        "a zone includes its ends only if its article says so; amounts outside all zones are unassigned",
        "agree = all statements that take a side take the same one",
    ),
    shape=Placed,
    inputs=(
        Input("volume", VOLUME, "tokens or requests, with a period"),
        Input("tokens_per_request", amount(TOKENS_EACH), "converts tokens and requests", "003:L91-92"),
        Input("api_usd_per_month", amount(USD_PER_MONTH), "cost of the API; adds the thresholds in dollars"),
    ),
    function=volume_zones,
    example=("volume=40M/month",),
    figures=_figures,
    limits=(
        "above 5M (001:L14) or above 500M (004:L37) tokens a month: the thresholds differ by a factor of 100",
        "these are thresholds of others: seed-003/volume-comparison computes your own break-even",
    ),
)  # fmt: skip
