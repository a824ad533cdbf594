"""What people state about costs, compared with computed costs: a drawback where these exclude it, else silence."""

import sys
from types import FrameType
from typing import Any

import pytest

from policyengine.costs.lines import Cost, Factor, Line
from policyengine.costs.money import ExchangeRate
from policyengine.costs.ranges import Range, exactly
from policyengine.costs.report import Comparison, CostReport, OptionCost, WorkloadCost
from policyengine.costs.zones import Zones
from policyengine.decision import Decision, JudgedOption
from policyengine.option import Option
from policyengine.records.contradictions import contradictions_of
from policyengine.records.titles import titles_of
from policyengine.verdict import Outcome
from tests.builders import PROFILE, make_decision, make_rule, make_verdict, make_workload, option_of

LLAMA, GPT, CLAUDE = (
    "Llama 3.1 70B at AWS",
    "GPT-4o at OpenAI",
    "Claude Sonnet 4 at AWS Bedrock",
)
Rows = tuple[tuple[str, str], ...]
"""The model of each option, the choice first, and how it runs."""

OPTIONS: Rows = (
    ("meta-llama/Llama-3.1-70B-Instruct", "private-cloud at aws"),
    ("openai/gpt-4o", "vendor-api at openai"),
    ("anthropic/claude-sonnet-4", "managed-open at aws-bedrock"),
)
CHAT: Rows = (
    ("openai/gpt-4o", "vendor-api at openai"),
    ("anthropic/claude-sonnet-4-6", "vendor-api at aws-bedrock in us-east-1"),
    ("meta-llama/Llama-3.1-70B-Instruct", "private-cloud at aws"),
)
CODER: Rows = (
    ("Qwen/Qwen2.5-Coder-32B-Instruct", "private-cloud at aws"),
    ("Qwen/Qwen2.5-Coder-32B-Instruct", "managed-open at together-ai"),
    ("openai/gpt-5-mini", "vendor-api at openai"),
)
LETTERS: Rows = (
    ("mistralai/Mistral-Small-3.2-24B-Instruct-2506", "on-premises"),
    ("openai/gpt-4o", "vendor-api at azure-openai"),
    ("mistralai/Mistral-Small-3.2-24B-Instruct-2506", "vendor-api at mistral"),
)
PLACES = ("primary", "considered[0]", "considered[1]")
EURO = ExchangeRate("EUR", 0.9, "2026-10-01", "ECB")

Costs = tuple[Range | float | None, ...]
DEAR: Costs = (6000.0, 3000.0, 9000.0)
CHEAP: Costs = (3000.0, 6000.0, 9000.0)
WIDE: Costs = (Range(2000.0, 7000.0), 6000.0, 9000.0)
UNPRICED: Costs = (6000.0, 3000.0, None)


def cost_of(amount: Range | float | None) -> Cost:
    """Return a cost per month; without an amount, one that could not be computed."""
    if amount is None:
        return Cost((), missing=("a price",))
    usd = amount if isinstance(amount, Range) else exactly(amount)
    return Cost((Line("tokens", (Factor(usd, "USD"),)),))


def optional(place: str, model: str, served: str) -> Option:
    """Return an option; how it runs may end with a region: `vendor-api at aws-bedrock in us-east-1`."""
    served, _, region = served.partition(" in ")
    option = option_of(place, model, served)
    facts = {**option.facts, **({"option.region.id": region} if region else {})}
    return option._replace(facts=facts, declared=facts)


def stating(because: str, costs: Costs, context: str = "", rows: Rows = OPTIONS, **fields: Any) -> Decision:
    """Return a decision for the first of some options, all eligible, with their costs per month."""
    options = [optional(place, *row) for place, row in zip(PLACES, rows, strict=True)]
    counted = tuple(OptionCost(one, 1.0, cost_of(usd)) for one, usd in zip(options, costs, strict=True))
    used, *others = counted
    comparisons = tuple(
        Comparison(
            other.element,
            Zones(((1, "depends"),)),
            0.1,
            Range(
                other.cost.usd_per_month.low - used.cost.usd_per_month.high,
                other.cost.usd_per_month.high - used.cost.usd_per_month.low,
            ),
            (),
        )
        for other in others
        if other.cost.lines and used.cost.lines
    )
    passing = (make_verdict(make_rule(), Outcome.PASS),)
    workload = make_workload(options=tuple(JudgedOption(one, PROFILE, passing) for one in options))
    report = CostReport("2026-10-01", (WorkloadCost(PROFILE, "patient-qa", 100, 10, counted, comparisons),), **fields)
    return make_decision(workloads=(workload,), costs=report, because=because, context=context)


