"""Where a YAML text has comments, whatever its scalars hold."""

from typing import Any

import pytest

from policyengine.errors import PolicyEngineError
from policyengine.loading.yaml import comments
from policyengine.loading.yaml.comments import comment_test
from policyengine.loading.yaml.parsing import compose, parse_mapping
from policyengine.waivers.ignores import ignores_in

TEXTS = [
    "a: b # c\n",
    "a: 'b # c'\n",
    'a: "b\n  # c"\n',
    "a: b\n  c\n# d\ne: f\n",
    "a: | # c\n  b # d\n  # e\n# f\ng: h\n",
    "a: >-\n  b # d\n\n  # e\n\n# f\n",
    "a: |\n# c\n",
    "a:\n  - |\n    b\n    # c\n  # d\n  - e # f\n",
    "a: [b, # c\n  'd # e', f] # g\n",
    "a: &x 'b # c'\nd: *x # e\n",
    "a: 😀 # c\nb: '😀 # d'\n",
    "a: b\r\n# c\r\nd: 'e # f'\r\n",
    "? a # b\n: c # d\n",
]


def removed(text: str, line: int, column: int) -> bool:
    """Return whether the document says the same without what follows a `#`: the slow way to know a comment."""
    lines = text.splitlines()
    lines[line - 1] = lines[line - 1][:column] + "#"
    try:
        return bool(parse_mapping("x", "\n".join(lines) + "\n").value == parse_mapping("x", text).value)
    except PolicyEngineError:
        return False


@pytest.mark.parametrize("text", TEXTS)
def test_a_comment_is_what_can_be_removed(text: str) -> None:
    """One reading of the document answers for every `#` as a reading for each of them would."""
    is_comment = comment_test(parse_mapping("x", text))
    marks = [(n, c) for n, line in enumerate(text.splitlines(), 1) for c, char in enumerate(line) if char == "#"]
    assert marks
    assert [is_comment(*mark) for mark in marks] == [removed(text, *mark) for mark in marks]


def test_many_comments_take_one_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many comments speak to this program, the text is parsed once for all of them."""
    document = parse_mapping("x", "a: b\n" + "# policyengine: ignore[a/b] c\n" * 500)
    read: list[str] = []

    def counted(path: str, text: str, lines: list[str]) -> Any:
        read.append(path)
        return compose(path, text, lines)

    monkeypatch.setattr(comments, "compose", counted)
    assert (len(list(ignores_in(document))), read) == (500, ["x"])
