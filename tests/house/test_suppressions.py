"""Whoever silences a linter says why."""

import ast
import io
import re
import tokenize
from pathlib import Path

import pytest

from tests.house.sources import CODE_FOLDERS, ROOT, parsed, python_files, relative

SUPPRESSION = re.compile(r"#\s*(ruff:\s*noqa|noqa|type:\s*ignore|pragma:\s*no cover|mypy:|isort:\s*skip)")
JUSTIFIED = re.compile(
    r"#\s*(?:"
    r"(?:ruff:\s*)?noqa:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*"  # codes are named …
    r"|type:\s*ignore\[[a-z-]+(?:,\s*[a-z-]+)*\]"
    r"|pragma:\s*no cover"
    r"|mypy:\s*[a-z-]+(?:=\w+)?"
    r")[\s#:(-]+\w+[^#]*\w"  # … and followed by some words
)


def unjustified(text: str) -> list[tuple[int, str]]:
    """Return line and text of each comment that silences a linter without codes or without a reason."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    comments = [(token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT]
    silencing = [(line, comment) for line, comment in comments if SUPPRESSION.search(comment)]
    return [(line, comment) for line, comment in silencing if not _is_justified(comment)]


def _is_justified(comment: str) -> bool:
    found = SUPPRESSION.findall(comment)
    justified = JUSTIFIED.search(comment)
    # two suppressions on a line share the reason that comes last
    return justified is not None and (len(found) == 1 or not SUPPRESSION.search(comment, justified.end()))


def test_each_suppression_has_a_reason() -> None:
    """`# noqa`, `type: ignore`, `pragma: no cover` and their like name what they silence, and why."""
    files = python_files(*CODE_FOLDERS)
    silenced = {relative(path): unjustified(path.read_text(encoding="utf-8")) for path in files}
    assert {path: found for path, found in silenced.items() if found} == {}


@pytest.mark.parametrize(
    ("comment", "justified"),
    [
        ("# noqa: S302 - checksummed, in the user's own folder", True),
        ("# noqa: S302, S301 - checksummed before use", True),
        ("# type: ignore[index]  # the schema has checked the route", True),
        ("# pragma: no cover - only on Windows", True),
        ("# noqa: S302", False),
        ("# noqa", False),
        ("# type: ignore", False),
        ("# type: ignore[index]", False),
        ("# pragma: no cover", False),
        ("# nothing silenced here", True),
    ],
)
def test_reasons_are_noticed(comment: str, justified: bool) -> None:  # noqa: FBT001 - a table's second column
    """The scan tells a reasoned suppression from a bare one."""
    assert (unjustified(f"x = 1  {comment}\n") == []) is justified


def test_each_linter_exception_has_a_reason() -> None:
    """Each ignored rule and each mypy override in pyproject.toml is followed by its reason."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    ruff = text[text.index("[tool.ruff.lint]") : text.index("[tool.mypy]")]
    codes = re.findall(r'^ +"[A-Z]+\d*".*$', ruff, flags=re.MULTILINE)
    assert codes
    assert [line for line in codes if not re.search(r"# \S+ \S+", line)] == []


def test_skips_and_expected_failures_have_a_reason() -> None:
    """`skip`, `skipif` and `xfail` carry a text."""
    calls = [
        (path, node)
        for path in python_files("tests")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and node.attr in {"skip", "skipif", "xfail", "importorskip"}
    ]
    assert [_place(path, node) for path, node in calls if not _has_reason(path, node)] == []


def _place(path: Path, node: ast.Attribute) -> str:
    return f"{relative(path)}:{node.lineno}"


def _has_reason(path: Path, attribute: ast.Attribute) -> bool:
    calls = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.Call) and node.func is attribute]
    is_mark = "mark" in ast.unparse(attribute)
    return any(call.keywords if is_mark else call.args or call.keywords for call in calls)