def told(decision: Decision) -> tuple[str, ...]:
    """Return the contradicted figures of a decision."""
    return tuple(contradictions_of(decision, titles_of(decision)))


def says(words: str, own: str, rival: str, subject: str = "the choice", text: str = "reason") -> tuple[str]:
    """Return the drawback of a claim that compares two options."""
    return (f'The {text} says "{words}", but {subject} costs {own} USD per month, and {rival}.',)


def least(words: str, rival: str = GPT) -> tuple[str]:
    """Return the drawback of a claim to cost least."""
    return (f'The reason says "{words}", but {rival} is eligible and costs less.',)


def strange(amounts: str, verb: str = "matches") -> tuple[str]:
    """Return the drawback of amounts that are none of the record's."""
    return (f"The text states {amounts}, which {verb} no amount of this record within 10 %.",)


GPT_DEAR, GPT_CHEAP, CLAUDE_COSTS = f"{GPT} 3,000", f"{GPT} 6,000", f"{CLAUDE} 9,000"

CONTRADICTED: tuple[tuple[str, Costs, tuple[str, ...]], ...] = (
    ("It is cheaper than every other option.", DEAR, least("cheaper than every other option")),
    ("Llama is the cheapest of the eligible options.", DEAR, least("cheapest")),
    ("We chose the cheapest eligible option.", DEAR, least("cheapest")),
    ("It is less expensive than any alternative.", DEAR, least("less expensive than any alternative")),
    ("No other option costs less.", DEAR, least("No other option costs less")),
    ("It is the cheapest of all.", DEAR, least("cheapest")),
    ("It costs the least.", DEAR, least("least")),
    ("There is no cheaper option.", DEAR, least("no cheaper option")),
    ("None of the other options is cheaper.", DEAR, least("None of the other options is cheaper")),
    ("We chose Llama because of the lowest monthly cost.", DEAR, least("lowest monthly cost")),
    ("Llama keeps data in our account and is the least expensive.", DEAR, least("least expensive")),
    ("Half the price of GPT-4o.", DEAR, says("Half the price of GPT-4o", "6,000", GPT_DEAR)),
    (
        "Llama runs at a third of the cost of Claude Sonnet 4.",
        DEAR,
        says("a third of the cost of Claude Sonnet 4", "6,000", CLAUDE_COSTS, LLAMA),
    ),
    ("It is half of GPT-4o's price.", DEAR, says("half of GPT-4o's price", "6,000", GPT_DEAR)),
    ("It costs less than GPT-4o.", DEAR, says("costs less than GPT-4o", "6,000", GPT_DEAR)),
    (
        "GPT-4o costs more than Llama.",
        DEAR,
        (f'The reason says "costs more than Llama", but {GPT} costs 3,000 USD per month, and {LLAMA} 6,000.',),
    ),
    (
        "GPT-4o is twice as expensive as Llama.",
        DEAR,
        (f'The reason says "twice as expensive as Llama", but {GPT} costs 3,000 USD per month, and {LLAMA} 6,000.',),
    ),
    (
        "It saves USD 3,000 a month compared with GPT-4o.",
        DEAR,
        says("saves USD 3,000 a month compared with GPT-4o", "6,000", GPT_DEAR),
    ),
    (
        "We save USD 90,000 per annum over GPT-4o.",
        CHEAP,
        says("save USD 90,000 per annum over GPT-4o", "3,000", GPT_CHEAP),
    ),
    ("Llama is 30 % cheaper than GPT-4o.", CHEAP, says("30 % cheaper than GPT-4o", "3,000", GPT_CHEAP, LLAMA)),
    (
        "At our volume, it is at least 60 percent cheaper than GPT-4o.",
        CHEAP,
        says("at least 60 percent cheaper than GPT-4o", "3,000", GPT_CHEAP),
    ),
    ("It is no more expensive than GPT-4o.", DEAR, says("no more expensive than GPT-4o", "6,000", GPT_DEAR)),
    ("It is 3x cheaper than GPT-4o.", DEAR, says("3x cheaper than GPT-4o", "6,000", GPT_DEAR)),
    (
        "It is USD 1,000 a month cheaper than GPT-4o.",
        CHEAP,
        says("USD 1,000 a month cheaper than GPT-4o", "3,000", GPT_CHEAP),
    ),
    ("It is cheaper than Claude and GPT-4o.", DEAR, says("cheaper than Claude and GPT-4o", "6,000", GPT_DEAR)),
    (
        "It cuts costs by 80 % compared with GPT-4o.",
        CHEAP,
        says("cuts costs by 80 % compared with GPT-4o", "3,000", GPT_CHEAP),
    ),
    (
        "It is cheaper than GPT-4o.",
        (*WIDE[:1], 1000.0, 9000.0),
        says("cheaper than GPT-4o", "2,000 to 7,000", f"{GPT} 1,000"),
    ),
    (
        "It is USD 3,000 cheaper per month than `gpt-4o`.",
        DEAR,
        says("USD 3,000 cheaper per month than gpt-4o", "6,000", GPT_DEAR),
    ),
    # one word of the past, and one option without a price, hide only what they concern
    ("It was slow once. It costs USD 900 a month.", DEAR, strange("USD 900 per month")),
    ("It costs USD 900 a month, and it was self-hosted until June.", DEAR, strange("USD 900 per month")),
    (
        "Until June we had another model; it is cheaper than GPT-4o.",
        DEAR,
        says("cheaper than GPT-4o", "6,000", GPT_DEAR),
    ),
    (
        "It costs USD 900 a month instead of the USD 2,000 a month that we once paid.",
        DEAR,
        strange("USD 900 per month"),
    ),
    ("Llama costs USD 900 a month.", UNPRICED, strange("USD 900 per month")),
    ("It costs USD 900 a month.", UNPRICED, strange("USD 900 per month")),
    (
        "GPT-4o costs USD 12,000 a month, and Llama half the price of GPT-4o.",
        UNPRICED,
        (*strange("USD 12,000 per month"), *says("half the price of GPT-4o", "6,000", GPT_DEAR, LLAMA)),
    ),
    # units
    ("It costs $900/mo.", DEAR, strange("USD 900 per month")),
    ("It costs 900 US dollars p.m. today.", DEAR, strange("USD 900 per month")),
    ("It costs US$ 0.9k per mo. in total.", DEAR, strange("USD 900 per month")),
    ("The monthly cost is USD 900.", DEAR, strange("USD 900 per month")),
    ("It costs 900 USD/month.", DEAR, strange("USD 900 per month")),
    ("It costs USD 9k p.a.", DEAR, strange("USD 9,000 per year")),
    ("It costs 9,000 USD per annum.", DEAR, strange("USD 9,000 per year")),
    ("It costs $9,000/yr.", DEAR, strange("USD 9,000 per year")),
    ("It costs USD 10,000 to 12,000 a month.", DEAR, strange("USD 10,000 to 12,000 per month")),
    ("It costs at most USD 900 a month.", DEAR, strange("at most USD 900 per month")),
)

