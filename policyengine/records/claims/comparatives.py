"""The grammar of claims about costs: which option costs less or more than which by the text, and by how much.

Each form is read from one word, such as `cheapest`, within a few terms before and after it. A claim that is denied or
limited to a part of the costs is none.
"""

from collections.abc import Iterator
from typing import NamedTuple

from policyengine.costs.ranges import Range
from policyengine.records.claims.clauses import words
from policyengine.records.claims.heads import EXPENSIVE, LESS, NOUN_ADJECTIVES, PAYING, PRICIER, Head, head_of
from policyengine.records.claims.subjects import CHOICE, COST_NOUNS, NOBODY, Setting, is_negation, opens, subject_of
from policyengine.records.claims.terms import AMOUNT, NAME, Elements

_BEFORE = 6
"""The most terms before a claim in which a negation denies it."""

_NEAR = 12
"""The most terms around a claim in which a word may change what it means."""

_LOWEST = frozenset({"lowest", "smallest", "least"})
_OPTIONS = words("option options alternative alternatives choice choices candidate candidates one ones else others")
_ALL = frozenset({"every", "any", "all", "each"})
_PLAIN = words("the a an of our other others eligible available considered these those that two three")
_QUANTIFIED = words("is are of the other others there eligible available considered model models")
_ALL_OTHERS = _OPTIONS | _PLAIN | _ALL
_NO_OPTION = _OPTIONS | _QUANTIFIED
_AFTERWARDS = _OPTIONS | {"available", "eligible"}
_APIS = frozenset({"api", "apis"})
_MODELS = frozenset({"model", "models"})
_REST = _ALL_OTHERS | _APIS | _MODELS | {"everything"}
_PLURALS = words("options alternatives choices candidates ones others models apis")
_ELSE = words("other others else alternative alternatives")
_SUPERLATIVE = frozenset({"cheapest", "least", "most", *_LOWEST})
_NONE = frozenset({"no", "none", "nothing"})
QUALIFYING = words(
    "per for in on at with when except excluding without before after not only even unless among during if by"
)
"""Words that limit the statement before them."""

_EXCEEDING = words("exceed exceeds exceeding above over beyond more raise raised raising extend top twice double too")
_OF_BUDGETS = words("the our a monthly yearly annual declared total")
_WITHIN = words("within under below inside fits meets keeps")
_STAYING = words("stays is remains keeps costs well comfortably easily")
_ENDING = words(". ! ) as because since so today now currently here overall too")
_OF_TIME = words("now today currently since again")
_TAILS = (
    ("per", "month"), ("a", "month"), ("by", "far"), ("in", "total"), ("at", "our", "volume"), ("at", "this", "volume"),
    ("at", "the", "declared", "volume"), ("at", "the", "expected", "volume"),
)  # fmt: skip
"""Ends of a claim that do not limit it."""


class Claim(NamedTuple):
    """A claim: its place in the text, the options it is about, and those it compares them with, each apart.

    Without `rivals` the claim is that the subject costs least of all. `ratio` is its cost as a multiple of the rival's,
    and `is_rough` marks a multiple that people round, such as `twice`. With `saving` the claim is instead a difference
    in USD, in a period of `months`; with a `limit`, that the subject costs no more than a budget in such a period.
    The `group` of what it is compared with is `apis` or other `models`; `tokens` are its first and last tokens.
    """

    begin: int
    end: int
    subject: Elements
    rivals: tuple[Elements, ...] = ()
    ratio: Range = LESS
    is_rough: bool = False
    saving: Range | None = None
    limit: Range | None = None
    months: int = 0
    group: str = ""
    tokens: tuple[int, int] = (0, 0)


def claims_of(setting: Setting) -> Iterator[Claim]:
    """Yield the claims of a clause that are clear."""
    for place, term in enumerate(setting.terms):
        claim = _superlative(setting, place) if term.word in _SUPERLATIVE else None
        claim = _unbeaten(setting, place) if term.word in _NONE else claim
        claim = _outpriced(setting, place) if term.word in _REST else claim
        claim = _budgeted(setting, place) if term.word == "budget" else claim
        if claim := claim or _compared(setting, place):
            yield claim


def _superlative(setting: Setting, place: int) -> Claim | None:
    """Return a claim such as `cheapest of the eligible options` or `the lowest monthly cost`."""
    after = _superlative_end(setting, place)
    if not after or _is_denied(setting, place):
        return None
    end = after
    while setting.word(end) in _ALL_OTHERS and end < after + _BEFORE:
        end += 1
    subject = subject_of(setting, place, end)
    first = place - (setting.word(place) == "least" and after == place + 1 and setting.word(place - 1) in PAYING)
    return _claim(setting, first, after, subject) if subject and ends_at(setting, end) else None


