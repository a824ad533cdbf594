"""A report with one line per mistake and verdict: `path:line:column: severity rule message`, as compilers print."""

from collections.abc import Iterator

from policyengine.errors import Mistake
from policyengine.outputs import Options
from policyengine.outputs.report.lines import Layout, Piece, closing_lines, quiet_lines, summary
from policyengine.report import Report, Totals
from policyengine.snippet import escape_text
from policyengine.verdict import Verdict


def render_report_concise(report: Report, options: Options) -> str:
    """Print a line for each mistake and each verdict that needs attention, notes, and the summary."""
    return Layout().text([*part_concise(report, options), *closing_concise(report.totals, options)])


def part_concise(report: Report, options: Options) -> Iterator[Piece]:
    """Yield a line for each mistake and verdict of a report, which may be about a part of a run."""
    lines = (*map(_mistake_line, report.mistakes), *_verdict_lines(report), *quiet_lines(report, options))
    return (Piece(line, is_line=True) for line in lines)


def closing_concise(totals: Totals, options: Options) -> Iterator[Piece]:
    """Yield notes and the summary."""
    return (Piece(line, is_line=True) for line in (*closing_lines(totals, options), summary(totals, options)))


def _mistake_line(mistake: Mistake) -> str:
    place = f"{mistake.location}: " if mistake.location else ""
    return escape_text(f"{place}error {mistake.message}")


def _verdict_lines(report: Report) -> Iterator[str]:
    for verdict in report.verdicts:
        if verdict.needs_attention:
            message = " ".join(verdict.message.split())
            yield escape_text(f"{_where(verdict)}: {verdict.severity} {verdict.rule.id} {message}")


def _where(verdict: Verdict) -> str:
    return str(verdict.location) if verdict.location else verdict.subject.profile
