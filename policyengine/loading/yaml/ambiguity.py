"""Whether parsers may read a text in different ways: every file is asked, and `yaml/strict` says where and why."""


def refuse_ambiguous(path: str, text: str) -> None:
    """Raise InputError for a line break or mark that not every program shows, and for a directive."""
    if (
        ("\r" in text and text.count("\r") != text.count("\r\n"))
        or "\x85" in text
        or "\u2028" in text
        or "\u2029" in text
        or "\ufeff" in text
        or ("%" in text and (text.startswith("%") or "\n%" in text))
    ):
        from policyengine.loading.yaml.strict import refuse_ambiguous_text

        refuse_ambiguous_text(path, text)


_BEFORE = {
    "#": frozenset("\"']}[{,:|>-+123456789"),
    "?": frozenset("\n [{,:"),
    "&": frozenset("\n [{,:"),
    "*": frozenset("\n [{,:"),
}
"""After which characters `#`, `?`, `&` and `*` may be read by parsers otherwise than by YAML 1.2."""


_NAME_WINDOW = 80


def may_be_misread(text: str) -> bool:
    """Return whether a text has a comment, key, anchor, alias or tab where parsers and YAML 1.2 may disagree."""
    if "\t" in text or text[:1] in ("?", "&"):
        return True
    for char, before in _BEFORE.items():
        index = text.find(char, 1)
        while index > 0:
            if text[index - 1] in before and (char == "#" or _is_odd(char, text[index + 1 : index + _NAME_WINDOW])):
                return True
            index = text.find(char, index + 1)
    return False


def _is_odd(char: str, following: str) -> bool:
    """Return whether `?` does not stand alone, or `&` or `*` is not followed by a plain name."""
    if following[:1] in (" ", "\n"):
        return False
    name = following.split(maxsplit=1)[0].rstrip(",]}") if char != "?" else ""
    return not (name.isascii() and name.replace("-", "_").replace("_", "a").isalnum())
