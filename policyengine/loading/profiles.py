"""Read an `llm-profile.yaml` as a profile: its facts by path, for the project and for each element."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from policyengine.document import Document
from policyengine.errors import InputError, Mistake, first_mistakes
from policyengine.loading.files import read_text
from policyengine.loading.settings import Settings
from policyengine.loading.walk import walk
from policyengine.loading.yaml.parsing import MisreadError, parse_mapping
from policyengine.loading.yaml.values import may_group
from policyengine.vocabulary.shapes import PROFILE

if TYPE_CHECKING:
    from policyengine.loading.defaults import Defaults
    from policyengine.loading.inherited import Ids
    from policyengine.loading.waivers import Waiver  # few profiles have any

Facts = dict[str, Any]

MARKER = "policyengine:"
"""The text by which comments for this program are found."""

MALFORMED = "malformed"
"""The key of an element's facts that marks that a malformed part of the element was left out."""


class Profile(NamedTuple):
    """One profile.

    Each workload's facts also hold its elements: `choice`, `supporting`, `considered`, `recipients`, `tools` and
    `stores`, as facts and lists of facts. `path` leads to its file from the working directory. `unheard` are the
    lines of comments that do not count, because the revision that judges does not have them.
    """

    document: Document
    facts: Facts
    workloads: dict[str, Facts]
    decisions: dict[str, Facts]
    path: str
    waivers: "tuple[Waiver, ...]" = ()
    unheard: frozenset[int] = frozenset()

    def named(self, printed: str) -> "Profile":
        """Return the same profile under another path that messages and records print."""
        document = self.document._replace(path=printed)
        waivers = tuple(
            waiver._replace(document=document) if waiver.document == self.document else waiver
            for waiver in self.waivers
        )
        return self._replace(document=document, waivers=waivers)


class MalformedProfileError(InputError):
    """A profile has the wrong form; `document` is what was read, whose names can still be looked up."""

    def __init__(self, document: Document, path: str, *mistakes: Mistake) -> None:
        super().__init__(*mistakes)
        self.document = document
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return MalformedProfileError, (self.document, self.path, *self.mistakes)


def load_profile(path: str, printed: str, text: str | None = None) -> Profile:
    """Read a profile file, or its text that was read elsewhere; raises InputError. Messages show the path `printed`."""
    try:
        document = parse_mapping(printed, read_text(path, shown=printed) if text is None else text)
    except MisreadError as error:
        raise _malformed(error.document, path, error.mistakes) from None
    return profile_from(document, path)


def profile_from(document: Document, path: str) -> Profile:
    """Validate, normalise and flatten a profile's document; raises InputError with every mistake in it.

    `path` leads to its file from the working directory, whatever messages show.
    """
    facts: Facts = {}
    if not walk(document.value, PROFILE, facts):
        raise _malformed(document, path)
    if may_group(document.text) and (error := _malformed(document, path)).mistakes:
        raise error
    if facts.pop("defaults", None):
        return _inheriting(document, path)
    return _profile(document, facts, path)


def under_settings(profile: Profile, settings: Settings, ids: "Ids", latest: str) -> Profile:
    """Return a profile whose elements inherit from settings too; raises InputError for what contradicts a lock.

    `ids` returns the ids of a table of the catalog by name. An entry that was checked after `latest` (2026-11-22) does
    not count yet.
    """
    entries = (entry for file in settings.files for entry in reversed(file.defaults))
    defaults = tuple(entry for entry in entries if (entry.claim.get("checked") or "") <= latest)
    found = _inheriting(profile.document, profile.path, defaults, ids)
    return found._replace(waivers=profile.waivers, unheard=profile.unheard)


def _inheriting(
    document: Document, path: str, defaults: "tuple[Defaults, ...]" = (), ids: "Ids | None" = None
) -> Profile:
    """Return the profile of a document in form, with what it states for all its elements, and then with `defaults`."""
    from policyengine.loading.defaults import KEY, defaults_of_profile
    from policyengine.loading.inherited import is_too_large, locked_mistakes, with_inherited

    own = document.own
    stated = defaults_of_profile(own) if KEY in own.value else ()
    if stated is None:
        raise _malformed(own, path)
    whole = own
    if not is_too_large(own):
        before = with_inherited(own, stated)
        whole = with_inherited(before, defaults, ids)
        if wrong := first_mistakes(_distinct(locked_mistakes(whole, before, defaults, ids))):
            raise InputError(*wrong)
    facts: Facts = {}
    if not walk(whole.value, PROFILE, facts):
        raise _malformed(whole, path)
    facts.pop("defaults", None)
    return _profile(whole, facts, path)


def _distinct(mistakes: Iterable[Mistake]) -> Iterator[Mistake]:
    seen: set[Mistake] = set()
    for mistake in mistakes:
        if mistake not in seen:
            seen.add(mistake)
            yield mistake


def _profile(document: Document, facts: Facts, path: str) -> Profile:
    """Return the profile of a document whose facts were walked."""
    workloads = facts.pop("workloads")
    decisions = facts.pop("decisions", None) or {}
    facts.pop("version")
    waivers = facts.pop("waivers", None)
    profile = Profile(document, facts, workloads, decisions, path)
    if waivers:
        from policyengine.loading.waivers import waivers_of

        return profile._replace(waivers=waivers_of(document, waivers, path, own=True))
    return profile


def _malformed(document: Document, path: str, others: tuple[Mistake, ...] = ()) -> MalformedProfileError:
    from policyengine.loading.schema import explanation
    from policyengine.loading.schemas import schema

    read, mistakes = explanation(document, schema("llm-profile"), "profile", others)
    return MalformedProfileError(read, path, *mistakes)
