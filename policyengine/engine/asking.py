"""Asks every rule about every case: the fast path, which only tells passes from what needs explaining."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from policyengine.case import Case
from policyengine.engine.force import is_in_force
from policyengine.policy.code import NOT_APPLICABLE, PASSED
from policyengine.policy.policy import Policy
from policyengine.policy.selection import OFF, Head, severity_set


class Open(NamedTuple):
    """A case that a rule did not simply pass: `answer` is one of `policy.code`'s."""

    case: Case
    head: Head
    answer: int


class Asked(NamedTuple):
    """What came of asking: how often each answer was given, the cases to explain, and with `passes` the passed ones."""

    answers: Counter[int]
    open: list[Open]
    passed: list[Open]
    not_applicable: list[Open]


class Panel(NamedTuple):
    """The rules that are asked in a run, by scope: their functions, heads, and the places of those that take part."""

    policy: Policy
    parameters: Sequence[Any]
    taking_part: dict[str, tuple[bool, ...]]

    @property
    def size(self) -> int:
        """Give the number of rules that take part."""
        return sum(sum(flags) for flags in self.taking_part.values())

    def takes_part(self, rule_id: str) -> bool:
        """Say whether a rule is asked in this run."""
        return any(
            head.id == rule_id and flag
            for scope, heads in self.policy.heads.items()
            for head, flag in zip(heads, self.taking_part[scope], strict=True)
        )

    def parameters_of(self, rule_id: str) -> dict[str, Any]:
        """Give the values of a rule's parameters in force, by name."""
        declared = zip(self.policy.parameters, self.parameters, strict=True)
        return {name: value for (rule, name, _, _), value in declared if rule == rule_id}


def panel(
    policy: Policy, parameters: Sequence[Any], chosen: frozenset[str], severities: dict[str, str], day: str
) -> Panel:
    """Say which rules take part: chosen on the command line, not set to `off`, and in force on the day."""
    taking_part = {
        scope: tuple(
            head.id in chosen and is_in_force(head.phases, day) and severity_set(severities, head) != OFF
            for head in heads
        )
        for scope, heads in policy.heads.items()
    }
    return Panel(policy, parameters, taking_part)


def ask(board: Panel, cases: Iterable[Case], *, keep: bool = False) -> Asked:
    """Ask every rule that takes part about every case of its scope; `keep` also keeps what passed or did not apply."""
    answers: Counter[int] = Counter()
    to_explain: list[Open] = []
    passed: list[Open] = []
    not_applicable: list[Open] = []
    for case in cases:
        scope = case.subject.scope
        heads, flags = board.policy.heads[scope], board.taking_part[scope]
        given = board.policy.asks(scope)(case.facts, board.parameters)
        if not all(flags):
            given = [answer if flag else -1 for answer, flag in zip(given, flags, strict=True)]
        counted = Counter(given)
        counted.pop(-1, None)
        answers.update(counted)
        if keep:
            passed += [Open(case, head, PASSED) for head, a in zip(heads, given, strict=True) if a == PASSED]
            not_applicable += [
                Open(case, head, NOT_APPLICABLE) for head, a in zip(heads, given, strict=True) if a == NOT_APPLICABLE
            ]
        if counted[PASSED] + counted[NOT_APPLICABLE] < sum(counted.values()):
            to_explain += [Open(case, head, a) for head, a in zip(heads, given, strict=True) if a > PASSED]
    return Asked(answers, to_explain, passed, not_applicable)
