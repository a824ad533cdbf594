"""Which rules are asked: `--select`, `--ignore` and the settings' severities, by id, glob, `force:` or `category:`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

OFF = "off"

MOST_SELECTORS = 1_000
"""How many selectors a list of the settings, or a command line, may have: each may be compared with each rule."""

LONGEST = 200
"""The longest selector, in characters, that matches anything but the id it is."""


UNRELEASED = "next"
"""The edition of a shipped rule that no edition lists yet; as text it sorts after every date."""


class RuleHeader(NamedTuple):
    """What can be known of a rule without loading it; `phases` are (start, until, severity, state).

    `since` is the edition of the shipped rules that the rule came with, `until` the one that replaced it; both are
    empty for rules of packs, which have versions of their own.
    """

    id: str
    force: str
    phases: tuple[tuple[str, str, str, str], ...]
    formerly: tuple[str, ...]
    since: str = ""
    until: str = ""

    def is_in_force(self, day: str) -> bool:
        """Return whether the rule is asked on a day (2026-11-22): it has no phases, or one in force then."""
        if not self.phases:
            return True
        return any(
            start <= day and (not until or day <= until) and state == "in-force"
            for start, until, _, state in self.phases
        )

    @property
    def category(self) -> str:
        """Return the first part of the id."""
        return self.id.rpartition(":")[2].partition("/")[0]


def is_replaced(head: RuleHeader, edition: str) -> bool:
    """Return whether an edition has another rule in this one's place; an empty `edition` is the newest."""
    return bool(head.until) and (not edition or edition >= head.until)


def is_preview(head: RuleHeader, edition: str) -> bool:
    """Return whether a rule is newer than the edition that the settings pin; an empty `edition` pins nothing."""
    return bool(edition) and head.since > edition


def matches(selector: str, head: RuleHeader) -> bool:
    """Return whether a selector names this rule: an id, now or formerly, a glob, `force:law`, `category:license`."""
    kind, colon, word = selector.partition(":")
    if colon and kind == "force":
        return head.force == word
    if colon and kind == "category":
        return head.category == word
    if names(selector, head):
        return True
    if len(selector) > LONGEST or not any(mark in selector for mark in "*?["):
        return False
    from fnmatch import fnmatchcase

    return fnmatchcase(head.id, selector)


def names(selector: str, head: RuleHeader) -> bool:
    """Return whether a selector is this rule's id, now or formerly."""
    return selector == head.id or selector in head.formerly


def unmatched(selectors: Iterable[str], heads: Sequence[RuleHeader]) -> list[str]:
    """Return the selectors that name no rule."""
    ids = {name for head in heads for name in (head.id, *head.formerly)}
    once = [selector for selector in dict.fromkeys(selectors) if selector not in ids]
    return [s for s in once if not (_is_pattern(s) and any(matches(s, head) for head in heads))]


def _is_pattern(selector: str) -> bool:
    return selector.startswith(("force:", "category:")) or any(mark in selector for mark in "*?[")


def severity_set(severities: Mapping[str, str], head: RuleHeader) -> str:
    """Return the severity that the settings set for a rule, or an empty text.

    An id, present or former, beats every other selector; among the others, the one that stands last wins. A selector
    that is not an id leaves rules of force `law` as they are: those take a waiver.
    """
    if not severities:
        return ""
    selector = deciding_selector(severities, head)
    return severities[selector] if selector else ""


def deciding_selector(severities: Mapping[str, str], head: RuleHeader) -> str:
    """Return the selector that sets a rule's severity, or an empty text."""
    for name in (head.id, *head.formerly):
        if name in severities:
            return name
    if head.force == "law":
        return ""
    found = [selector for selector in severities if matches(selector, head)]
    return found[-1] if found else ""


def selected(heads: Sequence[RuleHeader], select: Sequence[str], ignore: Sequence[str]) -> frozenset[str]:
    """Return the ids of the rules that `--select` takes (all, when empty) and `--ignore` leaves."""
    if not select and not ignore:
        return frozenset(head.id for head in heads)
    return frozenset(
        head.id
        for head in heads
        if (not select or any(matches(selector, head) for selector in select))
        and not any(matches(selector, head) for selector in ignore)
    )
