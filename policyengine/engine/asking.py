"""Evaluates every rule for every case: the fast path, which only separates passes from answers to explain."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from policyengine.case import Case
from policyengine.policy.answers import BROKEN, NOT_APPLICABLE, PASSED, answer_of
from policyengine.policy.policy import Policy
from policyengine.policy.selection import OFF, RuleHeader, is_preview, is_replaced, severity_set


class Open(NamedTuple):
    """A case and the answer of a rule, one of `policy.answers`, to be explained."""

    case: Case
    header: RuleHeader
    answer: int


CaseAnswers = tuple[Case, Sequence[RuleHeader], Sequence[int], Sequence[int]]
"""A case, the headers of the rules of its scope, the answer of each, and the indices of the answers to explain."""


class Asked(NamedTuple):
    """The number of each answer, and the cases with an answer to explain."""

    answers: Counter[int]
    by_case: list[CaseAnswers]

    @property
    def open(self) -> list[Open]:
        """Return each answer to explain with its case."""
        return [
            Open(case, headers[place], answers[place])
            for case, headers, answers, places in self.by_case
            for place in places
        ]


class ActiveRules(NamedTuple):
    """The rules evaluated in a run, by scope: their functions, their headers, and the indices of the active ones.

    `newest` are the indices of the rules that are active with the newest edition; None if no rule is newer than the
    edition in force.
    """

    policy: Policy
    parameters: Sequence[Any]
    taking_part: dict[str, tuple[bool, ...]]
    newest: dict[str, tuple[bool, ...]] | None = None

    @property
    def size(self) -> int:
        """Return the number of active rules."""
        return sum(sum(flags) for flags in self.taking_part.values())

    @property
    def preview(self) -> "ActiveRules | None":
        """Return the active rules that are newer than the edition in force, or None if there are none."""
        if self.newest is None:
            return None
        return self._replace(taking_part=_without(self.newest, self.taking_part), newest=None)

    @property
    def raised(self) -> "ActiveRules":
        """Return the active rules of the newest edition."""
        return self if self.newest is None else self._replace(taking_part=self.newest, newest=None)

    def names(self) -> list[str]:
        """Return the ids of the active rules."""
        return [
            header.id
            for scope, headers in self.policy.headers.items()
            for header, flag in zip(headers, self.taking_part[scope], strict=True)
            if flag
        ]

    def only(self, rule_id: str) -> "ActiveRules":
        """Return one rule alone, whether or not it is active."""
        every = self.policy.headers.items()
        alone = {scope: tuple(header.id == rule_id for header in headers) for scope, headers in every}
        return self._replace(taking_part=alone, newest=None)

    def takes_part(self, rule_id: str) -> bool:
        """Return whether a rule is active in this run."""
        return any(
            header.id == rule_id and flag
            for scope, headers in self.policy.headers.items()
            for header, flag in zip(headers, self.taking_part[scope], strict=True)
        )

    def parameters_of(self, rule_id: str) -> dict[str, Any]:
        """Return the values of a rule's parameters in force, by name."""
        return {name: self.parameters[slot] for name, slot in self.policy.slots(rule_id).items()}


def active_rules(  # noqa: PLR0913, PLR0917 - the active rules depend on each of them
    policy: Policy,
    parameters: Sequence[Any],
    chosen: frozenset[str],
    severities: Mapping[str, str],
    day: str,
    edition: str = "",
) -> ActiveRules:
    """Return the active rules: selected on the command line, not `off`, in force on the day and in the edition."""

    def is_asked(header: RuleHeader) -> bool:
        return header.id in chosen and header.is_in_force(day) and severity_set(severities, header) != OFF

    candidates = {scope: tuple(map(is_asked, headers)) for scope, headers in policy.headers.items()}
    taking_part = _in_edition(candidates, policy, edition)
    if not edition:
        return ActiveRules(policy, parameters, taking_part)
    newest = _in_edition(candidates, policy, "")
    has_newer = any(map(any, _without(newest, taking_part).values()))
    return ActiveRules(policy, parameters, taking_part, newest if has_newer else None)


Flags = Mapping[str, tuple[bool, ...]]
"""The selected rules of each scope."""


def _in_edition(candidates: Flags, policy: Policy, edition: str) -> dict[str, tuple[bool, ...]]:
    """Return the candidates of an edition; an empty `edition` is the newest, in which few rules are replaced."""
    if not edition and not any(header.until for headers in policy.headers.values() for header in headers):
        return dict(candidates)
    return {
        scope: tuple(
            flag and not is_replaced(header, edition) and not is_preview(header, edition)
            for header, flag in zip(policy.headers[scope], flags, strict=True)
        )
        for scope, flags in candidates.items()
    }


def _without(flags: Flags, others: Flags) -> dict[str, tuple[bool, ...]]:
    return {
        scope: tuple(flag and not other for flag, other in zip(each, others[scope], strict=True))
        for scope, each in flags.items()
    }


def ask(active: ActiveRules, cases: Iterable[Case], *, also: Collection[int] = ()) -> Asked:
    """Evaluate every active rule for every case of its scope.

    Answers other than passed and not applicable are explained, and those of `also`.
    """
    answers: Counter[int] = Counter()
    by_case: list[CaseAnswers] = []
    quiet = frozenset({_LEFT_OUT, NOT_APPLICABLE, PASSED}) - frozenset(also)
    for case in cases:
        headers, given = active.policy.headers[case.subject.scope], _answers(active, case)
        counted = Counter(given)
        if BROKEN in counted:
            given = _careful_answers(active, case, given)
            counted = Counter(given)
        if places := _places(given, counted, quiet):
            by_case.append((case, headers, given, places))
        for answer, times in counted.items():
            answers[answer] += times
    del answers[_LEFT_OUT]
    return Asked(answers, by_case)


_LEFT_OUT = -1


def _places(given: list[int], counted: Counter[int], quiet: frozenset[int]) -> list[int]:
    """Return the indices of the answers to explain; `list.index` is the fastest way to find few among many."""
    places = []
    for answer in counted.keys() - quiet:
        place = -1
        for _ in range(counted[answer]):
            place = given.index(answer, place + 1)
            places.append(place)
    return sorted(places)


def _answers(active: ActiveRules, case: Case) -> list[int]:
    """Return the answer of each rule of the case's scope, `_LEFT_OUT` for inactive rules."""
    scope = case.subject.scope
    flags = active.taking_part[scope]
    given = active.policy.asks(scope)(case.facts, active.parameters)
    if not all(flags):
        given = [answer if flag else _LEFT_OUT for answer, flag in zip(given, flags, strict=True)]
    return given


def _careful_answers(active: ActiveRules, case: Case, given: list[int]) -> list[int]:
    """Evaluate broken answers again with the evaluator: an error that `&&` or `||` absorbs stops the generated code."""
    return [
        _careful_answer(active, case, header) if answer == BROKEN else answer
        for answer, header in zip(given, active.policy.headers[case.subject.scope], strict=True)
    ]


def _careful_answer(active: ActiveRules, case: Case, header: RuleHeader) -> int:
    from policyengine.expressions.evaluation import evaluate

    rule = active.policy.rule(header.id)
    facts = {**case.facts, **{f"params.{name}": value for name, value in active.parameters_of(header.id).items()}}
    when = True if rule.when is None else evaluate(rule.when.tree, facts).value
    return answer_of(when, evaluate(rule.require.tree, facts).value)
