"""Creates a verdict with evidence, severity and missing facts for an answer to explain."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from policyengine.case import Case
from policyengine.engine.asking import Open
from policyengine.engine.sentences import sentence
from policyengine.expressions.evaluation import Evaluation, evaluate
from policyengine.grounds import readable
from policyengine.location import Location
from policyengine.policy.answers import BROKEN, FAILED, NOT_APPLICABLE, PASSED
from policyengine.policy.selection import RuleHeader, severity_set
from policyengine.rule import Rule
from policyengine.severity import RANK, Severity, lower
from policyengine.verdict import Evidence, Missing, Outcome, Verdict


class Tracer(Protocol):
    """Traces the origin of facts: `facts.evidence.origins` for a profile, an example for itself."""

    def evidence(self, case: Case, path: str, elements: tuple[Any, ...] = ()) -> Evidence:
        """Trace one fact that the case has."""
        ...

    def parameter(self, ids: Iterable[str], path: str, value: Any) -> Evidence:
        """Trace the value of a rule's parameter."""
        ...

    def missing(self, case: Case, paths: Iterable[str]) -> tuple[Missing, ...]:
        """Return the facts to declare so that these facts become known."""
        ...

    def subject_place(self, case: Case) -> Location | None:
        """Return the place of the element of a case."""
        ...


class Terms(NamedTuple):
    """The inputs of severity in addition to the rule: the day, the severities in the settings, `--strict`.

    `parameters` are the values in force by rule id and name.
    """

    day: str
    severities: Mapping[str, str]
    strict: bool
    parameters: Mapping[str, Mapping[str, Any]]


def verdict_on(given: Open, rule: Rule, origins: Tracer, terms: Terms) -> Verdict:
    """Judge a case again with the evaluator that records evidence, and return its verdict."""
    case, header = given.case, given.header
    facts = _facts_of(case, rule, terms)
    when = Evaluation(True) if rule.when is None else evaluate(rule.when.tree, facts)
    require = evaluate(rule.require.tree, facts)
    outcome = _outcome(given.answer)
    evidence = _evidence(given, _decided(when, require), origins, facts)
    absent = (*when.missing, *require.missing) if outcome is Outcome.UNKNOWN else ()
    missing = origins.missing(case, dict.fromkeys(absent))
    severity, capped = _severity(rule, header, facts, evidence, terms)
    if outcome is Outcome.UNKNOWN and not _counts_fully(facts, terms):
        severity = lower(severity, Severity.WARNING)
    return Verdict(
        rule=rule,
        outcome=outcome,
        severity=severity,
        subject=case.subject,
        message=sentence(case, rule, outcome, facts, (when, require)),
        location=_place(case, evidence, origins),
        evidence=evidence,
        missing=missing,
        capped=capped,
        read=tuple((path, facts[path]) for path in readable(rule) if facts.get(path) is not None),
        served_by=tuple((name, facts[path]) for name, path in _served_by(case) if facts.get(path) is not None),
    )


def _served_by(case: Case) -> tuple[tuple[str, str], ...]:
    if case.subject.scope == "store":
        return (("provider", "store.provider"), ("kind", "store.kind"))
    return (("model", "option.model.id"), ("provider", "option.provider.id"))


def missing_to_apply(given: Open, rule: Rule, origins: Tracer, terms: Terms) -> tuple[Missing, ...]:
    """Return the facts that would decide whether a rule applies to a case."""
    if rule.when is None:
        return ()
    return origins.missing(given.case, evaluate(rule.when.tree, _facts_of(given.case, rule, terms)).missing)


def _facts_of(case: Case, rule: Rule, terms: Terms) -> dict[str, Any]:
    """Return the facts of the case with the values of the rule's parameters."""
    return {**case.facts, **{f"params.{name}": v for name, v in terms.parameters.get(rule.id, {}).items()}}


def _outcome(answer: int) -> Outcome:
    known = {PASSED: Outcome.PASS, NOT_APPLICABLE: Outcome.NOT_APPLICABLE, FAILED: Outcome.FAIL, BROKEN: Outcome.BROKEN}
    return known.get(answer, Outcome.UNKNOWN)


