"""The facts that a waiver excuses, as written in its `facts:`, and the changes since their approval.

They are readable, so that a review shows what is excused: the outcome, the facts that determined it, and the other
facts that the rule read. A digest seals them together with the rule, the workload and the element. Lines that are
removed, edited by hand, or copied from another waiver excuse nothing.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from policyengine.grounds import (
    UNDECLARED,
    Grounds,
    as_set,
    canonical,
    grounds_of,
    is_same,
    normal,
    readable,
    sha256,
)
from policyengine.message import format_value
from policyengine.verdict import Evidence, Verdict, outcome_word
from policyengine.waivers.causes import has_new_cause
from policyengine.waivers.meant import OPTION, STORE
from policyengine.words.lists import coded

SEAL = "digest"
_SEAL_LENGTH = 16
_LONG = 120


class Change(NamedTuple):
    """One difference between the approved and the current state, in words; `fact` is the current evidence."""

    words: str
    fact: Evidence | None = None


def approval_of(rule: str, element: str, verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """Return the `facts` of a waiver for verdicts on one workload.

    `rule` and `element` are the id of the rule and the element that the waiver names; an empty element means all.
    """
    parts = {verdict.subject.element: _approved(verdict) for verdict in verdicts}
    facts = next(iter(parts.values())) if len(parts) == 1 else {"elements": parts}
    return {**facts, SEAL: _seal(rule, verdicts[0].subject.workload, element, facts)}


def in_flow(facts: Mapping[str, Any]) -> str:
    """Write facts on one line of YAML."""
    return _flow(facts)


def _flow(value: Any) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{_flow(key)}: {_flow(item)}" for key, item in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case str() if _BARE.fullmatch(value) and value not in _WORDS:
            return value
    return canonical(value)


_BARE = re.compile(r"[A-Za-z][\w./-]*", re.ASCII)
_WORDS = frozenset({"true", "false", "null", "True", "False", "Null", "TRUE", "FALSE", "NULL"})


def changes_since(
    approved: Mapping[str, Any], rules: Iterable[str], place: tuple[str, str], verdicts: Sequence[Verdict]
) -> list[Change]:
    """Return the changes since facts were approved; nothing if the approval is still valid.

    `rules` are the ids under which the rule may be named, `place` the workload and the element that the waiver names.
    """
    facts = {key: value for key, value in approved.items() if key != SEAL}
    seals = {_seal(rule, *place, facts) for rule in rules}
    several = facts.get("elements")
    if not facts or approved.get(SEAL) not in seals or not _is_approval(several):
        return [
            Change("they differ from the approved facts: a line was edited, removed, or copied from another waiver")
        ]
    if several is None:
        if len(verdicts) != 1:
            return [Change(f"it was approved for one element, but the rule fails for {len(verdicts)}")]
        return _changes(facts, verdicts[0])
    found = {verdict.subject.element: verdict for verdict in verdicts}
    if sorted(found) != sorted(several):
        return [Change(f"it was approved for {coded(several)}, but the rule fails for {coded(found)}")]
    return [change for element, verdict in found.items() for change in _changes(several[element], verdict)]


def _is_approval(several: Any) -> bool:
    """Return whether the facts of several elements, if there are any, are those of each by name."""
    return several is None or (
        isinstance(several, Mapping) and all(isinstance(one, Mapping) for one in several.values())
    )


def _approved(verdict: Verdict) -> dict[str, Any]:
    """Return the approved facts of one verdict: its grounds, and what serves the workload or stores its data."""
    served_by = {_element(verdict): dict(verdict.served_by)} if verdict.served_by else {}
    return {**_plain(grounds_of(verdict)), **served_by}


def _element(verdict: Verdict) -> str:
    return STORE if verdict.subject.scope == STORE else OPTION


def _plain(grounds: Grounds) -> dict[str, Any]:
    """Return grounds in written form: a value that would fill a line is replaced by its digest."""
    parts = {"decided": grounds.decided, "read": grounds.read}
    short = {name: {path: _short(value) for path, value in part.items()} for name, part in parts.items()}
    return {"outcome": grounds.outcome, **{name: part for name, part in short.items() if part}}


_PARTS = ("decided", "read")


def _short(value: Any) -> Any:
    return f"sha256:{sha256(as_set(value))[:_SEAL_LENGTH]}" if len(canonical(value)) > _LONG else value


def _seal(rule: str, workload: str, element: str, facts: Mapping[str, Any]) -> str:
    return sha256([rule, workload, element, normal(dict(facts))])[:_SEAL_LENGTH]


def _changes(approved: Mapping[str, Any], verdict: Verdict) -> list[Change]:
    now = _plain(grounds_of(verdict))
    if now["outcome"] != approved.get("outcome"):
        was, word = outcome_word(approved.get("outcome")), outcome_word(now["outcome"])
        return [Change(f"the rule's outcome was {was} and is now {word}")]
    serves = dict(verdict.served_by)
    served = _normal_values(approved.get(_element(verdict)))
    for name in dict.fromkeys((*served, *serves)) if served else ():
        old, new = (found.get(name, UNDECLARED) for found in (served, serves))
        if old != new:
            return [Change(f"the {name} was {format_value(old)} and is now {format_value(new)}")]
    today = _Today(now, verdict)
    decided, read = (_normal_values(approved.get(name)) for name in _PARTS)
    changed = [today.change(path, old) for path, old in decided.items() if today.differs(path, old)]
    deciding = now.get("decided", {})
    if deciding.keys() != decided.keys():  # because facts changed, or because the rule did
        changed += [today.change(path, old) for path, old in read.items() if today.differs(path, old)]
    if changed:
        return changed
    known = {*decided, *read}
    if has_new_cause(verdict, known):
        new = sorted(path for path in deciding if path not in known) or ["its condition"]
        return [Change(f"the outcome now also depends on {coded(new)}", today.facts.get(new[0]))]
    return []


class _Today:
    """The current values of facts, in the form of an approval."""

    def __init__(self, now: Mapping[str, Any], verdict: Verdict) -> None:
        self.values = {**now.get("read", {}), **now.get("decided", {})}
        self.others = {path: _short(normal(value)) for path, value in verdict.read if path not in self.values}
        self.readable = frozenset(readable(verdict.rule))
        self.facts = {fact.path: fact for fact in _with_inputs(verdict.evidence)}

    def differs(self, path: str, old: Any) -> bool:
        """Return whether an approved fact has another value, if the rule can still read it."""
        if path in self.values:
            return not is_same(self.values[path], old)
        if path not in self.readable:
            return False
        if path.startswith("params.") and isinstance(self.others.get(path), list):
            return False  # the list no longer determines the outcome
        new = self.others.get(path)
        return not is_same(new, old) if new is not None else old != UNDECLARED

    def change(self, path: str, old: Any) -> Change:
        """Return a change in words, with the current place of the fact."""
        new = self.values.get(path, self.others.get(path, UNDECLARED))
        fact = self.facts.get(path)
        at = f" ({fact.location})" if fact and fact.location else ""
        return Change(f"`{path}` was {format_value(old)} and is now {format_value(new)}{at}", fact)


def _normal_values(part: Any) -> dict[str, Any]:
    return {path: normal(value) for path, value in part.items()} if isinstance(part, Mapping) else {}


def _with_inputs(evidence: Iterable[Evidence]) -> Iterable[Evidence]:
    for fact in evidence:
        yield fact
        yield from _with_inputs(fact.inputs)
