"""The records of a directory as a git revision has them."""

import os.path
import re
from collections.abc import Mapping
from typing import NamedTuple

from policyengine.loading.git.objects import contents_of, files_at
from policyengine.loading.git.revisions import Revision, forked_from, revision_of
from policyengine.records.directory import RECORD_LIMIT


class Before(NamedTuple):
    """A revision as the user named it, the records where this branch left it, and those it has now, by file name."""

    ref: str
    texts: Mapping[str, str]
    newest: Mapping[str, str]


def read_before(directory: str, ref: str) -> Before:
    """Read the Markdown files that a revision has in a directory, none where it has no such directory.

    Links and files too long for a record are left out. Raises UsageError for a revision that git does not know.
    """
    newest = revision_of(directory, ref, "--base", "records")
    return Before(ref, _texts(directory, forked_from(newest)), _texts(directory, newest))


def _texts(directory: str, revision: Revision) -> dict[str, str]:
    inside = os.path.relpath(os.path.abspath(directory), revision.root).replace(os.sep, "/")
    prefix = "" if inside == "." else f"{inside}/"
    files = [
        file
        for file in files_at(revision, [prefix or "."], below=True)
        if re.fullmatch(r"[^/]+\.md", file.path.removeprefix(prefix)) and not file.is_link and file.size <= RECORD_LIMIT
    ]
    texts = (re.sub(r"\r\n?", "\n", data.decode(errors="replace")) for data in contents_of(revision, files))
    return {file.path.removeprefix(prefix): text for file, text in zip(files, texts, strict=True)}
