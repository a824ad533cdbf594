"""A table of the outcomes of each rule."""

from policyengine.report import Report
from policyengine.snippet import escape_text
from policyengine.verdict import Outcome
from policyengine.words.numbers import full

COLUMNS = (
    Outcome.FAIL,
    Outcome.UNKNOWN,
    Outcome.BROKEN,
    Outcome.WAIVED,
    Outcome.PASS,
    Outcome.NOT_APPLICABLE,
)
"""The columns of the table, highest severity first; empty ones are omitted."""


def statistics_table(report: Report) -> str:
    """Count the report's verdicts by rule and outcome, the rules with most failures first."""
    counts: dict[str, dict[Outcome, int]] = {}
    for verdict in report.verdicts:
        row = counts.setdefault(verdict.rule.id, dict.fromkeys(COLUMNS, 0))
        row[verdict.outcome] += 1
    shown = [outcome for outcome in COLUMNS if any(row[outcome] for row in counts.values())]
    loudest = sorted(counts, key=lambda rule: ([-counts[rule][outcome] for outcome in COLUMNS[:3]], rule))
    table = [["rule", *(outcome.replace("-", " ") for outcome in shown)]]
    table += [[escape_text(rule), *(full(counts[rule][outcome]) for outcome in shown)] for rule in loudest]
    return _aligned(table)


def _aligned(table: list[list[str]]) -> str:
    """Align the first column to the left and the others to the right, with two spaces between them."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return "\n".join("  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in table)
