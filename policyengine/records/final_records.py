"""The records of a whole repository: those that a git revision has in a final state, and those that are here."""

import os
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from policyengine.errors import PolicyEngineError
from policyengine.loading.files import names_in
from policyengine.loading.git.command import run_git
from policyengine.loading.git.objects import TreeFile, contents_of, files_at
from policyengine.loading.git.revisions import Revision, forked_from, merge_bases, revision_of
from policyengine.records.beside import LIMIT as SIDECAR_LIMIT
from policyengine.records.directory import RECORD_LIMIT, read_text
from policyengine.records.drift import FINAL
from policyengine.records.layout import Record, read_record
from policyengine.records.naming import RECORD_NAME, sidecar_name


class Filed(NamedTuple):
    """A record: its path from the root, its text, and what the text says."""

    path: str
    text: str
    record: Record

    @property
    def folder(self) -> str:
        """Return its directory from the root."""
        return os.path.dirname(self.path)

    @property
    def name(self) -> str:
        """Return its file name."""
        return os.path.basename(self.path)

    @property
    def sidecar(self) -> str:
        """Return the path of the file beside it."""
        return f"{self.folder}/{sidecar_name(self.name)}".removeprefix("/")


@lru_cache(maxsize=4)
def final_records_at(revision: Revision) -> tuple[Filed, ...]:
    """Return the records of a revision that name a decision and are final, wherever they lie.

    Git runs twice: for the list of files, and for the records.
    """
    files = _files(revision)
    numbered = [file for path, file in files.items() if is_record_name(path) and file.size <= RECORD_LIMIT]
    texts = zip(numbered, _texts(revision, numbered), strict=True)
    records = [filed(file.path, text) for file, text in texts]
    return tuple(one for one in records if one.record.status in FINAL and one.record.key)


def final_keys_at(directory: str, ref: str) -> dict[str, int]:
    """Return the keys of the records that are final where what is checked out in a directory left a revision.

    Each has the number of its amendments; of several records with one key, the lowest.
    """
    revision = revision_of(directory, ref)
    forks = merge_bases(revision) or (forked_from(revision),)
    records = [one.record for fork in forks for one in final_records_at(fork)]
    return {one.key: len(one.amendments) for one in sorted(records, key=lambda one: -len(one.amendments))}


@lru_cache(maxsize=4)
def final_sidecars_at(revision: Revision) -> dict[str, str]:
    """Return the files beside the final records of a revision by their paths; git runs once for all of them."""
    files = _files(revision)
    named = [files[one.sidecar] for one in final_records_at(revision) if one.sidecar in files]
    some = [file for file in named if file.size <= SIDECAR_LIMIT]
    return dict(zip((file.path for file in some), _texts(revision, some), strict=True))


def filed(path: str, text: str) -> Filed:
    """Return the record that a text is."""
    return Filed(path, text, read_record(text))


def records_on_disk(root: str, paths: Iterable[str]) -> Iterator[Filed]:
    """Yield the records at some paths from the root; anything but a plain file in UTF-8 is left out."""
    for path in paths:
        full = os.path.join(root, path)
        if os.path.isfile(full):
            try:
                yield filed(path, read_text(full))
            except PolicyEngineError:
                continue


def names_in_repository(root: str) -> list[str]:
    """Return the paths, from the root, of the files called like records that git tracks or does not ignore."""
    out = run_git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    return [path for path in os.fsdecode(out).split("\0")[:-1] if is_record_name(path)]


def records_in(root: str, folders: Iterable[str]) -> list[str]:
    """Return the paths, from the root, of the files in some folders that are called like records."""
    names = ((folder, name) for folder in dict.fromkeys(folders) for name in names_in(os.path.join(root, folder)))
    return [f"{folder}/{name}".removeprefix("/") for folder, name in names if is_record_name(name)]


def is_record_name(path: str) -> bool:
    """Return whether the file at a path is called as `record` calls records."""
    return RECORD_NAME.fullmatch(path.rpartition("/")[2]) is not None


@lru_cache(maxsize=4)
def _files(revision: Revision) -> dict[str, TreeFile]:
    return {file.path: file for file in files_at(revision, ["."], below=True) if not file.is_link}


def _texts(revision: Revision, files: list[TreeFile]) -> Iterator[str]:
    return (re.sub(r"\r\n?", "\n", data.decode(errors="replace")) for data in contents_of(revision, files))
