"""Every kind of output in every format: a golden file, and nothing that a text of people could do.

A new kind needs a sample in `samples.py`; a new format, a reader of its family here and the file that `--update-golden`
writes, to be read before it is committed.
"""

import csv
import importlib
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from policyengine import __version__, outputs
from policyengine.outputs import OUTPUTS, Output
from tests.conftest import Golden
from tests.strict_schemas import mistakes
from tests.unit.outputs.hostile_copies import MARK, hostile
from tests.unit.outputs.samples import SAMPLES

ROOT = Path(__file__).parents[3]
GOLDEN = Path(__file__).parent / "golden"

EACH = [pytest.param(output, name, id=f"{output.kind}.{name}") for output in OUTPUTS for name in output.formats]

Sample = tuple[Any, ...]


@pytest.fixture
def sample(output: Output[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sample:
    """Make the sample of a kind."""
    monkeypatch.chdir(ROOT)
    assert output.kind in SAMPLES, f"add a sample of `{output.kind}` to tests/unit/outputs/samples.py"
    return SAMPLES[output.kind](tmp_path)


def test_each_sample_is_of_a_kind() -> None:
    """And no golden file is of none."""
    assert SAMPLES.keys() == {output.kind for output in OUTPUTS}
    assert {path.name for path in GOLDEN.iterdir()} == {str(each.id) for each in EACH}


@pytest.mark.parametrize(("output", "name"), EACH)
def test_it_reads_as_its_golden_file(output: Output[Any], name: str, sample: Sample, golden: Golden) -> None:
    """Byte for byte."""
    text = output.render(name, *sample).replace(f'"version": "{__version__}"', '"version": "<version>"')
    golden.assert_equal(GOLDEN / f"{output.kind}.{name}", text)


@pytest.mark.parametrize(("output", "name"), EACH)
def test_texts_of_people_stay_texts(output: Output[Any], name: str, sample: Sample) -> None:
    """They are there, and steer nothing."""
    assert name in FAMILIES, f"say in FAMILIES what may not get out of a text in the format `{name}`"
    text = output.render(name, *hostile(sample))

    text.encode()
    assert MARK in text
    assert [char for char in text if char != "\n" and not char.isprintable()] == []
    assert re.findall(r"(?m)^\s*(?:error\[forged|# forged|\| forged)", text) == []
    FAMILIES[name](text, output, sample)


def _check_text(text: str, *_: Any) -> None:
    assert text.endswith("\n")


def _check_json(text: str, output: Output[Any], sample: Sample) -> None:
    module = importlib.import_module(f"policyengine.outputs.{output.kind}.json")
    schema = module.FORMAT.partition("/")[0]
    data = json.loads(text)
    assert data["format"] == module.FORMAT
    assert mistakes(schema, text) == []
    assert mistakes(schema, output.render("json", *sample)) == []


def _check_csv(text: str, *_: Any) -> None:
    rows = list(csv.reader(StringIO(text), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    formulas = [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert [cell for cell in formulas if not re.fullmatch(r"-\d+\.\d\d", cell)] == []


def _check_markdown(text: str, output: Output[Any], sample: Sample) -> None:
    assert _tags(MarkdownIt("commonmark", {"html": True}).enable("table").render(text)) <= _MARKDOWN_TAGS
    before, after = (_headings(each) for each in (output.render("markdown", *sample), text))
    assert len(before) == len(after)


def _check_html(text: str, output: Output[Any], sample: Sample) -> None:
    assert _tags(text) <= _tags(output.render("html", *sample))
    assert "<script" not in text


_MARKDOWN_TAGS = {
    *("h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "strong", "em", "code", "br", "hr"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
"""What Markdown of ours makes: no link, picture, block of code or tag that a text brought."""


def _tags(page: str) -> set[str]:
    """Return the tags of a page, with the names of their attributes."""
    found: set[str] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.add(" ".join([tag, *sorted(name for name, _ in attrs if name != "style")]))

    Reader().feed(page)
    return found


def _headings(text: str) -> list[str]:
    return [token.tag for token in MarkdownIt("commonmark").parse(text) if token.type == "heading_open"]


FAMILIES: dict[str, Callable[[str, Output[Any], Sample], None]] = {
    "text": _check_text,
    "full": _check_text,
    "concise": _check_text,
    "json": _check_json,
    "csv": _check_csv,
    "markdown": _check_markdown,
    "html": _check_html,
}
"""By format: what else has to hold of it."""


def test_every_format_is_registered() -> None:
    """A module that renders a kind is in `outputs/__init__.py`, and each format there has its function."""
    folder = Path(outputs.__file__).parent
    rendering = {
        (path.parent.name, path.stem)
        for path in folder.glob("*/*.py")
        if f"\ndef render_{path.parent.name}_{path.stem}(" in path.read_text(encoding="utf-8")
    }
    registered = {(output.kind, name) for output in OUTPUTS for name in output.formats}
    assert rendering == registered, "name the format in policyengine/outputs/__init__.py"
