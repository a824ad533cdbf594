"""Rules written in a test, compiled and asked about facts given directly."""

from collections.abc import Iterable
from typing import Any

from policyengine.case import Case, Subject
from policyengine.engine.asking import Open, active_rules, ask
from policyengine.engine.verdicts import Terms, verdict_on
from policyengine.loading.rules import rule_from
from policyengine.loading.yaml.parsing import parse_mapping
from policyengine.policy.answers import NOT_ASKED
from policyengine.policy.compiling import rule_sections
from policyengine.policy.policy import Policy
from policyengine.rule import Rule
from policyengine.verdict import Evidence, Missing, Verdict

_TEXT = """\
title: A rule
severity: {severity}
force: {force}
scope: workload
{when}require: {require}
message: "{message}"
rationale: Why.
remediation: What.
references: [{{title: T, url: "https://example.org/", checked: 2026-11-22, confidence: {confidence}}}]
{more}
examples: [{{name: e, given: {{}}, expect: unknown}}]
"""


def rule_text(**parts: str) -> str:
    """Write a rule file; each part has a plain default."""
    given = {
        "severity": "error", "force": "practice", "require": "workload.publishes == 'none'", "message": "it fails",
        "confidence": "primary", "more": "", **parts,
    }  # fmt: skip
    given["when"] = f"when: {given['when']}\n" if "when" in given else ""
    return _TEXT.format(**given)


def make_rule(rule_id: str = "a/b", **parts: str) -> Rule:
    """Compile a rule."""
    return rule_from(parse_mapping(f"rules/{rule_id}.yaml", rule_text(**parts)), rule_id)


class Given:
    """Traces facts to nothing but themselves; `evidence_of` says otherwise for some."""

    def __init__(self, evidence_of: dict[str, Evidence] | None = None) -> None:
        self.evidence_of = evidence_of or {}

    def evidence(self, case: Case, path: str, elements: tuple[Any, ...] = ()) -> Evidence:
        """Return the evidence prepared for a path."""
        return self.evidence_of.get(path) or Evidence(path, case.facts.get(path), "given", elements=elements)

    def parameter(self, _ids: Iterable[str], path: str, value: Any) -> Evidence:
        """Return the evidence prepared for a parameter."""
        return self.evidence_of.get(path) or Evidence(path, value, "parameter")

    def missing(self, case: Case, paths: Any) -> tuple[Missing, ...]:  # noqa: ARG002 - the shape of a tracer
        """Name the paths."""
        return tuple(Missing(path) for path in paths)

    def subject_place(self, case: Case) -> None:
        """Give no place."""


def asked(rule: Rule, facts: dict[str, Any], **terms: Any) -> Verdict | None:
    """Ask a rule as a run does; None when it passed, did not apply or was not asked."""
    evidence_of = terms.pop("evidence_of", None)
    given = Terms(
        **{
            "day": "2026-11-22",
            "severities": {},
            "strict": False,
            "parameters": {rule.id: {p.name: p.default for p in rule.parameters}},
            **terms,
        }
    )
    policy = Policy(rule_sections([rule]))
    active = active_rules(
        policy, [p.default for p in rule.parameters], frozenset({rule.id}), given.severities, given.day
    )
    case = Case(Subject("workload", "p.yaml", "w"), facts)
    found = [item for item in ask(active, [case]).open if item.answer != NOT_ASKED]
    return verdict_on(found[0], rule, Given(evidence_of), given) if found else None


def opened(rule: Rule, facts: dict[str, Any]) -> list[Open]:
    """Return what a rule leaves open."""
    policy = Policy(rule_sections([rule]))
    active = active_rules(policy, [p.default for p in rule.parameters], frozenset({rule.id}), {}, "2026-11-22")
    return ask(active, [Case(Subject("workload", "p.yaml", "w"), facts)]).open
