"""The editions of the shipped rules: dated states that an organisation adopts with `edition:` in its settings.

`rules/editions.yaml` lists them, oldest first. An edition names its new rules, each with a digest of its deciding
parts, and later corrections of these. A shipped rule that no edition names is unreleased.
"""

from typing import Any, NamedTuple

from policyengine.loading.files import read_text
from policyengine.loading.yaml.parsing import parse_mapping
from policyengine.policy.packs import EDITIONS
from policyengine.policy.selection import UNRELEASED
from policyengine.rule import Condition, Rule


class Editions(NamedTuple):
    """The dates of the editions, oldest first; for each rule its edition and the digest of its current text.

    `corrected` is whether the newest edition has corrections.
    """

    dates: tuple[str, ...]
    since: dict[str, str]
    digests: dict[str, str]
    corrected: bool = False

    def edition_of(self, rule_id: str) -> str:
        """Return the edition of a shipped rule, `next` if no edition names it."""
        return self.since.get(rule_id, UNRELEASED)


def load_editions() -> Editions:
    """Load the editions; raises InputError if the file is invalid."""
    data = parse_mapping("rules/editions.yaml", read_text(EDITIONS)).value
    since: dict[str, str] = {}
    digests: dict[str, str] = {}
    for date, edition in data.items():
        for rule_id, digest in (edition["rules"] or {}).items():
            since.setdefault(rule_id, date)
            digests[rule_id] = digest
        for rule_id, correction in (edition.get("corrected") or {}).items():
            digests[rule_id] = correction["digest"]
    newest = data[max(data)] if data else {}
    return Editions(tuple(data), since, digests, bool(newest.get("corrected")))


def decision_digest(rule: Rule) -> str:
    """Digest the deciding parts of a rule, in 12 hex digits: scope, force, severity, conditions, defaults, phases.

    Texts, sources and examples are excluded, and so is the layout of conditions.
    """
    import hashlib  # slow to import, and used by maintainers only

    parts: tuple[Any, ...] = (
        rule.scope,
        rule.force,
        tuple((str(severity), _source(condition)) for severity, condition in rule.severity),
        _source(rule.when),
        _source(rule.require),
        tuple((each.name, each.type, each.default, each.tighter) for each in rule.parameters),
        tuple(tuple(phase) for phase in rule.phases),
        rule.waivable,
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]


def _source(condition: Condition | None) -> str:
    return " ".join(condition.source.split()) if condition else ""
