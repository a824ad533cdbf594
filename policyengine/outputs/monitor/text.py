"""Results compared with their baselines, for a terminal."""

from collections.abc import Iterator

from policyengine.migration.drops import Assessment, Standing
from policyengine.monitor.monitoring import Monitoring
from policyengine.outputs.terms import term_source
from policyengine.snippet import safe_lines
from policyengine.words.numbers import counted, declared, measured, span
from policyengine.words.numbers import percent as in_percent


def render_monitor_text(found: Monitoring) -> str:
    """Print each result with its drop, its interval and their interpretation."""
    return safe_lines(_lines(found))


def _lines(found: Monitoring) -> Iterator[str]:
    results = counted(len(found.assessments), "result")
    yield f"{found.source}: {results}, {counted(found.alerts, 'alert')}"
    points, percent, examples = found.limits
    for name, unit, term in (("points", "points", points), ("relative", "%", percent)):
        said = "no threshold" if term.value is None else f"alert above {measured(term.value)} {unit}"
        yield f"  {name}: {said} ({term_source(term)})"
    yield f"  too small: fewer than {counted(examples.value, 'example')} ({term_source(examples)})"
    for one in found.assessments:
        yield ""
        yield from _assessment(one)
    notes = list(_notes(found))
    if notes:
        yield ""
        yield from notes


def _assessment(one: Assessment) -> Iterator[str]:
    result = one.result
    unit = "" if result.is_share else f" {result.unit}"
    score = f"{declared(result.score)}{unit}" + (
        "" if one.baseline is None else f" against {declared(one.baseline)}{unit}"
    )
    size = counted(result.n, "example") + (f", {result.date}" if result.date else "")
    yield f"{one.standing}: {result.path}, {result.metric}: {score} on {size}  ({result.location})"
    if one.standing is Standing.NO_BASELINE:
        yield "  no comparison: declare a baseline, or an earlier run"
        return
    if one.points is not None:
        yield f"  {_fell(one.points)} points{_judged(one.over_points)}"
    if one.percent is not None:
        yield f"  {_fell(one.percent)} % of the baseline{_judged(one.over_percent)}"
    elif one.baseline == 0:
        yield f"  no percentage of a baseline of 0{_judged(one.over_percent)}"
    yield from _chance(one)


def _fell(drop: float) -> str:
    return f"worse by {measured(drop)}" if drop >= 0 else f"better by {measured(-drop)}"


def _judged(over: bool | None) -> str:  # noqa: FBT001 - a three-valued answer
    return {True: ": above the threshold", False: ": not above the threshold", None: ""}[over]


def _chance(one: Assessment) -> Iterator[str]:
    if one.interval is not None:
        low, high = one.interval
        told = "0 lies outside" if one.is_told_apart else "the interval includes 0, so this may be chance"
        yield f"  95 % interval: worse by {span(low, high, measured)} points; {told}"
    if one.false_alarms is not None and one.standing is not Standing.STEADY:
        often = in_percent(round(one.false_alarms, 3))
        enough = f"; in 5 % from {counted(one.enough, 'example')} in each run on" if one.enough else ""
        yield f"  with {counted(one.result.n, 'example')} such an alert is false in about {often} of runs{enough}"


def _notes(found: Monitoring) -> Iterator[str]:
    if found.first_runs:
        yield f"note: {counted(found.first_runs, 'baseline')} not declared: the first run in the file is used"
    if found.earlier:
        yield f"note: {counted(found.earlier, 'earlier run')} not evaluated"
    certain = sum(one.interval is not None and one.baseline_examples is None for one in found.assessments)
    if certain:
        yield f"note: {counted(certain, 'baseline')} without the number of examples: treated as exact"
    if any(one.interval is not None for one in found.assessments):
        yield (
            "note: intervals by Newcombe 1998 (method 10) of Wilson 1927; two runs of one suite are not "
            "independent, so the interval is wider than necessary"
        )
