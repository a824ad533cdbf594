"""The memory requirements of models, and the GPUs with enough memory: the content of `policyengine size`."""

from typing import NamedTuple

from policyengine.costs.ranges import Range
from policyengine.option import Option
from policyengine.sizes.fitting import DOES_NOT_FIT, UNKNOWN, fit


class Wanted(NamedTuple):
    """The request: number formats, tokens of a request, concurrent requests, GPUs, and the share of memory in use.

    Omitted values have the usual defaults for a model, and the declared values for a profile.
    """

    quantizations: tuple[str, ...] = ()
    context: int | None = None
    concurrency: int | None = None
    gpus: tuple[str, ...] = ()
    memory_utilization: float | None = None


class Machines(NamedTuple):
    """GPUs of one kind with enough memory for a model: their number, the GB left over, and further capacity.

    `longest_context` is for the requested concurrency, and at most the context window; `most_requests` is for the
    requested context; both are None if the size of the cache is unknown. `even_number` splits the heads evenly, None if
    they are unknown. `usd_per_month` is based on a price set, or None.
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
    """The requirement of one number format, in GB; `cache_gb` is None if the catalog lacks an input of the cache size.

    Then `needed_gb` and each number of GPUs are lower bounds. `too_small` are the GPUs for which no number is enough.
    """

    quantization: str
    weights_gb: float
    cache_gb: float | None
    needed_gb: float
    machines: tuple[Machines, ...]
    too_small: tuple[str, ...] = ()


class ModelSize(NamedTuple):
    """A model with a context, in tokens, and concurrent requests; `gpus` are the requested ones, or none."""

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
    """The serving configuration of an option, as declared or requested; None for values without either.

    `context` is in tokens, `concurrency` the concurrent requests of all its copies.
    """

    quantization: str | None
    context: int | None
    concurrency: int | None
    gpu: str | None
    gpu_count: int | None


class OptionSize(NamedTuple):
    """The required and available GB of each copy of an option's model; None if unknown.

    `need_gb` is the range from bare weights and cache to those with headroom; without it `least_gb` is a lower bound.
    `usable_gb` is the part of `memory_gb` that the engine uses. `asked` are the facts set on the command line.
    `most_requests`, of all copies, and `longest_context` are the maximum that fits; `fewest_gpus` is the minimum for
    one copy. `problems` prevent it from starting. `missing` are undeclared facts that leave a result unknown, and
    `unlisted` are those that the catalog lacks.
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
        """Return the position of the option in its workload."""
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
        """Return whether the option is only considered."""
        return self.option.considered


class SizeReport(NamedTuple):
    """The sizes of one model or of a profile's options; prices are as of a day."""

    as_of: str
    models: tuple[ModelSize, ...] = ()
    options: tuple[OptionSize, ...] = ()
