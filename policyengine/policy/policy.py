"""The policy in force for a run: what is compiled, read part by part as it is asked for."""

import marshal
from collections.abc import Mapping, Sequence
from typing import Any

from policyengine.policy.answers import Ask, Waits
from policyengine.policy.cache import Sections, read_cache, write_cache
from policyengine.policy.catalog import Catalog
from policyengine.policy.packs import code_files, packs
from policyengine.policy.selection import Head
from policyengine.policy.staleness import source, tree
from policyengine.rule import SCOPES, Rule


class Policy:
    """Rules and catalog, compiled. Loading it decodes the heads and the code; a rule is decoded when it is wanted."""

    def __init__(self, sections: Sections) -> None:
        self._sections = sections
        heads = marshal.loads(sections["heads"])  # noqa: S302 - from the checksummed cache, or compiled just now
        self.heads: dict[str, tuple[Head, ...]] = {
            scope: tuple(Head(*given) for given in heads[scope]) for scope in SCOPES
        }
        self.parameters: list[tuple[str, str, str, Any]] = marshal.loads(sections["parameters"])  # noqa: S302 - as above
        self._functions: dict[str, Any] = {}
        self._waiting: dict[str, Any] = {}
        self._made_of: dict[str, tuple[str, ...]] | None = None
        self._rules: dict[str, bytes] = {}
        self._thawed: dict[str, Rule] = {}

    @property
    def all_heads(self) -> list[Head]:
        """Give the heads of every scope."""
        return [head for scope in SCOPES for head in self.heads[scope]]

    def asks(self, scope: str) -> Ask:
        """Give the function that asks all rules of a scope."""
        if not self._functions:
            exec(marshal.loads(self._sections["code"]), self._functions)  # noqa: S102, S302 - our own generated code
        ask: Ask = self._functions[scope]
        return ask

    def waits_for(self, rule_id: str) -> Waits | None:
        """Give the function that names the absent facts a rule waits for, or None where none was made."""
        if not self._waiting:
            self._waiting = marshal.loads(self._sections["waiting"])  # noqa: S302 - as above
        made = self._waiting.get(rule_id)
        if isinstance(made, bytes):
            made = eval(marshal.loads(made), self._functions)  # noqa: S307, S302 - our own generated code
            self._waiting[rule_id] = made
        return made

    @property
    def made_of(self) -> Mapping[str, tuple[str, ...]]:
        """Give the facts that rules wait for and nobody declares, each with the facts it is derived from."""
        if self._made_of is None:
            self._made_of = marshal.loads(self._sections["made of"])  # noqa: S302 - as above
        return self._made_of

    def rule(self, rule_id: str) -> Rule:
        """Give a rule in full; raises KeyError for an id that no rule has."""
        if rule_id not in self._thawed:
            from policyengine.policy.frozen import thawed_rule

            if not self._rules:
                self._rules = marshal.loads(self._sections["rules"])  # noqa: S302 - as above
            self._thawed[rule_id] = thawed_rule(marshal.loads(self._rules[rule_id]))  # noqa: S302 - as above
        return self._thawed[rule_id]

    def catalog(self) -> Catalog:
        """Give the catalog of the packs."""
        return Catalog(marshal.loads(self._sections["tables"]), marshal.loads(self._sections["aliases"]))  # noqa: S302 - as above


def load_policy(directories: Sequence[str], *, by_contents: bool = False) -> Policy:
    """Give the policy of the shipped pack and these; from the cache if it is fresh, else compiled and kept.

    `by_contents` is for directories that are gone after the run: what is kept is found again by what the packs say, in
    one of sixteen files. Raises PolicyEngineError with every mistake in the packs' files.
    """
    known_by, name = tuple(directories), ""
    if by_contents:
        from policyengine.policy.contents import digest_of

        digest = digest_of(directories)
        known_by, name = (digest,), f"revision-{digest[0]}"
    sections = read_cache(known_by, name)
    if sections is None:
        from policyengine.policy.compiling import compiled_sections

        watched = _folders(() if by_contents else directories)
        sources = [source(path) for path in [*tree(watched), *code_files()]]
        sections = compiled_sections(packs(directories))
        write_cache(known_by, sources, sections, name)
    return Policy(sections)


def _folders(directories: Sequence[str]) -> list[str]:
    return [folder for pack in packs(directories) for folder in (pack.rules, pack.catalog)]