SILENT: tuple[tuple[str, Costs], ...] = (
    # true, or within what the ranges allow
    ("It is cheaper than every other option.", CHEAP),
    ("It is half the price of GPT-4o.", CHEAP),
    ("It is a third of the cost of Claude.", CHEAP),
    ("GPT-4o is twice as expensive as Llama.", CHEAP),
    ("It saves USD 3,000 a month compared with GPT-4o.", CHEAP),
    ("It is 50 % cheaper than GPT-4o.", CHEAP),
    ("It is up to 60 % cheaper than GPT-4o.", CHEAP),
    ("It is more than 40 % cheaper than GPT-4o.", CHEAP),
    ("It is cheaper than GPT-4o.", WIDE),
    ("It is 30 % cheaper than GPT-4o.", WIDE),
    ("No other option costs less.", CHEAP),
    ("It is, as we all know and not only here, cheaper than GPT-4o.", DEAR),
    ("It is not, as some say, cheaper than GPT-4o.", DEAR),
    ("It saves up to USD 3,000 a month compared with GPT-4o.", (2900.0, 6000.0, 9000.0)),
    ("It replaces a system that costs USD 15,000 a month.", DEAR),
    ("It is cheaper than GPT-4o, but only for long prompts.", DEAR),
    ("Per token, Llama is fast, and is cheaper than GPT-4o.", DEAR),
    ("For long prompts, no other option costs less.", DEAR),
    ("GPT-4o is fast. No other option costs less.", DEAR),
    ("It has lower running costs than GPT-4o.", DEAR),
    ("We tried batches. This is cheaper than GPT-4o.", DEAR),
    # a goal, a doubt, or what others think
    ("Requirement: cheaper than GPT-4o.", DEAR),
    ("We doubt that it is cheaper than GPT-4o.", DEAR),
    ("Sales think Llama is the cheapest option.", DEAR),
    ("It is one of the cheapest options.", DEAR),
    ("It is by no means the cheapest.", DEAR),
    ("Apart from GPT-4o, it is the cheapest option.", DEAR),
    # denied, imagined, reported or past
    ("It is not cheaper than GPT-4o.", DEAR),
    ("It isn't half the price of GPT-4o.", DEAR),
    ("It would be cheaper than GPT-4o with more traffic.", DEAR),
    ("It was cheaper than GPT-4o until June.", DEAR),
    ("If traffic doubles, it is cheaper than GPT-4o.", DEAR),
    ("It is cheaper than GPT-4o if traffic doubles.", DEAR),
    ("The vendor says that it is cheaper than GPT-4o.", DEAR),
    ("Is it cheaper than GPT-4o?", DEAR),
    ("It is neither faster nor cheaper than GPT-4o.", DEAR),
    ("It is not true that no other option costs less.", DEAR),
    ("Nobody claims that Llama is the cheapest option.", DEAR),
    # about something else
    ("Per token, it is cheaper than GPT-4o.", DEAR),
    ("It is cheaper than GPT-4o per token.", DEAR),
    ("It is cheaper than GPT-4o, for long prompts.", DEAR),
    ("It is cheaper to set up than GPT-4o.", DEAR),
    ("It uses less than GPT-4o.", DEAR),
    ("It is cheaper than GPT-4o's predecessor.", DEAR),
    ("It is cheaper than GPT-4o mini.", DEAR),
    ("Its licence is cheaper than GPT-4o.", DEAR),
    ("Fine-tuning Llama is cheaper than GPT-4o.", DEAR),
    ("A smaller model is cheaper than GPT-4o.", DEAR),
    ("GPT-4o is better. It is cheaper than Claude, too, and half the price of Llama.", CHEAP),
    ("Llama is the cheapest model from Meta.", DEAR),
    ("The cheapest option, GPT-4o, makes mistakes.", DEAR),
    ("It is cheaper than GPT-4o and Claude together.", DEAR),
    ("No other option costs less than USD 900 a call.", DEAR),
    ("We chose Llama over the cheapest option.", DEAR),
    # an option without a price may be meant
    ("It is cheaper than Claude.", UNPRICED),
    ("The other costs USD 900 a month.", UNPRICED),
    ("Claude costs USD 900 a month.", UNPRICED),
    # amounts of other times and kinds, and numbers, units and currencies that are unclear
    ("It was USD 900 a month until June.", DEAR),
    ("It cost USD 900 a month, until June.", DEAR),
    ("It fell from USD 900 to USD 6,000 a month.", DEAR),
    ("It saves nurses USD 40,000 a month of working time.", DEAR),
    ("It stays within the budget of USD 15,000 a month.", DEAR),
    ("It costs USD 6,000 a month (budget: USD 15,000 a month).", DEAR),
    ("If traffic doubles, it costs USD 12,000 a month.", DEAR),
    ("It costs EUR 900 a month.", DEAR),
    ("It costs CA$900 a month.", DEAR),
    ("It costs USD 20 a month per seat.", DEAR),
    ("It costs 5 900 USD a month.", DEAR),
    ("It costs USD 5,90 a month.", DEAR),
    ("It costs USD 900 a week.", DEAR),
    ("The 2 GPUs cost USD 900 a month each.", DEAR),
    ("A support contract costs USD 900 a year.", DEAR),
    ("It costs USD 5,500 to 6,500 a month.", DEAR),
    ("It costs $6k/mo., and GPT-4o half the price of Llama.", DEAR),
    ("It costs USD 72k p.a.", DEAR),
    ("It costs less than USD 7,000 a month.", DEAR),
)


