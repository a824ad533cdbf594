"""Writes a file whole or not at all."""

import os
import secrets

from policyengine.errors import Mistake, PolicyEngineError


def replace_file(directory: str, name: str, text: str) -> None:
    """Put a text in a file of a directory, in UTF-8; whoever reads meanwhile sees the old text or the new one.

    The directory is made where it does not exist. Raises PolicyEngineError, and leaves everything as it was, where the
    name leads elsewhere or is a symbolic link, and where the disk refuses.
    """
    path = os.path.join(directory, name)
    if os.path.basename(name) != name or os.path.islink(path):
        raise PolicyEngineError(Mistake(f"`{name}` leads out of `{directory}`; a record is a plain file in it"))
    draft = os.path.join(directory, f".{name}.{secrets.token_hex(4)}")
    try:
        os.makedirs(directory, exist_ok=True)
        _write(draft, text.encode())
        os.replace(draft, path)
    except OSError as error:
        raise PolicyEngineError(Mistake(f"cannot write `{path}`: {error.strerror}")) from error
    finally:
        if os.path.lexists(draft):
            os.unlink(draft)


def _write(path: str, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
