"""Validates, normalises and flattens a parsed profile or settings file in one pass.

The shapes are generated from the JSON Schemas, and a property test holds the two together: `walk` accepts exactly what
the schema accepts. It returns only whether a file is valid; jsonschema explains why not.
"""

from datetime import UTC, datetime
from typing import Any

Entry = tuple[int, str, Any, bool]
"""An entry under a key: kind, the name it gets, the kind's constraint, whether it may be empty."""

Shape = tuple[dict[str, Entry], set[str] | None]
"""A mapping: its entries by key, and the keys it must have."""

GROUP, CLAIM, TEXT, WORD, BOOL, INT, DOUBLE, DATE, WORDS, LIST, ELEMENT, MAP, CONST, FREE, VALUE, NAMES = range(16)
TEXT_OR_FREE = 16
"""Kinds of entries: positions in `CHECKS`."""

ANY_KEY, NAME, MONTH = range(3)
"""What the keys of a map may be."""

_NAME = "abcdefghijklmnopqrstuvwxyz0123456789._-"
_MONTHS = {"01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"}


def walk(value: Any, shape: Shape, out: dict[str, Any]) -> bool:  # noqa: C901 - one pass, and every call costs
    """Put the facts of a mapping into `out` by path, and its elements by key; False at the first thing invalid.

    Dates become midnight UTC, whole numbers of double facts become floats, empty values are left out. A claim written
    long gives its status; the rest of it goes to `out["claims"]` by path.
    """
    if type(value) is not dict:
        return False
    entries, required = shape
    for key, item in value.items():
        entry = entries.get(key)
        if entry is None:
            return False
        kind, name, constraint, optional = entry
        if item is None:
            if not optional:
                return False
        elif kind == GROUP:
            if not walk(item, constraint, out):
                return False
        else:
            if kind == CLAIM:
                kind, constraint, long_form = constraint
                if type(item) is dict:
                    item = _claimed(name, item, long_form, out)  # noqa: PLW2901 - the status stands for the claim
            found = CHECKS[kind](item, constraint)
            if found is None:
                return False
            out[name] = found
    return required is None or required <= value.keys()


def _claimed(name: str, item: dict[str, Any], shape: Shape, out: dict[str, Any]) -> Any:
    claim: dict[str, Any] = {}
    if not walk(item, shape, claim):
        return None
    status = claim.pop("status")
    out.setdefault("claims", {})[name] = claim
    return status


def _text(item: Any, _: None) -> str | None:
    return item if type(item) is str and item else None


def _word(item: Any, words: set[str]) -> str | None:
    return item if type(item) is str and item in words else None


def _bool(item: Any, _: None) -> bool | None:
    return item if type(item) is bool else None


def _int(item: Any, bounds: tuple[float | None, float | None] | None) -> int | None:
    number = _double(item, bounds)
    return int(item) if number is not None and (type(item) is int or number.is_integer()) else None


def _double(item: Any, bounds: tuple[float | None, float | None] | None) -> float | None:
    if type(item) is not int and type(item) is not float:
        return None
    if bounds is not None:
        least, most = bounds
        if (least is not None and item < least) or (most is not None and item > most):
            return None
    return float(item)


def _date(item: Any, _: None) -> datetime | None:
    if type(item) is not str or len(item) != 10 or item[4] != "-" or item[7] != "-":  # noqa: PLR2004 - YYYY-MM-DD
        return None
    try:
        return datetime.fromisoformat(item).replace(tzinfo=UTC)
    except ValueError:
        return None


def _list(item: Any, constraint: tuple[int, Any, int]) -> list[Any] | None:
    kind, inner, least = constraint
    if type(item) is not list or len(item) < least:
        return None
    check = CHECKS[kind]
    found = []
    for element in item:
        one = check(element, inner)
        if one is None:
            return None
        found.append(one)
    return found


def _words(item: Any, constraint: tuple[set[str] | None, int]) -> list[str] | None:
    words, least = constraint
    if type(item) is not list or len(item) < least:
        return None
    for element in item:
        if type(element) is not str or (element not in words if words else not element):
            return None
    return item


def _element(item: Any, shape: Shape) -> dict[str, Any] | None:
    out: dict[str, Any] = {}
    return out if walk(item, shape, out) else None


def _map(item: Any, constraint: tuple[int, int, Entry]) -> dict[str, Any] | None:
    keys, least, (kind, _, inner, optional) = constraint
    if type(item) is not dict or len(item) < least:
        return None
    found: dict[str, Any] = {}
    for key, element in item.items():
        if (keys == NAME and not _is_name(key)) or (keys == MONTH and not _is_month(key)):
            return None
        if element is None and optional:
            continue
        one = CHECKS[kind](element, inner)
        if one is None:
            return None
        found[key] = one
    return found


def _is_name(key: str) -> bool:
    return bool(key) and key[0] not in "._-" and not key.strip(_NAME)


def _is_month(key: str) -> bool:
    return len(key) == 7 and key[4] == "-" and key[:4].isascii() and key[:4].isdigit() and key[5:] in _MONTHS  # noqa: PLR2004 - YYYY-MM


def _const(item: Any, constant: int) -> int | None:
    return constant if type(item) in (int, float) and item == constant else None


def _free(item: Any, _: None) -> dict[str, Any] | None:
    return item if type(item) is dict else None


def _value(item: Any, _: None) -> Any:
    if type(item) is list:
        return item if all(type(element) is str for element in item) else None
    return item if type(item) in (str, bool, int, float) else None


def _names(item: Any, _: None) -> Any:
    return item if item == "all" else _words(item, (None, 0))


def _never(_: Any, __: Any) -> None:
    """Stand for kinds that `walk` handles itself."""


CHECKS: tuple[Any, ...] = (
    _never, _never, _text, _word, _bool, _int, _double, _date, _words, _list, _element, _map, _const, _free, _value,
    _names, lambda item, _: _text(item, None) or _free(item, None),
)  # fmt: skip
