"""Explains the answers of a profile that are failed or unknown: their verdicts, and the missing facts."""

from collections.abc import Sequence

from policyengine.engine.asking import Open
from policyengine.engine.session import Question, Session
from policyengine.engine.verdicts import Terms, missing_to_apply, verdict_on
from policyengine.facts.evidence.origins import Origins
from policyengine.loading.profiles import Profile
from policyengine.policy.answers import NOT_ASKED
from policyengine.report import Waiting
from policyengine.verdict import Verdict


def explain_open(
    given: Sequence[Open], profile: Profile, session: Session, question: Question
) -> tuple[list[Verdict], Waiting]:
    """Return the verdicts, and the rules that depend on each missing fact."""
    origins = Origins(profile.document, session.environment)
    parameters = {rule_id: session.active.parameters_of(rule_id) for rule_id in {item.header.id for item in given}}
    terms = Terms(question.as_of, session.environment.settings.severities, question.strict, parameters)
    verdicts = []
    waiting: Waiting = {}
    for item in given:
        rule = session.policy.rule(item.header.id)
        if item.answer == NOT_ASKED:
            wanted = missing_to_apply(item, rule, origins, terms)
            for missing in wanted:
                if not missing.of_catalog:
                    waiting.setdefault(missing.path, set()).add(rule.id)
        else:
            verdicts.append(verdict_on(item, rule, origins, terms))
    return verdicts, waiting
