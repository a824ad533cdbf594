r"""The way back from `patterns.python_pattern`: a tree's pattern as RE2 writes it, `\Z` as `$`, RE2's spaces as `\s`."""

import re

_SPACES = r"\t\n\f\r "
_TOKEN = re.compile(r"\[\^?\\t\\n\\f\\r \]|\\t\\n\\f\\r |\\.|.", re.DOTALL)
_WHOLE = {f"[{_SPACES}]": r"\s", f"[^{_SPACES}]": r"\S", _SPACES: r"\s", r"\Z": "$"}
_META = frozenset(r"\.^$*+?{}[]|()")


def re2_pattern(pattern: str) -> str:
    """Write a pattern for `re.search` with `re.ASCII` so that `python_pattern` gives it again."""
    written = []
    inside = False
    for token in _TOKEN.findall(pattern):
        text = _WHOLE.get(token, token)
        if len(token) == 1:
            inside = token == "[" or (inside and token != "]")
        elif not inside and text == token:
            text = _bare(token)
        written.append(text)
    return "".join(written)


def _bare(escaped: str) -> str:
    """Leave out a backslash that only `re.escape` wrote: `-` for `\\-`, a space for an escaped one."""
    character = escaped[1:]
    return character if character not in _META and re.escape(character) == escaped else escaped
