"""A rule for people: one line, or its page."""

from collections.abc import Iterator
from typing import Any

from policyengine.outputs.evidence import cited
from policyengine.outputs.values import fact_text
from policyengine.outputs.wrapping import wrapped
from policyengine.policy.selection import UNRELEASED
from policyengine.rule import Condition, Rule
from policyengine.snippet import escape_text, safe_lines
from policyengine.words.authority import demand_of


def rule_line(rule: Rule, width: int) -> str:
    """Print a rule on one line, its id padded to a width."""
    columns = f"{rule.id:<{width}}  {severity_words(rule):<15}  {rule.force:<19}  {rule.scope:<9}"
    return f"{columns}  {escape_text(rule.title)}"


def severity_words(rule: Rule) -> str:
    """Return the severities that a rule can have, the highest first: `error/warning`."""
    return "/".join(dict.fromkeys(severity for severity, _ in rule.severity))


def rule_page(rule: Rule, since: str = "") -> str:
    """Print the page of a rule; `since` is its edition, empty for rules of packs."""
    return safe_lines(wrapped(_lines(rule, since)))


def _lines(rule: Rule, since: str) -> Iterator[str]:
    yield f"{rule.id}: {rule.title}"
    demand = demand_of(rule.force, "this")
    yield f"{severity_words(rule)}, force {rule.force} ({demand}), evaluated once per {rule.scope}"
    yield from _condition("when", rule.when)
    yield from ("", "evaluated: by the program") if rule.is_builtin else _condition("require", rule.require)
    for severity, condition in rule.severity:
        yield from _condition(severity, condition)
    yield from ("", f"why: {rule.rationale}", "", f"help: {rule.remediation}")
    if not rule.waivable:
        yield from ("", "waivers: none can excuse a failure")
    yield from _section("in force", [_phase(phase) for phase in rule.phases])
    yield from _section("parameters", [_parameter(parameter) for parameter in rule.parameters])
    references = [f"{cited(r)}, {r.url} (checked {r.checked}, {r.confidence})" for r in rule.references]
    yield from _section("sources", references)
    yield from _section("controls", list(rule.controls))
    yield from _section("examples", [f"{example.expect}: {example.name}" for example in rule.examples])
    yield ""
    if since:
        until = f", until {rule.until}" if rule.until else ""
        yield f"edition: {'not in one yet' if since == UNRELEASED else since}{until}"
    yield f"file: {rule.path}"


def _condition(name: str, condition: Condition | None) -> Iterator[str]:
    if condition is not None:
        first, *rest = condition.source.strip().splitlines()
        yield ""
        yield f"{name}: {first}"
        yield from (f"  {line.strip()}" for line in rest)


def _section(name: str, items: list[str]) -> Iterator[str]:
    if items:
        yield from ("", f"{name}:", *(f"  - {item}" for item in items))


def _phase(phase: Any) -> str:
    end = f" until {phase.until}" if phase.until else ""
    loud = f", at most {phase.severity}" if phase.severity else ""
    return f"from {phase.start}{end}{loud}" + ("" if phase.state == "in-force" else f", {phase.state}")


def _parameter(parameter: Any) -> str:
    tighter = f", {parameter.tighter} is tighter" if parameter.tighter else ""
    kind = f"{parameter.type}, default {fact_text(parameter.default)}{tighter}"
    return f"params.{parameter.name} ({kind}): {parameter.description}"
