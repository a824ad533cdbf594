"""Cost reports to draw, from plain to awkward."""

from itertools import pairwise

from policyengine.costs.lines import Cost, Factor, Line
from policyengine.costs.ranges import Range, exactly
from policyengine.costs.report import BreakEven, Comparison, Curve, OptionCost, WorkloadCost
from policyengine.costs.zones import Zones
from tests.builders import option_of

HOSTILE = 'a<b>&"c"</text><script>alert(1)</script>\u202edcba'


def line(name: str, low: float, high: float | None = None) -> Line:
    """Return a line of one factor."""
    return Line(name, (Factor(Range(low, low if high is None else high), "USD"),), "gpu-rental")


def option(element: str, lines: tuple[Line, ...], model: str = "openai/gpt-4o") -> OptionCost:
    """Return an option with these lines."""
    cost = Cost(lines, price_days=(("gpu-rental", "2026-11-09"),))
    return OptionCost(option_of(element, model, "vendor-api at openai"), 1.0, cost)


def workload(name: str, requests: int, slopes: list[tuple[float, float]], model: str = "openai/gpt-4o") -> WorkloadCost:
    """Return a workload whose options cost a sum and so much for each request a day; the first is in use."""
    volumes = tuple(sorted({max(1, round(requests * 10 ** (step / 8))) for step in range(-16, 17)}))
    names = ["in use", *(f"considered[{index}]" for index in range(len(slopes) - 1))]
    options = [
        option(
            "primary" if index == 0 else names[index],
            (line("GPU rental", base), line("input tokens", each * requests, each * requests * 1.2)),
            model,
        )
        for index, (base, each) in enumerate(slopes)
    ]
    curve = Curve(
        volumes,
        tuple(
            (name, tuple(Range(base + each * volume, base + each * volume * 1.2) for volume in volumes))
            for name, (base, each) in zip(names, slopes, strict=True)
        ),
    )
    borders = [max(2, round(requests * factor)) for factor in (0.5, 0.52, 0.55, 4)]
    assert all(low < high for low, high in pairwise(sorted(set(borders))))
    zones = Zones(((1, "second"), *zip(sorted(set(borders)), ("depends", "first", "depends", "first"), strict=False)))
    even = Zones(((1, "second"), (borders[0], "first")))
    saved = exactly(100)
    comparisons = tuple(Comparison(name, zones, 0.1, saved, (BreakEven("", even),), months=3) for name in names[1:])
    return WorkloadCost("p", name, requests, 750, tuple(options), comparisons, (), curve)


WORKLOADS = {
    "two options": workload("chat", 200_000, [(1500, 0.02), (0.02, 0.09)]),
    "eight options": workload("chat", 5_000, [(100 * index + 1, 0.01 * (index + 1)) for index in range(8)]),
    "one option, exact": WorkloadCost(
        "p", "chat", 10, 20, (option("primary", (line("GPU rental", 5),)),), (), (),
        Curve((1, 10, 100), (("in use", (exactly(5), exactly(5), exactly(5))),)),
    ),
    "one request": workload("tiny", 1, [(0.5, 0.001), (0.02, 0.09)]),
    "few requests": workload("tiny", 3, [(0.5, 0.001), (0.02, 0.09)]),
    "many requests": workload("huge", 400_000_000, [(5e6, 0.02), (0.02, 0.09)]),
    "hostile and long names": workload("w" * 90, 7_000, [(10, 0.02), (0.02, 0.09)], HOSTILE + "x" * 200),
}  # fmt: skip
