"""The analysis of a request log, for a terminal."""

from collections.abc import Iterator

from policyengine.migration.published import (
    ADOPTION,
    LEAST_MONTHS,
    LEAST_SIMPLE_SHARE,
    MOST_MONTHS,
    MOST_SIMPLE_SHARE,
    SIMPLE_SHARE,
)
from policyengine.offload.reading import Age, Reading, TaskCount, share_against_published
from policyengine.outputs.evidence import cited
from policyengine.snippet import escape_text, safe_lines
from policyengine.words.numbers import compact, counted, full, measured, percent

_WIDEST_TASK = 40


def render_offload_text(reading: Reading) -> str:
    """Print a table of the task types with the recommendations of the method."""
    return safe_lines(_lines(reading))


def _lines(reading: Reading) -> Iterator[str]:
    log = reading.counted
    span = f"{log.first_day} to {log.last_day} ({counted(log.days, 'day')})"
    yield f"{reading.log}: {counted(log.requests, 'request')} of {counted(len(log.tasks), 'type')} of task, {span}"
    if reading.first_left_out is not None:
        first = reading.first_left_out
        rows = counted(reading.left_out, "row")
        yield f"  skipped: {rows} that could not be read, the first at {first.location}: {first.message}"
    yield ""
    width = min(_WIDEST_TASK, max(len(escape_text(task.task)) for task in log.tasks))
    yield _row("task".ljust(width), "requests/day", "share", "in", "out", "tokens/day", "simple", "candidate")
    yield from (_task(task, reading, width) for task in log.tasks)
    yield ""
    yield from (f"{name}: {said}" for name, said in _findings(reading))


def _row(name: str, *cells: str) -> str:
    widths = (12, 7, 8, 8, 10, 7)
    shown = [cell.rjust(size) for cell, size in zip(cells, widths, strict=False)]
    return f"{name}  {'  '.join(shown)}  {cells[-1]}".rstrip()


def _task(task: TaskCount, reading: Reading, width: int) -> str:
    log = reading.counted
    name = escape_text(task.task)
    if len(name) > width:
        name = f"{name[: width - 1]}…"
    simple = "unknown" if task.simple_share is None else percent(task.simple_share)
    return _row(
        name.ljust(width),
        measured(task.requests / log.days),
        percent(task.requests / log.requests),
        full(round(task.input_tokens / task.requests)),
        full(round(task.output_tokens / task.requests)),
        compact((task.input_tokens + task.output_tokens) / log.days),
        simple,
        _candidate(task, reading),
    )


def _candidate(task: TaskCount, reading: Reading) -> str:
    if task.is_simple_enough is None:
        return "unknown"
    if not task.is_simple_enough:
        return "no"
    return "too early" if reading.age.verdict == "too-early" else "yes"


def _findings(reading: Reading) -> Iterator[tuple[str, str]]:
    log = reading.counted
    if log.words:
        yield "complexity", ", ".join(f"{word} {full(count)}" for word, count in log.words)
    if reading.simple_tokens is not None:
        yield "classified as simple by length", f"at most {counted(reading.simple_tokens, 'input token')}"
    share = log.simple_share
    most = percent(MOST_SIMPLE_SHARE)
    band = f"{measured(LEAST_SIMPLE_SHARE * 100)} to {most} that the published recipe expects ({cited(SIMPLE_SHARE)})"
    if share is None and log.words:
        said = sum(count for _, count in log.words)
        yield "simple share", f"unknown: {full(said)} of {counted(log.requests, 'request')} have a complexity"
    elif share is None:
        hint = "add a column `complexity`, or use --simple-tokens; the article states no length"
        yield "simple share", f"unknown: the log has no complexity; {hint}"
    else:
        yield "simple share", f"{percent(share)} of all requests, {share_against_published(share)} the {band}"
    yield "age", _age(reading.age)
    command = "policyengine plan PROFILE"
    yield "not evaluated here", f"whether the data of a type may go to another option; see `{command}`"


def _age(age: Age) -> str:
    window = f"the {LEAST_MONTHS} to {MOST_MONTHS} months of the adoption sequence ({cited(ADOPTION)})"
    words = {"too-early": "too early: before", "in-time": "within", "late": "late: after"}
    return f"{measured(round(age.months, 1))} months, {words[age.verdict]} {window}"
