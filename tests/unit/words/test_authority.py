"""By whose authority a rule speaks."""

from policyengine.rule import FORCES
from policyengine.words.authority import AUTHORITIES, demand_of, label_of


def test_every_force_has_words_and_none_says_compliant() -> None:
    """A rule of any force can be printed."""
    assert tuple(AUTHORITIES) == FORCES
    assert [force for force in FORCES if "complian" in demand_of(force) + label_of(force)] == []


def test_only_law_contract_licence_and_your_policy_require() -> None:
    """Guidance and frameworks expect, practice suggests."""
    requiring = [force for force in FORCES if "requires" in demand_of(force)]
    assert requiring == ["law", "contract", "license", "organization-policy"]


def test_a_demand_is_of_this_or_of_it() -> None:
    """A check shows the thing; a record names it."""
    assert demand_of("guidance", "this") == "official guidance expects this"
    assert demand_of("guidance") == "official guidance expects it"
    assert demand_of("consistency", "this") == demand_of("consistency") == "the declared facts have to agree"
    assert label_of("license") == "licence"
