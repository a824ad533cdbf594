"""The words of a record: what is absent, titles within a sentence, values as they are declared, places."""

import re
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from policyengine.location import Location
from policyengine.rule import Rule
from policyengine.verdict import Claim, Missing
from policyengine.wire.values import date_text
from policyengine.words.lists import coded, listed
from policyengine.words.numbers import declared, duration

LONGEST_VALUE = 80
"""Code points of a value that a record prints; the place beside it leads to the rest."""


def absence(gaps: Collection[Missing]) -> str:
    """Return how facts are absent, each once: "`a` and `b` are not declared", "the catalog does not know `c`"."""
    declarable, of_catalog = _absent(gaps)
    said = [f"{coded(declarable)} {'is' if len(declarable) == 1 else 'are'} not declared"] if declarable else []
    return listed([*said, *([f"the catalog does not know {coded(of_catalog)}"] if of_catalog else [])])


def absences(gaps: Collection[Missing]) -> str:
    """Return how facts are absent, in sentences: "Not declared: `a` and `b`. The catalog does not know `c`."."""
    declarable, of_catalog = _absent(gaps)
    said = [f"Not declared: {coded(declarable)}."] if declarable else []
    return " ".join([*said, *([f"The catalog does not know {coded(of_catalog)}."] if of_catalog else [])])


def _absent(gaps: Collection[Missing]) -> tuple[list[str], list[str]]:
    """Return the keys under which people declare facts, each once, and the paths that the catalog does not know."""
    declarable = dict.fromkeys(gap.key or gap.path for gap in gaps if not gap.of_catalog)
    return [*declarable], [*dict.fromkeys(gap.path for gap in gaps if gap.of_catalog)]


def message_part(text: str) -> str:
    """Fit a message into a sentence: no full stop."""
    return text.strip().rstrip(".")


_STARTERS = re.compile(
    "a|about|all|an|as|at|both|by|each|every|for|from|in|it|its|most|no|nobody|none|nothing|of|on|only|our|the|there|"
    "they|this|we|what|when|with",
    re.IGNORECASE,
)
"""Words that have a capital only where a sentence begins with them."""


def clause(text: str) -> str:
    """Fit a person's text after "because": one line, and no capital where only the first place asks for it."""
    line = " ".join(text.split())
    first, space, rest = line.partition(" ")
    return f"{first.lower()}{space}{rest}" if _STARTERS.fullmatch(first) else line


def sentence(text: str) -> str:
    """Begin a sentence with a text: its first letter is a capital, unless it begins with code or a name like `a-b`."""
    first = text.partition(" ")[0]
    return f"{text[:1].upper()}{text[1:]}" if first.rstrip(",;:").isalpha() else text


def title_part(rule: Rule) -> str:
    """Fit a rule's title into a sentence: no full stop, and no capital where only the first place asks for it.

    A first word that the rule's texts also begin with a capital within a sentence is a name, and keeps it.
    """
    title = message_part(rule.title)
    first, space, rest = title.partition(" ")
    elsewhere = f"{rest}\n{rule.message}\n{rule.rationale}\n{rule.remediation}"
    named = re.search(rf"(?<=[\w,;:(`] ){re.escape(first)}\b|^{re.escape(first)}\b", elsewhere)
    plain = re.fullmatch(r"[A-Z]?[a-z-]*", first) and not named
    return f"{first.lower()}{space}{rest}" if plain else title


def value_text(value: Any) -> str:
    """Print a fact's value as a profile would declare it: `true`, `[phi, pii]`, `2026-10-01`, `50,000`."""
    match value:
        case bool():
            text = "true" if value else "false"
        case list() | tuple():
            text = f"[{', '.join(value_text(item) for item in value)}]"
        case datetime():
            text = date_text(value)
        case timedelta():
            text = duration(value)
        case int() | float():
            text = declared(value)
        case _:
            text = str(value)
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"


def claim_part(claim: Claim | None) -> str:
    """Return the document behind a fact: "by `contracts/baa.pdf`, checked 2026-10-01 by legal", or nothing."""
    if claim is None:
        return ""
    document = f"by `{claim.document}`" if claim.document else ""
    return ", ".join(part for part in (document, claim.check) if part)


def place_text(place: Location | None) -> str:
    """Return `file:line`, or nothing."""
    return f"{place.path}:{place.line}" if place else ""