CHAT_COSTS: Costs = (1010.0, 1480.0, 19800.0)
CODER_COSTS: Costs = (1800.0, 300.0, 420.0)
LETTERS_COSTS: Costs = (1320.0, 1150.0, 500.0)

BEDROCK = "Claude Sonnet 4.6 at AWS Bedrock in us-east-1"
QWEN, TOGETHER, MINI = "Qwen2.5 Coder 32B at AWS", "Qwen2.5 Coder 32B at Together AI", "GPT-5 mini at OpenAI"
MISTRAL = "Mistral Small 3.2 24B 2506 on our premises"
AZURE, GPT_COSTS = "GPT-4o at Azure OpenAI 1,150", f"{GPT} 1,010"


def above(words: str, own: str = "1,800", subject: str = "the choice") -> tuple[str]:
    """Return the drawback of a budget that is lower than a cost."""
    return (f'The reason says "{words}", but {subject} costs {own} USD per month.',)


CHAT_CONTRADICTED: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Claude Sonnet 4.6 on Bedrock is cheaper than GPT-4o.",
        says("cheaper than GPT-4o", "1,480", GPT_COSTS, BEDROCK),
    ),
    (f"{BEDROCK} is cheaper than GPT-4o.", says("cheaper than GPT-4o", "1,480", GPT_COSTS, BEDROCK)),
    (
        "It is 90% cheaper than Claude on Bedrock.",
        says("90% cheaper than Claude on Bedrock", "1,010", f"{BEDROCK} 1,480"),
    ),
    (
        "GPT-4o costs a tenth of Claude Sonnet 4.6.",
        says("costs a tenth of Claude Sonnet 4.6", "1,010", f"{BEDROCK} 1,480", GPT),
    ),
    (
        "This is half the price of Claude in us-east-1.",
        says("half the price of Claude in us-east-1", "1,010", f"{BEDROCK} 1,480"),
    ),
    ("Claude costs four times as much.", says("costs four times as much", "1,480", "the choice 1,010", BEDROCK)),
    ("Llama is twice the price.", says("twice the price", "19,800", "the choice 1,010", LLAMA)),
)

