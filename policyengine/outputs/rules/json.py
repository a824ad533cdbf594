"""A list of rules for programs: `rules/0`, as `schemas/rules.schema.json` describes it."""

from collections.abc import Iterable, Mapping
from typing import Any

from policyengine.outputs.json_text import json_text
from policyengine.policy.selection import RuleHeader, is_preview
from policyengine.rule import Rule

FORMAT = "rules/0"
"""Name of the layout; 0 means that releases may still change it incompatibly."""


def rules_json(rules: Iterable[Rule], headers: Mapping[str, RuleHeader], edition: str) -> str:
    """Print rules as JSON; `edition` is the one in force, empty if none is pinned."""
    listed = [_plain(rule, headers[rule.id], edition) for rule in rules]
    return json_text(FORMAT, {"edition": edition or None, "rules": listed})


def _plain(rule: Rule, header: RuleHeader, edition: str) -> dict[str, Any]:
    return {
        "id": rule.id,
        "title": rule.title,
        "category": rule.category,
        "severities": list(dict.fromkeys(str(severity) for severity, _ in rule.severity)),
        "force": rule.force,
        "scope": rule.scope,
        "since": header.since or None,
        "preview": is_preview(header, edition),
        "waivable": rule.waivable,
        "parameters": [parameter.name for parameter in rule.parameters],
        "formerly": list(rule.formerly),
    }
