"""The default report for people: failures of a profile first, then the facts that decide what is undecided.

A profile without either has no line, and a run without any imports nothing for them: a hook runs on every commit.
`full` prints a block for each verdict.
"""

from policyengine.outputs import Options
from policyengine.outputs.report.lines import WIDTH, closing_lines, mistake_blocks, quiet_lines, summary
from policyengine.report import Report


def render_report_text(report: Report, options: Options) -> str:
    """Print mistakes, failures and undecided facts by profile, notes, statistics on request, and the summary."""
    blocks = [*mistake_blocks(report, options, _broken)]
    if any(verdict.needs_attention for verdict in report.verdicts):
        from policyengine.outputs.report.profiles import profile_blocks

        blocks += profile_blocks(report, options)
    lines = [*map(_broken, (*quiet_lines(report, options), *closing_lines(report, options)))]
    if lines:
        blocks.append("\n".join(lines))
    if options.statistics and report.verdicts:
        from policyengine.outputs.report.statistics import statistics_table

        blocks.append(statistics_table(report))
    return "\n\n".join([*blocks, summary(report, options)]) + "\n"


def _broken(line: str) -> str:
    if len(line) <= WIDTH:
        return line
    from policyengine.outputs.wrapping import wrapped

    return "\n".join(wrapped([line]))
