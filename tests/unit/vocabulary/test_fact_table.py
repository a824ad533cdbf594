"""The fact table is whole, and what is generated from it is fresh."""

import json
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generators.fact_table import PROJECT, load_facts
from generators.outputs import outputs
from policyengine.case import SCOPES
from policyengine.vocabulary.routes import FROM, INPUTS, KEYS, REQUIRED
from policyengine.vocabulary.types import ROOTS, TYPES
from policyengine.vocabulary.values import VALUES

OUTPUTS = outputs()
FACTS = {fact.path: fact for fact in load_facts()}
PYTHON_TYPES: dict[str, type] = {"string": str, "bool": bool, "int": int, "double": float, "timestamp": str}


@pytest.mark.parametrize("path", sorted(OUTPUTS))
def test_generated_files_are_fresh(path: str) -> None:
    """`python -m generators` was run after the last change."""
    assert (PROJECT / path).read_bytes() == OUTPUTS[path].encode("utf-8")


def test_generating_twice_gives_the_same_bytes() -> None:
    """Nothing depends on the order of a set or on the clock."""
    assert outputs() == OUTPUTS


@pytest.mark.parametrize("name", ["llm-profile", "policyengine"])
def test_schemas_are_valid_and_free_of_alternatives(name: str) -> None:
    """The schemas obey the metaschema, close every mapping of facts, and avoid `oneOf`, `anyOf` and `allOf`."""
    text = (PROJECT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    Draft202012Validator.check_schema(json.loads(text))
    assert [word for word in ("oneOf", "anyOf", "allOf") if f'"{word}"' in text] == []
    mappings = [node for node in nodes(json.loads(text)) if "properties" in node]
    assert [node["description"] for node in mappings if "additionalProperties" not in node] == []


def nodes(value: Any) -> list[dict[str, Any]]:
    """Return every mapping in a schema that is a schema by the look of it."""
    if isinstance(value, list):
        return [node for item in value for node in nodes(item)]
    if not isinstance(value, dict):
        return []
    below = [node for item in value.values() for node in nodes(item)]
    return [value, *below] if "description" in value and isinstance(value["description"], str) else below


@pytest.mark.parametrize("path", sorted(FACTS))
def test_an_example_is_of_its_facts_type_and_vocabulary(path: str) -> None:
    """Also of facts that no file declares."""
    fact = FACTS[path]
    listed = isinstance(fact.example, list)
    assert listed == fact.type.startswith("list<")
    if fact.type.startswith("map<"):
        return
    kind: Any = PYTHON_TYPES[fact.type.removeprefix("list<").removesuffix(">")]
    items: list[Any] = list(fact.example) if listed else [fact.example]
    for item in items:
        assert type(item) is kind
        assert not fact.values or item in fact.values
        assert fact.type != "timestamp" or date.fromisoformat(item).isoformat() == item
        assert fact.minimum is None or item >= fact.minimum
        assert fact.maximum is None or item <= fact.maximum


def test_descriptions_are_sentences() -> None:
    """They begin with a capital letter and end with a full stop."""
    texts = [(path, text) for path, fact in FACTS.items() for text in (fact.description, *fact.sentences.values())]
    assert [path for path, text in texts if not text.endswith(".") or text[0].islower()] == []


def test_only_derived_facts_and_those_looked_up_by_name_have_inputs() -> None:
    """Evidence and unknowns can then name what to declare."""
    mirrored = {f"primary.{path.removeprefix('option.')}" for path in FACTS if path.startswith("option.")}
    assert [path for path, fact in FACTS.items() if not set(fact.inputs) <= FACTS.keys() | mirrored] == []
    computed = {path for path, fact in FACTS.items() if "derived" in fact.origins}
    made_of_others = {path for path, fact in FACTS.items() if fact.inputs}
    looked_up = {path for path in made_of_others - computed if "catalog" in FACTS[path].origins}
    assert made_of_others - looked_up == computed


def test_vocabularies_use_kebab_case_or_codes() -> None:
    """Values are lower-case words with hyphens, or codes of places; `yes` and `no` stay text."""
    words = {value for path, values in VALUES.items() for value in values if values != VALUES["project.jurisdictions"]}
    assert sorted(word for word in words if word != word.lower() or "_" in word or " " in word) == []
    assert VALUES["license.commercial"] == ("yes", "conditional", "no")
    assert {"NO", "DE", "us-ca", "EU"} <= set(VALUES["project.jurisdictions"])


def test_keys_of_an_element_are_unique() -> None:
    """No two facts of one root stand at the same place, and none stands where another's group does."""
    for root in {path.partition(".")[0] for path in FACTS}:
        declared = [fact for fact in FACTS.values() if {"profile", "settings"} & set(fact.origins)]
        keys = [fact.keys for fact in declared if fact.root == root]
        assert len(keys) == len(set(keys))
        assert [key for key in keys for other in keys if key != other and other[: len(key)] == key] == []


def test_tables_agree() -> None:
    """Every readable fact has a type and a route; scopes see known roots.

    `primary` mirrors `option`, but for what compares the two.
    """
    assert TYPES.keys() <= KEYS.keys() == FROM.keys()
    assert {path for path in KEYS if path not in TYPES} == {"organization.monthly_active_users.months"}
    assert INPUTS.keys() <= KEYS.keys()
    assert {name for names in INPUTS.values() for name in names} <= KEYS.keys()
    assert {path.removeprefix("primary.") for path in TYPES if path.startswith("primary.")} == {
        path.removeprefix("option.") for path in TYPES if path.startswith("option.")
    } - {"weaker_than_primary"}
    assert tuple(ROOTS) == SCOPES
    assert {root for roots in ROOTS.values() for root in roots} == {path.partition(".")[0] for path in TYPES}
    assert {"project.name", "workload.data.classes", "option.model.id"} <= REQUIRED
