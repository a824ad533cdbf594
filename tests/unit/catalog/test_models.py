"""The model facts that popular lists get wrong."""

from typing import Any

import pytest

Entry = dict[str, Any]


@pytest.mark.parametrize(
    ("name", "licenses"),
    [
        ("mistralai/Mistral-7B-Instruct-v0.3", ["Apache-2.0"]),
        ("mistralai/Mistral-Large-Instruct-2407", ["LicenseRef-MRL-0.1"]),
        ("mistralai/Mistral-Large-3-675B-Instruct-2512", ["Apache-2.0"]),
        ("mistralai/Codestral-22B-v0.1", ["LicenseRef-MNPL-0.1"]),
        ("mistralai/Mistral-Medium-3.5-128B", ["LicenseRef-Mistral-Modified-MIT"]),
        ("Qwen/Qwen2.5-7B-Instruct", ["Apache-2.0"]),
        ("Qwen/Qwen2.5-3B-Instruct", ["LicenseRef-Qwen-Research-2024"]),
        ("Qwen/Qwen2.5-72B-Instruct", ["LicenseRef-Qwen-2024"]),
        ("deepseek-ai/DeepSeek-V3", ["LicenseRef-DeepSeek-Model-1.0"]),
        ("deepseek-ai/DeepSeek-R1", ["MIT"]),
        ("deepseek-ai/DeepSeek-R1-Distill-Llama-70B", ["MIT", "LicenseRef-Llama-3.3-Community"]),
        ("tiiuae/falcon-40b-instruct", ["Apache-2.0"]),
        ("tiiuae/falcon-180B-chat", ["LicenseRef-Falcon-180B-TII-1.0"]),
        ("google/gemma-3-27b-it", ["LicenseRef-Gemma-ToU"]),
        ("google/gemma-4-31B-it", ["Apache-2.0"]),
        ("bigscience/bloom", ["LicenseRef-BigScience-BLOOM-RAIL-1.0"]),
        ("moonshotai/Kimi-K2-Instruct", ["LicenseRef-Moonshot-Modified-MIT-K2"]),
        ("gpt-4o", ["LicenseRef-ToS-OpenAI-Services-Agreement"]),
    ],
)
def test_licences_are_bound_per_version(models: dict[str, Entry], name: str, licenses: list[str]) -> None:
    """A family name says nothing about the licence, and a derivative keeps every licence of its chain."""
    assert models[name]["licenses"] == licenses


def test_terms_depend_on_the_service(models: dict[str, Entry]) -> None:
    """A closed model has other terms at another service; hosted research weights are under service terms."""
    assert models["openai/gpt-4o"]["licenses_by_provider"] == {"azure-openai": ["LicenseRef-ToS-Azure-OpenAI"]}
    assert models["mistral-large-2411"]["licenses_by_provider"] == {"mistral": ["LicenseRef-ToS-Mistral-Commercial"]}
    assert models["command-r-08-2024"]["licenses_by_provider"] == {"cohere": ["LicenseRef-ToS-Cohere"]}


@pytest.mark.parametrize(
    ("name", "total", "active"),
    [
        ("mistralai/Mixtral-8x7B-Instruct-v0.1", "47", "13"),
        ("meta-llama/Llama-4-Scout-17B-16E-Instruct", "109", "17"),
        ("meta-llama/Llama-4-Maverick-17B-128E-Instruct", "400", "17"),
        ("deepseek-ai/DeepSeek-V3", "671", "37"),
        ("openai/gpt-oss-120b", "117", "5.1"),
    ],
)
def test_experts_are_all_counted(models: dict[str, Entry], name: str, total: str, active: str) -> None:
    """Memory goes by all parameters; the active ones are kept apart."""
    assert (models[name]["params_total_b"], models[name]["params_active_b"]) == (total, active)


def test_vision_is_a_fact_of_the_model(models: dict[str, Entry]) -> None:
    """The EU clause of Llama 3.2 turns on the model: 1B and 3B take text only, 11B and 90B take images, Llama 4 too."""
    names = [name for name in models if name.startswith(("meta-llama/Llama-3.2-", "meta-llama/Llama-4-"))]
    assert {name for name in names if "image" in models[name]["modalities"]["input"]} == {
        "meta-llama/Llama-3.2-11B-Vision-Instruct",
        "meta-llama/Llama-3.2-90B-Vision-Instruct",
        "meta-llama/Llama-4-Maverick-17B-128E-Instruct",
        "meta-llama/Llama-4-Scout-17B-16E-Instruct",
    }


def test_retirement_is_a_fact_of_the_service(models: dict[str, Entry]) -> None:
    """One model ends on different days at different services, and only an announced date is firm."""
    ends = models["anthropic/claude-opus-4-1"]["retirements"]
    assert {service: (end["date"], end["firm"]) for service, end in ends.items()} == {
        "anthropic": ("2026-08-05", "true"),
        "aws-bedrock": ("2027-01-08", "false"),
    }


