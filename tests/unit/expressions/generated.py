"""Well-typed expressions of the fragment, and cases to judge them on, for property tests."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

TYPES = {
    "w.b": "bool",
    "w.c": "bool",
    "w.i": "int",
    "w.data.j": "int",
    "w.x": "double",
    "w.y": "double",
    "w.s": "string",
    "w.data.t": "string",
    "w.at": "timestamp",
    "today": "timestamp",
    "w.span": "duration",
    "w.words": "list<string>",
    "w.numbers": "list<int>",
    "w.shares": "list<double>",
    "params.limit": "int",
}
_INTS = [0, 0, 1, 1, -1, 2, 3, -7, 10, 2**63 - 1, -(2**63), 2**53]
_DOUBLES = [0.0, -0.0, 1.0, 0.5, -2.5, 3.0, 1e308, 1e-320, 2.0**53]
_STRINGS = ["", "a", "phi", "pii", "b\n", "é", "😀", "\uffff", "a'b\"\\", "phi pii"]
TIMES = [datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 10, 1, 0, 0, 0, 5, tzinfo=UTC),
          datetime(1720, 2, 29, tzinfo=UTC), datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC)]  # fmt: skip
_SPANS = [timedelta(0), timedelta(days=90), timedelta(hours=-1), timedelta(microseconds=1)]
_VALUES: dict[str, list[Any]] = {
    "bool": [True, False],
    "int": _INTS,
    "double": _DOUBLES,
    "string": _STRINGS,
    "timestamp": TIMES,
    "duration": _SPANS,
}
_PATTERNS = ["^a", "phi$", "[a-c]+", "p[hi]{2}", r"\s", r"\w+$", "(?:a|b)", ".", r"[^\w]", r"\bpii\b", "a?b*"]


def case(random: Random) -> dict[str, Any]:
    """Make facts of the right types: in a third of the cases all of them, else some are absent."""
    absent = random.choice([0.0, 0.1, 0.4])
    return {path: value(random, kind) for path, kind in TYPES.items() if random.random() >= absent}


def value(random: Random, kind: str) -> Any:
    """Make a value of a type, most often a troublesome one."""
    if kind.startswith("list<"):
        return random.choices(_VALUES[kind[5:-1]], k=random.randrange(4))
    return random.choice(_VALUES[kind])


def quoted(text: str) -> str:
    """Write a text as a CEL literal."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _literal(kind: str, value: Any) -> str:
    if kind == "bool":
        return str(value).lower()
    if kind == "string":
        return quoted(value)
    if kind == "timestamp":
        return f'timestamp("{value.isoformat().replace("+00:00", "Z")}")'
    if kind == "duration":
        microseconds = value // timedelta(microseconds=1)
        return f'duration("{microseconds}us")'
    return repr(value)


