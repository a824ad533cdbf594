"""The rules about exceptions themselves. They are part of the program: no settings switch them off."""

from policyengine.rule import Condition, Rule
from policyengine.severity import Severity

_TRUE = Condition("true", ("bool", 0, True), ())


def _rule(rule_id: str, title: str, why: str, remedy: str, severity: Severity = Severity.WARNING) -> Rule:
    return Rule(
        id=rule_id,
        path="policyengine/waivers/rules.py",
        title=title,
        scope="profile",
        force="organization-policy",
        severity=((severity, None),),
        when=None,
        require=_TRUE,
        message=title,
        rationale=why,
        remediation=remedy,
        references=(),
        waivable=False,
    )


_ON_PURPOSE = "an exception nobody stands for is a rule switched off"
_ENDS = "an exception ends, so that somebody looks at it again"
_RENEW = "fix what the rule finds, or have the exception approved anew with a later `expires`"
_NEEDED = "exceptions that excuse nothing today hide what fails tomorrow"
_WRITE = "write `# policyengine: ignore[rule-id] reason` on the line of the verdict or above it"

RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        _rule(
            "waiver/not-waivable",
            "A waiver is for a rule that can be waived",
            "nobody can except from some rules: the rule's page or the settings say so",
            "remove the waiver, and mend what fails",
            Severity.ERROR,
        ),
        _rule(
            "waiver/incomplete",
            "A waiver says who answers for it, why, by whose word and for which facts",
            _ON_PURPOSE,
            "fill in what is missing; `policyengine waive RULE PROFILE` writes the facts",
        ),
        _rule(
            "waiver/self-approved",
            "A waiver is approved by somebody who neither owns nor requested it",
            _ON_PURPOSE,
            "have somebody else approve it",
        ),
        _rule(
            "waiver/no-legal-approver",
            "A waiver of a rule of force law is approved by a legal approver",
            "who may except from the law is for the organisation to say, not for the one who asks",
            "have one of `approvers: {legal: …}` in policyengine.yaml approve it",
        ),
        _rule(
            "waiver/no-control",
            "A waiver of a rule of force law says what is done instead",
            "an exception from the law leaves people without what it gives them, unless something takes its place",
            "write `compensating_control: …`, have it approved, and keep to it",
        ),
        _rule(
            "waiver/not-yet-granted",
            "A waiver holds from the day it was granted",
            "what was judged before an exception was granted was judged without it",
            "correct `granted`, or judge as of a later day",
        ),
        _rule("waiver/expired", "A waiver has not expired", _ENDS, _RENEW),
        _rule("waiver/expires-soon", "A waiver does not expire soon", _ENDS, _RENEW),
        _rule(
            "waiver/over-long",
            "A waiver runs no longer than its severity allows",
            _ENDS,
            "set an earlier `expires`, or have `waivers_max_days` changed by its owner",
        ),
        _rule(
            "waiver/lapsed",
            "A waiver excuses the facts that it was approved for",
            "who approved an exception approved it for the facts of that day, not for any",
            "have it approved anew",
        ),
        _rule("waiver/unused", "A waiver excuses something", _NEEDED, "remove it"),
        _rule("ignore/malformed", "An ignore names rules and says why", _ON_PURPOSE, _WRITE),
        _rule("ignore/unknown-rule", "An ignore names rules that there are", _NEEDED, "correct the id"),
        _rule(
            "ignore/takes-a-waiver",
            "Errors, and rules of force law, are not ignored in a comment",
            _ON_PURPOSE,
            "remove the comment; `policyengine waive RULE PROFILE` writes a waiver to be approved",
        ),
        _rule("ignore/unused", "An ignore excuses something", _NEEDED, "remove the comment", Severity.NOTE),
    )
}
"""Every such rule by its id."""
