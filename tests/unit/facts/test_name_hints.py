"""What to write instead of a name that the catalog does not have."""

import re

import pytest

from generators.fact_table import load_facts
from policyengine.facts.name_hints import catalog_hint, entry_hint, region_hint
from policyengine.loading.overlay_schema import overlay_schema
from policyengine.loading.schema import explain
from policyengine.loading.yaml.parsing import parse
from policyengine.policy.catalog import Catalog
from policyengine.policy.policy import load_policy


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """Return the shipped catalog."""
    return load_policy(()).catalog()


MODELS = "add it under `catalog: {models: …}` in policyengine.yaml"
SERVICES = "add it under `catalog: {services: …}` in policyengine.yaml"
GPUS = "add it under `catalog: {gpus: …}` in policyengine.yaml"
ALIAS = (
    "write the model that this alias stands for now, such as `deepseek-ai/DeepSeek-V3.1` or "
    "`deepseek-ai/DeepSeek-V3.2-Exp`"
)
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
        (
            "models",
            "Mistral-Small-3.2",
            f"did you mean `mistralai/Mistral-Small-3.2-24B-Instruct-2506`? Else {MODELS}",
        ),
        ("models", "openai/gpt-9", entry_hint("openai/gpt-9", "models")),
        ("models", "deepseek/deepseek-chat", ALIAS),
        ("services", "grok", "write `xai`"),
        ("services", "amazon", "write `aws-bedrock` for its API, or `aws` for machines"),
        ("services", "ollama", f"`ollama` is serving software: write `serving: {{engine: ollama}}`, {ENGINE}"),
        ("services", "vLLM", f"`vLLM` is serving software: write `serving: {{engine: vllm}}`, {ENGINE}"),
        ("services", "openia", f"did you mean `openai`? Else {SERVICES}"),
        ("services", "AWS_Bedrock", "write `aws-bedrock`"),
        (
            "services",
            "Self",
            "write no `provider`, with `hosting: on-premises`, or the provider of the machines, such as `aws`",
        ),
        ("services", "litellm", "write the provider that it routes to, such as `openai` or `aws-bedrock`"),
        ("services", "nobody", entry_hint("nobody", "services")),
        ("gpus", "l40s", "write `L40S`"),
        ("gpus", "rtx4090", "write `RTX-4090`"),
        ("gpus", "a100", f"did you mean `A100-40GB` or `A100-80GB`? Else {GPUS}"),
        ("gpus", "L41", entry_hint("L41", "gpus")),
        ("gpus", "2xL40S", "write `gpu: L40S`, and `count: 2` beside it"),
        ("gpus", "4 x l40s", "write `gpu: L40S`, and `count: 4` beside it"),
        ("gpus", "2 L40S", "write `gpu: L40S`, and `count: 2` beside it"),
        ("gpus", "L40S:8", "write `gpu: L40S`, and `count: 8` beside it"),
        ("gpus", "2xL41", entry_hint("2xL41", "gpus")),
    ],
)
def test_hints(catalog: Catalog, kind: str, name: str, hint: str) -> None:
    """A name is corrected with certainty, or its near ones are suggested, or it is an entry to add."""
    assert catalog_hint(name, kind, catalog) == hint


@pytest.mark.parametrize("kind", ["models", "services", "gpus", "licenses"])
@pytest.mark.parametrize("name", ["acme/x", "llama3:8b", "2xL41", "7", 'a "b": c'])
def test_an_entry_to_add(kind: str, name: str) -> None:
    """What the hint shows is accepted in settings as it is."""
    head, shown = entry_hint(name, kind).split("\n")
    document = parse("policyengine.yaml", shown.strip("`") + "\n")
    assert head == "add it in policyengine.yaml, with its own values:"
    assert [*document.value["catalog"][kind]] == [name]
    assert explain(document, overlay_schema(), "settings") == ()


NAMES = {"option.model.id": "models", "option.provider.id": "services", "option.region.id": "regions"}
"""Facts whose values are names of the catalog."""


def is_name(word: str, kind: str, catalog: Catalog) -> bool:
    """Return whether a word is an id of the catalog: of a model, a service, a region of any cloud, or a place."""
    if kind != "regions":
        return catalog.ids(kind).get(word) == word or word in ("provider", "hosting: on-premises")
    clouds = [catalog.raw("regions", cloud) for cloud in catalog.names("regions")]
    return catalog.is_place(word) or any(word in cloud.extra["places"] for cloud in clouds if cloud)


def test_what_people_call_names_exists_in_the_catalog(catalog: Catalog) -> None:
    """Each word that stands for a name is none itself, and has a hint that names only what the catalog has."""
    meant = {fact.path: fact.meant for fact in load_facts() if fact.path in NAMES}
    assert meant.keys() == NAMES.keys()
    for path, kind in NAMES.items():
        for word, said in meant[path].items():
            assert all(is_name(quoted, kind, catalog) for quoted in re.findall("`([^`]+)`", said)), word
            if kind == "regions":
                clouds = (None, *catalog.names("regions"))
                assert any(region_hint(word, cloud, catalog).startswith("write `") for cloud in clouds), word
            else:
                assert word not in catalog.ids(kind)
                assert catalog_hint(word, kind, catalog) == f"write {said}"


@pytest.mark.parametrize(
    ("region", "cloud", "hint"),
    [
        ("frankfurt", "aws", "write `eu-central-1`"),
        ("Frankfurt", "azure", "write `germanywestcentral`"),
        ("frankfurt", "gcp", "write `europe-west3`"),
        ("frankfurt", "openai", ""),
        ("frankfurt", None, ""),
        ("europe", "openai", "write `eu`"),
        ("europe", "azure", "write `EU`"),
        ("us", None, "write `US`"),
        ("amsterdam", "aws", ""),
        ("atlantis", "aws", ""),
    ],
)
def test_regions_by_the_names_of_places(catalog: Catalog, region: str, cloud: str | None, hint: str) -> None:
    """The hint is a region that the provider has, or a code that holds everywhere; else there is none."""
    assert region_hint(region, cloud, catalog) == hint


def test_what_other_words_mean_exists(catalog: Catalog) -> None:
    """Where the fact table says what to write for a word, that is a value of the fact, of a sibling, or a provider."""
    values = {value for fact in load_facts() for value in fact.values}
    keys = {key for fact in load_facts() for key in fact.keys}
    for fact in load_facts():
        for said in () if fact.path in NAMES else fact.meant.values():
            for quoted in re.findall("`([^`]+)`", said):
                key, _, word = quoted.rpartition(": ")
                if key == "provider":
                    assert catalog.ids("services").get(word) == word, quoted
                elif key:
                    assert word.strip("[]}") in values, quoted
                else:
                    assert word in fact.values or word in keys, quoted
