"""Names that differ from a locked one only in case, punctuation, provider prefix, snapshot date or quantisation."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import cache

_LOOK_LIKE = {
    "a": "\u0430\u03b1", "b": "\u0432\u03b2", "c": "\u0441\u03f2", "d": "\u0501", "e": "\u0435\u03b5",
    "h": "\u04bb\u043d", "i": "\u0456\u0131\u03b9", "j": "\u0458", "k": "\u043a\u03ba", "l": "i1|\u04cf",
    "m": "\u043c", "n": "\u03b7", "o": "0\u043e\u03bf", "p": "\u0440\u03c1", "q": "\u051b", "s": "\u0455",
    "t": "\u0442\u03c4", "u": "\u03c5", "v": "\u03bd\u0475", "w": "\u051d\u03c9", "x": "\u0445\u03c7",
    "y": "\u0443\u03b3", "z": "\u1d22\u03b6",
}  # fmt: skip
_LETTERS = {ord(letter): latin for latin, letters in _LOOK_LIKE.items() for letter in letters}
"""Letters and digits of other scripts that look like Latin ones; `i`, `l` and `1` count as one letter."""

_MARKS = re.compile(r"[\W_]+")
_SERVICE = re.compile(r"^(?:[a-z]{2,6}\.)?(?:ai21|amazon|anthropic|cohere|deepseek|google|meta|mistral|openai|qwen)\.")
_ADDED = re.compile(
    r"[-_.@:](?:20\d\d-?\d\d-?\d\d|latest|free|v\d+:\d+|awq|gptq|gguf|exl2|mlx|bnb|nf4|bf16|fp16|fp8|int8|int4|[48]-?bit"
    r"|w\d+a\d+|q\d(?:_\w+)*)$"
)


def lookalikes(kind: str, locked: Iterable[str], new: Collection[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Return the locked names of a kind that a new name resembles, with these new names."""
    seen: dict[str, list[str]] = {}
    for name in sorted(new):
        seen.setdefault(skeleton(name, kind), []).append(name)
    for name in locked:
        alike = seen.get(skeleton(name, kind))
        if alike:
            yield name, tuple(alike)


@cache
def skeleton(name: str, kind: str) -> str:
    """Return a name without the parts that readers overlook; names with the same skeleton look alike."""
    text = unicodedata.normalize("NFKD", name).casefold()
    text = "".join(letter for letter in text if unicodedata.category(letter) not in ("Mn", "Cf"))
    if kind == "models":
        text = _SERVICE.sub("", text.rpartition("/")[2])
        while (shorter := _ADDED.sub("", text)) not in (text, ""):
            text = shorter
    return _MARKS.sub("", text.translate(_LETTERS).replace("i", "l")) or name
