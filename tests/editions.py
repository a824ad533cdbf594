"""The examples pin an edition of the shipped rules; most tests ask every rule."""

import re
from pathlib import Path

_PIN = re.compile(r"^edition: .*\n", re.MULTILINE)


def without_edition(text: str) -> str:
    """Return settings that pin no edition."""
    return _PIN.sub("", text)


def pin_no_edition(folder: Path) -> None:
    """Take the pinned edition out of all settings below a folder."""
    for settings in folder.rglob("policyengine.yaml"):
        settings.write_text(without_edition(settings.read_text(encoding="utf-8")), encoding="utf-8")
