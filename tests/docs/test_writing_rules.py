"""docs/writing-rules.md is executed: its rule compiles, and its examples hold."""

import re
from pathlib import Path

from policyengine.case import SCOPES
from policyengine.engine.examples import example_results
from policyengine.loading.rules import rule_from
from policyengine.loading.yaml.parsing import parse_mapping
from policyengine.message import FORMATS
from policyengine.rule import FORCES

PAGE = Path(__file__).parents[2] / "docs" / "writing-rules.md"
_RULE = re.compile(r"^```yaml rule=(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_rule_of_the_page_compiles_and_its_examples_hold() -> None:
    """What a reader copies from the page works."""
    ((name, text),) = _RULE.findall(PAGE.read_text(encoding="utf-8"))

    results = list(example_results(rule_from(parse_mapping("docs/writing-rules.md", text), name)))

    assert [(result.example.name, result.differences) for result in results] == [
        ("over the budget", ()),
        ("exactly the budget", ()),
        ("spend not declared", ()),
        ("nothing runs at a third party", ()),
    ]


def test_the_page_names_every_scope_force_and_format() -> None:
    """The page keeps up with the code."""
    text = PAGE.read_text(encoding="utf-8")

    words = [*SCOPES, *FORCES, *(f"{{path:{style}}}" for style in FORMATS if style)]

    assert [word for word in words if f"`{word}`" not in text] == []
