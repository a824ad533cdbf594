"""Finds what a statement is about: the option named before it, or the choice of the workload."""

from typing import NamedTuple

from policyengine.records.claims.clauses import words
from policyengine.records.claims.terms import AMOUNT, NAME, OTHER, SHARE, TIMES, WORD, Elements, Term

CHOICE: Elements = frozenset({("", "")})
"""Everything in use, of whichever workload."""

NOBODY: Elements = frozenset()

COST_NOUNS = frozenset({"cost", "costs", "price", "prices", "bill", "bills", "expense", "expenses"})
_ARTICLES = frozenset({"the", "a", "an", "our", "its"})
_ADJECTIVES = words("monthly total overall yearly annual computed estimated tuned quantised own")
_PRONOUNS = frozenset({"it", "we"})
_CHOSEN = frozenset({"choice", "pick"})
_CHOSEN_AFTER = frozenset({"chosen", "selected"})
_CHOSEN_NOUNS = frozenset({"option", "model", "solution", "service"})
_CHOOSE = words("chose choose chosen take took use using prefer preferred pick picked select selected")
_OPENING = frozenset({",", "and", "or", "since", "as", "so", "then", "today", "now", "currently", "thus", "("})
_VERBS = frozenset(
    {"is", "are", "'s", "costs", "cost", "costing", "has", "have", "pay", "pays", "runs", "save", "saves"}
)
_BETWEEN = words(
    "at a an the with as for also still clearly much far by even only just about roughly comes being be both "
    "therefore thereby now today currently hence considerably significantly substantially slightly somewhat "
    "our us"
)
_PLACES = words("on in our own the gpus gpu hardware account cloud servers machines vpc tenancy premises")
_FRONTED = words(
    "per for with without at in on during under below above beyond by against among within unlike like after by"
)
_HARMLESS = words(
    "at our the this that declared expected current present volume volumes load in total all , month a per day"
)
_BEFORE = _BETWEEN | _VERBS
_WHERE = _PLACES | COST_NOUNS | {"'s"}
_DETERMINERS = _ARTICLES | _ADJECTIVES
_STARTS = _OPENING | _CHOOSE
_ADDED = frozenset({"because"})
_FINDING = words("found find finds show shows showed means measured")
_NEGATIONS = words(
    "not never no without nor neither hardly scarcely nobody none nothing cannot over than rather false wrong "
    "unlike despite seemingly seems looks"
)
_INTRODUCING = words("the a an our one two each another these those every")
_OWN_NOUNS = (
    COST_NOUNS | _CHOSEN | _CHOSEN_NOUNS | words("budget options models other others else alternatives apis api")
)
_NO_NOUNS = _PRONOUNS | _OPENING | words("this that its there what no none nothing all everything at our for in per")
_LEAST_TERMS = 2
_PHRASE = 4
"""The terms in which the noun of a subject is looked for."""

_FARTHEST = 12
"""The most terms between a statement and its subject."""


class Setting(NamedTuple):
    """The terms of a clause, and what is clear in it.

    `is_reason` tells whether the text is the reason of the choice, `is_clear` whether `it` means the choice at first,
    `is_first` whether a statement without a subject is about the choice. From the term at `topic` on, `it` means what
    the sentence names first, and `is_ours` tells whether that is the choice. `is_opening` marks the first clause.
    """

    terms: tuple[Term, ...]
    is_reason: bool
    is_clear: bool
    is_first: bool
    topic: int
    is_ours: bool
    is_opening: bool

    def word(self, place: int) -> str:
        """Return the word at a place; empty outside the clause, and for a name or a quantity."""
        return self.terms[place].word if 0 <= place < len(self.terms) else ""

    def is_clear_at(self, place: int) -> bool:
        """Return whether `it` means the choice at a place."""
        return self.is_ours if place > self.topic else self.is_clear


def setting_of(
    terms: tuple[Term, ...], before: Setting | None, leads: str, *, is_reason: bool, goes_on: bool
) -> Setting:
    """Return a clause as statements see it.

    `before` is the clause before it, in the same sentence where the sentence `goes_on`; `leads` is its first word.
    """
    is_foreign = _is_foreign(terms)
    is_clear = (before.is_clear_at(len(before.terms)) if before else is_reason) and not is_foreign
    is_first = is_clear and is_reason and (not goes_on or leads in _ADDED)
    named = next((place for place, term in enumerate(terms) if term.kind == NAME or term.word == "it"), len(terms))
    if before and goes_on and before.topic < len(before.terms):
        return Setting(terms, is_reason, is_clear, is_first, len(terms), is_clear, is_opening=False)
    is_ours = is_clear if named == len(terms) or terms[named].kind != NAME else is_reason and _is_ours(terms[named])
    return Setting(terms, is_reason, is_clear, is_first, named, is_ours, is_opening=before is None)


