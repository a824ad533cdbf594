"""The exceptions a user may see; anything else that escapes is a bug of ours."""

from typing import NamedTuple

from policyengine.location import Location


class Mistake(NamedTuple):
    """One thing wrong in something a person wrote, with its place and what to do about it.

    `message` is lower-case and names the thing; `source` is the whole source line at `location`; `hint` may be empty.
    """

    message: str
    location: Location | None = None
    source: str = ""
    hint: str = ""


class PolicyEngineError(Exception):
    """A user's mistakes, all that one step found. Exit code 2."""

    def __init__(self, *mistakes: Mistake) -> None:
        super().__init__("; ".join(mistake.message for mistake in mistakes))
        self.mistakes = mistakes


class InputError(PolicyEngineError):
    """A profile cannot be read or has the wrong shape."""


class SettingsError(PolicyEngineError):
    """`policyengine.yaml` cannot be read, has the wrong shape or names something unknown."""


class RuleError(PolicyEngineError):
    """A rule file is broken: wrong shape, a condition that does not compile, a double id."""


class CatalogError(PolicyEngineError):
    """A catalog file is broken."""


class UsageError(PolicyEngineError):
    """The command line asks for something that cannot be done."""