CODER_CONTRADICTED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Qwen2.5 Coder is cheaper than GPT-5 mini.", says("cheaper than GPT-5 mini", "1,800", f"{MINI} 420", QWEN)),
    ("Qwen2.5 Coder is the cheapest option.", least("cheapest", TOGETHER)),
    ("It costs a quarter of GPT-5 mini.", says("costs a quarter of GPT-5 mini", "1,800", f"{MINI} 420")),
    ("This is half the price of GPT-5 mini.", says("half the price of GPT-5 mini", "1,800", f"{MINI} 420")),
    ("GPT-5 mini costs twice as much.", says("costs twice as much", "420", "the choice 1,800", MINI)),
    ("GPT-5 mini is twice as expensive.", says("twice as expensive", "420", "the choice 1,800", MINI)),
    ("GPT-5 mini is twice the price.", says("twice the price", "420", "the choice 1,800", MINI)),
    ("All other options cost more.", least("All other options cost more", TOGETHER)),
    ("The other options are more expensive.", least("The other options are more expensive", TOGETHER)),
    ("Every other option is pricier.", least("Every other option is pricier", TOGETHER)),
    ("Everything else is more expensive.", least("Everything else is more expensive", TOGETHER)),
    ("All other models cost more.", least("All other models cost more", MINI)),
    ("No other model costs less.", least("No other model costs less", MINI)),
    ("No API is cheaper.", least("No API is cheaper", TOGETHER)),
    ("It is cheaper than any API.", least("cheaper than any API", TOGETHER)),
    ("Every API costs more.", least("Every API costs more", TOGETHER)),
    ("Our budget is USD 1,000 a month.", above("Our budget is USD 1,000 a month")),
    ("Our monthly budget is USD 1,000.", above("Our monthly budget is USD 1,000")),
    ("Our budget is USD 12,000 a year.", above("Our budget is USD 12,000 a year")),
    ("The budget of USD 500 a month covers it.", above("The budget of USD 500 a month covers it")),
    ("It stays within our budget of USD 500 a month.", above("stays within our budget of USD 500 a month")),
    ("It fits the budget of USD 500 a month.", above("fits the budget of USD 500 a month")),
    ("Our monthly cost is USD 900.", strange("USD 900 per month")),
    ("Qwen2.5 Coder keeps data here. It costs USD 900 a month.", strange("USD 900 per month")),
    ("The chosen model is fast. It costs USD 900 a month.", strange("USD 900 per month")),
    ("We expect USD 900 a month.", strange("USD 900 per month")),
    ("It is fast, unlike GPT-5 mini at USD 9,000 a month.", strange("USD 9,000 per month")),
)

