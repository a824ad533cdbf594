"""Lists as text, for a sentence."""

from collections.abc import Iterable, Sequence

from policyengine.words.numbers import full


def listed(items: Iterable[str]) -> str:
    """Join items for a sentence: `a`, `a and b`, `a, b and c`; an empty text for none."""
    *others, last = tuple(items) or ("",)
    return f"{', '.join(others)} and {last}" if others else last


def either(items: Iterable[str]) -> str:
    """Join alternatives, each in backticks: `a`, `a or b`, `a, b or c`; an empty text for none."""
    *others, last = tuple(items) or ("",)
    return (", ".join(f"`{item}`" for item in others) + " or " if others else "") + (last and f"`{last}`")


def coded(items: Iterable[str]) -> str:
    """Join ids or paths for a sentence, each in backticks."""
    return listed(f"`{item}`" for item in items)


def quoted(titles: Iterable[str]) -> str:
    """Join titles for a sentence, each in quotation marks."""
    return listed(f'"{title}"' for title in titles)


def cut(items: Sequence[str], most: int, noun: str = "") -> str:
    """Join the first items, with the number of omitted ones: `a, b and c`, `a, b and 3 more`, `a and 1 more rule`."""
    left = len(items) - most
    return listed([*items[:most], *([more(left, noun)] if left > 0 else [])])


def more(number: int, noun: str = "") -> str:
    """Return the number of omitted items: `3 more`, `1 more rule`, `1,200 more rules`."""
    plural = "" if number == 1 or not noun else "s"
    return f"{full(number)} more {noun}{plural}".rstrip()
