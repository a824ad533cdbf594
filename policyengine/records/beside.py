"""The JSON file beside a record, as it is on disk."""

import os

from policyengine.records.directory import Directory, read_bytes
from policyengine.records.naming import sidecar_name

LIMIT = 1 << 26
"""The longest sidecar that is read, in bytes."""


def read_sidecar(records: Directory, record_name: str) -> str:
    """Read the file beside a record, or nothing if there is none that is a plain file.

    Bytes that are not UTF-8 become escapes that JSON does not have. Raises PolicyEngineError where it cannot be read.
    """
    path = os.path.join(records.path, sidecar_name(record_name))
    if os.path.islink(path) or not os.path.isfile(path) or os.path.getsize(path) > LIMIT:
        return ""
    return read_bytes(path).decode(errors="backslashreplace").replace("\r\n", "\n")
