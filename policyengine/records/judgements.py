"""What a record rests on, read from the JSON file beside it: the outcome of each rule, and the facts that decided."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from policyengine.engine.digests import PRICED
from policyengine.grounds import Grounds, grounds_from, sha256
from policyengine.records.reading import rows_of, subject_of
from policyengine.verdict import Evidence, Missing

FACTS = "facts-sha256:"
"""How a digest begins that covers outcomes and deciding facts; that of version 0.1.0 begins with `sha256:`."""

_DECLARED = ("profile", "settings")


class Key(NamedTuple):
    """What one verdict is about."""

    rule: str
    workload: str
    option: str
    scope: str
    element: str


class Judgement(NamedTuple):
    """One verdict that is recorded: its severity, what it rests on, and whether it depends on prices.

    `direct` are the facts among these that the rule itself reads: not the inputs of derived ones.
    """

    severity: str
    grounds: Grounds
    priced: bool
    direct: frozenset[str]


def judgements_in(data: Mapping[str, Any]) -> dict[Key, Judgement]:
    """Return the verdicts of a sidecar, without those about waivers and comments; rows of another form are left out."""
    found = {}
    for row in rows_of(data.get("verdicts")):
        subject = subject_of(row)
        names = [row.get("rule"), row.get("workload"), row.get("option"), subject.get("scope"), subject.get("element")]
        key = Key(*(str(name or "") for name in names))
        if not key.rule.startswith(("waiver/", "ignore/")):
            found[key] = _judgement(row)
    return found


def facts_digest_of(data: Mapping[str, Any]) -> str:
    """Digest the outcomes of a sidecar, the facts that decided, the conditions, and the rules that were in force."""
    judged = [[*key, one.grounds.outcome, one.grounds.decided] for key, one in sorted(judgements_in(data).items())]
    others = [sorted(conditions_in(data).items()), data.get("not_applicable"), data.get("in_force")]
    return f"{FACTS}{sha256([judged, others])}"


def conditions_in(data: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return the conditions of each rule of a sidecar, as written then."""
    return {str(row.get("id")): [row.get("when"), row.get("require")] for row in rows_of(data.get("rules"))}


def not_applicable_in(data: Mapping[str, Any]) -> set[tuple[str, str, str]]:
    """Return rule, workload and option wherever a rule did not apply."""
    return {
        (str(rule), str(row.get("workload") or ""), str(row.get("element") or ""))
        for row in rows_of(data.get("not_applicable"))
        for rule in _list(row.get("rules"))
    }


def _judgement(row: Mapping[str, Any]) -> Judgement:
    evidence = [_evidence(fact) for fact in rows_of(row.get("evidence"))]
    missing = [Missing(str(gap.get("path"))) for gap in rows_of(row.get("missing"))]
    given = row.get("read")
    read = {path: value for path, value in (given if isinstance(given, dict) else {}).items() if not _is_priced(path)}
    priced = any(_is_priced(fact.path) for fact in evidence)
    grounds = grounds_from(str(row.get("outcome")), _without_prices(evidence), missing, read)
    direct = frozenset(fact.path for fact in evidence) | frozenset(gap.path for gap in missing)
    return Judgement(str(row.get("severity")), grounds, priced, direct & grounds.decided.keys())


def _evidence(fact: Mapping[str, Any]) -> Evidence:
    elements = fact.get("elements")
    return Evidence(
        str(fact.get("path")),
        fact.get("value"),
        str(fact.get("origin")),
        inputs=tuple(_evidence(given) for given in rows_of(fact.get("inputs"))),
        elements=tuple(elements) if isinstance(elements, list) else (),
    )


def _without_prices(evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    """Yield facts, and for a computed cost the facts that people declared for it, because prices change."""
    for fact in evidence:
        if _is_priced(fact.path):
            yield from _declared(fact.inputs)
        else:
            yield fact._replace(inputs=tuple(_without_prices(fact.inputs)))


def _declared(evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    for fact in evidence:
        if fact.origin in _DECLARED:
            yield fact._replace(inputs=())
        yield from _declared(fact.inputs)


def _is_priced(path: str) -> bool:
    return path.startswith(PRICED)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
