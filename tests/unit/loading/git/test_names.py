"""What a revision's name can mean."""

import pytest

from policyengine.errors import UsageError
from policyengine.loading.git.names import Name, claims_of, parsed_name

MAIN = "refs/remotes/origin/main"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("origin/main", Name("origin/main", "")),
        ("HEAD~1", Name("HEAD", "~1")),
        ("HEAD^", Name("HEAD", "^")),
        ("main^1~2", Name("main", "^1~2")),
        ("refs/remotes/origin/main", Name("refs/remotes/origin/main", "")),
        ("user@host/topic", Name("user@host/topic", "")),
    ],
)
def test_names(text: str, expected: Name) -> None:
    """A plain name, and steps to first parents."""
    assert parsed_name(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "@",
        "@{u}",
        "main@{1}",
        "main@{upstream}",
        "@{-1}",
        ":/fix",
        "HEAD^{/fix}",
        "main^{commit}",
        "HEAD^2",
        "HEAD^0",
        "main..HEAD",
        "^main",
        "main:file",
        "-x",
        "a b",
        "a\tb",
        "main~1x",
        "ma*n",
        "m?in",
        "[m]ain",
        "FETCH_HEAD",
        "ORIG_HEAD",
        "MERGE_HEAD~1",
        "CHERRY_PICK_HEAD",
        "AUTO_MERGE",
        "HEAD~99999",
        "a\\b",
        "a{b",
    ],
)
def test_no_names(text: str) -> None:
    """What git reads as a search, a log or a set of commits names no single commit for good."""
    with pytest.raises(UsageError):
        parsed_name(text)


@pytest.mark.parametrize(
    ("name", "references", "expected"),
    [
        ("origin/main", [MAIN], [MAIN]),
        ("origin/main", ["refs/tags/origin/main", MAIN], [MAIN, "refs/tags/origin/main"]),
        ("origin/main", [MAIN, "refs/remotes/origin/origin/main"], [MAIN]),
        ("origin/main", ["refs/remotes/origin/origin/main"], ["refs/remotes/origin/origin/main"]),
        ("main", ["refs/heads/main", MAIN, "refs/heads/other/main"], [MAIN, "refs/heads/main"]),
        ("main", ["refs/remotes/origin/team/main", "refs/heads/main/x"], []),
        ("main", [MAIN, "refs/remotes/fork/main"], ["refs/remotes/fork/main", MAIN]),
        ("origin", ["refs/remotes/origin/HEAD", MAIN], ["refs/remotes/origin/HEAD"]),
        ("remotes/origin/main", [MAIN], [MAIN]),
        (MAIN, [MAIN, f"refs/tags/{MAIN}", f"refs/heads/{MAIN}"], [MAIN]),
        (MAIN, [f"refs/tags/{MAIN}"], []),
        ("origin/Main", [MAIN], []),
    ],
)
def test_claims(name: str, references: list[str], expected: list[str]) -> None:
    """Every place where git looks, and the branch of that name at each remote; remote branches come first."""
    assert claims_of(name, references) == expected


def test_claims_where_case_is_ignored() -> None:
    """There, one file stands for both, and nobody knows which branch wrote it."""
    other = "refs/remotes/origin/MAIN"
    assert claims_of("origin/main", [MAIN, other], ignore_case=True) == [other, MAIN]
    assert claims_of("main", [MAIN, "refs/heads/Main"], ignore_case=True) == [MAIN, "refs/heads/Main"]
    assert claims_of("origin/main", [MAIN, other]) == [MAIN]
