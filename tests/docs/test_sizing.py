"""docs/sizing.md is executed: its example is played, and its figures are those of the formula."""

import re

import pytest

from policyengine.sizes.fitting import ENGINE_SHARE, VLLM_SHARE
from policyengine.sizes.sizing import needed_gb, weights_gb
from tests.conftest import Golden
from tests.golden.test_readme import CONSOLE, replayed
from tests.golden.transcripts import ROOT

PAGE = ROOT / "docs" / "sizing.md"
TEXT = PAGE.read_text(encoding="utf-8")


def test_the_example(golden: Golden) -> None:
    """The console block is a transcript that can be played again."""
    assert CONSOLE.search(TEXT)
    golden.assert_equal(PAGE, CONSOLE.sub(lambda block: replayed(block[0]), TEXT))


@pytest.mark.parametrize(
    ("said_of", "billions", "formats"),
    [
        ("a billion parameters at 4 bits", 1, {"int4": False}),
        ("8 billion in 16 GB", 8, {"fp16": True, "int4": True}),
        ("70 billion at 4 bits", 70, {"int4": True}),
        ("70 billion at 16 bits", 70, {"fp16": False}),
        ('70 billion in 192 GB at "full precision" (004)', 70, {"fp16": False, "fp32": False}),
    ],
)
def test_what_stands_beside_the_articles(said_of: str, billions: float, formats: dict[str, bool]) -> None:
    """SYS-42: weights, and what they need with a fifth on top, as computed."""
    (figures,) = re.findall(rf"^\| {re.escape(said_of)} \|.*\| (.*) \|$", TEXT, re.MULTILINE)
    for name, with_overhead in formats.items():
        weights = weights_gb(billions, name)
        assert weights is not None
        assert f"{needed_gb(weights, 0):g} GB" in figures if with_overhead else f"{weights:g} GB" in figures


def test_the_shares_of_memory() -> None:
    """The page states those that are used."""
    assert f"default share is {VLLM_SHARE.low} in older versions, {VLLM_SHARE.high} in newer ones" in TEXT
    assert f"| any other engine's share | {ENGINE_SHARE.low} to {ENGINE_SHARE.high:g} |" in TEXT
