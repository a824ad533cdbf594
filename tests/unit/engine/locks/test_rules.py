"""Locked parameters, severities and terms: the ways to loosen one that is not the value itself."""

from pathlib import Path

import pytest

from policyengine.loading.schemas import schema
from policyengine.loading.settings import TERMS
from policyengine.loading.terms import DEPTHS
from tests.unit.engine.locks.below import mistakes, said, write

HOSTING = "compliance/hipaa/self-hosting"
UPPER = f"""\
severities: {{'license/*': warning, 'category:license': error, {HOSTING}: error}}
locked: {{severities: ['category:license', {HOSTING}], parameters: {{{HOSTING}: all}}, terms: [approvers, evidence]}}"""
WHERE = ", which policyengine.yaml:3 locks"


def found(folder: Path, *lower: str) -> list[str]:
    """Return the errors of settings files below locks on rules and terms."""
    return [said(given) for given in mistakes(folder, UPPER, *lower)]


def test_a_selector_repeated_below_comes_after_the_one_that_decides(tmp_path: Path) -> None:
    """Of several selectors the last one holds, so to repeat the first would lower what the second sets."""
    (given,) = found(tmp_path, "severities: {'license/*': warning}")
    assert given.startswith("3:27 this lowers `license/")
    assert given.endswith(f" from error to warning{WHERE}")


@pytest.mark.parametrize("selector", ["'*'", "'lic*'", "'force:license'", "'license/user-[a-z]*'"])
def test_a_selector_that_overlaps_a_locked_one(tmp_path: Path, selector: str) -> None:
    """A wider, a narrower and another kind of group: each locked rule in it is compared."""
    (given,) = found(tmp_path, f"severities: {{{selector}: note}}")
    assert "this lowers `license/" in given


@pytest.mark.parametrize(
    "lower",
    [
        f"severities: {{{HOSTING}: , 'license/*': }}",
        f"parameters: {{{HOSTING}: }}",
        f"parameters: {{{HOSTING}: {{accept_baa: , hosting: }}}}",
        "approvers: {legal: }\nevidence: {license: }",
        "severities: {'license/*': error, 'category:operations': off}",
    ],
)
def test_an_empty_value_changes_nothing(tmp_path: Path, lower: str) -> None:
    """A key without a value states nothing, and so loosens nothing."""
    assert found(tmp_path, lower) == []


def test_the_nearest_of_three_files(tmp_path: Path) -> None:
    """What a file in the middle makes stricter, the nearest may make as loose as the lock allows, and no looser."""
    middle = f"parameters: {{{HOSTING}: {{hosting: [air-gapped]}}}}"
    back = f"parameters: {{{HOSTING}: {{hosting: [air-gapped, on-premises]}}}}"
    assert found(tmp_path, middle, back) == []
    loose = back.replace("on-premises", "vendor-api")
    assert found(tmp_path, middle, loose) == [f"3:55 `hosting` of `{HOSTING}` is locked by policyengine.yaml:3"]


def test_a_rule_of_a_pack_is_none_of_the_shipped_ones(tmp_path: Path) -> None:
    """Its id has the pack's name before it, so that its parameters and severities are its own."""
    rule = Path("rules", f"{HOSTING}.yaml").read_text(encoding="utf-8")
    write(tmp_path, f"service/own/rules/{HOSTING}.yaml", rule)
    free = f"packs: [own]\nseverities: {{'own:{HOSTING}': note}}"
    assert found(tmp_path, f"{free}\nparameters: {{'own:{HOSTING}': {{accept_baa: true}}}}") == []
    assert found(tmp_path, f"packs: [own]\nparameters: {{{HOSTING}: {{accept_baa: true}}}}") == [
        f"4:58 `accept_baa` of `{HOSTING}` is locked by policyengine.yaml:3"
    ]


def test_each_term_of_the_schema_can_be_locked() -> None:
    """A term that is added to the schema has its depth, and is one of the terms that settings state."""
    words = schema("policyengine")["properties"]["locked"]["properties"]["terms"]["items"]["enum"]
    assert sorted(words) == sorted(DEPTHS)
    assert set(words) <= set(TERMS)


@pytest.mark.parametrize(
    ("legal", "expected"),
    [
        ("[grace hopper]", []),
        ("[Grace  Hopper, ada lovelace]", []),
        ("[Grace Hopper, Eve]", ["3:20 `approvers.legal` is locked by policyengine.yaml:3"]),
    ],
)
def test_locked_approvers_are_compared_as_people(tmp_path: Path, legal: str, expected: list[str]) -> None:
    """Case and spaces do not make another person."""
    upper = "approvers: {legal: [Grace Hopper, Ada Lovelace]}\nlocked: {terms: [approvers]}"
    assert [said(given) for given in mistakes(tmp_path, upper, f"approvers: {{legal: {legal}}}")] == expected


def test_approvers_where_no_file_above_names_any(tmp_path: Path) -> None:
    """A file below may name its own, unless the approvers are locked."""
    lower = "approvers: {legal: [Eve]}"
    assert mistakes(tmp_path, "", lower) == ()
    assert [said(given) for given in mistakes(tmp_path / "locked", "locked: {terms: [approvers]}", lower)] == [
        "3:20 `approvers.legal` is locked by policyengine.yaml:2"
    ]
