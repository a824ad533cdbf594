"""A report with one line per mistake and verdict: `path:line:column: severity rule message`, as compilers print."""

from collections.abc import Iterator

from policyengine.errors import Mistake
from policyengine.outputs import Options
from policyengine.outputs.report.lines import closing_lines, quiet_lines, summary
from policyengine.report import Report
from policyengine.snippet import escape_text
from policyengine.verdict import Verdict


def render_report_concise(report: Report, options: Options) -> str:
    """Print a line for each mistake and each verdict that needs attention, notes, and the summary."""
    lines = [*map(_mistake_line, report.mistakes), *_verdict_lines(report)]
    lines += [*quiet_lines(report, options), *closing_lines(report, options), summary(report, options)]
    return "\n".join(lines) + "\n"


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
