"""How much memory models need, and which GPUs hold it: what `policyengine size` prints."""

from typing import NamedTuple

from policyengine.costing.ranges import Range


class Wanted(NamedTuple):
    """What is asked of a model: number formats, tokens of a request, requests at once, and GPUs; none means all."""

    quantizations: tuple[str, ...]
    context: int
    concurrency: int
    gpus: tuple[str, ...] = ()


class Machines(NamedTuple):
    """GPUs of one kind that hold a model: their number, the GB left over, USD a month by a price set or None."""

    gpu: str
    memory_gb: float
    number: int
    free_gb: float
    usd_per_month: Range | None = None
    price_set: str = ""
    splits: bool = True


class Need(NamedTuple):
    """What one number format needs, in GB; `cache_gb` is None where the catalog does not know what sizes the cache."""

    quantization: str
    weights_gb: float
    cache_gb: float | None
    needed_gb: float
    machines: tuple[Machines, ...]


class ModelSize(NamedTuple):
    """A model served at a context, in tokens, for so many requests at once."""

    model: str
    params_total_b: float | None
    context: int
    concurrency: int
    needs: tuple[Need, ...]


class OptionSize(NamedTuple):
    """What an option of a workload declares, needs and has, in GB; None where it is not known.

    `missing` are the facts for want of which something is not; `most_requests` fit at the served context, and `remarks`
    are sentences.
    """

    workload: str
    element: str
    model: str
    needed_gb: float | None
    available_gb: float | None
    most_requests: int | None
    missing: tuple[str, ...]
    remarks: tuple[str, ...] = ()

    @property
    def fits(self) -> bool | None:
        """Say whether what is needed fits; None when that is not known."""
        return None if self.needed_gb is None or self.available_gb is None else self.needed_gb <= self.available_gb
