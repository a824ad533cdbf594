"""Reads the authored YAML files as plain data."""

from pathlib import Path
from typing import Any

from policyengine.loading.files import read_text
from policyengine.loading.yaml.parsing import parse_mapping


def read(path: Path) -> dict[str, Any]:
    """Return the mapping in a file, in the YAML subset of all our files; raises InputError."""
    value: dict[str, Any] = parse_mapping(str(path), read_text(str(path))).value
    return value