LETTERS_CONTRADICTED: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Mistral Small on our own GPUs is cheaper than GPT-4o on Azure.",
        says("cheaper than GPT-4o on Azure", "1,320", AZURE, MISTRAL),
    ),
    (
        "Mistral Small is much cheaper than GPT-4o on Azure.",
        says("cheaper than GPT-4o on Azure", "1,320", AZURE, MISTRAL),
    ),
    (
        "Mistral Small is cheaper than Mistral Small at Mistral.",
        says("cheaper than Mistral Small at Mistral", "1,320", "Mistral Small 3.2 24B 2506 at Mistral 500", MISTRAL),
    ),
)

OF_THREE = (
    *((because, CHAT, CHAT_COSTS, drawbacks) for because, drawbacks in CHAT_CONTRADICTED),
    *((because, CODER, CODER_COSTS, drawbacks) for because, drawbacks in CODER_CONTRADICTED),
    *((because, LETTERS, LETTERS_COSTS, drawbacks) for because, drawbacks in LETTERS_CONTRADICTED),
)

SILENT_OF_CHAT = (
    # amounts of something that is no option
    "The previous chatbot cost us USD 4,000 a month.",
    "The current vendor charges USD 4,000 a month.",
    "The current vendor is slow. It costs USD 4,000 a month.",
    "Our call centre is full. It costs USD 40,000 a month.",
    "The contact centre pays USD 9,000 a month; GPT-4o answers half of the calls.",
    "A human agent costs USD 4,000 a month.",
    "One nurse costs USD 4,000 a month, and GPT-4o less.",
    "Two engineers cost USD 30,000 a month, so we do not host a model.",
    "Llama needs an engineer at USD 9,000 a month.",
    "The cost of a nurse is USD 4,000 a month.",
    "The monthly cost of an agent is USD 4,000.",
    "The total cost of the call centre is USD 40,000 a month.",
    "We pay USD 4,000 a month to an agency.",
    "We pay USD 4,000 a month for two engineers.",
    "We pay USD 4,000 a month today.",
    "We have USD 4,000 a month.",
    "We avoid a contract of USD 4,000 a month.",
    "It saves USD 40,000 a month in the call centre.",
    "It avoids USD 9,000 of no-shows a month.",
    "It handles orders worth USD 90,000 a month.",
    "USD 40,000 a month of claims are handled.",
    "It costs USD 30,000 a month less than a nurse.",
    "We expect USD 40,000 a month more revenue.",
    "We estimate USD 40,000 a month as the damage.",
    "Our costs are USD 40,000 a month.",
    "Our USD 40,000 a month contract ends.",
    "It is USD 40,000 a month that we lose.",
    "USD 40,000 a month, and rising, is what nurses cost.",
    "We pay our nurses USD 40,000 a month.",
    "It costs USD 1,010 a month, an agent USD 40,000 a month.",
    "It costs USD 1,010 a month instead of USD 40,000 a month for agents.",
    "The total bill is USD 40,000 a month.",
    "Downtime costs us. It costs USD 4,000 a month.",
    "Our call centre costs a lot. It costs USD 40,000 a month.",
    # a period belongs to its own amount
    "Each no-show costs us $200; the bot avoids $9,000 of them a month.",
    "It costs USD 1,000/month plus USD 500 for support.",
    "It costs USD 1,000 a month and a setup of USD 500.",
    # true
    "All other options cost more.",
    "Everything else is more expensive.",
    "No API is cheaper.",
    "It is cheaper than any API.",
    f"GPT-4o is cheaper than {BEDROCK}.",
    "Claude costs 1.5 times as much.",
    "It costs a twentieth of Llama.",
    "Our budget is USD 1,000 a month.",
    "It stays within the budget of USD 2,000 a month.",
)

