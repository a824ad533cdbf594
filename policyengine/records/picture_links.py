"""The links by which a record shows its pictures; each carries the digest of the picture that was drawn for it."""

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

_LINK = re.compile(r'^!\[[^\n]*\]\(([^\s()/\\"]+\.svg) "sha256:([0-9a-f]{64})"\)$', re.MULTILINE)


def pictures_shown(text: str) -> dict[str, str]:
    """Return the digest of each picture that a record's text shows, by the name of its file, which has no directory."""
    found = ((unquote(link[1]), link[2]) for link in _LINK.finditer(text))
    return {name: digest for name, digest in found if not re.search(r"[/\\\0]", name)}


def picture_line(text: str, name: str) -> int:
    """Return the line, from 1, at which a record's text shows a picture."""
    places = (link.start() for link in _LINK.finditer(text) if unquote(link[1]) == name)
    return text.count("\n", 0, next(places, 0)) + 1


def with_pictures_renamed(text: str, names: Mapping[str, str]) -> str:
    """Let a record's text show its pictures by other names."""

    def renamed(link: re.Match[str]) -> str:
        name = unquote(link[1])
        return link[0].replace(f"]({link[1]} ", f"]({quote(names[name])} ") if name in names else link[0]

    return _LINK.sub(renamed, text)
