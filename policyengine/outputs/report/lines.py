"""The parts that every report for people shares: mistakes, notes, rules that may apply, and the summary."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from policyengine.outputs import Options
from policyengine.report import Report, Todo, Totals
from policyengine.severity import RANK, Severity
from policyengine.words.numbers import counted, full

if TYPE_CHECKING:
    from policyengine.verdict import Verdict  # a clean run does not need it

WIDTH = 120
"""Maximum columns of a line, except for source lines."""


class Piece(NamedTuple):
    """A block of a report, which has empty lines around it, or a line, which has none beside other lines."""

    text: str
    is_line: bool = False


class Layout:
    """Arranges the pieces of a report, which may come one after another: its text is the same however they come."""

    def __init__(self) -> None:
        self._last: Piece | None = None

    def text(self, pieces: Iterable[Piece]) -> str:
        """Return the text of pieces that follow those before."""
        parts = []
        for piece in pieces:
            if self._last is not None and not (self._last.is_line and piece.is_line):
                parts.append("\n")
            parts.append(f"{piece.text}\n")
            self._last = piece
        return "".join(parts)


def mistake_blocks(report: Report, options: Options, broken: Callable[[str], str] = str) -> Iterator[str]:
    """Yield a block for each mistake in a file; `broken` breaks its lines."""
    if report.mistakes:
        from policyengine.outputs.colour import paint
        from policyengine.snippet import render_mistake

        for mistake in report.mistakes:
            block = "\n".join(map(broken, render_mistake(mistake).split("\n")))
            yield paint(block) if options.colour else block


def quiet_lines(report: Report, options: Options) -> Iterator[str]:
    """Yield a line for each verdict that needs no attention, where these are to be shown."""
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


def closing_lines(totals: Totals, options: Options) -> Iterator[str]:
    """Yield notes, what newer rules would find, and the rules that may apply."""
    if totals.notes:
        from policyengine.snippet import escape_text

        for note in totals.notes:
            yield f"note: {escape_text(note)}"
    if totals.preview:
        from policyengine.outputs.report.preview import preview_lines

        yield from preview_lines(totals.preview)
    if totals.todo and options.statistics:
        yield from map(todo_line, totals.todo)
    elif totals.todo:
        yield _may_apply(totals)


def todo_line(todo: Todo) -> str:
    """Return the effect of declaring a fact."""
    noun = "rule applies" if todo.settles == 1 else "rules apply"
    return f"undeclared: `{todo.path}` decides whether {full(todo.settles)} {noun}"


def _may_apply(totals: Totals) -> str:
    """Return how many rules may apply, and the facts that decide most of them: as many as fit in a line."""
    count = totals.counts.not_asked
    line = f"may apply: {counted(count, 'rule')}; undeclared: "
    left = len(totals.todo)
    for todo in totals.todo:
        more = f"{todo.path} ({full(todo.settles)}), "
        if len(line) + len(more) + len(_REST) > WIDTH:
            break
        line, left = line + more, left - 1
    return line + _REST.format(full(left)) if left else line.removesuffix(", ")


_REST = "{} more (--statistics)"


def summary(totals: Totals, options: Options) -> str:
    """Return two lines: what was checked, and what was found. They never state that anything is in order."""
    counts = totals.counts
    judged = f"{counted(counts.profiles, 'profile')}, {counted(counts.workloads, 'workload')}"
    head = f"checked {judged}, {counted(counts.rules, 'rule')} as of {totals.as_of}"
    return f"{head}\n{'; '.join(_found(totals))}{_ending(totals, options)}"


def _ending(totals: Totals, options: Options) -> str:
    """Return the exit code, and what causes it where no failed rule does and undecided ones are not mandatory."""
    if options.exit_code is None:
        return ""
    cause = ""
    if options.exit_code == 1 and options.fail_on != "error":
        counted_from = RANK[Severity(options.fail_on)]
        if not any(number for severity, number in totals.failed.items() if RANK[severity] >= counted_from):
            cause = f": --fail-on {options.fail_on} counts undecided rules"
    return f" (exit code {options.exit_code}{cause})"


def _found(totals: Totals) -> Iterator[str]:
    counts, unread = totals.counts, totals.unread
    if unread:
        yield f"not judged: {counted(unread, 'file')}"
    if not counts.profiles:
        if not unread:
            yield "nothing was checked"
        return
    failed = ((totals.failed.get(severity, 0), str(severity)) for severity in Severity)
    yield f"failed: {', '.join(counted(number, name) for number, name in failed if number) or 'none'}"
    mandatory = totals.undecided.get(Severity.ERROR, 0)
    other = sum(totals.undecided.values()) - mandatory
    parts = [f"{full(number)} {word}" for number, word in ((mandatory, "mandatory"), (other, "other")) if number]
    yield f"undecided: {', '.join(parts) or 'none'}"
    yield from (f"{word}: {full(n)}" for n, word in ((counts.waived, "waived"), (counts.passed, "passed")) if n)
