"""Makes rules, verdicts and decisions for tests; every argument has a plain default."""

from typing import Any

from policyengine.case import Subject
from policyengine.decision import Decision, Digest, JudgedOption, JudgedWorkload
from policyengine.location import Location
from policyengine.option import Option
from policyengine.report import Todo
from policyengine.rule import Condition, Reference, Rule
from policyengine.severity import Severity
from policyengine.verdict import Evidence, Missing, Outcome, Verdict

PROFILE = "llm-profile.yaml"
FACTS_RULE = "capability/output-format"


def make_place(line: int, column: int = 5, path: str = PROFILE) -> Location:
    """Make a location of one character."""
    return Location(path, line, column, line, column + 1)


def make_reference(title: str = "45 CFR 164.502", section: str = "(e)(2)", **fields: Any) -> Reference:
    """Make a reference."""
    given = {"url": "https://www.ecfr.gov/current/title-45/section-164.502", "checked": "2026-11-22"}
    return Reference(**{"title": title, "section": section, "confidence": "primary", **given, **fields})


def make_rule(rule_id: str = "compliance/hipaa/baa", **fields: Any) -> Rule:
    """Make a rule of severity error and force law that always applies and never fails."""
    defaults: dict[str, Any] = {
        "id": rule_id,
        "path": f"rules/{rule_id}.yaml",
        "title": "A signed BAA covers every third party that handles PHI",
        "scope": "recipient",
        "force": "law",
        "severity": ((Severity.ERROR, None),),
        "when": None,
        "require": Condition("true", ("bool", 0, True), ()),
        "message": "`{recipient.name}` handles PHI without a BAA",
        "rationale": "Whoever handles PHI for you is a business associate.",
        "remediation": "Sign a BAA, or keep PHI from this party.",
        "references": (make_reference(),),
    }
    return Rule(**{**defaults, **fields})


def make_verdict(rule: Rule | None = None, outcome: Outcome = Outcome.PASS, **fields: Any) -> Verdict:
    """Make a verdict on the primary option of `patient-qa`, as loud as the rule's last severity."""
    rule = rule or make_rule()
    defaults: dict[str, Any] = {
        "rule": rule,
        "outcome": outcome,
        "severity": rule.severity[-1][0],
        "subject": Subject("option", PROFILE, "patient-qa", "primary"),
        "message": "",
        "location": make_place(16),
    }
    return Verdict(**{**defaults, **fields})


def make_evidence(path: str = "workload.data.classes", value: Any = "phi", line: int = 0, **fields: Any) -> Evidence:
    """Make evidence from the profile at a line, or of another origin without a line."""
    place = make_place(line) if line else None
    return Evidence(**{"path": path, "value": value, "origin": "profile", "location": place, **fields})


def make_missing(path: str = "recipient.baa.signed", line: int = 30) -> Missing:
    """Make a fact to declare."""
    return Missing(path, make_place(line))


def option_of(element: str, model: str, served: str, workload: str = "patient-qa") -> Option:
    """Make an option by its name, its model, and how it runs: `private-cloud at aws`."""
    hosting, _, provider = served.partition(" at ")
    facts = {"option.model.id": model, "option.hosting": hosting, "option.role": element.partition("[")[0]}
    if provider:
        facts["option.provider.id"] = provider
    considered = element.startswith("considered")
    return Option(workload, element, ("workloads", workload, element), facts, facts, considered=considered)


def make_option(title: str = "llama-3.1-70b, private-cloud at aws us-east-1", **fields: Any) -> JudgedOption:
    """Make the primary option of `patient-qa` without verdicts."""
    workload, role = fields.pop("workload", "patient-qa"), fields.pop("role", "primary")
    model, _, rest = title.partition(", ")
    facts = {"option.model.id": model, "option.hosting": rest, "option.role": role}
    option = Option(
        workload,
        fields.pop("element", "primary"),
        ("workloads", workload, role),
        facts,
        facts,
        considered=role == "considered",
    )
    return JudgedOption(**{"option": option, "location": f"{PROFILE}:16", "verdicts": (), **fields})


def make_workload(name: str = "patient-qa", **fields: Any) -> JudgedWorkload:
    """Make a workload with one need and one option."""
    defaults: dict[str, Any] = {
        "name": name,
        "purpose": "Answers patients' questions about medication",
        "needs": (make_evidence("workload.data.classes", ["phi", "pii"], 9),),
        "verdicts": (),
        "options": (make_option(workload=name),),
    }
    return JudgedWorkload(**{**defaults, **fields})


def make_decision(**fields: Any) -> Decision:
    """Make a proposed decision about one workload."""
    defaults: dict[str, Any] = {
        "key": "patient-qa-serving",
        "project": "patient-assistant",
        "profile": PROFILE,
        "title": "Serve patient questions from a model we host",
        "status": "proposed",
        "date": "2026-10-01",
        "makers": ("Ada Lovelace", "Bo Chen"),
        "consulted": ("Privacy Office",),
        "informed": (),
        "tags": ("llm", "hipaa"),
        "context": "",
        "because": "Nurses rated 92 of 100 answers as correct, and no patient data leaves our account.",
        "notes": "",
        "workloads": (make_workload(),),
        "todo": (Todo("organization.roles", 12),),
        "digests": (Digest("profile", PROFILE, "a" * 64),),
        "inputs": "b" * 64,
        "in_force": (FACTS_RULE, "compliance/hipaa/baa"),
    }
    facts = fields.pop("facts", "")
    decision = Decision(**{**defaults, **fields})
    return with_facts(decision, facts) if facts else decision


def with_facts(decision: Decision, value: str) -> Decision:
    """Let a rule that is in force pass by a fact with this value: what a record rests on, and no text shows."""
    rule = make_rule(FACTS_RULE, severity=((Severity.NOTE, None),), scope="workload")
    first, *others = decision.workloads
    subject = Subject("workload", PROFILE, first.name)
    verdict = make_verdict(rule, subject=subject, evidence=(make_evidence("workload.output.format", value),))
    verdicts = [other for other in first.verdicts if other.rule.id != FACTS_RULE]
    return decision._replace(workloads=(first._replace(verdicts=(*verdicts, verdict)), *others))
