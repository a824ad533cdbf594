"""Sizes in words, for every format for people."""

from collections.abc import Iterator

from policyengine.sizes.fitting import DOES_NOT_FIT, FITS, LARGEST_SERVER, MOST_GPUS, TIGHT, UNKNOWN
from policyengine.sizes.report import Machines, ModelSize, Need, OptionSize
from policyengine.sizes.sizing import OVERHEAD
from policyengine.words.numbers import counted, declared, full, money, percent, span, tenths

FIT_WORDS = {
    FITS: "fits",
    TIGHT: "is tight",
    DOES_NOT_FIT: "does not fit",
    UNKNOWN: "is not known to fit",
}

CACHE_HINT = (
    "the catalog lacks the inputs of the cache size: add `layers`, `kv_heads` and `head_dim`, or "
    "`kv_bytes_per_token_fp16`, to the model under `catalog: {models: …}` in policyengine.yaml"
)
TOTAL_HINT = (
    "the catalog lacks the number of parameters of the model: add `params_total_b` to it under "
    "`catalog: {models: …}` in policyengine.yaml"
)
_FLAGS = {
    "option.serving.quantization": "--quantization",
    "option.serving.context": "--context",
    "option.serving.concurrency": "--concurrency",
    "option.hardware.gpu": "--gpu",
    "option.serving.memory_utilization": "--memory-utilization",
}


def head_sentences(size: ModelSize) -> Iterator[str]:
    """Yield a description of a model and its serving configuration."""
    total = (
        "unknown number of parameters"
        if size.params_total_b is None
        else f"{declared(size.params_total_b)} billion parameters"
    )
    yield f"{size.model}: {total} in all" if size.params_total_b is not None else f"{size.model}: {total}"
    window = "" if size.context_window is None else f"; context window {full(size.context_window)} tokens"
    yield (
        f"{counted(size.concurrency, 'request')} of {full(size.context)} tokens at once, "
        f"{percent(size.memory_utilization)} of each GPU's memory in use{window}"
    )


def need_sentence(need: Need) -> str:
    """Return the requirement of one number format and its parts; a lower bound is marked as such."""
    weights = f"{tenths(need.weights_gb)} GB of weights x {full(OVERHEAD)}"
    if need.cache_gb is None:
        return f"at least {tenths(need.needed_gb)} GB = {weights}, without the cache"
    return f"{tenths(need.needed_gb)} GB = {weights} + {tenths(need.cache_gb)} GB of cache"


def rent(need: Need, machines: Machines) -> str:
    """Return the rent of GPUs in USD per month, marked if it is a lower bound, or that there is no price."""
    if machines.usd_per_month is None:
        return "no price"
    return f"{'at least ' if need.cache_gb is None else ''}{money(*machines.usd_per_month)}"


def splitting(machines: Machines) -> str:
    """Return the number of GPUs for tensor parallelism if memory requires fewer; empty if they are equal."""
    if machines.even_number in {None, machines.number}:
        return ""
    return f"heads split evenly over {machines.even_number}"


def in_one_server(need: Need) -> list[Machines]:
    """Return the GPUs that one server can hold."""
    return [machines for machines in need.machines if machines.number <= LARGEST_SERVER]


def beyond_sentences(need: Need) -> Iterator[str]:
    """Return the GPUs that need more than one server, and those for which no number is enough."""
    more = "+" if need.cache_gb is None else ""
    beyond = [
        f"{machines.number}{more} x {machines.gpu}" for machines in need.machines if machines.number > LARGEST_SERVER
    ]
    if beyond:
        yield f"more than the {LARGEST_SERVER} GPUs of one server: {', '.join(beyond)}"
    if need.too_small:
        yield f"not on up to {full(MOST_GPUS)} of: {', '.join(need.too_small)}"


def asked_sentence(size: OptionSize) -> str:
    """Return the values from the command line that replace the profile's; empty if there are none."""
    return f"what if, by {', '.join(_FLAGS[path] for path in size.asked)}" if size.asked else ""


def served_words(size: OptionSize) -> str:
    """Return the serving of an option: `int4, 8 x 8,192 tokens, 2 x A100-80GB`; `?` for undeclared values."""
    served = size.served
    requests = "? requests" if served.concurrency is None else counted(served.concurrency, "request")
    context = "?" if served.context is None else full(served.context)
    count = "?" if served.gpu_count is None else full(served.gpu_count)
    return f"{served.quantization or '?'}, {requests} of {context} tokens, {count} x {served.gpu or '?'}"


def memory_words(size: OptionSize) -> str:
    """Return the required and usable GB of a copy, if known."""
    parts = []
    if size.need_gb is not None:
        parts.append(f"needs {span(*size.need_gb, tenths)} GB")
    elif size.least_gb:
        parts.append(f"needs at least {tenths(size.least_gb)} GB")
    if size.usable_gb is not None and size.memory_gb is not None:
        parts.append(f"may use {span(*size.usable_gb, tenths)} of {tenths(size.memory_gb)} GB")
    return ", ".join(parts)


def _held(size: OptionSize) -> Iterator[str]:
    if size.most_requests is not None and size.served.context is not None:
        yield f"{counted(size.most_requests, 'request')} of {full(size.served.context)} tokens"
    if size.longest_context and size.served.concurrency is not None:
        yield f"{counted(size.served.concurrency, 'request')} of {full(size.longest_context)} tokens"


def option_notes(size: OptionSize) -> Iterator[str]:
    """Yield all further information on an option, a sentence each."""
    yield from size.problems
    if size.copies is not None and size.copies > 1:
        yield f"each of {full(size.copies)} copies; the requests are divided between them"
    held = list(_held(size))
    if held:
        yield f"what fits at once: {', or '.join(held)}"
    if size.fewest_gpus is not None and size.fit != FITS:
        beyond = f", more than the {LARGEST_SERVER} of one server" if size.fewest_gpus > LARGEST_SERVER else ""
        yield f"one copy fits on {full(size.fewest_gpus)} x {size.served.gpu}{beyond}"
    if size.missing:
        yield f"not declared: {', '.join(f'`{path}`' for path in size.missing)}"
    for path in size.unlisted:
        yield TOTAL_HINT if path.endswith("params_total_b") else CACHE_HINT
    for assumption in size.assumptions:
        yield f"assumed: {assumption}"
    yield from size.remarks
