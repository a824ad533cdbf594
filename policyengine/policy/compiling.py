"""Compiles packs to the sections of a compiled policy: all data of a run, as bytes, read in parts.

This is the slow path, used if the cache is stale; only here are CEL, jsonschema and the schemas loaded.
"""

import functools
import marshal
import os
from collections.abc import Iterable, Iterator, Sequence
from types import CodeType

from policyengine.case import SCOPES
from policyengine.document import Document
from policyengine.errors import Mistake, PolicyEngineError, RuleError
from policyengine.expressions.checking import declare
from policyengine.loading.builtin_rules import builtin_rule_from
from policyengine.loading.catalog import catalog_entries
from policyengine.loading.entry import Entry
from policyengine.loading.files import read_text
from policyengine.loading.paths import display_path
from policyengine.loading.rules import rule_from
from policyengine.loading.yaml.parsing import parse_mapping
from policyengine.policy.code import Slots, module_source, value_reader
from policyengine.policy.editions import Editions, load_editions
from policyengine.policy.frozen import frozen_rule
from policyengine.policy.on_demand import demands
from policyengine.policy.packs import BUILTIN, SHIPPED, Pack, yaml_files
from policyengine.policy.waiting import conjoined_facts, made_of, waiting_source
from policyengine.rule import Rule
from policyengine.vocabulary.types import TYPES

_NO_EDITIONS = Editions((), {}, {})


def compiled_sections(packs: Sequence[Pack]) -> dict[str, bytes]:
    """Compile every rule and catalog file of the packs; raises PolicyEngineError with the mistakes of all of them."""
    mistakes: list[Mistake] = []
    rules = _rules(packs, mistakes)
    entries = _entries(packs, mistakes)
    if mistakes:
        raise RuleError(*mistakes)
    return {**rule_sections(rules, load_editions()), **catalog_sections(entries)}


def rule_sections(rules: Sequence[Rule], editions: Editions = _NO_EDITIONS) -> dict[str, bytes]:
    """Return the sections of the rules: headers by scope, parameters, editions, the rules themselves, and the code."""
    ordered = sorted(rules, key=lambda rule: (SCOPES.index(rule.scope), rule.id))
    parameters = [(rule.id, parameter) for rule in ordered for parameter in rule.parameters]
    builtin = builtin_rules()
    slots = {(rule_id, parameter.name): slot for slot, (rule_id, parameter) in enumerate(parameters)}
    source = module_source(ordered, slots)
    headers = {
        scope: [
            (rule.id, rule.force, tuple(map(tuple, rule.phases)), rule.formerly, _since(rule, editions), rule.until)
            for rule in ordered
            if rule.scope == scope
        ]
        for scope in SCOPES
    }
    return {
        "headers": marshal.dumps(headers),
        "editions": marshal.dumps(editions.dates),
        "parameters": marshal.dumps([(rule_id, p.name, p.type, p.default) for rule_id, p in parameters]),
        "rules": marshal.dumps({rule.id: marshal.dumps(frozen_rule(rule)) for rule in (*ordered, *builtin)}),
        "builtin": marshal.dumps(tuple(rule.id for rule in builtin)),
        "code": _code(source, "exec"),
        **_waiting_sections(ordered, slots),
        "made of": marshal.dumps(made_of(ordered)),
        "demands": marshal.dumps(demands(ordered)),
    }


@functools.cache
def builtin_rules() -> tuple[Rule, ...]:
    """Return the rules that the program evaluates; raises PolicyEngineError for the first invalid file."""
    return tuple(map(_builtin_rule, yaml_files(BUILTIN.rules)))


def _builtin_rule(path: str) -> Rule:
    rule = builtin_rule_from(_document(BUILTIN, path), BUILTIN.rule_id(path))
    return rule._replace(path=SHIPPED.printed(path))


def _since(rule: Rule, editions: Editions) -> str:
    """Return the edition of a shipped rule; rules of packs, whose ids have the pack's name as prefix, have none."""
    return "" if ":" in rule.id or not editions.dates else editions.edition_of(rule.id)


def _waiting_sections(rules: Iterable[Rule], slots: Slots) -> dict[str, bytes]:
    """Return the dependencies of rules by id: facts, or the start of a function in the section of code."""
    waiting: dict[str, tuple[str, ...] | int] = {}
    code = bytearray()
    for rule in rules:
        paths = conjoined_facts(rule.when.tree) if rule.when else ()
        source = waiting_source(rule.when.tree, value_reader(rule, slots)) if rule.when else ""
        if paths:
            waiting[rule.id] = paths
        elif source:
            waiting[rule.id] = len(code)
            code += _code(source, "eval")
    return {"waiting": marshal.dumps(waiting), "waiting code": bytes(code)}


def _code(source: str, mode: str) -> bytes:
    return marshal.dumps(_without_places(compile(source, "<policy>", mode)))


