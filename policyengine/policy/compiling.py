"""Packs become the sections of a compiled policy: everything a run needs, as bytes, read in parts.

This is the slow road, taken when the cache is stale; CEL, jsonschema and the schemas are loaded only here.
"""

import marshal
from collections.abc import Iterable, Sequence
from policyengine.errors import Mistake, PolicyEngineError, RuleError
from policyengine.expressions.checking import declare
from policyengine.loading.catalog import catalog_entries
from policyengine.loading.discovery import display_path
from policyengine.loading.entry import Entry
from policyengine.loading.files import read_text
from policyengine.loading.rules import rule_from
from policyengine.loading.yaml import parse_mapping
from policyengine.policy.code import module_source
from policyengine.policy.frozen import frozen_rule
from policyengine.policy.packs import Pack, yaml_files
from policyengine.rule import SCOPES, Rule
from policyengine.vocabulary.types import TYPES


def compiled_sections(packs: Sequence[Pack]) -> dict[str, bytes]:
    """Compile every rule and catalog file of the packs; raises PolicyEngineError with the mistakes of all of them."""
    mistakes: list[Mistake] = []
    rules = _rules(packs, mistakes)
    entries = _entries(packs, mistakes)
    if mistakes:
        raise RuleError(*mistakes)
    return {**rule_sections(rules), **catalog_sections(entries)}


def rule_sections(rules: Sequence[Rule]) -> dict[str, bytes]:
    """Give the sections of the rules: heads by scope, parameters, the rules themselves, and the generated code."""
    ordered = sorted(rules, key=lambda rule: (SCOPES.index(rule.scope), rule.id))
    parameters = [(rule.id, parameter) for rule in ordered for parameter in rule.parameters]
    slots = {(rule_id, parameter.name): slot for slot, (rule_id, parameter) in enumerate(parameters)}
    source = module_source(ordered, slots)
    heads = {
        scope: [
            (rule.id, rule.force, tuple(tuple(phase) for phase in rule.phases), rule.formerly)
            for rule in ordered
            if rule.scope == scope
        ]
        for scope in SCOPES
    }
    return {
        "heads": marshal.dumps(heads),
        "parameters": marshal.dumps([(rule_id, p.name, p.type, p.default) for rule_id, p in parameters]),
        "rules": marshal.dumps({rule.id: marshal.dumps(frozen_rule(rule)) for rule in ordered}),
        "code": marshal.dumps(compile(source, "<policy>", "exec")),
    }


def catalog_sections(entries: Iterable[Entry]) -> dict[str, bytes]:
    """Give the catalog's sections: each entry as bytes by kind and id, and the ids of aliases."""
    tables: dict[str, dict[str, bytes]] = {}
    aliases: dict[str, dict[str, str]] = {}
    for entry in entries:
        tables.setdefault(entry.kind, {})[entry.id] = marshal.dumps(tuple(entry))
        aliases.setdefault(entry.kind, {}).update(dict.fromkeys(entry.aliases, entry.id))
    return {"tables": marshal.dumps(tables), "aliases": marshal.dumps(aliases)}


def _rules(packs: Sequence[Pack], mistakes: list[Mistake]) -> list[Rule]:
    declare(TYPES)
    rules: list[Rule] = []
    for pack in packs:
        for path in yaml_files(pack.rules):
            try:
                rule = rule_from(parse_mapping(display_path(path), read_text(path)), pack.rule_id(path))
                rules.append(rule._replace(path=pack.printed(path)))
            except PolicyEngineError as error:
                mistakes.extend(error.mistakes)
    mistakes.extend(_double_ids(rules))
    return rules


def _double_ids(rules: Sequence[Rule]) -> list[Mistake]:
    first: dict[str, Rule] = {}
    mistakes = []
    for rule in rules:
        for name in (rule.id, *rule.formerly):
            other = first.setdefault(name, rule)
            if other is not rule:
                mistakes.append(Mistake(f"two rules have the id `{name}`: {other.path} and {rule.path}", None, "", _RENAME))
    return mistakes


_RENAME = "rename one file, or drop the id from its `formerly`"


def _entries(packs: Sequence[Pack], mistakes: list[Mistake]) -> list[Entry]:
    entries: list[Entry] = []
    for pack in packs:
        for path in yaml_files(pack.catalog):
            folder = path[len(pack.catalog) + 1 :].replace("\\", "/").partition("/")[0]
            try:
                read = catalog_entries(parse_mapping(display_path(path), read_text(path)), folder)
                entries.extend(entry._replace(path=pack.printed(path)) for entry in read)
            except PolicyEngineError as error:
                mistakes.extend(error.mistakes)
    mistakes.extend(_double_names(entries))
    return entries


def _double_names(entries: Sequence[Entry]) -> list[Mistake]:
    first: dict[tuple[str, str], Entry] = {}
    mistakes = []
    for entry in entries:
        for name in dict.fromkeys((entry.id, *entry.aliases)):
            other = first.setdefault((entry.kind, name), entry)
            if other is not entry:
                what = f"two of the catalog's {entry.kind} are called `{name}`: {other.path} and {entry.path}"
                mistakes.append(Mistake(what, None, "", "ids and aliases are unique in the catalog"))
    return mistakes
