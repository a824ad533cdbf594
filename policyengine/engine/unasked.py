"""Counts the facts whose declaration would decide whether rules apply; fast, because most profiles need it.

`engine.explaining` counts the same with evidence; a test compares both.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from policyengine.case import Case
from policyengine.engine.asking import ActiveRules, CaseAnswers, Open
from policyengine.expressions.operators import OperationError
from policyengine.facts.licenses import COUNTED
from policyengine.facts.workloads import is_in_reach, undeclared_options
from policyengine.loading.profiles import Profile
from policyengine.policy.answers import NOT_ASKED
from policyengine.report import Waiting
from policyengine.words.numbers import counted


def count_unasked(asked: Iterable[CaseAnswers], active: ActiveRules) -> tuple[Waiting, list[Open]]:
    """Return the rules that depend on each missing fact, and the remaining cases to explain."""
    waiting: defaultdict[str, set[str]] = defaultdict(set)
    left = []
    waits_for, values, made_of = active.policy.waits_for, active.parameters, active.policy.made_of
    derived = COUNTED | made_of.keys()
    for case, headers, answers, places in asked:
        facts = case.facts
        for place in places:
            header, answer = headers[place], answers[place]
            waits = waits_for[header.id] if answer == NOT_ASKED else None
            if isinstance(waits, tuple):
                for path in waits:
                    if facts.get(path) is None:
                        waiting[path].add(header.id)
                continue
            try:
                absent = None if waits is None else waits(facts, values)
            except OperationError:
                absent = None
            if absent is None or not COUNTED.isdisjoint(absent):  # these need the evaluator, or a count
                left.append(Open(case, header, answer))
                continue
            for path in absent if derived.isdisjoint(absent) else _declarable(absent, case, made_of):
                waiting[path].add(header.id)
    return dict(waiting), left


def _declarable(absent: Sequence[str], case: Case, made_of: Mapping[str, Sequence[str]]) -> set[str]:
    """Return the facts to declare so that absent facts become known, without those that only the catalog can know."""
    found: set[str] = set()
    pending = list(absent)
    seen: set[str] = set()
    routes = dict(case.routes)
    while pending:
        path = pending.pop()
        if undeclared_options(path, case.facts, routes):
            found.add("option.model.id")
        elif path not in made_of:
            found.add(path)
        elif path not in seen:
            seen.add(path)
            pending += [given for given in made_of[path] if given not in case.facts and is_in_reach(given, routes)]
    return found


def undecided(profile: Profile, active: ActiveRules) -> list[str]:
    """Return a note on the workloads without a choice, with the number of rules not evaluated for them."""
    scoped = sum(sum(active.taking_part[scope]) for scope in ("option", "license"))
    return [
        f"{profile.document.path}: the workload `{name}` has no `choice`, "
        f"so {counted(scoped, 'rule')} about options {'was' if scoped == 1 else 'were'} not evaluated"
        for name, workload in profile.workloads.items()
        if not workload.get("choice")
    ]
