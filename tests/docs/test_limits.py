"""docs/limits.md states the limits that the program has."""

import re

from policyengine import errors
from policyengine.expressions import pattern_parts, patterns
from policyengine.facts import references
from policyengine.loading import files, yaml_checks, yaml_data
from policyengine.rendering import bounds, steps
from policyengine.waivers import ignores
from tests.cli.running import ROOT

LIMITS = [
    files.LIMIT,
    yaml_data.MAX_DEPTH,
    yaml_checks.MAX_EXPANSION,
    references.MOST_ELEMENTS,
    ignores.MOST_IGNORED,
    errors.MOST_MISTAKES,
    patterns.LONGEST,
    pattern_parts.PLACES,
    bounds.TEMPLATE_LIMIT,
    bounds.STEP_LIMIT,
    bounds.OUTPUT_LIMIT,
    bounds.INCLUDE_DEPTH,
    steps.MAX_NESTING,
    steps.MAX_LOOPS,
]


def test_the_table_has_the_limits_of_the_program() -> None:
    """Each number of the column `limit` is the constant that the code compares with, in the same order."""
    rows = re.findall(r"^\| (?!what |---)[^|]+ \| ([^|]+) \|", (ROOT / "docs" / "limits.md").read_text(), re.MULTILINE)
    without_example = [re.sub(r"`[^`]*`", "", cell) for cell in rows]
    stated = [int(number.replace(",", "")) for cell in without_example for number in re.findall(r"\d[\d,]*\d|\d", cell)]
    assert stated == LIMITS
