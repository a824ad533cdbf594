"""A report for people: what is wrong and where, then what to declare, then one line that sums up.

A clean run prints the last line only, and imports nothing for it: a hook runs once per commit.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from policyengine.report import Report, Todo
from policyengine.reporters import Options
from policyengine.reporters.summary import counted, summary_line

if TYPE_CHECKING:
    from policyengine.verdict import Verdict  # a clean run has none

TODO_LINES = 3
"""How many facts to declare are printed when no statistics are asked for."""


def render_text(report: Report, options: Options) -> str:
    """Print mistakes, verdicts, notes, preview, to-do list, statistics when asked for, and the summary, in order."""
    blocks = [*_mistakes(report, options), *_verdicts(report, options)]
    lines = [*_quiet(report, options), *_notes(report), *_preview(report), *_todo(report, options)]
    if lines:
        blocks.append("\n".join(lines))
    if options.statistics and report.verdicts:
        from policyengine.reporters.statistics import statistics_table

        blocks.append(statistics_table(report))
    apart = "\n\n" if blocks else ""
    return "\n\n".join(blocks) + apart + summary_line(report) + "\n"


def _mistakes(report: Report, options: Options) -> Iterator[str]:
    if report.mistakes:
        from policyengine.reporters.colour import paint
        from policyengine.snippet import render_mistake

        for mistake in report.mistakes:
            block = render_mistake(mistake)
            yield paint(block) if options.colour else block


def _verdicts(report: Report, options: Options) -> Iterator[str]:
    loud = [verdict for verdict in report.verdicts if verdict.needs_attention]
    if loud:
        from policyengine.reporters.colour import paint
        from policyengine.reporters.verdict import verdict_block

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
        from policyengine.reporters.evidence import excuse_text

        excuse = f"; {excuse_text(verdict.excuse)}"
    return escape_text(f"{verdict.outcome}[{verdict.rule.id}]: {verdict.rule.title}  ({of}){excuse}")


def _notes(report: Report) -> Iterator[str]:
    if report.notes:
        from policyengine.snippet import escape_text

        for note in report.notes:
            yield f"note: {escape_text(note)}"


def _preview(report: Report) -> Iterator[str]:
    if report.preview:
        from policyengine.reporters.preview import preview_lines

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
