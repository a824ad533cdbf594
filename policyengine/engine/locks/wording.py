"""The messages about changes to locked facts."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from policyengine.engine.locks.agreed import COMPANY, IN_HOUSE, THIRD_PARTY
from policyengine.engine.locks.aspects import ALIKE, CLAIM, DERIVED, ID, ORDER, SOURCE, Difference
from policyengine.engine.locks.keys import Key
from policyengine.engine.locks.lock import HOLDS
from policyengine.words.numbers import exact

_NOUNS = {
    "models": "model", "services": "service", "licenses": "licence", "regions": "region table", "gpus": "GPU",
    "prices": "price set",
}  # fmt: skip
_FIRST = (ALIKE, DERIVED, IN_HOUSE, ID, COMPANY, THIRD_PARTY, ORDER)
_RENAME = "choose a name that no locked entry has or resembles"


def worded(changes: Sequence[Difference], key: Key, where: str, stated: tuple[Any, Any]) -> tuple[str, str]:
    """Return what a statement changes of what a key locks at a place, and what is allowed.

    `stated` is the value of the statement, and how its file writes it.
    """
    first = min(changes, key=lambda change: _rank(change, key))
    value, written = stated
    said, hint = _sentences(first._replace(now=written) if first.now == value else first, key)
    others = {_entry(change, key) for change in changes if change.kind == first.kind} - {_entry(first, key)}
    more = f" (and {len(others)} more)" if others else ""
    return f"{said}{more}, which {where} locks", hint


def _entry(change: Difference, key: Key) -> tuple[str, str]:
    """Return the entry that a name leads to in the locking file: changes under several of its names are one."""
    return change.kind, key.at.catalog.ids(change.kind).get(change.name, change.name)


def _rank(change: Difference, key: Key) -> tuple[bool, int, bool, str]:
    """Rank the locked entry before its basis, then the reasons, then ids before other names."""
    reason = _FIRST.index(change.aspect) if change.aspect in _FIRST else len(_FIRST)
    return change.kind != key.kind, reason, _entry(change, key)[1] != change.name, change.name


def _sentences(change: Difference, key: Key) -> tuple[str, str]:
    wording = _WORDINGS.get(change.aspect)
    if wording is not None:
        return wording(change, key)
    noun = _NOUNS.get(change.kind, "")
    of = f" of the {noun} `{change.name}`" if change.name else ""
    if change.aspect.startswith(CLAIM):
        return f"this changes the evidence of `{change.aspect.removeprefix(CLAIM)}`{of}", HOLDS
    if change.aspect.startswith(SOURCE):
        said = f"this makes `{change.aspect.removeprefix(SOURCE)}`{of} unverified"
        return said, "remove this line: only a fact with a verified source decides an error"
    if change.kind == "prices":
        return f"this changes {change.aspect}{of}", HOLDS
    return f"this changes `{change.aspect}`{of} from {_shown(change.was)} to {_shown(change.now)}", HOLDS


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    text = _plain(value) if isinstance(value, list | tuple | dict) else f"`{_plain(value)}`"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _plain(value: Any) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_plain, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name}: {_plain(given)}' for name, given in value.items())}}}"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return exact(value)
    return value.date().isoformat() if isinstance(value, datetime) else str(value)


_LONGEST = 80
"""Maximum characters of a value in a message."""


def _named(change: Difference, key: Key) -> tuple[str, str]:
    noun = _NOUNS[change.kind]
    if change.was is None and key.root == "agreements":
        return _covered(change, key)
    if change.was is None:
        return f"this adds `{change.name}` to the names of `{key.word}`", _RENAME
    leads = f"lead to `{change.now}`" if change.now else "lead nowhere"
    return f"this makes the {noun} `{change.name}` {leads}, not to `{change.was}`", _RENAME


def _covered(change: Difference, key: Key) -> tuple[str, str]:
    whose = f"what was agreed with `{key.name}`" if key.name else "an agreement"
    return (
        f"this lets {whose} cover `{change.name}`",
        "remove this line, or give the service another company and other names",
    )


def _company(change: Difference, key: Key) -> tuple[str, str]:
    if change.was is None:
        return _covered(change, key)
    hint = f"remove this line: the company of `{change.name}` is locked with its agreements"
    return f"this changes the company of `{change.name}` from `{change.was}` to `{change.now}`", hint


def _third_party(change: Difference, _key: Key) -> tuple[str, str]:
    return f"this makes `{change.name}` a part of the organisation", "give the organisation a name that no company has"


def _in_house(change: Difference, _key: Key) -> tuple[str, str]:
    hint = "name the company that runs the service, or add the service in the file that locks agreements"
    return f"this makes `{change.name}` a service of `{change.now}`, which needs no agreement", hint


def _alike(change: Difference, _key: Key) -> tuple[str, str]:
    return f"`{change.now[0]}` could be taken for `{change.name}`", _RENAME


def _derived(change: Difference, _key: Key) -> tuple[str, str]:
    said = f"`{change.now[0]}` is made from `{change.name}` and leaves out a licence of it"
    return said, f"add the licences of `{change.name}` to those of `{change.now[0]}`"


def _order(change: Difference, _key: Key) -> tuple[str, str]:
    return f"this changes the price sets in force from {_shown(change.was)} to {_shown(change.now)}", HOLDS


_WORDINGS: dict[str, Callable[[Difference, Key], tuple[str, str]]] = {
    ID: _named, COMPANY: _company, THIRD_PARTY: _third_party, IN_HOUSE: _in_house,
    ALIKE: _alike, DERIVED: _derived, ORDER: _order,
}  # fmt: skip
