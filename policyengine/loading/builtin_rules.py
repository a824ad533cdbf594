"""Reads the rules that the program itself evaluates: about waivers, comments, removals, dates and required settings."""

from policyengine.document import Document
from policyengine.errors import RuleError
from policyengine.loading.schema import explain
from policyengine.loading.schemas import schema
from policyengine.rule import NO_CONDITION, Rule
from policyengine.severity import Severity


def builtin_rule_from(document: Document, rule_id: str) -> Rule:
    """Return the rule that a file below `rules/builtin/` describes; raises RuleError with every mistake found in it.

    It cannot be switched off, waived or ignored.
    """
    if mistakes := explain(document, schema("builtin-rule"), "builtin-rule"):
        raise RuleError(*mistakes)
    value = document.value
    title, rationale, remediation = (" ".join(value[key].split()) for key in ("title", "rationale", "remediation"))
    return Rule(
        id=rule_id,
        path=document.path,
        title=title,
        scope=value["scope"],
        force=value["force"],
        severity=((Severity(value["severity"]), None),),
        when=None,
        require=NO_CONDITION,
        message=title,
        rationale=rationale,
        remediation=remediation,
        references=(),
        waivable=False,
    )
