"""Sizes for a terminal."""

from collections.abc import Iterable, Iterator

from policyengine.cost_words.amounts import money, number
from policyengine.size_report import ModelSize, Need, OptionSize
from policyengine.snippet import escape_text


def render_model_size(size: ModelSize) -> str:
    """Print what a model needs in each number format, and the GPUs that hold it."""
    return "\n".join(map(escape_text, _model(size))) + "\n"


def _model(size: ModelSize) -> Iterator[str]:
    total = "an unknown number of" if size.params_total_b is None else number(size.params_total_b)
    yield f"{size.model}: {total} billion parameters in all"
    yield f"served to {size.concurrency} requests of {size.context:,} tokens at once"
    for need in size.needs:
        yield ""
        yield f"{need.quantization}: {_need(need)}"
        for each in need.machines:
            cost = (
                "no price"
                if each.usd_per_month is None
                else f"{money(each.usd_per_month)} USD a month [{each.price_set}]"
            )
            split = "" if each.splits else "; its heads do not split evenly"
            yield f"  {each.number:>3} x {each.gpu:<12} {each.free_gb:>8,.1f} GB left  {cost}{split}"


def _need(need: Need) -> str:
    if need.cache_gb is None:
        said = "a cache that the catalog does not know the size of"
    else:
        said = f"{need.cache_gb:,.1f} GB of cache"
    at_least = "at least " if need.cache_gb is None else ""
    return f"{at_least}{need.needed_gb:,.1f} GB = {need.weights_gb:,.1f} GB of weights x 1.2 + {said}"


def render_option_sizes(sizes: Iterable[OptionSize]) -> str:
    """Print whether each self-hosted option of a profile fits the machines it declares."""
    return "\n".join(map(escape_text, (line for size in sizes for line in _option(size)))) + "\n"


def _option(size: OptionSize) -> Iterator[str]:
    word = {True: "fits", False: "does not fit", None: "cannot be said to fit"}[size.fits]
    needed = "" if size.needed_gb is None else f"needs {size.needed_gb:,.1f} GB"
    available = "" if size.available_gb is None else f"has {size.available_gb:,.1f} GB"
    numbers = ", ".join(part for part in (needed, available) if part)
    yield f"{size.workload} {size.element}: {size.model} {word}{f': {numbers}' if numbers else ''}"
    if size.most_requests is not None:
        yield f"  at the served context the machines hold {size.most_requests:,} requests at once"
    if size.missing:
        yield f"  not known for want of: {', '.join(f'`{path}`' for path in size.missing)}"
    for remark in size.remarks:
        yield f"  {remark}"
