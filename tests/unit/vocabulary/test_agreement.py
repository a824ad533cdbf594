"""The fact table, the catalog and the engine speak of the same things."""

import json
import re
from typing import Any

import pytest

from generators.fact_table import PROJECT
from generators.yaml_source import read
from policyengine.vocabulary.routes import KEYS
from policyengine.vocabulary.values import VALUES

LICENSE = "license", ("properties",)
MODEL = "model-family", ("properties", "models", "items", "properties")
SERVICE = "company", ("properties", "services", "items", "properties")

SHARED = {
    "license.openness": (*LICENSE, "openness"),
    "license.commercial": (*LICENSE, "commercial"),
    "license.mau_limit.effect": (*LICENSE, "mau_limit.effect"),
    "license.mau_limit.operator": (*LICENSE, "mau_limit.operator"),
    "license.mau_limit.measured": (*LICENSE, "mau_limit.measured"),
    "license.mau_limit.counts": (*LICENSE, "mau_limit.counts"),
    "license.revenue_limit.applies_to": (*LICENSE, "revenue_limit.applies_to"),
    "license.revenue_limit.period": (*LICENSE, "revenue_limit.period"),
    "license.exclusion_basis": (*LICENSE, "exclusion_basis"),
    "license.excluded_modalities": (*LICENSE, "excluded_modalities"),
    "license.excluded_uses": (*LICENSE, "excluded_uses"),
    "license.attribution": (*LICENSE, "attribution"),
    "license.display_trigger": (*LICENSE, "display_trigger"),
    "license.redistribution": (*LICENSE, "redistribution"),
    "license.hosting_for_others": (*LICENSE, "hosting_for_others"),
    "license.output_training": (*LICENSE, "output_training"),
    "license.termination": (*LICENSE, "termination"),
    "option.model.openness": (*MODEL, "openness"),
    "option.model.stage": (*MODEL, "stage"),
    "option.model.input_modalities": (*MODEL, "modalities.input"),
    "option.model.output_modalities": (*MODEL, "modalities.output"),
    "option.provider.service": (*SERVICE, "kind"),
    "recipient.baa_offered": (*SERVICE, "baa_offered"),
    "recipient.dpa_offered": (*SERVICE, "dpa_offered"),
}
"""Facts whose words are the catalog's: schema, where its entries' keys are described, and the key."""


@pytest.mark.parametrize("path", sorted(SHARED))
def test_a_catalog_fact_has_the_words_of_the_catalogs_schema(path: str) -> None:
    """So an entry's value is a fact's value without translation."""
    name, steps, key = SHARED[path]
    node: Any = json.loads((PROJECT / "schemas" / "catalog" / f"{name}.schema.json").read_text(encoding="utf-8"))
    for step in (*steps, *key.replace(".", ".properties.").split(".")):
        node = node[step]
    assert sorted(node.get("items", node)["enum"]) == sorted(VALUES[path])


def test_places_are_those_of_the_catalog() -> None:
    """Countries, groups and subdivisions; not the aliases, which have one right spelling."""
    places = read(PROJECT / "catalog" / "jurisdictions.yaml")
    known = {*places["countries"], *places["groups"], *places["subdivisions"]}
    assert known == set(VALUES["project.jurisdictions"])


def test_the_engine_names_only_known_facts() -> None:
    """Every quoted path in the code that joins facts is in the fact table, or a group of it."""
    roots = "project|organization|team|workload|option|license|recipient|tool|store|primary"
    quoted = re.compile(rf'"((?:{roots})(?:\.[a-z0-9_]+)+)"')
    named = {
        (file.name, path)
        for file in sorted((PROJECT / "policyengine" / "facts").glob("*.py"))
        for path in quoted.findall(file.read_text(encoding="utf-8"))
    }
    groups = {path.rpartition(".")[0] for path in KEYS}
    assert sorted((file, path) for file, path in named if path not in KEYS and path not in groups) == []
