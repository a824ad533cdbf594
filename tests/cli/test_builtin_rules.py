"""The rules that the program itself evaluates have pages, and are explained like other rules."""

from pathlib import Path

import pytest

from policyengine.outputs.rules.text import rule_page
from policyengine.policy.policy import load_policy
from policyengine.waivers.states import State
from tests.cli.running import EXAMPLE, policyengine

POLICY = load_policy(())
PROFILE = """\
version: 1
project: {name: desk, owner: support, lifecycle: pilot}
workloads:
  chat: # policyengine: ignore[vendor/named] nobody is named yet
    tasks: [chat]
    data: {classes: [internal]}
    choice: {model: openai/gpt-4o, hosting: vendor-api, provider: openai}
"""


@pytest.mark.parametrize("rule_id", POLICY.builtin)
def test_each_has_a_page(rule_id: str) -> None:
    """It says who evaluates the rule, and where its text is."""
    page = rule_page(POLICY.rule(rule_id))
    assert page.startswith(f"{rule_id}: ")
    assert ("\nevaluated: by the program\n" in page, "require:" in page) == (True, False)
    assert page.endswith(f"\nfile: rules/builtin/{rule_id}.yaml\n")


def test_each_state_of_a_waiver_has_its_rule() -> None:
    """A waiver that does not hold is a verdict of the rule called after the reason."""
    assert {f"waiver/{state}" for state in State if state is not State.ACTIVE} <= set(POLICY.builtin)


def test_they_are_not_asked() -> None:
    """They take part in no count, and no selector switches them off."""
    assert {head.id for head in POLICY.all_headers}.isdisjoint(POLICY.builtin)


def test_what_it_found_is_explained(tmp_path: Path) -> None:
    """As `check` reports it."""
    (tmp_path / "llm-profile.yaml").write_text(PROFILE)
    done = policyengine(tmp_path, "explain", "ignore/unused", "llm-profile.yaml")
    head, _, found = done.out.partition("\n\n")
    assert (done.code, done.err) == (0, "")
    assert head == "ignore/unused: An ignore comment excuses a failure\nevaluated: by the program"
    assert found.startswith(
        "note[ignore/unused]: `vendor/named` has nothing to ignore here\n --> llm-profile.yaml:4:9\n"
    )


def test_nothing_was_found() -> None:
    """That is said, too."""
    done = policyengine(EXAMPLE, "explain", "waiver/unused", "llm-profile.yaml")
    assert (done.code, done.out) == (
        0,
        "waiver/unused: A waiver excuses a failure\nevaluated: by the program\n\nit finds nothing here\n",
    )


def test_a_misspelled_id_is_corrected(tmp_path: Path) -> None:
    """Suggestions know them."""
    done = policyengine(tmp_path, "rules", "show", "waiver/unusd")
    assert (done.code, "did you mean `waiver/unused`?" in done.err) == (2, True)
