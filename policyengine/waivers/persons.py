"""Whether two names belong to the same person, and whether a name is deceptive."""

import re
from unicodedata import name as character_name
from unicodedata import normalize

from policyengine.characters import name_of, visible

PEOPLE = ("owner", "requested_by", "approved_by")
"""The keys of a waiver that name people."""

_WORD = re.compile(r"[^\W\d_]+")
_MARKS = re.compile("[\u0300-\u036f]")
_EAST_ASIAN = {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC"}
# Cyrillic, Greek and Armenian letters, in lower case, that are drawn like a Latin one.
_ALIKE = str.maketrans(
    "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d\u04cf"
    "\u03b1\u03b2\u03b5\u03b7\u03b9\u03ba\u03bc\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u03b6\u0585\u0578\u057d\u0131",
    "abekmhopctyxijshdqwlabenikmvoptyxzonui",
)


def may_be_same(name: str, other: str) -> bool:
    """Return whether two names may be one person's: equal but for accents, punctuation, order or look-alikes."""
    return _drawn(name) == _drawn(other)


def doubt_about(name: str) -> str:
    """Return the reason why a name is deceptive; empty if it is not."""
    shown = visible(name)
    if shown != name:
        return f"contains an invisible character: `{shown}`"
    for word in _WORD.findall(normalize("NFKC", name)):
        scripts = list(dict.fromkeys(_script(letter) for letter in word))
        if len(scripts) > 1:
            return f"mixes letters of {scripts[0]} and {scripts[1]} in the word `{word}`"
    return ""


def _drawn(name: str) -> list[str]:
    """Return the words of a name by their appearance, sorted."""
    plain = _MARKS.sub("", normalize("NFKD", name_of(name))).translate(_ALIKE)
    return sorted(re.findall(r"\w+", "".join(char for char in plain if visible(char) == char)))


def _script(letter: str) -> str:
    """Return the script of a letter; those that East Asian names mix count as one."""
    first = character_name(letter, "UNKNOWN").partition(" ")[0]
    return "East Asia" if first in _EAST_ASIAN else first.capitalize()
