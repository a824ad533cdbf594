"""One verdict for people: message, place, evidence, authority, and remediation."""

import re
from collections.abc import Iterator, Mapping

from policyengine.document import Document
from policyengine.outputs.evidence import cited, gap_text, spans_of, told
from policyengine.rule import Rule
from policyengine.snippet import render_block
from policyengine.verdict import Outcome, Verdict
from policyengine.words.authority import demand_of

SOURCES_SHOWN = 2
"""Maximum number of sources in a verdict."""


def verdict_block(verdict: Verdict, documents: Mapping[str, Document]) -> str:
    """Print a verdict, its snippet and its notes; the text does not end in a line feed."""
    heading = f"{verdict.severity}[{verdict.rule.id}]: {verdict.message.strip()}"
    return "\n".join(render_block(heading, spans_of(verdict, documents), tuple(_notes(verdict, documents))))


def _notes(verdict: Verdict, documents: Mapping[str, Document]) -> Iterator[tuple[str, str]]:
    rule = verdict.rule
    for sentence in told(verdict, documents):
        yield "note", sentence
    if verdict.unproven:
        yield "unproven", verdict.unproven
    yield "why", why_of(rule)
    if rule.references:
        yield "source", _sources(rule)
    match verdict.outcome:
        case Outcome.UNKNOWN:
            for gap in verdict.missing:
                yield "help", gap_text(gap) if not verdict.unproven else f"`{gap.path}`: {_one_line(gap.hint)}"
        case _:
            yield "help", help_of(verdict)
    if verdict.capped:
        yield "capped", verdict.capped
    yield "docs", f"policyengine rules show {rule.id}"


def why_of(rule: Rule) -> str:
    """Return the authority behind a rule's demand, and the first sentence of its rationale."""
    return f"{demand_of(rule.force, 'this')}: {_first_sentence(rule.rationale)}"


def help_of(verdict: Verdict) -> str:
    """Return how to fix a verdict that is not undecided."""
    if verdict.outcome is Outcome.BROKEN:
        return f"the rule is at fault, not the profile; report it to the owner of {verdict.rule.path}"
    return _one_line(verdict.rule.remediation)


def _sources(rule: Rule) -> str:
    """Return the first source of a rule; the page of the rule has the rest."""
    return "; ".join(
        cited(source) + (", unverified" if source.confidence == "unverified" else "")
        for source in rule.references[:SOURCES_SHOWN]
    )


_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\]\"'])\. (?=[A-Z])")


def _first_sentence(text: str) -> str:
    return _SENTENCE_END.split(_one_line(text), maxsplit=1)[0].removesuffix(".")


def _one_line(text: str) -> str:
    return " ".join(text.split())
