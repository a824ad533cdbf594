"""Selects rules: `--select`, `--ignore` and the settings' severities, by id, glob, `force:` or `category:`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

OFF = "off"

MOST_SELECTORS = 1_000
"""Maximum number of selectors in a list of the settings or on a command line: each may be compared with each rule."""

LONGEST = 200
"""Maximum characters of a selector that matches anything except its own id."""


UNRELEASED = "next"
"""The edition of a shipped rule that is not in any edition yet; as text it sorts after every date."""


class RuleHeader(NamedTuple):
    """The data of a rule that is known without loading it; `phases` are (start, until, severity, state).

    `since` is the edition of the shipped rules that introduced the rule, `until` the one that replaced it; both are
    empty for rules of packs, which have their own versions.
    """

    id: str
    force: str
    phases: tuple[tuple[str, str, str, str], ...]
    formerly: tuple[str, ...]
    since: str = ""
    until: str = ""

    def is_in_force(self, day: str) -> bool:
        """Return whether the rule is evaluated on a day (2026-11-22): it has no phases, or one that is in force."""
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


def is_replaced(header: RuleHeader, edition: str) -> bool:
    """Return whether an edition replaces this rule by another; an empty `edition` is the newest."""
    return bool(header.until) and (not edition or edition >= header.until)


def is_preview(header: RuleHeader, edition: str) -> bool:
    """Return whether a rule is newer than the pinned edition; an empty `edition` means none is pinned."""
    return bool(edition) and header.since > edition


def matches(selector: str, header: RuleHeader) -> bool:
    """Return whether a selector matches this rule: a current or former id, a glob, `force:law`, `category:license`."""
    kind, colon, word = selector.partition(":")
    if colon and kind == "force":
        return header.force == word
    if colon and kind == "category":
        return header.category == word
    if names(selector, header):
        return True
    if len(selector) > LONGEST or not any(mark in selector for mark in "*?["):
        return False
    from fnmatch import fnmatchcase

    return fnmatchcase(header.id, selector)


SHORTEST_WORD = 3
"""Minimum length of a word that selects the rules whose ids contain it."""


def meant(word: str, headers: Sequence[RuleHeader]) -> str:
    """Return the selector for a word of the command line.

    A rule id or a selector is unchanged. Otherwise it is the category or pack with that name, or every id that contains
    the word: `*hipaa*`.
    """
    if (
        len(word) < SHORTEST_WORD
        or not word.replace("-", "").isalnum()
        or any(names(word, header) for header in headers)
    ):
        return word
    if any(header.category == word for header in headers):
        return f"category:{word}"
    if any(header.id.startswith(f"{word}:") for header in headers):
        return f"{word}:*"
    return f"*{word}*" if any(word in header.id for header in headers) else word


def names(selector: str, header: RuleHeader) -> bool:
    """Return whether a selector is the current or a former id of this rule."""
    return selector == header.id or selector in header.formerly


def unmatched(selectors: Iterable[str], headers: Sequence[RuleHeader]) -> list[str]:
    """Return the selectors that match no rule."""
    ids = {name for header in headers for name in (header.id, *header.formerly)}
    once = [selector for selector in dict.fromkeys(selectors) if selector not in ids]
    return [s for s in once if not (_is_pattern(s) and any(matches(s, header) for header in headers))]


def _is_pattern(selector: str) -> bool:
    return selector.startswith(("force:", "category:")) or any(mark in selector for mark in "*?[")


def severity_set(severities: Mapping[str, str], header: RuleHeader) -> str:
    """Return the severity that the settings set for a rule, or an empty text.

    A current or former id has precedence over every other selector; among the others, the last one wins. A selector
    that is not an id does not change rules of force `law`: those require a waiver.
    """
    if not severities:
        return ""
    selector = deciding_selector(severities, header)
    return severities[selector] if selector else ""


def deciding_selector(severities: Mapping[str, str], header: RuleHeader) -> str:
    """Return the selector that sets a rule's severity, or an empty text."""
    for name in (header.id, *header.formerly):
        if name in severities:
            return name
    if header.force == "law":
        return ""
    found = [selector for selector in severities if matches(selector, header)]
    return found[-1] if found else ""


def selected(headers: Sequence[RuleHeader], select: Sequence[str], ignore: Sequence[str]) -> frozenset[str]:
    """Return the ids of the rules that `--select` includes (all, if empty) and `--ignore` does not exclude."""
    if not select and not ignore:
        return frozenset(header.id for header in headers)
    select, ignore = ([meant(word, headers) for word in words] for words in (select, ignore))
    return frozenset(
        header.id
        for header in headers
        if (not select or any(matches(selector, header) for selector in select))
        and not any(matches(selector, header) for selector in ignore)
    )
