"""Cost against volume, on two logarithmic axes: one band or line for each option, today's volume, and the borders."""

from math import ceil, floor, log10
from typing import Any, NamedTuple

from policyengine.charts.text_rows import TITLE, apart, cut, wrapped, xml_text
from policyengine.costs.ranges import Range
from policyengine.costs.report import Curve, WorkloadCost
from policyengine.costs.words.comparisons import break_even_sentences, today_sentence
from policyengine.option import names_of
from policyengine.rendering import render_template
from policyengine.resources import TEMPLATES
from policyengine.words.lists import listed
from policyengine.words.names import model_name
from policyengine.words.numbers import about, compact, full

WIDTH = 600
LEFT, RIGHT, TOP = 64, 20, 76
PLOT_HEIGHT = 260
SERIES = 6
"""Options that can be told apart in one picture; more are left out, and the caption says so."""

_ROW = 17
_CAPTION = 12
_LEAST = 0.01
_BESIDE_UNIT = 120
"""The leftmost middle of the word `today`: the unit of the axis above the frame ends before it."""


def curve_svg(workload: WorkloadCost) -> str:
    """Draw the curve of a workload as an SVG text that ends in a line feed; empty when there is nothing to draw."""
    if workload.curve is None or not any(_is_drawable(points) for _, points in workload.curve.costs):
        return ""
    return render_template(TEMPLATES, "cost-curve.svg.j2", _values(workload, workload.curve), {"xml": xml_text})


def _is_drawable(points: tuple[Range, ...]) -> bool:
    return all(point.low >= _LEAST for point in points)


def _values(workload: WorkloadCost, curve: Curve) -> dict[str, Any]:
    drawn = [(name, points) for name, points in curve.costs if _is_drawable(points)]
    left_out = [name for name, _ in curve.costs if name not in dict(drawn[:SERIES])]
    drawn = drawn[:SERIES]
    across = LogAxis(curve.requests_per_day[0], curve.requests_per_day[-1], LEFT, WIDTH - RIGHT)
    amounts = [amount for _, points in drawn for point in points for amount in point]
    up = axis_over(min(amounts), max(amounts), TOP + PLOT_HEIGHT, TOP)
    names = _names(workload)
    borders = _borders(workload, across, [name for name, _ in drawn])
    caption = _caption(workload, names, borders, [names[name] for name in left_out])
    legend_top = TOP + PLOT_HEIGHT + 52
    rows = [row for text in caption for row in wrapped(text, WIDTH - LEFT - RIGHT, _CAPTION)]
    legend = [
        {"text": cut(names[name], WIDTH - LEFT - RIGHT - 34, _CAPTION), "y": legend_top + index * _ROW}
        for index, (name, _) in enumerate(drawn)
    ]
    caption_top = legend_top + len(drawn) * _ROW + 8
    return {
        "id": f"curve-{workload.workload}",
        "width": WIDTH,
        "height": caption_top + len(rows) * _ROW + 4,
        "plot": {"left": LEFT, "right": WIDTH - RIGHT, "top": TOP, "bottom": TOP + PLOT_HEIGHT},
        "title": cut(f"{workload.workload}: cost against volume", WIDTH - 24, TITLE),
        "description": " ".join(caption),
        "columns": [{"x": across.place(tick), "text": compact(tick)} for tick in across.ticks()],
        "lines": [{"y": up.place(tick), "text": compact(tick)} for tick in up.ticks()],
        "series": [_series(points, curve.requests_per_day, across, up) for _, points in drawn],
        "today": across.place(workload.requests_per_day or 1),
        "today_label": max(_BESIDE_UNIT, across.place(workload.requests_per_day or 1)),
        "borders": _numbered(borders, across),
        "legend": legend,
        "caption": [{"text": text, "y": caption_top + index * _ROW} for index, text in enumerate(rows)],
    }


def _names(workload: WorkloadCost) -> dict[str, str]:
    """Return what people read for each name of a curve."""
    names = names_of([option.option for option in workload.options])
    in_use = list(dict.fromkeys(model_name(option.model) for option in workload.in_use))
    return names | {"in use": f"Current choice: {listed(in_use)}"}


