"""The effect of raising the edition, for people: a line for each added verdict and a summary."""

from collections import Counter
from collections.abc import Iterable, Iterator

from policyengine.report import Preview
from policyengine.severity import Severity
from policyengine.snippet import escape_text
from policyengine.verdict import Verdict
from policyengine.words.lists import listed
from policyengine.words.numbers import counted

MOST_LINES = 10
"""Maximum number of listed verdicts; JSON has all of them."""


def preview_lines(preview: Preview) -> Iterator[str]:
    """Print the verdicts of newer rules, and how to adopt the rules."""
    for verdict in preview.verdicts[:MOST_LINES]:
        yield escape_text(_line(verdict))
    more = len(preview.verdicts) - MOST_LINES
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


def _would(preview: Preview) -> str:
    """Return the verdicts that raising the edition would add to the report and remove from it."""
    it, them = ("it", "it") if len(preview.rules) == 1 else ("they", "them")
    changes = (("add", _counted(preview.verdicts)), ("remove", _counted(preview.removed)))
    parts = " and ".join(f"{verb} {count}" for verb, count in changes if count)
    return f"{it} would {parts}" if parts else f"nothing here fails because of {them}"


def _counted(verdicts: Iterable[Verdict]) -> str:
    found = Counter(verdict.severity for verdict in verdicts)
    return ", ".join(counted(found[severity], str(severity)) for severity in Severity if found[severity])