def _decided(when: Evaluation, require: Evaluation) -> tuple[Evaluation, ...]:
    """Return the conditions that determine a verdict."""
    if when.value is None:
        return (require,)
    return (when,) if when.value is False else (when, require)


def _evidence(
    given: Open, decided: Iterable[Evaluation], origins: Tracer, facts: Mapping[str, Any]
) -> tuple[Evidence, ...]:
    """Trace the facts that determined the verdict, those of `require` first, which describe the requirement."""
    elements: dict[str, list[Any]] = {}
    paths: dict[str, None] = {}
    for evaluation in reversed(tuple(decided)):
        paths.update(dict.fromkeys(evaluation.deciding))
        for path, element in evaluation.elements:
            elements.setdefault(path, []).append(element)
    return tuple(
        origins.parameter((given.header.id, *given.header.formerly), path, facts.get(path))
        if path.startswith("params.")
        else origins.evidence(given.case, path, tuple(dict.fromkeys(elements.get(path, ()))))
        for path in paths
    )


def _severity(
    rule: Rule, header: RuleHeader, facts: Mapping[str, Any], evidence: tuple[Evidence, ...], terms: Terms
) -> tuple[Severity, str]:
    """Apply, in this order: the declared severity, the phase, the settings, and the cap by confidence."""
    severity = _declared(rule, facts, strict=_counts_fully(facts, terms))
    phase = rule.phase_at(terms.day)
    if phase is not None and phase.severity:
        severity = lower(severity, Severity(phase.severity))
    chosen = severity_set(terms.severities, header)
    if chosen in RANK:
        severity = Severity(chosen)
    unverified = _unverified(rule, evidence)
    if unverified and severity is Severity.ERROR:
        return Severity.WARNING, f"at most a warning, because {unverified} is unverified"
    return severity, ""


def _declared(rule: Rule, facts: Mapping[str, Any], *, strict: bool) -> Severity:
    """Return the severity of the first level whose condition is true.

    If undecided rules count fully, a level whose condition may be true counts, too, so that omitting a fact never
    lowers the severity of a failure.
    """
    possible = []
    for severity, condition in rule.severity:
        holds = True if condition is None else evaluate(condition.tree, facts).value
        if holds is True or (strict and holds is not False):
            possible.append(severity)
        if holds is True:
            break
    return max(possible, key=RANK.__getitem__)


def _unverified(rule: Rule, evidence: Iterable[Evidence]) -> str:
    """Return the first unverified reference or catalog fact, at any depth."""
    for reference in rule.references:
        if reference.confidence == "unverified":
            return f"its source {reference.title}"
    for given in evidence:
        if given.reference is not None and given.reference.confidence == "unverified":
            return f"`{given.path}`"
        deeper = _unverified(rule._replace(references=()), given.inputs)
        if deeper:
            return deeper
    return ""


def _counts_fully(facts: Mapping[str, Any], terms: Terms) -> bool:
    """Return whether an undecided rule counts as a failure: the project is in production, or `--strict` is set."""
    return terms.strict or facts.get("project.lifecycle") == "production"


_INNERMOST = ("license", "recipient", "tool", "store", "option", "workload", "primary")


def _with_inputs(evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    for given in evidence:
        yield given
        yield from _with_inputs(given.inputs)


def _place(case: Case, evidence: Iterable[Evidence], origins: Tracer) -> Location | None:
    """Return the primary place: the declared fact nearest to the subject, or else the subject.

    Facts that another element declares are not used as places.
    """
    whole = case.subject.scope in ("profile", "workload")
    declared = [each for each in _with_inputs(evidence) if each.origin == "profile" and (whole or not each.is_beside)]
    roots = {
        "profile": ("project", "team"),
        "workload": ("workload", *_INNERMOST),
    }  # the facts of its options are farther away
    for root in roots.get(case.subject.scope, _INNERMOST):
        for given in declared:
            if given.path.partition(".")[0] == root and given.location is not None:
                return given.location
    return origins.subject_place(case)
