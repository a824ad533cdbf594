"""What fits, by the cases of the articles and by laws: what is said to fit does, and one more does not."""

from hypothesis import given
from hypothesis import strategies as st

from policyengine.costs.ranges import NOTHING, Range, exactly
from policyengine.sizes.fitting import (
    DOES_NOT_FIT,
    FITS,
    MOST_GPUS,
    MOST_REQUESTS,
    MOST_TOKENS,
    TIGHT,
    UNKNOWN,
    Copy,
    fewest_gpus,
    fit,
    longest_context,
    most_requests,
    need_gb,
    times_cached,
)
from policyengine.sizes.sizing import Cache, splits_evenly

LLAMA_70B = Cache(layers=80, kv_heads=8, head_dim=128)
WHOLE = st.integers(1, 100)
LAYERED = st.tuples(
    WHOLE, st.sampled_from([1, 2, 4, 8, 16]), WHOLE, st.none() | st.integers(1, 5000), st.none() | WHOLE
).map(lambda parts: Cache(*parts))
CACHES = LAYERED.filter(lambda cache: (cache.sliding_layers or 0) < (cache.layers or 0)) | st.integers(1000, 10**6).map(
    lambda size: Cache(bytes_per_token=size)
)
USABLE = st.tuples(st.floats(1, 200), st.floats(1, 200)).map(lambda ends: Range(min(ends), max(ends)))
COPIES = st.builds(Copy, st.floats(0.1, 400), CACHES, st.integers(1, 16), USABLE)
TOKENS = st.integers(1, 10**6)
REQUESTS = st.integers(1, 1000)


def llama_70b(weights_gb: float, gpus: int, memory_gb: float) -> Copy:
    """Return a copy of Llama 3.1 70B over GPUs that are used whole."""
    return Copy(weights_gb, LLAMA_70B, gpus, exactly(memory_gb))


def test_sys_42_seventy_billion_at_four_bits() -> None:
    """35 GB, about 42 with a fifth on top, fit 48 and not 24; 40 are tight (X-55: an article has them as enough)."""
    need = Range(35, 42)
    assert [fit(need, exactly(memory)) for memory in (24, 40, 48)] == [DOES_NOT_FIT, TIGHT, FITS]


def test_sys_42_seventy_billion_at_sixteen_bits() -> None:
    """X-53: 2 x 80 hold bare weights of 140 GB, without headroom; with it, three do, or four for an even split."""
    bare = Range(140, 140)
    assert [fit(bare, exactly(80 * gpus)) for gpus in (1, 2, 8)] == [DOES_NOT_FIT, FITS, FITS]
    assert fewest_gpus(llama_70b(140, 1, 80), 1, 1) == 3
    assert fewest_gpus(llama_70b(140, 1, 80), 1, 1, even=True) == 4


def test_sys_46_the_server_of_the_article() -> None:
    """70 billion at fp16 and contexts of 8,192: over eight GPUs of 80 GB it fits, 140 of 640; over one it does not."""
    found = [need_gb(llama_70b(140, gpus, 80), 8192, 1) for gpus in (8, 1)]
    assert [fit(need, exactly(80 * gpus)) for need, gpus in zip(found, (8, 1), strict=True)] == [FITS, DOES_NOT_FIT]


def test_a_lower_bound_never_fits() -> None:
    """It excludes what it is larger than, and says nothing else."""
    assert [fit(None, exactly(80), least) for least in (80.1, 80, 1)] == [DOES_NOT_FIT, UNKNOWN, UNKNOWN]


def test_an_unknown_cache() -> None:
    """No context and no number of requests is said to fit, and the number of GPUs is that of the weights."""
    copy = Copy(100, Cache(), 4, exactly(80))
    assert (need_gb(copy, 1, 1), longest_context(copy, 1), most_requests(copy, 1)) == (None, None, None)
    assert fewest_gpus(copy, 10**9, 10**9) == 2


def test_no_room_for_the_weights() -> None:
    """Nothing fits, whatever the context."""
    copy = llama_70b(140, 1, 80)
    assert (longest_context(copy, 1), most_requests(copy, 1)) == (0, 0)


