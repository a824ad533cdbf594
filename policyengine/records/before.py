"""The records of a directory as a git revision has them."""

import os.path
import re
from collections.abc import Mapping
from typing import NamedTuple

from policyengine.loading.git.objects import contents_of, files_at
from policyengine.loading.git.revisions import Revision, forked_from, revision_of
from policyengine.records.beside import LIMIT as SIDECAR_LIMIT
from policyengine.records.directory import RECORD_LIMIT


class Before(NamedTuple):
    """A revision as the user named it, the records where this branch left it, and those it has now, by file name.

    `sidecars` are the JSON files where this branch left it. `final` are the keys of the records that were final there,
    in any directory, with the number of their amendments; None if they were not requested.
    """

    ref: str
    texts: Mapping[str, str]
    newest: Mapping[str, str]
    sidecars: Mapping[str, str]
    final: Mapping[str, int] | None = None


def read_before(directory: str, ref: str, option: str = "--base") -> Before:
    """Read the records that a revision has in a directory, and the JSON files there; none if it has no directory.

    Links and files too long for a record are left out. Raises UsageError for a revision that git does not know.
    """
    newest = revision_of(directory, ref, option, "records")
    left = forked_from(newest)
    sidecars = _texts(directory, left, r"[^/]+\.decision\.json", SIDECAR_LIMIT)
    return Before(ref, _texts(directory, left), _texts(directory, newest), sidecars)


def _texts(directory: str, revision: Revision, form: str = r"[^/]+\.md", limit: int = RECORD_LIMIT) -> dict[str, str]:
    inside = os.path.relpath(os.path.abspath(directory), revision.root).replace(os.sep, "/")
    prefix = "" if inside == "." else f"{inside}/"
    files = [
        file
        for file in files_at(revision, [prefix or "."], below=True)
        if re.fullmatch(form, file.path.removeprefix(prefix)) and not file.is_link and file.size <= limit
    ]
    texts = (re.sub(r"\r\n?", "\n", data.decode(errors="replace")) for data in contents_of(revision, files))
    return {file.path.removeprefix(prefix): text for file, text in zip(files, texts, strict=True)}
