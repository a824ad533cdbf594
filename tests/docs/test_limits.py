"""docs/limits.md states the limits that the program has."""

import re

from policyengine import errors, message
from policyengine.engine import decision_limits, explain
from policyengine.engine.locks import facts as locked_facts
from policyengine.expressions import checking, pattern_parts, patterns
from policyengine.facts.costs import comparisons, details
from policyengine.loading import (
    defaults,
    files,
    layers,
    long_values,
    migration_status,
    pack_folders,
    results,
)
from policyengine.loading.yaml import checks, data
from policyengine.offload import reading as candidates
from policyengine.policy import selection
from policyengine.rendering import bounds, steps
from policyengine.waivers import ignores, limits
from tests.cli.running import ROOT

LIMITS = [
    files.LIMIT,
    data.MAX_DEPTH,
    checks.MAX_EXPANSION,
    long_values.MOST_ELEMENTS,
    long_values.MOST_ITEMS,
    long_values.LONGEST_TEXT,
    long_values.LONGEST_PATH,
    selection.MOST_SELECTORS,
    selection.LONGEST,
    ignores.MOST_IGNORED,
    limits.MOST_COMPARED,
    pack_folders.MOST_PACKS,
    layers.MOST_FILES,
    locked_facts.MOST_WORDS,
    defaults.MOST_FACTS,
    results.MOST_SERIES,
    migration_status.MOST_RESULTS,
    comparisons.MOST_COMPARED,
    details.MOST_DETAILED,
    explain.MOST_EXPLAINED,
    decision_limits.MOST_WORKLOADS,
    decision_limits.MOST_CONSIDERED,
    decision_limits.MOST_ELEMENTS,
    decision_limits.MOST_IN_A_RUN,
    decision_limits.MOST_TEXT,
    candidates.MOST_TASKS,
    candidates.LONGEST_TASK,
    candidates.MOST_WORDS,
    errors.MOST_MISTAKES,
    message.MOST_WRITTEN,
    checking.LONGEST,
    checking.DEEPEST,
    patterns.LARGEST_COUNT,
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
