"""Price sets: dated prices of tokens and GPUs, in a pack."""

from random import Random
from typing import Any

from tests.cli.migrating import PROFILE
from tests.fuzz.dumping import dumped
from tests.fuzz.mutating import mutated, noise
from tests.fuzz.trial import DAY, Format, Trial

NAME = "acme/catalog/prices/house.yaml"
SOURCE = {"title": "T", "url": "https://example.org", "checked": "2026-11-22", "confidence": "primary"}
SET: dict[str, Any] = {
    "id": "house",
    "title": "Prices of the house",
    "as_of": "2026-11-01",
    "sources": {"default": SOURCE},
    "tokens": [{"model": "openai/gpt-4o", "service": "openai", "input": 2.5, "output": 10, "cached_input": 1.25}],
    "machines": [{"gpu": "nvidia-h100-80gb-sxm", "service": "aws", "usd_per_hour": {"on-demand": 4.0}, "watts": 700}],
}


def make(random: Random) -> Trial:
    """Return a pack with a changed price set, and a command that counts with it."""
    files = {
        NAME: noise(dumped(mutated(SET, (), random), random), random),
        "policyengine.yaml": b"version: 1\npacks: [acme]\nprices: [house]\n",
        "llm-profile.yaml": PROFILE.encode(),
    }
    return Trial(
        files, ("cost", "llm-profile.yaml", "--as-of", DAY, "--output-format", random.choice(("text", "json"))), NAME
    )


FORMAT = Format("price-set", make)
