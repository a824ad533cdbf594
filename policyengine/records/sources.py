"""The sources of a record, numbered in the order in which it first cites them."""

from collections.abc import Iterable
from typing import NamedTuple

from policyengine.rule import Reference
from policyengine.verdict import Evidence, Verdict

BACKGROUND = (
    "ailearnings.in",
    "hakia.com",
    "myengineeringpath.dev",
    "rawpickai.com",
    "www.customclanker.com",
)
"""The hosts of articles that rules cite: background, and never the authority by which a rule speaks."""

_STANDING = {"primary": "primary source", "secondary": "secondary source", "unverified": "not verified"}


class Citation(NamedTuple):
    """A source by its number in the list of sources, and by its name."""

    number: int
    text: str


class Source(NamedTuple):
    """A line of the list of sources; `standing` is its reliability."""

    number: int
    text: str
    url: str
    checked: str
    standing: str


class Sources:
    """The numbers of all references that the verdicts rest on; rules' references first, then catalog facts'."""

    def __init__(self, verdicts: Iterable[Verdict]) -> None:
        numbers: dict[Reference, int] = {}
        for verdict in verdicts:
            for reference in (*verdict.rule.references, *_facts_references(verdict.evidence)):
                numbers.setdefault(reference, len(numbers) + 1)
        self._numbers = numbers

    def cite(self, references: Iterable[Reference]) -> tuple[Citation, ...]:
        """Return the citations of references, each once."""
        return tuple(self.citation(reference) for reference in dict.fromkeys(references))

    def citation(self, reference: Reference) -> Citation:
        """Return the citation of one reference."""
        return Citation(self._numbers[reference], source_name(reference))

    def authorities(self, references: Iterable[Reference]) -> tuple[Citation, ...]:
        """Return the citations of references that are not articles."""
        return self.cite(reference for reference in references if not is_background(reference))

    def listed(self, *, background: bool) -> tuple[Source, ...]:
        """Return the articles, or every other source, the first cited first."""
        return tuple(
            Source(number, source_name(reference), reference.url, reference.checked, _STANDING[reference.confidence])
            for reference, number in self._numbers.items()
            if is_background(reference) is background
        )


def is_background(reference: Reference) -> bool:
    """Return whether a source is an article."""
    return reference.url.partition("://")[2].partition("/")[0] in BACKGROUND


def source_name(reference: Reference) -> str:
    """Name a source: `45 CFR 164.502(e)(2)`, `45 CFR 164.504, Contracts, (e)(2)`, `Qwen License, section 4`."""
    title, section = reference.title.strip(), reference.section.strip()
    if not section:
        return title
    if section.startswith("(") and title[-1:].isdigit():
        return f"{title}{section}"
    return f"{title}, section {section}" if section.replace(".", "").isdigit() else f"{title}, {section}"


def _facts_references(evidence: Iterable[Evidence]) -> Iterable[Reference]:
    for fact in evidence:
        if fact.reference:
            yield fact.reference
        yield from _facts_references(fact.inputs)
