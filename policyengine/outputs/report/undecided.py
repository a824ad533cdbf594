"""The table of a profile's undecided verdicts: the facts to declare, their legal values, and their effect."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policyengine.outputs.legal_values import legal_values, shortened
from policyengine.outputs.wrapping import wrapped
from policyengine.severity import Severity
from policyengine.snippet import WIDTH
from policyengine.verdict import Missing, Verdict
from policyengine.words.lists import cut
from policyengine.words.numbers import full

MOST_ROWS = 12
"""Maximum number of listed facts; `full` shows all."""

_WORKLOADS_NAMED = 3
_LONGEST_KEY = 58
_BETWEEN = 6
"""Columns before and between the cells of a row."""


class _Row(NamedTuple):
    """A fact to declare: its key, its legal values, and the number of verdicts that depend on it.

    `is_shared` if several workloads lack it.
    """

    key: str
    values: str
    mandatory: int
    other: int
    is_shared: bool = False

    @property
    def decides(self) -> str:
        """Return the number of verdicts that the fact decides."""
        return _counts(self.mandatory, self.other)


def undecided_lines(profile: str, verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yield a heading and the facts that decide the mandatory verdicts, those that decide most first.

    Other verdicts are counted: they do not fail a run. Those of rules that the law requires are named.
    """
    mandatory = sum(verdict.severity is Severity.ERROR for verdict in verdicts)
    head = f"{profile}: undecided: {_counts(mandatory, len(verdicts) - mandatory)}"
    if not mandatory:
        yield f"{head} (--output-format full lists them)"
        yield from _of_law(verdicts)
        return
    request = "declare these facts to decide the mandatory ones, which count as errors"
    yield from (f"{head}; {request}",) if len(head) + len(request) + 2 <= WIDTH else (head, f"  {request}")
    rows = _rows(verdicts)
    shown = rows[:MOST_ROWS]
    first_width = min(max(map(len, ("declare", *(row.key for row in shown)))), _LONGEST_KEY)
    last_width = max(map(len, ("decides", *(row.decides for row in shown))))
    left = WIDTH - first_width - last_width - _BETWEEN
    cells_of = ((row.key, shortened(row.values, left), row.decides) for row in shown)
    table = [("declare", "legal values", "decides"), *cells_of]
    widths = [first_width, max(len(values) for _, values, _ in table), last_width]
    for key, *cells in table:
        if len(key) > widths[0]:  # a long name is printed on a separate line
            yield f"  {key}"
        first = "" if len(key) > widths[0] else key
        row = (cell.ljust(width) for cell, width in zip((first, *cells), widths, strict=True))
        yield f"  {'  '.join(row)}".rstrip()
    if len(rows) > len(shown):
        yield f"  … {full(len(rows) - len(shown))} more: --output-format full"
    if any(row.is_shared for row in shown):
        yield "  = help: state once under `defaults:` what several workloads have in common"
    yield from _of_law(verdicts)


def _of_law(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yield the rules with the force of law that are undecided and not mandatory, as outside production."""
    lowered = [verdict for verdict in verdicts if verdict.is_mandatory and verdict.severity is not Severity.ERROR]
    rules = sorted({verdict.rule.id for verdict in lowered})
    if rules:
        yield from wrapped([f"  required by law, although not mandatory here: {', '.join(rules)}"])


def _counts(mandatory: int, other: int) -> str:
    parts = ((mandatory, "mandatory"), (other, "other"))
    return ", ".join(f"{full(number)} {word}" for number, word in parts if number)


def _rows(verdicts: Sequence[Verdict]) -> list[_Row]:
    """Return the facts that mandatory verdicts depend on; a fact that several workloads lack is one row."""
    counts: dict[tuple[str, str, str], list[int]] = {}
    workloads: dict[tuple[str, str, str], dict[str, None]] = {}
    for verdict in verdicts:
        for gap in verdict.missing:
            before, workload, after = _parted(gap, verdict.subject.workload)
            key = (before, after, _values(gap, verdict))
            counts.setdefault(key, [0, 0])[verdict.severity is not Severity.ERROR] += 1
            workloads.setdefault(key, {})[workload] = None
    rows = [
        _Row(_joined(key[0], [*workloads[key]], key[1]), key[2], mandatory, other, len(workloads[key]) > 1)
        for key, (mandatory, other) in counts.items()
        if mandatory
    ]
    return sorted(rows, key=lambda row: (-row.mandatory, -row.other))


def _parted(gap: Missing, workload: str) -> tuple[str, str, str]:
    """Return the parts before and after the workload's name in the key of a fact."""
    key = gap.key or gap.path
    before, name, after = key.partition(f"workloads.{workload}.")
    return ("workloads.", workload, after) if name and not before and workload else (key, "", "")


def _joined(before: str, workloads: Sequence[str], after: str) -> str:
    if not after:
        return before
    if len(workloads) == 1:
        return f"{before}{workloads[0]}.{after}"
    named = f"{before}{{{', '.join(workloads)}}}.{after}"
    if len(workloads) <= _WORKLOADS_NAMED and len(named) <= _LONGEST_KEY:
        return named
    return f"{before}*.{after} ({cut(workloads, 1)})" if len(workloads) > 1 else named


def _values(gap: Missing, verdict: Verdict) -> str:
    """Return the legal values at a key, or the reason why it cannot be declared."""
    if verdict.unproven:
        return "evidence for the declared value"
    if gap.derived:
        return "cannot be computed"
    return "not in the catalog" if gap.of_catalog else legal_values(gap.path)