def test_a_retirement_says_when(models: dict[str, Entry]) -> None:
    """Every retirement has a date or an earliest date; a firm one has a date; `first` comes before it."""
    ends = [end for model in models.values() for end in model.get("retirements", {}).values()]
    assert [end for end in ends if "date" not in end and ("not_before" not in end or end["firm"] == "true")] == []
    assert [end for end in ends if end.get("first", "") >= end.get("date", "9")] == []


def test_floating_names_are_kept_apart(models: dict[str, Entry]) -> None:
    """A name that moves is no alias: -latest names, and mistral-medium-3, which moved to other weights."""
    assert [name for name in models if name.endswith("-latest") or name == "mistral-medium-3"] == []


def test_openness_is_the_strictest_licence(models: dict[str, Entry], licenses: dict[str, Entry]) -> None:
    """A model is as open as the strictest of the licences that bind it; fully-open adds published training data."""
    order = ["fully-open", "open-source", "open-weights", "restricted-weights", "closed"]
    for name, model in models.items():
        strictest = max((licenses[key]["openness"] for key in model["licenses"]), key=order.index)
        published = strictest == "open-source" and model.get("open_training_data") == "true"
        assert (name, model["openness"]) == (name, "fully-open" if published else strictest)


def kv_bytes(model: Entry) -> int:
    """Return the bytes of KV cache for one token at 16 bits: 2 (keys, values) x layers x heads x size x 2 bytes."""
    if "kv_bytes_per_token_fp16" in model:
        return int(model["kv_bytes_per_token_fp16"])
    return 2 * int(model["layers"]) * int(model["kv_heads"]) * int(model["head_dim"]) * 2


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("meta-llama/Llama-3.1-8B-Instruct", 131_072),
        ("meta-llama/Llama-3.1-70B-Instruct", 327_680),
        ("meta-llama/Llama-3.1-405B-Instruct", 516_096),
        ("mistralai/Mistral-7B-Instruct-v0.3", 131_072),
        ("Qwen/Qwen2.5-72B-Instruct", 327_680),
        ("Qwen/Qwen2.5-7B-Instruct", 57_344),
        ("deepseek-ai/DeepSeek-V3", 70_272),
        ("openai/gpt-oss-120b", 73_728),
        ("allenai/OLMo-2-1124-13B-Instruct", 819_200),
        ("Qwen/Qwen3.5-27B", 65_536),
        ("Qwen/Qwen3-Next-80B-A3B-Instruct", 24_576),  # 12 of 48 layers keep keys and values, 2 heads of 256
        ("nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16", 6_144),  # 6 layers, 2 heads of 128
        ("mistralai/Mistral-Small-4-119B-2603", 23_040),  # 36 layers of 256 + 64 numbers
        ("zai-org/GLM-5", 89_856),  # 78 layers of 512 + 64 numbers
        ("mistralai/Mixtral-8x7B-Instruct-v0.1", 131_072),
        ("CohereLabs/c4ai-command-r-v01", 1_310_720),  # no grouped heads
        ("meta-llama/Llama-3.2-1B-Instruct", 32_768),
    ],
)
def test_what_a_token_takes_in_the_kv_cache(models: dict[str, Entry], name: str, expected: int) -> None:
    """Grouped heads, latent attention and layers without a cache make more than tenfold differences."""
    assert kv_bytes(models[name]) == expected


@pytest.mark.parametrize(
    ("name", "every", "window"),
    [
        ("google/gemma-2-9b-it", 2, 4096),
        ("google/gemma-2-27b-it", 2, 4096),
        ("google/gemma-3-4b-it", 6, 1024),
        ("google/gemma-3-12b-it", 6, 1024),
        ("google/gemma-3-27b-it", 6, 1024),
        ("openai/gpt-oss-20b", 2, 128),
        ("openai/gpt-oss-120b", 2, 128),
    ],
)
def test_layers_with_a_window(models: dict[str, Entry], name: str, every: int, window: int) -> None:
    """One layer in two, or in six, reads the whole context; the others keep their window."""
    layers, sliding = int(models[name]["layers"]), int(models[name]["sliding_layers"])
    assert (layers - sliding, int(models[name]["sliding_window"])) == (layers // every, window)


def test_the_architecture_is_whole_and_sourced(models: dict[str, Entry]) -> None:
    """A model states layers, heads and size, or bytes per token, or neither; and then whence."""
    whole, bytes_ = {"layers", "kv_heads", "head_dim"}, {"kv_bytes_per_token_fp16"}
    window = {"sliding_window", "sliding_layers"}
    stated = {entry["id"]: (whole | bytes_ | window) & entry.keys() for entry in models.values()}
    assert [name for name, keys in stated.items() if keys not in (set(), whole, whole | window, bytes_)] == []
    assert {name for name, keys in stated.items() if keys} == {
        entry["id"] for entry in models.values() if "architecture" in entry["sources"]
    }
    assert [
        entry["id"] for entry in models.values() if int(entry.get("sliding_layers", 0)) > int(entry.get("layers", 0))
    ] == []
