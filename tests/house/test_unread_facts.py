"""What a profile can declare is read by a rule, a calculation or a report, or the fact table says why nothing does."""

import ast
import re
from functools import cache
from pathlib import Path

from generators.fact_table import Fact, load_facts
from policyengine.policy.policy import load_policy
from policyengine.vocabulary.routes import INPUTS
from tests.house.sources import parsed, python_files

LIST = Path(__file__).with_name("unread_facts.txt")
DECLARABLE = {"profile", "settings"}


@cache
def read_by_rules() -> frozenset[str]:
    """Return the facts that conditions and messages of the shipped rules read, those of the primary as the option's."""
    policy = load_policy(())
    found: set[str] = set()
    for rule in (policy.rule(head.id) for head in policy.all_headers):
        conditions = (rule.when, rule.require, *(condition for _, condition in rule.severity))
        found.update(path for condition in conditions if condition is not None for path in condition.reads)
        found.update(re.findall(r"\{([a-z][a-z0-9_.]*)\}", rule.message))
    return frozenset(re.sub(r"^primary\.", "option.", path) for path in found)


@cache
def texts_in_code() -> frozenset[str]:
    """Return every text in the package, without the tables that are made from the fact table."""
    modules = [path for path in python_files("policyengine") if path.parent.name != "vocabulary"]
    nodes = (node for path in modules for node in ast.walk(parsed(path)))
    return frozenset(node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


@cache
def beginnings_in_code() -> tuple[str, ...]:
    """Return how texts begin that code puts together: `organization.currency.` of `f"organization.currency.{key}"`."""
    modules = [path for path in python_files("policyengine") if path.parent.name != "vocabulary"]
    joined = (node for path in modules for node in ast.walk(parsed(path)) if isinstance(node, ast.JoinedStr))
    first = (node.values[0] for node in joined if node.values)
    texts = (node.value for node in first if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return tuple(text for text in texts if re.fullmatch(r"[a-z]+\.[a-z_.]+[._]", text))


def is_read(path: str) -> bool:
    """Return whether a rule reads a fact, another fact is made of it, or code names it, with its root or without.

    A part without a dot is not looked for: `colour` stands in code for other things.
    """
    after_root = path.partition(".")[2]
    names = {path, after_root, f".{after_root}"} if "." in after_root else {path, f".{after_root}"}
    by_code = not names.isdisjoint(texts_in_code()) or path.startswith(beginnings_in_code())
    return path in read_by_rules() or by_code or any(path in inputs for inputs in INPUTS.values())


def unread(facts: tuple[Fact, ...]) -> list[str]:
    """Return the facts that people can declare, that nothing reads, and of which nobody says why."""
    mine = [fact for fact in facts if DECLARABLE.intersection(fact.origins) and fact.root != "decision"]
    return sorted(fact.path for fact in mine if not fact.informational and not is_read(fact.path))


def test_no_fact_more_is_read_by_nothing() -> None:
    """The list may only shrink: a new fact is read, or says `informational: <why nothing reads it>`."""
    listed = LIST.read_text(encoding="utf-8").split()
    found = unread(load_facts())
    new = [path for path in found if path not in listed]
    assert new == [], "write what reads these, or `informational: <reason>` beside them in schemas/facts/"
    gone = [path for path in listed if path not in found]
    assert gone == [], f"take these out of {LIST.name}: something reads them now"


def test_a_fact_that_is_read_has_no_reason() -> None:
    """`informational` is true."""
    assert [fact.path for fact in load_facts() if fact.informational and is_read(fact.path)] == []
