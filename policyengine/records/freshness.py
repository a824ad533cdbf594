"""Whether an accepted record still rests on what it was accepted for: outcomes, and the facts that decided them.

The JSON file beside the record says what they were. Rules that were added since do not count, nor
do the wording of a rule, parameters that did not decide, and the version of the program.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from policyengine.decision import Decision
from policyengine.grounds import is_same
from policyengine.message import format_value
from policyengine.records.alike import is_alike
from policyengine.records.judged import judged_verdicts, plain_judged
from policyengine.records.judgements import (
    FACTS,
    Judgement,
    Key,
    conditions_in,
    facts_digest_of,
    judgements_in,
)
from policyengine.records.layout import Record
from policyengine.records.reading import loaded
from policyengine.records.sidecar_form import malformed_key
from policyengine.records.then import Names, about, as_then, key_of
from policyengine.severity import Severity
from policyengine.verdict import Outcome, outcome_word
from policyengine.waivers.causes import has_new_cause

_LOUD = ("fail", "unknown", "broken")


class Compared(NamedTuple):
    """What a record rests on, then and now.

    `changes` are the differences in words. `added` are the rules that were added since and that the choice does not
    satisfy. `then` is today's decision by the earlier rules only, under their earlier names. `excused` are the
    warnings and notes that a later exception excuses, `alike` the contacts that have another name.
    """

    changes: tuple[str, ...]
    added: tuple[str, ...]
    then: Decision
    excused: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()


def rests_on(record: Record, sidecar: str, decision: Decision) -> Compared | None:
    """Compare what a record rests on with a decision of today; None if no sidecar says what that was."""
    data = loaded(sidecar)
    if malformed_key(data):
        return None
    if data.get("inputs") != record.inputs or (record.inputs.startswith(FACTS) and not is_sealed(data)):
        return None
    return compared_with(data, decision)


def is_sealed(data: Mapping[str, Any]) -> bool:
    """Return whether the verdicts of a sidecar are those that its digest was made of."""
    return facts_digest_of(data) == data.get("inputs")


def compared_with(old: Mapping[str, Any], decision: Decision) -> Compared:
    """Compare what a sidecar says with a decision of today."""
    names = Names(old, decision)
    then = as_then(old, decision, names)
    found = _Changes(old, then.decision)
    changes = tuple(dict.fromkeys(found.words()))
    return Compared(changes, _added(decision, names), then.decision, then.excused, found.alike)


def _added(decision: Decision, names: Names) -> tuple[str, ...]:
    """Return the rules of severity error that were added since and that the choice does not satisfy."""
    verdicts = [verdict for workload in decision.workloads for verdict in workload.verdicts]
    for workload in decision.workloads:
        verdicts += [v for option in workload.options if option.role != "considered" for v in option.verdicts]
    loud = [verdict for verdict in verdicts if verdict.severity is Severity.ERROR and str(verdict.outcome) in _LOUD]
    return tuple(sorted({verdict.rule.id for verdict in loud if not names.of(verdict)}))


class _Changes:
    """What differs between a sidecar and a decision of today by the same rules."""

    def __init__(self, old: Mapping[str, Any], then: Decision) -> None:
        now = plain_judged(then)
        self.before, self.after = judgements_in(old), judgements_in(now)
        self.conditions, self.conditions_now = conditions_in(old), conditions_in(now)
        self.verdicts = {key_of(*judged): judged[0] for judged in judged_verdicts(then)}
        self.ids = {(path, alias): name for path, alias, name in then.aliases}
        self.alike: tuple[str, ...] = ()
        self.rules = {*then.in_force, *(verdict.rule.id for verdict in self.verdicts.values())}

    def words(self) -> Iterator[str]:
        """Yield each difference in words: other outcomes first, then other facts."""
        resting, alike = dict[str, list[str]](), dict[str, list[str]]()
        for key in sorted({*self.before, *self.after}):
            old, new = self.before.get(key), self.after.get(key)
            if any(one and one.priced for one in (old, new)) and not any(one and _is_error(one) for one in (old, new)):
                continue  # what new prices make of rules that only warn, `check` reports
            was, now = (one.grounds.outcome if one else "not-applicable" for one in (old, new))
            removed = new is None and key.rule not in self.rules
            if was != now and not (removed and was == Outcome.PASS):
                yield f"{about(key)} was {outcome_word(was)} and is now {'removed' if removed else outcome_word(now)}"
            elif old and new:
                for words, same in self._facts(key, old, new):
                    (alike if same else resting).setdefault(words, []).append(about(key))
        self.alike = tuple(words for words in alike if words not in resting)
        for words, (first, *others) in resting.items():
            more = f" and {len(others)} more rest" if others else " rests"
            yield f"{words}, on which {first}{more}"

    def _facts(self, key: Key, old: Judgement, new: Judgement) -> Iterator[tuple[str, bool]]:
        """Yield the facts that decided one verdict and have other values today, and whether the rule cannot tell."""
        decided, read = old.grounds.decided, old.grounds.read
        today = {**new.grounds.read, **new.grounds.decided}
        shifted = decided.keys() != new.grounds.decided.keys()
        same_rule = self.conditions.get(key.rule) == self.conditions_now.get(key.rule)
        for path, value in {**(read if shifted else {}), **decided}.items():
            if path in today and not is_same(self._id(path, today[path]), self._id(path, value)):
                alike = same_rule and is_alike(self.verdicts[key].rule, path, value, today[path])
                yield f"`{path}` was {format_value(value)} and is now {format_value(today[path])}", alike
        unknown = sorted(path for path in new.direct if path not in decided and path not in read)
        if not unknown:
            return
        if same_rule or (new.grounds.outcome in _LOUD and has_new_cause(self.verdicts[key], {*decided, *read})):
            yield f"`{unknown[0]}` is now {format_value(today[unknown[0]])}", False

    def _id(self, path: str, value: Any) -> Any:
        """Return a value with the ids of the catalog for its other names."""
        if isinstance(value, list):
            return [self._id(path, item) for item in value]
        return self.ids.get((path, value), value) if isinstance(value, str) else value


def _is_error(judgement: Judgement) -> bool:
    return judgement.severity == Severity.ERROR
