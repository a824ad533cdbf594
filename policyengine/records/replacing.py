"""Write files whole or not at all."""

import errno
import os
import stat
from collections.abc import Mapping, Sequence
from contextlib import suppress

from policyengine.drafts import Draft, discard_draft, put_in_place, remove_leftovers, write_draft
from policyengine.errors import Mistake, PolicyEngineError
from policyengine.unfinished import Whole


def replace_file(directory: str, name: str, text: str) -> None:
    """Put a text in a file of a directory, as `replace_files` does."""
    replace_files(directory, {name: text})


def replace_files(directory: str, texts: Mapping[str, str], removed: Sequence[str] = ()) -> None:
    """Put texts in files of a directory, in UTF-8, and remove others; readers see an old text or a new one.

    All are written aside before the first is put in place, so that a full disk costs nothing. A file that is replaced
    keeps its mode, and its owner where that is allowed. The directory is made where it does not exist. Raises
    PolicyEngineError, and leaves everything as it was, where a name leads elsewhere or is not a plain file, and where
    the disk refuses.
    """
    for name in (*texts, *removed):
        if os.path.basename(name) != name or os.path.islink(os.path.join(directory, name)):
            raise PolicyEngineError(Mistake(f"`{name}` leads out of `{directory}`; a record is a plain file in it"))
        path = os.path.join(directory, name)
        if os.path.exists(path) and not os.path.isfile(path):  # opening a pipe might never end
            raise PolicyEngineError(Mistake(f"`{path}` is not a plain file", hint="move it away"))
    if ".git" in os.path.realpath(directory).lower().split(os.sep):
        raise PolicyEngineError(Mistake(f"`{directory}` belongs to git", hint="write to another directory"))
    drafts: list[Draft] = []
    at, made = directory, _missing(directory)
    try:
        os.makedirs(directory, exist_ok=True)
        remove_leftovers(directory)
        for name, text in texts.items():
            at = os.path.join(directory, name)
            drafts.append(write_draft(at, text.encode(), durable=True))
            _keep_owner_and_mode(at, drafts[-1].path)
        with Whole():
            _swap(directory, drafts, removed)
    except OSError as error:
        raise PolicyEngineError(
            Mistake(f"cannot write `{at}`: {error.strerror}", hint=_hint(error, directory))
        ) from error
    finally:
        for draft in drafts:
            discard_draft(draft)
        _remove_empty(made)


def _missing(directory: str) -> list[str]:
    """Return the folders that making a directory would make, the innermost first."""
    missing = []
    at = os.path.abspath(directory)
    while not os.path.lexists(at):
        missing.append(at)
        at = os.path.dirname(at)
    return missing


def _remove_empty(folders: Sequence[str]) -> None:
    """Remove folders that this run made, where nothing came of them."""
    with suppress(OSError):  # it holds something, or was never made
        for folder in folders:
            os.rmdir(folder)


def _hint(error: OSError, directory: str) -> str:
    """Return what to do about a refusal of the disk; nothing was changed."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return "free some space and run the command again: nothing was changed"
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"make `{directory}` writable"
    return "correct what the system reports and run the command again: nothing was changed"


def _swap(directory: str, drafts: Sequence[Draft], removed: Sequence[str]) -> None:
    """Put drafts in place; when one cannot be, put back what stood where the others are."""
    before: list[tuple[str, bytes | None]] = []
    try:
        for draft in drafts:
            before.append((draft.target, _content(draft.target)))
            put_in_place(draft)
        for name in removed:
            path = os.path.join(directory, name)
            before.append((path, _content(path)))
            os.unlink(path)
    except OSError:
        for path, content in reversed(before):
            _restore(path, content)
        raise


def _keep_owner_and_mode(path: str, draft: str) -> None:
    if not os.path.exists(path):
        return
    before, now = os.stat(path), os.stat(draft)
    if hasattr(os, "chown") and (before.st_uid, before.st_gid) != (now.st_uid, now.st_gid):
        with suppress(PermissionError):  # only root gives files away; the text matters more
            os.chown(draft, before.st_uid, before.st_gid)
    os.chmod(draft, stat.S_IMODE(before.st_mode))


def _content(path: str) -> bytes | None:
    if not os.path.exists(path):
        return None
    with open(path, "rb") as file:
        return file.read()


def _restore(path: str, content: bytes | None) -> None:
    if content is not None:
        with open(path, "wb") as file:
            file.write(content)
    elif os.path.exists(path):
        os.unlink(path)
