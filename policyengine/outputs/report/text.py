"""A report for people: what is wrong and where, then what to declare, then one line that sums up.

A clean run prints the last line only, and imports nothing for it: a hook runs once per commit.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from policyengine.errors import is_count
from policyengine.outputs import Options
from policyengine.report import Report, Todo
from policyengine.severity import Severity
from policyengine.words.numbers import counted, full

if TYPE_CHECKING:
    from policyengine.verdict import Verdict  # a clean run has none

TODO_LINES = 3
"""How many facts to declare are printed when no statistics are asked for."""


def render_report_text(report: Report, options: Options) -> str:
    """Print mistakes, verdicts, notes, preview, to-do list, statistics when asked for, and the summary, in order."""
    blocks = [*_mistakes(report, options), *_verdicts(report, options)]
    lines = [*_quiet(report, options), *_notes(report), *_preview(report), *_todo(report, options)]
    if lines:
        blocks.append("\n".join(lines))
    if options.statistics and report.verdicts:
        from policyengine.outputs.report.statistics import statistics_table

        blocks.append(statistics_table(report))
    apart = "\n\n" if blocks else ""
    return "\n\n".join(blocks) + apart + _summary(report) + "\n"


def _mistakes(report: Report, options: Options) -> Iterator[str]:
    if report.mistakes:
        from policyengine.outputs.colour import paint
        from policyengine.snippet import render_mistake

        for mistake in report.mistakes:
            block = render_mistake(mistake)
            yield paint(block) if options.colour else block


def _verdicts(report: Report, options: Options) -> Iterator[str]:
    loud = [verdict for verdict in report.verdicts if verdict.needs_attention]
    if loud:
        from policyengine.outputs.colour import paint
        from policyengine.outputs.verdict import verdict_block

        for verdict in loud:
            block = verdict_block(verdict, report.documents)
            yield paint(block) if options.colour else block


def _quiet(report: Report, options: Options) -> Iterator[str]:
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


def _notes(report: Report) -> Iterator[str]:
    if report.notes:
        from policyengine.snippet import escape_text

        for note in report.notes:
            yield f"note: {escape_text(note)}"


def _preview(report: Report) -> Iterator[str]:
    if report.preview:
        from policyengine.outputs.report.preview import preview_lines

        yield from preview_lines(report.preview)


def todo_line(todo: Todo) -> str:
    """Print a fact to declare."""
    return f"to-do: declare `{todo.path}`: settles {counted(todo.settles, 'rule')}"


def _todo(report: Report, options: Options) -> Iterator[str]:
    shown = len(report.todo) if options.statistics else TODO_LINES
    for todo in report.todo[:shown]:
        yield todo_line(todo)
    more = len(report.todo) - shown
    if more > 0:
        yield f"to-do: and {counted(more, 'more fact')}: --statistics lists them"


def _summary(report: Report) -> str:
    """Sum a report up in one line; it says what was checked and found, never that anything is in order."""
    counts = report.counts
    judged = f"{counted(counts.profiles, 'profile')}, {counted(counts.workloads, 'workload')}"
    head = f"checked {judged} against {counted(counts.rules, 'rule')} as of {report.as_of}"
    rest = (
        (counts.passed, "passed"),
        (counts.waived, "waived"),
        (counts.not_applicable, "not applicable"),
        (counts.not_asked, "not asked"),
    )
    tail = ", ".join(f"{full(number)} {what}" for number, what in rest if number)
    return f"{head}: {_found_words(report)}" + (f"; {tail}" if tail else "")


def _found_words(report: Report) -> str:
    found = dict.fromkeys(Severity, 0)
    for verdict in report.verdicts:
        if verdict.needs_attention:
            found[verdict.severity] += 1
    parts = [counted(number, str(severity)) for severity, number in found.items() if number]
    unread = _unread_files(report)
    if unread:
        parts.insert(0, f"{counted(unread, 'file')} could not be judged")
    elif not report.counts.profiles:
        parts.insert(0, "nothing was judged")
    elif not found[Severity.ERROR] and not found[Severity.WARNING]:
        parts.insert(0, "no errors or warnings")
    return ", ".join(parts)


def _unread_files(report: Report) -> int:
    """Count the files with mistakes; one without a place counts as a file, unless it only counts further mistakes."""
    places = [mistake.location for mistake in report.mistakes if not is_count(mistake)]
    return len({place.path for place in places if place}) + places.count(None)
