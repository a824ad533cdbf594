"""One verdict as text: the cases that are too small for a golden file of their own."""

from typing import Any

import pytest

from policyengine.location import Location
from policyengine.outputs.verdict import verdict_block
from policyengine.rule import Parameter
from policyengine.verdict import Evidence, Missing, Outcome
from tests.unit.outputs.reports import DOCUMENTS, PROFILE
from tests.unit.outputs.verdicts import BLOG, HIPAA, make_rule, make_verdict, place

ELSEWHERE = Location("catalog/models/x.yaml", 3, 5, 3, 9)


def _lines(**changes: Any) -> list[str]:
    rule = changes.pop("rule", make_rule("a/b"))
    return verdict_block(make_verdict(rule, **changes), DOCUMENTS).split("\n")


def _notes(*evidence: Evidence, **changes: Any) -> list[str]:
    return [line.partition("= note: ")[2] for line in _lines(evidence=evidence, **changes) if "= note: " in line]


def test_a_verdict_without_a_place_has_no_snippet() -> None:
    """A heading, why, help and docs are always there; line ends of a rule's prose are spaces."""
    assert _lines() == [
        "error[a/b]: something does not hold",
        "  = why: good practice suggests this: Things that hold are better",
        "  = help: make it hold",
        "  = docs: policyengine rules show a/b",
    ]


def test_a_place_in_a_file_that_is_not_at_hand_is_named() -> None:
    """The arrow needs no source, and a fact declared there is told with its place."""
    evidence = (Evidence("option.model.id", "x", "catalog", ELSEWHERE),)
    assert _lines(location=ELSEWHERE, evidence=evidence)[1:3] == [
        " --> catalog/models/x.yaml:3:5",
        '  = note: option.model.id is "x" (catalog/models/x.yaml:3:5)',
    ]


def test_facts_at_one_place_share_its_underline() -> None:
    """One span per place: two facts read from it stand beside each other, and each fact stands once."""
    where = place(PROFILE, "provider: openai")
    first, second = (Evidence(path, "openai", "profile", where) for path in ("option.provider.id", "recipient.id"))
    assert _lines(location=where, evidence=(first, second, first))[4] == (
        '   |       ^^^^^^^^^^^^^^^^ option.provider.id is "openai", recipient.id is "openai"'
    )


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (Evidence("a.b", 1, "catalog"), "a.b is 1 (catalog)"),
        (
            Evidence("a.b", 1, "catalog", reference=BLOG),
            "a.b is 1 (catalog: A vendor's blog, checked 2026-10-01, unverified)",
        ),
        (Evidence("a.b", 1, "derived"), "a.b is 1 (derived)"),
        (Evidence("a.b", 1, "given"), "a.b is 1"),
        (Evidence("params.most", 5, "parameter"), "params.most is 5 (the rule's default)"),
        (Evidence("params.most", 6, "parameter"), "params.most is 6"),
    ],
)
def test_a_fact_without_a_place_says_where_it_comes_from(fact: Evidence, expected: str) -> None:
    """A catalog fact names its source, and a parameter says when nobody has set it."""
    rule = make_rule("a/b", parameters=(Parameter("most", "int", 5, "The most."),))
    assert _notes(fact, rule=rule) == [expected]


def test_inputs_of_a_derived_fact_are_told_down_to_the_declared_ones() -> None:
    """A fact computed in two steps shows both, each fact once."""
    price = Evidence("option.price", 2.5, "catalog")
    cost = Evidence("option.cost", 12_000, "derived", inputs=(price, Evidence("team.size", 3, "settings")))
    total = Evidence("workload.cost", 24_000, "derived", inputs=(cost, price))
    assert _notes(total) == [
        "workload.cost is 24,000 (derived from option.cost and option.price)",
        "option.cost is 12,000 (derived from option.price and team.size)",
        "option.price is 2.5 (catalog)",
        "team.size is 3",
    ]


def test_an_open_question_never_speaks_of_a_failure() -> None:
    """The rule's message and remediation are left out: it is not known whether they are true."""
    lines = _lines(outcome=Outcome.UNKNOWN, missing=(Missing("team.size"),))
    assert lines[0] == "error[a/b]: undecided: Something holds"
    assert [line for line in lines if "help" in line] == ["  = help: declare `team.size`"]


def test_a_verdict_gives_one_sentence_and_two_sources() -> None:
    """The rest of a rule's prose is on its page, and the page's command is the last line."""
    rule = make_rule(
        "acme:a/b",
        rationale="Art. 28 asks for it. Nobody\n knows why (yet). More.",
        references=tuple(HIPAA._replace(title=title) for title in ("One", "Two", "Three")),
    )
    assert _lines(rule=rule)[-4:] == [
        "  = why: good practice suggests this: Art. 28 asks for it",
        "  = source: One; Two",
        "  = help: make it hold",
        "  = docs: policyengine rules show acme:a/b",
    ]
