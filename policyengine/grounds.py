"""The grounds of a verdict: its outcome, the facts that determined it, and the other facts that its rule read.

Waivers, records and reports for programs compare the verdicts of two runs by their grounds. Grounds exclude everything
that may change without changing the decision: the wording of a rule, parameters that did not determine the verdict, and
the current date.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from policyengine.rule import Rule
from policyengine.verdict import Evidence, Missing, Verdict
from policyengine.vocabulary.routes import INPUTS
from policyengine.wire.values import plain_value
from policyengine.words.numbers import significant

UNDECLARED = "undeclared"
"""Represents the value of an undeclared fact that the rule read."""


class Grounds(NamedTuple):
    """An outcome, with the values by path of the facts that determined it and of those that were only read."""

    outcome: str
    decided: dict[str, Any]
    read: dict[str, Any]


def grounds_of(verdict: Verdict) -> Grounds:
    """Return the grounds of a verdict."""
    return grounds_from(str(verdict.outcome), verdict.evidence, verdict.missing, facts_read(verdict))


def facts_read(verdict: Verdict) -> dict[str, Any]:
    """Return the facts that the conditions read and their inputs, with None for undeclared ones."""
    values = dict(verdict.read)
    direct = [path for path in _conditions_read(verdict.rule) if not path.startswith("params.")]
    inputs = _with_inputs_of(path for path in direct if path not in values)
    return dict.fromkeys(direct) | {path: values[path] for path in (*inputs, *direct) if path in values}


def grounds_from(
    outcome: str, evidence: Iterable[Evidence], missing: Iterable[Missing], read: Mapping[str, Any]
) -> Grounds:
    """Return grounds from their parts; `read` maps each fact that the conditions read to its value, or to None."""
    evidence = tuple(evidence)
    lines: dict[str, dict[str, Any]] = {}
    for fact in timeless(evidence):
        value = normal(fact.value)
        if fact.path.startswith("params.") and isinstance(value, list):
            value = deciding_members(value, fact, evidence, read)
        lines.setdefault(fact.path, {})[canonical(value)] = value
    decided = {path: _joined(values) for path, values in sorted(lines.items())}
    decided |= {gap.path: UNDECLARED for gap in missing if gap.path not in decided}
    others = {
        path: UNDECLARED if value is None else normal(value)
        for path, value in sorted(read.items())
        if path not in decided and not follows_clock(path)
    }
    return Grounds(outcome, decided, others)


def facts_digest(verdict: Verdict) -> str:
    """Digest the outcome of a verdict and the facts that determined it, in hex."""
    outcome, decided, _ = grounds_of(verdict)
    return sha256([outcome, decided])


def readable(rule: Rule) -> tuple[str, ...]:
    """Return the facts and parameters that the conditions of a rule read, and all inputs of derived facts."""
    return _with_inputs_of(_conditions_read(rule))


def _conditions_read(rule: Rule) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(path for condition in (rule.when, rule.require) if condition for path in condition.reads)
    )


def _with_inputs_of(paths: Iterable[str]) -> tuple[str, ...]:
    pending = list(paths)
    found: dict[str, None] = {}
    while pending:
        path = pending.pop()
        if path not in found:
            found[path] = None
            pending += INPUTS.get(path, ())
    return tuple(found)


def timeless(evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    """Yield facts and their inputs, except those that change as time passes."""
    for fact in evidence:
        if not _is_clocked(fact):
            yield fact
        yield from timeless(fact.inputs)


@cache
def follows_clock(path: str) -> bool:
    """Return whether a fact may depend on the evaluation date."""
    return path == "today" or any(map(follows_clock, INPUTS.get(path, ())))


def normal(value: Any) -> Any:
    """Return a value as files store it: plain, with no more digits than every version computes identically."""
    plain = plain_value(value)
    match plain:
        case bool():
            return plain
        case float():
            return int(plain) if plain.is_integer() else significant(plain, 12)
        case list():
            return [normal(item) for item in plain]
        case dict():
            return {str(key): normal(item) for key, item in plain.items()}
    return plain


def canonical(value: Any) -> str:
    """Write plain data as JSON in canonical form."""
    import json  # slow to import, and most runs do not compare

    return json.dumps(value, ensure_ascii=True, sort_keys=True)


def is_same(left: Any, right: Any) -> bool:
    """Return whether two values of a fact are equal; for lists of words, without regard to order and repetition."""
    return canonical(as_set(left)) == canonical(as_set(right))


def as_set(value: Any) -> Any:
    """Return a list of words sorted and without repetitions; return other values unchanged."""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return sorted(set(value))
    return value


def sha256(value: Any) -> str:
    """Digest plain data, in hex."""
    return sha256_of(canonical(value))


def sha256_of(text: str) -> str:
    """Digest a text, in hex."""
    import hashlib  # slow to import, and most runs compute no digest

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _is_clocked(fact: Evidence) -> bool:
    return fact.origin == "clock" or any(map(_is_clocked, fact.inputs))


def deciding_members(
    value: list[Any], parameter: Evidence, evidence: Iterable[Evidence], read: Mapping[str, Any]
) -> list[Any]:
    """Return the members of a list parameter that determined the verdict: named by it, or equal to a fact."""
    named = [normal(element) for element in parameter.elements]
    for fact in (*timeless(evidence), *(Evidence(path, value, "") for path, value in read.items())):
        if not fact.path.startswith("params."):
            said = normal(fact.value)
            named += said if isinstance(said, list) else [said]
    known = set(map(canonical, named))
    return sorted((member for member in value if canonical(member) in known), key=canonical)


def _joined(values: dict[str, Any]) -> Any:
    """Return the value of a fact, or all its values if several elements declare it."""
    return next(iter(values.values())) if len(values) == 1 else [values[key] for key in sorted(values)]
