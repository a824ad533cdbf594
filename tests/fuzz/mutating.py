"""Changes to data that know its structure, and to texts that do not."""

import copy
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from random import Random
from typing import Any

from policyengine.vocabulary.values import VALUES

ODD: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    1,
    -1,
    3,
    5.0,
    0.5,
    101,
    2**53,
    1e29,
    -1e-29,
    10**15,
    "",
    " ",
    "none",
    "all",
    "x",
    "1",
    "~",
    "public",
    "unknown",
    "openai",
    "openai/gpt-4o",
    "meta-llama/Llama-3.1-70B-Instruct",
    "us-east-1",
    "*",
    "**",
    "[",
    "2026-10-01",
    "2026-02-30",
    "20261001",
    "0001-01-01",
    "9999-12-31",
    "2026-W01-1",
    "2026-10-01T00:00:00Z",
    "2024-06",
    "\u202eabc",
    "é",
    "\U0001f600",
    "a\u0301",
    "x" * 300,
    "a\nb",
    "a\tb",
    "{{ x }}",
    "{% x %}",
    "<b>",
    "`",
    "|",
    "- x",
    "../x",
    "/etc/passwd",
    "~/x",
    "http://example.org",
    "javascript:alert(1)",
    "force:law",
    "category:cost",
    "signed",
    [],
    {},
    [[]],
    [{}],
    [None],
    ["x"],
    ["public"],
    [1, 1],
    ["public", "public"],
    {"x": 1},
    {"": ""},
    {"status": True},
    {"status": None},
    {"status": True, "checked": "2026-01-01", "by": None},
    {"evidence": "docs/a.md"},
    {"2024-06": 2.0},
)
"""Values to put in the place of others."""

NAMES = (
    "a",
    "a.b-c_1",
    "",
    "A",
    "-a",
    ".a",
    "a b",
    "a\n",
    "ä",
    "x/y",
    "category:cost",
    "version",
    "choice",
    "status",
    "data",
    "waivers",
    "catalog",
    "locked",
    "extends",
    "\u202ea",
    "<<",
    "1",
    "null",
    "__class__",
    "x" * 200,
)
"""Keys to put in the place of others."""

_WORDS = tuple(sorted({word for words in VALUES.values() for word in words}))

_TEXTS = (
    "\t",
    "\r",
    "\n",
    "\r\n",
    " ",
    "  ",
    ": ",
    ":",
    "- ",
    "? ",
    "?",
    "#",
    " #",
    "&a ",
    "*a",
    "&a:b ",
    "!!str ",
    "! ",
    "<<: ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "'",
    '"',
    "|",
    ">",
    "|-\n",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "%x\n",
    "\\",
    "\ufeff",
    "\x85",
    "\u2028",
    "\0",
    "\x1b[31m",
    "\x7f",
    "\xa0",
    "é",
    "\U0001f600",
    "\ud7ff",
    "1e999",
    ".inf",
    "0o17",
    "0x",
    "~",
    "null",
    "yes",
    "{{ 1/0 }}",
    "{% for x in y %}",
    "# policyengine: ignore[a/b] x\n",
    "[x](javascript:a)",
    "<!-- x -->",
    "```\n",
)
"""Parts of texts that parsers trip over."""


_plain: list[bool] = []


@contextmanager
def unchanged() -> Iterator[None]:
    """Make inputs without changes: what the formats begin from, which is valid."""
    _plain.append(True)
    try:
        yield
    finally:
        _plain.pop()


def is_unchanged() -> bool:
    """Return whether inputs are made without changes."""
    return bool(_plain)


def mutated(data: Any, others: Sequence[Any], random: Random) -> Any:
    """Return a copy of some data with one to four changes; some parts may come from the `others`."""
    changed = copy.deepcopy(data)
    if is_unchanged():
        return changed
    for _ in range(random.choice((1, 1, 1, 2, 3, 4))):
        holders = list(_holders(changed))
        if holders:
            _change(random.choice(holders), others, random)
    return changed


def retyped(data: Any, random: Random) -> Any:
    """Return a copy of some data in which one part has another type: every depth and key is as likely as another.

    In a list of a thousand rows, the keys of the rows would otherwise crowd out all others.
    """
    changed = copy.deepcopy(data)
    shapes: dict[tuple[Any, ...], list[tuple[Any, Any]]] = {}
    _collect(changed, (), shapes)
    if shapes:
        holder, key = random.choice(shapes[random.choice(list(shapes))])
        holder[key] = _retyped(holder[key], random) if random.random() < 0.5 else copy.deepcopy(random.choice(ODD))
    return changed


