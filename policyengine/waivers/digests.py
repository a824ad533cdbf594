"""Waivers whose `facts:` is a digest, the form of version 0.1.0.

Version 0.1.0 stored only a SHA-256 of the facts that determined the verdict: declared, catalog and derived ones, whole
parameters, and the missing facts. A matching digest proves that these are unchanged. A different digest may result only
because the rule now reads more, or because a list of the policy became longer or shorter. So the digest is compared
with smaller sets of the current facts, and with shorter and longer lists. A match proves that exactly those facts were
approved, and that they are unchanged. The search is limited per waiver and per profile; a digest that it does not find
has lapsed.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain, combinations, islice, product
from typing import Any, NamedTuple

from policyengine.grounds import deciding_members, sha256_of, timeless
from policyengine.rule import Rule
from policyengine.verdict import Evidence, Verdict
from policyengine.vocabulary.values import VALUES
from policyengine.waivers.causes import has_new_cause, is_covered
from policyengine.waivers.limits import Search
from policyengine.waivers.released import CONDITIONS, LISTS

MOST = 2048
"""Maximum number of sets of facts compared for one waiver; `Search` limits those for a profile."""

_MOST_LEFT_OUT = 4
_MOST_TAKEN_OFF = 2

Lines = frozenset[str]


class _Unit(NamedTuple):
    """A fact that determined the verdict or is missing, and its possible lines in a digest: current lines first."""

    path: str
    variants: tuple[Lines, ...]


class _Kept(NamedTuple):
    """The lines of one verdict that a digest may cover, and the paths of their facts."""

    lines: Lines
    paths: frozenset[str]


def digest_of(verdicts: Iterable[Verdict]) -> str:
    """Digest the facts behind verdicts on the elements of one workload in the form of version 0.1.0, in hex."""
    return _digest([(verdict.subject.element, _today(verdict).lines) for verdict in verdicts])


def still_holds(digest: str, verdicts: Sequence[Verdict], search: Search) -> bool:
    """Return whether a digest of version 0.1.0 still excuses verdicts: the facts that it covers are unchanged."""
    if digest_of(verdicts) == digest:
        return not any(_is_another(verdict, _today(verdict)) for verdict in verdicts)
    if search.is_over:
        return False
    elements = [verdict.subject.element for verdict in verdicts]
    if len(verdicts) == 1:
        candidates: Iterable[tuple[_Kept, ...]] = ((kept,) for kept in _kept(verdicts[0]))
    else:
        candidates = product(*(list(search.limited(_kept(verdict), MOST // 64)) for verdict in verdicts))
    for kept in search.limited(candidates, MOST):
        if _digest(list(zip(elements, (each.lines for each in kept), strict=True))) == digest:
            return not any(_is_another(verdict, each) for verdict, each in zip(verdicts, kept, strict=True))
    return False


def _today(verdict: Verdict) -> _Kept:
    units = _units(verdict, others=False)
    return _of(units, (unit.variants[0] for unit in units))


def _is_another(verdict: Verdict, kept: _Kept) -> bool:
    """Return whether a verdict has a cause that a digest does not cover."""
    return has_new_cause(verdict, kept.paths)


def _kept(verdict: Verdict) -> Iterator[_Kept]:
    """Yield the sets of lines that a digest of a verdict may cover, the current ones first; never an empty one."""
    units = _units(verdict)
    most = 0 if _is_as_released(verdict.rule) else min(_MOST_LEFT_OUT, len(units) - 1)
    subsets = [
        [unit for unit in units if unit not in without]
        for size in range(most + 1)
        for without in combinations(units, size)
    ] or [units]
    as_today = ((unit.variants[0] for unit in rest) for rest in subsets)
    yield from (_of(rest, lines) for rest, lines in zip(subsets, as_today, strict=True))
    for rest in subsets:
        others = islice(product(*(unit.variants for unit in rest)), 1, MOST)
        yield from (_of(rest, lines) for lines in others)


def _of(units: Iterable[_Unit], lines: Iterable[Lines]) -> _Kept:
    return _Kept(frozenset(chain.from_iterable(lines)), frozenset(unit.path for unit in units))


def _units(verdict: Verdict, *, others: bool = True) -> list[_Unit]:
    most = None if others else 1
    found = [_Unit(fact.path, tuple(islice(_variants(fact, verdict), most))) for fact in verdict.evidence]
    gaps = [gap.path for gap in verdict.missing]
    known = {path for path, _ in verdict.read}
    for path in verdict.rule.require.reads:  # an undeclared fact is missing together with its inputs
        wanted = [gap for gap in gaps if path not in known and is_covered(path, {gap})]
        if wanted:
            found.append(_Unit(path, (frozenset(_line(gap, None) for gap in wanted),)))
    lines = frozenset(chain.from_iterable(unit.variants[0] for unit in found))
    return [*found, *(_Unit(gap, (frozenset({_line(gap, None)}),)) for gap in gaps if _line(gap, None) not in lines)]


def _is_as_released(rule: Rule) -> bool:
    """Return whether the conditions of a rule are those of version 0.1.0, so that it reads the same facts."""
    sources = (rule.when.source if rule.when else "", rule.require.source)
    return CONDITIONS.get(rule.id) == sha256_of(repr(sources))[:12]


def _variants(fact: Evidence, verdict: Verdict) -> Iterator[Lines]:
    """Yield the lines of a fact and its inputs; for a list parameter also those of lists with other members.

    Members that a fact of the verdict names may have determined it, so they are neither removed nor added.
    """
    yield frozenset(_line(given.path, given.value) for given in timeless((fact,)))
    if not fact.path.startswith("params.") or not isinstance(fact.value, list | tuple):
        return
    now = list(fact.value)
    released = list(LISTS.get((verdict.rule.id, fact.path.removeprefix("params.")), ()))
    words = dict.fromkeys([*released, *chain.from_iterable(VALUES.get(path, ()) for path, _ in verdict.read)])
    named = deciding_members([*now, *words], fact, verdict.evidence, dict(verdict.read))
    if released and not any((member in now) != (member in released) for member in named):
        yield frozenset({_line(fact.path, released)})
    removable = [place for place, member in enumerate(now) if member not in named]
    for count in range(1, _MOST_TAKEN_OFF + 1):
        for without in combinations(removable, count):
            rest = [member for place, member in enumerate(now) if place not in without]
            yield frozenset({_line(fact.path, rest)})
    for word in words:
        if word not in now and word not in named:
            for place in range(len(now) + 1):
                yield frozenset({_line(fact.path, [*now[:place], word, *now[place:]])})


def _line(path: str, value: Any) -> str:
    return repr((path, _plain(value)))


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case list() | tuple():
            return list(value) if all(type(item) is str for item in value) else [_plain(item) for item in value]
    return value


def _digest(found: list[tuple[str, Lines]]) -> str:
    ordered = sorted((element, sorted(lines)) for element, lines in found)
    return sha256_of(repr(ordered[0][1] if len(ordered) == 1 else ordered))
