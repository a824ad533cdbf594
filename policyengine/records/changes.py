"""What would change a decision: volumes at which another option is cheaper, and what the choice has to keep."""

from collections.abc import Iterator
from typing import NamedTuple

from policyengine.costs.report import Comparison, WorkloadCost
from policyengine.costs.zones import MOST_REQUESTS_PER_DAY
from policyengine.decision import Decision
from policyengine.records.sources import Sources
from policyengine.records.standing import EXCLUDED, chosen_verdicts, word_of
from policyengine.records.titles import Titles
from policyengine.records.wording import title_part
from policyengine.rule import FORCES
from policyengine.severity import Severity
from policyengine.verdict import Outcome, Verdict
from policyengine.words.authority import label_of
from policyengine.words.lists import listed
from policyengine.words.numbers import about

_BINDING = ("law", "contract", "license")
_MOST_KEPT = 3
_MOST_VOLUMES = 3
_MOST_CLAUSES = 3


_CHEAPER = {"first": "the choice is cheaper", "second": "the other option is cheaper"}
"""By the word of a zone."""


class Kept(NamedTuple):
    """A mandatory rule that the choice satisfies and has to keep; `citation` is the law, contract or licence."""

    title: str
    rule: str
    citation: str


def volumes_of(decision: Decision, titles: Titles) -> tuple[str, ...]:
    """Return at which volumes another option that is not excluded is cheaper, break-evens first."""
    counted = decision.costs.workloads if decision.costs else ()
    costs = {cost.workload: cost for cost in counted if any(option.cost.lines for option in cost.options)}
    found, constant = [], []
    for workload in decision.workloads:
        excluded = {option.element for option in workload.options if word_of(option) == EXCLUDED}
        cost = costs.get(workload.name)
        if cost is None:
            continue
        compared = [one for one in cost.comparisons if one.element not in excluded]
        found += [
            _volumes(one, cost, titles[workload.name, one.element]) for one in compared if len(one.zones.parts) > 1
        ]
        for word, said in _CHEAPER.items():
            same = [titles[workload.name, one.element] for one in compared if [w for _, w in one.zones.parts] == [word]]
            constant += [f"Against {listed(same)}: {said} at every volume."] if same else []
    return (*found[:_MOST_VOLUMES], *constant)


def _volumes(compared: Comparison, cost: WorkloadCost, title: str) -> str:
    """Return where which side is cheaper, around today's volume."""
    clauses = [*_clauses(compared)]
    today = sum(begin <= max(1, cost.requests_per_day or 1) for begin, _ in compared.zones.parts) - 1
    first = max(0, min(today - 1, len(clauses) - _MOST_CLAUSES))
    told = "; ".join(clauses[first : first + _MOST_CLAUSES])
    return f"Against {title}: {told}."


def _clauses(compared: Comparison) -> Iterator[str]:
    parts = compared.zones.parts
    ends = [begin for begin, _ in parts[1:]]
    for (begin, word), end in zip(parts, [*ends, None], strict=True):
        said = _CHEAPER.get(word, "the costs are too close to call")
        if begin == 1:
            yield f"below {about(end or MOST_REQUESTS_PER_DAY)} requests a day {said}"
        elif end is None:
            yield f"from {about(begin)} on {said}"
        else:
            yield f"from {about(begin)} to {about(end)} {said}"


def kept_of(decision: Decision, sources: Sources) -> tuple[Kept, ...]:
    """Return the first few rules of law, contract and licence that the choice satisfies and that are mandatory."""
    verdicts = [verdict for workload in decision.workloads for verdict in chosen_verdicts(workload)]
    quiet = (Outcome.PASS, Outcome.NOT_APPLICABLE)
    spoiled = {verdict.rule.id for verdict in verdicts if verdict.outcome not in quiet}
    found: dict[str, Verdict] = {}
    for verdict in verdicts:
        is_binding = verdict.rule.force in _BINDING and verdict.severity == Severity.ERROR
        if is_binding and verdict.outcome == Outcome.PASS and verdict.rule.id not in spoiled:
            found.setdefault(verdict.rule.id, verdict)
    ordered = sorted(found.values(), key=lambda verdict: (FORCES.index(verdict.rule.force), verdict.rule.id))
    return tuple(_kept(verdict, sources) for verdict in ordered[:_MOST_KEPT])


def _kept(verdict: Verdict, sources: Sources) -> Kept:
    cited = [source.text for source in sources.authorities(verdict.rule.references)]
    if verdict.rule.force == "contract":  # the authority is the organisation's contract, not the law about it
        cited = [label_of(verdict.rule.force)]
    return Kept(title_part(verdict.rule), verdict.rule.id, cited[0] if cited else "")
