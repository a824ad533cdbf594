"""The prices in the package genai-prices; the only module that imports it. It is an extra, imported to write a set.

Its data is read as installed; nothing is fetched.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from policyengine.errors import Mistake, UsageError
from policyengine.prices.rows import Price, Row, Tier
from policyengine.prices.sets import Snapshot

if TYPE_CHECKING:
    from genai_prices.types import ModelInfo, ModelPrice, Provider

PROVIDERS = {
    "anthropic": "anthropic",
    "aws-bedrock": "aws",
    "azure-ai-foundry": "azure",
    "azure-openai": "azure",
    "cerebras": "cerebras",
    "cloudflare": "cloudflare",
    "cohere": "cohere",
    "databricks": "databricks",
    "deepseek": "deepseek",
    "fireworks": "fireworks",
    "google-gemini-api": "google",
    "google-vertex": "google",
    "groq": "groq",
    "minimax": "minimax",
    "mistral": "mistral",
    "moonshot": "moonshotai",
    "novita": "novita",
    "openai": "openai",
    "openrouter": "openrouter",
    "ovhcloud": "ovhcloud",
    "together": "together",
    "xai": "x-ai",
    "zai": "zai",
}
"""The service of the catalog for each provider of the package."""

_PARTS = ("input_mtok", "cache_read_mtok", "output_mtok")
_BATCH = {"processing": "batch"}
_HALF_HOURS = 48


class Wanted(NamedTuple):
    """A model at a service: its id, all its names, and the inputs of its price.

    A model that only `embeds` has free output. If the package has no price of a service it takes that of the developer,
    which is likely right for `closed` models; hosts of open weights have their own prices.
    """

    model: str
    names: tuple[str, ...]
    service: str
    embeds: bool = False
    closed: bool = False


def snapshot(wanted: Iterable[Wanted], limit: str) -> Snapshot:
    """Return the prices in the installed package for these, as of its newest day up to `limit`, an ISO day.

    That day is the newest start of a price in the package, which contains no newer one. Raises UsageError if the
    package is missing or has no such day.
    """
    providers, version = _package()
    starts = [day for provider in providers for model in provider.models for day in _starts(model)]
    day = max((start for start in starts if start.isoformat() <= limit), default=None)
    if day is None:
        hint = f"its first price began on {min(starts)}" if starts else "install another version of it"
        raise UsageError(Mistake(f"genai-prices {version} has no price from {limit} or before", hint=hint))
    first = datetime(day.year, day.month, day.day, tzinfo=UTC)
    moments = [first + timedelta(minutes=30 * index) for index in range(_HALF_HOURS)]
    found = (_row(each, providers, moments) for each in wanted)
    return Snapshot(version, day.isoformat(), tuple(row for row in found if row is not None))


def _package() -> tuple[Sequence["Provider"], str]:
    from importlib.metadata import version

    try:
        from genai_prices.data import providers
    except ImportError as error:
        message = "the package genai-prices is not installed"
        if error.name != "genai_prices":
            message = f"the package genai-prices cannot be imported: {str(error).lower()}"
        raise UsageError(Mistake(message, hint="pip install 'llm-policyengine[prices]'")) from None
    return providers, version("genai-prices")


def _starts(model: "ModelInfo") -> Iterator[date]:
    prices = model.prices if isinstance(model.prices, list) else []
    for priced in (*prices, *(model.price_variants or ())):
        start = getattr(priced.constraint, "start_date", None)
        if start is not None:
            yield start


def _row(wanted: Wanted, providers: Sequence["Provider"], moments: Sequence[datetime]) -> Row | None:
    provider = next((each for each in providers if each.id == PROVIDERS.get(wanted.service)), None)
    model = provider and (_named(wanted.names, provider) or _tailed(wanted.names, provider))
    source = "default"
    if provider and not model and wanted.closed:
        model, source = _named(wanted.names, provider, providers), "borrowed"
    if not model:
        return None
    prices = [model.get_prices(moment) for moment in moments]
    whole = _three(prices, 0, embeds=wanted.embeds)
    if whole is None:
        return None
    starts = sorted({tier.start for price in prices for part in _PARTS for tier in _tiers(getattr(price, part))})
    tiers = [(start, _three(prices, start, embeds=wanted.embeds)) for start in starts]
    own = any(model is each for each in provider.models) if provider else False
    discount = _discount(model, prices, moments) if own else None
    kept = tuple(Tier(start, *three) for start, three in tiers if three is not None)
    return Row(wanted.model, wanted.service, *whole, discount, kept, source)


def _named(
    names: Iterable[str], provider: "Provider", others: Sequence["Provider"] | None = None
) -> "ModelInfo | None":
    found = (provider.find_model(name, all_providers=list(others) if others else None) for name in names)
    return next((model for model in found if model is not None), None)


def _tailed(names: Iterable[str], provider: "Provider") -> "ModelInfo | None":
    """Find a model by the last part of its name: a host may use another company as its prefix."""
    tails = {name.rpartition("/")[2].lower() for name in names}
    return next((model for model in provider.models if model.id.rpartition("/")[2].lower() in tails), None)


def _three(prices: Sequence["ModelPrice"], tokens: int, *, embeds: bool) -> tuple[Price, Price | None, Price] | None:
    """Return the prices of a request just above this many input tokens; None if input or output has none."""
    sent, cached, given = (_span([_at(getattr(price, part), tokens) for price in prices]) for part in _PARTS)
    if given is None and embeds:
        given = (0.0, 0.0)
    return None if sent is None or given is None else (sent, cached, given)


def _span(found: Sequence[float | None]) -> Price | None:
    known = [price for price in found if price is not None]
    return (min(known), max(known)) if known else None


def _tiers(price: Any) -> Sequence[Any]:
    tiers: Sequence[Any] = getattr(price, "tiers", ())
    return tiers


def _at(price: Any, tokens: int) -> float | None:
    if price is None:
        return None
    reached = [tier.price for tier in _tiers(price) if tier.start <= tokens]
    return float(reached[-1] if reached else getattr(price, "base", price))


def _discount(model: "ModelInfo", prices: Sequence["ModelPrice"], moments: Sequence[datetime]) -> float | None:
    """Return the batch discount, as a fraction, of both input and output; the smaller one if they differ."""
    batches = [model.get_prices(moment, _BATCH) for moment in moments]
    fractions = [
        1 - batch / full
        for price, cheaper in zip(prices, batches, strict=True)
        for part in ("input_mtok", "output_mtok")
        if (full := _at(getattr(price, part), 0)) and (batch := _at(getattr(cheaper, part), 0)) is not None
    ]
    smallest = round(min(fractions, default=0), 4)
    return smallest if 0 < smallest < 1 else None
