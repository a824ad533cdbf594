"""Find the profiles below a directory: in a repository those that git would commit, elsewhere every file.

A pull request cannot hide a profile. Git lists every tracked file whatever `.gitignore` says, and nothing but
`.gitignore` leaves a directory out: no name such as `venv`, no marker file, no dot at the beginning.
"""

import os
from collections.abc import Iterable

from policyengine.errors import Mistake, PolicyEngineError
from policyengine.loading.files import cannot_list
from policyengine.loading.git.listing import Listed, is_ignored, listed_files
from policyengine.loading.near_names import (
    ENDINGS,
    has_profile_words,
    is_misspelt_profile,
    is_near_profile,
    is_profile_name,
)
from policyengine.loading.paths import display_path, link_mistakes, repository_root

_ENDINGS = tuple(ending.encode() for ending in ENDINGS)

_PROFILE, _OTHER, _UNCLEAR = "profile", "other", "unclear"


class Search:
    """Collects the profiles below directories, by printed path.

    Unless `into_nested`, those of other repositories that lie inside the one searched are left out, with a note.
    """

    def __init__(self, *, into_nested: bool = True) -> None:
        self.into_nested = into_nested
        self.files: set[str] = set()
        self.absent: set[str] = set()
        self.mistakes: list[Mistake] = []
        self.notes: list[str] = []

    def below(self, directory: str) -> None:
        """Search a directory: by git where it is in a repository that git can read."""
        root = repository_root(os.path.realpath(directory))
        if root is None:
            self._walk(directory)
            return
        listed = listed_files(directory, root, _ENDINGS)
        if listed is None:
            self.notes.append(
                "git could not list the files of the repository, so all were looked at; `git status` says why"
            )
            self._walk(directory)
            return
        before = len(self.files)
        self._take_listed(directory, listed)
        if len(self.files) == before and is_ignored(os.path.realpath(directory), root):
            self._walk(directory)  # named by the user, who wants it searched

    def _take_listed(self, directory: str, listed: Iterable[Listed]) -> None:
        for path, is_tracked, is_repository in listed:
            name = path.rpartition("/")[2]
            if is_repository:
                self._nested(os.path.join(directory, path), is_tracked=is_tracked)
            elif is_profile_name(name):
                self._take(os.path.join(directory, path), is_tracked=is_tracked)
            else:
                self._look_at(os.path.join(directory, path), name)

    def _nested(self, directory: str, *, is_tracked: bool) -> None:
        """Search another repository that lies inside the one being searched, if it is there."""
        shown = display_path(directory)
        if os.path.islink(directory) or not os.path.lexists(os.path.join(directory, ".git")):
            if is_tracked:
                self.notes.append(f"`{shown}` is a submodule that is not checked out, so no profile in it was judged")
            return
        from policyengine.loading.git.nesting import is_worktree

        if is_worktree(directory):
            self.below(directory)
            return
        inner = Search(into_nested=self.into_nested)
        inner.below(directory)
        if not (inner.files or inner.absent or inner.mistakes):
            self.notes += inner.notes
        elif self.into_nested:
            self.files |= inner.files
            self.absent |= inner.absent
            self.mistakes += inner.mistakes
            why = "the settings of the repository around it do not apply there"
            self.notes += [*inner.notes, f"`{shown}` is a repository of its own: {why}"]
        else:
            count = len(inner.files | inner.absent) + len(inner.mistakes)
            what = "1 profile in it was" if count == 1 else f"{count} profiles in it were"
            why = "run `check` inside it, by the branches it has"
            self.notes.append(f"`{shown}` is a repository of its own, so {what} not judged here: {why}")

    def _walk(self, top: str) -> None:
        waiting = [top]
        while waiting:
            directory = waiting.pop()
            try:
                with os.scandir(directory) as listing:
                    entries = list(listing)
            except OSError as error:
                self.mistakes += cannot_list(directory, error).mistakes
                continue
            if directory != top and any(entry.name == ".git" for entry in entries):
                self.below(directory)
                continue
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != ".git":
                        waiting.append(entry.path)
                elif is_profile_name(entry.name):
                    self._take(entry.path, is_tracked=False)
                else:
                    self._look_at(entry.path, entry.name)

    def _take(self, path: str, *, is_tracked: bool) -> None:
        if os.path.islink(path):
            wrong = link_mistakes(path)
            self.mistakes += wrong
            if wrong or os.path.isdir(path):
                return
        elif is_tracked and not os.path.isfile(path):
            self.absent.add(display_path(path))
            return
        self.files.add(display_path(path))

    def _look_at(self, path: str, name: str) -> None:
        if is_near_profile(name):
            self._refuse(path, is_near=True)
        elif has_profile_words(name):
            self._refuse(path, is_near=False, is_variant=name.count(".") > 1)
        elif is_misspelt_profile(name):
            self._refuse(path, is_near=False, keys=("project", "workloads"))

    def _refuse(
        self, path: str, *, is_near: bool, is_variant: bool = False, keys: tuple[str, ...] = ("workloads",)
    ) -> None:
        """Refuse a file that may be a profile and is not read; one with a near name is at least noted.

        It is a profile if it has some keys. The name of another program's file is misspelt by chance: that takes more.
        A variant, such as `llm-profile.pilot.yaml`, is kept on purpose beside the profile in force.
        """
        if os.path.isdir(path) or not os.path.lexists(path):
            return
        shown, content = display_path(path), _content_of(path, keys)
        if is_variant:
            if content == _PROFILE:
                self.notes.append(
                    f"`{shown}` is not judged: a profile is called `llm-profile.yaml`, or `….llm-profile.yaml`"
                )
        elif content == _PROFILE or (is_near and content == _UNCLEAR):
            message = f"`{shown}` is not read: a profile is called `llm-profile.yaml`, or `….llm-profile.yaml`"
            self.mistakes.append(
                Mistake(message, hint="rename it; if it is not a profile, choose a name that is less similar")
            )
        elif is_near:
            self.notes.append(f"`{shown}` has nearly the name of a profile, but is not one: it has no `workloads`")


def _content_of(path: str, keys: tuple[str, ...]) -> str:
    """Return whether a file's content is that of a profile, which has some keys."""
    from policyengine.loading.files import LIMIT, text_of
    from policyengine.loading.yaml.parsing import parse_mapping

    try:
        with open(path, "rb") as file:
            data = file.read(LIMIT + 1)
    except OSError:
        return _UNCLEAR
    try:
        return _PROFILE if parse_mapping(path, text_of(data, path)).value.keys() >= set(keys) else _OTHER
    except PolicyEngineError:
        if all(key.encode() in data.replace(b"\0", b"") for key in keys):
            return _PROFILE
        return _OTHER if data.strip() and len(data) <= LIMIT else _UNCLEAR
