"""Locks on services, regions, GPUs, price sets and facts of the organisation hold what these resolve to."""

from pathlib import Path

import pytest

from tests.unit.engine.locks.below import SOURCE, mistakes, said, write

UPPER = """\
organization: {{name: Acme, roles: [school], ai_literacy: {{status: true, evidence: a.pdf}}}}
locked: {{facts: [{locked}]}}"""
WHERE = ", which policyengine.yaml:3 locks"
FREE_ROW = "as_of: 2026-11-01, tokens: [{model: openai/gpt-4o, input: 0, output: 0}]"
SETS = "[genai-prices, gpu-rental]"


def found(folder: Path, locked: str, *lower: str) -> list[str]:
    """Return the errors of settings files below a lock on a fact."""
    return [said(given) for given in mistakes(folder, UPPER.format(locked=locked), *lower)]


@pytest.mark.parametrize(
    ("locked", "lower", "expected"),
    [
        (
            "catalog.services.openai",
            "catalog: {services: {proxy: {company: openai, aliases: [openai-api]}}}",
            "3:57 this makes the service `openai-api` lead to `proxy`, not to `openai`",
        ),
        (
            "catalog.services.openai",
            "agreements: {openai: {training_use: default}}",
            "3:37 this changes `training_use` of the service `openai` from `none` to `default`",
        ),
        (
            "catalog.services.aws-bedrock",
            "catalog: {regions: {aws: {us-east-1: {country: DE}}}}",
            "3:38 this changes `us-east-1` of the region table `aws` from `US` to `DE`",
        ),
        (
            "catalog.services.aws-bedrock.regions",
            "catalog: {regions: {aws: {moon-1: {country: DE}}}}",
            "3:35 this changes `moon-1` of the region table `aws` from nothing to `DE`",
        ),
        (
            "catalog.regions.aws",
            "catalog: {regions: {own: {us-east-1: {country: DE}}}, services: {aws-bedrock: {regions: own}}}",
            "3:89 this changes `regions` of the service `aws-bedrock` from `aws` to `own`",
        ),
        (
            "catalog.regions.aws.us-east-1",
            "catalog: {regions: {own: {}}, services: {bedrock: {regions: own}}}",
            "3:61 this changes `regions` of the service `aws-bedrock` from `aws` to `own`",
        ),
        (
            "catalog.gpus.A100-80GB",
            "catalog: {gpus: {own: {memory_gb: 800, aliases: [A100-80GB]}}}",
            "3:50 this makes the GPU `A100-80GB` lead to `own`, not to `A100-80GB`",
        ),
        (
            "catalog.gpus.A100-80GB",
            "catalog: {gpus: {a100_80gb: {memory_gb: 800}}}",
            "3:29 `a100_80gb` could be taken for `A100-80GB`",
        ),
        (
            "catalog.prices",
            "prices: [seed-001]",
            f"3:9 this changes the price sets in force from {SETS} to [seed-001] (and 3 more)",
        ),
        (
            "catalog",
            "prices: [seed-001]",
            f"3:9 this changes the price sets in force from {SETS} to [seed-001] (and 3 more)",
        ),
        (
            "catalog.prices.genai-prices",
            "prices: [gpu-rental]",
            (
                "3:9 this changes the price of `CohereLabs/c4ai-command-a-03-2025` at cohere of the price set"
                " `genai-prices`"
            ),
        ),
        (
            "catalog.prices.genai-prices",
            f"catalog: {{prices: {{own: {{{FREE_ROW}}}}}}}",
            "3:25 this changes the price of `openai/gpt-4o` at azure-openai of the price set `genai-prices`",
        ),
        (
            "organization.ai_literacy",
            "organization: {ai_literacy: {status: true, evidence: b.pdf}}",
            "3:29 this changes the evidence of `organization.ai_literacy`",
        ),
    ],
)
def test_every_way_to_a_locked_fact_is_refused(tmp_path: Path, locked: str, lower: str, expected: str) -> None:
    """Names, the tables and sets that something is read from, what comes before it, and its evidence."""
    assert found(tmp_path, locked, lower) == [f"{expected}{WHERE}"]


