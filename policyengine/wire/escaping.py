"""Makes JSON safe to print."""

from policyengine.characters import visible


def escape_json(text: str) -> str:
    r"""Make JSON safe to print and to encode, with the same meaning.

    Invisible characters are written as `\u…`; a lone surrogate, which UTF-8 cannot encode and strict parsers reject,
    becomes U+FFFD.
    """
    lines = text.split("\n")
    return "\n".join([visible(line, _in_json) for line in lines])


def _in_json(char: str) -> str:
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    units = char.encode("utf-16-be").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
