"""Reads the amounts and the claims that a text states about the options of a decision."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from policyengine.costs.ranges import Range
from policyengine.decision import JudgedOption, JudgedWorkload
from policyengine.records.claims.clauses import CONDITION, DISTANCE, LIMIT, PAST, Clause, sentences_of, tokens_of, words
from policyengine.records.claims.comparatives import QUALIFYING, Claim, claims_of
from policyengine.records.claims.money import MONTHLY, period_of
from policyengine.records.claims.subjects import Setting, setting_of, subject_of
from policyengine.records.claims.terms import AMOUNT, LONGEST_NAME, Elements, Names, Reader
from policyengine.words.names import model_name, service_name

_LEAST_WITHOUT_UNIT = 10
"""A smaller amount without a unit of its own is a price of something else, such as a call."""

_MARKS = dict.fromkeys(map(ord, '`"\u201c\u201d'))
_LEAST_LETTERS = 4
_COMMON = frozenset({"small", "large", "model", "base", "fast", "best", "mini", "chat", "test", "text", "fine", "this"})
"""Words that may begin the name of a model and mean something else in a text."""

_DIFFERENCE = words(
    "save saves saved saving savings less more lower lowers higher cheaper difference differences extra "
    "additional cut cuts reduce reduces reduced reduction top"
)
_NOT_A_FIGURE = frozenset({PAST, CONDITION, LIMIT})
_NOT_A_CLAIM = frozenset({PAST, CONDITION, DISTANCE})


class Figure(NamedTuple):
    """An amount per month in USD, and as it is stated: in its currency, for its period in months.

    It may be a difference of costs. `subject` are the options whose cost it states; empty if unclear.
    """

    usd_per_month: Range
    stated: Range
    currency: str
    months: int
    is_difference: bool
    subject: Elements


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
        period = period_of([token for clause in sentence for token in clause.tokens])
        for place, clause in enumerate(sentence):
            terms = reader.terms(clause.tokens)
            setting = setting_of(terms, setting, clause.leads, is_reason=is_reason, goes_on=place > 0)
            is_limited = place + 1 < len(sentence) and sentence[place + 1].tokens[0].word in QUALIFYING
            found = [claim for claim in claims_of(setting) if not _moods(clause, claim) & _NOT_A_CLAIM]
            found = [] if is_limited else found
            claims += [(_quoted(text, one), _timed(one, period)) for one in found]
            figures += _figures(setting, clause, period, found)
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
    names: dict[str, dict[tuple[str, ...], Elements]] = {}
    for sequence, keys in {**begun, **whole}.items():
        if 0 < len(sequence) <= LONGEST_NAME:
            names.setdefault(sequence[0], {})[sequence] = frozenset(keys)
    return names


def _names(option: JudgedOption) -> Iterator[str]:
    model, provider = option.option.model, option.option.facts.get("option.provider.id")
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


def _timed(claim: Claim, period: int) -> Claim:
    """Return a claim whose saving is for a month; one without a period takes that of its sentence."""
    months = claim.months or period
    if claim.saving is None or not months:
        return claim
    return claim._replace(saving=Range(claim.saving.low / months, claim.saving.high / months), months=1)


def _is_timed(claim: Claim) -> bool:
    return claim.saving is None or claim.months > 0


def _figures(setting: Setting, clause: Clause, period: int, claims: Iterable[Claim]) -> Iterator[Figure]:
    """Yield the amounts of a clause that are costs, apart from those within claims.

    An amount per year is often that of a contract, so it counts only if the clause says whose cost it is. An amount of
    something, such as `of working time`, does not count.
    """
    within = {token for claim in claims for token in range(claim.tokens[0], claim.tokens[1] + 1)}
    is_difference = not _DIFFERENCE.isdisjoint(token.word for token in clause.tokens)
    for place, term in enumerate(setting.terms):
        is_cost = term.token not in within and not clause.moods[term.token] & _NOT_A_FIGURE
        if term.kind != AMOUNT or not is_cost or setting.word(place + 1) == "of":
            continue
        months = term.months or period
        if months and term.stated.high and (term.months or term.stated.high >= _LEAST_WITHOUT_UNIT):
            usd = Range(term.amount.low / months, term.amount.high / months)
            subject = subject_of(setting, place, place + 1)
            if months == MONTHLY or subject:
                yield Figure(usd, term.stated, term.currency, months, is_difference, subject)
