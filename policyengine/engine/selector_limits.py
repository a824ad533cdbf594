"""Rejects more selectors than `MOST_SELECTORS`: each may be compared with each rule."""

from collections.abc import Iterator, Sized
from typing import TYPE_CHECKING

from policyengine.errors import Mistake, UsageError
from policyengine.loading.settings import Settings
from policyengine.policy.selection import MOST_SELECTORS
from policyengine.words.numbers import full

if TYPE_CHECKING:
    from policyengine.location import Route

_HINT = "`force:`, `category:` and `*` name many rules at once"


def refuse_many(words: Sized) -> None:
    """Raise UsageError for a command line with too many selectors."""
    if len(words) > MOST_SELECTORS:
        message = f"`--select` and `--ignore` name more than {full(MOST_SELECTORS)} rules"
        raise UsageError(Mistake(message, hint=_HINT))


def many_selectors(settings: Settings) -> Iterator[Mistake]:
    """Return a mistake for each list of selectors in settings that is too long, at its key."""
    for file in settings.files:
        if file.document is None:
            continue
        lists: dict[Route, Sized] = {
            ("severities",): file.severities,
            ("unwaivable",): file.terms.get("unwaivable") or (),
            ("waivers_need_control",): file.terms.get("waivers_need_control") or (),
            ("locked", "severities"): file.locked.get("severities") or (),
            ("locked", "waivable"): file.locked.get("waivable") or (),
        }
        for route, words in lists.items():
            if len(words) > MOST_SELECTORS:
                message = f"`{route[-1]}` names more than {full(MOST_SELECTORS)} rules"
                yield file.document.mistake(message, file.document.locate_key(route), _HINT)