class LogAxis(NamedTuple):
    """From `low` to `high`, both above 0, drawn from the pixel `start` to the pixel `end`."""

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        """Return the pixel of a value; one outside the axis lies at its end."""
        inside = min(max(value, self.low), self.high)
        share = log10(inside / self.low) / log10(self.high / self.low)
        return round(self.start + share * (self.end - self.start), 2)

    def ticks(self) -> list[float]:
        """Return the values to label: powers of ten, and 2 and 5 times these where there are few."""
        powers = range(floor(log10(self.low)), ceil(log10(self.high)) + 1)
        steps = (1, 2, 5) if log10(self.high / self.low) < _FEW else (1,)
        values = [step * 10.0**power for power in powers for step in steps]
        return [value for value in values if self.low <= value * (1 + 1e-9) and value <= self.high * (1 + 1e-9)]


def _series(points: tuple[Range, ...], volumes: tuple[int, ...], across: LogAxis, up: LogAxis) -> dict[str, str]:
    """Return the outline of the band and its lower and upper edges as SVG points; one edge where costs are exact."""
    high = [f"{across.place(x):g},{up.place(point.high):g}" for x, point in zip(volumes, points, strict=True)]
    low = [f"{across.place(x):g},{up.place(point.low):g}" for x, point in zip(volumes, points, strict=True)]
    if all(point.is_exact for point in points):
        return {"band": "", "low": " ".join(low), "high": ""}
    return {"band": " ".join([*high, *reversed(low)]), "low": " ".join(low), "high": " ".join(high)}


def _borders(workload: WorkloadCost, across: LogAxis, drawn: list[str]) -> list[tuple[int, str]]:
    """Return the break-evens inside the picture from left to right, each with the option considered."""
    return sorted(
        (begin, comparison.element)
        for comparison in workload.comparisons
        if comparison.element in drawn
        for begin, _ in comparison.break_evens[0].zones.parts[1:]
        if across.low <= begin <= across.high
    )


def _numbered(borders: list[tuple[int, str]], across: LogAxis) -> list[dict[str, Any]]:
    """Lay out the borders, with their numbers apart from each other above the frame."""
    places = [across.place(begin) for begin, _ in borders]
    labels = apart(places, 16, LEFT + 6, WIDTH - RIGHT - 6)
    return [
        {"x": place, "label": label, "text": str(index)}
        for index, (place, label) in enumerate(zip(places, labels, strict=True), 1)
    ]


def _caption(
    workload: WorkloadCost, names: dict[str, str], borders: list[tuple[int, str]], left_out: list[str]
) -> list[str]:
    """Return in words what the picture shows: the caption below it, which is also its text alternative."""
    today = workload.requests_per_day or 0
    said = [f"USD per month against requests a day; today {full(today)} requests a day."]
    marked = {element for _, element in borders}
    for comparison in workload.comparisons:
        same = [] if comparison.element in marked else break_even_sentences(comparison, workload.tokens_per_request)[:1]
        sentences = "; ".join((today_sentence(comparison, workload), *same))
        said.append(f"Current choice compared with {names[comparison.element]}: {sentences}.")
    if borders:
        several = len(marked) > 1
        places = ", ".join(
            f"{index} at {about(begin)}{f' ({names[element]})' if several else ''}"
            for index, (begin, element) in enumerate(borders, 1)
        )
        words = [
            word for one in workload.comparisons if one.element in marked for _, word in one.break_evens[0].zones.parts
        ]
        what = "The answer changes" if "depends" in words else "Both cost the same"
        said.append(f"{what} at the numbered lines, in requests a day: {places}.")
    days = sorted({day for option in workload.options for day in option.price_days})
    if days:
        dated = ", ".join(f"{name} of {day}" if day else f"{name}, without a day" for name, day in days)
        said.append(f"Prices: {dated}.")
    if left_out:
        said.append(f"Not drawn: {', '.join(left_out)}.")
    return said


_FEW = 3
"""With fewer powers of ten than this on an axis, their doubles and fives are labelled too."""


def axis_over(low: float, high: float, start: float, end: float) -> LogAxis:
    """Return an axis that holds two values above 0, from the 1, 2 or 5 below the lower to the one above the higher."""
    bottom, top = _step_below(low), _step_above(high)
    return LogAxis(bottom, top if top > bottom else bottom * 10, start, end)


def _step_below(value: float) -> float:
    power = 10.0 ** floor(log10(value))
    return float(max(step * power for step in (1, 2, 5) if step * power <= value * (1 + 1e-9)))


def _step_above(value: float) -> float:
    power = 10.0 ** floor(log10(value))
    return float(min(step * power for step in (1, 2, 5, 10) if step * power >= value * (1 - 1e-9)))
