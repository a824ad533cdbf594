"""The items of a month's cost: one bar for each option, a segment for each item."""

from typing import Any

from policyengine.charts.text_rows import TITLE, cut, wrapped, xml_text
from policyengine.costs.lines import Line
from policyengine.costs.ranges import Range
from policyengine.costs.report import OptionCost, WorkloadCost
from policyengine.costs.words.amounts import rough, rough_range
from policyengine.option import names_of
from policyengine.rendering import render_template
from policyengine.resources import TEMPLATES

WIDTH = 600
MARGIN = 24
COLOURS = 6
"""Segments that can be told apart; further lines share the last colour."""

_ROW, _BAR, _TEXT = 17, 18, 12


def breakdown_svg(workload: WorkloadCost) -> str:
    """Draw the bars of a workload as an SVG text that ends in a line feed; empty when nothing could be counted."""
    options = [option for option in workload.options if option.cost.lines and option.cost.usd_per_month.high > 0]
    if not options:
        return ""
    longest = max(option.cost.usd_per_month.high for option in options)
    names = dict.fromkeys(name for option in options for name, _ in net_lines(option.cost.lines))
    colours = {name: min(index, COLOURS) for index, name in enumerate(names, 1)}
    titles = names_of([option.option for option in workload.options])
    bars, top = [], 48
    for option in options:
        bars.append(_bar(option, titles[option.element], top, longest, colours))
        top = bars[-1]["bottom"] + 14
    values = {
        "id": f"breakdown-{workload.workload}",
        "width": WIDTH,
        "height": top,
        "title": cut(f"{workload.workload}: USD per month by item", WIDTH - 24, TITLE),
        "description": "USD per month by item. " + " ".join(f"{bar['name']}: {_items(bar['rows'])}." for bar in bars),
        "bars": bars,
    }
    return render_template(TEMPLATES, "cost-breakdown.svg.j2", values, {"xml": xml_text})


def _items(rows: list[dict[str, Any]]) -> str:
    return ", ".join(row["item"] for row in rows)


def net_lines(lines: tuple[Line, ...]) -> list[tuple[str, Range]]:
    """Return each line by name with what discounts on it take off."""
    net = {line.name: line.usd_per_month for line in lines if line.sign > 0}
    for line in lines:
        if line.sign < 0:
            of = line.name.partition(" on ")[2]
            net[of] = net[of].plus(line.usd_per_month)
    return [(name, Range(max(0.0, amount.low), max(0.0, amount.high))) for name, amount in net.items()]


def _bar(option: OptionCost, name: str, top: int, longest: float, colours: dict[str, int]) -> dict[str, Any]:
    """Lay out one bar: its heading, segments from the low ends, a light rest up to the high end, and a row a line."""
    scale = (WIDTH - 2 * MARGIN) / longest
    considered = " (considered)" if option.considered else ""
    heading = f"{name}{considered}, {rough(option.cost)}"
    headings = wrapped(heading, WIDTH - 2 * MARGIN, _TEXT)
    bar_top = top + len(headings) * _ROW + 4
    rows, segments, x = [], [], float(MARGIN)
    lines = net_lines(option.cost.lines)
    for index, (line, amount) in enumerate(lines):
        colour = colours[line]
        width = round(amount.low * scale, 2)
        segments.append({"x": round(x, 2), "width": width, "colour": colour})
        x += width
        item = f"{line} {rough_range(amount)}"
        y = bar_top + _BAR + 2 + (index + 1) * _ROW
        rows.append({"text": cut(item, WIDTH - 2 * MARGIN - 22, _TEXT), "item": item, "y": y, "colour": colour})
    total = option.cost.usd_per_month
    rest = round((total.high - total.low) * scale, 2)
    if rest > 0:
        segments.append({"x": round(x, 2), "width": rest, "colour": 0})
    return {
        "name": heading,
        "headings": [{"text": text, "y": top + _TEXT + index * _ROW} for index, text in enumerate(headings)],
        "top": bar_top,
        "segments": segments,
        "rows": rows,
        "bottom": bar_top + _BAR + 6 + len(rows) * _ROW,
    }
