"""What the rules say of a decision as plain data, and the digest by which its record is known to rest on that."""

from collections.abc import Iterable
from typing import Any

from policyengine.decision import Decision
from policyengine.grounds import facts_digest, facts_read
from policyengine.records.judgements import facts_digest_of
from policyengine.verdict import Outcome, Verdict
from policyengine.wire.values import plain_value
from policyengine.wire.verdicts import plain_rules, plain_verdict


def plain_judged(decision: Decision) -> dict[str, Any]:
    """Return what the rules say of a decision: their verdicts, where which does not apply, and which are in force."""
    everything = list(judged_verdicts(decision))
    judged = [found for found in everything if found[0].outcome is not Outcome.NOT_APPLICABLE]
    rules = {verdict.rule.id: verdict.rule for verdict, _, _ in judged}
    return {
        "rules": plain_rules(rules.values()),
        "verdicts": [_reached(*found) for found in judged],
        "not_applicable": _not_applicable(everything),
        "in_force": list(decision.in_force),
    }


def _reached(verdict: Verdict, workload: str, option: str) -> dict[str, Any]:
    """Return a verdict with the workload and option it was reached for, and what its rule read beside the evidence."""
    decided = {fact.path for fact in verdict.evidence} | {gap.path for gap in verdict.missing}
    read = {path: plain_value(value) for path, value in facts_read(verdict).items() if path not in decided}
    return {
        **plain_verdict(verdict, facts_digest(verdict)),
        "workload": workload,
        "option": option or None,
        "read": read,
    }


def inputs_of(decision: Decision) -> str:
    """Digest what a decision rests on, as its record names it."""
    return facts_digest_of(plain_judged(decision))


def judged_verdicts(decision: Decision) -> Iterable[tuple[Verdict, str, str]]:
    """Yield each verdict with its workload and option, in the order of the file."""
    for workload in decision.workloads:
        for verdict in _ordered(workload.verdicts):
            yield verdict, workload.name, ""
        for option in workload.options:
            for verdict in _ordered(option.verdicts):
                yield verdict, workload.name, option.element


def _not_applicable(everything: Iterable[tuple[Verdict, str, str]]) -> list[dict[str, Any]]:
    """Return the ids of the rules that do not apply to each workload and option."""
    rules: dict[tuple[str, str], set[str]] = {}
    for verdict, workload, element in everything:
        if verdict.outcome is Outcome.NOT_APPLICABLE:
            rules.setdefault((workload, element), set()).add(verdict.rule.id)
    return [{"workload": name, "element": element, "rules": sorted(ids)} for (name, element), ids in rules.items()]


def _ordered(verdicts: Iterable[Verdict]) -> list[Verdict]:
    return sorted(verdicts, key=lambda verdict: (verdict.rule.id, verdict.subject))
