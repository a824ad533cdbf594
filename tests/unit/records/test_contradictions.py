"""What a record says of its own numbers: contradicted figures, volumes that change the answer, and the situation."""

from typing import Any

import pytest

from policyengine.costs.lines import Cost, Factor, Line
from policyengine.costs.ranges import exactly
from policyengine.costs.report import WorkloadCost
from policyengine.costs.zones import Zones
from policyengine.decision import Decision
from policyengine.option import Option
from policyengine.records.changes import volumes_of
from policyengine.records.contradictions import contradictions_of
from policyengine.records.record import record_text
from policyengine.records.situation import situation_of
from policyengine.records.titles import titles_of
from policyengine.resources import TEMPLATES
from policyengine.severity import Severity
from policyengine.verdict import Outcome
from tests.builders import make_evidence, make_rule, make_verdict, make_workload
from tests.golden.sample_costs import priced_decision, sample_costs

LLAMA = "Llama 3.1 70B, private-cloud at aws us-east-1"
GPT = "GPT-4o, vendor-api at openai"
DIFFER = "The team's estimates differ from the computed costs, in USD per month: "


def told(decision: Decision) -> tuple[str, ...]:
    """Return the contradicted figures of a decision."""
    return tuple(contradictions_of(decision, titles_of(decision)))


def with_cost(**fields: Any) -> Decision:
    """Return the sample decision, its first option's cost changed."""
    (workload,) = sample_costs().workloads
    first, *others = workload.options
    return priced(workload._replace(options=(first._replace(**fields), *others)))


def priced(workload: WorkloadCost, **fields: Any) -> Decision:
    """Return the sample decision with the costs of its workload."""
    return priced_decision(costs=sample_costs(workloads=(workload,)), **fields)


@pytest.mark.parametrize(
    ("estimate", "sentences"),
    [
        (None, ()),
        (6000.0, ()),
        (5000.0, ()),
        (9000.0, (f"{DIFFER}9,000 for {LLAMA} (computed: 5,470 to 6,910).",)),
        (400.0, (f"{DIFFER}400 for {LLAMA} (computed: 5,470 to 6,910).",)),
    ],
)
def test_an_estimate_beyond_a_tenth_of_what_is_counted_is_told(
    estimate: float | None, sentences: tuple[str, ...]
) -> None:
    """Within a tenth it agrees."""
    assert told(with_cost(estimate=estimate)) == sentences


def test_a_figure_that_the_text_names_is_told_as_such() -> None:
    """So a reader finds the sentence that the numbers contradict."""
    decision = with_cost(estimate=40000.0)._replace(because="It costs $40,000 a month.")

    assert told(decision) == (f"{DIFFER}40,000, which the text names, for {LLAMA} (computed: 5,470 to 6,910).",)


FIGURES = "The text states USD {} per month, which {} no amount of this record within 10 %."


@pytest.mark.parametrize(
    ("because", "sentences"),
    [
        ("It costs USD 900 a month.", (FIGURES.format("900", "matches"),)),
        ("USD 900 a month, a tenth of GPT-4o at $9,500.", (FIGURES.format("900", "matches"),)),
        ("It costs $5,500 per month instead of $3,400.", ()),
        ("It costs USD 66,000 a year.", ()),
        ("It costs 5.5k USD monthly.", ()),
        ("It costs USD 2,500 a month more than GPT-4o.", ()),
        ("It costs USD 2,500 a month.", (FIGURES.format("2,500", "matches"),)),
        ("Until June it cost USD 900 a month.", ()),
        ("The GPU costs $50 an hour.", ()),
        ("A million tokens cost $15.", ()),
        ("It answers 900 requests a month.", ()),
        ("It costs USD 5 500 a month, or USD 5.500 a month, or 5'500 USD a month.", ()),
        ("It costs $5,500 a month, and a call $0.009.", ()),
        ("It stays within our budget of USD 15,000 a month.", ()),
        (
            "It costs USD 900 a year.",
            ("The text states USD 900 per year, which matches no amount of this record within 10 %.",),
        ),
    ],
)
def test_amounts_of_the_text_that_the_record_does_not_have_are_listed(because: str, sentences: tuple[str, ...]) -> None:
    """Costs, estimates and differences are known; other times, other units and other things are not compared."""
    (workload,) = sample_costs().workloads
    first, _, api, _ = workload.options
    decision = priced(workload._replace(options=(first._replace(estimate=None), api)))

    assert told(decision._replace(because=because)) == sentences


