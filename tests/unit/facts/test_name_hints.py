"""What to write instead of a name that the catalog does not have."""

import re

import pytest

from generators.fact_table import load_facts
from policyengine.facts.name_hints import catalog_hint
from policyengine.policy.catalog import Catalog
from policyengine.policy.policy import load_policy


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """Return the shipped catalog."""
    return load_policy(()).catalog()


MODELS = "add it under `catalog: {models: …}` in policyengine.yaml"
SERVICES = "add it under `catalog: {services: …}` in policyengine.yaml"
GPUS = "add it under `catalog: {gpus: …}` in policyengine.yaml"
ENGINE = "and name the provider of its servers as `provider`, or omit `provider`"


@pytest.mark.parametrize(
    ("kind", "name", "hint"),
    [
        ("models", "qwen2.5-7b-instruct", "write `Qwen/Qwen2.5-7B-Instruct`"),
        ("models", "meta-llama/llama-3.1-8b-instruct", "write `meta-llama/Llama-3.1-8B-Instruct`"),
        ("models", "GPT4o", "write `openai/gpt-4o`"),
        ("models", "claude-3.7-sonnet", "write `anthropic/claude-3-7-sonnet-20250219`"),
        ("models", "us.anthropic.claude-3-7-sonnet-20250219-v1:0", "write `anthropic/claude-3-7-sonnet-20250219`"),
        ("models", "bedrock/anthropic.claude-3-7-sonnet", "write `anthropic/claude-3-7-sonnet-20250219`"),
        ("models", "openai/gpt-4o-2024-08-06", 'write `openai/gpt-4o`, and `version: "2024-08-06"` beside it'),
        ("models", "openai/gpt-4o-latest", 'write `openai/gpt-4o`, and the version in use as `version: "…"`'),
        ("models", "openai/gpt-9", MODELS),
        ("models", "deepseek-chat", MODELS),
        ("services", "ollama", f"`ollama` is serving software: write `serving: {{engine: ollama}}`, {ENGINE}"),
        ("services", "vLLM", f"`vLLM` is serving software: write `serving: {{engine: vllm}}`, {ENGINE}"),
        ("services", "openia", f"did you mean `openai`? Else {SERVICES}"),
        ("services", "AWS_Bedrock", "write `aws-bedrock`"),
        ("services", "self", SERVICES),
        ("services", "litellm", SERVICES),
        ("gpus", "l40s", "write `L40S`"),
        ("gpus", "rtx4090", "write `RTX-4090`"),
        ("gpus", "a100", f"did you mean `A100-40GB` or `A100-80GB`? Else {GPUS}"),
        ("gpus", "L41", GPUS),
    ],
)
def test_hints(catalog: Catalog, kind: str, name: str, hint: str) -> None:
    """A name is corrected with certainty, or its near ones are suggested, or it is an entry to add."""
    assert catalog_hint(name, kind, catalog) == hint


def test_what_other_words_mean_exists(catalog: Catalog) -> None:
    """Where the fact table says what to write for a word, that is a value of the fact, of a sibling, or a provider."""
    values = {value for fact in load_facts() for value in fact.values}
    keys = {key for fact in load_facts() for key in fact.keys}
    for fact in load_facts():
        for said in fact.meant.values():
            for quoted in re.findall("`([^`]+)`", said):
                key, _, word = quoted.rpartition(": ")
                if key == "provider":
                    assert catalog.ids("services").get(word) == word, quoted
                elif key:
                    assert word.strip("[]}") in values, quoted
                else:
                    assert word in fact.values or word in keys, quoted
