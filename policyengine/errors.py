"""The exceptions that a user may see; any other exception is a bug of policyengine."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from policyengine.location import Location
from policyengine.words.numbers import full

if TYPE_CHECKING:
    from typing import Self

MOST_MISTAKES = 100
"""Maximum number of reported mistakes of one kind in one file; files with more were not written by a person."""

LONG = 300
"""Maximum code points up to which a message or a hint is not shortened."""

IS_MEANT = "correct the first ones; is this file meant?"


class _Mistake(NamedTuple):
    message: str
    location: Location | None = None
    source: str = ""
    hint: str = ""


class Mistake(_Mistake):
    """One error in something that a person wrote, with its place and a hint.

    `message` starts in lower case and names the subject; `source` is the whole source line at `location`; `hint` may be
    empty. Quoted words of the user may have any length and are shortened.
    """

    __slots__ = ()

    def __new__(cls, message: str, location: Location | None = None, source: str = "", hint: str = "") -> "Self":
        """Shorten the message and the hint to a readable length."""
        return super().__new__(cls, _short(message), location, source, _short(hint))


def _short(text: str) -> str:
    if len(text) <= LONG:
        return text
    from policyengine.message import shortened  # few messages need it

    return shortened(text)


def first_mistakes(mistakes: Iterable[Mistake]) -> list[Mistake]:
    """Return the first mistakes, at most `MOST_MISTAKES`, and one that reports that there are more.

    The search ends there, because each mistake may search for similar names.
    """
    kept: list[Mistake] = []
    for mistake in mistakes:
        if len(kept) == MOST_MISTAKES:
            place = mistake.location
            file = f" in `{place.path}`" if place else ""
            message = f"more than {MOST_MISTAKES} mistakes{file}; this is the next one"
            return [*kept, Mistake(message, place, mistake.source, IS_MEANT)]
        kept.append(mistake)
    return kept


def _most(mistakes: tuple[Mistake, ...]) -> tuple[Mistake, ...]:
    """Keep a readable number of mistakes of each file, and count the others."""
    if len(mistakes) <= MOST_MISTAKES:
        return mistakes
    kept: list[Mistake] = []
    counts: dict[str, int] = {}
    for mistake in mistakes:
        path = mistake.location.path if mistake.location else ""
        counts[path] = counts.get(path, 0) + 1
        if counts[path] <= MOST_MISTAKES + 1:  # the last one may report that there are more
            kept.append(mistake)
    for path, count in counts.items():
        if count > MOST_MISTAKES + 1:
            more = f"and {full(count - MOST_MISTAKES - 1)} more mistakes" + (f" in `{path}`" if path else "")
            kept.append(Mistake(more, hint=IS_MEANT))
    return tuple(kept)


def is_count(mistake: Mistake) -> bool:
    """Return whether a mistake is only a count of further mistakes."""
    return mistake.location is None and mistake.hint == IS_MEANT


class PolicyEngineError(Exception):
    """All mistakes that one step found in the input. Exit code 2."""

    def __init__(self, *mistakes: Mistake) -> None:
        super().__init__("; ".join(mistake.message for mistake in mistakes[:MOST_MISTAKES]))
        self.mistakes = _most(mistakes)


class InputError(PolicyEngineError):
    """A profile cannot be read or has an invalid structure."""


class SettingsError(PolicyEngineError):
    """`policyengine.yaml` cannot be read, has an invalid structure or contains an unknown name."""


class RuleError(PolicyEngineError):
    """A rule file is invalid: its structure, a condition that does not compile, or a duplicate id."""


class CatalogError(PolicyEngineError):
    """A catalog file is broken."""


class SizeError(PolicyEngineError):
    """The values for a shipped template exceed its limits: the values are wrong, not the template."""


class UsageError(PolicyEngineError):
    """The command line requests something impossible."""
