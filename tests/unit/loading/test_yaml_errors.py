"""Every way a YAML file can be broken, with the whole message a person sees."""

from pathlib import Path

import pytest

from policyengine.errors import InputError
from policyengine.loading.files import read_text
from policyengine.loading.yaml.parsing import parse, parse_mapping
from policyengine.snippet import render_mistake
from tests.conftest import Golden

CASES = sorted((Path(__file__).parents[2] / "errors").glob("yaml-*"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_message(case: Path, monkeypatch: pytest.MonkeyPatch, golden: Golden) -> None:
    """A broken file is answered with the message beside it, and with every mistake at once."""
    monkeypatch.chdir(case)
    with pytest.raises(InputError) as caught:
        parse_mapping("input.yaml", read_text("input.yaml"))
    actual = "\n\n".join(render_mistake(mistake) for mistake in caught.value.mistakes) + "\n"
    golden.assert_equal(case / "expected.txt", actual)


def test_cases_are_found() -> None:
    """The folder of broken files is where this test looks for it."""
    assert len(CASES) > 50


UNLIKE = {"yaml-directive"}  # the parser in Python ignores unknown directives
FILE_LEVEL = {"yaml-not-utf8", "yaml-utf16", "yaml-nul-byte"}
PARSED = [case for case in CASES if case.name not in UNLIKE | FILE_LEVEL and "top-level" not in case.name]


@pytest.mark.parametrize("case", PARSED, ids=lambda case: case.name)
def test_pure_parser_refuses_the_same(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The parser in Python, for machines without libyaml, refuses the same files at the same lines."""
    monkeypatch.chdir(case)
    text = read_text("input.yaml")
    assert refused_lines(text, pure=True) == refused_lines(text, pure=False)


def refused_lines(text: str, *, pure: bool) -> list[int]:
    """Return the line of each mistake of a text that must be refused."""
    with pytest.raises(InputError) as caught:
        parse("input.yaml", text, pure=pure)
    return [mistake.location.line for mistake in caught.value.mistakes if mistake.location]
