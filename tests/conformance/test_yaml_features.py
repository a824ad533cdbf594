"""Each feature of YAML 1.2: both parsers give the value of the core schema, or refuse at the same place."""

from typing import Any

import pytest

from policyengine.errors import InputError
from policyengine.loading.yaml.parsing import parse
from tests.conformance.yaml_features import READ, REFUSED, SCALARS, plain

VALUES = {plain(word): {"a": value} for word, value in SCALARS.items()} | READ


@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "python"])
@pytest.mark.parametrize("text", VALUES, ids=repr)
def test_read(text: str, *, pure: bool) -> None:
    """The value, and the type of every part of it."""
    assert repr(parse("x.yaml", text, pure=pure).value) == repr(VALUES[text])


@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "python"])
@pytest.mark.parametrize("text", REFUSED, ids=repr)
def test_refused(text: str, *, pure: bool) -> None:
    """The message, its line and its column."""
    expected = REFUSED[text]
    with pytest.raises(InputError) as caught:
        parse("x.yaml", text, pure=pure)
    mistake = caught.value.mistakes[0]
    assert expected.says in mistake.message
    assert mistake.location is not None
    actual: tuple[Any, ...] = (mistake.location.line, mistake.location.column)
    if expected.says:
        assert actual == (expected.line, expected.column or mistake.location.column)