SILENT_OF_CODER = (
    # limited, denied or past
    "Not all other options cost more.",
    "Most of the other options cost more.",
    "Almost everything else is more expensive.",
    "All other options cost more per token.",
    "For long prompts, all other options cost more.",
    "Everything else costs more than USD 200.",
    "All other options used to cost more.",
    "All other options cost more in the long run.",
    "The others cost more, GPT-5 mini apart.",
    "The other costs more.",
    "The other API is more expensive.",
    "We think all other options cost more.",
    "The budget is USD 500 a month, plus USD 2,000 from the grant.",
    "The budget is USD 500 a month and we add the rest.",
    "The training budget of USD 500 a month covers it.",
    "No European API is cheaper.",
    "It is cheaper than any European API.",
    "Our budget was USD 1,000 a month.",
    "Our budget for tests is USD 1,000 a month.",
    "Our budget is USD 1,000 a month per team.",
    "Our budget is USD 1,000 a month, which it exceeds.",
    "It exceeds our budget of USD 1,000 a month.",
    "It is above the budget of USD 1,000 a month.",
    "The budget of USD 500 a month does not cover it.",
    "If our budget is USD 1,000 a month, we stop.",
    "The team's budget is USD 1,000 a month.",
    "The pilot is small. The budget of USD 500 a month covers it.",
    "Our budget is USD 1,000.",
    # compared with something else
    "Claude is dear. GPT-5 mini costs twice as much as that.",
    "Qwen2.5 Coder is slow, GPT-5 mini costs twice as much.",
    "GPT-5 mini costs twice as much now.",
    "Compared with GPT-4.1, GPT-5 mini costs twice as much.",
    "Sonnet is better, but GPT-5 mini is twice the price.",
    "The current vendor costs us much, and it is cheaper than GPT-5 mini.",
    "GPT-5 mini costs twice as much per token.",
    "GPT-5 mini costs twice as much as GPT-4.1.",
    "GPT-5 mini uses twice as much memory.",
    "It costs twice as much.",
    "It uses a quarter of GPT-5 mini.",
    "It costs a quarter of GPT-5 mini's time.",
    "Qwen2.5 Coder at Together AI is cheaper than GPT-5 mini.",
    "Qwen2.5 Coder on Azure is cheaper than GPT-5 mini.",
    "It is cheaper than GPT-5 mini on Azure.",
)


@pytest.mark.parametrize(("because", "rows", "costs", "drawbacks"), OF_THREE)
def test_options_are_named_as_people_name_them(
    because: str, rows: Rows, costs: Costs, drawbacks: tuple[str, ...]
) -> None:
    """By the service of a model, by `all others` or by a group; a name that fits the choice means the choice."""
    assert told(stating(because, costs, rows=rows)) == drawbacks


@pytest.mark.parametrize("because", SILENT_OF_CHAT)
def test_amounts_of_something_else_and_true_claims_are_no_drawback(because: str) -> None:
    """A reason also states what a person, a former system or a saving costs."""
    assert told(stating(because, CHAT_COSTS, rows=CHAT)) == ()


@pytest.mark.parametrize("because", SILENT_OF_CODER)
def test_a_claim_about_all_others_or_a_budget_counts_only_where_it_is_clear(because: str) -> None:
    """The choice costs most of all here."""
    assert told(stating(because, CODER_COSTS, rows=CODER)) == ()


@pytest.mark.parametrize(("because", "costs", "drawbacks"), CONTRADICTED)
def test_a_statement_that_the_computed_costs_exclude_is_a_drawback(
    because: str, costs: Costs, drawbacks: tuple[str, ...]
) -> None:
    """With the words of the text and the costs that exclude them."""
    assert told(stating(because, costs)) == drawbacks


@pytest.mark.parametrize(("because", "costs"), SILENT)
def test_a_statement_that_is_true_or_unclear_is_none(because: str, costs: Costs) -> None:
    """A drawback that is wrong costs more trust than one that is missing."""
    assert told(stating(because, costs)) == ()


@pytest.mark.parametrize("own", [55.0, 1234.0, 2900.0, Range(2500.0, 3900.0), 4000.0, 5990.0])
@pytest.mark.parametrize("rival", [6000.0, 12345.0, Range(6000.0, 8000.0)])
def test_what_the_costs_themselves_state_is_no_drawback(own: Range | float, rival: Range | float) -> None:
    """Percentages, multiples and amounts as people round them."""
    low, high = (one if isinstance(one, Range) else exactly(one) for one in (own, rival))
    percent, saved, times = (
        round(100 - 100 * low.high / high.low),
        round(high.low - low.high, -1),
        high.middle / low.middle,
    )
    texts = (
        f"It is {percent} % cheaper than GPT-4o.",
        f"It saves {percent} percent compared with GPT-4o.",
        f"It costs {100 - percent} % of the price of GPT-4o.",
        f"It saves USD {saved} a month compared with GPT-4o.",
        f"It costs ${saved / 1000}k/mo. less than GPT-4o.",
        f"We save USD {saved * 12} p.a. over GPT-4o.",
        f"GPT-4o costs {times:.1f} times as much as Llama.",
        f"GPT-4o costs USD {saved} per month more than Llama.",
        "It is the cheapest of all options, and no other option costs less.",
    )

    assert {text: told(stating(text, (own, rival, 20000.0))) for text in texts} == dict.fromkeys(texts, ())


