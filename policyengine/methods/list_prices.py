"""Shared assumptions of several articles: two list prices, and the length of a request."""

from typing import NamedTuple


class Api(NamedTuple):
    """An API with its prices in USD per million tokens."""

    name: str
    input_usd_per_million: float
    output_usd_per_million: float


GPT_4O = Api("GPT-4o", 2.50, 10.00)
SONNET = Api("Claude 3.5 Sonnet", 3.00, 15.00)
"""003:L137-138, and the same in 004:L31."""

INPUT_TOKENS, OUTPUT_TOKENS = 500, 300
"""Tokens of a request (003:L91-92)."""

REQUEST_TOKENS = INPUT_TOKENS + OUTPUT_TOKENS
"""Converts requests to tokens for the articles that count tokens."""
