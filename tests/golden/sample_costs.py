"""The costs of the sample decision: machines at a range of prices, a model without one, an API, and one half known."""

from typing import Any

from policyengine.costs.lines import STATED, Cost, Factor, Line
from policyengine.costs.ranges import Range, exactly
from policyengine.costs.report import BreakEven, Comparison, CostReport, Curve, OptionCost, Turning, WorkloadCost
from policyengine.costs.zones import Zones
from policyengine.decision import Decision
from tests.builders import PROFILE, option_of
from tests.golden.sample_decision import sample_decision

GPUS, TOKENS = ("gpu-rental", "2026-09-09"), ("genai-prices", "2026-11-09")
REQUESTS = 50_000


def gpu_hours(low: float, high: float) -> Line:
    """Return four GPUs at a range of prices an hour."""
    hours = Factor(exactly(720), "hours")
    return Line(
        "GPU rental", (Factor(exactly(4), "GPUs"), hours, Factor(Range(low, high), "USD per GPU-hour")), GPUS[0]
    )


def tokens(usd_per_million: float) -> Line:
    """Return the month's input tokens at a price."""
    amount = Factor(exactly(REQUESTS * 30 * 900 / 1e6), "1M tokens")
    return Line("input tokens", (amount, Factor(exactly(usd_per_million), "USD per 1M tokens")), TOKENS[0])


def sample_costs(usd_per_million: float = 2.5, **fields: Any) -> CostReport:
    """Return the costs; `usd_per_million` is what the API asks for a million tokens."""
    machines = Cost(
        (gpu_hours(1.9, 2.4),), ("paid on-demand: `option.hardware.term` is not declared",), price_days=(GPUS,)
    )
    uncached = "no input is read from a cache: `workload.volume.cached_share` is not declared"
    api = Cost((tokens(usd_per_million),), (uncached,), price_days=(TOKENS,))
    half = Cost(
        (tokens(3),), missing=("option.hardware.count", "a price of `x | *y*`"), price_days=((STATED, "2026-09-30"),)
    )
    unknown = Cost((), missing=("option.hardware.gpu",))
    cloud, bedrock = "private-cloud at aws", "managed-open at aws-bedrock"
    options = (
        OptionCost(option_of("primary", "meta-llama/Llama-3.1-70B-Instruct", cloud), 1.0, machines, 9000, 400),
        OptionCost(option_of("embedding[0]", "BAAI/bge-m3", cloud), 1.0, unknown),
        OptionCost(option_of("considered[0]", "openai/gpt-4o", "vendor-api at openai"), 1.0, api),
        OptionCost(option_of("considered[1]", "anthropic/claude-sonnet-4", bedrock), 1.0, half),
    )
    volumes = (500, 5_000, REQUESTS, 500_000, 5_000_000)
    api_at = tuple(exactly(volume * 0.027 * usd_per_million) for volume in volumes)
    curve = Curve(volumes, (("in use", (machines.usd_per_month,) * 5), ("considered[0]", api_at)))
    zones = Zones(((1, "second"), (72_960, "depends"), (113_778, "first")))
    even = BreakEven("", Zones(((1, "second"), (81_067, "depends"), (102_401, "first"))))
    turning = Turning("price of tokens", None, None, 1.62)
    saved = Range(-3537.0, -2097.0)
    compared = Comparison("considered[0]", zones, 0.1, saved, (even,), (turning,), 7, "2027-05", None)
    workload = WorkloadCost(PROFILE, "patient-qa", REQUESTS, 1300, options, (compared,), (), curve)
    return CostReport("2026-10-01", (workload,), ages=((TOKENS[0], -39), (GPUS[0], 22)))._replace(**fields)


def priced_decision(usd_per_million: float = 2.5, **fields: Any) -> Decision:
    """Return the sample decision with its costs, replacing none."""
    return sample_decision(**{"supersedes": "", "costs": sample_costs(usd_per_million), **fields})
