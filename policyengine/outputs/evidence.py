"""The evidence of a verdict in two parts: places to show in a file, and facts to describe in words."""

from collections.abc import Iterable, Iterator, Mapping

from policyengine.document import Document
from policyengine.location import Location
from policyengine.outputs.values import fact_text
from policyengine.rule import Reference
from policyengine.snippet import Span
from policyengine.verdict import Evidence, Excuse, Missing, Verdict
from policyengine.words.lists import listed


def spans_of(verdict: Verdict, documents: Mapping[str, Document]) -> tuple[Span, ...]:
    """Return the places to show: the primary one first, then each declared and each missing fact, one span per place.

    A primary place in a file that is not part of the report is shown without its source line.
    """
    notes: dict[Location, list[str]] = {verdict.location: []} if verdict.location else {}
    for fact in _facts(verdict.evidence):
        if fact.location:
            _add(notes, fact.location, is_text(fact))
    for gap in verdict.missing:
        if gap.location and not verdict.unproven:  # an unproven fact is declared, and shown as evidence
            _add(notes, gap.location, f"{gap.path} is not declared")
    return tuple(
        Span(place, _source(place, documents), ", ".join(said), primary=place == verdict.location)
        for place, said in notes.items()
        if place.path in documents or place == verdict.location
    )


def _source(place: Location, documents: Mapping[str, Document]) -> str:
    document = documents.get(place.path)
    return document.line(place.line) if document else ""


def told(verdict: Verdict, documents: Mapping[str, Document]) -> Iterator[str]:
    """Yield a sentence for each fact that no shown file declares: `license.id is "MIT" (catalog: …)`."""
    sentences = [
        f"{is_text(fact)}{_origin(fact, verdict)}"
        for fact in _facts(verdict.evidence)
        if fact.location is None or fact.location.path not in documents
    ]
    yield from dict.fromkeys(sentences)


def is_text(fact: Evidence) -> str:
    """Return the value of a fact, or those of its elements that determined the verdict."""
    if fact.elements:
        return f"{fact.path} contains {listed(fact_text(element) for element in fact.elements)}"
    return f"{fact.path} is {fact_text(fact.value)}{claim_text(fact)}"


def claim_text(fact: Evidence) -> str:
    """Return the document behind a fact: ` by contracts/baa.pdf, checked 2026-10-01 by legal`."""
    if fact.claim is None:
        return ""
    document = f" by {fact.claim.document}" if fact.claim.document else ""
    return document + (f", {fact.claim.check}" if fact.claim.check else "")


def excuse_text(excuse: Excuse) -> str:
    """Return the waiver of a verdict: `waiver until 2027-01-31 at llm-profile.yaml:12:5: the vendor signs in May`."""
    until = f" until {excuse.expires}" if excuse.expires else ""
    return f"{excuse.kind}{until} at {excuse.location}: {excuse.reason}"


def gap_text(gap: Missing) -> str:
    """Return how to make a fact known: declare it or add it to the catalog; or why it cannot be computed."""
    lacking = f"the catalog does not know `{gap.path}`" if gap.of_catalog else f"declare `{gap.path}`"
    if gap.derived:
        lacking = f"`{gap.path}` cannot be computed"
    return lacking + (f": {' '.join(gap.hint.split())}" if gap.hint else "")


def cited(reference: Reference) -> str:
    """Return a source as text: `Llama 3.1 Community License, section 2`."""
    return f"{reference.title}, {reference.section}" if reference.section else reference.title


def _facts(evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    """Yield each fact, and after a derived one its inputs."""
    for fact in evidence:
        yield fact
        yield from _facts(fact.inputs)


def _add(notes: dict[Location, list[str]], place: Location, said: str) -> None:
    known = notes.setdefault(place, [])
    if said not in known:
        known.append(said)


def _origin(fact: Evidence, verdict: Verdict) -> str:
    if fact.location:
        return f" ({fact.location})"
    if fact.inputs:
        return f" (derived from {listed(dict.fromkeys(given.path for given in fact.inputs))})"
    if fact.reference:
        source = fact.reference
        return f" (catalog: {cited(source)}, checked {source.checked}, {source.confidence})"
    if fact.origin == "parameter":
        defaults = {f"params.{parameter.name}": parameter.default for parameter in verdict.rule.parameters}
        return " (the rule's default)" if defaults.get(fact.path) == fact.value else ""
    return {"catalog": " (catalog)", "derived": " (derived)", "clock": " (the date of this run)"}.get(fact.origin, "")