def test_an_amount_may_be_that_of_an_option_without_a_known_cost() -> None:
    """The record has nothing to compare it with."""
    (workload,) = sample_costs().workloads
    first, unknown, api, _ = workload.options
    decision = priced(workload._replace(options=(first._replace(estimate=None), unknown, api)))

    assert told(decision._replace(because="It costs USD 900 a month.")) == ()


def eligible(decision: Decision) -> Decision:
    """Return a decision whose options fail no rule."""
    (judged,) = decision.workloads
    passing = (make_verdict(make_rule(), Outcome.PASS),)
    options = tuple(option._replace(verdicts=passing) for option in judged.options)
    return decision._replace(workloads=(judged._replace(options=options),))


CHEAP = 'The reason says "{}", but ' + GPT + " is eligible and costs less."


@pytest.mark.parametrize(
    ("because", "sentences"),
    [
        ("Llama is the cheapest eligible option.", (CHEAP.format("cheapest"),)),
        ("It has the lowest cost.", (CHEAP.format("lowest cost"),)),
        ("Cheapest option.", (CHEAP.format("Cheapest"),)),
        ("GPT-4o is the cheapest, but Llama keeps data in our account.", ()),
        ("GPT-4o is cheaper than Llama.", ()),
        ("It is not the cheapest.", ()),
        ("The cheapest option, GPT-4o, makes too many mistakes in our tests.", ()),
        ("It is cheaper than a model of our own.", ()),
        ("It is not cheaper than GPT-4o.", ()),
        ("Llama isn't cheaper than GPT-4o.", ()),
        ("Neither is the cheapest.", ()),
        ("It is cheaper than GPT-4o's predecessor.", ()),
        ("Llama is the cheapest model from Meta.", ()),
        ("It is the cheapest of the options that pass our tests.", ()),
    ],
)
def test_a_claim_of_a_low_cost_is_compared_with_the_eligible_options(because: str, sentences: tuple[str, ...]) -> None:
    """A claim about another option is none about the choice."""
    (workload,) = sample_costs().workloads
    first, *others = workload.options
    decision = priced(workload._replace(options=(first._replace(estimate=None), *others)), because=because)

    assert told(eligible(decision)) == sentences
    assert told(decision) == ()


def test_an_eligible_option_that_costs_less_is_a_drawback() -> None:
    """One that is excluded is none."""
    line = f"* **Cost.** {GPT} is eligible and costs 2,090 to 3,530 USD per month less.\n"

    assert line in record_text(eligible(priced_decision()), 1, TEMPLATES)
    assert "**Cost.**" not in record_text(priced_decision(), 1, TEMPLATES)


def test_a_difference_agrees_with_the_printed_amounts() -> None:
    """With 3 digits, 1,317.3 and 1,152.0 are 1,320 and 1,150: not 165.3 apart, but 170."""
    (workload,) = sample_costs().workloads
    first, *_, api, _ = workload.options
    own, other = (
        option._replace(cost=Cost((Line("tokens", (Factor(exactly(usd), "USD"),)),)), estimate=None)
        for option, usd in ((first, 1317.3), (api, 1152.0))
    )
    compared = next(one for one in workload.comparisons if one.element == api.element)
    saved = exactly(1152.0 - 1317.3)
    costs = workload._replace(options=(own, other), comparisons=(compared._replace(saved=saved),), curve=None)
    text = record_text(eligible(priced(costs)), 1, TEMPLATES)

    assert f"* **Cost.** {GPT} is eligible and costs 170 USD per month less.\n" in text
    assert f"| {GPT} | eligible | 1,150 | 170 USD per month less |" in text


def test_an_option_without_a_price_says_so() -> None:
    """So does one whose volume or hardware is not declared."""
    (workload,) = sample_costs().workloads
    reasons = {
        ("a price of `x`", "option.y"): "no price known",
        ("workload.volume.requests_per_day", "a price of `x`"): "the volume is not declared",
        ("option.hardware.gpu",): "`option.hardware.gpu` is not declared",
    }
    for missing, reason in reasons.items():
        *others, api, last = workload.options
        options = (*others, api._replace(cost=api.cost._replace(lines=(), missing=missing)), last)
        decision = eligible(priced(workload._replace(options=options, comparisons=(), curve=None)))
        assert f"| {GPT} | eligible | unknown | {reason} |" in record_text(decision, 1, TEMPLATES)


def test_a_saving_that_the_costs_contradict_is_told() -> None:
    """The sample's choice costs more than the API."""
    (workload,) = sample_costs().workloads
    first, *others = workload.options
    facts = {**first.option.facts, "option.estimate.saving_usd_per_month": 900}
    option = Option("patient-qa", "primary", first.option.route, facts, facts)
    decision = priced(workload._replace(options=(first._replace(option=option, estimate=None), *others)))

    assert told(decision) == (
        f"The team states a saving of USD 900 a month; by this record {GPT} costs 2,090 to 3,530 less than the choice.",
    )


