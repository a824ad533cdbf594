"""APIs and self-hosted servers at several volumes, and their crossover (003:L136-181)."""

from itertools import product
from typing import NamedTuple

from policyengine.costs.ranges import exactly
from policyengine.costs.zones import zones
from policyengine.methods.api_cost import ApiUse, api_cost
from policyengine.methods.list_prices import GPT_4O, INPUT_TOKENS, OUTPUT_TOKENS, SONNET, Api
from policyengine.methods.self_hosted_cost import Machine, self_hosted_cost

MOST_REQUESTS_PER_DAY = 10_000_000
"""The end of the search for crossovers: a hundred times the highest volume of the article."""


class Server(NamedTuple):
    """A server with its price, its speed in requests per second and its purchase price."""

    name: str
    usd_per_hour: float
    requests_per_second: float
    setup_usd: float


APIS = (GPT_4O, SONNET)
"""003:L137-138."""

SERVERS = (Server("Llama 70B (2x RTX 3090)", 0.50, 2.0, 4_000), Server("Llama 8B (RTX 4090)", 0.25, 15.0, 2_500))
"""003:L140-152."""


class Comparison(NamedTuple):
    """The options to compare, the requests per day (003:L155), and the tokens per request."""

    volumes: tuple[float, ...] = (1_000, 10_000, 100_000)
    input_tokens: float = INPUT_TOKENS
    output_tokens: float = OUTPUT_TOKENS
    apis: tuple[Api, ...] = APIS
    servers: tuple[Server, ...] = SERVERS


class Cell(NamedTuple):
    """One cost of the table."""

    requests_per_day: float
    option: str
    usd_per_month: float


class Crossover(NamedTuple):
    """The requests per day from which a server is cheaper than an API; None if it never is, up to ten million."""

    server: str
    api: str
    requests_per_day: int | None


class Compared(NamedTuple):
    """The table, volume by volume, and the crossover of each pair."""

    table: tuple[Cell, ...]
    crossovers: tuple[Crossover, ...]


def volume_comparison(asked: Comparison) -> Compared:
    """Return the cost of each option at each volume, and the volume from which each server is cheaper than each API."""
    table: list[Cell] = []
    for volume in asked.volumes:
        table += [Cell(volume, api.name, api_usd(asked, api, volume)) for api in asked.apis]
        table += [Cell(volume, server.name, server_usd(server, volume)) for server in asked.servers]
    pairs = [_crossover(asked, server, api) for server, api in product(asked.servers, asked.apis)]
    return Compared(tuple(table), tuple(pairs))


def api_usd(asked: Comparison, api: Api, requests_per_day: float) -> float:
    """Return USD per month of an API at a volume."""
    use = ApiUse(requests_per_day, asked.input_tokens, asked.output_tokens, *api[1:])
    return api_cost(use).usd_per_month


def server_usd(server: Server, requests_per_day: float) -> float:
    """Return USD per month of a server at a volume."""
    return self_hosted_cost(Machine(requests_per_day, *server[1:])).usd_per_month


def _crossover(asked: Comparison, server: Server, api: Api) -> Crossover:
    found = zones(
        lambda volume: exactly(api_usd(asked, api, volume)),
        lambda volume: exactly(server_usd(server, volume)),
        most=MOST_REQUESTS_PER_DAY,
    )
    first = next((begin for begin, cheaper in found.parts if cheaper == "second"), None)
    return Crossover(server.name, api.name, first)