def _is_foreign(terms: tuple[Term, ...]) -> bool:
    """Return whether a clause begins with something other than an option: `the current vendor`, `a nurse`."""
    begin = terms[:_PHRASE]
    named = [term.word for term in begin]
    if len(begin) < _LEAST_TERMS or any(term.kind == NAME for term in begin):
        return False
    if named[0] in _INTRODUCING:
        noun = next((word for word in named[1:] if word not in _DETERMINERS | _CHOSEN_AFTER), "")
        return noun not in _OWN_NOUNS and begin[1].kind == WORD
    return (
        named[0].isalpha()
        and named[0] not in _OWN_NOUNS
        and named[0] not in _NO_NOUNS
        and not _VERBS.isdisjoint(named[1:])
    )


def _is_ours(term: Term) -> bool:
    return any(not element.startswith("considered") for _, element in term.elements)


def subject_of(setting: Setting, place: int, end: int) -> Elements:
    """Return the options that a statement from a place to an end may be about; empty if that is not clear."""
    at = _before(setting, place)
    if at < 0 or (at == 0 and setting.word(at) == "of"):
        is_named_later = any(term.kind == NAME for term in setting.terms[end : end + _FARTHEST])
        return CHOICE if setting.is_first and not is_named_later else NOBODY
    if setting.word(at) in _CHOOSE and setting.word(at - 1) == "we" and setting.is_reason:
        return CHOICE
    if place - at > _FARTHEST:
        return NOBODY
    if setting.word(at) in (",", "and"):
        return _continued(setting, at) if _is_general(setting, at) else NOBODY
    if setting.word(at) == "which" and setting.word(at - 1) == ",":
        return setting.terms[at - 2].elements if at > 1 and _is_general(setting, at - 2) else NOBODY
    elements, start = _named(setting, at)
    return elements if elements and opens(setting, start) else NOBODY


def _before(setting: Setting, place: int) -> int:
    """Return the place of the subject, past verbs and adverbs, and of where it runs: `Llama on our own GPUs costs`."""
    at = place - 1
    least = place - _FARTHEST
    while at >= least and setting.word(at) in _BEFORE:
        at -= 1
    back = at
    while back >= least and setting.word(back) in _WHERE:
        back -= 1
    return back if 0 <= back < at and setting.terms[back].kind == NAME else at


def _named(setting: Setting, at: int) -> tuple[Elements, int]:
    """Return the option named at a place and where its phrase begins: `the price of Llama`, `our choice`."""
    term = setting.terms[at]
    if term.kind == NAME:
        start = at
        if setting.word(at - 1) == "of" and setting.word(at - 2) in COST_NOUNS:
            start = at - 2
        return term.elements, start
    if term.word == "this":
        return (CHOICE if setting.is_reason and setting.is_opening else NOBODY), at
    if term.word in _PRONOUNS:
        return (CHOICE if _is_choice(setting, at) else NOBODY), at
    is_chosen = term.word in _CHOSEN and setting.word(at - 1) in {*_ARTICLES, "this"}
    if is_chosen or (term.word in _CHOSEN_NOUNS and setting.word(at - 1) in _CHOSEN_AFTER):
        return CHOICE, at - 1
    return NOBODY, at


def is_negation(term: Term) -> bool:
    """Return whether a term may deny what follows it."""
    return term.word in _NEGATIONS or term.word.endswith("n't")


def _is_choice(setting: Setting, place: int) -> bool:
    """Return whether the pronoun at a place means the choice: `we pay` or, where that is clear, `it costs`."""
    return setting.is_reason if setting.word(place) == "we" else setting.is_clear_at(place)


def opens(setting: Setting, start: int) -> bool:
    """Return whether a statement begins at a place, apart from articles and adjectives, and nothing limits it."""
    at = start - 1
    while at >= start - 4 and setting.word(at) in _DETERMINERS:
        at -= 1
    if at < 0:
        return True
    is_found = setting.word(at) == "that" and setting.word(at - 1) in _FINDING
    return (setting.word(at) in _STARTS or is_found) and _is_general(setting, start)


def _is_general(setting: Setting, start: int) -> bool:
    """Return whether a clause does not begin, before a place, with words that limit it: `Per token, …`."""
    begin = [term.word for term in setting.terms[: min(start, _FARTHEST)]]
    if not begin or begin[0] not in _FRONTED or ("," not in begin and start <= _FARTHEST):
        return True
    return "," in begin and set(begin[: begin.index(",")]) <= _HARMLESS


def _continued(setting: Setting, at: int) -> Elements:
    """Return the one option that a clause names before `and`: `Llama keeps data here and is cheaper than …`."""
    terms = setting.terms[max(0, at - _FARTHEST) : at]
    named = {term.elements for term in terms if term.kind == NAME}
    start = max(0, at - _FARTHEST)
    named |= {
        CHOICE if _is_choice(setting, start + place) else NOBODY
        for place, term in enumerate(terms)
        if term.word in _PRONOUNS
    }
    others = any(term.kind in (AMOUNT, OTHER, SHARE, TIMES) or is_negation(term) for term in terms)
    return named.pop() if len(named) == 1 and not others else NOBODY
