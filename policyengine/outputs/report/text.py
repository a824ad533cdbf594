"""The default report for people: failures of a profile first, then the facts that decide what is undecided.

A profile without either has no line, and a run without any imports nothing for them: a hook runs on every commit.
`full` prints a block for each verdict.
"""

from collections.abc import Iterator

from policyengine.outputs import Options
from policyengine.outputs.report.lines import WIDTH, Layout, Piece, closing_lines, mistake_blocks, quiet_lines, summary
from policyengine.report import Report, Totals


def render_report_text(report: Report, options: Options) -> str:
    """Print mistakes, failures and undecided facts by profile, notes, statistics when asked for, and the summary."""
    return Layout().text([*part_text(report, options), *closing_text(report.totals, options)])


def part_text(report: Report, options: Options) -> Iterator[Piece]:
    """Yield the mistakes, failures and undecided facts of a report, which may be about a part of a run."""
    yield from map(Piece, mistake_blocks(report, options, _broken))
    if any(verdict.needs_attention for verdict in report.verdicts):
        from policyengine.outputs.report.profiles import profile_blocks

        yield from map(Piece, profile_blocks(report, options))
    for line in quiet_lines(report, options):
        yield Piece(_broken(line), is_line=True)


def closing_text(totals: Totals, options: Options) -> Iterator[Piece]:
    """Yield notes, statistics when asked for, and the summary."""
    for line in closing_lines(totals, options):
        yield Piece(_broken(line), is_line=True)
    if options.statistics and totals.outcomes:
        from policyengine.outputs.report.statistics import statistics_table

        yield Piece(statistics_table(totals.outcomes))
    yield Piece(summary(totals, options))


def _broken(line: str) -> str:
    if len(line) <= WIDTH:
        return line
    from policyengine.outputs.wrapping import wrapped

    return "\n".join(wrapped([line]))
