"""Prose as readers see it, without code; `python -m tests.house.prose` checks its spelling and terms with codespell.

A passage is a paragraph, a list item, a table cell, a text of a rule or a help text. Code, placeholders and addresses
in a passage are replaced by `…`, so that keys such as `license` keep their spelling.
"""

import ast
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.house.sources import ROOT, generated, parsed

TERMS = Path(__file__).with_name("terms.txt")
"""Words and phrases to avoid, with what to write instead, in the format of a codespell dictionary."""

FOLDERS = {
    "docs": ("docs/**/*.md",),
    "help": ("policyengine/cli/**/*.py",),
    "readme": ("README.md", "CONTRIBUTING.md"),
    "rules": ("rules/**/*.yaml", "rules/**/*.md"),
    "templates": ("templates/**/*.j2",),
}
"""The files that are read, by the names of their folders; generated files are left out."""

RULE_TEXTS = frozenset({"description", "message", "rationale", "remediation", "title"})
"""The keys of a rule whose values people read."""

OTHERS_TEXTS = frozenset({"examples", "references"})
"""The keys of a rule below which texts are another's, or checked where they are written."""

_CODE = re.compile(r"`[^`]*`|\{[^{}]*\}|https?://\S+|\b[a-z_]{2,}(?:\.[a-z_]+)+\b")
_TAGS = re.compile(r"<style.*?</style>|<!--.*?-->|</?[a-z][^<>]*>|\{#.*?#\}|\{%.*?%\}", re.DOTALL)
_VALUES = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_PARAGRAPH = re.compile(r"(?:^[^\n]*\S[^\n]*(?:\n|\Z))+", re.MULTILINE)
_ITEM = re.compile(r"^(?=[ \t]*(?:[-*|#]|\d+\.)[ \t])", re.MULTILINE)

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')]*\s+(?=[\"'(\[]*(?:[A-Z0-9…]|\^|vLLM|jsonschema|mdformat|policyengine))")


class Passage(NamedTuple):
    """A passage and the line on which it starts; its lines are those of the file."""

    line: int
    text: str


@cache
def files(folder: str) -> tuple[Path, ...]:
    """Return the files of a folder that people write, sorted."""
    listed = {path for pattern in FOLDERS[folder] for path in ROOT.glob(pattern)}
    return tuple(sorted(listed - generated()))


@cache
def passages(path: Path) -> tuple[Passage, ...]:
    """Return the passages of a file."""
    read = {".md": _markdown, ".yaml": _rule, ".j2": _template, ".py": _help}[path.suffix]
    return tuple(Passage(line, _CODE.sub(_left_out, text)) for line, text in read(path))


def _left_out(code: re.Match[str]) -> str:
    return "…" + "\n" * code[0].count("\n")


def _markdown(path: Path) -> Iterator[Passage]:
    parser = MarkdownIt("commonmark").enable("table")
    for token in parser.parse(path.read_text(encoding="utf-8")):
        if token.type == "inline" and token.map and token.children:
            yield Passage(token.map[0] + 1, "".join(_inline(token.children)))


def _inline(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "text":
            yield token.content
        elif token.type in {"softbreak", "hardbreak"}:
            yield "\n"
        elif token.type in {"code_inline", "image"}:
            yield "…"


def _rule(path: Path) -> Iterator[Passage]:
    node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    if isinstance(node, yaml.MappingNode):
        yield from _texts(node)


def _texts(node: yaml.MappingNode) -> Iterator[Passage]:
    for key, value in node.value:
        if isinstance(value, yaml.MappingNode) and key.value not in OTHERS_TEXTS:
            yield from _texts(value)
        elif isinstance(value, yaml.ScalarNode) and key.value in RULE_TEXTS:
            folded = value.style in {">", "|"}
            yield Passage(value.start_mark.line + 1 + folded, _source(value, folded=folded))


def _source(node: yaml.ScalarNode, *, folded: bool) -> str:
    """Return the lines of a text as the file has them."""
    text = str(node.start_mark.buffer)[node.start_mark.pointer : node.end_mark.pointer].rstrip("\0")
    return "\n".join(line.strip() for line in text.splitlines()[folded:]).strip("\"'")


def _template(path: Path) -> Iterator[Passage]:
    text = _TAGS.sub(lambda tag: "\n" * tag[0].count("\n"), path.read_text(encoding="utf-8"))
    text = _VALUES.sub(_left_out, text)
    yield from _paragraphs(text, 1)


def _help(path: Path) -> Iterator[Passage]:
    """Yield the strings of a module of commands, except docstrings that `--help` does not print."""
    nodes = list(ast.walk(parsed(path)))
    printed = [node.body[0] for node in nodes if isinstance(node, ast.FunctionDef) and _is_command(node)]
    unprinted = {id(node.value) for node in nodes if isinstance(node, ast.Expr) and node not in printed}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in unprinted:
            yield from _paragraphs(node.value, node.lineno)


def _is_command(function: ast.FunctionDef) -> bool:
    """Return whether the decorators of a function make it a command or a group."""
    return any(re.search(r"\b(?:command|group)\(", ast.unparse(each)) for each in function.decorator_list)


def _paragraphs(text: str, first: int) -> Iterator[Passage]:
    for paragraph in _PARAGRAPH.finditer(text):
        line = first + text.count("\n", 0, paragraph.start())
        for item in _ITEM.split(paragraph[0]):
            if item.strip():
                yield Passage(line, item.rstrip("\n"))
            line += item.count("\n")


def sentences(path: Path) -> Iterator[Passage]:
    """Yield the sentences of a file, each on the line where its passage starts, in one line."""
    for line, text in passages(path):
        for sentence in _SENTENCE_END.split(" ".join(text.split())):
            yield Passage(line, sentence)


def page(path: Path) -> str:
    """Return the prose of a file, each passage on the lines that it has there."""
    lines: list[list[str]] = [[] for _ in range(len(path.read_text(encoding="utf-8").splitlines()))]
    for first, text in passages(path):
        for line, part in enumerate(text.split("\n"), first - 1):
            lines[min(line, len(lines) - 1)].append(part)
    return "".join(f"{' | '.join(parts)}\n" for parts in lines)


def words() -> str:
    """Return what the linter takes for a word: the phrases of the terms, or letters and hyphens."""
    terms = [line.partition("->")[0] for line in TERMS.read_text(encoding="utf-8").splitlines()]
    phrases = sorted((re.escape(term) for term in terms if " " in term), key=len, reverse=True)
    return "|".join([*(rf"(?i:\b{phrase}\b)" for phrase in phrases), r"[\w\-']+"])


def lint(root: Path, paths: Iterable[Path]) -> str:
    """Return the lines that the linter prints about the prose of files below a folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in paths:
            copy = folder / path.relative_to(root)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(page(path), encoding="utf-8")
        options = ["--dictionary", "-", "--dictionary", str(TERMS), "--regex", words(), "--disable-colors"]
        linter = [sys.executable, "-m", "codespell_lib", *options, *sorted(each.name for each in folder.iterdir())]
        ended = subprocess.run(linter, cwd=folder, check=False, stdout=subprocess.PIPE, encoding="utf-8")
        if ended.returncode and not ended.stdout:
            raise subprocess.CalledProcessError(ended.returncode, linter)
        return ended.stdout


def main() -> int:
    """Print what is wrong with spelling and terms, and return 1 if anything is."""
    found = lint(ROOT, [path for folder in FOLDERS for path in files(folder)])
    sys.stdout.write(found)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
