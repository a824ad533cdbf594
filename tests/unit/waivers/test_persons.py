"""Names of people are compared as they look, and refused where they are not what they look like."""

import pytest

from policyengine.characters import name_of
from policyengine.waivers.persons import doubt_about, may_be_same


@pytest.mark.parametrize(
    "other",
    [
        "grace  HOPPER", "\uff27\uff52\uff41\uff43\uff45 Hopper", "Hopper, Grace", "Grace-Hopper.", "Gr\u00e1ce Hopper",
        "Grace\u200b Hopper", "Gr\u0430\u0441\u0435 Hopper", "\U0001d406race Hopper",
        "Grace\u00a0Hopper", "Gr\xadace Hopper",
    ],
)  # fmt: skip
def test_a_name_written_another_way_may_be_the_same(other: str) -> None:
    """Case, width, order, accents, punctuation, what cannot be seen and letters drawn alike make no other person."""
    assert may_be_same("Grace Hopper", other)


def test_a_name_in_another_script_may_be_the_same() -> None:
    """Cyrillic letters can write a whole Latin name; no word mixes scripts then."""
    assert may_be_same("Ace Cox", "\u0410\u0441\u0435 \u0421\u043e\u0445")
    assert name_of("Ace Cox") != name_of("\u0410\u0441\u0435 \u0421\u043e\u0445")
    assert not may_be_same("Grace Hopper", "Ada Lovelace")


@pytest.mark.parametrize(
    ("name", "doubt"),
    [
        ("Grace\u200b Hopper", "contains an invisible character: `Grace\\u{200b} Hopper`"),
        ("\u202eGrace", "contains an invisible character: `\\u{202e}Grace`"),
        ("Gr\u0430ce Hopper", "mixes letters of Latin and Cyrillic in the word `Gr\u0430ce`"),
        ("Ad\u03b1", "mixes letters of Latin and Greek in the word `Ad\u03b1`"),
    ],
)
def test_a_name_that_is_not_what_it_looks_like(name: str, doubt: str) -> None:
    """Invisible characters and scripts mixed within a word are refused, and shown."""
    assert doubt_about(name) == doubt


@pytest.mark.parametrize(
    "name",
    [
        "\u017dofie Nov\u00e1kov\u00e1", "\u674e\u5c0f\u9f8d",
        "\u5c71\u7530 \u305f\u308d\u3046", "\u845b\U000e0100\u57ce",
        "\u0418\u0432\u0430\u043d Smith", "O'Brien-Smith", "\u0645\u06cc\u200c\u0631\u0648\u0645", "\uae40\ucca0\uc218",
        "team42",
    ],
)  # fmt: skip
def test_names_of_all_scripts_are_names(name: str) -> None:
    """Whole words in any script, and the scripts that East Asian names mix, are fine."""
    assert doubt_about(name) == ""