def _superlative_end(setting: Setting, place: int) -> int:
    """Return the place after a superlative, 0 if there is none."""
    word, following = setting.word(place), setting.word(place + 1)
    if word == "cheapest" or (word == "least" and setting.word(place - 1) in PAYING):
        return place + 1
    if word == "least" and setting.word(place - 1) == "the" and setting.word(place - 2) in PAYING:
        return place + 1
    if (word, following) in (
        ("least", "expensive"),
        ("least", "costly"),
        ("most", "affordable"),
        ("most", "economical"),
    ):
        return place + 2
    if word in _LOWEST:
        at = place + 1 + (following in NOUN_ADJECTIVES or following == "-")
        return at + 1 if setting.word(at) in COST_NOUNS else 0
    return 0


def _unbeaten(setting: Setting, place: int) -> Claim | None:
    """Return a claim such as `no other option costs less`, or `there is no cheaper option`."""
    if setting.word(place - 1) in ("not", "almost", "nearly"):
        return None
    at = place + 1
    while setting.word(at) in _NO_OPTION | _APIS and at < place + _BEFORE:
        at += 1
    head = 2 if setting.word(at) in ("costs", "cost") and setting.word(at + 1) == "less" else 0
    head = head or (2 if setting.word(at) == "less" and setting.word(at + 1) in EXPENSIVE else 0)
    head = head or (setting.word(at) == "cheaper")
    if not head:
        return None
    end, is_clear = at + head, setting.is_clear_at(place)
    while setting.word(end) in _AFTERWARDS and end < at + _BEFORE:
        end += 1
    if setting.word(end) == "than":
        named = _rivals(setting, end + 1)
        is_clear = named is not None and named[0] != () and not any(map(_others, named[0]))
        end = named[1] if named else end
    start = place - 2 if (setting.word(place - 2), setting.word(place - 1)) == ("there", "is") else place
    is_claim = is_clear and opens(setting, start) and ends_at(setting, end)
    return _claim(setting, place, end, CHOICE)._replace(group=_group(setting, place, at)) if is_claim else None


def _outpriced(setting: Setting, place: int) -> Claim | None:
    """Return a claim such as `all other options cost more`, or `everything else is more expensive`."""
    at = place
    while setting.word(at) in _REST and at < place + _BEFORE:
        at += 1
    group = frozenset(map(setting.word, range(place, at)))
    is_of_all = bool(group & (_ALL | _PLURALS)) or "everything" in group
    if (
        not is_of_all
        or not group & (_ELSE | _APIS)
        or setting.word(place - 1) in _REST
        or setting.word(place) in _ELSE | _APIS
    ):
        return None
    end = 0
    if setting.word(at) in PAYING and setting.word(at + 1) == "more":
        end = at + 2
    elif setting.word(at) in ("is", "are"):
        end = at + 2 if setting.word(at + 1) in PRICIER else 0
        end = at + 3 if setting.word(at + 1) == "more" and setting.word(at + 2) in EXPENSIVE else end
    if any(term.kind == NAME for term in setting.terms[end : end + _NEAR]):
        return None
    if not end or not setting.is_clear_at(place) or not opens(setting, place) or not ends_at(setting, end):
        return None
    return _claim(setting, place, end, CHOICE)._replace(group=_group(setting, place, at))


def _group(setting: Setting, first: int, after: int) -> str:
    named = frozenset(map(setting.word, range(first, after)))
    return "apis" if named & _APIS else "models" if named & _MODELS else ""


def _budgeted(setting: Setting, place: int) -> Claim | None:
    """Return a claim such as `our budget is USD 900 a month`, or `it stays within the budget of USD 900 a month`."""
    term = setting.terms[place + 2] if place + 2 < len(setting.terms) else None
    if term is None or term.kind != AMOUNT or setting.word(place + 1) not in ("is", "of"):
        return None
    if any(
        term.word in _EXCEEDING or is_negation(term) for term in setting.terms[max(0, place - _NEAR) : place + _NEAR]
    ):
        return None
    end, first = place + 3, place
    while first > place - _BEFORE and setting.word(first - 1) in _OF_BUDGETS:
        first -= 1
    subject = NOBODY
    if setting.word(first - 1) in _WITHIN and setting.word(place + 1) == "of":
        while setting.word(first - 1) in _WITHIN | _STAYING:
            first -= 1
        subject = subject_of(setting, first, end)
    elif setting.is_clear_at(place) and setting.is_reason and opens(setting, place):
        is_end = setting.word(end) in ("", ".", "!") and end >= len(setting.terms) - 1
        end = end * is_end if setting.word(place + 1) == "is" else _covered(setting, end)
        subject = CHOICE if end else NOBODY
    is_yearly = not {"yearly", "annual"}.isdisjoint(map(setting.word, range(first, place)))
    is_monthly = setting.word(place - 1) == "monthly"
    if not subject or not ends_at(setting, end):
        return None
    claim = _claim(setting, first, end, subject)
    return claim._replace(limit=term.amount, months=term.months or 12 * is_yearly or 1 * is_monthly)


