"""The quick check of the settings' own catalog and jsonschema are two forms of one thing."""

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from policyengine.loading.fitting import fits
from policyengine.loading.overlay_schema import overlay_schema
from policyengine.loading.yaml.parsing import parse_mapping
from policyengine.resources import CATALOG
from policyengine.vocabulary.overlay import DEFS, OVERLAY
from tests.unit.vocabulary.documents import damage

SCHEMA = Draft202012Validator(overlay_schema())


def contents(folder: str) -> list[Any]:
    """Return the files of one folder of the shipped catalog."""
    paths = sorted(Path(CATALOG, folder).rglob("*.yaml"))
    return [parse_mapping(str(path), path.read_text(encoding="utf-8")).value for path in paths]


def named(items: list[Any]) -> dict[str, Any]:
    """Return items by id."""
    return {item["id"]: item for item in items}


ENTRIES: dict[str, dict[str, Any]] = {
    "models": named([model for family in contents("models") for model in family["models"]]),
    "services": named([service for company in contents("companies") for service in company["services"]]),
    "licenses": named(contents("licenses")),
    "gpus": named([gpu for file in contents("hardware") for gpu in file["gpus"]]),
    "regions": {file["id"]: file["regions"] for file in contents("regions")},
}
"""The shipped catalog, said once more as an overlay."""


def test_the_whole_shipped_catalog_fits() -> None:
    """No entry needs jsonschema to be found in order."""
    assert [kind for kind, entries in ENTRIES.items() if len(entries) < 5] == []
    for kind, entries in ENTRIES.items():
        for name, entry in entries.items():
            assert fits({kind: {name: entry}}, OVERLAY, DEFS), (kind, name)
            assert SCHEMA.is_valid({"catalog": {kind: {name: entry}}}), (kind, name)


@settings(max_examples=600, deadline=None, derandomize=True)
@given(st.integers(min_value=0, max_value=2**48))
def test_damaged_entries_fit_when_the_schema_says_so(seed: int) -> None:
    """Whatever fits is valid; of what is valid, only a whole number written `5.0` is left to jsonschema."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable draw
    kind = chance.choice(list(ENTRIES))
    name = chance.choice(list(ENTRIES[kind]))
    for _ in range(4):
        overlay = damage({kind: {name: ENTRIES[kind][name]}}, chance)
        valid = SCHEMA.is_valid({"catalog": overlay})
        assert fits(overlay, OVERLAY, DEFS) == valid or (valid and ".0" in repr(overlay)), overlay


@pytest.mark.parametrize(
    ("overlay", "expected"),
    [
        ({"models": {"m": {"aliases": ["a", "b"]}}}, True),
        ({"models": {"m": {"aliases": ["a", "a"]}}}, False),
        ({"services": {"s": {"retention_days": 0}}}, True),
        ({"services": {"s": {"retention_days": -1}}}, False),
        ({"services": {"s": {"uptime_sla_percent": 100}}}, True),
        ({"services": {"s": {"uptime_sla_percent": 100.5}}}, False),
        ({"models": {"m": {"params_total_b": 0.1}}}, True),
        ({"models": {"m": {"params_total_b": 0}}}, False),
        ({"services": {"s": None}, "models": None}, True),
    ],
)
def test_bounds(overlay: dict[str, Any], *, expected: bool) -> None:
    """What random damage seldom reaches: repeated items, and numbers at and beyond their bounds."""
    assert (fits(overlay, OVERLAY, DEFS), SCHEMA.is_valid({"catalog": overlay})) == (expected, expected)


@pytest.mark.parametrize("keyword", ["oneOf", "format", "const"])
def test_an_unknown_keyword_is_left_to_jsonschema(keyword: str) -> None:
    """Only what is known can be answered with yes."""
    assert not fits("text", {"type": "string", keyword: "text"}, {})