class _Grammar:
    """Draws expressions; `element` is the type of the loop variable `v`, empty outside loops."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.element = ""

    def pick(self, *choices: Any) -> Any:
        return self.random.choice(choices)

    def leaf(self, kind: str) -> str:
        paths = [path for path, other in TYPES.items() if other == kind]
        if self.element == kind and self.pick(*[True] * 2, False):
            return "v"
        if paths and self.pick(True, True, False):
            return str(self.pick(*paths))
        if kind.startswith("list<"):
            inner = kind[5:-1]
            items = [self.leaf(inner) for _ in range(self.pick(1, 2, 3))]
            return f"[{', '.join(items)}]"
        return _literal(kind, self.pick(*_VALUES[kind]))

    def any(self, kind: str, depth: int) -> str:
        if depth <= 0:
            return self.leaf(kind)
        if kind == "bool":
            return self.bool(depth)
        if self.pick(*[False] * 5, True):
            return f"({self.bool(depth - 1)} ? {self.any(kind, depth - 1)} : {self.any(kind, depth - 1)})"
        if kind in {"int", "double"}:
            return self.number(kind, depth)
        if kind == "string" and self.pick(True, False):
            return f"({self.any(kind, depth - 1)} + {self.any(kind, depth - 1)})"
        if kind in {"timestamp", "duration"} and self.pick(True, False):
            return self.time(kind, depth)
        if kind.startswith("list<") and not self.element and self.pick(True, False):
            return self.loop("filter", kind[5:-1], depth)
        return self.leaf(kind)

    def number(self, kind: str, depth: int) -> str:
        if self.pick(True, False, False):
            return self.leaf(kind)
        if kind == "int" and self.pick(True, False):
            over = self.any(self.pick("string", "list<string>", "list<double>"), depth - 1)
            return str(self.pick(f"size({over})", f"{over}.size()"))
        if kind == "double" and self.pick(*[False] * 3, True):
            return f"double({self.any('int', depth - 1)})"
        if self.pick(*[False] * 4, True):
            return f"-({self.any(kind, depth - 1)})"
        sign = self.pick("+", "-", "*", "/", "%") if kind == "int" else self.pick("+", "-", "*", "/")
        return f"({self.any(kind, depth - 1)} {sign} {self.any(kind, depth - 1)})"

    def time(self, kind: str, depth: int) -> str:
        at, span = self.any("timestamp", depth - 1), self.any("duration", depth - 1)
        if kind == "duration":
            return f"({at} - {self.any('timestamp', depth - 1)})"
        return str(self.pick(f"({at} + {span})", f"({span} + {at})", f"({at} - {span})"))

    def bool(self, depth: int) -> str:
        shape = self.pick("logic", "logic", "compare", "compare", "in", "not", "text", "loop", "leaf", "if")
        if depth <= 0 or shape == "leaf":
            return self.leaf("bool")
        if shape == "logic":
            sign = self.pick(" && ", " || ")
            return f"({sign.join(self.bool(depth - 1) for _ in range(self.pick(2, 2, 3)))})"
        if shape == "not":
            return f"!{self.bool(depth - 1)}"
        if shape == "if":
            return f"({self.bool(depth - 1)} ? {self.bool(depth - 1)} : {self.bool(depth - 1)})"
        if shape == "loop" and not self.element:
            kind = self.pick("string", "int", "double")
            return self.loop(self.pick("all", "exists", "exists_one"), kind, depth)
        return self.test("compare" if shape == "loop" else shape, depth)

    def test(self, shape: str, depth: int) -> str:
        if shape == "in":
            kind = self.pick("string", "int", "double")
            return f"({self.any(kind, depth - 1)} in {self.any(f'list<{kind}>', depth - 1)})"
        if shape == "text":
            function = self.pick("startsWith", "endsWith", "contains", "matches")
            text = self.any("string", depth - 1)
            pattern = quoted(self.pick(*_PATTERNS)) if function == "matches" else self.any("string", depth - 1)
            return f"{text}.{function}({pattern})"
        kind = self.pick("int", "int", "double", "string", "bool", "timestamp", "duration", "list<int>", "list<double>")
        signs = ("==", "!=") if kind.startswith("list<") else ("==", "!=", "<", "<=", ">", ">=")
        return f"({self.any(kind, depth - 1)} {self.pick(*signs)} {self.any(kind, depth - 1)})"

    def loop(self, macro: str, kind: str, depth: int) -> str:
        over = self.leaf(f"list<{kind}>")
        self.element = kind
        predicate = self.pick(
            lambda: self.bool(depth - 1),
            lambda: f"v == {self.leaf(kind)}",
            lambda: f"v in {self.leaf(f'list<{kind}>')}",
        )()
        self.element = ""
        return f"{over}.{macro}(v, {predicate})"


def condition(random: Random) -> str:
    """Make the source of a well-typed bool expression."""
    return _Grammar(random).bool(random.choice([1, 2, 2, 3, 3, 4]))


def randoms() -> st.SearchStrategy[Random]:
    """Draw sources of chance: an integer shrinks and repeats, a `Random` made from it is varied."""
    return st.integers(0, 2**32).map(Random)
