"""Alternatives between an API and self-hosted GPUs: a managed host, or a cheap closed model (001:L219-221, L237)."""

from typing import NamedTuple

from policyengine.costs.money import cents
from policyengine.costs.ranges import exactly
from policyengine.costs.tokens import usd_for_tokens, usd_per_million
from policyengine.costs.volumes import Volume, tokens_per_month
from policyengine.methods.articles import SEED_000, SEED_001
from policyengine.methods.fixed_workload import CHEAP, SELF_HOSTED, TOKENS_PER_MONTH
from policyengine.methods.forms import VOLUME, amount, yes_or_no
from policyengine.methods.list_prices import REQUEST_TOKENS
from policyengine.methods.method import Figure, Input, Method
from policyengine.methods.units import PAID_PER_MILLION, PAID_PER_MONTH, TOKENS_EACH
from policyengine.words.numbers import money


class Need(NamedTuple):
    """The inputs: sensitive data, available infrastructure engineers, the volume, and the self-hosted cost."""

    sensitive: bool
    infrastructure_team: bool
    volume: Volume = Volume(TOKENS_PER_MONTH)
    tokens_per_request: float = REQUEST_TOKENS
    cheap_usd_per_million: float = usd_per_million(CHEAP.usd_per_month, TOKENS_PER_MONTH)
    self_hosted_usd_per_month: float = SELF_HOSTED.usd_per_month


class Path(NamedTuple):
    """One alternative: its cost if the articles state one, whether it fits, and the reason."""

    name: str
    usd_per_month: float | None
    fits: bool
    why: str
    source: str


class MiddlePath(NamedTuple):
    """The alternatives, and the one to try first; empty if none fits."""

    paths: tuple[Path, ...]
    first: str


OUT = "sensitive data rules out every third party"


def middle_path(need: Need) -> MiddlePath:
    """Evaluate both: sensitive data rules them out; a host fits without a team; a cheap model must cost less."""
    tokens = tokens_per_month(need.volume, need.tokens_per_request)
    cheap = cents(usd_for_tokens(exactly(tokens), exactly(need.cheap_usd_per_million)).low) / 100
    paths = (_managed(need), _cheap(need, cheap))
    return MiddlePath(paths, next((path.name for path in paths if path.fits), ""))


def _managed(need: Need) -> Path:
    fits = not need.sensitive and not need.infrastructure_team
    why = OUT if need.sensitive else "best for a team without infrastructure engineers"
    if not need.sensitive and need.infrastructure_team:
        why = "it costs more than self-hosted GPUs, and there is a team to run them"
    return Path("managed open host", None, fits, why, "001:L221, 000:L146")


def _cheap(need: Need, usd: float) -> Path:
    own = need.self_hosted_usd_per_month
    why = f"{money(usd)} against {money(own)} USD per month self-hosted"
    return Path("cheap closed model", usd, not need.sensitive and usd < own, OUT if need.sensitive else why, "001:L237")


def _figures() -> tuple[Figure, ...]:
    found = middle_path(Need(sensitive=False, infrastructure_team=True))
    return (
        Figure("Gemini Flash, 300M tokens", "001:L237", exactly(75), exactly(found.paths[1].usd_per_month or 0), "USD"),
        Figure("cheaper than self-hosting at that volume", "001:L237", "yes", "yes" if found.paths[1].fits else "no"),
    )


METHOD = Method(
    id="seeds/middle-path",
    title="The middle path",
    articles=(SEED_001, SEED_000),
    sources=("001:L219-221", "001:L235-237", "000:L146"),
    computes="whether a managed open host or a cheap closed model is sufficient, before self-hosted GPUs",
    formula=(
        "managed open host: fits if not sensitive and no infrastructure_team",
        "usd_per_month = tokens_per_month x cheap_usd_per_million / 10^6",
        "cheap closed model: fits if not sensitive and usd_per_month < self_hosted_usd_per_month",
        "first = the managed host, else the cheap model",
    ),
    shape=Need,
    inputs=(
        Input("sensitive", yes_or_no(), "whether third parties must not receive the data"),
        Input("infrastructure_team", yes_or_no(), "whether engineers are available to run GPUs"),
        Input("volume", VOLUME, "tokens or requests, with a period", "001:L237"),
        Input("tokens_per_request", amount(TOKENS_EACH), "used only for a volume in requests", "003:L91-92"),
        Input("cheap_usd_per_million", amount(PAID_PER_MILLION), "Gemini Flash: 75 USD for 300M", "001:L237"),
        Input("self_hosted_usd_per_month", amount(PAID_PER_MONTH), "one A100 spot instance", "001:L52"),
    ),
    function=middle_path,
    example=("sensitive=no", "infrastructure_team=no"),
    figures=_figures,
    limits=("the articles state no price of a managed host; 001:L221 places it between an API and bare GPUs",),
)
