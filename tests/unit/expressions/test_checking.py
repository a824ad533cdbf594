"""What `check_condition` makes of a condition (what it refuses: `test_faults`)."""

import marshal
import subprocess
import sys

import pytest

from policyengine.expressions.checking import check_condition, declare
from policyengine.expressions.errors import Fault
from policyengine.rule import Condition
from tests.unit.expressions.refusing import TYPES, faults


def test_a_condition_carries_its_tree_and_what_it_reads() -> None:
    """The tree is plain tuples; offsets point at names and signs."""
    source = '"phi" in workload.data.classes &&\n option.hosting == "vendor-api"'
    tree = (
        "and",
        31,
        (
            ("call", 6, "in", (("value", 0, "phi"), ("fact", 9, "workload.data.classes"))),
            ("call", 50, "==", (("fact", 35, "option.hosting"), ("value", 53, "vendor-api"))),
        ),
    )
    expected = Condition(source, tree, ("option.hosting", "workload.data.classes"))
    actual = check_condition(source, TYPES)
    assert expected == actual
    assert marshal.loads(marshal.dumps(actual.tree)) == tree  # noqa: S302 (bytes made one call earlier)


def test_a_fact_that_only_other_rules_know_is_unknown() -> None:
    """A shared environment declares more than one rule may read; this never shows."""
    declare(TYPES | {"params.other": "int"})
    expected = (Fault("unknown parameter `params.other`", 0, 12),)
    assert expected == faults("params.other > 1")


def test_one_parameter_may_have_another_type_in_another_rule() -> None:
    """Rules choose their parameters' names freely."""
    declare(TYPES)
    expected = ("fact", 0, "params.limit")
    actual = check_condition('params.limit == "low"', TYPES | {"params.limit": "string"}).tree[3][0]
    assert expected == actual


@pytest.mark.parametrize("source", ["option . open", "option\n.open // why", ".option.open", "((option.open))"])
def test_a_name_may_be_written_with_space(source: str) -> None:
    """Spaces, line ends, comments and a leading dot do not change a name."""
    assert check_condition(source, TYPES).reads == ("option.open",)


def test_names_in_texts_and_comments_are_not_read() -> None:
    """Only code counts: `has(` and names in texts and comments are text."""
    source = "option.hosting != 'has(x) foo.bar \\' has(y)' // has(z)"
    assert check_condition(source, TYPES).reads == ("option.hosting",)


def test_importing_the_door_does_not_import_cel() -> None:
    """CEL is loaded when a condition is compiled, not before; judging never loads it."""
    program = (
        "import sys, policyengine.expressions.checking, policyengine.expressions.evaluation;"
        "print([name for name in sys.modules if name.startswith('cel')])"
    )
    assert subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout == "[]\n"


def test_judging_needs_few_modules() -> None:
    """Generated Python needs the operators and what the interpreter and YAML have loaded anyway."""
    program = (
        "import sys, re, typing, datetime, operator; before = set(sys.modules);"
        "import policyengine.expressions.operators; print(sorted(set(sys.modules) - before))"
    )
    expected = "['policyengine', 'policyengine.expressions', 'policyengine.expressions.operators']\n"
    assert (
        expected == subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    )
