"""Locks on what does not exist: they would hold nothing, and nobody would notice."""

from collections.abc import Iterator, Mapping
from typing import Any

from policyengine.document import Document
from policyengine.engine.selectors import hint_for
from policyengine.errors import Mistake
from policyengine.loading.settings import Settings
from policyengine.loading.suggestion import did_you_mean
from policyengine.policy.policy import Policy
from policyengine.policy.selection import matches
from policyengine.vocabulary.routes import FROM, KEYS

Words = Mapping[str, Any]
"""What stands under `locked:`."""

_KINDS = ("models", "services", "licenses", "regions", "gpus")


def unnamed_locks(document: Document, words: Words, there: Settings, policy: Policy) -> Iterator[Mistake]:
    """Give a mistake for each lock of a document that names no rule, parameter or fact; `there` is in force there."""
    heads = policy.all_heads
    for kind in ("severities", "waivable"):
        for index, word in enumerate(words.get(kind) or ()):
            if not any(matches(word, head) for head in heads):
                place = document.locate_value(("locked", kind, index))
                yield document.mistake(f"no rule matches `{word}`", place, hint_for(word, heads))
    yield from _parameters(document, words, declared_parameters(policy))
    for index, path in enumerate(words.get("facts") or ()):
        hint = _wrong_with(path, there, policy)
        if hint:
            place = document.locate_value(("locked", "facts", index))
            yield document.mistake(f"`{path}` is nothing that can be locked", place, hint)


def declared_parameters(policy: Policy) -> dict[str, dict[str, Any]]:
    """Give the default of each parameter, by rule and name."""
    known: dict[str, dict[str, Any]] = {}
    for rule, name, _, default in policy.parameters:
        known.setdefault(rule, {})[name] = default
    return known


def _parameters(document: Document, words: Words, known: Mapping[str, Mapping[str, Any]]) -> Iterator[Mistake]:
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


def _wrong_with(path: str, there: Settings, policy: Policy) -> str:
    """Say what a key that names nothing to lock may have meant; empty where it names something."""
    root, *rest = path.split(".")
    if root == "agreements":
        return _no_agreement(path, there, policy)
    if root == "catalog":
        return "" if not rest or rest[0] in _KINDS else f"the catalog has {', '.join(_KINDS)}"
    facts = [fact for fact in FROM if fact.startswith("organization.")]
    if any(f"{fact}.".startswith(f"{path}.") for fact in facts):
        return ""
    hint = did_you_mean(path, ["agreements", "catalog", *facts])
    return hint or "lock keys below `organization`, `agreements` or `catalog`"


def _no_agreement(path: str, there: Settings, policy: Policy) -> str:
    """Say what is wrong with the owner or the key of an agreement; empty when it is one."""
    _, _, rest = path.partition(".")
    if not rest:
        return ""
    catalog = policy.catalog()
    owners = {*catalog.names("companies"), *catalog.names("services"), *(there.overlay.get("services") or {})}
    owners |= {str((given or {}).get("company")) for given in (there.overlay.get("services") or {}).values()}
    owner = max((name for name in owners if f"{rest}.".startswith(f"{name}.")), key=len, default="")
    if not owner:
        return did_you_mean(rest.partition(".")[0], sorted(owners)) or "the catalog has no such company or service"
    keys = [".".join(KEYS[fact]) for fact in FROM if fact.startswith("recipient.") and "settings" in FROM[fact]]
    found = catalog.find("companies", owner) or catalog.find("services", owner)
    if found is not None and found.id != owner:
        return f"write `{found.id}`: agreements go by ids"
    key = rest.removeprefix(owner).removeprefix(".")
    if not key or any(f"{known}.".startswith(f"{key}.") for known in keys):
        return ""
    return did_you_mean(key, keys) or "docs/facts.md lists what can be agreed with a recipient"
