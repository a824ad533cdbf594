"""A complete report for people: a block for each verdict that needs attention, with all its evidence."""

from collections.abc import Iterator

from policyengine.outputs import Options
from policyengine.outputs.colour import paint
from policyengine.outputs.report.lines import Layout, Piece, closing_lines, mistake_blocks, quiet_lines, summary
from policyengine.outputs.report.statistics import statistics_table
from policyengine.outputs.verdict import verdict_block
from policyengine.report import Report, Totals


def render_report_full(report: Report, options: Options) -> str:
    """Print mistakes, verdicts, notes, statistics when asked for, and the summary."""
    return Layout().text([*part_full(report, options), *closing_full(report.totals, options)])


def part_full(report: Report, options: Options) -> Iterator[Piece]:
    """Yield the mistakes and verdicts of a report, which may be about a part of a run."""
    yield from map(Piece, mistake_blocks(report, options))
    yield from map(Piece, _verdicts(report, options))
    for line in quiet_lines(report, options):
        yield Piece(line, is_line=True)


def closing_full(totals: Totals, options: Options) -> Iterator[Piece]:
    """Yield notes, statistics when asked for, and the summary."""
    for line in closing_lines(totals, options):
        yield Piece(line, is_line=True)
    if options.statistics and totals.outcomes:
        yield Piece(statistics_table(totals.outcomes))
    yield Piece(summary(totals, options))


def _verdicts(report: Report, options: Options) -> Iterator[str]:
    for verdict in report.verdicts:
        if verdict.needs_attention:
            block = verdict_block(verdict, report.documents)
            yield paint(block) if options.colour else block
