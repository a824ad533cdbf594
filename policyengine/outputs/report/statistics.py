"""A table of the outcomes of each rule."""

from collections.abc import Mapping

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
"""The table's columns; empty ones are left out."""


def statistics_table(outcomes: Mapping[str, Mapping[Outcome, int]]) -> str:
    """Print the numbers of verdicts by rule and outcome, the rules with most failures first."""
    counts = {rule: dict.fromkeys(COLUMNS, 0) | dict(row) for rule, row in outcomes.items()}
    shown = [outcome for outcome in COLUMNS if any(row[outcome] for row in counts.values())]
    sorted_ids = sorted(counts, key=lambda rule: ([-counts[rule][outcome] for outcome in COLUMNS[:3]], rule))
    table = [["rule", *(outcome.words for outcome in shown)]]
    table += [[escape_text(rule), *(full(counts[rule][outcome]) for outcome in shown)] for rule in sorted_ids]
    return _aligned(table)


def _aligned(table: list[list[str]]) -> str:
    """Align the first column to the left and the others to the right, with two spaces between them."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return "\n".join("  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in table)