def _covered(setting: Setting, place: int) -> int:
    """Return the place after words at a place that a budget is enough; 0 if there are none."""
    if setting.word(place) == "suffices":
        return place + 1
    if setting.word(place) == "is" and setting.word(place + 1) in ("enough", "sufficient", "kept", "met"):
        return place + 2
    return place + 2 if setting.word(place) == "covers" and setting.word(place + 1) in ("it", "this") else 0


def _others(elements: Elements) -> bool:
    return any(element.startswith("considered") for _, element in elements)


def _compared(setting: Setting, place: int) -> Claim | None:
    """Return a claim with rivals: `30 % cheaper than GPT-4o`, `half the price of GPT-4o`, `saves a third over it`."""
    head = head_of(setting, place)
    if not head or _is_denied(setting, head.first):
        return None
    found = ((CHOICE,), head.after) if head.is_implied else _rivals(setting, head.object)
    if not found:
        return None
    rivals, end = found[0], head.after or found[1]
    if not ends_at(setting, end):
        return None
    subject = subject_of(setting, head.first, end)
    if not subject or (not rivals and head.ratio.high > 1) or (head.is_implied and not _is_other(setting, head)):
        return None
    first = head.first - (setting.word(head.first - 1) in PAYING)
    claim = _claim(setting, first, end, subject)._replace(rivals=rivals, ratio=head.ratio, is_rough=head.is_rough)
    claim = claim._replace(group="" if rivals else _group(setting, head.object, end))
    return claim if head.saving is None else claim._replace(saving=head.saving.amount, months=head.saving.months)


def _is_other(setting: Setting, head: Head) -> bool:
    """Return whether a clause clearly compares the one option that it names before a claim with the choice."""
    begin = [term.kind for term in setting.terms[:2]]
    if setting.word(head.after) in _OF_TIME or NAME not in begin or head.first > _NEAR:
        return False
    named = [term.elements for term in setting.terms[: head.first] if term.kind == NAME]
    own = [element for elements in named for _, element in elements]
    return setting.is_clear and len(named) == 1 and all(element.startswith("considered") for element in own)


def _claim(setting: Setting, first: int, after: int, subject: Elements) -> Claim:
    begin, last = setting.terms[first], setting.terms[after - 1]
    return Claim(begin.begin, last.end, subject, tokens=(begin.token, last.token))


def _is_denied(setting: Setting, place: int) -> bool:
    """Return whether one of the few terms before a claim denies it."""
    return any(map(is_negation, setting.terms[max(0, place - _BEFORE) : place]))


def ends_at(setting: Setting, place: int) -> bool:
    """Return whether a claim ends at a place without words that limit it."""
    for tail in _TAILS:
        if tuple(setting.word(place + at) for at in range(len(tail))) == tail:
            place += len(tail)
            break
    if place >= len(setting.terms):
        return True
    word = setting.word(place)
    if word in ("at", "(") and place + 1 < len(setting.terms) and setting.terms[place + 1].kind == AMOUNT:
        return True
    if word in (",", "(", "and"):
        return setting.word(place + 1) not in QUALIFYING
    return word in _ENDING


def _rivals(setting: Setting, place: int) -> tuple[tuple[Elements, ...], int] | None:
    """Return the options named at a place, each apart, and the place after them; no options stand for all others."""
    at = place + (setting.word(place) == "the")
    if setting.word(place) in _ALL or setting.word(at) in ("other", "alternative", "alternatives", "others"):
        end = place
        while setting.word(end) in _REST and end < place + _BEFORE:
            end += 1
        is_all = setting.word(end - 1) in _OPTIONS | _APIS | _MODELS
        return ((), end) if is_all else None
    named: list[Elements] = []
    while elements := _rival(setting, at):
        named.append(elements)
        at += 1
        if setting.word(at) in ("and", "or", "nor", ",") and _rival(setting, at + 1):
            at += 1
            continue
        break
    return (tuple(named), at) if named else None


def _rival(setting: Setting, place: int) -> Elements:
    if 0 <= place < len(setting.terms) and setting.terms[place].kind == NAME:
        return setting.terms[place].elements
    return CHOICE if setting.word(place) == "ours" else NOBODY
