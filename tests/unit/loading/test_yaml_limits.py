"""Files made to hurt are refused quickly, at a place, by message."""

import pytest

from policyengine.errors import InputError, Mistake
from policyengine.loading.yaml.parsing import parse

LEVELS = "nested more than 64 levels deep"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
CHAIN = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 1000))


def refused(text: str, *, pure: bool = False) -> tuple[Mistake, ...]:
    """Return the mistakes of a text that must be refused."""
    with pytest.raises(InputError) as caught:
        parse("x.yaml", text, pure=pure)
    return caught.value.mistakes


@pytest.mark.parametrize("pure", [False, True])
@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("[" * 100_000, (1, 65), id="brackets"),
        pytest.param("{" * 100_000, (1, 65), id="braces"),
        pytest.param("[" * 65 + "]" * 65, (1, 65), id="one too many"),
        pytest.param("{a: [" * 50_000, (1, 161), id="both"),
        pytest.param("- " * 100_000, (1, 129), id="compact lists"),
        pytest.param("? " * 100_000, (1, 129), id="compact keys"),
        pytest.param("".join(" " * n + "a:\n" for n in range(1400)), (65, 65), id="indented keys"),
        pytest.param("".join(" " * n + "-\n" for n in range(1400)), (65, 65), id="indented items"),
        pytest.param(
            "".join(" " * (2 * n) + "a:\n" + " " * (2 * n) + "- b: x\n" for n in range(400)), (64, 65), id="same column"
        ),
        pytest.param("".join(" " * n + "a:\n" for n in range(70)), (65, 65), id="below the safe bound"),
    ],
)
def test_deep_nesting(text: str, place: tuple[int, int], *, pure: bool) -> None:
    """More than 64 levels are refused where the 65th begins, in any style, before the stack can overflow."""
    mistake = refused(text, pure=pure)[0]
    assert mistake.location is not None
    assert (mistake.message, (mistake.location.line, mistake.location.column)) == (LEVELS, place)


@pytest.mark.parametrize("pure", [False, True])
def test_deepest_allowed(*, pure: bool) -> None:
    """64 levels are fine."""
    value = parse("x.yaml", "[" * 64 + "]" * 64, pure=pure).value
    for _ in range(63):
        (value,) = value
    assert value == []


def test_alias_bomb() -> None:
    """Aliases that would write out more than 50,000 values are refused."""
    assert [mistake.message for mistake in refused(BOMB)] == ["more than 50,000 values once aliases are written out"]


def test_alias_chain() -> None:
    """Aliases cannot nest deeper than text can."""
    assert [mistake.message for mistake in refused(CHAIN)] == [f"{LEVELS} once aliases are written out"]


def test_aliases_within_bounds() -> None:
    """An ordinary alias gives the anchored value again."""
    value = parse("x.yaml", "a: &a {k: [1, 2]}\nb: *a\nc: [*a, *a]\n").value
    assert value == {"a": {"k": [1, 2]}, "b": {"k": [1, 2]}, "c": [{"k": [1, 2]}, {"k": [1, 2]}]}


@pytest.mark.parametrize("text", ["1" * 1000, "-" + "1" * 1_000_000, "0x" + "f" * 100_000, "0o" + "7" * 100_000])
def test_long_integers(text: str) -> None:
    """A number of a thousand or a million digits is refused without being computed."""
    assert [mistake.message for mistake in refused(f"a: {text}\n")] == ["integer beyond 2^53"]


def test_leading_zeros() -> None:
    """Zeros in front do not make a number large."""
    assert parse("x.yaml", f"a: {'0' * 1000}12\n").value == {"a": 12}


def test_many_mistakes() -> None:
    """Of a file with more than 100 mistakes the first 100 are told."""
    mistakes = refused("".join(f"k{n}: 1\n" for n in range(20_000)) * 2)
    assert (len(mistakes), mistakes[-1].message) == (101, "more than 100 mistakes in `x.yaml`")
