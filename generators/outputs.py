"""The generated files: their texts by path in the repository."""

from generators.bypass_page import bypass_page
from generators.fact_table import PROJECT, load_facts
from generators.json_schema import build
from generators.json_text import schema_text
from generators.methods_page import methods_page
from generators.overlay import overlay_source
from generators.page import page
from generators.tables import meant_source, past_source, routes_source, shapes_source, types_source, values_source
from generators.yaml_source import read
from policyengine.methods.registry import METHODS


def outputs() -> dict[str, str]:
    """Return the files generated from the fact table, the catalog's schemas and the methods."""
    facts = load_facts()
    structure = PROJECT / "schemas" / "structure"
    profile = build(read(structure / "profile.yaml"), facts)
    settings = build(read(structure / "settings.yaml"), facts)
    package = "policyengine/vocabulary"
    return {
        "schemas/llm-profile.schema.json": schema_text(profile),
        "schemas/policyengine.schema.json": schema_text(settings),
        f"{package}/__init__.py": '"""Tables made from schemas/facts/: the facts and their positions."""\n',
        f"{package}/types.py": types_source(facts),
        f"{package}/values.py": values_source(facts),
        f"{package}/meant.py": meant_source(facts),
        f"{package}/routes.py": routes_source(facts),
        f"{package}/past.py": past_source(facts),
        f"{package}/shapes.py": shapes_source({"PROFILE": profile, "SETTINGS": settings}),
        f"{package}/overlay.py": overlay_source(),
        "docs/facts.md": page(facts),
        "docs/methods.md": methods_page(METHODS),
        "docs/robustness.md": bypass_page(),
    }
