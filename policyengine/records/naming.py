"""How records are named: `0007-serve-the-chatbot.md`, the one form that all readers of records list."""

import re
import unicodedata

RECORD_NAME = re.compile(r"(\d{4})-.+\.md")
_LONGEST = 60


def record_name(number: int, title: str) -> str:
    """Name a new record by its number and the words of its title in lower-case ASCII."""
    return f"{number:04}-{slug_of(title)}.md"


def slug_of(title: str) -> str:
    """Return a title's words, joined by dashes, at most 60 characters and not cut within a word if it can be helped."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['`]", "", plain)).strip("-")
    if len(slug) > _LONGEST:
        head = slug[: _LONGEST + 1]
        slug = head.rpartition("-")[0] or slug[:_LONGEST]
    return slug or "decision"


def sidecar_name(record_name: str) -> str:
    """Name the file beside a record: `0007-serve-the-chatbot.decision.json`."""
    return f"{record_name.removesuffix('.md')}.decision.json"
