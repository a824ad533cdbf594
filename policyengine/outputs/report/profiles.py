"""The verdicts of a report by profile: a short block for each failure, and one table of what is undecided."""

import shlex
from collections.abc import Iterator, Sequence
from itertools import groupby

from policyengine.outputs import Options
from policyengine.outputs.colour import paint
from policyengine.outputs.evidence import is_text
from policyengine.outputs.report.undecided import undecided_lines
from policyengine.outputs.verdict import help_of, why_of
from policyengine.outputs.wrapping import wrapped
from policyengine.report import Report
from policyengine.severity import RANK
from policyengine.snippet import Span, escape_text, render_block
from policyengine.verdict import Evidence, Verdict

FACTS_SHOWN = 4
"""Maximum number of printed facts of a failure; `full` shows all."""


def profile_blocks(report: Report, options: Options) -> Iterator[str]:
    """Yield for each profile its failures, the most severe first, and then what is undecided."""
    loud = [verdict for verdict in report.verdicts if verdict.needs_attention]
    for profile, verdicts in groupby(loud, key=lambda verdict: verdict.subject.profile):
        own = sorted(verdicts, key=lambda verdict: -RANK[verdict.severity])
        for verdict in own:
            if not verdict.is_undecided:
                block = _failure_block(verdict, report)
                yield paint(block) if options.colour else block
        undecided = [verdict for verdict in own if verdict.is_undecided]
        if undecided:
            yield "\n".join(escape_text(line) for line in undecided_lines(profile, undecided))


def _failure_block(verdict: Verdict, report: Report) -> str:
    """Print a failure with its place, the reason for the rule, and the remediation."""
    heading = f"{verdict.severity}[{verdict.rule.id}]: {' '.join(verdict.message.split())}"
    return "\n".join(wrapped(render_block(heading, _place(verdict, report), tuple(_notes(verdict)))))


def _place(verdict: Verdict, report: Report) -> Sequence[Span]:
    if verdict.location is None:
        return ()
    document = report.documents.get(verdict.location.path)
    return (Span(verdict.location, document.line(verdict.location.line) if document else ""),)


def _notes(verdict: Verdict) -> Iterator[tuple[str, str]]:
    yield "why", why_of(verdict.rule)
    if facts := [*_facts(verdict)]:
        yield "facts", "; ".join(facts[:FACTS_SHOWN])
    yield "help", help_of(verdict)
    if verdict.capped:
        yield "capped", verdict.capped
    command = shlex.join(("policyengine", "explain", verdict.rule.id, verdict.subject.profile))
    yield "explain", command


def _facts(verdict: Verdict) -> Iterator[str]:
    """Yield the facts that determined the verdict, each with the line of its declaration."""
    seen = set()
    for fact in verdict.evidence:
        text = is_text(fact)
        if text not in seen:
            seen.add(text)
            yield f"{text}{_line(fact, verdict)}"


def _line(fact: Evidence, verdict: Verdict) -> str:
    place = fact.location
    if place is None:
        return ""
    is_here = verdict.location is not None and place.path == verdict.location.path
    return f" (line {place.line})" if is_here else f" ({place.path}:{place.line})"
