"""Escapes invisible characters; the one definition for terminals, records, tables, pictures and JSON."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

_INVISIBLE = (
    "\x00-\x1f\x7f-\x9f"  # controls
    "\xad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"  # format characters, direction marks
    "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\U00013430-\U0001343f"  # more of category Cf
    "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"  # letters and symbols that are drawn as blanks
    "\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"  # variation selectors
    "\ud800-\uf8ff\U000f0000-\U0010ffff"  # lone surrogates, private use
    "\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff"  # noncharacters, interlinear annotations
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"  # format characters, tags
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
)
_EMOJI = (
    r"#*0-9\xa9\xae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u25fe\u2600-\u27bf"
    r"\u2934\u2935\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_JOINED = r"\u0620-\u06d3\u06fa-\u06ff\u0710-\u074a\u0750-\u077f\u07ca-\u07ea\u0840-\u0858\u08a0-\u08c7\u1820-\u18aa"
_INDIC = r"\u0900-\u0dff\u1000-\u109f\u1780-\u17b3\u17b6-\u17d3"
_VIRAMA = r"\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u1039\u103a\u17d2"
_FLAGS = "|".join("".join(chr(0xE0000 + ord(letter)) for letter in code) for code in ("gbeng", "gbsct", "gbwls"))
_WRITTEN = (
    rf"(?<=[{_EMOJI}])[\ufe0e\ufe0f]",  # text or emoji presentation
    rf"(?<=[{_EMOJI}\ufe0f])\u200d(?=[{_EMOJI}])",  # one emoji made of several
    rf"(?<=\U0001f3f4)(?:{_FLAGS})\U000e007f",  # the flags of England, Scotland and Wales
    rf"(?<=[{_HAN}])[\ufe00-\ufe02\U000e0100-\U000e01ef]",  # variants of ideographs in names
    r"(?<=[\u1820-\u18aa])[\u180b-\u180d\u180f]",  # variants of Mongolian letters
    rf"(?<=[{_JOINED}])[\u200c\u200d](?=[{_JOINED}])",  # as in the Persian word "mī-ravam"
    rf"(?<=[{_VIRAMA}])[\u200c\u200d]|(?<=[{_INDIC}])[\u200c\u200d](?=[{_VIRAMA}])",  # conjuncts of Indic scripts
)
"""Contexts in which an invisible character is part of ordinary writing."""


def escaped(char: str) -> str:
    r"""Return a character as its code point: `\u{200b}`."""
    return f"\\u{{{ord(char):x}}}"


def visible(text: str, shown: Callable[[str], str] = escaped) -> str:
    r"""Replace each invisible character, such as a control character or a direction mark, by `\u{200b}`.

    The marks that begin a command to a CI runner, anywhere in a line of its log, are replaced, too: `##[group]`,
    `##vso[…]`.

    Characters that ordinary writing needs are kept: joiners within words of scripts that join letters and within emoji,
    and one variation selector after a character that has variants. `shown` may write the others in another way.
    """
    if text.isascii() and text.isprintable() and "##" not in text:
        return text
    return _pattern().sub(lambda found: found[0] if found.lastindex else shown(found[0]), text)


def pieces(text: str) -> Iterator[str]:
    """Yield the result of `visible` in one piece per character of the text."""
    end = 0
    for found in _pattern().finditer(text):
        yield from text[end : found.start()]
        yield from found[0] if found.lastindex else (escaped(found[0]),)
        end = found.end()
    yield from text[end:]


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """Compile the table on first use: most texts are plain ASCII."""
    return re.compile(rf"({'|'.join(_WRITTEN)})|[{_INVISIBLE}]|(?<=#)#(?=\[|vso\[)")


def name_of(name: str) -> str:
    """Return a normalised name of a person, without regard to compatibility forms, case and spaces."""
    from unicodedata import normalize  # a large table, and most runs compare no names

    return " ".join(normalize("NFKC", normalize("NFKC", name).casefold()).split())
