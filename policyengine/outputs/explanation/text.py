"""An explanation for people: the conditions as a tree with values, the origin of facts, and changes of the outcome."""

from collections.abc import Iterator

from policyengine.case import Subject
from policyengine.explanation import Explanation, Flip, InForce
from policyengine.outputs.evidence import cited, claim_text, excuse_text, gap_text
from policyengine.outputs.parts import part_lines, word
from policyengine.outputs.values import fact_text
from policyengine.snippet import safe_lines
from policyengine.verdict import Evidence, Missing, Outcome

LEGEND = "  (* determines the answer)"


def explanation_text(explanation: Explanation) -> str:
    """Print an explanation; the text ends in a line feed."""
    return safe_lines(_lines(explanation))


def _lines(given: Explanation) -> Iterator[str]:
    yield f"{given.rule.id} {_subject(given.subject)}: {_outcome(given)}"
    yield f"  {given.rule.title}"
    capped = f" ({given.capped})" if given.capped else ""
    yield f"  {given.severity} when it fails{capped}" + (f"; {given.phase}" if given.phase else "")
    if given.considered:
        yield "  considered only; evaluated as if it were the choice"
    if given.excuse is not None:
        yield f"  {excuse_text(given.excuse)}"
    yield from (f"  waiver: {said}" for said in given.exceptions)
    conditions = [("when", given.when), ("require", given.require)]
    shown = [(name, part) for name, part in conditions if part is not None]
    legend = next((name for name, part in shown if part.deciding), "")
    for name, part in shown:
        yield from ("", f"{name}: {word(part.value)}{LEGEND if name == legend else ''}{_remark(name, given)}")
        yield from part_lines(part)
    yield from _section("facts", [line for fact in given.facts for line in _fact(fact, "")])
    yield from _section("missing", [_gap(gap) for gap in given.missing])
    yield from _section("parameters", [_parameter(parameter, given) for parameter in given.parameters])
    yield from _section("would change it", [_flip(flip) for flip in given.flips] or ["no single tried declaration"])


def _remark(name: str, given: Explanation) -> str:
    applies = name == "when" or given.when is None or given.when.value is not False
    return "" if applies else "  (not evaluated: the rule does not apply)"


def _subject(subject: Subject) -> str:
    return ", ".join(part for part in (subject.workload, subject.element) if part) or subject.profile


def _outcome(given: Explanation) -> str:
    applies = given.when is None or given.when.value is not None
    return given.outcome.words if applies or given.outcome is not Outcome.UNKNOWN else "undecided whether it applies"


def _section(name: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield from ("", f"{name}:", *(f"  {line}" for line in lines))


def _fact(fact: Evidence, indent: str) -> Iterator[str]:
    yield f"{indent}{fact.path} is {fact_text(fact.value)}{claim_text(fact)}{_origin(fact)}"
    for given in fact.inputs:
        yield from _fact(given, indent + "  ")


def _origin(fact: Evidence) -> str:
    if fact.location is not None:
        return f" ({fact.location})"
    if fact.reference is not None:
        source = fact.reference
        return f" (catalog: {cited(source)}, checked {source.checked}, {source.confidence})"
    if fact.inputs:
        return " (derived from these)"
    return {"catalog": " (catalog)", "derived": " (derived)", "clock": " (the date of this run)"}.get(fact.origin, "")


def _gap(gap: Missing) -> str:
    place = f" ({gap.location})" if gap.location is not None else ""
    return gap_text(gap) + place


def _parameter(parameter: InForce, given: Explanation) -> str:
    place = parameter.location or f"the default of {given.rule.path}"
    return f"params.{parameter.name} is {fact_text(parameter.value)} ({place})"


def _flip(flip: Flip) -> str:
    place = f" ({flip.location})" if flip.location is not None else ""
    change = (
        f"declared as {fact_text(flip.new)}"
        if flip.old is None
        else f"{fact_text(flip.new)} instead of {fact_text(flip.old)}"
    )
    return f"{flip.outcome}: {flip.path} {change}{place}"
