"""What the number of GPUs of an option rests on, in sentences: for people to read, so that no check works them out."""

from policyengine.costing.fitting import DOES_NOT_FIT
from policyengine.costing.sizing import BITS
from policyengine.facts.costs.machine_counts import (
    CAPACITY,
    COUNT,
    NARROWEST,
    UTILIZATION,
    WIDEST,
    copies_in_use,
    gpus_in_use,
)
from policyengine.facts.sizes.copies import copy_size
from policyengine.facts.surroundings import Facts
from policyengine.facts.volume import PEAK, REQUESTS


def count_assumptions(facts: Facts) -> list[str]:
    """Return the undeclared inputs of the number of GPUs, and how the declared machines fall short.

    Nothing where no GPUs are counted.
    """
    if facts["option.external"] or gpus_in_use(facts) is None:
        return []
    return [*_of_memory(facts), *_of_traffic(facts)]


def _of_memory(facts: Facts) -> list[str]:
    if COUNT in facts:
        is_short = copy_size(facts).fit == DOES_NOT_FIT
        short = "it runs on the GPUs declared, though by memory it does not fit: see `policyengine size PROFILE`"
        return [short] if is_short else []
    said = [f"GPUs by memory: `{COUNT}` is not declared"]
    if facts.get("option.serving.quantization") not in BITS:
        said.append(f"weights from {NARROWEST} to {WIDEST}: `option.serving.quantization` is not declared")
    if copy_size(facts).kv_gb is None:
        said.append("memory of the requests is not counted: their context and concurrency, or the cache, are not known")
    return said


def _of_traffic(facts: Facts) -> list[str]:
    requests, capacity = facts.get(REQUESTS), facts.get(CAPACITY)
    if requests is None:
        return [f"one copy serves all: `{REQUESTS}` is not declared"]
    if not capacity:
        why = "is not declared" if capacity is None else "is 0"
        return [f"one copy serves {requests:,.0f} requests/day: `{CAPACITY}` {why}"]
    said = []
    copies = copies_in_use(facts)
    if copies > 1:
        said.append(f"{copies:,} copies, as one serves {capacity:g} requests/s")
    if PEAK not in facts:
        said.append(f"the busiest second is an average one: `{PEAK}` is not declared")
    if UTILIZATION not in facts:
        said.append(f"copies run at all of their measured capacity: `{UTILIZATION}` is not declared")
    return said
