"""Schemas are schemas, templates are rendered, and what is generated is fresh."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.house.sources import ROOT, relative

SCHEMAS = sorted((ROOT / "schemas").rglob("*.json"))
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def keywords(node: Any) -> Iterator[str]:
    """Yield every key of a JSON document."""
    if isinstance(node, dict):
        yield from node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from keywords(child)


def test_there_are_schemas() -> None:
    """The files that people write have schemas."""
    names = {path.relative_to(ROOT / "schemas").as_posix().removesuffix(".schema.json") for path in SCHEMAS}
    assert names >= {"llm-profile", "policyengine", "rule"}


@pytest.mark.parametrize("path", SCHEMAS, ids=relative)
def test_schema_is_valid(path: Path) -> None:
    """Each schema is named *.schema.json, is of dialect 2020-12, and is valid by that dialect's own schema."""
    schema = json.loads(path.read_text(encoding="utf-8"))
    assert path.name.endswith(".schema.json")
    assert schema["$schema"] == DIALECT
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", ["llm-profile", "policyengine"])
def test_written_files_have_plain_schemas(name: str) -> None:
    """What people write most has no alternatives, so that the validating walk and jsonschema can say the same."""
    schema = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    assert {"oneOf", "anyOf", "allOf", "not"} & set(keywords(schema)) == set()


def test_each_template_is_rendered() -> None:
    """Each template is named by a test, or by a template that is."""
    assert TEMPLATES
    tests = [path for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__)]
    rendered = {path for path in TEMPLATES if any(names(test, path) for test in tests)}
    included = {path for path in TEMPLATES if any(names(template, path) for template in rendered - {path})}
    assert [relative(path) for path in TEMPLATES if path not in rendered | included] == []


def names(file: Path, template: Path) -> bool:
    """Return whether a file names a template, with or without its suffixes, as a word of its own."""
    stem = re.escape(template.name.partition(".")[0])
    return re.search(rf"(?<![\w-]){stem}(?![\w-])", file.read_text(encoding="utf-8")) is not None


def test_generated_files_are_fresh() -> None:
    """`make generate` would change nothing."""
    command = [sys.executable, "-m", "generators", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
