"""Locks on rules and parameters that do not exist: they would hold nothing, and nobody would notice."""

from collections.abc import Iterator, Mapping
from typing import Any

from policyengine.document import Document
from policyengine.engine.parameters import Kinds, former_ids, kinds_of
from policyengine.engine.selectors import hint_for
from policyengine.errors import Mistake
from policyengine.loading.suggestion import did_you_mean
from policyengine.policy.policy import Policy
from policyengine.policy.selection import matches

Words = Mapping[str, Any]
"""What stands under `locked:`."""


def unnamed_locks(document: Document, words: Words, policy: Policy) -> Iterator[Mistake]:
    """Return an error for each lock of a document that names no rule or parameter."""
    heads = policy.all_heads
    for kind in ("severities", "waivable"):
        for index, word in enumerate(words.get(kind) or ()):
            if not any(matches(word, head) for head in heads):
                place = document.locate_value(("locked", kind, index))
                yield document.mistake(f"no rule matches `{word}`", place, hint_for(word, heads))
    yield from _parameters(document, words, kinds_of(policy.parameters, former_ids(heads)))


def _parameters(document: Document, words: Words, known: Kinds) -> Iterator[Mistake]:
    for rule, names in (words.get("parameters") or {}).items():
        route = ("locked", "parameters", rule)
        if rule not in known:
            hint = did_you_mean(rule, list(known)) or "`policyengine rules list` names the rules"
            yield document.mistake(f"no rule `{rule}` has parameters", document.locate_key(route), hint)
            continue
        for index, name in enumerate(() if names == "all" else names or ()):
            if name not in known[rule]:
                hint = did_you_mean(name, list(known[rule])) or f"it has {', '.join(sorted(known[rule]))}"
                place = document.locate_value((*route, index))
                yield document.mistake(f"the rule `{rule}` has no parameter `{name}`", place, hint)
