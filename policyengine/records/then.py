"""Today's decision by the rules that a record knows, with the exceptions that renew its own."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from policyengine.decision import Decision, JudgedOption, JudgedWorkload
from policyengine.records.judgements import Judgement, Key, judgements_in, not_applicable_in
from policyengine.records.reading import rows_of
from policyengine.severity import Severity
from policyengine.verdict import Outcome, Verdict, outcome_word
from policyengine.waivers.released import CONDITIONS

_OPEN = (Outcome.FAIL, Outcome.UNKNOWN)


class Then(NamedTuple):
    """A decision with the outcomes that a record may keep, and what later exceptions excuse."""

    decision: Decision
    excused: tuple[str, ...]


class Names:
    """The rules that were in force when a sidecar was written, by the names of today."""

    def __init__(self, old: Mapping[str, Any], decision: Decision) -> None:
        in_force = old.get("in_force")
        exact = isinstance(in_force, list)
        known = {key.rule for key in judgements_in(old)} | {rule for rule, _, _ in not_applicable_in(old)}
        self.known = known | (set(map(str, in_force)) if isinstance(in_force, list) else set(CONDITIONS))
        self.waiting = {str(row.get("path")) for row in rows_of(() if exact else old.get("to_do"))}
        self.todo = {todo.path for todo in decision.todo}

    def of(self, verdict: Verdict) -> str:
        """Return the name that a rule had then; empty for one that was added since."""
        rule = verdict.rule
        if rule.id.startswith(("waiver/", "ignore/")):
            return rule.id
        named = next((name for name in (rule.id, *rule.formerly) if name in self.known), "")
        # A rule may have waited for a fact that has been declared since; then it is the facts that changed.
        waited = any(fact.path in self.waiting - self.todo for fact in verdict.evidence)
        return named or (rule.id if waited else "")


def as_then(old: Mapping[str, Any], decision: Decision, names: Names) -> Then:
    """Return today's decision by the rules that a sidecar knows, under the names that they had.

    A verdict that was waived, and that a renewed waiver covers on the day of the run, is waived. A warning or note that
    was open, and that an exception excuses since, is open: the record claims no less than holds today.
    """
    before, excused = judgements_in(old), list[str]()

    def settled(verdict: Verdict, was: Judgement | None, key: Key) -> Verdict:
        covered = (verdict.rule.id, verdict.subject) in decision.exceptions.waived
        if was and was.grounds.outcome == Outcome.WAIVED and verdict.outcome in _OPEN and covered:
            return verdict._replace(outcome=Outcome.WAIVED)
        loud = verdict.severity is Severity.ERROR or (was and was.severity == Severity.ERROR)
        if was and was.grounds.outcome in _OPEN and verdict.outcome is Outcome.WAIVED and not loud:
            excused.append(f"{about(key)} was {outcome_word(was.grounds.outcome)}")
            return verdict._replace(outcome=Outcome.UNKNOWN if verdict.missing else Outcome.FAIL, excuse=None)
        return verdict

    def kept(verdicts: Sequence[Verdict], workload: str, option: str = "") -> tuple[Verdict, ...]:
        found = []
        for verdict in verdicts:
            if name := names.of(verdict):
                key = key_of(verdict._replace(rule=verdict.rule._replace(id=name)), workload, option)
                same = settled(verdict, before.get(key), key)
                found.append(same if name == same.rule.id else same._replace(rule=same.rule._replace(id=name)))
        return tuple(found)

    def judged(given: JudgedOption) -> JudgedOption:
        return given._replace(verdicts=kept(given.verdicts, given.workload, given.element))

    def workload(given: JudgedWorkload) -> JudgedWorkload:
        return given._replace(verdicts=kept(given.verdicts, given.name), options=tuple(map(judged, given.options)))

    then = decision._replace(workloads=tuple(map(workload, decision.workloads)))
    return Then(then, tuple(dict.fromkeys(excused)))


def key_of(verdict: Verdict, workload: str, option: str) -> Key:
    """Return what a verdict is about, as a sidecar names it."""
    return Key(verdict.rule.id, workload, option, verdict.subject.scope, verdict.subject.element)


def about(key: Key) -> str:
    """Name what a verdict is about, for people."""
    return f"`{key.rule}` for `{' / '.join(part for part in (key.workload, key.element or key.option) if part)}`"
