"""The sizes that rules read are those of one copy of the model, and say what `policyengine size` says."""

from typing import Any

import pytest

from policyengine.facts.sizes.copies import copy_size, sizing_facts

LLAMA_70B = {
    "option.sizing.weights_gb": 141.2, "option.model.layers": 80, "option.model.kv_heads": 8,
    "option.model.head_dim": 128, "option.serving.context": 8192, "option.serving.concurrency": 8,
    "option.hardware.gpu": "H100-80GB", "option.hardware.memory_gb": 80.0, "option.hardware.count": 4,
}  # fmt: skip
ONE_REQUEST = 2 * 80 * 8 * 128 * 2 * 8192 / 1e9


def given(**changed: Any) -> dict[str, Any]:
    """Return the facts with some changed or, with None, left out."""
    facts = {**LLAMA_70B, **{f"option.{path.replace('__', '.')}": value for path, value in changed.items()}}
    return {path: value for path, value in facts.items() if value is not None}


def test_one_copy_over_all_gpus() -> None:
    """Weights with a fifth on top and eight requests are 190.9 GB of 4 x 80."""
    assert sizing_facts(given()) == {
        "option.sizing.kv_gb": pytest.approx(8 * ONE_REQUEST),
        "option.sizing.needed_gb": pytest.approx(141.2 * 1.2 + 8 * ONE_REQUEST),
        "option.sizing.fit": "fits",
    }


def test_copies_share_the_requests_out_and_not_the_weights() -> None:
    """Two copies over two GPUs each hold four requests, and all the weights: 152 of 160 GB bare, more with a fifth."""
    assert sizing_facts(given(serving__tensor_parallel=2)) == {
        "option.sizing.kv_gb": pytest.approx(4 * ONE_REQUEST),
        "option.sizing.needed_gb": pytest.approx(141.2 * 1.2 + 4 * ONE_REQUEST),
        "option.sizing.fit": "tight",
    }


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"serving__tensor_parallel": 1}, "does-not-fit"),
        ({"serving__tensor_parallel": 3}, "does-not-fit"),  # 8 heads do not split over 3
        ({"serving__memory_utilization": 0.55}, "tight"),  # 176 GB; bare weights and cache are 162.7
        ({"serving__memory_utilization": 0.4}, "does-not-fit"),  # 128 GB
        ({"model__layers": None}, None),  # nothing is said to fit by weights alone
        ({"model__layers": None, "hardware__count": 1}, "does-not-fit"),  # but they can be too much
        ({"hardware__count": None}, None),
        ({"sizing__weights_gb": None}, None),
        ({"serving__context": None}, None),
    ],
)
def test_fit(changed: dict[str, Any], expected: str | None) -> None:
    """It is said where it is certain: a lower bound can exclude, and never suffice."""
    assert sizing_facts(given(**changed)).get("option.sizing.fit") == expected


def test_more_requests_never_fit_better() -> None:
    """From few requests to many it fits, then is tight, then does not fit."""
    words = [copy_size(given(serving__concurrency=2**power)).fit for power in range(9)]
    assert list(dict.fromkeys(words)) == ["fits", "tight", "does-not-fit"]