@pytest.mark.parametrize(
    ("locked", "lower"),
    [
        ("catalog.services.openai", "catalog: {services: {own: {company: openai, regions: aws}}}"),
        ("catalog.services.openai", "agreements: {openai: {zero_retention: true, training_use: none}}"),
        ("catalog.services.openai.hq", "agreements: {openai: {training_use: default}}"),
        ("catalog.services.aws-bedrock", "catalog: {regions: {azure: {eastus: {country: DE}}}}"),
        ("catalog.regions.aws", "catalog: {regions: {own: {hall-1: {country: DE}}}, services: {own: {regions: own}}}"),
        ("catalog.regions.aws.us-east-1", "catalog: {regions: {aws: {moon-1: {country: DE}}}}"),
        ("catalog.gpus.A100-80GB", "catalog: {gpus: {own: {memory_gb: 800}}}"),
        ("catalog.prices.seed-001", "prices: [genai-prices]"),
        ("catalog.prices.genai-prices", "prices: [genai-prices]"),
        (
            "catalog.prices.genai-prices",
            (
                "catalog: {models: {own/x: {stage: general}}, "
                "prices: {own: {as_of: 2026-11-01, tokens: [{model: own/x, input: 1, output: 1}]}}}"
            ),
        ),
        ("organization.roles", "organization: {name: Acme Health, ai_literacy: false}"),
        ("organization.ai_literacy", "organization: {ai_literacy: true}"),
        ("catalog", "agreements: {amazon: {zero_retention: true}}\norganization: {name: Acme Health}"),
    ],
)
def test_what_does_not_reach_a_locked_fact_is_free(tmp_path: Path, locked: str, lower: str) -> None:
    """Entries of one's own, other parts and other entries, and the same value again."""
    assert found(tmp_path, locked, lower) == []


@pytest.mark.parametrize(
    ("locked", "hint"),
    [
        ("catalog.models.openai/gpt-4oo", "did you mean `openai/gpt-4o`?"),
        ("catalog.models.openai/gpt-4o.licences", "did you mean `licenses`?"),
        ("catalog.regions.aws.us-eas-2", "did you mean `us-east-2`?"),
        ("catalog.models.nobody/knows-this-model", "`catalog: {models: …}` of this file can add it"),
        ("catalog.companies", "the catalog has models, services, licenses, regions, gpus, prices"),
    ],
)
def test_a_lock_on_an_entry_that_does_not_exist(tmp_path: Path, locked: str, hint: str) -> None:
    """It would hold nothing, so it is an error in the file that locks."""
    (given,) = mistakes(tmp_path, UPPER.format(locked=locked), "")
    assert (said(given), given.hint) == (f"3:18 `{locked}` cannot be locked", hint)


def test_a_lock_finds_the_entries_of_its_own_file_and_packs(tmp_path: Path) -> None:
    """Names of the overlay and of packs can be locked, under any of their names and with dots in them."""
    upper = "catalog: {models: {acme/chat-1.5: {stage: general, aliases: [chat.1.5]}}}\n"
    upper += "locked: {facts: [catalog.models.chat.1.5.stage]}"
    (given,) = mistakes(tmp_path, upper, "catalog: {models: {acme/chat-1.5: {stage: preview}}}")
    assert said(given) == (
        "3:43 this changes `stage` of the model `acme/chat-1.5` from `general` to `preview`, "
        "which policyengine.yaml:3 locks"
    )
    assert mistakes(tmp_path, upper, "catalog: {models: {acme/chat-1.5: {context_window: 5}}}") == ()


PRICES = f"""\
id: aaa
title: A
as_of: 2026-11-01
tokens: [{{model: openai/gpt-4o, service: openai, input: 0, output: 0}}]
sources: {SOURCE}
"""


def test_price_sets_of_packs_are_compared_too(tmp_path: Path) -> None:
    """A pack's set that sorts before a shipped one comes first, so it would change the price."""
    write(tmp_path, "service/own/catalog/prices/aaa.yaml", PRICES)
    assert found(tmp_path, "catalog.prices.genai-prices", "packs: [own]") == [
        f"3:9 this changes the price of `openai/gpt-4o` at openai of the price set `genai-prices`{WHERE}"
    ]
    assert found(tmp_path, "catalog.models.openai/gpt-4o", "packs: [own]") == []


def test_more_locked_facts_than_a_file_may_have(tmp_path: Path) -> None:
    """Each is resolved for every file below, so their number is bounded."""
    locked = ", ".join(["organization.name"] * 1001)
    (given,) = found(tmp_path, locked, "organization: {name: Other}")
    assert given.endswith(" 1,001 locked facts; at most 1,000 can be named")
