"""Texts kept in files beside the tests; `UPDATE_GOLDENS=1` writes them anew, and the diff is read before it is kept."""

import os
from pathlib import Path

_HERE = Path(__file__).parent


def golden(name: str, actual: str) -> str:
    """Return the text that is expected; bytes count, so nothing is translated."""
    path = _HERE / name
    if os.environ.get("UPDATE_GOLDENS"):
        path.write_bytes(actual.encode())
    return path.read_bytes().decode()
