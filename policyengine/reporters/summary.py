"""The last line of a run: what was judged against what, and what came of it."""

from policyengine.errors import is_count
from policyengine.report import Report
from policyengine.severity import Severity


def summary_line(report: Report) -> str:
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
    tail = ", ".join(f"{grouped(number)} {what}" for number, what in rest if number)
    return f"{head}: {_findings(report)}" + (f"; {tail}" if tail else "")


def _findings(report: Report) -> str:
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


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 rule`, `12,000 rules`."""
    return f"{grouped(number)} {noun}" if number == 1 else f"{grouped(number)} {noun}s"


def grouped(number: float) -> str:
    """Print a number, from 10,000 on with thousands separators: `4096`, `700,000,000`, `0.25`, `12.0` as `12`."""
    style = "," if abs(number) >= 10_000 else ""  # noqa: PLR2004 - four digits read well, and years are four digits
    return format(number, style).removesuffix(".0")
