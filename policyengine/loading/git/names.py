"""Names of revisions: which ones are accepted, and which references of a repository each name can mean.

Git itself takes the first of several meanings. Anyone who may push a tag or a branch could then choose what a name
means, so a name with several meanings is refused.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from policyengine.errors import Mistake, UsageError
from policyengine.loading.git.command import HINT

HEAD = "HEAD"
SHORTEST = 7
"""How many digits of an abbreviated commit id are needed, as git prints them."""

_NAME = re.compile(r"[^\x00-\x20\x7f:?*\[\\^~@{-][^\x00-\x20\x7f:?*\[\\^~{]*")
_STEPS = re.compile(r"(?:~[0-9]{0,4}|\^1?)*")
_FULL_ID = re.compile(r"[0-9a-fA-F]{40}|[0-9a-fA-F]{64}")
_SHORT_ID = re.compile(rf"[0-9a-fA-F]{{{SHORTEST},63}}")
_PSEUDO = re.compile(r"[A-Z_]*_HEAD|AUTO_MERGE|BISECT_EXPECTED_REV|MERGE_AUTOSTASH|NOTES_MERGE_(?:PARTIAL|REF)")
_REMOTES = "refs/remotes/"
_OTHER_FORMS = (
    (r"@\{|^@", "the reflog of this clone, which another clone does not have: name the branch or the commit"),
    (r":/|\^\{", "a search, and a pull request writes what is found: name the branch or the commit"),
    (r"\^[02-9]", "another parent than the first, which is what was merged: name that branch or commit"),
)


class Name(NamedTuple):
    """A name as the user wrote it: what it begins with, and the steps back to first parents, such as `~1`."""

    base: str
    steps: str

    @property
    def is_full_id(self) -> bool:
        """Return whether the name is the full id of a commit, which nothing else can claim."""
        return _FULL_ID.fullmatch(self.base) is not None

    @property
    def may_be_short_id(self) -> bool:
        """Return whether the name may also be the beginning of a commit's id."""
        return not self.is_full_id and _SHORT_ID.fullmatch(self.base) is not None


def parsed_name(text: str) -> Name:
    """Return the parts of a revision's name; raise UsageError for a form that does not name one commit for good."""
    place = min((text.find(sign) for sign in "~^" if sign in text), default=len(text))
    base, steps = text[:place], text[place:]
    if _PSEUDO.fullmatch(base):
        message = f"`{base}` is what git did last in this clone, not the name of a revision"
        raise UsageError(Mistake(message, hint=f'name the branch, or the commit: "$(git rev-parse {base})"'))
    if _NAME.fullmatch(base) is None or ".." in base or "@{" in base or _STEPS.fullmatch(steps) is None:
        why = next((why for form, why in _OTHER_FORMS if re.search(form, text)), "")
        raise UsageError(Mistake(f"`{text}` is not the name of a revision", hint=f"it is {why}" if why else HINT))
    return Name(base, steps)


def patterns_of(name: str) -> list[str]:
    """Return the patterns by which git lists every reference that a name can mean."""
    if name.startswith("refs/"):
        return [name]
    return [*_readings(name), f"{_REMOTES}*/{name}"]


def claims_of(name: str, references: Iterable[str], *, ignore_case: bool = False) -> list[str]:
    """Return the references that a name can mean, remote branches first.

    These are the places where git itself looks, and the branch of that name at each remote: `main` is also
    `refs/remotes/origin/main`. A full name means itself. On a file system that ignores case, one file may stand for
    two branches, so references that differ in case only are claims, too.
    """
    there = list(references)
    is_full = name.startswith("refs/")
    fold = str.casefold if ignore_case else str
    exact = {fold(reading) for reading in ([name] if is_full else _readings(name))}
    at_remotes = not is_full and f"{_REMOTES}{name}" not in there

    def is_claim(reference: str) -> bool:
        branch = reference.removeprefix(_REMOTES).partition("/")[2] if reference.startswith(_REMOTES) else ""
        return fold(reference) in exact or (at_remotes and fold(branch) == fold(name))

    claims = [reference for reference in there if is_claim(reference)]
    return sorted(claims, key=lambda reference: (not reference.startswith(_REMOTES), reference))


def _readings(name: str) -> list[str]:
    """Return the references that git takes a short name for."""
    return [f"refs/{name}", f"refs/tags/{name}", f"refs/heads/{name}", f"{_REMOTES}{name}", f"{_REMOTES}{name}/HEAD"]