def test_a_cache_that_stops_growing() -> None:
    """Where every layer slides, any context fits once the window does."""
    cache = Cache(10, 1, 1, sliding_window=100, sliding_layers=10)
    assert longest_context(Copy(1, cache, 1, exactly(10)), 1) == MOST_TOKENS


def test_more_gpus_than_heads_hold_a_head_more_than_once() -> None:
    """Eight heads over 16 GPUs are held twice; heads that are not known may be held whole by every GPU."""
    assert [times_cached(8, gpus) for gpus in (1, 8, 16)] == [exactly(1), exactly(1), exactly(2)]
    assert times_cached(None, 4) == Range(1, 4)


def test_latent_attention_does_not_split() -> None:
    """A cache that each GPU holds whole may be larger than any number of them."""
    copy = Copy(10, Cache(bytes_per_token=70_272), 1, exactly(16))
    assert fewest_gpus(copy, 10_000, 8) == 2
    assert fewest_gpus(copy, 10_000, 80) is None


@given(COPIES, REQUESTS)
def test_the_longest_context_fits_and_one_token_more_does_not(copy: Copy, requests: int) -> None:
    """With sliding windows, latent attention and more GPUs than heads."""
    longest = longest_context(copy, requests)
    assert longest is not None
    assert longest == 0 or fit(need_gb(copy, longest, requests), copy.usable_gb) == FITS
    assert longest == MOST_TOKENS or fit(need_gb(copy, longest + 1, requests), copy.usable_gb) != FITS


@given(COPIES, TOKENS)
def test_the_most_requests_fit_and_one_more_does_not(copy: Copy, tokens: int) -> None:
    """At any context."""
    most = most_requests(copy, tokens)
    assert most is not None
    assert most == 0 or fit(need_gb(copy, tokens, most), copy.usable_gb) == FITS
    assert most == MOST_REQUESTS or fit(need_gb(copy, tokens, most + 1), copy.usable_gb) != FITS


@given(COPIES, REQUESTS, REQUESTS, st.floats(0, 100))
def test_more_requests_leave_shorter_contexts(copy: Copy, few: int, more: int, extra_gb: float) -> None:
    """The longest context shrinks with requests and with weights, and grows with memory."""
    few, more = sorted((few, more))
    longest = longest_context(copy, few) or 0
    wider = Range(copy.usable_gb_each.low + extra_gb, copy.usable_gb_each.high + extra_gb)
    assert (longest_context(copy, more) or 0) <= longest
    assert (longest_context(copy._replace(weights_gb=copy.weights_gb + extra_gb), few) or 0) <= longest
    assert longest <= (longest_context(copy._replace(usable_gb_each=wider), few) or 0)


@given(COPIES, TOKENS, REQUESTS)
def test_the_two_answers_agree(copy: Copy, tokens: int, requests: int) -> None:
    """So many requests fit at a context exactly when the context fits for so many requests."""
    longest, most = longest_context(copy, requests), most_requests(copy, tokens)
    assert longest is not None
    assert most is not None
    assert (tokens <= longest) == (requests <= most)


@given(copy=COPIES, tokens=st.integers(1, 20_000), requests=st.integers(1, 64), even=st.booleans())
def test_the_fewest_gpus_hold_it(copy: Copy, tokens: int, requests: int, *, even: bool) -> None:
    """It fits over them, and over no smaller number that may be taken."""
    heads = copy.cache.kv_heads
    fewest = fewest_gpus(copy, tokens, requests, even=even)
    for gpus in range(1, min(fewest or 64, MOST_GPUS) + 1):
        tried = copy._replace(gpus=gpus)
        may_be = not even or heads is None or splits_evenly(heads, gpus)
        fitting = may_be and fit(need_gb(tried, tokens, requests), tried.usable_gb) == FITS
        assert fitting == (gpus == fewest)


@given(COPIES, TOKENS, REQUESTS)
def test_a_need_is_a_range(copy: Copy, tokens: int, requests: int) -> None:
    """From bare weights to headroom; and what fits for certain never fails to fit."""
    need = need_gb(copy, tokens, requests)
    assert need is not None
    assert NOTHING.low < copy.weights_gb < need.low <= need.high
    assert not (fit(need, copy.usable_gb) == FITS and need.high > copy.usable_gb.high)
