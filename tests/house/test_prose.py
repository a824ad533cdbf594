"""Prose for readers has short sentences, its own terms, and no code in what the linter reads."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.house.prose import FOLDERS, TERMS, files, lint, page, sentences
from tests.house.sources import relative

DATA = Path(__file__).with_name("sentences.toml")
LIMITS: dict[str, Any] = tomllib.loads(DATA.read_text(encoding="utf-8"))
LONGEST: int = LIMITS["longest"]
RECORDED: dict[str, int] = LIMITS["recorded"]
_WORD = re.compile(r"[^\W_][\w\-'.,]*|…")
_PAIR = re.compile(r"[a-z' -]+->[^,]+, (?:one word per idea|standard terms|British spelling)")
_MOST_SHOWN = 15

PAGE = """\
# The `title`

One line, with [a link](https://example.org) and `code`
that wraps.

| key | holds |
|---|---|
| `a` | a cell |

```sh
organize
```
"""
RULE = """\
# organize
title: "A title"
severity: error
when: |
  organize
message: >-
  `{option.model.id}` has
  {option.parameters} parameters
references:
  - title: Another's title
parameters:
  days:
    default: 3
    description: The days.
examples:
  - message: 3 days
"""
TEMPLATE = """\
{# organize #}
# {{ name }}
{% if organize %}

* One point
* Another
<b>point</b>
{% endif %}
"""
COMMAND = '''\
"""Organize commands."""


@command.command(name="list")
@click.option("--all", help="List all.")
def list_all() -> None:
    """List
    rules.
    """


def organize() -> None:
    """Organize."""
'''
READ = {
    "page.md": (PAGE, "The …||One line, with a link and …|that wraps.||key / holds||… / a cell|||||"),
    "rule.yaml": (RULE, "|A title|||||… has|… parameters||||||The days.|||"),
    "template.md.j2": (TEMPLATE, "|# …|||* One point|* Another|point||"),
    "commands.py": (COMMAND, "|||list|--all / List all.||List|    rules.||||||"),
}


@pytest.mark.parametrize(("name", "text", "read"), [(name, *texts) for name, texts in READ.items()], ids=READ)
def test_pages_have_the_lines_of_files(tmp_path: Path, name: str, text: str, read: str) -> None:
    """A page has the prose of a file on the same lines, and neither code nor texts of others."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert page(path).replace(" | ", " / ").split("\n") == read.split("|")


def test_sentences_end_at_full_stops(tmp_path: Path) -> None:
    """A sentence ends where the next begins with a capital letter, a digit, code, or the name of a tool."""
    path = tmp_path / "page.md"
    path.write_text(
        'Costs, e.g. "tokens".\nIs `a` read? `b` is. vLLM reads it (or not).\n\n* 3 items\n', encoding="utf-8"
    )
    expected = ['Costs, e.g. "tokens".', "Is … read?", "… is.", "vLLM reads it (or not).", "3 items"]
    assert [text for _, text in sentences(path)] == expected


def test_linter_reports_spelling_and_terms(tmp_path: Path) -> None:
    """The linter reports misspelt words, terms of one or more words, and American spelling, and passes over code."""
    path = tmp_path / "docs" / "page.md"
    path.parent.mkdir()
    path.write_text("Recieve `organize`\n\nand organize\n\n* a Use case, bench\n* fine\n", encoding="utf-8")
    assert lint(tmp_path, [path]).splitlines() == [
        "docs/page.md:1: Recieve ==> Receive",
        "docs/page.md:3: organize ==> organise  | british spelling",
        "docs/page.md:5: Use case ==> Workload  | one word per idea",
        "docs/page.md:5: bench ==> session  | one word per idea",
    ]


def long_sentences(folder: str) -> list[str]:
    """Return the sentences of a folder that are too long, each with its place and its number of words."""
    counted = [(path, *each, len(_WORD.findall(each.text))) for path in files(folder) for each in sentences(path)]
    return [f"{relative(path)}:{line}: {count} words: {text}" for path, line, text, count in counted if count > LONGEST]


@pytest.mark.parametrize("folder", FOLDERS)
def test_sentences_are_short(folder: str) -> None:
    """Each folder has as many long sentences as recorded: no more, and a count that has fallen is recorded."""
    found, recorded = long_sentences(folder), RECORDED.get(folder, 0)
    lines = [f"{len(found)} sentences of {folder} have more than {LONGEST} words, {recorded} in {relative(DATA)}:"]
    assert files(folder)
    assert len(found) == recorded, "\n".join(lines + found[:_MOST_SHOWN])


def test_terms_are_sorted_pairs() -> None:
    """Each term is listed once, in lower case, with what to write instead and the reason."""
    lines = TERMS.read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    assert [line for line in lines if not _PAIR.fullmatch(line)] == []
