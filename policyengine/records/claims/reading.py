"""Reads the amounts and the claims that a text states about the options of a decision."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from policyengine.costs.ranges import Range
from policyengine.decision import JudgedOption, JudgedWorkload
from policyengine.records.claims.clauses import CONDITION, DISTANCE, PAST, Clause, sentences_of, tokens_of
from policyengine.records.claims.comparatives import QUALIFYING, Claim, claims_of
from policyengine.records.claims.figures import Figure, figures_of
from policyengine.records.claims.money import period_of
from policyengine.records.claims.subjects import Setting, setting_of
from policyengine.records.claims.terms import LONGEST_NAME, Elements, Names, Reader
from policyengine.words.names import model_name, place_name, service_name

_PERIOD_WIDTH = 3
"""One more than the tokens of a period, such as `per month`, after a claim."""

_MARKS = dict.fromkeys(map(ord, '`"\u201c\u201d'))
_LEAST_LETTERS = 4
_COMMON = frozenset({"small", "large", "model", "base", "fast", "best", "mini", "chat", "test", "text", "fine", "this"})
"""Words that may begin the name of a model and mean something else in a text."""

_COMMON_OF_SERVICES = frozenset({"ai", "cloud", "api", "inference", "services", "platform"})

_NOT_A_CLAIM = frozenset({PAST, CONDITION, DISTANCE})


class Reading(NamedTuple):
    """What a text states: amounts that are costs of the present, and claims with their words."""

    figures: tuple[Figure, ...]
    claims: tuple[tuple[str, Claim], ...]


def read(text: str, reader: Reader, *, is_reason: bool) -> Reading:
    """Read a text; in one that is not the reason of the choice, `it` and sentences without a subject are unclear."""
    figures: list[Figure] = []
    claims: list[tuple[str, Claim]] = []
    setting: Setting | None = None
    for sentence in sentences_of(text):
        for place, clause in enumerate(sentence):
            terms = reader.terms(clause.tokens)
            setting = setting_of(terms, setting, clause.leads, is_reason=is_reason, goes_on=place > 0)
            is_limited = place + 1 < len(sentence) and sentence[place + 1].tokens[0].word in QUALIFYING
            found = [claim for claim in claims_of(setting) if not _moods(clause, claim) & _NOT_A_CLAIM]
            found = [] if is_limited else found
            claims += [(_quoted(text, one), _timed(one, clause)) for one in found]
            figures += figures_of(setting, clause, found)
    return Reading(tuple(figures), tuple((words, claim) for words, claim in claims if _is_timed(claim)))


def names_of(workloads: Iterable[JudgedWorkload]) -> Names:
    """Return the words that may name each option: its model, the first words of that, and its service."""
    whole: dict[tuple[str, ...], set[tuple[str, str]]] = {}
    begun: dict[tuple[str, ...], set[tuple[str, str]]] = {}
    for workload in workloads:
        for option in workload.options:
            key = (workload.name, option.element)
            for name in _names(option):
                whole.setdefault(_words(name), set()).add(key)
            for name in _beginnings(option):
                begun.setdefault(_words(name), set()).add(key)
    return _by_first_word({**begun, **whole})


def places_of(workloads: Iterable[JudgedWorkload]) -> Names:
    """Return the words for where each option runs: its service, a word of that, and its region."""
    found: dict[tuple[str, ...], set[tuple[str, str]]] = {}
    for workload in workloads:
        for option in workload.options:
            facts = option.option.facts
            service = service_name(facts.get("option.provider.id", ""))
            region = facts.get("option.region.id", "")
            own = [word for word in service.split() if word.lower() not in _COMMON_OF_SERVICES]
            for name in (service, *own, region, place_name(region).removeprefix("the ")):
                found.setdefault(_words(name), set()).add((workload.name, option.element))
    return _by_first_word(found)


def _by_first_word(named: Mapping[tuple[str, ...], Iterable[tuple[str, str]]]) -> Names:
    names: dict[str, dict[tuple[str, ...], Elements]] = {}
    for sequence, keys in named.items():
        if 0 < len(sequence) <= LONGEST_NAME:
            names.setdefault(sequence[0], {})[sequence] = frozenset(keys)
    return names


def _names(option: JudgedOption) -> Iterator[str]:
    model, provider = option.option.model, option.option.facts.get("option.provider.id")
    yield option.option.name
    yield model_name(model)
    yield model.rpartition("/")[2]
    if provider:
        yield service_name(provider)


def _beginnings(option: JudgedOption) -> Iterator[str]:
    words = model_name(option.option.model).split(" ")
    for length in range(1, len(words)):
        first = words[0].lower()
        if length > 1 or any(map(str.isdigit, first)) or (len(first) >= _LEAST_LETTERS and first not in _COMMON):
            yield " ".join(words[:length])


def _words(name: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokens_of(name))


def _quoted(text: str, claim: Claim) -> str:
    """Return the words of a claim on one line, without quotation marks and code marks of their own."""
    return " ".join(text[claim.begin : claim.end].translate(_MARKS).split())


def _moods(clause: Clause, claim: Claim) -> frozenset[str]:
    first, last = claim.tokens
    return frozenset().union(*clause.moods[first : last + 1])


def _timed(claim: Claim, clause: Clause) -> Claim:
    """Return a claim whose amount is for a month; a saving without a period takes that within its words."""
    first, last = claim.tokens
    months = claim.months or period_of(clause.tokens[first : last + _PERIOD_WIDTH])
    if not months:
        return claim
    saving, limit = (
        Range(amount.low / months, amount.high / months) if amount else None for amount in (claim.saving, claim.limit)
    )
    return claim._replace(saving=saving, limit=limit, months=1)


def _is_timed(claim: Claim) -> bool:
    return (claim.saving is None and claim.limit is None) or claim.months > 0
