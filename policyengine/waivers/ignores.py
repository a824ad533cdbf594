"""Ignores: comments in a profile, `# policyengine: ignore[rule-id] reason`, for warnings and notes.

A comment is on the line of the verdict's place, or on a separate line above it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from policyengine.case import Subject
from policyengine.document import Document
from policyengine.errors import MOST_MISTAKES, InputError
from policyengine.loading.profiles import Profile
from policyengine.loading.suggestion import did_you_mean
from policyengine.location import Location
from policyengine.policy.policy import Policy
from policyengine.severity import Severity
from policyengine.verdict import Excuse, Outcome, Verdict
from policyengine.waivers.applying import is_considered
from policyengine.waivers.meant import COVERED

MOST_IGNORED = 1000
"""Maximum number of names in the comments of a profile; each may result in a verdict."""

_COMMENT = re.compile(r"(?:^|(?<=\s))#\s*policyengine:(.*)")
_IGNORE = re.compile(r"ignore\s*\[([^\[\]]*)\]\s*(.*)")


class Ignore(NamedTuple):
    """A comment: the rule ids, the reason, its place, and the line of its verdicts."""

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
    """Return the verdicts with those waived that a comment covers, and the verdicts about the comments.

    Raises InputError for more than `MOST_IGNORED` names in the comments of a profile.
    """
    desk = _Desk(verdicts, profile, policy, may_ignore)
    asked = {header.id for header in policy.all_headers if takes_part(header.id)}
    last_wins = sorted(policy.all_headers, key=lambda header: header.id in asked)
    headers = {name: header for header in last_wins for name in (header.id, *header.formerly)}
    known = tuple(header.id for header in policy.all_headers)
    for comment in _bounded(ignores_in(profile.document), profile.document):
        if not comment.ids or not comment.reason:
            lacking = "names no rule" if not comment.ids else "states no reason"
            desk.tell("ignore/malformed", f"this comment {lacking}, so it excuses nothing", comment)
            continue
        if comment.location.line in profile.unheard:
            continue
        for name in comment.ids:
            found = headers.get(name)
            if found is None:
                near = did_you_mean(name, known) if len(desk.about) < MOST_MISTAKES else ""
                message = f"the comment names no rule: `{name}`" + (f" ({near.rstrip('?.')}?)" if near else "")
                desk.tell("ignore/unknown-rule", message, comment)
            elif found.id in asked:
                desk.ignore(found.id, comment)
    return desk.settled, desk.about


class _Desk:
    """The verdicts of a profile after its comments, and the verdicts about the comments."""

    def __init__(
        self, verdicts: Sequence[Verdict], profile: Profile, policy: Policy, may_ignore: Callable[[str], bool]
    ) -> None:
        self.settled, self.profile, self.policy = list(verdicts), profile, policy
        self.about: list[Verdict] = []
        self.covered: dict[tuple[str, int], list[int]] = {}
        self.may_ignore = {rule: may_ignore(rule) for rule in {verdict.rule.id for verdict in verdicts}}
        for place, verdict in enumerate(verdicts):
            at = verdict.location
            own = at is not None and at.path == profile.document.path
            if at and own and verdict.outcome in COVERED and not is_considered(verdict.subject):
                self.covered.setdefault((verdict.rule.id, at.line), []).append(place)

    def ignore(self, rule_id: str, comment: Ignore) -> None:
        """Waive the verdicts of one rule that a comment covers; those that require a waiver remain."""
        covered = self.covered.get((rule_id, comment.target))
        if not covered:
            self.tell("ignore/unused", f"`{rule_id}` has nothing to ignore here", comment)
            return
        if not self.may_ignore[rule_id]:
            self.tell("ignore/takes-a-waiver", f"`{rule_id}` requires a waiver, not a comment", comment)
            return
        loud = [place for place in covered if self.settled[place].severity is Severity.ERROR]
        if loud:
            self.tell("ignore/takes-a-waiver", f"`{rule_id}` requires a waiver, not a comment", comment)
        if len(loud) < len(covered):
            self._waive(covered, comment)
            self.covered[rule_id, comment.target] = loud

    def _waive(self, covered: Iterable[int], comment: Ignore) -> None:
        excuse = Excuse("ignore", comment.reason, comment.location)
        for place in covered:
            if self.settled[place].severity is not Severity.ERROR:
                self.settled[place] = self.settled[place]._replace(outcome=Outcome.WAIVED, excuse=excuse)

    def tell(self, rule_id: str, message: str, comment: Ignore) -> None:
        """Add a verdict about a comment."""
        rule = self.policy.rule(rule_id)
        subject = Subject("profile", self.profile.document.path)
        self.about.append(
            Verdict(rule, Outcome.FAIL, rule.severity[0][0], subject, message=message, location=comment.location)
        )


def _bounded(comments: Iterable[Ignore], document: Document) -> Iterator[Ignore]:
    names = 0
    for comment in comments:
        names += max(1, len(comment.ids))
        if names > MOST_IGNORED:
            message = f"the comments of this profile ignore more than {MOST_IGNORED} times"
            hint = "resolve what they ignore, waive it, or change the severity of the rules in policyengine.yaml"
            raise InputError(document.mistake(message, comment.location, hint))
        yield comment


def ignores_in(document: Document) -> Iterator[Ignore]:
    """Yield the comments of a document for this program; a comment with another word than `ignore` has no rules."""
    found = [(number, match) for number, line in enumerate(document.lines, 1) if (match := _COMMENT.search(line))]
    if not found:
        return
    from policyengine.loading.yaml.comments import comment_test

    is_comment = comment_test(document)
    below = _lines_below(document)
    for number, match in found:
        if not is_comment(number, match.start()):
            continue
        line = document.line(number)
        said = _IGNORE.fullmatch(match[1].strip())
        ids = dict.fromkeys(name.strip() for name in said[1].split(",") if name.strip()) if said else ()
        place = Location(document.path, number, match.start() + 1, number, len(line.rstrip()) + 1)
        alone = not line[: match.start()].strip()
        yield Ignore(tuple(ids), said[2] if said else "", place, below[number] if alone else number)


def _lines_below(document: Document) -> list[int]:
    """Return, by line, the next line below with content, without blank lines and comments."""
    below = list(range(len(document.lines) + 1))
    following = 0
    for number in range(len(document.lines), 0, -1):
        below[number] = following or number
        text = document.line(number).strip()
        if text and not text.startswith("#"):
            following = number
    return below
