"""Digests of the inputs of a decision, so that an outdated record can be detected."""

from collections.abc import Sequence
from typing import Any

from policyengine.case import Case
from policyengine.decision import Digest
from policyengine.engine.session import Session
from policyengine.loading.profiles import Profile
from policyengine.rule import Rule
from policyengine.verdict import Outcome, Verdict
from policyengine.vocabulary.routes import INPUTS

PRICED = ("workload.cost.", "workload.break_even.", "option.cost.", "primary.cost.")
"""Prefixes of facts that change with every update of a price set."""


_FIELDS = Rule._fields.index("until")
"""Number of fields of a rule that records digest; one more field would invalidate every draft."""


def digests_of(profile: Profile, session: Session) -> tuple[Digest, ...]:
    """Digest the files and the rules by which a decision was judged."""
    digests = [Digest("profile", profile.document.path, _sha256(profile.document.text))]
    digests += [Digest("settings", file.path, _sha256(file.text)) for file in session.environment.settings.documents]
    rules = [session.policy.rule(rule_id) for rule_id in session.active.names()]
    digests.append(
        Digest("rules", f"{len(rules)} rules", _sha256("\n".join(repr(tuple(rule)[:_FIELDS]) for rule in rules)))
    )
    return tuple(digests)


def inputs_digest(cases: Sequence[Case], verdicts: Sequence[Verdict], session: Session) -> str:
    """Digest the inputs of the verdicts: the evaluated rules, their conditions, and the values that these read.

    A computed cost is replaced by its inputs without the prices, because an updated price set does not change a
    decision. `check` reports rules that fail with the new prices.
    """
    by_subject = {case.subject: case for case in cases}
    lines = set()
    for verdict in verdicts:
        if verdict.outcome is Outcome.NOT_APPLICABLE:
            continue
        rule = verdict.rule
        reads = sorted({*rule.require.reads, *(rule.when.reads if rule.when else ())})
        values = _values(by_subject[verdict.subject], reads, cases)
        in_force = session.active.parameters_of(rule.id)
        parameters = [(path, in_force[path.removeprefix("params.")]) for path in reads if path.startswith("params.")]
        when = rule.when.source if rule.when else ""
        lines.add(repr((rule.id, when, rule.require.source, tuple(verdict.subject)[2:], values, parameters)))
    return _sha256("\n".join(sorted(lines)))


def _values(case: Case, reads: Sequence[str], cases: Sequence[Case]) -> list[tuple[str, Any]]:
    """Return the facts read, by path; computed costs are replaced by their inputs."""
    values: list[tuple[str, Any]] = []
    for path in reads:
        if path.startswith(PRICED):
            values.append((path, _without_prices(path, case, cases)))
        elif path in case.facts:
            values.append((path, _plain(case.facts[path])))
    return values


def _without_prices(path: str, case: Case, cases: Sequence[Case]) -> list[tuple[str, Any]]:
    """Return the inputs of a cost; for a workload, those of its options."""
    among = [case]
    if case.subject.scope == "workload":
        own = (each for each in cases if each.subject.scope == "option")
        among += [each for each in own if each.subject.workload == case.subject.workload]
    return [(given, [_plain(each.facts[given]) for each in among if given in each.facts]) for given in INPUTS[path]]


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _sha256(text: str) -> str:
    import hashlib  # only records need it, and it is slow to import

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
