"""How much memory models need, and which GPUs hold it: what `policyengine size` prints."""

from typing import NamedTuple

from policyengine.costs.ranges import Range
from policyengine.option import Option
from policyengine.sizes.fitting import DOES_NOT_FIT, UNKNOWN, fit


class Wanted(NamedTuple):
    """What is asked: number formats, tokens of a request, requests at once, GPUs, and the share of memory in use.

    What is left out is usual for a model, and as declared for a profile.
    """

    quantizations: tuple[str, ...] = ()
    context: int | None = None
    concurrency: int | None = None
    gpus: tuple[str, ...] = ()
    memory_utilization: float | None = None


class Machines(NamedTuple):
    """GPUs of one kind that hold a model: their number, the GB left over, and what fits besides.

    `longest_context` is at the asked concurrency, and no more than the model reads; `most_requests` is at the asked
    context; both are None where the cache is not known. `even_number` splits the heads evenly, None where that is not
    known. `usd_per_month` is by a price set, or None.
    """

    gpu: str
    memory_gb: float
    number: int
    free_gb: float
    longest_context: int | None = None
    most_requests: int | None = None
    even_number: int | None = None
    usd_per_month: Range | None = None
    price_set: str = ""


class Need(NamedTuple):
    """What one number format needs, in GB; `cache_gb` is None where the catalog does not know what sizes the cache.

    Then `needed_gb` is a lower bound, and so is each number of GPUs. `too_small` are the GPUs no number of which does.
    """

    quantization: str
    weights_gb: float
    cache_gb: float | None
    needed_gb: float
    machines: tuple[Machines, ...]
    too_small: tuple[str, ...] = ()


class ModelSize(NamedTuple):
    """A model served at a context, in tokens, for so many requests at once; `gpus` are those asked for, or none."""

    model: str
    params_total_b: float | None
    params_active_b: float | None
    context_window: int | None
    context: int
    concurrency: int
    memory_utilization: float
    gpus: tuple[str, ...]
    needs: tuple[Need, ...]
    remarks: tuple[str, ...] = ()


class Serving(NamedTuple):
    """How an option is served, as declared or asked for; None where neither says it.

    `context` is in tokens, `concurrency` the requests at once of all its copies together.
    """

    quantization: str | None
    context: int | None
    concurrency: int | None
    gpu: str | None
    gpu_count: int | None


class OptionSize(NamedTuple):
    """What each copy of an option's model needs and has, in GB; None where it is not known.

    `need_gb` is from bare weights and cache to what headroom takes; without it `least_gb` is a lower bound.
    `usable_gb` is the part of `memory_gb` that the engine uses. `asked` are the facts taken from the command line.
    `most_requests`, of all copies, and `longest_context` are what fits; `fewest_gpus` would hold one copy. `problems`
    keep it from starting at all. For want of the facts `missing` something is not known, and `unlisted` are those that
    the catalog lacks.
    """

    option: Option
    served: Serving
    asked: tuple[str, ...] = ()
    copies: int | None = None
    least_gb: float = 0.0
    need_gb: Range | None = None
    memory_gb: float | None = None
    usable_gb: Range | None = None
    most_requests: int | None = None
    longest_context: int | None = None
    fewest_gpus: int | None = None
    problems: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def workload(self) -> str:
        """Return the name of its workload."""
        return self.option.workload

    @property
    def element(self) -> str:
        """Return the option's name in its workload."""
        return self.option.element

    @property
    def model(self) -> str:
        """Return the id of its model."""
        return self.option.model

    @property
    def fit(self) -> str:
        """Return `fits`, `tight`, `does-not-fit` or `unknown`."""
        if self.problems:
            return DOES_NOT_FIT
        return UNKNOWN if self.usable_gb is None else fit(self.need_gb, self.usable_gb, self.least_gb)

    @property
    def is_considered(self) -> bool:
        """Return whether the option is only considered, and not in use."""
        return self.option.considered


class SizeReport(NamedTuple):
    """The sizes of one model or of a profile's options; prices are as of a day."""

    as_of: str
    models: tuple[ModelSize, ...] = ()
    options: tuple[OptionSize, ...] = ()
