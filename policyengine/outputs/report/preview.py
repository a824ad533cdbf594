"""The effect of raising the edition, for people: a line for each added verdict and a summary."""

from collections.abc import Iterator, Mapping

from policyengine.preview import PreviewTotals
from policyengine.severity import Severity
from policyengine.snippet import escape_text
from policyengine.verdict import Verdict
from policyengine.words.lists import listed
from policyengine.words.numbers import counted


def preview_lines(preview: PreviewTotals) -> Iterator[str]:
    """Print the first verdicts of newer rules, and how to adopt the rules."""
    for verdict in preview.first:
        yield escape_text(_line(verdict))
    more = sum(preview.added.values()) - len(preview.first)
    if more > 0:
        yield f"preview: and {counted(more, 'more verdict')}: --output-format json lists them"
    edition = preview.editions[0]
    verb = "is" if len(preview.rules) == 1 else "are"
    newer = f"{counted(len(preview.rules), 'rule')} {verb} newer than edition {listed(preview.editions)}"
    yield f"preview: {newer}: {_would(preview)}; see `policyengine rules list --since {edition}`"


def _line(verdict: Verdict) -> str:
    place, subject = verdict.location, verdict.subject
    where = f"{place.path}:{place.line}" if place else subject.profile
    of = " ".join(part for part in (where, subject.workload, subject.element) if part)
    return f"preview[{verdict.rule.id}]: {verdict.severity}: {verdict.message}  ({of})"


def _would(preview: PreviewTotals) -> str:
    """Return what raising the edition would add to the report and remove from it."""
    it, them = ("it", "it") if len(preview.rules) == 1 else ("they", "them")
    changes = (("add", _counted(preview.added)), ("remove", _counted(preview.removed)))
    parts = " and ".join(f"{verb} {count}" for verb, count in changes if count)
    return f"{it} would {parts}" if parts else f"nothing here fails because of {them}"


def _counted(found: Mapping[Severity, int]) -> str:
    return ", ".join(counted(found[severity], str(severity)) for severity in Severity if found.get(severity))
