"""Whether the options of a profile fit the declared hardware, or the hardware requested on the command line."""

from collections.abc import Iterator, Sequence
from itertools import product

from policyengine.case import Case, option_cases
from policyengine.costs.ranges import Range, exactly
from policyengine.facts.environment import Environment, Facts
from policyengine.facts.options import cache_of
from policyengine.facts.sizes.demonstrations import demonstration_sentence
from policyengine.facts.sizes.layout import MEMORY_SHARE, layout_of, memory_share, requests_of_a_copy
from policyengine.option import Option
from policyengine.sizes.fitting import Copy, fewest_gpus, longest_context, most_requests, need_gb
from policyengine.sizes.report import OptionSize, Serving, Wanted
from policyengine.sizes.sizing import Cache, weights_gb
from policyengine.words.numbers import full

_SERVING = ("option.serving.quantization", "option.serving.context", "option.serving.concurrency")
_HARDWARE = ("option.hardware.gpu", "option.hardware.count")
_TOTAL = "option.model.params_total_b"
_LAYERS = "option.model.layers"
_WINDOW = "option.model.context_window"


def option_sizes(cases: Sequence[Case], wanted: Wanted, environment: Environment) -> Iterator[OptionSize]:
    """Yield the size of each option that the team or the organisation serves itself, including considered ones.

    Requested values replace those of the option, in each combination.
    """
    for case, option in option_cases(cases):
        if case.facts["option.self_hosted"]:
            for asked in _asked(wanted, environment):
                yield _size(option, {**case.facts, **asked}, tuple(path for path in asked if path in _ASKABLE))


_ASKABLE = frozenset({*_SERVING, "option.hardware.gpu", MEMORY_SHARE})


def _asked(wanted: Wanted, environment: Environment) -> Iterator[Facts]:
    """Yield the facts set on the command line, once for each number format and GPU."""
    alike = {_SERVING[1]: wanted.context, _SERVING[2]: wanted.concurrency, MEMORY_SHARE: wanted.memory_utilization}
    for quantization, gpu in product(wanted.quantizations or (None,), wanted.gpus or (None,)):
        entry = environment.catalog.find("gpus", gpu) if gpu is not None else None
        hardware = {} if entry is None else {**entry.facts, "option.hardware.gpu": entry.id}
        said = {_SERVING[0]: quantization, **alike}
        yield {**{path: value for path, value in said.items() if value is not None}, **hardware}


def _size(option: Option, facts: Facts, asked: tuple[str, ...]) -> OptionSize:
    cache, total = cache_of(facts), facts.get(_TOTAL)
    served = Serving(*(facts.get(path) for path in (*_SERVING, *_HARDWARE)))
    weights = weights_gb(total, served.quantization) if total is not None and served.quantization is not None else None
    size = OptionSize(
        option=option,
        served=served,
        asked=asked,
        missing=tuple(path for path in (*_SERVING, *_HARDWARE) if path not in facts),
        unlisted=tuple(_unlisted(total, cache)),
        least_gb=weights or 0.0,
        remarks=tuple(_remarks(facts)),
    )
    memory = facts.get("option.hardware.memory_gb")
    if memory is None:
        return size
    share, assumed = memory_share(facts)
    usable = share.times(exactly(memory))
    if served.gpu_count is None:
        return _undecided(size._replace(assumptions=assumed), weights, cache, usable)
    layout = layout_of(served.gpu_count, facts.get("option.serving.tensor_parallel"), cache)
    size = size._replace(
        copies=layout.copies,
        memory_gb=memory * layout.gpus,
        usable_gb=usable.times(exactly(layout.gpus)),
        problems=layout.problems,
        assumptions=(*layout.assumptions, *assumed),
        remarks=(*layout.remarks, *size.remarks),
    )
    if weights is None:
        return size
    return _fitted(size, Copy(weights, cache, layout.gpus, usable), facts.get(_WINDOW))


def _undecided(size: OptionSize, weights: float | None, cache: Cache, usable_each: Range) -> OptionSize:
    """Add the minimum number of GPUs if their number is not declared."""
    context, concurrency = size.served.context, size.served.concurrency
    if weights is None or context is None or concurrency is None or not cache.is_known:
        return size
    fewest = fewest_gpus(Copy(weights, cache, 1, usable_each), context, concurrency, even=True)
    return size._replace(fewest_gpus=fewest)


def _fitted(size: OptionSize, copy: Copy, window: int | None) -> OptionSize:
    """Add the required and usable memory, if known."""
    copies, context, concurrency = size.copies or 1, size.served.context, size.served.concurrency
    each = None if concurrency is None else requests_of_a_copy(concurrency, copies)
    most = None if context is None else most_requests(copy, context)
    longest = None if each is None else longest_context(copy, each)
    size = size._replace(
        most_requests=None if most is None else most * copies,
        longest_context=None if longest is None else min(longest, window or longest),
    )
    if context is None or each is None:
        return size
    fewest = fewest_gpus(copy, context, each, even=True) if copy.cache.is_known else None
    return size._replace(need_gb=need_gb(copy, context, each), fewest_gpus=fewest)


def _unlisted(total: float | None, cache: Cache) -> Iterator[str]:
    if total is None:
        yield _TOTAL
    if not cache.is_known:
        yield _LAYERS


def _remarks(facts: Facts) -> Iterator[str]:
    window, context = facts.get(_WINDOW), facts.get("option.serving.context")
    if window is not None and context is not None and context > window:
        yield f"the context window has {full(window)} tokens, but {full(context)} are served"
    total = facts.get(_TOTAL)
    if facts["option.hosting"] == "on-device" and total is not None:
        yield demonstration_sentence(total)
