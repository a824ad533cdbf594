"""The walk and the JSON Schema are two forms of one thing."""

import json
import random
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from generators.fact_table import PROJECT
from policyengine.loading.walk import walk
from policyengine.vocabulary.shapes import PROFILE, SETTINGS
from tests.unit.vocabulary import documents

SEEDS = st.integers(min_value=0, max_value=2**48)


def validator(name: str) -> Draft202012Validator:
    """Return the validator of a shipped schema."""
    schema = json.loads((PROJECT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=FormatChecker())


PROFILE_SCHEMA = validator("llm-profile")
SETTINGS_SCHEMA = validator("policyengine")


@settings(max_examples=600, deadline=None, derandomize=True)
@given(SEEDS)
def test_a_damaged_profile_is_refused_exactly_when_the_schema_refuses_it(seed: int) -> None:
    """Four documents for each seed: one valid, three damaged."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable draw
    valid = documents.profile(chance)
    for document in (valid, *(documents.damage(valid, chance) for _ in range(3))):
        assert walk(document, PROFILE, {}) == PROFILE_SCHEMA.is_valid(document), document


@settings(max_examples=600, deadline=None, derandomize=True)
@given(SEEDS)
def test_damaged_settings_are_refused_exactly_when_the_schema_refuses_them(seed: int) -> None:
    """Four documents for each seed: one valid, three damaged."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable draw
    valid = documents.settings(chance)
    for document in (valid, *(documents.damage(valid, chance) for _ in range(3))):
        assert walk(document, SETTINGS, {}) == SETTINGS_SCHEMA.is_valid(document), document


@pytest.mark.parametrize("origin", ["profile", "settings"])
def test_any_odd_value_of_any_fact_is_refused_exactly_when_the_schema_refuses_it(origin: str) -> None:
    """Aims at single facts, which random damage to a whole document seldom reaches."""
    schema, shape = (PROFILE_SCHEMA, PROFILE) if origin == "profile" else (SETTINGS_SCHEMA, SETTINGS)
    differences = []
    for fact in documents.FACTS:
        if origin in fact.origins:
            document, at = documents.environment(fact, origin)
            for odd in documents.ODD:
                at[fact.keys[-1]] = odd
                if walk(document, shape, {}) != schema.is_valid(document):
                    differences.append((fact.path, odd))
    assert differences == []


@pytest.mark.parametrize("make", [documents.profile, documents.settings])
def test_a_document_with_the_example_of_every_fact_is_valid(make: Any) -> None:
    """So every example in the fact table is valid for its own schema."""
    document = make(random.Random(1), share=1.0)  # noqa: S311 - a repeatable draw
    schema, shape = (PROFILE_SCHEMA, PROFILE) if make is documents.profile else (SETTINGS_SCHEMA, SETTINGS)
    assert [error.message for error in schema.iter_errors(document)] == []
    assert walk(document, shape, {})


def test_facts_come_out_by_path_and_elements_by_key() -> None:
    """Dates are aware, doubles are floats, empty values are left out, claims are told apart."""
    document = {
        "version": 1,
        "project": {"name": "p", "lifecycle": "pilot", "started": "2026-01-15", "owner": None},
        "team": {"engineer_hourly_usd": 100, "ml_engineers": 2.0},
        "workloads": {
            "chat": {
                "data": {"classes": ["pii"]},
                "security": {"mfa": {"status": True, "evidence": "docs/sso.md"}, "rest": False},
                "choice": {"model": "a/b", "hosting": "vendor-api", "serving": {"engine": "vllm"}},
                "supporting": [{"role": "judge", "model": "a/c", "hosting": "vendor-api"}],
                "tools": None,
            }
        },
    }
    out: dict[str, Any] = {}
    assert walk(document, PROFILE, out)
    assert out == {
        "version": 1,
        "project.name": "p",
        "project.lifecycle": "pilot",
        "project.started": datetime(2026, 1, 15, tzinfo=UTC),
        "team.engineer_hourly_usd": 100.0,
        "team.ml_engineers": 2,
        "workloads": {
            "chat": {
                "workload.data.classes": ["pii"],
                "workload.security.mfa": True,
                "workload.security.rest": False,
                "claims": {"workload.security.mfa": {"evidence": "docs/sso.md"}},
                "choice": {"option.model.id": "a/b", "option.hosting": "vendor-api", "option.serving.engine": "vllm"},
                "supporting": [{"option.role": "judge", "option.model.id": "a/c", "option.hosting": "vendor-api"}],
            }
        },
    }
    assert [type(out[path]) for path in ("team.engineer_hourly_usd", "team.ml_engineers")] == [float, int]


def test_the_smallest_profile_is_small() -> None:
    """A profile with a choice needs fewer than 20 lines, and no fact that is not asked for by name."""
    document = {
        "version": 1,
        "project": {"name": "p", "lifecycle": "prototype"},
        "workloads": {"chat": {"data": {"classes": ["public"]}, "choice": {"model": "a/b", "hosting": "vendor-api"}}},
    }
    assert PROFILE_SCHEMA.is_valid(document)
    assert walk(document, PROFILE, {})
    assert sum(len(str(key)) > 0 for key in documents_keys(document)) < 20


def documents_keys(node: Any) -> list[str]:
    """Return every key of a document: the lines it takes in block style."""
    if not isinstance(node, dict):
        return []
    return [key for name, item in node.items() for key in (name, *documents_keys(item))]