def test_a_part_of_a_cost_is_an_amount_of_the_record() -> None:
    """The record lists the lines of each cost."""
    decision = stating("It needs engineering: we expect USD 1,600 a month. It costs USD 500 a month.", DEAR)
    assert decision.costs is not None
    (cost,) = decision.costs.workloads
    used, *others = cost.options
    lines = (*used.cost.lines, Line("engineering", (Factor(exactly(1600.0), "USD"),)))
    whole = cost._replace(options=(used._replace(cost=Cost(lines)), *others), comparisons=())
    priced = decision._replace(costs=decision.costs._replace(workloads=(whole,)))

    assert told(priced) == strange("USD 500 per month")


def test_the_context_is_compared_where_it_names_both_options() -> None:
    """What `it` means in a context is not known."""
    context = "Llama is half the price of GPT-4o. It is cheaper than GPT-4o. We pay less than GPT-4o."

    assert told(stating("", DEAR, context)) == says(
        "half the price of GPT-4o", "6,000", GPT_DEAR, LLAMA, text="context"
    )


def test_a_comparison_counts_in_no_workload_if_it_holds_in_one() -> None:
    """The text does not tell which workload it means, nor whether it means all of them together."""
    because = "Llama is half the price of GPT-4o, and Llama is the cheapest."
    dear, cheap = stating(because, DEAR), stating(because, CHEAP)
    (one,), (cost,) = cheap.workloads, cheap.costs.workloads if cheap.costs else ()
    options = tuple(judged._replace(option=judged.option._replace(workload="letters")) for judged in one.options)
    workloads = (*dear.workloads, one._replace(name="letters", options=options))
    counted = (
        dear.costs._replace(workloads=(*dear.costs.workloads, cost._replace(workload="letters")))
        if dear.costs
        else None
    )
    both = dear._replace(workloads=workloads, costs=counted)

    assert (
        told(dear)
        == (
            *least("cheapest"),
            *says("half the price of GPT-4o", "6,000", GPT_DEAR, LLAMA),
        )[::-1]
    )
    assert told(both) == least("cheapest", f"{GPT} (patient-qa)")


def test_a_currency_with_an_exchange_rate_is_compared() -> None:
    """6,000 USD are EUR 5,400 here."""
    assert told(stating("It costs 5.4k EUR/mo.", DEAR, rate=EURO)) == ()
    assert told(stating("It costs \u20ac900 p.m. Llama costs 9,000 euros p.a.", DEAR, rate=EURO)) == strange(
        "EUR 900 per month and EUR 9,000 per year", "match"
    )
    assert told(stating("It saves EUR 900 a month over GPT-4o.", CHEAP, rate=EURO)) == says(
        "saves EUR 900 a month over GPT-4o", "3,000", GPT_CHEAP
    )


REPEATED = (
    *("a ", "1 ", "$", "$1 ", "' ", "( ", "and ", "Llama ", "if it is ", "no other ", "cheaper than "),
    *("cheapest of the other ", "It costs USD 900 a month. ", "USD 900 a month, "),
    *("It is cheaper than GPT-4o and ", "saves half over GPT-4o, ", "all other options cost more ", "all other "),
    *("our budget is USD 900 a month ", "the budget of USD 900 a month covers it, ", "GPT-4o costs twice as much, "),
    *("GPT-4o at OpenAI on ", "it costs a third of GPT-4o and ", "the cost is USD 900 a month, "),
)


def steps(decision: Decision) -> int:
    """Return how many lines of the package run to read the texts of a decision."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        if "policyengine" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        told(decision)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("repeated", REPEATED)
def test_the_work_grows_with_the_length_of_a_text_and_no_faster(repeated: str) -> None:
    """A text of twice the length takes twice the steps: at 100 KiB 2 million for prose, a quarter of a second."""
    short, long = (steps(stating((repeated * length)[:length], DEAR)) for length in (2_000, 4_000))

    assert long < 2.2 * short
    assert long < 100 * 4_000
