"""Texts for readers are written in plain English: `dialect.toml` lists phrases to avoid, and their counts only fall."""

import ast
import io
import re
import tokenize
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.house.sources import ROOT, generated, parsed, relative

DATA = Path(__file__).with_name("dialect.toml")
FOLDERS = {
    "docs": ("docs/**/*.md",),
    "policyengine": ("policyengine/**/*.py",),
    "readme": ("README.md", "CONTRIBUTING.md"),
    "generators": ("generators/**/*.py", "llm_policyengine/**/*.py", "benchmarks/**/*.py", "benchmarks/*.md"),
    "rules": ("rules/**/*.yaml", "rules/**/*.md"),
    "schemas": ("schemas/**/*.json", "schemas/**/*.yaml"),
    "templates": ("templates/**/*.j2",),
}
"""What is searched, by the names that `recorded` uses; generated files count where their source is."""

_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]*`", re.MULTILINE | re.DOTALL)
_MOST_SHOWN = 15


class Phrase(NamedTuple):
    """A phrase to avoid, what to write instead, texts with and without it, and how often each folder has it."""

    pattern: re.Pattern[str]
    write: str
    wrong: str
    fine: str
    recorded: dict[str, int]


class Text(NamedTuple):
    """A piece of prose and the line on which it starts."""

    line: int
    text: str


@cache
def phrases() -> tuple[Phrase, ...]:
    """Return the phrases of `dialect.toml`."""
    listed: list[dict[str, Any]] = tomllib.loads(DATA.read_text(encoding="utf-8"))["phrase"]
    return tuple(Phrase(**{**each, "pattern": re.compile(each["pattern"])}) for each in listed)


@cache
def files(folder: str) -> tuple[Path, ...]:
    """Return the files of a folder that people write, sorted."""
    found = {path for pattern in FOLDERS[folder] for path in ROOT.glob(pattern)}
    return tuple(sorted(found - generated()))


@cache
def texts(path: Path) -> tuple[Text, ...]:
    """Return the prose of a file: strings and comments of Python, Markdown without code, all of other files."""
    if path.suffix == ".py":
        return tuple(_in_python(path))
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        text = _CODE.sub(lambda code: "`" + "\n" * code[0].count("\n") + "`", text)
    return (Text(1, text),)


def _in_python(path: Path) -> Iterator[Text]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield Text(node.lineno, node.value)
    readline = io.StringIO(path.read_text(encoding="utf-8")).readline
    for token in tokenize.generate_tokens(readline):
        if token.type == tokenize.COMMENT:
            yield Text(token.start[0], token.string)


@cache
def places(folder: str) -> dict[str, list[str]]:
    """Return `file:line: text` for each place of a folder with a phrase, by pattern."""
    found: dict[str, list[str]] = {phrase.pattern.pattern: [] for phrase in phrases()}
    for path in files(folder):
        for first, text in texts(path):
            for phrase in phrases():
                for match in phrase.pattern.finditer(text):
                    line = first + text.count("\n", 0, match.start())
                    found[phrase.pattern.pattern].append(f"{relative(path)}:{line}: {' '.join(match[0].split())}")
    return found


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_phrase_is_added(folder: str) -> None:
    """No folder has a phrase more often than recorded."""
    assert files(folder)
    added = []
    for phrase in phrases():
        found, recorded = places(folder)[phrase.pattern.pattern], phrase.recorded.get(folder, 0)
        if len(found) > recorded:
            added += [f"write {phrase.write} ({len(found)} places, {recorded} recorded):", *found[:_MOST_SHOWN]]
    assert not added, "\n".join(added)


@pytest.mark.parametrize("folder", FOLDERS)
def test_recorded_counts_are_lowered(folder: str) -> None:
    """A count that has fallen is recorded, so that it does not rise again."""
    fallen = [
        f"{phrase.pattern.pattern}: {folder} = {count}, not {phrase.recorded[folder]}"
        for phrase in phrases()
        if (count := len(places(folder)[phrase.pattern.pattern])) < phrase.recorded.get(folder, 0)
    ]
    assert not fallen, "\n".join([f"lower these counts in {relative(DATA)}:", *fallen])


@pytest.mark.parametrize("phrase", phrases(), ids=lambda phrase: phrase.wrong)
def test_patterns_are_precise(phrase: Phrase) -> None:
    """Each pattern finds the wrong text and not the fine one; `recorded` names folders that are searched."""
    assert phrase.pattern.search(phrase.wrong)
    assert not phrase.pattern.search(phrase.fine)
    assert phrase.recorded.keys() <= FOLDERS.keys()
