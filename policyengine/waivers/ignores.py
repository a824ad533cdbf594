"""Ignores: comments in a profile, `# policyengine: ignore[rule-id] reason`, for what is a warning or a note.

One stands on the line of the verdict's place, or on a line of its own above it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from policyengine.case import Subject
from policyengine.document import Document
from policyengine.errors import PolicyEngineError
from policyengine.loading.profiles import Profile
from policyengine.loading.suggestion import did_you_mean
from policyengine.loading.yaml import parse_mapping
from policyengine.location import Location
from policyengine.policy.policy import Policy
from policyengine.rule import Severity
from policyengine.verdict import Excuse, Outcome, Verdict
from policyengine.waivers.applying import COVERED, is_considered
from policyengine.waivers.mistakes import head_of
from policyengine.waivers.rules import RULES

_COMMENT = re.compile(r"(?:^|(?<=\s))#\s*policyengine:\s*(.*?)\s*$")
_IGNORE = re.compile(r"ignore\s*\[([^\[\]]*)\]\s*(.*)")


class Ignore(NamedTuple):
    """A comment: the rule ids it names, why, its place, and the line of the verdicts it is for."""

    ids: tuple[str, ...]
    reason: str
    location: Location
    target: int


def apply_ignores(
    verdicts: Sequence[Verdict],
    profile: Profile,
    policy: Policy,
    takes_part: Callable[[str], bool],
    may_ignore: Callable[[str], bool],
) -> tuple[list[Verdict], list[Verdict]]:
    """Give the verdicts with those waived that a comment covers, and the verdicts about the comments."""
    settled, about = list(verdicts), []
    for comment in ignores_in(profile.document):
        if not comment.ids or not comment.reason:
            lacking = "names no rule" if not comment.ids else "does not say why"
            about.append(_about("ignore/malformed", f"this comment {lacking}, so it excuses nothing", comment, profile))
            continue
        if comment.location.line in profile.unheard:
            continue
        for name in comment.ids:
            head = head_of(name, policy.all_heads)
            if head is None:
                near = did_you_mean(name, [known.id for known in policy.all_heads])
                message = f"the comment names no rule: `{name}`" + (f" ({near.rstrip('?.')}?)" if near else "")
                about.append(_about("ignore/unknown-rule", message, comment, profile))
            elif takes_part(head.id):
                about += _ignored(settled, head.id, comment, profile, may_ignore=may_ignore(head.id))
    return settled, about


def _ignored(
    settled: list[Verdict], rule_id: str, comment: Ignore, profile: Profile, *, may_ignore: bool
) -> Iterator[Verdict]:
    """Waive what the comment covers of one rule, in place; give what there is to say about the comment."""
    path = profile.document.path
    covered = [
        place
        for place, verdict in enumerate(settled)
        if verdict.rule.id == rule_id
        and verdict.outcome in COVERED
        and verdict.location is not None
        and (verdict.location.path, verdict.location.line) == (path, comment.target)
        and not is_considered(verdict.subject)
    ]
    if not covered:
        yield _about("ignore/unused", f"`{rule_id}` has nothing to ignore here", comment, profile)
        return
    quiet = [place for place in covered if settled[place].severity is not Severity.ERROR] if may_ignore else []
    if len(quiet) < len(covered):
        yield _about("ignore/takes-a-waiver", f"`{rule_id}` takes a waiver, not a comment", comment, profile)
    for place in quiet:
        excuse = Excuse("ignore", comment.reason, comment.location)
        settled[place] = settled[place]._replace(outcome=Outcome.WAIVED, excuse=excuse)


def ignores_in(document: Document) -> Iterator[Ignore]:
    """Give the comments of a document that speak to this program; one with another word names no rules."""
    for number, line in enumerate(document.lines, 1):
        found = _COMMENT.search(line)
        if found is None or not _is_comment(document, number, found.start()):
            continue
        said = _IGNORE.fullmatch(found[1])
        ids = tuple(name.strip() for name in said[1].split(",") if name.strip()) if said else ()
        place = Location(document.path, number, found.start() + 1, number, len(line.rstrip()) + 1)
        alone = not line[: found.start()].strip()
        target = _next_line(document, number) if alone else number
        yield Ignore(ids, said[2] if said else "", place, target)


def _next_line(document: Document, number: int) -> int:
    """Give the line below that says something: blank lines and comments are passed over."""
    for below in range(number + 1, len(document.lines) + 1):
        text = document.line(below).strip()
        if text and not text.startswith("#"):
            return below
    return number


def _is_comment(document: Document, number: int, start: int) -> bool:
    """Say whether what stands there is a comment, not part of a text: without it the document says the same."""
    line = document.line(number)
    lines = [*document.lines[: number - 1], line[:start] + "#", *document.lines[number:]]
    try:
        return bool(parse_mapping(document.path, "\n".join(lines) + "\n").value == document.value)
    except PolicyEngineError:
        return False


def _about(rule_id: str, message: str, comment: Ignore, profile: Profile) -> Verdict:
    rule = RULES[rule_id]
    return Verdict(
        rule=rule,
        outcome=Outcome.FAIL,
        severity=rule.severity[0][0],
        subject=Subject("profile", profile.document.path),
        message=message,
        location=comment.location,
    )
