"""The facts on which verdicts about licences turn, written down a second time by hand."""

from typing import Any

import pytest

Entry = dict[str, Any]

MONTHS = [
    ("LicenseRef-Llama-2-Community", "2023-07-18", "2023-06"),
    ("LicenseRef-Llama-3-Community", "2024-04-18", "2024-03"),
    ("LicenseRef-Llama-3.1-Community", "2024-07-23", "2024-06"),
    ("LicenseRef-Llama-3.2-Community", "2024-09-25", "2024-08"),
    ("LicenseRef-Llama-3.3-Community", "2024-12-06", "2024-11"),
    ("LicenseRef-Llama-4-Community", "2025-04-05", "2025-03"),
    ("LicenseRef-Databricks-Open-Model", "2024-03-27", "2024-02"),
]


@pytest.mark.parametrize(("name", "release", "month"), MONTHS)
def test_the_700_million_gate_is_counted_once(licenses: dict[str, Entry], name: str, release: str, month: str) -> None:
    """More than 700 million users of the whole group in the month before the release of the version ends it."""
    assert licenses[name]["mau_limit"] == {
        "effect": "ends",
        "threshold": "700000000",
        "operator": "gt",
        "measured": "release-month",
        "frozen": "true",
        "release": release,
        "month": month,
        "counts": "group",
    }


@pytest.mark.parametrize(
    ("name", "effect"),
    [
        ("LicenseRef-Qwen-2024", "ends"),
        ("LicenseRef-Tongyi-Qianwen", "ends"),
        ("LicenseRef-Moonshot-Modified-MIT-K2", "display"),
        ("LicenseRef-Moonshot-Modified-MIT-K2.5", "display"),
        ("LicenseRef-MiniMax-M2-Modified-MIT", "display"),
    ],
)
def test_the_100_million_gate_stays_open(licenses: dict[str, Entry], name: str, effect: str) -> None:
    """More than 100 million users of the product, at any time: rights end at Qwen, a display duty begins elsewhere."""
    assert licenses[name]["mau_limit"] == {
        "effect": effect,
        "threshold": "100000000",
        "operator": "gt",
        "measured": "continuous",
        "frozen": "false",
        "counts": "product",
    }


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("LicenseRef-Mistral-Modified-MIT", ("ends", "20000000", "gt", "month", "group", "all")),
        ("LicenseRef-Moonshot-Modified-MIT-K2", ("display", "20000000", "gt", "month", "product", "all")),
        ("LicenseRef-MiniMax-M2-Modified-MIT", ("display", "30000000", "gt", "year", "product", "all")),
        ("LicenseRef-Stability-AI-Community-2024", ("ends", "1000000", "gt", "year", "group", "all")),
        ("LicenseRef-LFM-Open-1.0", ("ends", "10000000", "gte", "year", "group", "all")),
        ("LicenseRef-Moonshot-Kimi-K3", ("ends", "20000000", "gt", "year", "group", "model-services")),
        ("LicenseRef-GLM-5.3", ("review", "10000000000", "gt", "year", "group", "model-services")),
    ],
)
def test_revenue_limits(licenses: dict[str, Entry], name: str, limit: tuple[str, ...]) -> None:
    """Revenue limits differ in effect, amount, operator, period, and in whose revenue counts."""
    keys = ("effect", "threshold_usd", "operator", "period", "counts", "applies_to")
    assert licenses[name]["revenue_limit"] == dict(zip(keys, limit, strict=True))


def test_limits_are_known_or_stated_as_none(licenses: dict[str, Entry]) -> None:
    """Only the licence nobody could read leaves its limits out; a limit has all its parts or none."""
    assert {entry["id"] for entry in licenses.values() if "mau_limit" not in entry or "revenue_limit" not in entry} == {
        "LicenseRef-Jamba-Open-Model"
    }
    limits = [entry.get("mau_limit", {}) for entry in licenses.values()]
    assert {(limit["effect"] == "none", len(limit)) for limit in limits if limit} == {(True, 1), (False, 6), (False, 8)}


def test_excluded_territories(licenses: dict[str, Entry]) -> None:
    """Llama 3.2 to 4 exclude licensees seated in the EU, for multimodal models; Hunyuan excludes use in places."""
    keys = ("excluded_jurisdictions", "excluded_modalities", "exclusion_basis")
    found = {entry["id"]: tuple(entry.get(key) for key in keys) for entry in licenses.values() if entry.get(keys[0])}
    multimodal = (["EU"], ["image", "video", "audio"], "domicile")
    assert found == {
        "LicenseRef-Llama-3.2-Community": multimodal,
        "LicenseRef-Llama-3.3-Community": multimodal,
        "LicenseRef-Llama-4-Community": multimodal,
        "LicenseRef-Tencent-Hunyuan-Community-2024-11-05": (["EU"], [], "use"),
        "LicenseRef-Tencent-Hunyuan-Community-2025-06-27": (["EU", "GB", "KR"], [], "use"),
    }


def test_non_commercial_licences(licenses: dict[str, Entry]) -> None:
    """These licences, and no others, allow no commercial use."""
    assert {entry["id"].removeprefix("LicenseRef-") for entry in licenses.values() if entry["commercial"] == "no"} == {
        "CC-BY-NC-4.0",
        "EXAONE-1.1-NC",
        "EXAONE-1.2-NC",
        "MNPL-0.1",
        "MRL-0.1",
        "Qwen-Research-2024",
        "Tongyi-Qianwen-Research",
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LicenseRef-Llama-2-Community", "own-family-only"),
        ("LicenseRef-Llama-3-Community", "own-family-only"),
        ("LicenseRef-Llama-3.1-Community", "allowed-with-naming"),
        ("LicenseRef-Gemma-ToU", "derivative-if-distilled"),
        ("LicenseRef-ToS-OpenAI-Services-Agreement", "no-competing"),
        ("Apache-2.0", "none"),
    ],
)
def test_what_outputs_may_train(licenses: dict[str, Entry], name: str, value: str) -> None:
    """Llama forbade training other models with outputs up to version 3 and allows it, with naming, from 3.1 on."""
    assert licenses[name]["output_training"] == value


def test_only_falcon_180b_and_research_licences_refuse_hosting(licenses: dict[str, Entry]) -> None:
    """Offering the model itself to third parties needs another licence under these texts."""
    assert {
        entry["id"].removeprefix("LicenseRef-")
        for entry in licenses.values()
        if entry.get("hosting_for_others") == "no"
    } == {
        "EXAONE-1.1-NC",
        "EXAONE-1.2-NC",
        "Falcon-180B-TII-1.0",
        "MNPL-0.1",
        "MRL-0.1",
    }
