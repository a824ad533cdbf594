"""What a misspelt word may have meant."""

import pytest

from policyengine.loading.suggestion import did_you_mean

KNOWN = ["hosting", "provider", "p95_ms", "baa", "vendor-api", "none"]


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("hostin", "did you mean `hosting`?"),
        ("Hosting", "did you mean `hosting`?"),
        ("p95-ms", "did you mean `p95_ms`?"),
        ("vendor_api", "did you mean `vendor-api`?"),
        ("BAA", "did you mean `baa`?"),
        ("elephant", ""),
        ("", ""),
        ("hosting" * 100_000, ""),
    ],
)
def test_did_you_mean(word: str, hint: str) -> None:
    """The nearest known word is suggested, if any is near; capitals and dashes do not count."""
    assert did_you_mean(word, KNOWN) == hint


def test_many_candidates() -> None:
    """A long list of candidates is cut, not compared for minutes."""
    assert did_you_mean("word5", (f"word{n}" for n in range(10_000_000))) == "did you mean `word5`?"
