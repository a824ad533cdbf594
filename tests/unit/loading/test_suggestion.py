"""What a misspelt word may have meant."""

import pytest

from policyengine.loading.suggestion import closest, did_you_mean
from policyengine.vocabulary.values import VALUES

KNOWN = ["hosting", "provider", "p95_ms", "baa", "vendor-api", "none"]


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("hostin", "did you mean `hosting`?"),
        ("hostnig", "did you mean `hosting`?"),
        ("Hosting", "write `hosting`"),
        ("p95-ms", "write `p95_ms`"),
        ("p95ms", "write `p95_ms`"),
        ("p99_ms", ""),
        ("vendor_api", "write `vendor-api`"),
        ("BAA", "write `baa`"),
        ("elephant", ""),
        ("", ""),
        ("hosting" * 100_000, ""),
    ],
)
def test_did_you_mean(word: str, hint: str) -> None:
    """A word in other capitals or with other separators is certain; another is suggested only where it is near."""
    assert did_you_mean(word, KNOWN) == hint


TYPICAL = {
    "workload.tasks": {
        "text-generation": [],
        "generation": [],
        "embedding": ["embeddings"],
        "summarisation": ["summarization"],
        "classify": ["classification"],
        "translate": ["translation"],
        "code": ["code-architecture", "code-completion", "code-generation", "code-review"],
    },
    "project.lifecycle": {"prod": ["production"], "Production": ["production"], "prot": ["prototype"], "test": []},
    "option.hosting": {
        "self-hosted": [],
        "bedrock": [],
        "openai": [],
        "private_cloud": ["private-cloud"],
        "onpremises": ["on-premises"],
        "on-prem": ["on-premises"],
        "onprem": ["on-premises"],
    },
    "workload.data.boundary": {"eu": [], "premise": ["premises"], "VPC": ["vpc"]},
    "workload.data.classes": {"PII": ["pii"], "pii-data": ["pii"], "sensitive": []},
}
"""What newcomers write, and the only suggestions that are right."""


@pytest.mark.parametrize(("path", "word"), [(path, word) for path, words in TYPICAL.items() for word in words])
def test_typical_mistakes(path: str, word: str) -> None:
    """A suggestion is right, or there is none."""
    assert closest(word, VALUES[path]) == TYPICAL[path][word]


def test_digits_are_no_typing_mistakes() -> None:
    """Another version or size is another thing, however near it is written."""
    models = ["openai/gpt-4o", "meta-llama/Llama-3.1-8B-Instruct"]
    assert did_you_mean("openai/gpt-5o", models) == ""
    assert did_you_mean("meta-llama/Llama-31-8B-Instruct", models) == ""
    assert did_you_mean("meta_llama/llama-3-1-8b-instruct", models) == "write `meta-llama/Llama-3.1-8B-Instruct`"


def test_two_that_are_equally_near() -> None:
    """Where one letter would make a word either of two, neither is suggested."""
    assert did_you_mean("cent", ["cost", "sent", "tent"]) == ""
    assert did_you_mean("MTI", ["MIT", "MPL"]) == "did you mean `MIT`?"
    assert did_you_mean("phy", ["phi", "pii"]) == ""


def test_many_candidates() -> None:
    """A long list of candidates is cut, not compared for minutes."""
    assert did_you_mean("word5", (f"word{n}" for n in range(10_000_000))) == "write `word5`"
