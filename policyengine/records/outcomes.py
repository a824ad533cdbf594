"""How the outcome of a record differs from that of today, in words."""

from collections.abc import Iterator
from itertools import zip_longest

from policyengine.records.layout import Record


def outcome_changes(old: Record, new: Record, moved: tuple[str, ...]) -> tuple[str, ...]:
    """Return which choice, option or rule makes the outcome another one.

    `moved` says which rules have another outcome and which facts another value. Where it is empty, the texts of the
    records say where options stand otherwise and which rules forced the choice.
    """
    named = [*_chosen(old, new), *_options(old, new), *moved]
    changes = named or [*_standings(old, new), *_forced(old, new)] or ["the text that states it"]
    return tuple(dict.fromkeys(changes))


def _chosen(old: Record, new: Record) -> Iterator[str]:
    for before, after in zip_longest(old.chosen, new.chosen):
        was, now = (f"`{one.option}`" if one else "none" for one in (before, after))
        if was != now:
            yield f"the chosen option was {was} and is now {now}"


def _options(old: Record, new: Record) -> Iterator[str]:
    """Yield the options that are compared in one of the records only, without those that are chosen there."""
    before, after = dict(old.standings), dict(new.standings)
    chosen = {one.option for one in (*old.chosen, *new.chosen)}
    gone = [title for title in before if title not in after and title not in chosen]
    added = [title for title in after if title not in before and title not in chosen]
    yield from (f"the option `{title}` was compared and is now removed" for title in gone)
    yield from (f"the option `{title}` is now compared, too" for title in added)


def _standings(old: Record, new: Record) -> Iterator[str]:
    after = dict(new.standings)
    for title, was in old.standings:
        if title in after and after[title] != was:
            yield f"the option `{title}` was {was.lower()} and is now {after[title].lower()}"
    if sorted(old.standings) == sorted(new.standings) and old.standings != new.standings:
        yield "the options are compared in another order"


def _forced(old: Record, new: Record) -> Iterator[str]:
    yield from (f"`{rule}` forced the choice and no longer does" for rule in old.forced if rule not in new.forced)
    yield from (f"`{rule}` now forces the choice" for rule in new.forced if rule not in old.forced)
    if sorted(old.forced) == sorted(new.forced) and old.forced != new.forced:
        yield "the rules that forced the choice have another order"
