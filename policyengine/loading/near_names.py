"""Names close to those of profiles and settings, which this program does not read.

A name is near when only letter case, separators, a plural, the extension or look-alike characters keep it from being
read. Other names do not decide, but the files may be profiles: misspelt ones such as `llm-profil.yaml`, those
without an extension, and those with more words, such as `llm-profile-chat.yaml`. Other people have files such as
`vllm-profile.yaml`. Copies such as `llm-profile.yaml.bak` are not profiles.
"""

import re
from collections.abc import Callable
from functools import cache

PROFILE_NAMES = ("llm-profile.yaml", "llm-profile.yml")
"""A profile's file name, alone or after a dot: `chat.llm-profile.yaml`."""

SETTINGS_NAME = "policyengine.yaml"
SETTINGS_NAMES = (SETTINGS_NAME, "policyengine.yml")
"""A settings file's name: one of these in a directory, not both."""

_AFTER_A_DOT = tuple(f".{name}" for name in PROFILE_NAMES)
_FORMATS = (".yaml", ".yml", ".json", ".toml", ".txt")
_MISSPELT_ENDINGS = (".yam", ".ymal", ".yalm")
_BARE = "ofile"
ENDINGS = (*_FORMATS, *_MISSPELT_ENDINGS, _BARE)
"""How the name of every file ends, in any case, that is read or that may be near or misspelt, if it is ASCII."""

_ENDS = (*_FORMATS, ".", " ")
_STEM = "llmprofile"
_APART = str.maketrans("", "", "-_ ")
_WILD = "\ufffd"  # stands for any character that is neither ASCII nor folded to it
_DIGITS = {"l": "1", "i": "1", "o": "0", "e": "3"}
_FOLDED = str.maketrans("1i03", "lloe", "-_. ")  # letters and digits that look alike as one, and nothing between words


def is_profile_name(name: str) -> bool:
    """Return whether a file of this name is a profile."""
    return name.endswith(PROFILE_NAMES) and (name in PROFILE_NAMES or name.endswith(_AFTER_A_DOT))


def is_near_profile(name: str) -> bool:
    """Return whether a file of this name looks like a profile but is not one."""
    return _is_near(name, ("llm", "profile"), is_profile_name)


def has_profile_words(name: str) -> bool:
    """Return whether a YAML file's name has that of a profile as a part but is not one: `llm-profile-chat.yaml`."""
    return _is_near(name, ("llm", "profile"), is_profile_name, _form_with_more)


def is_misspelt_profile(name: str) -> bool:
    """Return whether one edit, or an extension, keeps a name from being a profile's: `llm-profil.yaml`, `llm-profile`.

    An edit adds, drops or replaces a letter, or swaps two.
    """
    small = name.lower()
    if "llm" not in small and "rofile" not in small:  # an edit leaves one of them; at little cost for most names
        return False
    before, _, last = small.rpartition(".")
    ending = f".{last}"
    if ending in (".yaml", ".yml") or ending in _MISSPELT_ENDINGS:
        return not is_profile_name(name) and _is_one_edit(before.rpartition(".")[2].translate(_APART), _STEM)
    return ending.endswith(_BARE) and ending[1:].translate(_APART) == _STEM


def _is_one_edit(word: str, known: str) -> bool:
    """Return whether two words differ by a letter added, dropped or replaced, by two swapped, or not at all."""
    shorter = min(len(word), len(known))
    begin = next((index for index in range(shorter) if word[index] != known[index]), shorter)
    word, known = word[begin:], known[begin:]
    while word and known and word[-1] == known[-1]:
        word, known = word[:-1], known[:-1]
    is_swap = len(word) == len("ab") and word == known[::-1]
    return is_swap or max(len(word), len(known)) <= 1


def is_near_settings(name: str) -> bool:
    """Return whether a file of this name looks like a settings file but is not one."""
    return _is_near(name, ("policy", "engine"), SETTINGS_NAMES.__contains__)


def _is_near(
    name: str,
    words: tuple[str, str],
    is_read: Callable[[str], bool],
    form: Callable[[str, str], re.Pattern[str]] | None = None,
) -> bool:
    if name.isascii():  # at little cost for most names
        if not name[-5:].lower().endswith(_ENDS):
            return False
        if "".join(words).translate(_FOLDED) not in name.lower().translate(_FOLDED):
            return False
    if is_read(name):
        return False
    return is_read(name.replace("I", "l")) or (form or _form)(*words).fullmatch(_skeleton(name)) is not None


def _skeleton(name: str) -> str:
    """Return a name in small ASCII letters, without invisible characters; other characters match any letter."""
    if name.isascii():
        return name.lower().strip()
    import unicodedata  # few names need it

    letters = unicodedata.normalize("NFKD", name.casefold())
    seen = (letter for letter in letters if unicodedata.category(letter) not in {"Mn", "Me", "Cf", "Cc", "Cs"})
    return "".join(letter if letter.isascii() else _WILD for letter in seen).strip()


def _letters(word: str) -> str:
    return "".join(f"[{letter}{_DIGITS.get(letter, '')}{_WILD}]" for letter in word)


@cache
def _form(first: str, second: str) -> re.Pattern[str]:
    """Return the form of names that are near; compiling it takes longer than a small run can spare."""
    before, formats = (r"(?:.*\.)?", ("json", "toml", "txt")) if first == "llm" else (r"\.?", ("toml",))
    apart = rf"[-_. {_WILD}]{{0,3}}"
    ends = "|".join(map(_letters, ("yaml", "yml", *formats)))
    again = rf"(?:\.(?:{_letters('yaml')}|{_letters('yml')}|txt))?[. ]*"
    return re.compile(rf"{before}{_letters(first)}{apart}{_letters(second)}[s{_WILD}]?[.{_WILD}](?:{ends}){again}")


@cache
def _form_with_more(first: str, second: str) -> re.Pattern[str]:
    """Return the form of names that have more words before or after those that are near."""
    apart = rf"[-_. {_WILD}]"
    words = rf"{_letters(first)}{apart}{{0,3}}{_letters(second)}[s{_WILD}]?"
    return re.compile(rf"(?:.*{apart})?{words}(?:{apart}.*)?\.(?:{_letters('yaml')}|{_letters('yml')})[. ]*")
