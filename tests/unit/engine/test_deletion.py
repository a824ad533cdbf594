"""In production no failure goes away when a declared fact is left out."""

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from policyengine.verdict import Outcome
from tests.unit.engine.judging import LLAMA, OPENAI, Data, code_of, failures, judged, make_profile

USERS = {
    "current": 900_000_000,
    "months": {"2024-06": 900_000_000, "2024-08": 900_000_000},
    "includes_affiliates": True,
}
ORGANIZATION = {
    "name": "Acme", "jurisdictions": ["DE"], "roles": ["hipaa-covered-entity"], "monthly_active_users": USERS,
    "annual_revenue_usd": 90_000_000,
}  # fmt: skip
NEEDS: Data = {
    "data": {
        "classes": ["phi", "pii"], "subjects": ["DE"], "residency": ["EU"], "boundary": "vpc",
        "deid": {"method": "none"},
    },
    "use": {"commercial": True, "distributes": "weights", "hosts_for_others": True, "purposes": ["military"]},
    "modalities": {"input": ["text", "image"], "output": ["text"]},
    "latency": {"p95_ms": 100},
    "criticality": "high",
    "audience": ["public"],
    "ai_act": {"prohibited_screen": "hit"},
}  # fmt: skip
BARE = {"status": "none"}
AGREEMENTS = {
    "openai": {
        "baa": BARE,
        "dpa": BARE,
        "zero_retention": False,
        "training_use": "default",
        "transfer": {"mechanism": "none"},
    },
    "aws": {"baa": BARE, "dpa": BARE, "zero_retention": False},
}

PROFILES: dict[str, tuple[Data, Data]] = {
    "at a vendor": (
        make_profile(
            {**OPENAI, "region": "US", "tier": "free", "version_pinned": False, "measured_p95_ms": 900}, **NEEDS
        ),
        {"organization": ORGANIZATION, "agreements": AGREEMENTS},
    ),
    "own weights": (
        make_profile(
            {
                "model": "meta-llama/Llama-3.2-11B-Vision-Instruct", "hosting": "private-cloud", "provider": "aws",
                "region": "us-east-1", "hardware": {"gpu": "A100-80GB", "count": 1}, "version_pinned": False,
                "serving": {"engine": "ollama", "quantization": "fp32", "concurrency": 500}, "measured_p95_ms": 900,
            },
            **NEEDS,
        ),
        {"organization": ORGANIZATION, "agreements": AGREEMENTS},
    ),
    "a fallback that leaks": (
        make_profile(
            {"model": LLAMA, "hosting": "on-premises", "hardware": {"gpu": "A100-80GB", "count": 1},
             "serving": {"quantization": "bf16"}},
            supporting=[{"role": "fallback", **OPENAI, "region": "US", "version_pinned": False}],
            recipients=[{"role": "observability", "provider": "datadog", "classes": ["phi"]}],
            stores=[{"kind": "vector-store", "provider": "pinecone", "region": "US", "classes": ["phi"]}],
            **NEEDS,
        ),
        {"organization": ORGANIZATION, "agreements": AGREEMENTS},
    ),
}  # fmt: skip
INTRINSIC = {
    # The catalog knows what the deleted agreement said otherwise: the fact is not absent.
    ("vendor/no-training", "agreements.openai"),
    ("vendor/no-training", "agreements.openai.training_use"),
}
"""Rules and facts for which leaving the fact out is another statement, not a gap."""

_ELEMENTS = frozenset(
    {"choice", "supporting", "recipients", "tools", "stores", "workloads", "w", "agreements", "version"}
)


def routes(node: Any, route: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the place of every fact and group of facts; elements stay, for without one it is another choice."""
    for key, child in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        if isinstance(key, str) and key not in _ELEMENTS:
            yield (*route, key)
        if isinstance(child, dict) or (isinstance(child, list) and child and isinstance(child[0], dict)):
            yield from routes(child, (*route, key))


def without(data: Data, route: tuple[str | int, ...]) -> Data:
    """Return a copy without what stands at a place."""
    copied = node = copy.deepcopy(data)
    for step in route[:-1]:
        node = node[step]  # type: ignore[index]  # a list's index is an int
    del node[route[-1]]  # type: ignore[arg-type]  # as above
    return copied


@pytest.mark.slow
@pytest.mark.parametrize("name", PROFILES)
def test_leaving_a_fact_out_never_helps(name: str, tmp_path: Path) -> None:
    """Each failing rule, asked alone, still fails or the file is refused, whichever fact is left out."""
    profile, settings = PROFILES[name]
    before = failures(judged(tmp_path, profile, settings))
    failing = {verdict.rule.id for verdict in before if verdict.outcome is Outcome.FAIL}
    assert len(failing) > 4, failing
    silenced = []
    for which, data in enumerate((profile, settings)):
        for route in routes(data):
            files = [profile, settings]
            files[which] = without(data, route)
            report = judged(tmp_path, files[0], files[1], select=tuple(sorted(failing)))
            left = {verdict.rule.id for verdict in failures(report)}
            if code_of(report) != 2:
                silenced += [(rule, ".".join(map(str, route))) for rule in sorted(failing - left)]
    assert set(silenced) - INTRINSIC == set()
