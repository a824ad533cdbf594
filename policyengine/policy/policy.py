"""The policy in force for a run: compiled, and read in parts on demand."""

import marshal
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from policyengine.case import SCOPES
from policyengine.errors import Mistake, RuleError
from policyengine.policy.answers import Ask, Waits
from policyengine.policy.cache import Kept, Sections, read_cache, write_cache
from policyengine.policy.catalog import Catalog
from policyengine.policy.selection import RuleHeader
from policyengine.policy.staleness import source, tree

if TYPE_CHECKING:
    from policyengine.rule import Rule  # a clean run does not need it


class Policy:
    """Rules and catalog, compiled. Loading decodes the headers and the code; rules are decoded on demand.

    `rules` returns the section with that name, if it is not among the others.
    """

    def __init__(self, sections: Sections, rules: Callable[[], bytes | memoryview] | None = None) -> None:
        self._sections = sections
        self._frozen_rules = rules or (lambda: sections["rules"])
        headers = marshal.loads(sections["headers"])  # noqa: S302 - from the checksummed cache, or compiled just now
        self.headers: dict[str, tuple[RuleHeader, ...]] = {
            scope: tuple(map(RuleHeader._make, headers[scope])) for scope in SCOPES
        }
        self.parameters: list[tuple[str, str, str, Any]] = marshal.loads(sections["parameters"])  # noqa: S302 - as above
        self._functions: dict[str, Any] = {}
        self._waits_for: _WaitsByRule | None = None
        self._made_of: dict[str, tuple[str, ...]] | None = None
        self._slots: dict[str, dict[str, int]] = {}
        self._rules: dict[str, bytes] = {}
        self._thawed: dict[str, Rule] = {}

    def __reduce__(self) -> tuple[Callable[..., "Policy"], tuple[dict[str, bytes], bytes]]:
        sections = {name: bytes(section) for name, section in self._sections.items()}
        return _policy_from, (sections, bytes(self._frozen_rules()))

    @property
    def all_headers(self) -> list[RuleHeader]:
        """Return the headers of every scope."""
        return [header for scope in SCOPES for header in self.headers[scope]]

    def asks(self, scope: str) -> Ask:
        """Return the function that evaluates all rules of a scope."""
        if not self._functions:
            exec(marshal.loads(self._sections["code"]), self._functions)  # noqa: S102, S302 - our own generated code
        ask: Ask = self._functions[scope]
        return ask

    @property
    def waits_for(self) -> Mapping[str, Waits | None]:
        """Return the facts that would decide whether a rule applies, by its id.

        None if that needs the evaluator.
        """
        if self._waits_for is None:
            self._waits_for = _WaitsByRule(self._sections["waiting"], self._sections["waiting code"], self._functions)
        return self._waits_for

    @property
    def made_of(self) -> Mapping[str, tuple[str, ...]]:
        """Return the undeclared facts that rules depend on, each with the facts it is derived from."""
        if self._made_of is None:
            self._made_of = marshal.loads(self._sections["made of"])  # noqa: S302 - as above
        return self._made_of

    def slots(self, rule_id: str) -> Mapping[str, int]:
        """Return the positions of a rule's parameter values among those of all rules, by name."""
        if not self._slots:
            for slot, (rule, name, _, _) in enumerate(self.parameters):
                self._slots.setdefault(rule, {})[name] = slot
        return self._slots.get(rule_id, {})

    @property
    def editions(self) -> tuple[str, ...]:
        """Return the editions of the shipped rules, oldest first: dates such as `2026-11-28`."""
        found: tuple[str, ...] = marshal.loads(self._sections["editions"])  # noqa: S302 - as above
        return found

    def since(self, rule_id: str) -> str:
        """Return the edition of a rule; empty for rules of packs and of the program."""
        return next((header.since for header in self.all_headers if header.id == rule_id), "")

    @property
    def demands(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return each group of derived facts that rules read, with the facts that must be declared for it to matter."""
        found: tuple[tuple[str, tuple[str, ...]], ...] = marshal.loads(self._sections["demands"])  # noqa: S302 - as above
        return found

    @property
    def builtin(self) -> tuple[str, ...]:
        """Return the ids of the rules that the program evaluates; they have no headers."""
        found: tuple[str, ...] = marshal.loads(self._sections["builtin"])  # noqa: S302 - as above
        return found

    def rule(self, rule_id: str) -> "Rule":
        """Return a complete rule, including those that the program evaluates; raises KeyError for an unknown id."""
        if rule_id not in self._thawed:
            from policyengine.policy.frozen import thawed_rule

            if not self._rules:
                self._rules = marshal.loads(self._frozen_rules())  # noqa: S302 - as above
            self._thawed[rule_id] = thawed_rule(marshal.loads(self._rules[rule_id]))  # noqa: S302 - as above
        return self._thawed[rule_id]

    def catalog(self) -> Catalog:
        """Return the catalog of the packs."""
        starts, aliases = marshal.loads(self._sections["catalog"])  # noqa: S302 - as above
        return Catalog(starts, self._sections["entries"], aliases)


def _policy_from(sections: dict[str, bytes], rules: bytes) -> Policy:
    """Return the policy that was pickled, in this process or another."""
    return Policy(sections, lambda: rules)


class _WaitsByRule(dict[str, Waits | None]):
    """The facts that rules depend on, by rule; functions are created on first use."""

    def __init__(self, frozen: bytes | memoryview, code: bytes | memoryview, functions: dict[str, Any]) -> None:
        super().__init__()
        self._frozen: dict[str, tuple[str, ...] | int] = marshal.loads(frozen)  # noqa: S302 - from the checksummed cache, or just made
        self._code = code
        self._functions = functions

    def __missing__(self, rule_id: str) -> Waits | None:
        frozen = self._frozen.get(rule_id)
        made: Waits | None = frozen if isinstance(frozen, tuple) else None
        if isinstance(frozen, int):
            made = eval(marshal.loads(self._code[frozen:]), self._functions)  # noqa: S307, S302 - our own generated code
        self[rule_id] = made
        return made


def load_policy(directories: Sequence[str], *, by_contents: bool = False) -> Policy:
    """Return the policy of the shipped pack and these; from the cache if it is current, otherwise compiled and cached.

    `by_contents` is for directories that do not exist after the run: the cache is identified by the content of the
    packs, in one of sixteen files. Raises PolicyEngineError with every mistake in the packs' files.
    """
    by, watched, name = tuple(directories), directories, ""
    if by_contents:
        from policyengine.policy.contents import digest_of

        digest = digest_of(directories)
        by, watched, name = (digest,), (), f"revision-{digest[0]}"

    def compiled() -> Sections:
        from policyengine.policy.packs import code_paths

        sources = [source(path) for path in [*tree(_folders(watched)), *code_paths()]]
        return _compiled(directories, lambda asking, rules: write_cache(by, sources, asking, rules, name))

    kept = read_cache(by, name)
    return Policy(compiled()) if kept is None else Policy(kept.sections, lambda: _rules(kept, compiled))


def _compiled(directories: Sequence[str], keep: Callable[[Sections, bytes], None]) -> Sections:
    """Compile packs, and store the complete rules separately from the data for every run."""
    from policyengine.policy.compiling import compiled_sections
    from policyengine.policy.packs import packs

    sections = compiled_sections(packs(directories))
    keep({name: section for name, section in sections.items() if name != "rules"}, sections["rules"])
    return sections


def _rules(kept: Kept, compiled: Callable[[], Sections]) -> bytes | memoryview:
    """Return the rules that belong to the cached sections; compile them if needed, but never use another build."""
    rules = kept.rest()
    if rules is not None:
        return rules
    again = compiled()
    if any(marshal.loads(again[name]) != marshal.loads(kept.sections[name]) for name in _ASKING):  # noqa: S302 - as above
        hint = "run the same command again"
        raise RuleError(Mistake("the rules changed while profiles were judged by them", hint=hint))
    return again["rules"]


_ASKING = ("headers", "parameters", "code")
"""If these are the same, the same rules were evaluated."""


def _folders(directories: Sequence[str]) -> list[str]:
    from policyengine.policy.packs import packs

    return [folder for pack in packs(directories) for folder in (pack.rules, pack.catalog)]
