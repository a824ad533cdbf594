"""The pictures beside records as files: whether they are those that were drawn, and which are written or removed."""

import os
import re
from collections.abc import Iterable, Sequence

from policyengine.loading.files import names_in
from policyengine.records.blocks import digest_of
from policyengine.records.directory import read_bytes
from policyengine.records.drift import Reason
from policyengine.records.picture_links import picture_line, pictures_shown
from policyengine.records.pictures import Picture

_NAME = re.compile(r"\d{4}-.+\.(?:curve|breakdown)\.svg")
_LIMIT = 1 << 22


def read_picture(directory: str, name: str) -> str:
    """Read a picture, or nothing if there is none that is a plain file; line ends are unified."""
    path = os.path.join(directory, name)
    if os.path.islink(path) or not os.path.isfile(path) or os.path.getsize(path) > _LIMIT:
        return ""
    return re.sub(r"\r\n?", "\n", read_bytes(path).decode(errors="replace"))


def picture_reasons(text: str, directory: str) -> tuple[Reason, ...]:
    """Return which pictures that a record's text shows are not there, or not as they were drawn for it."""
    reasons = []
    for name, digest in pictures_shown(text).items():
        svg = read_picture(directory, name)
        if not svg:
            reasons.append(Reason("picture-missing", f"the picture `{name}` is not there", picture_line(text, name)))
        elif digest_of(svg) != digest:
            message = f"`{name}` is not the picture that was drawn for this record"
            reasons.append(Reason("picture-changed", message, picture_line(text, name)))
    return tuple(reasons)


def pictures_to_write(drawn: Sequence[Picture], text: str) -> dict[str, str]:
    """Return, by name, those pictures drawn today that are the very ones that a record's text shows.

    For a text of today that is all it shows; for one that people accepted, what today's prices still draw.
    """
    shown = pictures_shown(text)
    return {picture.name: picture.svg for picture in drawn if shown.get(picture.name) == picture.sha256}


def pictures_of_record(text: str, stem: str) -> list[str]:
    """Name the pictures that a record's text shows and that are named after it: no text can lay claim to others."""
    return [name for name in pictures_shown(text) if name.startswith(f"{stem}.") and _NAME.fullmatch(name)]


def pictures_gone(old_text: str, text: str, stem: str, directory: str) -> list[str]:
    """Name a record's pictures that its old text showed, its new one does not, and that are still there."""
    kept = pictures_shown(text)
    return [name for name in pictures_of_record(old_text, stem) if name not in kept and read_picture(directory, name)]


def stray_pictures(directory: str, texts: Iterable[str]) -> list[str]:
    """Name the files of a directory that are named like pictures of records and that none of the texts shows."""
    shown = {name for text in texts for name in pictures_shown(text)}
    return sorted(name for name in names_in(directory) if _NAME.fullmatch(name) and name not in shown)
