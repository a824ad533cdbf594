"""The exceptions a user may see; anything else that escapes is a bug of ours."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from policyengine.location import Location
from policyengine.words.numbers import full

if TYPE_CHECKING:
    from typing import Self

MOST_MISTAKES = 100
"""How many mistakes of one kind in one file are reported; a file with more was not written by a person."""

LONG = 300
"""Code points up to which a message, or a hint, is left as it is."""

_IS_MEANT = "correct the first ones; is this file meant?"


class _Mistake(NamedTuple):
    message: str
    location: Location | None = None
    source: str = ""
    hint: str = ""


class Mistake(_Mistake):
    """One thing wrong in something a person wrote, with its place and what to do about it.

    `message` is lower-case and names the thing; `source` is the whole source line at `location`; `hint` may be empty.
    Words of the user's in message and hint may have any length, and are shortened.
    """

    __slots__ = ()

    def __new__(cls, message: str, location: Location | None = None, source: str = "", hint: str = "") -> "Self":
        """Make a mistake whose message and hint a person can read."""
        return super().__new__(cls, _short(message), location, source, _short(hint))


def _short(text: str) -> str:
    if len(text) <= LONG:
        return text
    from policyengine.message import shortened  # few messages need it

    return shortened(text)


def first_mistakes(mistakes: Iterable[Mistake]) -> list[Mistake]:
    """Return the first mistakes, `MOST_MISTAKES` at most, and where there are more, one that says so.

    No more than these are looked for: each may search for a name that was meant.
    """
    kept: list[Mistake] = []
    for mistake in mistakes:
        if len(kept) == MOST_MISTAKES:
            place = mistake.location
            file = f" in `{place.path}`" if place else ""
            message = f"more than {MOST_MISTAKES} mistakes{file}; this is the next one"
            return [*kept, Mistake(message, place, mistake.source, _IS_MEANT)]
        kept.append(mistake)
    return kept


def _most(mistakes: tuple[Mistake, ...]) -> tuple[Mistake, ...]:
    """Keep of each file the mistakes that a person may read, and count the others."""
    if len(mistakes) <= MOST_MISTAKES:
        return mistakes
    kept: list[Mistake] = []
    counts: dict[str, int] = {}
    for mistake in mistakes:
        path = mistake.location.path if mistake.location else ""
        counts[path] = counts.get(path, 0) + 1
        if counts[path] <= MOST_MISTAKES + 1:  # one that says that there are more may be the last
            kept.append(mistake)
    for path, count in counts.items():
        if count > MOST_MISTAKES + 1:
            more = f"and {full(count - MOST_MISTAKES - 1)} more mistakes" + (f" in `{path}`" if path else "")
            kept.append(Mistake(more, hint=_IS_MEANT))
    return tuple(kept)


def is_count(mistake: Mistake) -> bool:
    """Return whether a mistake is none of its own: it says how many more of others there are."""
    return mistake.location is None and mistake.hint == _IS_MEANT


class PolicyEngineError(Exception):
    """A user's mistakes, all that one step found. Exit code 2."""

    def __init__(self, *mistakes: Mistake) -> None:
        super().__init__("; ".join(mistake.message for mistake in mistakes[:MOST_MISTAKES]))
        self.mistakes = _most(mistakes)


class InputError(PolicyEngineError):
    """A profile cannot be read or has the wrong shape."""


class SettingsError(PolicyEngineError):
    """`policyengine.yaml` cannot be read, has the wrong shape or names something unknown."""


class RuleError(PolicyEngineError):
    """A rule file is broken: wrong shape, a condition that does not compile, a double id."""


class CatalogError(PolicyEngineError):
    """A catalog file is broken."""


class SizeError(PolicyEngineError):
    """What a shipped template is filled in with is more than it may take: the values are at fault, not the template."""


class UsageError(PolicyEngineError):
    """The command line asks for something that cannot be done."""
