"""A complete report for people: a block for each verdict that needs attention, with all its evidence."""

from collections.abc import Iterator

from policyengine.outputs import Options
from policyengine.outputs.colour import paint
from policyengine.outputs.report.lines import closing_lines, mistake_blocks, quiet_lines, summary
from policyengine.outputs.report.statistics import statistics_table
from policyengine.outputs.verdict import verdict_block
from policyengine.report import Report


def render_report_full(report: Report, options: Options) -> str:
    """Print mistakes, verdicts, notes, statistics when asked for, and the summary."""
    blocks = [*mistake_blocks(report, options), *_verdicts(report, options)]
    lines = [*quiet_lines(report, options), *closing_lines(report, options)]
    if lines:
        blocks.append("\n".join(lines))
    if options.statistics and report.verdicts:
        blocks.append(statistics_table(report))
    return "\n\n".join([*blocks, summary(report, options)]) + "\n"


def _verdicts(report: Report, options: Options) -> Iterator[str]:
    for verdict in report.verdicts:
        if verdict.needs_attention:
            block = verdict_block(verdict, report.documents)
            yield paint(block) if options.colour else block