def _collect(node: Any, path: tuple[Any, ...], shapes: dict[tuple[Any, ...], list[tuple[Any, Any]]]) -> None:
    """Collect the places of a node by their keys, all elements of a list alike."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in pairs:
        shape = (*path, key if isinstance(node, dict) else "[]")
        shapes.setdefault(shape, []).append((node, key))
        _collect(value, shape, shapes)


def _change(holder: Any, others: Sequence[Any], random: Random) -> None:
    keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    key = random.choice(keys) if keys else None
    move = random.randrange(9)
    if key is None or move == 0:
        _add(holder, _value(random, others), random)
    elif move == 1:
        del holder[key]
    elif move == 2 and isinstance(holder, dict):
        holder[random.choice(NAMES)] = holder.pop(key)
    elif move == 3:
        _add(holder, copy.deepcopy(holder[key]), random)
    elif move == 4:
        other = random.choice(keys)
        holder[key], holder[other] = holder[other], holder[key]
    elif move == 5:
        holder[key] = _retyped(holder[key], random)
    elif move == 6:
        holder[key] = random.choice(_WORDS)
    else:
        holder[key] = _value(random, others)


def _retyped(value: Any, random: Random) -> Any:
    forms: list[Any] = [[value], {"x": value}, str(value), None, [value, value], json.dumps(value, default=str)]
    if isinstance(value, list) and value:
        forms += [value[0], dict.fromkeys(map(str, value), 1), value * 50]
    if isinstance(value, dict) and value:
        forms += [list(value), list(value.values()), next(iter(value.values()))]
    if isinstance(value, int | float) and not isinstance(value, bool):
        forms += [-value, value * 1e12, value / 7, float(value)]
    return random.choice(forms)


def _value(random: Random, others: Sequence[Any]) -> Any:
    if others and random.random() < 0.3:
        holder = random.choice(list(_holders(random.choice(others))) or [[None]])
        parts = list(holder.values()) if isinstance(holder, dict) else holder
        return copy.deepcopy(random.choice(parts)) if parts else None
    return copy.deepcopy(random.choice(ODD))


def _add(holder: Any, value: Any, random: Random) -> None:
    if isinstance(holder, dict):
        holder[random.choice(NAMES)] = value
    else:
        holder.insert(random.randint(0, len(holder)), value)


def _holders(node: Any) -> list[Any]:
    if not isinstance(node, (dict, list)):
        return []
    below = node.values() if isinstance(node, dict) else node
    return [node, *(inner for item in below for inner in _holders(item))]


def mutated_text(text: str, random: Random) -> str:
    """Return a text with one to five changes to its lines and characters."""
    if is_unchanged():
        return text
    for _ in range(random.choice((1, 1, 2, 3, 5))):
        lines = text.splitlines(keepends=True) or [""]
        at = random.randrange(len(lines))
        move = random.randrange(8)
        if move == 0:
            del lines[at]
        elif move == 1:
            lines.insert(random.randint(0, len(lines)), lines[at])
        elif move == 2:
            other = random.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        elif move == 3:
            lines[at] = random.choice(("  ", " ", "\t", "")) + lines[at].lstrip(" ")
        else:
            column = random.randint(0, len(lines[at]))
            removed = random.choice((0, 0, 1, 3))
            lines[at] = lines[at][:column] + random.choice(_TEXTS) + lines[at][column + removed :]
        text = "".join(lines)
    return text


def mutated_bytes(data: bytes, random: Random) -> bytes:
    """Return bytes with one to three of them changed, taken out or put in."""
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 3))):
        at = random.randint(0, len(changed))
        changed[at : at + random.choice((0, 1, 4))] = random.choice(
            (b"\x00", b"\xff", b"\xc3", b"\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"\xed\xa0\x80", b"\r", b"")
        )
    return bytes(changed)


def noise(text: str, random: Random) -> bytes:
    """Return the bytes of a text; a part of them with changes that know nothing of structure."""
    chance = random.random()
    if chance < 0.2:
        text = mutated_text(text, random)
    data = text.encode("utf-8", "surrogatepass")
    if is_unchanged():
        return data
    return mutated_bytes(data, random) if chance > 0.97 else data
