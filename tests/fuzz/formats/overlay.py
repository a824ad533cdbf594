"""Catalog overlays: the entries under `catalog:` in settings."""

from random import Random
from typing import Any

from tests.fuzz.dumping import dumped
from tests.fuzz.examples import profiles
from tests.fuzz.mutating import mutated, noise
from tests.fuzz.trial import DAY, Format, Trial

NAME = "policyengine.yaml"
SOURCES = {"default": {"title": "T", "url": "https://example.org", "checked": "2026-11-22", "confidence": "primary"}}
OVERLAYS: tuple[dict[str, Any], ...] = (
    {"models": {"acme/m": {"family": "m", "developer": "acme", "license": "apache-2.0", "aliases": ["openai/gpt-4o"]}}},
    {"models": {"acme/m": {"openness": "open-weights", "parameters": {"total": 7e9}, "sources": SOURCES}}},
    {"models": {"openai/gpt-4o": {"knowledge_cutoff": "2025-01", "retirement": {"date": "2026-12-31"}}}},
    {"services": {"acme-api": {"company": "acme", "kind": "model-api", "sources": SOURCES}}, "companies": {"acme": {}}},
    {"gpus": {"acme-1": {"vendor": "Acme", "memory_gb": 80, "memory_bandwidth_gbps": 2000, "sources": SOURCES}}},
    {"licenses": {"acme-1.0": {"name": "Acme", "commercial_use": True, "sources": SOURCES}}},
    {"regions": {"acme-eu": {"country": "DE", "service": "aws", "sources": SOURCES}}},
    {
        "prices": [
            {
                "id": "house",
                "title": "T",
                "as_of": "2026-11-01",
                "sources": SOURCES,
                "tokens": [{"model": "openai/gpt-4o", "service": "openai", "input": 2.5, "output": 10}],
            }
        ]
    },
    {"companies": {"openai": {"entity_country": "US", "parent": "microsoft"}}},
)

VALID: tuple[dict[str, Any], ...] = (
    {"models": {"openai/gpt-4o": {"context_window": 5}}},
    {
        "models": {
            "acme/m": {
                "openness": "open-weights",
                "stage": "general",
                "licenses": ["Apache-2.0"],
                "params_total_b": 32,
                "aliases": ["acme-m"],
            }
        }
    },
    {"services": {"proxy": {"name": "P", "company": "amazon", "kind": "model-api", "hostings": ["vendor-api"]}}},
    {"services": {"aws": {"aliases": ["acme-cloud"]}}},
    {"regions": {"openai": {"us": {"country": "US"}}}},
    {
        "prices": {
            "house": {
                "as_of": "2026-11-01",
                "tokens": [{"model": "openai/gpt-4o", "service": "openai", "input": 2.5, "output": 10}],
            }
        }
    },
)
"""Overlays without a mistake, to begin from; the others have keys that entries of the catalog do not have."""


def make(random: Random) -> Trial:
    """Return settings with changed catalog entries, beside a profile."""
    overlay: dict[str, Any] = {}
    for part in random.sample(VALID, random.randint(1, 3)):
        overlay |= part
    data = {"version": 1, "catalog": mutated(overlay, (*OVERLAYS, *VALID), random)}
    profile = dumped(random.choice(_apart()), random).encode()
    files = {NAME: noise(dumped(data, random), random), "llm-profile.yaml": profile}
    command = random.choice(
        (("check", "--output-format", "json", "--as-of", DAY), ("settings", ".", "--output-format", "json"))
    )
    return Trial(files, command, NAME)


def _apart() -> list[Any]:
    """Return the profiles that are valid without the settings of their example."""
    return [profile for profile in profiles() if "decisions" not in profile]


FORMAT = Format("overlay", make)
