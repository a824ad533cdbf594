"""The parts shared by all reports for people: mistakes, notes, rules that may apply, and the summary."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from policyengine.errors import is_count
from policyengine.outputs import Options
from policyengine.report import Report, Todo
from policyengine.severity import Severity
from policyengine.words.numbers import counted, full

if TYPE_CHECKING:
    from policyengine.verdict import Verdict  # a clean run does not need it

WIDTH = 120
"""Maximum columns of a line, except for source lines."""


def mistake_blocks(report: Report, options: Options, broken: Callable[[str], str] = str) -> Iterator[str]:
    """Yield a block for each mistake in a file; `broken` breaks its lines."""
    if report.mistakes:
        from policyengine.outputs.colour import paint
        from policyengine.snippet import render_mistake

        for mistake in report.mistakes:
            block = "\n".join(map(broken, render_mistake(mistake).split("\n")))
            yield paint(block) if options.colour else block


def quiet_lines(report: Report, options: Options) -> Iterator[str]:
    """Yield a line for each verdict that needs no attention, if these are shown."""
    if options.show_passes:
        for verdict in report.verdicts:
            if not verdict.needs_attention:
                yield _quiet_line(verdict)


def _quiet_line(verdict: "Verdict") -> str:
    from policyengine.snippet import escape_text

    place, subject = verdict.location, verdict.subject
    where = f"{place.path}:{place.line}" if place else subject.profile
    of = " ".join(part for part in (where, subject.workload, subject.element) if part)
    excuse = ""
    if verdict.excuse is not None:
        from policyengine.outputs.evidence import excuse_text

        excuse = f"; {excuse_text(verdict.excuse)}"
    return escape_text(f"{verdict.outcome}[{verdict.rule.id}]: {verdict.rule.title}  ({of}){excuse}")


def closing_lines(report: Report, options: Options) -> Iterator[str]:
    """Yield notes, verdicts of newer rules, and the rules that may apply."""
    if report.notes:
        from policyengine.snippet import escape_text

        for note in report.notes:
            yield f"note: {escape_text(note)}"
    if report.preview:
        from policyengine.outputs.report.preview import preview_lines

        yield from preview_lines(report.preview)
    if report.todo and options.statistics:
        yield from map(todo_line, report.todo)
    elif report.todo:
        yield _may_apply(report)


def todo_line(todo: Todo) -> str:
    """Return the effect of declaring a fact."""
    noun = "rule applies" if todo.settles == 1 else "rules apply"
    return f"undeclared: `{todo.path}` decides whether {full(todo.settles)} {noun}"


def _may_apply(report: Report) -> str:
    """Return the number of rules that may apply, and the facts that decide most of them, within one line."""
    count = report.counts.not_asked
    line = f"may apply: {counted(count, 'rule')}; undeclared: "
    left = len(report.todo)
    for todo in report.todo:
        more = f"{todo.path} ({full(todo.settles)}), "
        if len(line) + len(more) + len(_REST) > WIDTH:
            break
        line, left = line + more, left - 1
    return line + _REST.format(full(left)) if left else line.removesuffix(", ")


_REST = "{} more (--statistics)"


def summary(report: Report, options: Options) -> str:
    """Return two lines: the scope of the run, and its result. They never state that everything is in order."""
    counts = report.counts
    judged = f"{counted(counts.profiles, 'profile')}, {counted(counts.workloads, 'workload')}"
    head = f"checked {judged}, {counted(counts.rules, 'rule')} as of {report.as_of}"
    code = "" if options.exit_code is None else f" (exit code {options.exit_code})"
    return f"{head}\n{'; '.join(_found(report))}{code}"


def _found(report: Report) -> Iterator[str]:
    counts = report.counts
    unread = _unread_files(report)
    if unread:
        yield f"not judged: {counted(unread, 'file')}"
    if not counts.profiles:
        if not unread:
            yield "nothing was checked"
        return
    failed = dict.fromkeys(Severity, 0)
    undecided = dict.fromkeys(Severity, 0)
    for verdict in report.verdicts:
        if verdict.needs_attention:
            (undecided if verdict.is_undecided else failed)[verdict.severity] += 1
    yield f"failed: {', '.join(counted(number, str(each)) for each, number in failed.items() if number) or 'none'}"
    mandatory = undecided.pop(Severity.ERROR)
    other = sum(undecided.values())
    parts = [f"{full(number)} {word}" for number, word in ((mandatory, "mandatory"), (other, "other")) if number]
    yield f"undecided: {', '.join(parts) or 'none'}"
    yield from (f"{word}: {full(n)}" for n, word in ((counts.waived, "waived"), (counts.passed, "passed")) if n)


def _unread_files(report: Report) -> int:
    """Count the files with mistakes; one without a place counts as a file, unless it only counts further mistakes."""
    places = [mistake.location for mistake in report.mistakes if not is_count(mistake)]
    return len({place.path for place in places if place}) + places.count(None)