def _without_places(code: CodeType) -> CodeType:
    """Return code without line numbers, which are not used and take half of its size.

    The table of positions has an entry for each eight units of two bytes, which states that they have no position (see
    `Objects/locations.md` of CPython 3.11).
    """
    full, rest = divmod(len(code.co_code) // 2, 8)
    table = bytes([_NO_PLACE | 7] * full + [_NO_PLACE | (rest - 1)] * (rest > 0))
    constants = tuple(_without_places(each) if isinstance(each, CodeType) else each for each in code.co_consts)
    return code.replace(co_linetable=table, co_consts=constants)


_NO_PLACE = 0x80 | 15 << 3
"""The first byte of an entry, whose last three bits are the number of units less one."""


def catalog_sections(entries: Iterable[Entry]) -> dict[str, bytes]:
    """Return the catalog's sections: the entries, and by kind the start of each id and the id of each alias."""
    starts: dict[str, dict[str, int]] = {}
    aliases: dict[str, dict[str, str]] = {}
    frozen = bytearray()
    for entry in entries:
        starts.setdefault(entry.kind, {})[entry.id] = len(frozen)
        frozen += marshal.dumps(tuple(entry))
        aliases.setdefault(entry.kind, {}).update(dict.fromkeys(entry.aliases, entry.id))
    return {"catalog": marshal.dumps((starts, aliases)), "entries": bytes(frozen)}


def _document(pack: Pack, path: str) -> Document:
    """Read a file of a pack; reject links, because a pull request could link and print any file of the machine."""
    if os.path.islink(path) and not os.path.realpath(path).startswith(os.path.realpath(pack.top) + os.sep):
        message = f"`{display_path(path)}`: symbolic link to a file outside the pack"
        raise RuleError(Mistake(message, None, "", "replace the link by a copy of the file"))
    return parse_mapping(display_path(path), read_text(path))


def _rules(packs: Sequence[Pack], mistakes: list[Mistake]) -> list[Rule]:
    declare(TYPES)
    read: list[tuple[Rule, Document]] = []
    for pack in packs:
        for path in yaml_files(pack.rules):
            try:
                document = _document(pack, path)
                rule = rule_from(document, pack.rule_id(path))
                mistakes.extend(_edition_mistakes(pack, rule, document))
                read.append((rule._replace(path=pack.printed(path)), document))
            except PolicyEngineError as error:
                mistakes.extend(error.mistakes)
    mistakes.extend(_double_ids(read))
    return _with_earlier_ids([rule for rule, _ in read])


def _with_earlier_ids(rules: list[Rule]) -> list[Rule]:
    """Add to the former ids of each rule those of its former rules."""
    former = {rule.id: rule.formerly for rule in rules if rule.formerly}

    def earlier(rule: Rule) -> tuple[str, ...]:
        found = dict.fromkeys(rule.formerly)
        pending = list(found)
        while pending:
            for name in former.get(pending.pop(), ()):
                if name not in found and name != rule.id:
                    found[name] = None
                    pending.append(name)
        return tuple(found)

    return [rule._replace(formerly=earlier(rule)) if rule.formerly else rule for rule in rules]


def _edition_mistakes(pack: Pack, rule: Rule, document: Document) -> Iterator[Mistake]:
    if pack.name and rule.until:
        hint = "remove `until`: a pack has versions of its own, and `effective` gives a rule an end"
        yield document.mistake("only shipped rules have editions", document.locate_key(("until",)), hint)


def _double_ids(read: Iterable[tuple[Rule, Document]]) -> list[Mistake]:
    first: dict[str, Rule] = {}
    mistakes = []
    for rule, document in read:
        routes = [("title",), *(("formerly", index) for index in range(len(rule.formerly)))]
        for name, route in zip((rule.id, *rule.formerly), routes, strict=True):
            other = first.setdefault(name, rule)
            if other is not rule and not any(each.until and each.id == name for each in (other, rule)):
                place = document.locate_key(route) if route == ("title",) else document.locate_value(route)
                message = f"two rules have the id `{name}`: {other.path} and {rule.path}"
                mistakes.append(document.mistake(message, place, _RENAME))
    return mistakes


_RENAME = "rename one file, or drop the id from its `formerly`"


def _entries(packs: Sequence[Pack], mistakes: list[Mistake]) -> list[Entry]:
    read: list[tuple[Entry, Document]] = []
    for pack in packs:
        for path in yaml_files(pack.catalog):
            folder = path[len(pack.catalog) + 1 :].replace("\\", "/").partition("/")[0]
            try:
                document = _document(pack, path)
                entries = catalog_entries(document, folder)
                read.extend((entry._replace(path=pack.printed(path)), document) for entry in entries)
            except PolicyEngineError as error:
                mistakes.extend(error.mistakes)
    mistakes.extend(_double_names(read))
    return [entry for entry, _ in read]


def _double_names(read: Iterable[tuple[Entry, Document]]) -> list[Mistake]:
    first: dict[tuple[str, str], Entry] = {}
    mistakes = []
    for entry, document in read:
        for name in dict.fromkeys((entry.id, *entry.aliases)):
            other = first.setdefault((entry.kind, name), entry)
            if other is not entry:
                message = f"two of the catalog's {entry.kind} are called `{name}`: {other.path} and {entry.path}"
                place = document.locate_key(entry.route)
                mistakes.append(document.mistake(message, place, "ids and aliases are unique in the catalog"))
    return mistakes
