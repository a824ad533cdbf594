"""Memory, by the cases of the articles and by laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyengine.sizes.sizing import (
    BITS,
    OVERHEAD,
    Cache,
    available_gb,
    kv_gb,
    needed_gb,
    splits_evenly,
    weights_gb,
)
from policyengine.vocabulary.values import VALUES

LLAMA_70B = Cache(layers=80, kv_heads=8, head_dim=128)
WHOLE = st.integers(1, 200)


def test_sys_42_weights() -> None:
    """8 billion at fp16 are 16 GB; 70 at 4 bits 35, about 42 with a fifth; 70 at fp16 are 140, which 2 x 80 hold."""
    assert (weights_gb(8, "fp16"), weights_gb(70, "int4"), weights_gb(70, "fp16")) == (16, 35, 140)
    assert needed_gb(35, 0) == 42
    assert available_gb(80, 2) >= 140


def test_sys_42_the_article_that_says_two_gb_a_billion_at_four_bits() -> None:
    """X-54: that is the figure for 16 bits; at 4 bits it is half a GB."""
    assert (weights_gb(1, "fp16"), weights_gb(1, "int4")) == (2, 0.5)


def test_sys_42_full_precision_in_192_gb() -> None:
    """X-56: 70 billion are 140 GB at 16 bits, which 192 hold, and 280 at 32, which they do not."""
    assert (weights_gb(70, "fp16"), weights_gb(70, "fp32")) == (140, 280)


def test_a_cache_by_hand() -> None:
    """Llama 3.1 70B: 2 x 80 layers x 8 heads x 128 x 2 bytes are 327,680 bytes a token; 8,192 tokens are 2.68 GB."""
    assert kv_gb(LLAMA_70B, 1) == pytest.approx(327_680e-9)
    assert kv_gb(LLAMA_70B, 8192, 16) == pytest.approx(42.949_672_96)


def test_a_sliding_window_keeps_fewer_tokens() -> None:
    """Of ten layers eight keep 1,024 tokens at most; a window longer than the text changes nothing."""
    sliding = Cache(10, 1, 1, sliding_window=1024, sliding_layers=8)
    plain = Cache(10, 1, 1)
    assert kv_gb(sliding, 4096) == pytest.approx(2 * (2 * 4096 + 8 * 1024) * 2 / 1e9)
    assert kv_gb(sliding, 1000) == kv_gb(plain, 1000)


def test_what_is_not_known_is_not_guessed() -> None:
    """No layers, no cache; a number of bytes given stands in for them."""
    assert (kv_gb(Cache(), 1), Cache().is_known, weights_gb(7, "int2")) == (None, False, None)
    assert kv_gb(Cache(bytes_per_token=70_272), 1000, 2) == pytest.approx(0.140_544)


def test_every_number_format_has_a_width() -> None:
    """What a profile may declare can be sized."""
    assert set(VALUES["option.serving.quantization"]) == BITS.keys()


def test_heads_over_gpus() -> None:
    """Eight heads split over 1, 2 and 8 GPUs and not over 3; over 16 each is held twice."""
    assert [splits_evenly(8, gpus) for gpus in (1, 2, 3, 8, 16)] == [True, True, False, True, True]


@given(WHOLE, WHOLE, WHOLE, WHOLE, st.integers(1, 64))
def test_more_of_anything_needs_more(layers: int, heads: int, size: int, tokens: int, requests: int) -> None:
    """The cache grows with each of its factors, in proportion to tokens and requests."""
    cache = Cache(layers, heads, size)
    one = kv_gb(cache, tokens)
    assert one is not None
    assert kv_gb(cache, tokens, requests) == pytest.approx(one * requests)
    larger = kv_gb(Cache(layers + 1, heads, size), tokens)
    assert larger is not None
    assert larger > one
    assert needed_gb(10, one) == pytest.approx(10 * OVERHEAD + one)


@given(st.sampled_from(sorted(BITS)), st.floats(0.1, 2000))
def test_half_the_bits_are_half_the_weights(quantization: str, billions: float) -> None:
    """Weights are in proportion to parameters and bits."""
    assert weights_gb(billions, quantization) == pytest.approx(billions * BITS[quantization] / 8)
