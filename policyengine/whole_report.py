"""One report of all profiles of a run, for outputs that cannot be printed profile by profile."""

from collections.abc import Iterable

from policyengine.engine.findings import Part, in_order, joined, mistakes_in_order
from policyengine.engine.session import Question
from policyengine.errors import Mistake
from policyengine.loading.discovery import NO_SEARCH, Discovery
from policyengine.pipeline import Files, Run
from policyengine.report import Report


def check(files: Files, question: Question, mistakes: Iterable[Mistake] = (), search: Discovery = NO_SEARCH) -> Report:
    """Judge profiles as `Run` does, and return one report. Raises UsageError when the question names no rule."""
    run = Run(files, question, mistakes, search)
    return whole_report(run, run.parts())


def whole_report(run: Run, parts: Iterable[Part]) -> Report:
    """Return one report of the parts of a run."""
    whole = joined(parts)
    totals = run.totals()
    return Report(
        in_order(verdict for found in whole.findings for verdict in found.verdicts),
        totals.counts,
        totals.as_of,
        totals.todo,
        totals.notes,
        mistakes_in_order(whole.mistakes),
        whole.documents,
        whole.paths,
        run.preview(whole.findings),
        run.projects,
        totals.allowed,
    )
