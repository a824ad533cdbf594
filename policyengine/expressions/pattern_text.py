r"""The way back from `patterns.python_pattern`: a tree's pattern as RE2 writes it, `$` for `\Z`."""

import re

_SPACES = r"\t\n\f\r "
_PIECE = re.compile(r"\[\^?\\t\\n\\f\\r \]|\\t\\n\\f\\r |\\.|.", re.DOTALL)
_WHOLE = {f"[{_SPACES}]": r"\s", f"[^{_SPACES}]": r"\S", _SPACES: r"\s", r"\Z": "$"}
_META = frozenset(r"\.^$*+?{}[]|()")


def re2_pattern(pattern: str) -> str:
    """Write a pattern for `re.search` with `re.ASCII` so that `python_pattern` gives it again."""
    written = []
    inside = False
    for piece in _PIECE.findall(pattern):
        text = _WHOLE.get(piece, piece)
        if len(piece) == 1:
            inside = piece == "[" or (inside and piece != "]")
        elif not inside and text == piece:
            text = _bare(piece)
        written.append(text)
    return "".join(written)


def _bare(escaped: str) -> str:
    """Leave out a backslash that only `re.escape` wrote: before a hyphen or a space."""
    character = escaped[1:]
    return character if character not in _META and re.escape(character) == escaped else escaped
