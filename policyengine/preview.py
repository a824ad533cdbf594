"""What raising the edition of the shipped rules would change."""

from collections.abc import Mapping
from typing import NamedTuple

from policyengine.severity import Severity
from policyengine.verdict import Verdict


class Preview(NamedTuple):
    """Verdicts of shipped rules that are newer than the editions in force; they never change the exit code.

    `editions` are those in force, `rules` the ids of the newer rules. `verdicts` are those that adopting the newer
    rules would add and `removed` those that it would remove, both sorted as in a report and without waived ones.
    """

    editions: tuple[str, ...]
    rules: tuple[str, ...]
    verdicts: tuple[Verdict, ...] = ()
    removed: tuple[Verdict, ...] = ()


PREVIEWED = 10
"""How many verdicts of a preview are listed for people; JSON has all."""


class PreviewTotals(NamedTuple):
    """The numbers of a preview: verdicts that it adds and removes, by severity, and the first that it adds."""

    editions: tuple[str, ...]
    rules: tuple[str, ...]
    first: tuple[Verdict, ...]
    added: Mapping[Severity, int]
    removed: Mapping[Severity, int]