def test_declared_spending_on_apis_is_compared_with_the_options_in_use() -> None:
    """As the workload declares it."""
    (workload,) = sample_costs().workloads
    api = workload.options[2]
    facts = {**api.option.facts, "option.external": True}
    in_use = api._replace(option=Option("patient-qa", "primary", api.option.route, facts, facts))
    decision = priced(workload._replace(options=(in_use,), comparisons=(), curve=None))
    (judged,) = decision.workloads
    spending = make_evidence("workload.volume.api_spend_usd_per_month", 60, 12)

    assert told(decision._replace(workloads=(judged._replace(needs=(spending,)),))) == (
        (
            "The declared spending on model APIs differs from the computed cost, in USD per month: "
            "60 for `patient-qa` (computed: 3,380)."
        ),
    )


def test_volumes_at_which_another_option_is_cheaper_change_the_decision() -> None:
    """Those of an option that is excluded anyway do not."""
    decision = priced_decision()
    (judged,) = decision.workloads
    options = tuple(option._replace(verdicts=()) for option in judged.options)

    assert volumes_of(decision, titles_of(decision)) == ()
    assert volumes_of(decision._replace(workloads=(judged._replace(options=options),)), titles_of(decision)) == (
        (
            f"Against {GPT}: below 73,000 requests a day the other option is cheaper; from 73,000 to 114,000 "
            "the costs are too close to call; from 114,000 on the choice is cheaper."
        ),
    )


def test_an_option_that_is_cheaper_at_every_volume_is_listed() -> None:
    """Without a break-even there is one answer for all volumes."""
    (workload,) = sample_costs().workloads
    for word, side in (("first", "the choice"), ("second", "the other option")):
        compared = workload.comparisons[0]._replace(zones=Zones(((1, word),)))
        decision = eligible(priced(workload._replace(comparisons=(compared,))))
        assert volumes_of(decision, titles_of(decision)) == (f"Against {GPT}: {side} is cheaper at every volume.",)


def test_a_rule_that_is_undecided_anywhere_is_not_said_to_hold() -> None:
    """The sample's agreement with one of two recipients is undeclared."""
    text = record_text(priced_decision(), 1, TEMPLATES)
    changes = text.partition("What would change this decision:")[2].partition("## Confirmation")[0]

    assert "`license/user-limit`" in changes
    assert "`compliance/hipaa/baa`" not in changes


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, "`patient-qa` answers questions."),
        (
            {"volume.requests_per_day": 50000, "volume.input_tokens": 900, "volume.output_tokens": 400},
            "`patient-qa` answers questions. It handles 50,000 requests a day (tokens each: 900 in, 400 out).",
        ),
        (
            {"data.classes": ["phi"], "data.subjects": ["US"], "data.residency": ["US"], "data.boundary": "vpc"},
            (
                "`patient-qa` answers questions. It processes PHI data of people in the US that must stay in the US "
                "and in our own cloud tenancy."
            ),
        ),
        (
            {
                "audience": ["machines", "job-candidates"],
                "volume.requests_per_day": 300,
                "data.classes": ["pii", "source-code"],
                "data.boundary": "none",
            },
            (
                "`patient-qa` answers questions. For other systems and job candidates, it handles 300 requests a day "
                "with personal and source code data."
            ),
        ),
        ({"audience": ["public"]}, "`patient-qa` answers questions. Its users are the public."),
        ({"data.residency": [], "data.boundary": "none"}, "`patient-qa` answers questions."),
    ],
)
def test_the_situation_is_what_the_profile_declares(facts: dict[str, Any], sentence: str) -> None:
    """What is not declared is not said."""
    needs = tuple(make_evidence(f"workload.{path}", value, 9) for path, value in facts.items())

    assert situation_of(make_workload(purpose="Answers questions.", needs=needs)) == sentence


def test_a_waiver_is_not_told_a_second_time_by_the_rule_about_its_end() -> None:
    """`waiver/expires-soon` warns of what the drawback says."""
    rule = make_rule("waiver/expires-soon")
    decision = priced_decision()
    (judged,) = decision.workloads
    warning = make_verdict(rule, Outcome.FAIL, message="it ends soon")._replace(severity=Severity.WARNING)
    changed = judged._replace(verdicts=(*judged.verdicts, warning))

    assert "It ends soon" not in record_text(decision._replace(workloads=(changed,)), 1, TEMPLATES)
