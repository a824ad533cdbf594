"""Explains one rule for every case of a profile that it is evaluated for, including considered options."""

from collections.abc import Mapping
from typing import Any

from policyengine.case import Case
from policyengine.engine.asking import Open
from policyengine.engine.flipping.flips import flips
from policyengine.engine.judging import Wanted, explained
from policyengine.engine.session import Question, Session
from policyengine.engine.settling import settle
from policyengine.engine.verdicts import Terms, verdict_on
from policyengine.errors import InputError
from policyengine.explanation import Explanation, InForce, Part
from policyengine.expressions.parts import explain_parts
from policyengine.facts.cases import profile_cases
from policyengine.facts.evidence.origins import Origins
from policyengine.loading.profiles import Profile
from policyengine.policy.answers import NOT_APPLICABLE, NOT_ASKED, PASSED
from policyengine.policy.selection import OFF, RuleHeader, severity_set
from policyengine.rule import Phase, Rule
from policyengine.verdict import Evidence, Outcome, Verdict
from policyengine.words.numbers import full

MOST_EXPLAINED = 60
"""Maximum number of elements for one explanation: for each of them, changes are tried in the whole profile."""


def explanations(
    profile: Profile, session: Session, question: Question, rule_id: str, workload: str | None = None
) -> list[Explanation]:
    """Explain a rule for each case of its scope; raises KeyError for an id that no rule has.

    Cases come in the order of the profile, and within a workload, options in use come before considered ones. The rule
    is explained whether or not it is active; the phase states if it is not. With `workload`, only cases of that
    workload are explained. Raises InputError for more than `MOST_EXPLAINED`.
    """
    rule = session.policy.rule(rule_id)
    header = next(header for header in session.policy.headers[rule.scope] if header.id == rule_id)
    phase = _phase_text(rule, header, session, question.as_of)
    cases = [
        case
        for case in profile_cases(profile, session.environment, considered=True)
        if case.subject.scope == rule.scope and (workload is None or case.subject.workload in ("", workload))
    ]
    if len(cases) > MOST_EXPLAINED:
        message = f"`{rule_id}` is evaluated for {full(len(cases))} elements; at most {MOST_EXPLAINED} can be explained"
        place = profile.document.locate_key(("workloads", cases[MOST_EXPLAINED].subject.workload))
        hint = "name one workload with --workload, or explain it for a profile with fewer options considered"
        raise InputError(profile.document.mistake(message, place, hint))
    alone = session._replace(active=session.active.only(rule_id))
    _, _, verdicts = explained(cases, profile, alone, question, Wanted((PASSED, NOT_APPLICABLE)))
    about = _Explaining(rule, header, profile, session, question)
    by_subject = {verdict.subject: verdict for verdict in verdicts}
    found = [about.case(case, by_subject.get(case.subject))._replace(phase=phase) for case in cases]
    return _excused(found, verdicts, profile, session, question.as_of)


def _excused(
    found: list[Explanation], verdicts: list[Verdict], profile: Profile, session: Session, day: str
) -> list[Explanation]:
    """Add exceptions, settled as in every other command."""
    settled = settle(verdicts, profile, session, day)
    by_subject = {verdict.subject: verdict for verdict in settled.verdicts}
    done = []
    for explanation in found:
        subject = explanation.subject
        verdict = by_subject.get(subject)
        wrong = tuple(
            f"{item.found.message} ({item.waiver.place(item.found.key)})"
            for item in settled.judged
            if item.rule.id == explanation.rule.id
            and item.found.message
            and item.waiver.workload == subject.workload
            and item.waiver.subject in ("", subject.element)
        )
        if verdict is not None:
            explanation = explanation._replace(outcome=verdict.outcome, excuse=verdict.excuse)  # noqa: PLW2901 - the same, settled
        done.append(explanation._replace(exceptions=wrong))
    return done


class _Explaining:
    """The shared inputs of the explanations of one rule."""

    def __init__(self, rule: Rule, header: RuleHeader, profile: Profile, session: Session, question: Question) -> None:
        self.rule, self.header, self.profile, self.session = rule, header, profile, session
        self.values = session.active.parameters_of(rule.id)
        severities = session.environment.settings.severities
        self.terms = Terms(question.as_of, severities, question.strict, {rule.id: self.values})
        self.origins = Origins(profile.document, session.environment)

    def case(self, case: Case, found: Verdict | None) -> Explanation:
        """Explain one case; `found` is the verdict of `check`, None if the rule is not evaluated for it."""
        rule = self.rule
        facts = {**case.facts, **{f"params.{name}": value for name, value in self.values.items()}}
        verdict = found or verdict_on(Open(case, self.header, NOT_ASKED), rule, self.origins, self.terms)
        require = explain_parts(rule.require.tree, facts)
        return Explanation(
            rule=rule,
            subject=case.subject,
            outcome=verdict.outcome,
            severity=verdict.severity,
            when=None if rule.when is None else explain_parts(rule.when.tree, facts),
            require=_undeciding(require) if verdict.outcome is Outcome.NOT_APPLICABLE else require,
            facts=self._facts(case),
            missing=verdict.missing,
            parameters=_in_force(rule, self.values, self.session),
            flips=flips(self.profile, self.session, rule.id, case.subject),
            capped=verdict.capped,
            considered=case.considered,
        )

    def _facts(self, case: Case) -> tuple[Evidence, ...]:
        """Trace every fact of the case that the conditions read, in the order of the conditions."""
        conditions = [condition for condition in (self.rule.when, self.rule.require) if condition is not None]
        paths = dict.fromkeys(path for condition in conditions for path in condition.reads)
        return tuple(self.origins.evidence(case, path) for path in paths if case.facts.get(path) is not None)


def _undeciding(part: Part) -> Part:
    """Return a part that does not affect the outcome: the requirement of a rule that does not apply."""
    return part._replace(deciding=False, children=tuple(map(_undeciding, part.children)))


def _in_force(rule: Rule, values: Mapping[str, Any], session: Session) -> tuple[InForce, ...]:
    """Return the values of a rule's parameters, each with its place in the settings if it is set there."""
    settings = session.environment.settings
    return tuple(
        InForce(name, values[name], settings.place_of_parameter((rule.id, *rule.formerly), name))
        for name in (parameter.name for parameter in rule.parameters)
    )


def _phase_text(rule: Rule, header: RuleHeader, session: Session, day: str) -> str:
    """Return the phase of a rule, with its maximum severity, or the reason why it is not evaluated."""
    if severity_set(session.environment.settings.severities, header) == OFF:
        return "turned off in the settings"
    if not rule.phases:
        return "always in force"
    phase = rule.phase_at(day)
    if phase is None:
        return f"not in force on {day}: {'; '.join(map(_span, rule.phases))}"
    if phase.state != "in-force":
        return f"{phase.state} {_span(phase)}"
    return f"in force {_span(phase)}"


def _span(phase: Phase) -> str:
    until = f" until {phase.until}" if phase.until else ""
    return f"from {phase.start}{until}" + (f", at most {phase.severity}" if phase.severity else "")
