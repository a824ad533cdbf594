"""A digest of the content of packs: packs copied from a git revision have a different folder in each run."""

import hashlib
from collections.abc import Sequence

from policyengine.policy.packs import packs, yaml_files


def digest_of(directories: Sequence[str]) -> str:
    """Digest the names of packs, and the paths and bytes of their files, in hex; without the shipped pack."""
    digest = hashlib.sha256()
    for pack in packs(directories)[1:]:
        for folder in (pack.rules, pack.catalog):
            for path in yaml_files(folder):
                data = _bytes_of(path)
                digest.update(f"{pack.printed(path)}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
                digest.update(data)
        digest.update(b"\0\0")
    return digest.hexdigest()


def _bytes_of(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""  # it will not compile, so it is not cached
